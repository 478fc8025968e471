package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks returns the text below n, a paragraph each, on one line each.
func blocks(n *html.Node) []string {
	w := &blockWriter{}
	w.node(n)
	w.flush()
	return w.paragraphs
}

// flatText returns the text of a page, paragraph by paragraph, without building
// its tree: it works for any depth of nesting.
func flatText(page string) []string {
	w := &blockWriter{}
	z := html.NewTokenizer(strings.NewReader(page))
	skip := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			w.flush()
			return w.paragraphs
		}
		switch kind {
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if hidden(a) && kind == html.StartTagToken {
				skip++
			} else if hidden(a) && kind == html.EndTagToken && skip > 0 {
				skip--
			}
			if block(a) || a == atom.Br {
				w.flush()
			}
		case html.TextToken:
			if skip == 0 {
				w.now.WriteString(html.UnescapeString(string(z.Raw())))
			}
		}
	}
}

// blockWriter gathers paragraphs.
type blockWriter struct {
	now        strings.Builder
	paragraphs []string
}

func (w *blockWriter) flush() {
	if p := oneLine(w.now.String()); p != "" {
		w.paragraphs = append(w.paragraphs, p)
	}
	w.now.Reset()
}

func (w *blockWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.now.WriteString(n.Data)
		return
	case html.ElementNode:
		if hidden(n.DataAtom) {
			return
		}
	}
	apart := n.Type == html.ElementNode && block(n.DataAtom)
	if apart || n.DataAtom == atom.Br {
		w.flush()
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
}

// hidden tells the elements whose text is not for reading.
func hidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Select, atom.Textarea, atom.Button, atom.Head, atom.Title:
		return true
	}
	return false
}

// block tells the elements that stand in lines of their own.
func block(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Ul, atom.Ol, atom.Li,
		atom.Dl, atom.Dt, atom.Dd, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Figure,
		atom.Figcaption, atom.Table, atom.Tr, atom.Caption, atom.Hr, atom.Form, atom.Fieldset, atom.Address, atom.Body, atom.Html,
		atom.Details, atom.Summary, atom.Center:
		return true
	}
	return false
}
