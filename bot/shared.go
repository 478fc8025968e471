package bot

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
	"time"
)

// Shared has the same question of the same stories answered once: who asks what is
// being answered joins in, and for a short while afterwards the answer is at
// hand. The zero Shared is ready; it may be used by many goroutines.
type Shared struct {
	mu      sync.Mutex
	flights map[same]*flight // under way, and kept
	kept    []*flight        // oldest first
	bytes   int              // of those kept
}

// How long an answer is kept for who asks the same, and how many in how many bytes.
const (
	keptFor   = 2 * time.Minute
	keptMost  = 256
	keptBytes = 4 << 20
)

// same is alike for questions that have one answer.
type same [sha256.Size]byte

// flight is one composition and those who wait for it. Its Shared's lock guards it.
type flight struct {
	shared  *Shared
	key     same
	cancel  context.CancelCauseFunc
	told    []telling     // what was told of it so far, in order
	news    chan struct{} // closed when there is more
	waiting []int         // the seats of who waits, the first to come first
	seats   int           // given so far
	ended   bool
	answer  Answer // once ended
	err     error
	until   time.Time // kept until then
}

// telling is one of a list of stories that are read, a sentence, and what stands in.
type telling struct {
	reading  []Reading
	sentence *Shown
	interim  *Answer
}

// join takes a seat in the flight of key. composing is the context of a new one,
// which whoever began it must lead; nil: it is being led, or has ended.
func (s *Shared) join(ctx context.Context, key same) (f *flight, seat int, composing context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(time.Now())
	if f = s.flights[key]; f == nil {
		f = &flight{shared: s, key: key, news: make(chan struct{})}
		composing, f.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
		if s.flights == nil {
			s.flights = make(map[same]*flight)
		}
		s.flights[key] = f
	}
	seat = f.seats
	f.seats++
	if !f.ended {
		f.waiting = append(f.waiting, seat)
	}
	return f, seat, composing
}

// tell tells all who wait.
func (f *flight) tell(t telling) {
	f.shared.mu.Lock()
	defer f.shared.mu.Unlock()
	f.told = append(f.told, t)
	f.wake()
}

// wake lets who waits look again; the lock is held.
func (f *flight) wake() {
	close(f.news)
	f.news = make(chan struct{})
}

// end hands the answer over, and keeps it where a model wrote it whole.
func (f *flight) end(a Answer, err error) {
	f.cancel(nil)
	s := f.shared
	s.mu.Lock()
	defer s.mu.Unlock()
	a.Citations = standing(a.Citations)
	f.ended, f.answer, f.err = true, a, err
	f.wake()
	switch {
	case s.flights[f.key] != f: // all have left
	case err == nil && keepable(&a):
		s.keep(f, time.Now())
	default:
		delete(s.flights, f.key)
	}
}

// keepable reports whether a model wrote the answer, and nothing failed in it that
// may work when it is tried again.
func keepable(a *Answer) bool {
	return a.Usage != (Usage{}) && (a.Mode == ModeModel || a.Mode == ModeNone) &&
		!slices.ContainsFunc(a.Notes, func(n Note) bool { return n.Kind == "fallback" || n.Kind == "unchecked" })
}

// keep keeps an ended flight for who asks the same soon; the lock is held.
func (s *Shared) keep(f *flight, now time.Time) {
	f.until = now.Add(keptFor)
	s.kept = append(s.kept, f)
	s.bytes += f.size()
	s.sweep(now)
}

// sweep lets go of what was kept long enough, and of the oldest where it is too much;
// the lock is held.
func (s *Shared) sweep(now time.Time) {
	for len(s.kept) > 0 && (len(s.kept) > keptMost || s.bytes > keptBytes || !s.kept[0].until.After(now)) {
		f := s.kept[0]
		s.kept[0] = nil
		s.kept = s.kept[1:]
		s.bytes -= f.size()
		delete(s.flights, f.key)
	}
}

// size is about how many bytes an ended flight holds. It does not change.
func (f *flight) size() int {
	const each = 200 // of a citation, sentence or note, beside its texts
	n := each*(1+len(f.answer.Claims)) + 2*len(f.answer.Text) + sizeOf(f.answer.Citations)
	for _, d := range f.answer.Dropped {
		n += each + len(d.Sentence) + len(d.Why)
	}
	for _, o := range f.answer.Notes {
		n += each + len(o.Text)
	}
	for _, t := range f.told {
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

// follow tells q what is told of the flight, from its beginning, and returns the
// answer. stayed is false where the asker has gone before the end and others still
// wait for it; the last to go has the composition ended and waits for what
// came of it.
func (f *flight) follow(ctx context.Context, seat int, q *Question, show Show) (a Answer, stayed bool, err error) {
	for heard, gone := 0, ctx.Done(); ; {
		told, ended, news := f.after(heard)
		for i := range told {
			told[i].to(q, show, ended)
		}
		heard += len(told)
		if ended {
			a, err = f.take(seat)
			return a, true, err
		}
		select {
		case <-news:
		case <-gone:
			if !f.leave(seat, context.Cause(ctx)) {
				return Answer{}, false, nil
			}
			gone = nil
		}
	}
}

// after is what was told after the first so many, whether that was all, and what
// is closed when there is more.
func (f *flight) after(heard int) (told []telling, ended bool, news <-chan struct{}) {
	f.shared.mu.Lock()
	defer f.shared.mu.Unlock()
	return f.told[heard:len(f.told):len(f.told)], f.ended, f.news
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

// leave gives a seat up. If it is the last, it is kept, the composition is ended for
// that cause, and nobody joins it any more.
func (f *flight) leave(seat int, cause error) (last bool) {
	s := f.shared
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.ended {
		return true // the answer is there
	}
	if len(f.waiting) > 1 {
		f.waiting = slices.DeleteFunc(f.waiting, func(n int) bool { return n == seat })
		return false
	}
	f.cancel(cause)
	if s.flights[f.key] == f {
		delete(s.flights, f.key)
	}
	return true
}

// take is the answer of an ended flight. What it cost is told to whoever waited
// longest for it, alone.
func (f *flight) take(seat int) (Answer, error) {
	f.shared.mu.Lock()
	defer f.shared.mu.Unlock()
	a := f.answer.own()
	if f.waiting[0] != seat {
		a.Usage = Usage{}
	}
	return a, f.err
}
