package page

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// Announcements stand at a story's edges: above it, or below it, where an
// author's note and calls to the reader may follow.
const (
	announcedAbove = 5   // so many paragraphs from the top are looked at
	announcedBelow = 8   // and so many from the end
	longestNotice  = 900 // no announcement is longer, in bytes
)

// notice is a paragraph, as far as it may announce something of its own story.
type notice struct {
	lang      *text.Language
	head      noticeHead // what it begins with: "Editor's note:"
	text      string     // what follows
	sentences []string   // the same
	outlet    string
	edge      bool // it is one of the two first or last
}

// noticeHead is what the words before an announcement's colon say of it.
type noticeHead int

const (
	noHead      noticeHead = iota
	noteHead               // "Note:", "Clarification:"
	editorHead             // "Editor's note:"
	wireHead               // "EDITORS:"
	correctHead            // "Correction:"
	pluralHead             // "Corrections & clarifications:"
	retractHead            // "Retraction:"
)

// announcedLabel is what a story announces of itself in its title or text, that it
// was corrected or retracted; empty for neither. News of corrections and
// retractions, and what others said of them, is no announcement.
func announcedLabel(s *knowledge.Story) knowledge.Label {
	lang := plain.LanguageOf(s.Lang)
	var list []string
	for l := range strings.SplitSeq(s.Text, "\n") {
		if l != "" {
			list = append(list, l)
		}
	}
	found := titleLabel(lang, s.Title, list)
	if found == knowledge.Retracted || lang.Notices.CorrectionsTitle.MatchString(s.Title) {
		return found
	}
	for i, l := range list {
		if i >= announcedAbove && i < len(list)-announcedBelow {
			continue
		}
		next := ""
		if i+1 < len(list) {
			next = list[i+1]
		}
		l := notable{text: l, next: next, outlet: s.Outlet, edge: i < 2 || i >= len(list)-2}
		switch l.announces(lang) {
		case knowledge.Retracted:
			return knowledge.Retracted
		case knowledge.Correction:
			found = knowledge.Correction
		}
	}
	return found
}

// MayAnnounce reports whether a paragraph has a word without which nothing is
// announced. It costs little.
func MayAnnounce(lang *text.Language, l string) bool {
	low := strings.ToLower(l)
	for _, stem := range lang.Notices.Stems {
		if strings.Contains(low, stem) {
			return true
		}
	}
	return false
}

// notable is a paragraph that may announce something of its own story.
type notable struct {
	text, next string // the paragraph, and the one below it
	outlet     string // of the story
	edge       bool   // it is one of the two first or last
}

// announces says what the paragraph announces.
func (p *notable) announces(lang *text.Language) knowledge.Label {
	if len(p.text) > longestNotice || !MayAnnounce(lang, p.text) {
		return ""
	}
	n := noticeOf(lang, p.text)
	n.outlet, n.edge = p.outlet, p.edge
	switch {
	case n.text == "" && n.head == noHead:
		return ""
	case n.retracts():
		return knowledge.Retracted
	case n.corrects(p.text, p.next):
		return knowledge.Correction
	}
	return ""
}

// noticeOf parts a paragraph into what it begins with and the rest. What begins
// as a quotation is somebody else's word.
func noticeOf(lang *text.Language, l string) notice {
	l = strings.TrimLeft(l, " \t*_•·–—-()[]")
	if l == "" || strings.ContainsRune(`"“„«'‘`, []rune(l)[0]) {
		return notice{lang: lang}
	}
	n := notice{lang: lang, text: l}
	if m := n.lang.Notices.Head.FindStringSubmatchIndex(l); m != nil {
		for group, kind := range []noticeHead{noteHead, editorHead, wireHead, pluralHead, correctHead, retractHead} {
			if m[2+2*group] >= 0 {
				n.head = kind
			}
		}
		n.text = strings.TrimLeft(l[m[1]:], " *_")
		n.text = n.text[len(n.lang.Notices.HeadTime.FindString(n.text)):]
	}
	for _, span := range lang.Sentences(n.text) {
		n.sentences = append(n.sentences, strings.TrimLeft(span.Of(n.text), "*_(["))
	}
	return n
}

// isAttributed reports whether a sentence tells it as the word of somebody.
func (n *notice) isAttributed(sentence string) bool {
	return n.lang.Notices.Attributed.MatchString(sentence)
}

// isUnquoted reports whether what stands at a place of a text is outside of quotations.
func isUnquoted(text string, at int) bool {
	before := text[:at]
	return strings.Count(before, `"`)%2 == 0 && strings.Count(before, "“") <= strings.Count(before, "”")
}

// givesWay reports whether what a story announces outweighs this label.
func givesWay(l knowledge.Label) bool {
	return l == "" || l == knowledge.News || l == knowledge.Wire
}

// mostNotices is how many announcements of a page are added to its story's text.
const mostNotices = 3

// withNotices adds to a story's text what a page announces of it outside of what
// was taken for its text: above its headline, or below in a box of its own.
func withNotices(s *knowledge.Story, shown []paragraph) {
	lang := plain.LanguageOf(s.Lang)
	var over, under []string
	begun := false
	for i, p := range shown {
		begun = begun || p.words() >= 12 && strings.Contains(s.Text, p.text)
		next := ""
		if i+1 < len(shown) {
			next = shown[i+1].text
		}
		l := notable{text: p.text, next: next, outlet: s.Outlet, edge: true}
		if p.item || p.onlyLink() || plain.Alike(p.text, s.Title) || l.announces(lang) == "" || strings.Contains(s.Text, p.text) {
			continue
		}
		if begun {
			under = append(under, p.text)
		} else {
			over = append(over, p.text)
		}
	}
	if len(over)+len(under) > mostNotices { // a page of many corrections
		return
	}
	s.Text = strings.Join(slices.Concat(over, []string{s.Text}, under), "\n\n")
}

// Announces reports whether a paragraph at the edge of a story of that outlet
// announces a correction or a retraction of it.
func Announces(lang *text.Language, l, outlet string) bool {
	p := notable{text: l, outlet: outlet, edge: true}
	return p.announces(lang) != ""
}
