package bot

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// timelineNear is how near to the best a sentence must score that names no
// time of its own.
const timelineNear = 3.0

// timelineMost is how many events a timeline has at most.
const timelineMost = 15

// event is one line of a timeline.
type event struct {
	line  int
	since time.Time
	until time.Time
}

// Timeline lists the dated events of a topic, oldest first (ModeList). An
// event's date is the one its sentence names, understood from the day the
// story was published, else that day. It calls no model. ModeNone: the stories
// have nothing of that topic.
func (b *Bot) Timeline(ctx context.Context, q Question) (a Answer, err error) {
	defer b.rescue(q, &err)
	began := time.Now()
	q = b.complete(q)
	leave, err := b.Limits.take(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	defer func() { leave(a.Usage) }()
	p := b.plan(ctx, q, nil)
	p.query.Limit, p.query.Dated = topicPassages, true
	found, e, err := b.summed(ctx, &p)
	if err != nil {
		return Answer{}, err
	}
	if events := e.events(p.asked); len(events) == 0 {
		a = none(p, found, e)
	} else {
		a = e.timeline(events)
		a.Notes = append(a.Notes, p.notes(e, a.Citations, found)...)
	}
	b.freshness(ctx, &a, q)
	a.seal(q, found.Info, began)
	a.ID = b.record(ctx, q, p.text, a)
	return a, nil
}

// events are the lines that can be dated, oldest first.
func (e *evidence) events(q choose.Question) []event {
	if len(e.lines) == 0 {
		return nil
	}
	e.rank(q, choose.Fitted())
	var events []event
	var picks []placed
	for _, i := range e.order {
		if len(events) == timelineMost {
			break
		}
		s := &e.stories[e.places[i].story]
		since, until, named := dated(e.lang, e.lines[i].Text, s.Published)
		if s.Label == knowledge.Opinion || s.Label == knowledge.Sponsored || since.IsZero() || len(e.lang.TermSet(e.lines[i].Text)) < 4 || e.repeats(picks, i) {
			continue
		}
		if !named && len(picks) > 0 && e.ranked[i].Score < e.ranked[e.order[0]].Score-timelineNear {
			continue
		}
		events = append(events, event{line: i, since: since, until: until})
		picks = append(picks, e.places[i])
	}
	slices.SortStableFunc(events, func(a, b event) int {
		return cmp.Or(a.since.Compare(b.since), a.until.Compare(b.until), cmp.Compare(a.line, b.line))
	})
	return events
}

// dated is the time of what a sentence tells; named: the sentence says it
// itself. Of several times the one with a year goes first.
func dated(l *text.Language, sentence string, published time.Time) (since, until time.Time, named bool) {
	from := published
	if from.IsZero() {
		from = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var best *text.When
	whens := l.Whens(sentence, from)
	for i := range whens {
		if w := &whens[i]; told(w, published, from) && (best == nil || w.Absolute && !best.Absolute) {
			best = w
		}
	}
	switch {
	case best != nil && !l.Patterns.ToCome.MatchString(sentence):
		return best.First.AddDate(0, 0, -best.Grace), best.Last.AddDate(0, 0, best.Grace), true
	case published.IsZero():
		return time.Time{}, time.Time{}, false
	}
	d := day(published)
	return d, d.AddDate(0, 0, 1), false
}

// told reports whether w can be the time of an event told of on the day of
// publishing: not "before" something, not yet to come, and, where it names no year, neither
// vague nor so long ago that it may be meant to come.
func told(w *text.When, published, from time.Time) bool {
	if w.Since.IsZero() || w.First.After(from) {
		return false
	}
	return w.Absolute || !published.IsZero() && w.Last.Sub(w.First) < 32*24*time.Hour && published.Sub(w.First) < 200*24*time.Hour
}

// timeline writes the events.
func (e *evidence) timeline(events []event) Answer {
	a := Answer{Mode: ModeList, Confidence: 1}
	var t quoted
	for _, v := range events {
		p := e.places[v.line]
		t.quote(&e.stories[p.story], p.Span, "\n", spell(v.since, v.until)+": ")
	}
	t.fill(&a)
	return a
}
