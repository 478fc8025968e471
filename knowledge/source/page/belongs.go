package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// headlineOf is the heading that shows the title: the last of them before which no
// other story stands; nil where the page shows none.
func headlineOf(doc *html.Node, title string) *html.Node {
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2:
			if plain.Alike(shownText(n), title) {
				return n
			}
		}
	}
	return nil
}

// shownText is what an element shows, in one line.
func shownText(n *html.Node) string { return plain.OneLine(joinParagraphs(blocks(n))) }

// dropOtherStories takes out of a page the stories beside its own: those
// parts beside the one with the headline that are made as it is, or called as stories are,
// and begin with a headline of their own.
func dropOtherStories(headline *html.Node) {
	begun := false
	for at := headline; at.Parent != nil; at = at.Parent {
		begun = begun || hasProse(blocks(at))
		seen := begun // else the headline stands apart from its story, which is to come
		for next := at.NextSibling; next != nil; {
			after := next.NextSibling
			if seen && isOtherStory(next, at) {
				next.Parent.RemoveChild(next)
			} else {
				seen = seen || hasProse(blocks(next))
			}
			next = after
		}
		if !begun {
			continue
		}
		for prev := at.PrevSibling; prev != nil; {
			before := prev.PrevSibling
			if attr(at, "class") != "" && isMadeAs(prev, at) && beginsWithHeadline(prev, atom.H1, atom.H2) {
				prev.Parent.RemoveChild(prev)
			}
			prev = before
		}
	}
}

// isMadeAs reports whether two elements are of the same making.
func isMadeAs(n, own *html.Node) bool {
	return n.Type == html.ElementNode && n.DataAtom == own.DataAtom && (n.DataAtom == atom.Article || attr(n, "class") == attr(own, "class"))
}

// isOtherStory reports whether an element behind the one that has the headline is
// another story: of the same making, or called as stories are, it begins with a headline.
func isOtherStory(n, own *html.Node) bool {
	switch {
	case isMadeAs(n, own) && n.DataAtom == atom.Article:
		return beginsWithHeadline(n, atom.H1, atom.H2)
	case isMadeAs(n, own):
		return beginsWithHeadline(n, atom.H1)
	case n.Type != html.ElementNode:
		return false
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.H1 {
			return beginsWithHeadline(n, atom.H1) && isNamedStory(c, n)
		}
	}
	return false
}

// isNamedStory reports whether an element around a headline, up to one of them, is called as stories are.
func isNamedStory(headline, up *html.Node) bool {
	for at := headline.Parent; at != nil; at = at.Parent {
		if at.DataAtom == atom.Article || another.MatchString(attr(at, "class")) {
			return true
		}
		if at == up {
			break
		}
	}
	return false
}

// beginsWithHeadline reports whether a heading of these ranks stands in an element before any sentence.
func beginsWithHeadline(n *html.Node, ranks ...atom.Atom) bool {
	for c := range n.Descendants() {
		switch {
		case slices.Contains(ranks, c.DataAtom):
			return true
		case c.DataAtom == atom.P && isProse(shownText(c)):
			return false
		}
	}
	return false
}

// hasProse reports whether one of these paragraphs is a sentence.
func hasProse(list []paragraph) bool {
	return slices.ContainsFunc(list, func(p paragraph) bool { return !p.heading && !p.onlyLink() && isProse(p.text) })
}

// isProse reports whether a line is a sentence of some length.
func isProse(l string) bool { return strings.Count(l, " ") >= 7 && plain.EndsSentence(l) }

// ownPart is the part of a page that its markup gives to the story of the headline,
// where it holds sentences; nil where the markup tells of none.
func ownPart(headline *html.Node) []paragraph {
	for at := headline.Parent; at != nil; at = at.Parent {
		if at.DataAtom == atom.Article || at.DataAtom == atom.Main || attr(at, "role") == "main" || strings.HasSuffix(attr(at, "itemtype"), "Article") {
			if list := blocks(at); hasProse(list) {
				return list
			}
		}
	}
	return nil
}

// shareProse reports whether a sentence stands in both.
func shareProse(a, b []paragraph) bool {
	in := make(map[string]bool)
	for _, p := range a {
		in[p.text] = isProse(p.text)
	}
	return slices.ContainsFunc(b, func(p paragraph) bool { return in[p.text] })
}

// spaceInline puts a space between parts of a line that stand in elements of their own
// and that styles alone keep apart: behind the end of a sentence, and where one
// element follows another with a capital behind a small letter.
func spaceInline(doc *html.Node) {
	w := spacer{}
	w.walk(doc)
}

// leastKicker is how many letters what stands before a headline has at least.
const leastKicker = 3

// spacer is on its way through a page.
type spacer struct {
	before, last rune // the two characters read last, 0 at the beginning of a line
	bounds       int  // bounds of elements since: two are from one element into the next
	heading      bool // it is in a heading
	kicker       int  // how many letters stand before the headline in an element of their own, in a heading
}

func (w *spacer) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.text(c)
		case c.Type != html.ElementNode || isNotText(c.DataAtom):
		case isBlock(c.DataAtom) || c.DataAtom == atom.Br || c.DataAtom == atom.Td || c.DataAtom == atom.Th:
			heading := w.heading
			apart(c.PrevSibling, "", "\n")
			apart(c.NextSibling, "\n", "")
			*w = spacer{heading: heading || isHeading(c.DataAtom)}
			w.walk(c)
			*w = spacer{heading: heading}
		default:
			w.bounds++
			w.walk(c)
			w.bounds++
		}
	}
}

// apart sets white space around a text that stands directly beside a block, so that it stays
// apart from it where the block loses its own element.
func apart(n *html.Node, before, after string) {
	if n != nil && n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
		n.Data = before + n.Data + after
	}
}

func (w *spacer) text(n *html.Node) {
	if n.Data == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(n.Data)
	if w.isGlued(first) {
		n.Data = " " + n.Data
	}
	last, size := utf8.DecodeLastRuneInString(n.Data)
	before, _ := utf8.DecodeLastRuneInString(n.Data[:len(n.Data)-size])
	kicker := 0
	if w.heading && w.last == 0 {
		kicker = utf8.RuneCountInString(strings.TrimSpace(n.Data))
	}
	*w = spacer{before: before, last: last, heading: w.heading, kicker: kicker}
}

// isGlued reports whether a character begins another word than the one before the
// last bounds of elements.
func (w *spacer) isGlued(first rune) bool {
	ended := strings.ContainsRune(".!?…", w.last)
	switch {
	case w.bounds == 0 || w.last == 0:
		return false
	case strings.ContainsRune("\"“„«", first):
		return ended && w.bounds > 1
	case !unicode.IsUpper(first):
		return false
	case w.kicker >= leastKicker && unicode.IsLetter(w.last) && (unicode.IsLower(w.last) || unicode.IsUpper(w.before)):
		return true
	case w.bounds > 1:
		return ended || unicode.IsLower(w.last) || strings.ContainsRune("”\"»:", w.last)
	}
	return ended && unicode.IsLower(w.before) // "Norton.<b>The", but "U.<b>S."
}
