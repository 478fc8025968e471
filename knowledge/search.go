package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge/bm25"
	"github.com/storybot/storybot/knowledge/spelling"
	"github.com/storybot/storybot/knowledge/text"
)

// Search finds the passages that bear on q, best first. It looks in one View,
// so it sees the stories before a load or after it. It finds nothing, without
// an error, where q has no word to search for.
//
// It goes in two steps: the engine finds passages by the question's rarer terms and
// proposes some hundreds of them by all, then rank orders their stories.
func (b *Base) Search(ctx context.Context, q Query) (Found, error) {
	began := time.Now()
	view, err := b.Open(ctx)
	if err != nil {
		return Found{}, err
	}
	defer view.Close()
	if q.Limit <= 0 {
		q.Limit = 10
	}
	if q.At.IsZero() {
		q.At = b.now()
	}
	found, err := b.search(ctx, view, q)
	if err != nil {
		return Found{}, fmt.Errorf("search %q: %w", q.Text, err)
	}
	found.Took = time.Since(began)
	return found, nil
}

func (b *Base) search(ctx context.Context, view View, q Query) (found Found, err error) {
	if found.Info, err = infoOf(ctx, view); err != nil {
		return found, err
	}
	terms, err := queryTerms(ctx, view, q.Text, found.Info)
	if err != nil {
		return found, err
	}
	if slices.ContainsFunc(terms, func(t queryTerm) bool { return t.df <= spelling.Rare }) {
		if q, found.Respelled, err = respell(ctx, view, q, terms, found.Info); err != nil {
			return found, err
		}
	}
	if len(found.Respelled) > 0 {
		if terms, err = queryTerms(ctx, view, q.Text, found.Info); err != nil {
			return found, err
		}
	}
	proposed, err := propose(ctx, view, terms, q, &found)
	if err != nil {
		return found, err
	}
	var near []Candidate
	if near, found.Degraded, err = b.near(ctx, view, q); err != nil {
		return found, err
	}
	stories, err := rank(ctx, view, terms, q, proposed, near, found.Info)
	if err != nil {
		return found, err
	}
	stories, copies, err := collapse(ctx, view, stories, q.Limit)
	if err != nil {
		return found, err
	}
	found.Hits = hitsOf(stories, copies, q)
	return found, fillTexts(ctx, view, found.Hits)
}

