package markup

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// markup reads Markdown as chat programs do, and returns every kind of thing in it that is
// not plain text, and the text.
func markup(t *testing.T, source string) (kinds, shown string) {
	t.Helper()
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader([]byte(source)))
	var k, s strings.Builder
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Document, *ast.Paragraph, *ast.TextBlock:
		case *ast.Text:
			s.Write(n.Segment.Value([]byte(source)))
		case *ast.String:
			s.Write(n.Value)
		case *ast.List:
			if n.Marker != '-' { // "- " is the bot's own
				k.WriteString("List" + string(n.Marker) + " ")
			}
		case *ast.ListItem:
		default:
			k.WriteString(n.Kind().String() + " ")
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(k.String()), s.String()
}

// TestPlain holds whatever others wrote to plain text for a reader of Markdown.
func TestPlain(t *testing.T) {
	t.Parallel()
	for _, hostile := range []string{
		"![x](https://evil.example/a.png)", "[click](https://evil.example)", "[click][a]\n\n[a]: https://evil.example", "<img src=x>", "<https://evil.example>",
		"https://evil.example/path", "HTTP://evil.example", "www.evil.example", "WWW.evil.example/x", "mail@evil.example", "mailto:mail@evil.example", "ftp://evil.example", "# A heading", "A title\n===", "A title\n---", "a\n:-", "a\n- ", "- - -", "a\n- \x00", "- + x", "- 1. x", "- > x", "- ---", "- ===", "-  - -", "---", "***", "> a quote", "`code`", "```\ncode\n```", "~~gone~~", "**bold** _slanted_ *slanted*",
		"1. one", "12) two", "+ plus", "* star", "| a | b |\n|---|---|\n| c | d |", "&copy; &#91;x&#93;", "\\[x\\](y)", "$x$", "a <!-- b -->", "- [ ] task\n- [x] done", "   # a heading", "[^1]\n\n[^1]: note",
	} {
		if got, _ := markup(t, plain(hostile)); got != "" {
			t.Errorf("%q shows %s: %q", hostile, got, plain(hostile))
		}
	}
	for text, want := range map[string]string{
		"- one\n- two": "- one\n- two", "It cost $5, or 3.5% (net).": "It cost \\$5, or 3.5% (net).", "a\u202eb\ufeff\x07c": "abc",
		"half-time": "half-time", "-5 degrees": "\\-5 degrees", "In 1921. Then": "In 1921. Then", "bad \xff": "bad \uFFFD", "\xf8://x": "\uFFFD&#58;//x",
	} {
		if got := plain(text); got != want {
			t.Errorf("plain(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestAddress holds links to addresses that a browser may be sent to.
func TestAddress(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"https://a.example/x_(y)?q=1#z": "https://a.example/x%5F%28y%29?q=1#z", "http://a.example": "http://a.example",
		"javascript:alert(1)": "", "data:text/html,x": "", "//a.example": "", "https://user:key@a.example": "", "": "", "a b": "", "https://a.example/" + strings.Repeat("x", 700): "",
		"https://a.example/\"><img>": "https://a.example/%22%3E%3Cimg%3E", "https://a.example/ö": "https://a.example/%C3%B6",
	} {
		if got := address(given); got != want {
			t.Errorf("address(%q) = %q, want %q", given, got, want)
		}
	}
}

// FuzzPlain holds any text to plain text, and any address to one link.
func FuzzPlain(f *testing.F) {
	f.Add("![x](https://evil.example)\n# a", "https://a.example/(x")
	f.Add("1. a\n| - |\n\t- [ ] b", "http://[::1]/a b")
	f.Fuzz(func(t *testing.T, words, target string) {
		kinds, _ := markup(t, plain(words))
		for kind := range strings.FieldsSeq(kinds) {
			if kind != "CodeBlock" { // lines that are indented
				t.Errorf("%q shows a %s", words, kind)
			}
		}
		if at := address(target); at != "" {
			if kinds, _ := markup(t, "[x]("+at+")"); kinds != "Link" {
				t.Errorf("%q as %q is %s", target, at, kinds)
			}
		}
	})
}
