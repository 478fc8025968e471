package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/once"
)

// Shared has the same question of the same stories answered once: who asks what is
// being answered joins in, and for a short while afterwards the answer is at
// hand. The zero Shared is ready; it may be used by many goroutines.
type Shared struct {
	group once.Group[telling, Answer]
}

// telling is one of a list of stories that are read, a sentence, and what stands in.
type telling struct {
	reading  []Reading
	sentence *Shown
	interim  *Answer
}

// end hands the answer over, and keeps it where a model wrote it whole.
func end(f *once.Flight[telling, Answer], a Answer, err error) {
	a.Citations = standing(a.Citations)
	kept := 0
	if keepable(&a) {
		kept = size(&a, f.Told())
	}
	f.End(a, err, kept)
}

// keepable reports whether a model wrote the answer, and nothing failed in it that
// may work when it is tried again.
func keepable(a *Answer) bool {
	return a.Usage != (Usage{}) && (a.Mode == ModeModel || a.Mode == ModeNone) &&
		!slices.ContainsFunc(a.Notes, func(n Note) bool { return n.Kind == "fallback" || n.Kind == "unchecked" })
}

// follow tells q and show what is told of the flight and returns the answer; what it
// cost, to whoever waited longest alone. stayed is false where the asker has gone.
func follow(ctx context.Context, f *once.Flight[telling, Answer], seat int, q *Question, show Show) (a Answer, stayed bool, err error) {
	a, first, stayed, err := f.Follow(ctx, seat, func(t telling, ended bool) { t.to(q, show, ended) })
	a = a.own()
	if !first {
		a.Usage = Usage{}
	}
	return a, stayed, err //nolint:wrapcheck // it is that of lead
}

// to tells one asker. What stood in is of no use any more once the answer is there.
func (t *telling) to(q *Question, show Show, ended bool) {
	switch {
	case t.reading != nil && q.Reading != nil:
		q.Reading(slices.Clone(t.reading))
	case t.sentence != nil && show != nil:
		s := *t.sentence
		s.Citations, s.Added = slices.Clone(s.Citations), slices.Clone(s.Added)
		show(s)
	case t.interim != nil && q.Interim != nil && !ended:
		a := t.interim.own()
		a.Question, a.TookMS = q.Text, time.Since(q.came).Milliseconds()
		q.Interim(a)
	}
}

// own is the answer with lists that nobody else has.
func (a *Answer) own() Answer {
	o := *a
	o.Citations, o.Dropped, o.Notes, o.Claims = slices.Clone(a.Citations), slices.Clone(a.Dropped), slices.Clone(a.Notes), slices.Clone(a.Claims)
	for i := range o.Claims {
		o.Claims[i].Citations = slices.Clone(o.Claims[i].Citations)
	}
	return o
}

// size is about how many bytes an answer holds with what was told of it.
func size(a *Answer, told []telling) int {
	const each = 200 // of a citation, sentence or note, beside its texts
	n := each*(1+len(a.Claims)) + 2*len(a.Text) + sizeOf(a.Citations)
	for _, d := range a.Dropped {
		n += each + len(d.Sentence) + len(d.Why)
	}
	for _, o := range a.Notes {
		n += each + len(o.Text)
	}
	for _, t := range told {
		n += each * (1 + 2*len(t.reading))
		if t.sentence != nil {
			n += len(t.sentence.Text) + sizeOf(t.sentence.Added)
		}
		if t.interim != nil {
			n += len(t.interim.Text) + sizeOf(t.interim.Citations)
		}
	}
	return n
}

func sizeOf(citations []Citation) int {
	n := 0
	for i := range citations {
		n += 400 + len(citations[i].Quote)
	}
	return n
}

// standing are the citations without the texts that their quotes were cut from.
func standing(citations []Citation) []Citation {
	own := slices.Clone(citations)
	for i := range own {
		own[i].Quote = strings.Clone(own[i].Quote)
	}
	return own
}
