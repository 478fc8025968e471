package page

import (
	"strings"
)

// corrects reports whether a notice tells that its story was corrected. l is the
// whole paragraph, next the one below it.
func (n *notice) corrects(l, next string) bool {
	if n.lang.Notices.BareHeads[strings.ToLower(strings.Trim(l, " *_:.[]()"))] {
		return strings.Contains(strings.ToLower(l), n.lang.Notices.AppendedWord) || len(next) <= longestNotice && n.lang.Notices.OurStory.MatchString(next) && n.lang.Notices.Faulty.MatchString(next)
	}
	if n.head == noHead && (n.lang.Notices.Appended.MatchString(n.text) || n.lang.Notices.AddsAndCorrects.MatchString(l)) {
		return true
	}
	if (n.head == correctHead || n.head == pluralHead) && n.underHead() {
		return true
	}
	ours := n.head != noHead
	for i, s := range n.sentences {
		if isUnquoted(n.text, max(strings.Index(n.text, s), 0)) && (!n.isAttributed(s) || n.lang.Notices.WeErred.MatchString(s)) && n.sentence(s, i) {
			return true
		}
		ours = ours || n.lang.Notices.OurStory.MatchString(s) && n.lang.Notices.Faulty.MatchString(s)
		if ours && n.lang.Notices.WeRegret.MatchString(s) && n.edge {
			return true
		}
	}
	return false
}

// underHead reports whether what stands under the head of a correction is one.
// Such a head may also be that of a word on how errors are to be reported, or of
// a lesson.
func (n *notice) underHead() bool {
	evidence := n.lang.Notices.Faulty.MatchString(n.text) && !n.lang.Notices.Contact.MatchString(n.text) || n.lang.Notices.OurStory.MatchString(n.text) && !n.lang.Notices.Contact.MatchString(n.text)
	if n.head == pluralHead {
		return evidence
	}
	if n.lang.Notices.Contact.MatchString(n.text) || n.lang.Notices.Markets.MatchString(n.text) {
		return n.lang.Notices.OurStory.MatchString(n.text) && n.lang.Notices.Faulty.MatchString(n.text)
	}
	return n.text != ""
}

// sentence reports whether one sentence of a notice, the one of number i, tells
// of a correction.
func (n *notice) sentence(s string, i int) bool {
	switch {
	case n.lang.Notices.CorrectedFor.MatchString(s):
		return false
	case n.lang.Notices.OfVersion.MatchString(s):
		return n.lang.Notices.Faulty.MatchString(s) || n.lang.Notices.VersionSaid.MatchString(s) && (n.lang.Notices.Contrast.MatchString(s) || n.contrastAfter(i))
	case n.lang.Notices.TheVersion.MatchString(s), n.lang.Notices.WrongVersion.MatchString(s):
		return (n.edge || n.head != noHead) && (n.lang.Notices.Faulty.MatchString(s) || n.lang.Notices.Contrast.MatchString(s))
	case n.lang.Notices.Corrected.MatchString(s), n.lang.Notices.CorrectedTo.MatchString(s), n.lang.Notices.UpdatedTo.MatchString(s), n.lang.Notices.WeCorrect.MatchString(s):
		return i == 0 || n.head != noHead || !strings.HasPrefix(strings.ToLower(s), n.lang.Notices.It+" ") || n.lang.Notices.FirstPublished.MatchString(n.sentences[i-1])
	case n.lang.Notices.Amended.MatchString(s):
		return !n.lang.Notices.AmendedToAdd.MatchString(s)
	case n.lang.Notices.StoryErred.MatchString(s):
		return n.lang.Notices.Faulty.MatchString(s) && (n.edge || n.head != noHead)
	case n.lang.Notices.Corrects.MatchString(s):
		return i == 0 && n.edge
	case n.lang.Notices.WeErred.MatchString(s):
		return n.edge && n.lang.Notices.InStory.MatchString(s)
	}
	at := n.lang.Notices.InVersion.FindStringIndex(s)
	return at != nil && isUnquoted(s, at[0]) && n.lang.Notices.Faulty.MatchString(s)
}

// contrastAfter reports whether the sentence after one sets right what it tells.
func (n *notice) contrastAfter(i int) bool {
	return i+1 < len(n.sentences) && (n.lang.Notices.Faulty.MatchString(n.sentences[i+1]) || n.lang.Notices.Contrast.MatchString(n.sentences[i+1]))
}
