package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Search finds the passages that bear on q, best first. It looks in one View,
// so it sees the stories before a load or after it. It finds nothing, without
// an error, where q has no word to search for.
//
// It goes in two steps: the engine proposes some hundreds of passages by the
// question's rarer terms, then rank orders their stories by all terms.
func (b *Base) Search(ctx context.Context, q Query) (Found, error) {
	began := time.Now()
	view := b.Index.View()
	defer view.Close()
	if q.Limit <= 0 {
		q.Limit = 10
	}
	if q.PerStory <= 0 {
		q.PerStory = 3
	}
	if q.At.IsZero() {
		q.At = b.now()
	}
	found := Found{Info: view.Info()}
	terms, err := b.wanted(ctx, view, q.Text)
	if err != nil {
		return Found{}, err
	}
	proposed, err := propose(ctx, view, prune(terms), q)
	if err != nil {
		return Found{}, fmt.Errorf("search %q: %w", q.Text, err)
	}
	near, degraded := b.near(ctx, view, q)
	found.Degraded = degraded
	stories, copies := collapse(rank(terms, q, proposed, near, found.Info), q.Limit)
	found.Hits = hitsOf(stories, copies, q)
	if err := fillTexts(ctx, view, found.Hits); err != nil {
		return Found{}, err
	}
	found.Took = time.Since(began)
	return found, nil
}

// hitsOf makes the passages of the ranked stories into hits: a story's best
// passage has the story's score, a further one less by as much as it is worse.
func hitsOf(stories []ranked, copies map[*Document][]*Document, q Query) []Hit {
	var hits []Hit
	for _, s := range stories[:min(len(stories), q.Limit)] {
		first := len(hits)
		for i, p := range s.passages[:min(len(s.passages), q.PerStory)] {
			score := s.score
			if i > 0 {
				score *= .7 + .3*p.words/max(s.passages[0].words, 1e-9)
			}
			hits = append(hits, Hit{Doc: s.doc, N: p.n, Span: s.doc.Passages[p.n], Score: score, Why: s.why})
		}
		for _, c := range copies[s.doc] {
			for i := first; i < len(hits); i++ {
				hits[i].Copies = append(hits[i].Copies, c.Story)
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(len(hits), q.Limit)]
}

// fillTexts reads the texts of the hits' stories, each once.
func fillTexts(ctx context.Context, view View, hits []Hit) error {
	stories := make(map[*Document]Story)
	for i := range hits {
		d := hits[i].Doc
		s, ok := stories[d]
		if !ok {
			var err error
			if s, err = withText(ctx, view, d); err != nil {
				return err
			}
			stories[d] = s
		}
		hits[i].Story = s
	}
	return nil
}

// candidates is how many passages an engine is asked for; loss by fewer is
// measured in TestSearchMeasured.
const candidates = 200

// recentWindow is how many days back recent stories are asked for.
const recentWindow = 30

// propose asks the engine for passages; where recent stories are preferred,
// some of them are asked for by themselves, lest an archive crowd them out.
func propose(ctx context.Context, view View, terms []string, q Query) ([]Candidate, error) {
	if len(terms) == 0 {
		return nil, nil
	}
	w := Wish{Filter: q.Filter, N: max(candidates, 8*q.Limit)}
	if !q.Dated {
		w.Recent, w.RecentN = latest(q.At, view.Info()).AddDate(0, 0, -recentWindow), candidates/3
	}
	return view.Candidates(ctx, terms, w) //nolint:wrapcheck // Search says what was searched
}

// latest is the moment that "recent" is before: that of asking, or that of
// the newest story, so that an archive that has ended has its recent stories too.
func latest(at time.Time, info Info) time.Time {
	if !info.Newest.IsZero() && info.Newest.Before(at) {
		return info.Newest
	}
	return at
}

// near proposes passages by meaning. Without vectors, or when the embedding
// model cannot be reached, it proposes none and says why.
func (b *Base) near(ctx context.Context, view View, q Query) (near []Candidate, degraded string) {
	if b.Embed == nil {
		return nil, ""
	}
	vectors, err := b.Embed(ctx, []string{q.Text})
	if err != nil || len(vectors) != 1 {
		return nil, "the embedding model could not be reached"
	}
	near, err = view.Near(ctx, b.EmbedModel, vectors[0], q.Filter, candidates/3)
	if err != nil {
		return nil, "the vectors could not be searched"
	}
	return near, ""
}

// wantedTerm is a term of the question and what it weighs.
type wantedTerm struct {
	text   string
	hash   Term
	df     int
	weight float64 // its idf
}

// wanted takes a question apart into its terms.
func (b *Base) wanted(ctx context.Context, view View, s string) ([]wantedTerm, error) {
	var terms []wantedTerm
	words := text.Of("").Words(s)
	for i := range words {
		w := &words[i]
		if w.Stop() {
			continue
		}
		stem := w.Stem()
		if !slices.ContainsFunc(terms, func(t wantedTerm) bool { return t.text == stem }) {
			terms = append(terms, wantedTerm{text: stem, hash: Hash(stem)})
		}
	}
	spelled := make([]string, len(terms))
	for i := range terms {
		spelled[i] = terms[i].text
	}
	df, err := view.DocFreq(ctx, spelled)
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", s, err)
	}
	passages := view.Info().Passages
	for i := range terms {
		terms[i].df = df[i]
		terms[i].weight = idf(passages, df[i])
	}
	return terms, nil
}

// prune keeps the question's rarer terms: as many as have no more than
// postingBudget passages together, and at least three.
func prune(terms []wantedTerm) []string {
	byRarity := slices.Clone(terms)
	slices.SortStableFunc(byRarity, func(a, b wantedTerm) int { return a.df - b.df })
	var kept []string
	sum := 0
	for _, t := range byRarity {
		if t.df == 0 {
			continue
		}
		sum += t.df
		if len(kept) >= 3 && sum > postingBudget {
			break
		}
		kept = append(kept, t.text)
	}
	return kept
}

const postingBudget = 6000
