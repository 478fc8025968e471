package page

import (
	"strings"
)

// corrects reports whether a notice tells that its story was corrected. l is the
// whole paragraph, next the one below it.
func (n *notice) corrects(l, next string) bool {
	if bareHead(strings.ToLower(strings.Trim(l, " *_:.[]()"))) {
		return strings.Contains(strings.ToLower(l), appendedBelow) || len(next) <= longestNotice && ourStory().MatchString(next) && faulty().MatchString(next)
	}
	if n.head == noHead && (appended().MatchString(n.text) || addsAnd().MatchString(l)) {
		return true
	}
	if (n.head == correctHead || n.head == pluralHead) && n.underHead() {
		return true
	}
	ours := n.head != noHead
	for i, s := range n.sentences {
		if isUnquoted(n.text, max(strings.Index(n.text, s), 0)) && (!isAttributed(s) || weErred().MatchString(s)) && n.sentence(s, i) {
			return true
		}
		ours = ours || ourStory().MatchString(s) && faulty().MatchString(s)
		if ours && weRegret().MatchString(s) && n.edge {
			return true
		}
	}
	return false
}

// underHead reports whether what stands under the head of a correction is one.
// Such a head may also be that of a word on how errors are to be reported, or of
// a lesson.
func (n *notice) underHead() bool {
	evidence := faulty().MatchString(n.text) && !contact().MatchString(n.text) || ourStory().MatchString(n.text) && !contact().MatchString(n.text)
	if n.head == pluralHead {
		return evidence
	}
	if contact().MatchString(n.text) || markets().MatchString(n.text) {
		return ourStory().MatchString(n.text) && faulty().MatchString(n.text)
	}
	return n.text != ""
}

// sentence reports whether one sentence of a notice, the one of number i, tells
// of a correction.
func (n *notice) sentence(s string, i int) bool {
	switch {
	case inflation().MatchString(s):
		return false
	case ofVersion().MatchString(s):
		return faulty().MatchString(s) || versionHad().MatchString(s) && (contrast().MatchString(s) || n.contrastAfter(i))
	case theVersion().MatchString(s), badVersion().MatchString(s):
		return (n.edge || n.head != noHead) && (faulty().MatchString(s) || contrast().MatchString(s))
	case corrected().MatchString(s), correctTo().MatchString(s), updatedTo().MatchString(s), weCorrect().MatchString(s):
		return i == 0 || n.head != noHead || !strings.HasPrefix(strings.ToLower(s), backReference) || firstOut().MatchString(n.sentences[i-1])
	case amended().MatchString(s):
		return !onlyMore().MatchString(s)
	case itself().MatchString(s):
		return faulty().MatchString(s) && (n.edge || n.head != noHead)
	case corrects().MatchString(s):
		return i == 0 && n.edge
	case weErred().MatchString(s):
		return n.edge && inOurs().MatchString(s)
	}
	at := inVersion().FindStringIndex(s)
	return at != nil && isUnquoted(s, at[0]) && faulty().MatchString(s)
}

// contrastAfter reports whether the sentence after one sets right what it tells.
func (n *notice) contrastAfter(i int) bool {
	return i+1 < len(n.sentences) && (faulty().MatchString(n.sentences[i+1]) || contrast().MatchString(n.sentences[i+1]))
}
