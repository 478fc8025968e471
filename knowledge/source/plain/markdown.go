package plain

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.yaml.in/yaml/v3"

	"github.com/storybot/storybot/knowledge"
)

// Flattener gives the title and the text, paragraph by paragraph, of HTML.
type Flattener func(page string) (title string, paragraphs []string)

// FromMarkdown makes a story of Markdown, with or without front matter. Blocks
// of HTML in it are read by flatten.
func FromMarkdown(doc string, flatten Flattener) (*knowledge.Story, error) {
	front, body, err := frontMatter(doc)
	if err != nil {
		return nil, err
	}
	var f frontFields
	if err := yaml.Unmarshal([]byte(front), &f); err != nil {
		return nil, fmt.Errorf("the front matter between the --- lines cannot be read: %s; mend it", Shorten(OneLine(err.Error()), 200))
	}
	s, err := f.metadata()
	if err != nil {
		return nil, err
	}
	heading, paragraphs := markdownText(body, flatten)
	switch {
	case s.Title == "" && heading != "":
		s.Title = heading
	case s.Title == "":
		return fillText(s, strings.Join(paragraphs, "\n\n"))
	case heading != "": // TidyText drops it where it is the title again
		paragraphs = append([]string{heading}, paragraphs...)
	}
	TidyText(s, strings.Join(paragraphs, "\n\n"))
	if s.Text == "" {
		return nil, ErrNoText
	}
	return s, nil
}

// frontFields are Fields, also under the names that Hugo, Jekyll and Obsidian give them.
type frontFields struct {
	Fields       `yaml:",inline"`
	Author       NameList `yaml:"author"`
	Date         Scalar   `yaml:"date"`
	LastModified Scalar   `yaml:"lastmod"`
}

// metadata is that of the Fields; our own names go before others'.
func (f *frontFields) metadata() (*knowledge.Story, error) {
	s, err := f.Fields.metadata()
	if err != nil {
		return nil, err
	}
	others := knowledge.Story{Authors: Names(LanguageOf(string(f.Lang)), f.Author)}
	if others.Published, err = dateField("date", f.Date); err != nil {
		return nil, err
	}
	if others.Updated, err = dateField("lastmod", f.LastModified); err != nil {
		return nil, err
	}
	Fill(s, &others)
	return s, nil
}

// fillText completes a story that has no title of its own as plain text.
func fillText(s *knowledge.Story, body string) (*knowledge.Story, error) {
	t, err := fromText(LanguageOf(s.Lang), body, nil)
	if err != nil {
		return nil, err
	}
	Fill(s, t)
	s.Text = t.Text
	return s, nil
}

// frontMatter parts a document into the YAML between its first two --- lines
// and the rest.
func frontMatter(doc string) (front, body string, err error) {
	doc = strings.TrimLeft(doc, "\n")
	first, rest, _ := strings.Cut(doc, "\n")
	if strings.TrimRight(first, " \t") != "---" {
		if toml, _, ok := strings.Cut(rest, "\n+++"); first == "+++" && ok && strings.Contains(toml, "=") {
			return "", "", errors.New("the front matter is TOML, between +++ lines; write it as YAML, between --- lines")
		}
		return "", doc, nil
	}
	for at := 0; at < len(rest); {
		line, _, _ := strings.Cut(rest[at:], "\n")
		if l := strings.TrimRight(line, " \t"); l == "---" || l == "..." {
			return rest[:at], strings.TrimPrefix(rest[at+len(line):], "\n"), nil
		}
		at += len(line) + 1
	}
	return "", "", errors.New("the front matter has no closing --- line; add it")
}

