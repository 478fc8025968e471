package weaviate

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// counted is a View that only knows how many passages have a term: the term's length, in thousands.
type counted struct{ knowledge.View }

func (counted) DocFreq(_ context.Context, terms []string) (df []int, err error) {
	for _, t := range terms {
		df = append(df, 1000*len(t))
	}
	return df, nil
}

// TestAsked adds the rarest common terms to those that find, up to what Weaviate can go through.
func TestAsked(t *testing.T) {
	v := &view{View: counted{}}
	for _, c := range []struct{ terms, common, want string }{
		{"a", "", "a"},
		{"a", "bb", "a bb"},
		{"a", "bb ccc", "a bb ccc"},
		{"a", "bb ccc dddd", "a bb ccc"},
		{"a", "bbbbb", "a bbbbb"},
		{"a", "bbbbbb", "a"},
		{"aaaaaaa", "b", "aaaaaaa"},
		{"aaaaa bbbbb", "c", "aaaaa bbbbb"},
		{"a", "a bb", "a bb"},
	} {
		got, err := v.asked(t.Context(), strings.Fields(c.terms), strings.Fields(c.common))
		if err != nil || !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s and %s: asked for %v, %v; want %s", c.terms, c.common, got, err, c.want)
		}
	}
}
