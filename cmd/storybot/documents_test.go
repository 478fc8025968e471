package main

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// document is a Markdown file that people read.
type document struct {
	name    string // from the root: docs/api.md
	text    string
	blocks  []codeBlock
	spans   []string // of code, within the text
	links   []string // and images, as they are written
	anchors []string // of the headings, as GitHub makes them
}

// codeBlock is a fenced block of code.
type codeBlock struct {
	lang, text string
	mark       string // the comment before it: <!-- mark -->
}

// documents are README.md, the pages of docs/, and the other files beside them.
func documents(t *testing.T) []document {
	t.Helper()
	names := []string{"../../README.md", "../../CONTRIBUTING.md", "../../deploy/README.md"}
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) < 9 {
		t.Fatalf("%q, %v", pages, err)
	}
	var all []document
	for _, name := range append(names, pages...) {
		all = append(all, readDocument(t, name))
	}
	return all
}

func readDocument(t *testing.T, file string) document {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := document{name: strings.TrimPrefix(filepath.ToSlash(file), "../../"), text: string(source)}
	err = ast.Walk(goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source)), func(n ast.Node, enters bool) (ast.WalkStatus, error) {
		if enters {
			d.add(n, source)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// add takes what is wanted of a node.
func (d *document) add(n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Heading:
		d.anchors = append(d.anchors, anchor(plainText(n, source)))
	case *ast.Link:
		d.links = append(d.links, string(n.Destination))
	case *ast.Image:
		d.links = append(d.links, string(n.Destination))
	case *ast.CodeSpan:
		d.spans = append(d.spans, strings.Join(strings.Fields(plainText(n, source)), " "))
	case *ast.FencedCodeBlock:
		b := codeBlock{lang: string(n.Language(source)), text: string(n.Lines().Value(source))}
		if before, ok := n.PreviousSibling().(*ast.HTMLBlock); ok {
			b.mark = strings.Trim(string(before.Lines().Value(source)), "<!-> \n")
		}
		d.blocks = append(d.blocks, b)
	}
}

// plainText is the text within a node.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, enters bool) (ast.WalkStatus, error) {
		if leaf, ok := n.(*ast.Text); ok && enters {
			b.Write(leaf.Segment.Value(source))
			if leaf.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// anchor is what GitHub makes of a heading.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}

// TestDocumentLinks follows every link and anchor of every Markdown file.
func TestDocumentLinks(t *testing.T) {
	t.Parallel()
	known := map[string]document{}
	for _, d := range documents(t) {
		known[d.name] = d
	}
	known["CHANGELOG.md"] = readDocument(t, "../../CHANGELOG.md")
	followed := 0
	for _, d := range known {
		for _, l := range d.links {
			if strings.HasPrefix(l, "https://") {
				continue
			}
			followed++
			if fault := follow(d.name, l, known); fault != "" {
				t.Errorf("%s: [%s]: %s", d.name, l, fault)
			}
		}
	}
	if followed < 40 {
		t.Errorf("only %d links were followed", followed)
	}
	for l, want := range map[string]string{"gone.md": "there is no docs/gone.md", "api.md#gone": "docs/api.md has no #gone", "../../up": "there is no ../up", "#json": "", "http://x": "it is not https"} {
		if got := follow("docs/api.md", l, known); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

// follow says why a link of the file from leads nowhere.
func follow(from, link string, known map[string]document) string {
	if strings.Contains(link, ":") {
		return "it is not https"
	}
	file, fragment, _ := strings.Cut(link, "#")
	to := from
	if file != "" {
		to = path.Join(path.Dir(from), file)
	}
	if _, err := os.Stat(filepath.Join("../..", to)); err != nil || strings.HasPrefix(to, "..") {
		return "there is no " + to
	}
	if fragment != "" && !slices.Contains(known[to].anchors, fragment) {
		return to + " has no #" + fragment
	}
	return ""
}

// TestReadmeIsShort keeps the README what one reads at once, and the page of every document within
// its reach.
func TestReadmeIsShort(t *testing.T) {
	t.Parallel()
	readme := readDocument(t, "../../README.md")
	if n := len(strings.Fields(readme.text)); n < 500 || n > 800 {
		t.Errorf("the README has %d words: 500 to 800 are wanted; what is beyond belongs into docs/", n)
	}
	for _, d := range documents(t) {
		if strings.HasPrefix(d.name, "docs/") && !slices.Contains(readme.links, d.name) {
			t.Errorf("the README does not lead to %s", d.name)
		}
	}
	picture, err := os.Stat("../../docs/answer.svg")
	if err != nil || picture.Size() > 10_000 {
		t.Errorf("the picture: %v, or larger than 10 kB", err)
	}
}
