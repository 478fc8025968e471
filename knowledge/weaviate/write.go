package weaviate

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge"
)

const (
	batchSize = 256 // objects that are sent in one go
	atOnce    = 2   // batches that are under way
	marking   = 8   // objects that are marked as gone at one time
	// gently is by how much the first two are less while what has changed is written: nodes are asked beside it, and there is time.
	gently = 4
	chunk  = 64 // stories whose passages are looked for, or made, in one go
	// batchPatience is how long a batch may take: it can take long where nodes are under load.
	batchPatience = time.Minute
	// lackingMost is how long a node may lack what another has, or all lack something, before all is listed and written anew
	// where it is missing. Weaviate itself takes half a minute to mend a node that was away.
	lackingMost = time.Minute
	// idleMost is how long another process may take to write what it has loaded.
	idleMost = 15 * time.Second
)

// writer is what the goroutine that follows knows of what is there. Its zero value knows nothing.
type writer struct {
	base    marker                 // of the state that stories are of
	stories []*knowledge.StoryInfo // by ID
	tried   int                    // the last generation that was tried to write
	lacking time.Time              // since when a node that is there lacks something; zero: none does
	mended  int                    // how often in a row it was written again
	mend    bool                   // all is to be listed, and what is missing written
	listed  time.Time              // when all was listed because something strange was found
	there   int                    // and how many passages there were
	awaited marker                 // what another process is to write, and since when
	since   time.Time
	seen    marker
	history []written // what this process has written, the oldest first
}

// written is a generation and when it was written.
type written struct {
	generation int
	at         time.Time
}

// adopt takes what is there as where the next load begins.
func (w *writer) adopt(ctx context.Context, v knowledge.View, m marker) error {
	if w.base == m {
		return nil
	}
	list, err := infos(ctx, v)
	if err != nil {
		return err
	}
	w.base, w.stories = m, list
	return nil
}

// lacks notes whether a node that is there lacks something, and reports whether it has for too long.
func (w *writer) lacks(is bool, most time.Duration) bool {
	switch {
	case !is:
		w.lacking, w.mended = time.Time{}, 0
	case w.lacking.IsZero():
		w.lacking = time.Now()
	case time.Since(w.lacking) > most<<min(w.mended, 6): // it lists all: what does not help is tried ever less often
		w.lacking, w.mended = time.Now(), w.mended+1
		return true
	}
	return false
}

// strange notes that something strange was found, and reports whether all is to be listed for that: not again and again.
func (w *writer) strange(pause time.Duration) bool {
	if time.Since(w.listed) < pause {
		return false
	}
	w.listed = time.Now()
	return true
}

// idle reports whether nothing has happened for long.
func (w *writer) idle(newest, want marker, there int) bool {
	if w.awaited != want || w.seen != newest || w.there != there {
		w.awaited, w.seen, w.there, w.since = want, newest, there, time.Now()
	}
	return time.Since(w.since) > idleMost
}

// write writes what the view has and the nodes do not, and the marker; it returns the marker.
func (x *Index) write(ctx context.Context, looks []look, newest marker, v knowledge.View, want marker) (marker, error) {
	p := &pass{x: x, w: &x.writer, v: v, n: looks[0].node, newest: newest, mends: x.writer.mend}
	for _, l := range slices.Backward(looks) { // one that has the marker lacks least
		if p.nodes = append(p.nodes, l.node); l.marker == newest {
			p.n = l.node
		}
	}
	w := p.w
	if p.mends || x.apart(ctx, p.nodes) {
		p.beside = slices.DeleteFunc(slices.Clone(p.nodes), func(n *node) bool { return n == p.n })
	}
	w.mend = false
	if err := x.makeClass(ctx, p.n); err != nil {
		return newest, err
	}
	var err error
	w.tried = max(w.tried, newest.Generation) + 1
	lags := func(n *node) bool { return n.has() != newest }
	if newest.Generation > 0 && w.base == newest && !lags(p.n) && !slices.ContainsFunc(p.beside, lags) {
		p.generation, p.recent, p.gentle = w.tried, readRecent(newest.Recent), true
		err = p.follow(ctx)
	} else {
		p.recent = make(recent)
		err = p.whole(ctx)
	}
	if err == nil {
		want.Generation, want.Written, want.Recent = p.generation, newest.Written+p.written, p.recent.String()
		err = p.mark(ctx, want)
	}
	if err != nil { // what was written of this generation is found by listing all
		w.base, w.stories = marker{}, nil
		return newest, err
	}
	w.base, w.stories = want, p.stories
	w.history = append(w.history, written{want.Generation, time.Now()})
	return want, p.sweep(ctx)
}

// pass is one writing of a generation.
type pass struct {
	x          *Index
	w          *writer
	v          knowledge.View
	n          *node   // by which it is written
	beside     []*node // by which it is written, too: see through
	nodes      []*node // that are there
	newest     marker  // of those that are there
	mends      bool    // what a node lacks for long
	gentle     bool    // see gently
	generation int
	stories    []*knowledge.StoryInfo // of the view
	written    int                    // passages
	recent     recent
}

// pace is how much may be sent at one time, of n at most.
func (p *pass) pace(n int) int {
	if p.gentle {
		n /= gently
	}
	return max(n, 1)
}

// follow writes what has changed since the base.
func (p *pass) follow(ctx context.Context) (err error) {
	if p.stories, err = infos(ctx, p.v); err != nil {
		return err
	}
	old, now := differ(p.w.stories, p.stories)
	for some := range slices.Chunk(old, chunk) {
		if err := p.bury(ctx, some); err != nil {
			return err
		}
	}
	b := &batches{p: p}
	for some := range slices.Chunk(now, chunk) {
		docs, err := p.v.Documents(ctx, some)
		if err != nil {
			return err //nolint:wrapcheck // it says what was tried
		}
		for _, d := range docs {
			at := placeOf(&d.Story)
			for n, one := range passages(d) {
				one.Born = p.generation
				p.recent[one.Born]++
				if err := b.add(ctx, uuid(at, n, one.Sum, one.Born), one); err != nil {
					return err
				}
			}
		}
	}
	return b.flush(ctx)
}

