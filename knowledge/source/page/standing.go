package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	mostlyYours = 0.45 // so much of what a page says speaks to its reader, where it stands in the way of a story
	someYours   = 0.3  // or so much, where it has something to press as well
	siteWords   = 4    // the name of a site has no more
	bareWords   = 60   // such a page says no more than that
)

// controls are what a page lets its reader do.
type controls struct {
	chooses bool // something is to be chosen: an age, an edition, a tick
	waits   bool // it loads itself again, or tells how far something is
	presses bool // there are buttons or fields that are not for searching or sharing
}

// controlsOf finds what a page lets its reader do.
func controlsOf(n *html.Node) (c controls) {
	switch {
	case n.Type != html.ElementNode:
	case n.DataAtom == atom.Header, n.DataAtom == atom.Footer, n.DataAtom == atom.Nav, n.DataAtom == atom.Aside,
		n.DataAtom == atom.Noscript, n.DataAtom == atom.Template, attr(n, "role") == "search", besides(n):
		return c
	case n.DataAtom == atom.Form && hasElement(n, atom.Textarea): // for comments
		return c
	case n.DataAtom == atom.Meta && strings.EqualFold(attr(n, "http-equiv"), "refresh"),
		n.DataAtom == atom.Progress, attr(n, "role") == "progressbar":
		c.waits = true
	case n.DataAtom == atom.Select, n.DataAtom == atom.Input && choosing(n):
		c.chooses = true
	case n.DataAtom == atom.Button, n.DataAtom == atom.Input && !strings.EqualFold(attr(n, "type"), "search"):
		c.presses = true
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		of := controlsOf(child)
		c = controls{c.chooses || of.chooses, c.waits || of.waits, c.presses || of.presses}
	}
	return c
}

// choosing reports whether a field is one to choose by, or for a number.
func choosing(n *html.Node) bool {
	switch strings.ToLower(attr(n, "type")) {
	case "radio", "checkbox", "date", "month", "number", "tel":
		return true
	}
	return strings.EqualFold(attr(n, "inputmode"), "numeric")
}

// besides reports whether an element is called as what stands beside a story is.
func besides(n *html.Node) bool {
	called := attr(n, "id") + " " + attr(n, "class")
	return aside.MatchString(called) || overlay.MatchString(called)
}

// hasElement reports whether an element of that kind is within another.
func hasElement(n *html.Node, kind atom.Atom) bool {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			return true
		}
	}
	return false
}

// standsBefore reports whether a page stands before a story by its form: it is brief, nobody
// and no day is named, be it as its author or in what it says, and it either has the reader choose or
// wait, or mostly speaks to the reader.
func standsBefore(s *knowledge.Story, titles []string, c controls) bool {
	if !s.Published.IsZero() || len(s.Authors) > 0 || text.CountWords(s.Text) > bareWords {
		return false
	}
	lang := plain.LanguageOf(s.Lang)
	yours, all, named := 0, 0, false
	for _, sentence := range saidBy(s) {
		words := text.CountWords(sentence)
		all += words
		if lang.Lines.Addressed.MatchString(sentence) && !strings.ContainsAny(sentence, "“”\"«»") {
			yours += words
		}
		named = named || names(sentence, titles)
	}
	share := float64(yours) / float64(max(all, 1))
	switch german := plain.Language(s.Lang) == "de"; {
	case german && named: // every noun looks like a name
		return share >= someYours && (c.chooses || c.waits) || share >= mostlyYours && c.presses
	case named:
		return false
	}
	return c.chooses || c.waits || share >= mostlyYours || share >= someYours && c.presses
}

// saidBy are the sentences of a story with its title; labels are none.
func saidBy(s *knowledge.Story) (list []string) {
	if s.Title != "" {
		list = append(list, s.Title)
	}
	for line := range strings.Lines(s.Text) {
		line = strings.TrimSpace(line)
		if line == "" || plain.Alike(line, s.Title) || !plain.EndsSentence(line) {
			continue
		}
		lang := plain.LanguageOf(s.Lang)
		for _, span := range lang.Sentences(line) {
			list = append(list, span.Of(line))
		}
	}
	return list
}

// names reports whether a sentence names somebody or something, or a day, by a capital within it;
// what the titles of the page have, such as the name of its site, is nothing that is told.
func names(sentence string, titles []string) bool {
	for i, w := range strings.Fields(sentence) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		runes := []rune(w)
		if i == 0 || len(runes) < 2 || !unicode.IsUpper(runes[0]) || strings.ToUpper(w) == w || runes[1] == '\'' || runes[1] == '’' {
			continue
		}
		ours := false
		for _, t := range titles {
			ours = ours || text.CountWords(t) <= siteWords && strings.Contains(t, w)
		}
		if !ours {
			return true
		}
	}
	return false
}
