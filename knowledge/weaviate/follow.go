package weaviate

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// follow has Weaviate follow the truth until ctx ends.
func (x *Index) follow(ctx context.Context) {
	for {
		err := x.step(ctx)
		if ctx.Err() != nil {
			return
		}
		x.tell(ctx, err)
		select {
		case <-ctx.Done():
			return
		case <-x.nudged:
		case <-time.After(x.o.Every):
		}
	}
}

// settling is how many looks a node may lack something without a word: each load reaches one before the other.
const settling = 5

// tell logs what is wrong when it stays so, once, and that it is so no more.
func (x *Index) tell(ctx context.Context, err error) {
	switch begins, ends := x.told.changes(err, settling*x.o.Every); {
	case begins:
		x.log.ErrorContext(ctx, "the Weaviate is not whole: passages are found by the nodes that have them, or by this process", "err", err)
	case ends:
		x.log.WarnContext(ctx, "all nodes of the Weaviate find the passages again")
	}
}

// trouble is what the log was told of. Its zero value works.
type trouble struct {
	told  bool
	since time.Time // when it began; zero: there is none
}

// changes reports whether there is trouble for longer than most of which nothing was told yet, or that was told no more.
func (t *trouble) changes(err error, most time.Duration) (begins, ends bool) {
	switch {
	case err == nil:
		ends = t.told
		*t = trouble{}
	case t.since.IsZero():
		t.since = time.Now()
	case !t.told && time.Since(t.since) > most:
		t.told, begins = true, true
	}
	return begins, ends
}

// step looks at the truth and at the nodes, and writes what is missing if it is up to this process.
func (x *Index) step(ctx context.Context) error {
	v, err := x.Index.View(ctx)
	if err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	defer v.Close()
	info, err := v.Info(ctx)
	if err != nil || info.Loaded.IsZero() {
		return err //nolint:wrapcheck // as above
	}
	want := marker{Loaded: stamp(info.Loaded), Cut: x.cut}
	looks, err := x.look(ctx)
	if len(looks) == 0 {
		return err
	}
	newest := newestOf(looks)
	if x.strange.Swap(false) && x.loaded(want) && x.writer.strange(x.o.Mend) {
		x.log.WarnContext(ctx, "the Weaviate finds what the stories are not: all is listed, and what is wrong written again")
		x.writer.base, x.writer.mend = marker{}, true
	}
	if !x.has(newest, want) || x.writer.mend {
		if !x.writer.mend && !x.mayWrite(newest, want, func() int { return x.all(ctx, looks) }) {
			return err
		}
		if newest, err = x.write(ctx, looks, newest, v, want); err != nil {
			return err
		}
		if looks, err = x.look(ctx); len(looks) == 0 {
			return err
		}
	}
	proved, perr := x.prove(ctx, looks, newest, info.Passages)
	patience := x.o.Mend
	if !x.loaded(want) {
		patience *= 2 // whoever has loaded is first to mend
	}
	if x.writer.lacks(perr != nil, patience) { // the next step lists all
		x.log.WarnContext(ctx, "what nodes of the Weaviate lack is written again", "err", perr)
		x.writer.base, x.writer.mend = marker{}, true
		return errors.Join(err, perr)
	}
	if proved {
		if err := x.admit(ctx, v, newest, looks); err != nil {
			return err
		}
	}
	return errors.Join(err, perr)
}

// adopt looks at the nodes without writing anything: who starts with what is there begins from it.
func (x *Index) adopt(ctx context.Context) {
	v, err := x.Index.View(ctx)
	if err != nil {
		return // the follower says so
	}
	defer v.Close()
	info, err := v.Info(ctx)
	if err != nil || info.Loaded.IsZero() {
		return
	}
	looks, _ := x.look(ctx)
	newest := newestOf(looks)
	if !x.has(newest, marker{Loaded: stamp(info.Loaded), Cut: x.cut}) {
		return
	}
	if proved, _ := x.prove(ctx, looks, newest, info.Passages); proved {
		_ = x.admit(ctx, v, newest, looks)
	}
}

// admit has searches be for the load that a node has proved to have.
func (x *Index) admit(ctx context.Context, v knowledge.View, m marker, looks []look) error {
	if err := x.writer.adopt(ctx, v, m); err != nil {
		return err
	}
	x.places.learn(m, x.writer.stories, x.o.Keep)
	x.known.add(m, looks)
	return nil
}

// has reports whether a marker is that of the state that is wanted.
func (x *Index) has(m, want marker) bool {
	return m.Generation > 0 && m.Loaded == want.Loaded && m.Cut == want.Cut
}

// look is a node that is there, and the marker that it tells.
type look struct {
	node   *node
	marker marker
	at     time.Time // when it was written, by their clock
}