// differ tells which stories are there no more as they were, and which are there as they were not, by their IDs. What
// has not changed is the very same.
func differ(before, after []*knowledge.StoryInfo) (old, now []string) {
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && before[0].Story.ID < after[0].Story.ID:
			old, before = append(old, before[0].Story.ID), before[1:]
		case len(before) == 0 || after[0].Story.ID < before[0].Story.ID:
			now, after = append(now, after[0].Story.ID), after[1:]
		default:
			if before[0] != after[0] {
				old, now = append(old, before[0].Story.ID), append(now, after[0].Story.ID)
			}
			before, after = before[1:], after[1:]
		}
	}
	return old, now
}

// bury marks the passages of stories as gone.
func (p *pass) bury(ctx context.Context, stories []string) error {
	buried := make(map[string]bool) // a node may list what is gone a moment longer
	return p.through(ctx, func(ctx context.Context, n *node) error {
		for {
			var list []hit
			err := within(ctx, batchPatience, func(ctx context.Context) (err error) {
				list, err = n.present(ctx, p.x.class, stories, p.generation)
				return err
			})
			if err != nil || len(list) == 0 {
				return err
			}
			for _, h := range list {
				if id := h.Additional.ID; !buried[id] {
					buried[id] = true
					p.recent.less(h.Born)
				}
			}
			if err := p.gone(ctx, n, list); err != nil {
				return err
			}
		}
	})
}

// gone marks passages as gone from this generation on, by a node.
func (p *pass) gone(ctx context.Context, n *node, list []hit) error {
	return each(ctx, list, marking, func(ctx context.Context, h hit) error {
		return within(ctx, batchPatience, func(ctx context.Context) error { return p.change(ctx, n, h, p.generation) })
	})
}

// change changes in which generation a passage is gone.
func (p *pass) change(ctx context.Context, n *node, h hit, gone int) error {
	type change struct {
		Class      string         `json:"class"`
		Properties map[string]int `json:"properties"`
	}
	path := "/v1/objects/" + p.x.class + "/" + h.Additional.ID + "?consistency_level=QUORUM"
	return n.do(ctx, http.MethodPatch, path, change{p.x.class, map[string]int{"gone": gone}}, nil)
}

// each does something with each of a list, so many at one time, until the first error.
func each[T any](ctx context.Context, list []T, atOnce int, do func(ctx context.Context, one T) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	tokens := make(chan struct{}, atOnce)
	var all sync.WaitGroup
	for _, one := range list {
		tokens <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		all.Go(func() {
			if err := do(ctx, one); err != nil {
				stop(err)
			}
			<-tokens
		})
	}
	all.Wait()
	return context.Cause(ctx) //nolint:wrapcheck // it says what was tried
}

// mark writes the marker.
func (p *pass) mark(ctx context.Context, m marker) error {
	o := object{p.x.class, markerID, properties{Born: forever, Gone: forever, Generation: m.Generation, Loaded: m.Loaded, Cut: m.Cut, Written: m.Written, Sum: m.Recent}}
	return p.through(ctx, func(ctx context.Context, n *node) error { return p.send(ctx, n, []object{o}) })
}

// batches sends objects, several at one time.
type batches struct {
	p       *pass
	waiting []object
	full    [][]object
}

// add sends a passage with others. It is there for ever, unless it says when it is gone.
func (b *batches) add(ctx context.Context, id string, one properties) error {
	if one.Gone == 0 {
		one.Gone = forever
		b.p.written++
	}
	b.waiting = append(b.waiting, object{b.p.x.class, id, one})
	if len(b.waiting) < b.p.pace(batchSize) {
		return nil
	}
	if b.full, b.waiting = append(b.full, b.waiting), nil; len(b.full) < b.p.pace(atOnce) {
		return nil
	}
	return b.flush(ctx)
}

func (b *batches) flush(ctx context.Context) error {
	all := b.full
	if len(b.waiting) > 0 {
		all = append(all, b.waiting)
	}
	b.full, b.waiting = nil, nil
	return b.p.through(ctx, func(ctx context.Context, n *node) error {
		return each(ctx, all, b.p.pace(atOnce), func(ctx context.Context, list []object) error { return b.p.send(ctx, n, list) })
	})
}

// send writes objects to as many nodes as make a majority of those that a node sees.
func (p *pass) send(ctx context.Context, n *node, list []object) error { return store(ctx, n, list) }

// store writes objects of any class by a node, to a quorum.
func store[T any](ctx context.Context, n *node, list []T) error {
	return within(ctx, batchPatience, func(ctx context.Context) error {
		var replies []struct {
			Result struct {
				Errors *struct{ Error []struct{ Message string } }
			}
		}
		in := struct {
			Objects []T `json:"objects"`
		}{list}
		if err := n.do(ctx, http.MethodPost, "/v1/batch/objects?consistency_level=QUORUM", in, &replies); err != nil {
			return err
		}
		if len(replies) != len(list) {
			return fmt.Errorf("write to %s: %d of %d are written", n.name, len(replies), len(list))
		}
		for _, r := range replies {
			if e := r.Result.Errors; e != nil && len(e.Error) > 0 {
				return fmt.Errorf("write to %s: it says: %.200s", n.name, e.Error[0].Message)
			}
		}
		return nil
	})
}
