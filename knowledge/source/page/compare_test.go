//go:build compare

package page

import (
	"strings"
	"testing"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// TestExtractors compares what finds the main text. It has a tag of its own
// because importing go-trafilatura costs a quarter of a second at every start.
func TestExtractors(t *testing.T) {
	list := pages(t)
	for name, extract := range map[string]func(page) string{
		"ours": ours,
		"go-readability": func(p page) string {
			a, err := readability.FromReader(strings.NewReader(p.HTML), nil)
			if err != nil || a.Node == nil {
				return ""
			}
			return joinParagraphs(blocks(a.Node))
		},
		"go-trafilatura":           trafilaturaText(trafilatura.Options{ExcludeComments: true}),
		"go-trafilatura, fallback": trafilaturaText(trafilatura.Options{ExcludeComments: true, EnableFallback: true}),
	} {
		f, p, r := f1(list, extract)
		t.Logf("%-26s F1 %.4f, precision %.4f, recall %.4f", name, f, p, r)
	}
}

func trafilaturaText(o trafilatura.Options) func(page) string {
	return func(p page) string {
		doc, err := html.Parse(strings.NewReader(p.HTML))
		if err != nil {
			return ""
		}
		found, err := trafilatura.ExtractDocument(doc, o)
		if err != nil || found.ContentNode == nil {
			return ""
		}
		return joinParagraphs(blocks(found.ContentNode))
	}
}
