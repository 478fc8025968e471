package weaviate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// Options are the settings of an Index. The zero value works.
type Options struct {
	// Truth names the truth, where several processes have it; empty: it is that of the folder alone.
	Truth string
	// Logger is told when Weaviate is away and when it is there again; nil: nothing is logged.
	Logger *slog.Logger
	// Strict has a search fail where Weaviate cannot answer it; otherwise the truth finds.
	Strict bool
	// Every is how often the nodes and the truth are looked at; 0: a second.
	Every time.Duration
	// Mend is how long a node may lack what it should have before that is written again; 0: a minute.
	Mend time.Duration
	// Keep is how long passages stay that are gone, and Views find in Weaviate; 0: ten minutes.
	Keep time.Duration
}

// Index is an engine that finds passages in Weaviate: a [knowledge.Index]. It may be used by many
// goroutines, and any number of processes may have one of the same truth.
type Index struct {
	knowledge.Index // the truth
	nodes           []*node
	name            string // of the truth
	class           string
	cut             string // how texts become terms here
	shared          bool   // other processes have the truth too
	o               Options
	log             *slog.Logger
	hedges          hedges
	known           known
	places          places
	neighbours      *neighbours
	strange         atomic.Bool // something else was found than is there
	nudged          chan struct{}
	stop            context.CancelFunc
	following       sync.WaitGroup
	mu              sync.Mutex
	mine            string  // the load that this process has done last
	writer          writer  // of the goroutine that follows
	told            trouble // as above
}

var _ knowledge.Index = (*Index)(nil)

// openPatience is how long the nodes may take at the start.
const openPatience = 5 * time.Second

// Open has the nodes at addresses find for truth, whose folder is dir. It takes truth over, and closes it with
// itself. A *SetupError says that the setting or the server is not fit; nodes that are away are no error.
func Open(ctx context.Context, addresses, dir string, truth knowledge.Index, o Options) (*Index, error) {
	nodes, err := nodesOf(addresses)
	if err != nil {
		return nil, &SetupError{err}
	}
	x := &Index{Index: truth, nodes: nodes, cut: packed.Analyzer(), shared: o.Truth != "", o: o, log: o.Logger, nudged: make(chan struct{}, 1), neighbours: newNeighbours(truth)}
	if x.log == nil {
		x.log = slog.New(slog.DiscardHandler)
	}
	if x.o.Every <= 0 {
		x.o.Every = time.Second
	}
	if x.o.Mend <= 0 {
		x.o.Mend = lackingMost
	}
	if x.o.Keep <= 0 {
		x.o.Keep = 10 * time.Minute
	}
	name := o.Truth
	if name == "" {
		if name, err = ownID(dir); err != nil {
			return nil, err
		}
	}
	x.name, x.class = name, className(name)
	err = within(ctx, openPatience, func(ctx context.Context) error {
		members, err := x.greet(ctx)
		if err != nil {
			return err
		}
		x.known.reach(members > 0)
		x.adopt(ctx)
		return nil
	})
	if err != nil {
		return nil, err
	}
	ctx, x.stop = context.WithCancel(context.WithoutCancel(ctx))
	x.following.Go(func() { x.follow(ctx) })
	if x.neighbours.truth != nil {
		x.following.Go(func() { x.followVectors(ctx) })
	}
	return x, nil
}

// closePatience is how long what is being written may take at the end; what is left is written the next time.
const closePatience = 3 * time.Second

// Close ends the following and the truth. It waits a moment for what the last load has still to write.
func (x *Index) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closePatience)
	defer cancel()
	if x.writes() {
		_ = x.Settle(ctx)
	}
	x.stop()
	x.following.Wait()
	for _, n := range x.nodes {
		n.client.CloseIdleConnections()
	}
	return x.Index.Close() //nolint:wrapcheck // it says what was tried
}

// writes reports whether this process has loaded or put vectors, and a node is there that it may write to.
func (x *Index) writes() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return (x.mine != "" || x.neighbours.puts(nil)) && x.known.reached()
}

// Update runs one load of the truth: see [knowledge.Index]. Weaviate follows.
func (x *Index) Update(ctx context.Context, fill func(knowledge.Tx) error) error {
	if err := x.Index.Update(ctx, fill); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	if v, err := x.Index.View(ctx); err == nil {
		if info, err := v.Info(ctx); err == nil {
			x.mu.Lock()
			x.mine = stamp(info.Loaded)
			x.mu.Unlock()
		}
		v.Close()
	}
	nudge(x.nudged)
	return nil
}

// PutVectors keeps vectors in the truth: see [knowledge.Index]. Weaviate follows.
func (x *Index) PutVectors(ctx context.Context, model string, texts []string, vectors [][]float32) error {
	if err := x.Index.PutVectors(ctx, model, texts, vectors); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	x.neighbours.want(model, true)
	return nil
}

// Unembedded is that of the truth: see [knowledge.Index]. What a load looks for vectors of will be searched.
func (x *Index) Unembedded(ctx context.Context, model string, yield func(text string) bool) error {
	x.neighbours.want(model, false)
	return x.Index.Unembedded(ctx, model, yield) //nolint:wrapcheck // it says what was tried
}

// nudge has who listens look now.
func nudge(who chan struct{}) {
	select {
	case who <- struct{}{}:
	default:
	}
}

var errUnsettled = errors.New("the nodes have not all what the truth has")

// Settle waits until every node has what the truth has at that moment: its passages, and the vectors of the models that were asked for.
func (x *Index) Settle(ctx context.Context) error {
	for {
		lagging, err := x.lagging(ctx)
		if err != nil || lagging == 0 {
			return err
		}
		nudge(x.nudged)
		nudge(x.neighbours.nudged)
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %d of %d lag behind", errUnsettled, lagging, len(x.nodes))
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// lagging is how many nodes have not what the truth has.
func (x *Index) lagging(ctx context.Context) (lagging int, err error) {
	v, err := x.Index.View(ctx)
	if err != nil {
		return 0, err //nolint:wrapcheck // it says what was tried
	}
	defer v.Close()
	info, err := v.Info(ctx)
	if err != nil {
		return 0, err //nolint:wrapcheck // as above
	}
	near, err := x.neighbours.lacking(ctx, v, x)
	for _, n := range x.nodes {
		if near[n] || !info.Loaded.IsZero() && n.has().Loaded != stamp(info.Loaded) {
			lagging++
		}
	}
	return lagging, err
}

// View returns the present state of the truth.
func (x *Index) View(ctx context.Context) (knowledge.View, error) {
	v, err := x.Index.View(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	return &view{View: v, x: x, opened: time.Now()}, nil
}
