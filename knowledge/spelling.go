package knowledge

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/bm25"
	"github.com/storybot/storybot/knowledge/spelling"
	"github.com/storybot/storybot/knowledge/text"
)

// Respelling is a word of a query that no story has, and what it was taken for: a
// word that is spelled nearly so and stands with the others of the query.
type Respelling struct{ From, To string }

// respell looks for other spellings of the query's words that no passage has, and returns the query with them. A word is
// taken for another only where a passage that the query allows has that with at least half, by weight, of the query's
// known words; a name only for a name, and a word that everybody knows for none. Where none is so, and no other name is
// asked of, it is taken for the only name that is spelled nearly so.
func respell(ctx context.Context, view View, q Query, terms []queryTerm, info Info) (Query, []Respelling, error) {
	var known []queryTerm
	var unknown []string
	for _, t := range terms {
		switch n := utf8.RuneCountInString(t.text); {
		case t.df > 0:
			known = append(known, t)
		case n >= spelling.One && !strings.ContainsAny(t.text, "0123456789") && !spelling.Known(text.Of(""), strings.ToLower(spelling.WordWith(q.Text, t.text, false))):
			unknown = append(unknown, t.text)
		}
	}
	var all []Respelling
	for _, term := range unknown {
		from := spelling.WordWith(q.Text, term, false)
		near, err := spellingsOf(ctx, view, term, info)
		if err != nil {
			return q, all, err
		}
		best, where, err := meeting(ctx, view, q, known, near)
		if err != nil {
			return q, all, err
		}
		name := spelling.Capital(from)
		if where == nil && len(near) == 1 && spelling.NameAlike(term, near[0].text) && !naming(q.Text, known) {
			if best, where, err = meeting(ctx, view, q, nil, near); err != nil {
				return q, all, err
			}
			name = true
		}
		to := spelling.CommonNear(from)
		if where != nil {
			if to, err = wordOf(ctx, view, where, best.text, name); err != nil {
				return q, all, err
			}
		}
		if to != "" && spelling.Likely(from, to) {
			if where != nil {
				known = append(known, best)
			}
			q.Text = strings.ReplaceAll(q.Text, from, to)
			all = append(all, Respelling{From: from, To: to})
		}
	}
	return q, all, nil
}

// naming reports whether a word of the query that is known is written as a name.
func naming(s string, known []queryTerm) bool {
	return slices.ContainsFunc(known, func(t queryTerm) bool { return spelling.Capital(spelling.WordWith(s, t.text, true)) })
}

// spellingsOf are the terms nearest to one that no passage has, with their weights.
func spellingsOf(ctx context.Context, view View, term string, info Info) ([]queryTerm, error) {
	for edits := 1; edits <= 2; edits++ {
		if edits == 2 && utf8.RuneCountInString(term) < spelling.Two {
			break
		}
		near, err := view.Spellings(ctx, term, edits)
		if err != nil {
			return nil, fmt.Errorf("look for spellings: %w", err)
		}
		near = slices.DeleteFunc(near, func(s string) bool {
			return s == term || utf8.RuneCountInString(s) < spelling.One-1 || !spelling.SameBeginning(s, term)
		})
		if len(near) == 0 {
			continue
		}
		df, err := view.DocFreq(ctx, near)
		if err != nil {
			return nil, fmt.Errorf("count the passages with a spelling: %w", err)
		}
		terms := make([]queryTerm, len(near))
		for i := range near {
			terms[i] = queryTerm{text: near[i], hash: Hash(near[i]), df: df[i], weight: bm25.IDF(info.Passages, df[i])}
		}
		slices.SortStableFunc(terms, func(a, b queryTerm) int { return b.df - a.df })
		return terms[:min(len(terms), spellingsTried)], nil
	}
	return nil, nil
}

// spellingsTried is how many other spellings of a word are tried, the commonest first.
const spellingsTried = 6

// meeting finds the spelling that stands in a passage with most of the known terms,
// and that passage; nil where none stands with enough of them.
func meeting(ctx context.Context, view View, q Query, known, near []queryTerm) (best queryTerm, where *Candidate, err error) {
	all := 0.0
	for _, k := range known {
		all += k.weight
	}
	most := -1.0
	for _, n := range near {
		terms := []string{n.text}
		for _, k := range known {
			terms = append(terms, k.text)
		}
		found, err := view.Candidates(ctx, terms, Wish{Filter: q.Filter, N: 50})
		if err != nil {
			return best, nil, fmt.Errorf("look for passages with a spelling: %w", err)
		}
		ids := make([]string, len(found))
		for i := range found {
			ids[i] = found[i].Story.Story.ID
		}
		docs, err := view.Documents(ctx, ids)
		if err != nil {
			return best, nil, fmt.Errorf("read the stories with a spelling: %w", err)
		}
		for i := range found {
			if has := together(docs[i], found[i].N, n, known); has > most && 2*has >= all {
				best, where, most = n, &found[i], has
			}
		}
	}
	return best, where, nil
}

// together is the weight of the known terms that a passage, or its title, has beside
// a spelling; less than nothing where it does not have that.
func together(d *Document, n int, near queryTerm, known []queryTerm) float64 {
	has := func(t Term) bool { return slices.Contains(d.Terms[n], t) || slices.Contains(d.Title, t) }
	if !has(near.hash) {
		return -1
	}
	sum := 0.0
	for _, k := range known {
		if has(k.hash) {
			sum += k.weight
		}
	}
	return sum
}

// wordOf is how a story spells a term; name: as a name, or not at all.
func wordOf(ctx context.Context, view View, c *Candidate, term string, name bool) (string, error) {
	s, err := withText(ctx, view, c.Story.Story)
	if err != nil {
		return "", err
	}
	return spelling.WordWith(s.Text+"\n"+s.Title, term, name), nil
}
