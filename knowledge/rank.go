package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge/bm25"
)

// How much each kind of evidence counts towards a story's score. All are
// shares of the question's weight, so that scores of different questions are
// alike. Chosen on rtqa and scifact together, on a plateau: each may be halved
// or doubled for a loss of at most three points of Hit@1.
const (
	storyWeight   = 0.65 // BM25 of the whole story
	passageWeight = 0.65 // BM25 of its best passage
	secondWeight  = 0.05 // ... of its second best: several good passages are better than one
	titleWeight   = 0.70 // share of the question in the title
	nearWeight    = 0.20 // neighbouring pairs of the question that stand together
	windowWeight  = 0.50 // share of the question within about a sentence
)

// A story without the rarest term of several is likely of something else, however new: it has withoutRarest of its score
// where that term is rare, and weighs more than rarestShare of them all.
const (
	rare          = 5.5 // the idf of a term in one passage of 250
	rarestShare   = 0.3
	withoutRarest = 0.6
)

const titleTimes = 2 // so often a term of the title counts

// A question that names no time of its own prefers recent stories: after
// recentDays a story's factor is half way down to recentFloor, which even the
// oldest keeps.
const (
	recentDays  = 8
	recentFloor = 0.3

	archiveDays  = 365  // of an archive that has ended, what is true has changed less
	archiveFloor = 0.85 // in its last days
)

// ranked is a proposed story with its score.
type ranked struct {
	doc      *Document
	passages []passage // the proposed ones, best first
	why      Why
	score    float64
}

type passage struct {
	n     int
	words float64
}

// ranker scores stories for one question. It is used by one goroutine.
type ranker struct {
	terms      []queryTerm
	weight     float64    // of all terms
	rarest     int        // the term that a story ought to have, -1: none
	mask       [64]uint64 // a bit for each term, to pass over most others at once
	query      Query
	avgStory   float64
	avgPassage float64
	now        float64 // days since 1970 of the moment that "recent" is before
	at         time.Time
	ended      bool     // of an archive that has ended
	names      [][]Term // by which other stories name the time asked for
	lately     [][]Term // by which later ones do

	counts []float64 // reused from text to text
	last   []int
}

func newRanker(terms []queryTerm, q Query, info Info) *ranker {
	r := &ranker{terms: terms, rarest: -1, query: q, counts: make([]float64, len(terms)), last: make([]int, len(terms))}
	for _, t := range terms {
		r.weight += t.weight
		r.mask[t.hash>>6&63] |= 1 << (t.hash & 63)
	}
	for i, t := range terms {
		if len(terms) > 1 && t.df > 0 && t.weight > max(rare, rarestShare*r.weight) && (r.rarest < 0 || t.weight > terms[r.rarest].weight) {
			r.rarest = i
		}
	}
	r.avgStory = float64(info.Terms)/float64(max(1, info.Stories)) + 8*titleTimes
	r.avgPassage = float64(info.Terms) / float64(max(1, info.Passages))
	r.now = float64(latest(q.At, info).Unix()) / 86400
	r.ended = q.ended(info)
	if r.at = q.At; q.Prefer != nil {
		r.names, r.lately = names(q.Prefer.Names...), names(q.Prefer.Lately)
	}
	return r
}

// mayContain reports whether t may be one of the question's terms.
func (r *ranker) mayContain(t Term) bool { return r.mask[t>>6&63]>>(t&63)&1 != 0 }

// find returns which of the question's terms t is, or -1.
func (r *ranker) find(t Term) int {
	for i := range r.terms {
		if r.terms[i].hash == t {
			return i
		}
	}
	return -1
}

func (r *ranker) count(terms []Term, times float64) {
	mask := &r.mask
	for _, t := range terms {
		if mask[t>>6&63]&(1<<(t&63)) == 0 {
			continue
		}
		if i := r.find(t); i >= 0 {
			r.counts[i] += times
		}
	}
}

