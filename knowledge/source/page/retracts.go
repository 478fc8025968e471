package page

import (
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// retracts reports whether a notice tells that its story was retracted.
func (n *notice) retracts() bool {
	if n.lang.Notices.CapitalsRetracted.MatchString(n.text) {
		return true
	}
	for i, s := range n.sentences {
		switch {
		case n.isAttributed(s) || !isUnquoted(n.text, max(strings.Index(n.text, s), 0)):
		case i == 0 && (n.lang.Notices.Retracted.MatchString(s) || n.lang.Notices.ReportRetracted.MatchString(s)), n.lang.Notices.WeRetract.MatchString(s) && (i == 0 || n.head != noHead):
			return true
		case (n.head == editorHead || n.head == retractHead) && (n.lang.Notices.StoryRetracted.MatchString(s) || n.lang.Notices.HasRetracted.MatchString(s)):
			return true
		case n.head == wireHead && n.lang.Notices.ToEditors.MatchString(s):
			return true
		case i == 0 && n.edge && n.ownRetraction(s):
			return true
		}
	}
	return n.head == retractHead && n.lang.Notices.OwnWork.MatchString(n.text)
}

// ownRetraction reports whether a sentence tells that the story's own outlet has
// retracted a story.
func (n *notice) ownRetraction(s string) bool {
	m := n.lang.Notices.OutletRetracts.FindStringSubmatch(s)
	if m == nil || n.outlet == "" {
		return false
	}
	the := func(name string) string { return strings.TrimPrefix(strings.ToLower(name), n.lang.Notices.The+" ") }
	return plain.Alike(the(m[1]), the(n.outlet))
}

// titleLabel says what a title announces. list are the story's paragraphs.
func titleLabel(lang *text.Language, title string, list []string) knowledge.Label {
	title = strings.TrimSpace(title)
	n := &lang.Notices
	switch {
	case n.RetractionTitle.MatchString(title), n.RetractionMark.MatchString(title), n.AdvisoryTitle.MatchString(title):
		return knowledge.Retracted
	case n.KillTitle.MatchString(title) && killsWithin(n.KillText, list):
		return knowledge.Retracted
	case n.CorrectionMark.MatchString(title):
		return knowledge.Correction
	}
	if at := n.CorrectionTitle.FindStringIndex(title); at != nil {
		if rest := title[at[1]:]; title[0] != 'C' || isUpper(title[:at[1]]) || !n.Markets.MatchString(rest) || n.NotThat.MatchString(rest) {
			return knowledge.Correction
		}
	}
	p := notable{text: title, edge: true}
	return p.announces(lang)
}

// killsWithin reports whether a text begins or ends with such an order.
func killsWithin(order *text.Pattern, list []string) bool {
	for i, l := range list {
		if (i < 3 || i >= len(list)-3) && order.MatchString(l) {
			return true
		}
	}
	return false
}

// isUpper reports whether a text is written in capitals.
func isUpper(s string) bool { return strings.ToUpper(s) == s }

// Relabel gives a story the label that its list announces, unless it has one of
// its own or announces that it was retracted. An empty label changes nothing.
func Relabel(s *knowledge.Story, listed knowledge.Label) {
	if listed != "" && givesWay(s.Label) && announcedLabel(s) != knowledge.Retracted {
		s.Label = listed
	}
}

// ListedLabel is what a list announces of a page by the title that it gives it;
// own is the title on the page. Where the two differ only by a word before it,
// that word alone tells.
func ListedLabel(lang *text.Language, listed, own string) knowledge.Label {
	if found := titleLabel(lang, listed, nil); found != "" {
		return found
	}
	word, rest, ok := strings.Cut(listed, ":")
	if !ok || !plain.Alike(rest, own) {
		return ""
	}
	word = strings.ToLower(strings.TrimSpace(word))
	switch {
	case lang.Notices.RetractedWords[word]:
		return knowledge.Retracted
	case lang.Notices.CorrectedWords[word]:
		return knowledge.Correction
	}
	return ""
}
