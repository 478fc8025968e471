package bot

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Style is the form of a summary.
type Style string

// The styles of a summary.
const (
	Brief   Style = "brief"   // two or three sentences
	Bullets Style = "bullets" // up to seven points
	Long    Style = "long"    // a dozen sentences
)

// sentences is how many a summary of that style has at most.
func (s Style) sentences() int {
	switch s {
	case Bullets:
		return 7
	case Long:
		return 12
	case Brief:
	}
	return 3
}

// Summary summarises the story with that ID or title, or else what the stories
// say of a topic. show may be nil. ModeNone: there is neither.
func (b *Bot) Summary(ctx context.Context, q Question, style Style, show Show) (a Answer, err error) {
	defer b.rescue(q, &err)
	began := time.Now()
	q = b.complete(q)
	leave, err := b.Limits.take(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	defer func() { leave(a.Usage) }()
	b, broke := b.affordable(ctx)
	p := b.plan(ctx, q, nil)
	p.query.Limit = topicPassages
	found, e, err := b.summed(ctx, &p)
	if err != nil {
		return Answer{}, err
	}
	if len(e.lines) == 0 {
		a = none(p, found, e)
	} else if a, err = b.summarise(ctx, p, found, e, style, show); err != nil {
		return Answer{}, err
	} else {
		a.noteFirst(broke)
	}
	b.freshness(ctx, &a, q)
	a.seal(q, found.Info, began)
	a.ID = b.record(ctx, q, p.text, a)
	return a, nil
}

// topicPassages is how many passages a summary or timeline of a topic is made from.
const topicPassages = 40

// summed finds what is to be summarised: one story whole, or a topic's passages.
func (b *Bot) summed(ctx context.Context, p *plan) (knowledge.Found, *evidence, error) {
	found, err := b.search(ctx, *p)
	if err != nil {
		return found, nil, err
	}
	s, err := b.Stories.Story(ctx, p.question.Text)
	switch {
	case err == nil && p.query.Allows(&s):
		return found, wholeStory(b.language(), s), nil
	case err != nil && !errors.Is(err, knowledge.ErrNotFound):
		return found, nil, err //nolint:wrapcheck // it names the story
	case len(found.Hits) > 0 && titled(b.language(), p.question.Text, found.Hits[0].Story.Title):
		return found, wholeStory(b.language(), found.Hits[0].Story), nil
	}
	found.Hits = p.ofThen(found.Hits)
	found.Hits = slices.DeleteFunc(found.Hits, func(h knowledge.Hit) bool { return h.Why.Coverage < topicShare })
	return found, gather(p.lang, found.Hits), nil
}

// topicShare is the share of a topic's words that a story must have to be of it.
const topicShare = 0.6

// titled reports whether the words are nearly the whole title.
func titled(l *text.Language, words, title string) bool {
	have := l.TermSet(words)
	want := l.TermSet(title)
	both := 0
	for w := range want {
		if have[w] {
			both++
		}
	}
	return len(want) > 0 && 10*both >= 8*len(want)
}

// wholeStory is the evidence of one story, all of it.
func wholeStory(l *text.Language, s knowledge.Story) *evidence {
	e := &evidence{lang: l, stories: []knowledge.Story{s}, scores: []float64{1}, why: make([]knowledge.Why, 1)}
	for _, span := range l.Sentences(s.Text) {
		e.lines = append(e.lines, choose.Line{Text: span.Of(s.Text), Title: s.Title, Weight: 1})
		e.places = append(e.places, placed{0, span})
	}
	return e
}

// summarise writes the summary by the model, or quotes the sentences that
// carry most.
func (b *Bot) summarise(ctx context.Context, p plan, found knowledge.Found, e *evidence, style Style, show Show) (Answer, error) {
	var fallback []Note
	var spent Answer
	p.question.tellReading(e.stories)
	if b.Model != nil {
		var done func()
		ctx, show, done = b.patient(ctx, p.question, show, func() Answer {
			x := quoteAll(e, e.central(p.asked, style.sentences()), style == Bullets, nil)
			x.Confidence, x.Notes = 1, p.notes(e, x.Citations, found)
			x.seal(p.question, found.Info, p.question.came)
			return x
		})
		defer done()
		a, why := b.writeSummary(ctx, p, e, style, show)
		if why == "" {
			a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
			return a, nil
		}
		fallback = []Note{{Kind: "fallback", Text: why}}
		spent = a
	}
	a := quoteAll(e, e.central(p.asked, style.sentences()), style == Bullets, show)
	a.Confidence, a.Dropped, a.Usage = 1, spent.Dropped, spent.Usage
	a.Notes = append(fallback, p.notes(e, a.Citations, found)...)
	return a, nil
}

// quoteAll quotes the lines with these numbers, in that order.
func quoteAll(e *evidence, numbers []int, bullets bool, show Show) Answer {
	a := Answer{Mode: ModeExtract}
	t := quoted{show: show}
	opens := "\n"
	if bullets {
		opens = "\n- "
	}
	for _, i := range numbers {
		t.quote(&e.stories[e.places[i].story], e.places[i].Span, opens, "")
	}
	t.fill(&a)
	return a
}

// central chooses the n lines that carry most of what all lines say (a
// centroid of their terms, as in Radev and others 2004), with the first of a
// story before others and none that repeats another; in the order of the
// stories' dates.
func (e *evidence) central(q choose.Question, n int) []int {
	weights := e.centroid()
	for i := range q.Terms {
		weights[q.Terms[i].Stem] *= 2
	}
	scores := make([]float64, len(e.lines))
	order := make([]int, len(e.lines))
	at := 0
	for i := range e.lines {
		if i > 0 && e.places[i].story != e.places[i-1].story {
			at = 0
		}
		terms := e.lang.TermSet(e.lines[i].Text)
		for t := range terms {
			scores[i] += weights[t]
		}
		scores[i] /= math.Sqrt(float64(len(terms)) + 8)
		scores[i] *= (1 + .6/float64(1+at)) * (.5 + .5*e.scores[e.places[i].story])
		if len(terms) < 4 || strings.HasSuffix(e.lines[i].Text, "?") {
			scores[i] /= 4
		}
		order[i] = i
		at++
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	var chosen []int
	var picks []placed
	for _, i := range order {
		if len(chosen) == n {
			break
		}
		if !e.repeats(picks, i) {
			chosen = append(chosen, i)
			picks = append(picks, e.places[i])
		}
	}
	slices.SortFunc(chosen, func(a, b int) int {
		x, y := e.places[a], e.places[b]
		return cmp.Or(e.stories[x.story].Published.Compare(e.stories[y.story].Published), cmp.Compare(x.story, y.story), cmp.Compare(x.Start, y.Start))
	})
	return chosen
}

// centroid weighs each term by how many lines have it and how rare it is in English.
func (e *evidence) centroid() map[string]float64 {
	weights := make(map[string]float64)
	for i := range e.lines {
		words := e.lang.Words(e.lines[i].Text)
		seen := make(map[string]bool)
		for j := range words {
			w := &words[j]
			stem := w.Stem()
			if w.Stop() || seen[stem] {
				continue
			}
			seen[stem] = true
			weights[stem] += e.lang.Rarity(w.Norm, stem)
		}
	}
	for t, w := range weights {
		weights[t] = math.Sqrt(w)
	}
	return weights
}
