// Package once has the same work done once: who asks for what is under way joins in
// and is told all of it from its beginning, and for a short while afterwards the
// result is at hand. What the work is, it does not know.
package once

import (
	"context"
	"crypto/sha256"
	"slices"
	"sync"
	"time"
)

// Group is work under way and kept: E is what is told of it, A its result. The zero
// Group is ready; it may be used by many goroutines.
type Group[E, A any] struct {
	mu      sync.Mutex
	flights map[Key]*Flight[E, A] // under way, and kept
	kept    []*Flight[E, A]       // oldest first
	bytes   int                   // of those kept
}

// How long a result is kept, and how many in how many bytes.
const (
	keptFor   = 2 * time.Minute
	keptMost  = 256
	keptBytes = 4 << 20
)

// Key is alike for work that has one result.
type Key [sha256.Size]byte

// Flight is one piece of work and those who wait for it. Its Group's lock guards it.
type Flight[E, A any] struct {
	group   *Group[E, A]
	key     Key
	cancel  context.CancelCauseFunc
	told    []E           // in order
	news    chan struct{} // closed when there is more
	waiting []int         // the seats of who waits, the first to come first
	seats   int           // given so far
	ended   bool
	result  A // once ended
	err     error
	bytes   int       // that it holds, where it is kept
	until   time.Time // kept until then
}

// Join takes a seat in the flight of key. working is the context of a new one, which
// whoever began it must lead, and End; nil: it is being led, or has ended.
func (g *Group[E, A]) Join(ctx context.Context, key Key) (f *Flight[E, A], seat int, working context.Context) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.sweep(time.Now())
	if f = g.flights[key]; f == nil {
		f = &Flight[E, A]{group: g, key: key, news: make(chan struct{})}
		working, f.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
		if g.flights == nil {
			g.flights = make(map[Key]*Flight[E, A])
		}
		g.flights[key] = f
	}
	seat = f.seats
	f.seats++
	if !f.ended {
		f.waiting = append(f.waiting, seat)
	}
	return f, seat, working
}

// Tell tells all who wait.
func (f *Flight[E, A]) Tell(e E) {
	f.group.mu.Lock()
	defer f.group.mu.Unlock()
	f.told = append(f.told, e)
	f.wake()
}

// Told is all that was told.
func (f *Flight[E, A]) Told() []E {
	told, _, _ := f.after(0)
	return told
}

// wake lets who waits look again; the lock is held.
func (f *Flight[E, A]) wake() {
	close(f.news)
	f.news = make(chan struct{})
}

// End hands the result over. It is kept for who asks the same soon, unless bytes,
// about how many it holds, is 0.
func (f *Flight[E, A]) End(result A, err error, bytes int) {
	f.cancel(nil)
	g := f.group
	g.mu.Lock()
	defer g.mu.Unlock()
	f.ended, f.result, f.err, f.bytes = true, result, err, bytes
	f.wake()
	switch {
	case g.flights[f.key] != f: // all have left
	case err == nil && bytes > 0:
		f.until = time.Now().Add(keptFor)
		g.kept = append(g.kept, f)
		g.bytes += bytes
		g.sweep(time.Now())
	default:
		delete(g.flights, f.key)
	}
}

// sweep lets go of what was kept long enough, and of the oldest where it is too much;
// the lock is held.
func (g *Group[E, A]) sweep(now time.Time) {
	for len(g.kept) > 0 && (len(g.kept) > keptMost || g.bytes > keptBytes || !g.kept[0].until.After(now)) {
		f := g.kept[0]
		g.kept[0] = nil
		g.kept = g.kept[1:]
		g.bytes -= f.bytes
		delete(g.flights, f.key)
	}
}

// Follow calls tell with what is told of the flight, from its beginning, and whether
// it has ended by then, and returns the result: the same value to all. first is true
// for whoever waited longest for it, alone. stayed is false where ctx ended before the
// flight did and others still wait for it; the last to go has the work ended, with
// the cause that ctx has, and waits for what came of it.
func (f *Flight[E, A]) Follow(ctx context.Context, seat int, tell func(e E, ended bool)) (result A, first, stayed bool, err error) {
	for heard, gone := 0, ctx.Done(); ; {
		told, ended, news := f.after(heard)
		for _, e := range told {
			tell(e, ended)
		}
		heard += len(told)
		if ended {
			return f.result, f.waiting[0] == seat, true, f.err // nothing changes any more
		}
		select {
		case <-news:
		case <-gone:
			if !f.leave(seat, context.Cause(ctx)) {
				return result, false, false, nil
			}
			gone = nil
		}
	}
}

// after is what was told after the first so many, whether that was all, and what
// is closed when there is more.
func (f *Flight[E, A]) after(heard int) (told []E, ended bool, news <-chan struct{}) {
	f.group.mu.Lock()
	defer f.group.mu.Unlock()
	return f.told[heard:len(f.told):len(f.told)], f.ended, f.news
}

// leave gives a seat up. If it is the last, it is kept, the work is ended for that
// cause, and nobody joins it any more.
func (f *Flight[E, A]) leave(seat int, cause error) (last bool) {
	g := f.group
	g.mu.Lock()
	defer g.mu.Unlock()
	if f.ended {
		return true // the result is there
	}
	if len(f.waiting) > 1 {
		f.waiting = slices.DeleteFunc(f.waiting, func(n int) bool { return n == seat })
		return false
	}
	f.cancel(cause)
	if g.flights[f.key] == f {
		delete(g.flights, f.key)
	}
	return true
}
