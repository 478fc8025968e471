package page

import (
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// retracts reports whether a notice tells that its story was retracted.
func (n *notice) retracts() bool {
	if capitals().MatchString(n.text) {
		return true
	}
	for i, s := range n.sentences {
		switch {
		case isAttributed(s) || !isUnquoted(n.text, max(strings.Index(n.text, s), 0)):
		case i == 0 && (retracted().MatchString(s) || retractedIn().MatchString(s)), weRetract().MatchString(s) && (i == 0 || n.head != noHead):
			return true
		case (n.head == editorHead || n.head == retractHead) && (noted().MatchString(s) || headRetract().MatchString(s)):
			return true
		case n.head == wireHead && toEditors().MatchString(s):
			return true
		case i == 0 && n.edge && n.ownRetraction(s):
			return true
		}
	}
	return n.head == retractHead && ownWork().MatchString(n.text)
}

// ownRetraction reports whether a sentence tells that the story's own outlet has
// retracted a story.
func (n *notice) ownRetraction(s string) bool {
	m := theyRetract().FindStringSubmatch(s)
	if m == nil || n.outlet == "" {
		return false
	}
	the := func(name string) string { return strings.TrimPrefix(strings.ToLower(name), article) }
	return plain.Alike(the(m[1]), the(n.outlet))
}

// titleLabel says what a title announces. list are the story's paragraphs.
func titleLabel(title string, list []string) knowledge.Label {
	title = strings.TrimSpace(title)
	switch {
	case retractTitle().MatchString(title), retractMark().MatchString(title), advisoryTitle().MatchString(title):
		return knowledge.Retracted
	case killed().MatchString(title) && killsWithin(list):
		return knowledge.Retracted
	case correctMark().MatchString(title):
		return knowledge.Correction
	}
	if at := correctTitle().FindStringIndex(title); at != nil {
		if rest := title[at[1]:]; title[0] != 'C' || isUpper(title[:at[1]]) || !markets().MatchString(rest) || notThat().MatchString(rest) {
			return knowledge.Correction
		}
	}
	return announcement(title, "", "", true)
}

// killsWithin reports whether a text begins or ends as that of an advisory.
func killsWithin(list []string) bool {
	for i, l := range list {
		if (i < 3 || i >= len(list)-3) && kills().MatchString(l) {
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
func ListedLabel(listed, own string) knowledge.Label {
	if found := titleLabel(listed, nil); found != "" {
		return found
	}
	word, rest, ok := strings.Cut(listed, ":")
	if !ok || !plain.Alike(rest, own) {
		return ""
	}
	return labelOf(strings.ToLower(strings.TrimSpace(word)))
}
