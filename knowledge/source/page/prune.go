package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// prune takes out of a page what is never its story: captions, navigation, and
// small parts that are named as something else.
func prune(doc *html.Node, lang *text.Language) {
	all := textLen(doc)
	names := make(map[string]bool) // whether a class or id is of a part that is not the story: most stand in a page often
	isAside := func(name string) bool {
		is, known := names[name]
		if !known {
			is = aside.MatchString(name)
			names[name] = is
		}
		return is
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == html.ElementNode && (isNotStory(c, all, isAside) || isCallBox(c, all, lang)) {
				n.RemoveChild(c)
			} else {
				walk(c)
			}
			c = next
		}
	}
	walk(doc)
}

// isNotStory reports whether an element is never part of the story. all is how
// much text the page has.
func isNotStory(n *html.Node, all int, isAside func(name string) bool) bool {
	switch n.DataAtom {
	case atom.Figcaption, atom.Nav, atom.Button:
		return true
	case atom.Html, atom.Body, atom.Head, atom.Main, atom.Article, atom.H1:
		return false
	}
	if isOverlay(n) {
		return true
	}
	if !isAside(attr(n, "class")) && !isAside(attr(n, "id")) {
		return false
	}
	size := textLen(n)
	return size < 1500 && size*3 < all
}

const (
	mostBox     = 600 // bytes: a box that asks something of the reader shows no more
	leastOfCall = 0.3 // and so much of its words does
)

// isCallBox reports whether an element is a small box that asks the reader to sign up, or
// to give: it has a field for an address, or a good part of it asks, and leads elsewhere.
func isCallBox(n *html.Node, all int, lang *text.Language) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside, atom.Form:
	default:
		return false
	}
	size := textLen(n)
	if size == 0 || size > mostBox || size*2 > all {
		return false
	}
	boxed := false
	for c := range n.Descendants() {
		switch {
		case c.DataAtom == atom.Input && (strings.EqualFold(attr(c, "type"), "email") || strings.EqualFold(attr(c, "name"), "email")):
			return true
		case c.DataAtom == atom.H1:
			return false
		case isHeading(c.DataAtom), c.DataAtom == atom.A, c.DataAtom == atom.Button, c.DataAtom == atom.Img:
			boxed = true
		}
	}
	return boxed && plain.ShareOfCalls(lang, joinParagraphs(blocks(n))) >= leastOfCall
}

// isOverlay reports whether an element is laid over the page: a dialog, or what asks
// for consent. What holds a headline is the page itself.
func isOverlay(n *html.Node) bool {
	role := attr(n, "role")
	if role != "dialog" && role != "alertdialog" && !strings.EqualFold(attr(n, "aria-modal"), "true") &&
		!overlay.MatchString(attr(n, "id")) && !overlay.MatchString(attr(n, "class")) {
		return false
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.H1 || c.DataAtom == atom.Article {
			return false
		}
	}
	return true
}

// textLen is how many bytes of visible text stand below n.
func textLen(n *html.Node) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.Type == html.ElementNode && isNotText(n.DataAtom) {
		return 0
	}
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		total += textLen(c)
	}
	return total
}

// pick leaves of a page's paragraphs those of its story, whose title is known.
func pick(list []paragraph, s *knowledge.Story) []paragraph {
	list = belowTitle(list, s.Title)
	caption := plain.LanguageOf(s.Lang).Lines.Caption
	dropped, menu := make([]bool, len(list)), menus(list)
	for i, p := range list {
		dropped[i] = p.onlyLink() && !p.ended() && (p.words() >= 4 || menu[i]) ||
			caption.MatchString(p.text) && p.words() <= 60
	}
	kept := list[:0:0]
	for i, p := range list {
		if dropped[i] || p.heading && isEmptied(list, dropped, i) {
			continue
		}
		kept = append(kept, p)
	}
	for len(kept) > 1 { // what is left hanging at the end
		last := kept[len(kept)-1]
		if last.ended() || last.words() > 3 && !last.heading || last.item {
			break
		}
		kept = kept[:len(kept)-1]
	}
	return kept
}

// belowTitle drops what stands above the headline where that comes before any
// long paragraph.
func belowTitle(list []paragraph, title string) []paragraph {
	begun := 0
	for i, p := range list {
		if plain.Alike(p.text, title) {
			return list[i+1:]
		}
		if isProse(p.text) {
			begun++
		}
		if begun > 1 || p.words() >= 25 && !p.onlyLink() {
			break
		}
	}
	return list
}

// isEmptied reports whether heading i has lost all that stood under it.
func isEmptied(list []paragraph, dropped []bool, i int) bool {
	for i++; i < len(list) && dropped[i]; i++ {
		if list[i].heading {
			return false
		}
	}
	return i == len(list) || list[i].heading && dropped[i-1]
}