// markdownText returns the first heading, where the text begins with one, and
// the other paragraphs as plain text.
func markdownText(body string, flatten Flattener) (heading string, paragraphs []string) {
	parser := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()
	for i, piece := range pieces(shallowLines(body)) {
		src := []byte(piece)
		w := &markdownWriter{src: src, flatten: flatten}
		doc := parser.Parse(text.NewReader(src))
		_ = ast.Walk(doc, w.node) // the walker itself never fails
		w.flush()
		if h, ok := doc.FirstChild().(*ast.Heading); ok && i == 0 && h.Level <= 2 && len(w.paragraphs) > 0 {
			heading, w.paragraphs = w.paragraphs[0], w.paragraphs[1:]
		}
		paragraphs = append(paragraphs, w.paragraphs...)
	}
	return heading, paragraphs
}

// pieceBytes is how much Markdown is parsed at once: the parser's time grows
// with the square of some texts.
const pieceBytes = 64 << 10

// pieces cuts a long text at empty lines.
func pieces(body string) []string {
	var list []string
	for len(body) > pieceBytes {
		at := strings.LastIndex(body[:pieceBytes], "\n\n")
		if at <= 0 {
			at = strings.LastIndexByte(body[:pieceBytes], '\n')
		}
		if at <= 0 {
			at = pieceBytes
			for at > 0 && !utf8.RuneStart(body[at]) {
				at--
			}
		}
		list = append(list, body[:at])
		body = body[at:]
	}
	return append(list, body)
}

// shallowLines drops the marks of quotes and lists from lines that have more of
// them than people write.
func shallowLines(body string) string {
	const most = 32
	lines := strings.Split(body, "\n")
	for i, l := range lines {
		rest := strings.TrimLeft(l, "> \t-+*")
		if marks := l[:len(l)-len(rest)]; strings.Count(marks, ">")+strings.Count(marks, "- ")+strings.Count(marks, "+ ")+strings.Count(marks, "* ")+strings.Count(marks, "  ")/2 > most {
			lines[i] = rest
		}
	}
	return strings.Join(lines, "\n")
}

// markdownWriter gathers the text of a document's blocks.
type markdownWriter struct {
	src        []byte
	flatten    Flattener
	now        strings.Builder
	paragraphs []string
}

// flush ends the paragraph begun.
func (w *markdownWriter) flush() {
	if p := OneLine(w.now.String()); p != "" {
		w.paragraphs = append(w.paragraphs, p)
	}
	w.now.Reset()
}

func (w *markdownWriter) node(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if n.Type() == ast.TypeBlock && n.Kind() != east.KindTableCell {
		w.flush()
	}
	if !entering {
		if n.Kind() == east.KindTableCell && n.NextSibling() != nil {
			w.now.WriteString(" | ")
		}
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Text:
		w.now.Write(w.literal(n))
		if n.SoftLineBreak() || n.HardLineBreak() {
			w.now.WriteByte(' ')
		}
	case *ast.String:
		w.now.Write(n.Value)
	case *ast.AutoLink:
		w.now.Write(n.Label(w.src))
	case *ast.RawHTML:
		if tag := string(n.Segments.Value(w.src)); strings.HasPrefix(tag, "<br") {
			w.now.WriteByte(' ')
		}
	case *ast.Image:
		return ast.WalkSkipChildren, nil
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.raw(n.Lines(), false)
	case *ast.HTMLBlock:
		w.raw(n.Lines(), true)
	}
	return ast.WalkContinue, nil
}

// literal is a piece of text with its escapes and entities written out; in code
// they are none.
func (w *markdownWriter) literal(n *ast.Text) []byte {
	value := n.Segment.Value(w.src)
	if _, code := n.Parent().(*ast.CodeSpan); code || n.IsRaw() {
		return value
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}

// raw adds the lines of a block as they are, or the text of their HTML.
func (w *markdownWriter) raw(lines *text.Segments, html bool) {
	block := string(lines.Value(w.src))
	if html {
		_, lines := w.flatten(block)
		block = strings.Join(lines, "\n")
	}
	for _, l := range strings.Split(block, "\n") {
		w.now.WriteString(l)
		w.flush()
	}
}
