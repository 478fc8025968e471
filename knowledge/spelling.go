package knowledge

import (
	"context"
	"fmt"
	"slices"

	"github.com/storybot/storybot/knowledge/bm25"
	"github.com/storybot/storybot/knowledge/spelling"
)

// Respelling is words of a query that no story has, and what they were taken for.
type Respelling = spelling.Respelling

// respell returns the query with other spellings of its words that no passage has, as [spelling.Respell] finds them.
func respell(ctx context.Context, view View, q Query, terms []queryTerm, info Info) (Query, []Respelling, error) {
	all := make([]spelling.Term, len(terms))
	for i, t := range terms {
		all[i] = spelling.Term{Text: t.text, Frequency: t.df, Weight: t.weight}
	}
	var respelled []Respelling
	var err error
	q.Text, respelled, err = spelling.Respell(ctx, lookup{view, q.Filter, info.Passages}, q.Text, all)
	return q, respelled, err //nolint:wrapcheck // it says what was tried
}

// lookup is where the words of a query are looked up.
type lookup struct {
	View
	filter   Filter
	passages int
}

// Terms returns what is known of each of these.
func (l lookup) Terms(ctx context.Context, terms []string) ([]spelling.Term, error) {
	df, err := l.DocFreq(ctx, terms)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	all := make([]spelling.Term, len(terms))
	for i, n := range df {
		all[i] = spelling.Term{Text: terms[i], Frequency: n, Weight: bm25.IDF(l.passages, n)}
	}
	return all, nil
}

// With returns the 50 best passages that the query allows and that have one of these terms.
func (l lookup) With(ctx context.Context, terms []string) ([]spelling.Passage, error) {
	found, err := l.Candidates(ctx, terms, Wish{Filter: l.filter, N: 50})
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	ids := make([]string, len(found))
	for i := range found {
		ids[i] = found[i].Story.Story.ID
	}
	docs, err := l.Documents(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read the stories of passages: %w", err)
	}
	passages := make([]spelling.Passage, len(found))
	for i := range found {
		passages[i] = foundPassage{l.View, found[i].Story.Story, [2][]Term{docs[i].Terms[found[i].N], docs[i].Title}}
	}
	return passages, nil
}

// foundPassage is the terms of a passage and of its story's title.
type foundPassage struct {
	view  View
	story Story
	terms [2][]Term
}

// Has reports whether one of the two has a term.
func (p foundPassage) Has(term string) bool {
	return slices.Contains(p.terms[0], Hash(term)) || slices.Contains(p.terms[1], Hash(term))
}

// Beside reports whether, in one of the two, the terms follow each other but for stop words.
func (p foundPassage) Beside(first, second string) bool {
	for _, terms := range p.terms {
		for i := 1; i < len(terms); i++ {
			if terms[i-1] == Hash(first) && terms[i] == Hash(second) {
				return true
			}
		}
	}
	return false
}

// Text reads the story and its title.
func (p foundPassage) Text(ctx context.Context) (string, error) {
	s, err := withText(ctx, p.view, p.story)
	return s.Text + "\n" + s.Title, err
}