// weigh sums the BM25 of the counted terms.
func (r *ranker) weigh(length, avg float64) float64 {
	sum := 0.0
	for i, c := range r.counts {
		if c > 0 {
			sum += r.terms[i].weight * bm25.Saturated(c, length, avg)
		}
	}
	return sum / r.weight
}

// share is the part of the question's weight that has been counted.
func (r *ranker) share() float64 {
	sum := 0.0
	for i, c := range r.counts {
		if c > 0 {
			sum += r.terms[i].weight
		}
	}
	return sum / r.weight
}

// rate scores one story by its title and those of its passages that were proposed.
func (r *ranker) rate(d *Document, proposed []int) ranked {
	s := ranked{doc: d, passages: make([]passage, len(proposed))}
	clear(r.counts)
	r.count(d.Title, 1)
	title := r.share()
	s.score = titleWeight * title
	for i, n := range proposed {
		clear(r.counts)
		r.count(d.Terms[n], 1)
		s.passages[i] = passage{n, r.weigh(float64(len(d.Terms[n])), r.avgPassage)}
	}
	slices.SortStableFunc(s.passages, func(a, b passage) int { return cmp.Compare(b.words, a.words) })
	best := s.passages[0]
	near, window := r.nearness(d.Terms[best.n])
	s.why.Words, s.why.Near = best.words, window
	s.score += passageWeight*best.words + nearWeight*near + windowWeight*window
	if len(s.passages) > 1 {
		s.score += secondWeight * s.passages[1].words
	}
	s.why.Recency = r.recency(&d.Story)
	s.why.Timely = r.query.Prefer.Fit(d.Story.Published, r.at, func() bool { return r.namesWindow(d, proposed, title) })
	s.score *= s.why.Recency * s.why.Timely
	return s
}

// rateWhole adds to a story's score what all of its passages say.
func (r *ranker) rateWhole(s *ranked) {
	clear(r.counts)
	r.count(s.doc.Title, titleTimes)
	for _, terms := range s.doc.Terms {
		r.count(terms, 1)
	}
	s.why.Story = r.weigh(float64(s.doc.Words+titleTimes*len(s.doc.Title)), r.avgStory)
	s.why.Coverage = r.share()
	for i, c := range r.counts {
		if c > 0 {
			s.why.Terms = append(s.why.Terms, r.terms[i].text)
		}
	}
	s.score += storyWeight * s.why.Story * s.why.Recency * s.why.Timely
	if r.rarest >= 0 && r.counts[r.rarest] == 0 {
		s.score *= withoutRarest
	}
}

// recency is the factor for the date: 1 for an undated story, and for all
// stories when the question names its own time. In an archive that has ended recent stories are hardly preferred.
func (r *ranker) recency(s *Story) float64 {
	if r.query.Dated || s.Published.IsZero() {
		return 1
	}
	age := max(0, r.now-float64(s.Published.Unix())/86400)
	if r.ended {
		return archiveFloor + (1-archiveFloor)/(1+age/archiveDays)
	}
	return recentFloor + (1-recentFloor)/(1+age/recentDays)
}

// nearness gives the share of the question's neighbouring pairs that stand
// within three terms of each other, and the greatest share of its terms
// within a dozen.
func (r *ranker) nearness(terms []Term) (near, window float64) {
	for i := range r.last {
		r.last[i] = math.MinInt32
	}
	clear(r.counts) // counts the pairs here, by their second term
	for pos, t := range terms {
		if !r.mayContain(t) {
			continue
		}
		i := r.find(t)
		if i < 0 {
			continue
		}
		r.last[i] = pos
		if i > 0 && pos-r.last[i-1] <= 3 {
			r.counts[i] = 1
		}
		if i+1 < len(r.last) && pos-r.last[i+1] <= 3 {
			r.counts[i+1] = 1
		}
		sum := 0.0
		for j, at := range r.last {
			if pos-at < 12 {
				sum += r.terms[j].weight
			}
		}
		window = max(window, sum)
	}
	for i, c := range r.counts {
		if c > 0 {
			near += (r.terms[i].weight + r.terms[i-1].weight) / 2
		}
	}
	return near / r.weight, window / r.weight
}

