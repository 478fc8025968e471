package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// paragraph is a part of a page that stands in lines of its own.
type paragraph struct {
	text          string // on one line
	linked        int    // how many bytes of it are links
	heading, item bool   // it is a heading, or stands in a list or table
	caption       bool   // it stands below a picture
}

func (p *paragraph) words() int  { return strings.Count(p.text, " ") + 1 }
func (p *paragraph) ended() bool { return plain.EndsSentence(p.text) }

// onlyLink reports whether nearly all of it is a link.
func (p *paragraph) onlyLink() bool { return p.linked*10 >= len(p.text)*9 }

// menus reports of each paragraph whether it stands among others that are only
// short links, too.
func menus(list []paragraph) []bool {
	in := make([]bool, len(list))
	from := 0
	for i := 0; i <= len(list); i++ {
		if i < len(list) && list[i].onlyLink() && list[i].words() <= 6 && !list[i].ended() {
			continue
		}
		for j := from; i-from >= 3 && j < i; j++ {
			in[j] = true
		}
		from = i + 1
	}
	return in
}

// blocks returns the paragraphs below n.
func blocks(n *html.Node) []paragraph {
	w := &blockWriter{}
	w.node(n)
	w.flush()
	return w.paragraphs
}

// FlatText returns the title and the paragraphs of a page without building its
// tree: it works for any depth of nesting.
func FlatText(page string) (title string, lines []string) {
	f := &flattener{sheet: make(style)}
	z := html.NewTokenizer(strings.NewReader(page))
	for f.shown <= mostShown && len(f.paragraphs) <= MaxTags { // the rest would be too much anyway
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		switch kind {
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			f.tag(kind, z.Token())
		case html.TextToken:
			f.text(html.UnescapeString(string(z.Raw())))
		}
	}
	f.flush()
	for _, p := range f.paragraphs {
		lines = append(lines, p.text)
	}
	return f.title, lines
}

// flattener takes a page tag by tag.
type flattener struct {
	blockWriter
	sheet style
	title string
	shown int    // bytes of text
	in    string // the element without text for reading that we are in,
	depth int    // and how many of its name
}

func (f *flattener) tag(kind html.TokenType, t html.Token) {
	switch {
	case kind == html.EndTagToken && t.Data == f.in:
		if f.depth--; f.depth == 0 {
			f.in = ""
		}
	case kind == html.StartTagToken && t.Data == f.in:
		f.depth++
	case kind == html.StartTagToken && f.in == "" && !isVoid(t.DataAtom) && (isNotText(t.DataAtom) && t.DataAtom != atom.Head ||
		f.sheet.hides(&html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Attr: t.Attr})):
		f.in, f.depth = t.Data, 1
	}
	if isBlock(t.DataAtom) || t.DataAtom == atom.Br {
		f.flush()
	}
}

func (f *flattener) text(text string) {
	switch f.in {
	case "":
		f.shown += len(strings.TrimSpace(text))
		f.now.WriteString(text)
	case "title":
		f.title = plain.First(f.title, plain.OneLine(text))
	case "style":
		f.sheet.read(text)
	}
}

// isVoid reports whether nothing is ever in an element, so that no end of it follows.
func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// blockWriter gathers paragraphs.
type blockWriter struct {
	now           strings.Builder
	linked        int // bytes of links in now
	link          int // how many links we are in
	heading, item int // how many headings, lists and tables we are in
	caption       int // and how many captions
	paragraphs    []paragraph
}

func (w *blockWriter) flush() {
	if p := plain.OneLine(w.now.String()); p != "" {
		w.paragraphs = append(w.paragraphs, paragraph{text: p, linked: w.linked, heading: w.heading > 0, item: w.item > 0, caption: w.caption > 0})
	}
	w.now.Reset()
	w.linked = 0
}

func (w *blockWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.now.WriteString(n.Data)
		if w.link > 0 {
			w.linked += len(strings.Join(strings.Fields(n.Data), " "))
		}
		return
	case html.ElementNode:
		if isNotText(n.DataAtom) {
			return
		}
	}
	apart := n.Type == html.ElementNode && isBlock(n.DataAtom)
	if apart || n.DataAtom == atom.Br {
		w.flush()
	}
	depth := w.depth(n.DataAtom)
	if depth != nil {
		*depth++
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		w.now.WriteByte(' ')
	}
	if apart {
		w.flush()
	}
	if depth != nil {
		*depth--
	}
}

// isHeading reports whether an element is a heading.
func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// depth gives the count that an element raises while we are in it.
func (w *blockWriter) depth(a atom.Atom) *int {
	switch a {
	case atom.A:
		return &w.link
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return &w.heading
	case atom.Li, atom.Td, atom.Th, atom.Dd:
		return &w.item
	case atom.Figcaption:
		return &w.caption
	}
	return nil
}

// isNotText reports whether the text of an element is not for reading.
func isNotText(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Select, atom.Textarea, atom.Button, atom.Head, atom.Title,
		atom.Audio, atom.Video, atom.Canvas, atom.Object, atom.Datalist, atom.Noframes, atom.Noembed, atom.Rp:
		return true
	}
	return false
}

// isBlock reports whether an element stands in lines of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Ul, atom.Ol, atom.Li,
		atom.Dl, atom.Dt, atom.Dd, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Figure,
		atom.Figcaption, atom.Table, atom.Tr, atom.Caption, atom.Hr, atom.Form, atom.Fieldset, atom.Address, atom.Body, atom.Html,
		atom.Details, atom.Summary, atom.Center:
		return true
	}
	return false
}