// hitsOf makes the passages of the ranked stories into hits: a story's best
// passage has the story's score, a further one less by as much as it is worse.
func hitsOf(stories []ranked, copies map[*Document][]*Document, q Query) []Hit {
	if q.PerStory <= 0 {
		q.PerStory = max(1, min(3, q.Limit/max(1, len(stories))))
	}
	var hits []Hit
	for _, s := range stories[:min(len(stories), q.Limit)] {
		first := len(hits)
		for i, p := range s.passages[:min(len(s.passages), q.PerStory)] {
			score := s.score
			if i > 0 {
				score *= .7 + .3*p.words/max(s.passages[0].words, 1e-9)
			}
			hits = append(hits, Hit{Story: s.doc.Story, Span: s.doc.Passages[p.n], Lead: s.doc.Passages[0], Score: score, Why: s.why})
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
	stories := make(map[string]Story)
	for i := range hits {
		s, known := stories[hits[i].Story.ID]
		if !known {
			var err error
			if s, err = withText(ctx, view, hits[i].Story); err != nil {
				return err
			}
			stories[s.ID] = s
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

// archived is how long before a question the newest story is of an archive that has ended.
const archived = 90 * 24 * time.Hour

// ended reports whether the stories are an archive that has ended when q is asked.
func (q *Query) ended(info Info) bool {
	return !info.Newest.IsZero() && q.At.Sub(info.Newest) > archived
}

// propose asks the engine for passages; where recent stories or those of a time
// are preferred, some of them are asked for by themselves, lest an archive
// crowd them out.
func propose(ctx context.Context, view View, all []queryTerm, q Query, found *Found) ([]Candidate, error) {
	terms, common := prune(all)
	if len(terms) == 0 {
		return nil, nil
	}
	w := Wish{Filter: q.Filter, N: max(candidates, 8*q.Limit), Common: common, Standby: &found.Standby}
	if !q.Dated && !q.ended(found.Info) {
		w.Recent, w.RecentN = latest(q.At, found.Info).AddDate(0, 0, -recentWindow), candidates/3
	}
	proposed, err := view.Candidates(ctx, terms, w)
	if err != nil {
		return nil, fmt.Errorf("look for passages: %w", err)
	}
	if q.Prefer == nil {
		return proposed, nil
	}
	w.Filter, w.RecentN = q.Prefer.within(q.Filter), 0
	timely, err := view.Candidates(ctx, terms, w)
	if err != nil {
		return nil, fmt.Errorf("look for passages of that time: %w", err)
	}
	return append(proposed, timely...), nil
}

// latest is the moment that "recent" is before: that of asking, or that of
// the newest story, so that an archive that has ended has its recent stories too.
func latest(at time.Time, info Info) time.Time {
	if !info.Newest.IsZero() && info.Newest.Before(at) {
		return info.Newest
	}
	return at
}

// embedPatience is how long a search waits for the vector of what is searched: by
// words it is done in milliseconds, and somebody is waiting.
const embedPatience = 8 * time.Second

// near proposes passages by meaning. Without vectors, or when the embedding
// model cannot be reached or is slow, it proposes none and says why. Only the end of ctx
// is an error.
func (b *Base) near(ctx context.Context, view View, q Query) (near []Candidate, degraded Degraded, err error) {
	if b.Embed == nil {
		return nil, "", nil
	}
	degraded = NoEmbedding
	limited, stop := context.WithTimeout(ctx, embedPatience)
	defer stop()
	vectors, err := b.Embed(limited, []string{q.Text})
	if limited.Err() != nil {
		degraded = SlowEmbedding
	}
	if err == nil && len(vectors) == 1 {
		degraded = NoVectors
		if near, err = view.Near(ctx, b.EmbedModel, vectors[0], q.Filter, candidates/3); err == nil {
			return near, "", nil
		}
	}
	if ctx.Err() != nil {
		return nil, "", fmt.Errorf("look for passages by meaning: %w", ctx.Err())
	}
	return nil, degraded, nil
}

// queryTerm is a term of the question and what it weighs.
type queryTerm struct {
	text   string
	hash   Term
	df     int
	weight float64 // its idf
}

// queryTerms takes a question apart into its terms. Where these are words for how many
// people are in one state and nothing else, as "death toll", the others for it are too.
func queryTerms(ctx context.Context, view View, s string, info Info) ([]queryTerm, error) {
	var terms []queryTerm
	var spelled []string
	add := func(stem string) {
		if !slices.Contains(spelled, stem) {
			terms, spelled = append(terms, queryTerm{text: stem, hash: Hash(stem)}), append(spelled, stem)
		}
	}
	l := text.Of("")
	var norms []string
	for _, w := range l.Words(s) {
		if !w.Stop() {
			norms = append(norms, w.Norm)
			add(w.Stem())
		}
	}
	asked := len(terms)
	for _, stem := range tally(l, norms) {
		add(stem)
	}
	df, err := view.DocFreq(ctx, spelled)
	if err != nil {
		return nil, fmt.Errorf("count the passages with its words: %w", err)
	}
	for i := range terms {
		terms[i].df = df[i]
		terms[i].weight = bm25.IDF(info.Passages, df[i])
	}
	others := slices.DeleteFunc(terms[asked:], func(t queryTerm) bool { return t.df == 0 })
	return terms[:asked+len(others)], nil
}

// tally is the stems of all words for the state in which people are counted that these
// words, normal, are for; nothing where one of them is for none, or they are for several.
func tally(l *text.Language, norms []string) []string {
	state := -1
	for _, n := range norms {
		of := l.Meaning.Tallies[l.Key(n)]
		if len(of) == 0 || of[0] != of[len(of)-1] || state >= 0 && of[0] != state {
			return nil
		}
		state = of[0]
	}
	if state < 0 {
		return nil
	}
	var stems []string
	for _, w := range l.Words(l.Meaning.TallyWords[state]) {
		stems = append(stems, w.Stem())
	}
	return stems
}

// prune keeps the question's rarer terms: as many as have no more than
// postingBudget passages together, and at least three. The others are common.
func prune(terms []queryTerm) (kept, common []string) {
	byRarity := slices.DeleteFunc(slices.Clone(terms), func(t queryTerm) bool { return t.df == 0 })
	slices.SortStableFunc(byRarity, func(a, b queryTerm) int { return a.df - b.df })
	sum := 0
	for i, t := range byRarity {
		if sum += t.df; i < 3 || sum <= postingBudget {
			kept = append(kept, t.text)
		} else {
			common = append(common, t.text)
		}
	}
	return kept, common
}

// postingBudget is how many passages are gone through for one search: twice as many find hardly more.
const postingBudget = 3000