// look asks all nodes for their markers, and returns those that are there.
func (x *Index) look(ctx context.Context) (looks []look, err error) {
	all, errs := make([]look, len(x.nodes)), make([]error, len(x.nodes))
	var wg sync.WaitGroup
	for i, n := range x.nodes {
		wg.Go(func() {
			all[i].node = n
			all[i].marker, all[i].at, errs[i] = n.marker(ctx, x.class)
		})
	}
	wg.Wait()
	for i := range all {
		if errs[i] != nil {
			all[i].node.set(marker{})
			continue
		}
		if all[i].marker.Generation < all[i].node.has().Generation { // it was emptied, or put back to what it was
			all[i].node.set(marker{})
		}
		looks = append(looks, all[i])
	}
	x.known.reach(len(looks) > 0)
	return looks, errors.Join(errs...)
}

func newestOf(looks []look) (m marker) {
	for _, l := range looks {
		if l.marker.Generation > m.Generation {
			m = l.marker
		}
	}
	return m
}

// countPatience is how long a node may take to count, and a second more for each countPace passages: Weaviate 1.35 reads each that it counts.
const (
	countPatience = 30 * time.Second
	countPace     = 10_000
)

// prove finds out which of the nodes that tell a marker have all passages of it; any reports whether one has.
func (x *Index) prove(ctx context.Context, looks []look, m marker, passages int) (any bool, err error) {
	for _, l := range looks {
		switch {
		case l.node.has() == m:
			any = true
			continue
		case l.marker != m:
			err = errors.Join(err, fmt.Errorf("%s lags behind: generation %d of %d", l.node.name, l.marker.Generation, m.Generation))
			continue
		}
		cerr := within(ctx, countPatience+time.Duration(passages/countPace)*time.Second, func(ctx context.Context) error { return l.node.proves(ctx, x.class, m, passages) })
		if err = errors.Join(err, cerr); cerr == nil {
			l.node.set(m)
			any = true
		}
	}
	return any, err
}

// proves looks whether the node takes calls, and has as many passages as the marker's generation has, and those that are new in it.
func (n *node) proves(ctx context.Context, class string, m marker, passages int) error {
	if _, err := n.call(ctx, "grpc.health.v1.Health/Check", nil); err != nil {
		return fmt.Errorf("ask %s: %w", n.name, err)
	}
	since := n.has().Generation
	has, err := n.counted(ctx, class, m.Generation, since > 0)
	switch {
	case err != nil:
		return err
	case has != passages:
		return fmt.Errorf("%s has %d of %d passages of generation %d", n.name, has, passages, m.Generation)
	}
	return n.complete(ctx, class, m, since)
}

// counted is how many passages the node has in a generation. Where it had all of one before and was never away, so that its filters
// find those, they are not counted again, which takes seconds: it is all that there are without those that are gone or not there yet.
func (n *node) counted(ctx context.Context, class string, generation int, before bool) (int, error) {
	if !before {
		return n.count(ctx, class, there(generation))
	}
	has, err := n.count(ctx, class, nil)
	for _, less := range [][]condition{
		{whole("gone", atMost, generation)},
		{whole("born", greater, generation), whole("gone", greater, generation)}, // the marker, too
	} {
		if err != nil {
			return 0, err
		}
		var some int
		some, err = n.count(ctx, class, less)
		has -= some
	}
	return has, err
}

// mayWrite reports whether it is up to this process to write the state that is wanted. Where several have the truth,
// it is up to the one that has loaded; another one takes over when nothing happens for long, and nobody goes back.
// there tells how many passages there are: while it changes, something happens.
func (x *Index) mayWrite(newest, want marker, there func() int) bool {
	if !x.shared {
		return true
	}
	had, herr := time.Parse(time.RFC3339Nano, newest.Loaded)
	wanted, werr := time.Parse(time.RFC3339Nano, want.Loaded)
	if werr != nil || herr == nil && wanted.Before(had) {
		return false
	}
	return x.loaded(want) || x.writer.idle(newest, want, there())
}

// loaded reports whether the state is of this process: it has loaded it, or nobody else has the truth.
func (x *Index) loaded(want marker) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return !x.shared || x.mine == want.Loaded
}

// all is how many passages the nodes have in all, whatever their generation; -1: none says it.
func (x *Index) all(ctx context.Context, looks []look) int {
	for _, l := range looks {
		if n, err := l.node.count(ctx, x.class, nil); err == nil {
			return n
		}
	}
	return -1
}

// infos are the stories of a view.
func infos(ctx context.Context, v knowledge.View) (list []*knowledge.StoryInfo, err error) {
	for s, err := range v.Stories(ctx) {
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}