// rank orders the stories of the proposed passages, whose terms it asks view
// for. near are passages proposed by meaning; their ranks and those by words
// are fused.
func rank(ctx context.Context, view View, terms []queryTerm, q Query, proposed, near []Candidate, info Info) ([]ranked, error) {
	r := newRanker(terms, q, info)
	if r.weight == 0 {
		r.weight = 1
	}
	promising := r.promising(proposed, near, max(rated, 2*q.Limit))
	docs, err := documents(ctx, view, promising)
	if err != nil {
		return nil, err
	}
	stories := make([]ranked, len(promising))
	for i, s := range promising {
		stories[i] = r.rate(docs[i], s.passages)
	}
	whole := max(ratedWhole, 2*q.Limit)
	order(stories, whole, byWordsWhole)
	stories = stories[:min(len(stories), whole+len(near))]
	for i := range stories {
		r.rateWhole(&stories[i])
	}
	order(stories, q.Limit, byWords)
	if len(near) > 0 {
		fuse(stories, near)
		sortRanked(stories)
	}
	return stories, nil
}

// documents asks for what ranking needs of the proposed stories.
func documents(ctx context.Context, view View, stories []proposal) ([]*Document, error) {
	if len(stories) == 0 {
		return nil, nil
	}
	ids := make([]string, len(stories))
	for i := range stories {
		ids[i] = stories[i].story.ID
	}
	docs, err := view.Documents(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read the terms of %d stories: %w", len(ids), err)
	}
	return docs, nil
}

// How many of the proposed stories are scored, and how many of these by all
// their passages, which costs most. So few lose nothing on rtqa and scifact.
const (
	rated      = 80
	ratedWhole = 30
)

// proposal is a story with its proposed passages.
type proposal struct {
	story    *Story
	passages []int
	score    float64 // the engine's for the best passage, times the factor for the date
}

// promising groups candidates by story and keeps the n most promising, and
// besides all that are near by meaning, whose scores are of another kind.
func (r *ranker) promising(proposed, near []Candidate, n int) []proposal {
	var stories []proposal
	at := make(map[string]int, len(proposed)+len(near))
	group := func(candidates []Candidate) {
		for _, c := range candidates {
			story := &c.Story.Story
			i, known := at[story.ID]
			if !known {
				i = len(stories)
				at[story.ID] = i
				stories = append(stories, proposal{story: story, score: c.Score * r.recency(story) * r.query.Prefer.Fit(story.Published, r.at, func() bool { return len(r.names)+len(r.lately) > 0 })})
			}
			if !slices.Contains(stories[i].passages, c.N) {
				stories[i].passages = append(stories[i].passages, c.N)
			}
		}
	}
	group(proposed)
	slices.SortStableFunc(stories, func(a, b proposal) int { return cmp.Compare(b.score, a.score) })
	stories = stories[:min(n, len(stories))]
	clear(at)
	for i := range stories {
		at[stories[i].story.ID] = i
	}
	group(near)
	return stories
}

// Some places go to those whose best passages have most of the question's words, whatever else
// speaks for others: two of the first ten, six of those rated whole. Among millions many have some of all evidence.
const byWords, byWordsWhole = 2, 6

// order puts the best first, and those by words alone on up to k of n places, the last.
func order(stories []ranked, n, k int) {
	sortRanked(stories)
	if n < len(stories) {
		slices.SortStableFunc(stories[n-min(k, n/5):], func(a, b ranked) int { return cmp.Compare(b.why.Words, a.why.Words) })
	}
}

func sortRanked(stories []ranked) {
	slices.SortStableFunc(stories, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc.Story.ID, b.doc.Story.ID))
	})
}
