package local

import (
	"context"
	"fmt"
	"slices"

	"github.com/blevesearch/vellum/levenshtein"

	"github.com/storybot/storybot/knowledge/local/zapfile"
)

// Spellings returns the terms up to so many edits from term that some passage has.
// The dictionaries of the parts are walked along an automaton of Levenshtein's
// (Schulz and Mihov 2002), which costs by what is near and not by all there is.
func (v *view) Spellings(ctx context.Context, term string, edits int) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("look for spellings: %w", err)
	}
	edits = min(max(edits, 0), 2)
	builder, err := levenshtein.NewLevenshteinAutomatonBuilder(uint8(edits), true) //nolint:gosec // 0 to 2
	if err != nil {
		return nil, fmt.Errorf("look for spellings of %s: %w", term, err)
	}
	near, err := builder.BuildDfa(term, uint8(edits)) //nolint:gosec // 0 to 2
	if err != nil {
		return nil, fmt.Errorf("look for spellings of %s: %w", term, err)
	}
	var terms []string
	for _, p := range v.parts {
		err := zapfile.Recovered("search "+p.path, func() error {
			dict, err := p.zap.Dictionary(zapfile.Field)
			if err != nil {
				return fmt.Errorf("search %s: %w", p.path, err)
			}
			each := dict.AutomatonIterator(near, nil, nil)
			for e, err := each.Next(); e != nil || err != nil; e, err = each.Next() {
				if err != nil {
					return fmt.Errorf("search %s: %w", p.path, err)
				}
				terms = append(terms, e.Term)
			}
			return nil
		})
		if err != nil {
			return nil, err //nolint:wrapcheck // it says what was tried
		}
	}
	slices.Sort(terms)
	return v.present(ctx, slices.Compact(terms))
}

// present are the terms that some passage has: a part knows those of deleted ones too.
func (v *view) present(ctx context.Context, terms []string) ([]string, error) {
	_, df, err := v.lookUp(ctx, terms)
	if err != nil {
		return nil, err
	}
	var there []string
	for i, t := range terms {
		if df[i] > 0 {
			there = append(there, t)
		}
	}
	return there, nil
}
