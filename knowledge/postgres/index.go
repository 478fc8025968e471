package postgres

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// Index is an engine whose truth is in PostgreSQL: a [knowledge.Index]. It may be used by many
// goroutines, and any number of processes may have one of the same database.
type Index struct {
	*local.Index // the replica, from which everything is read
	server       *server
	now          func() time.Time
	log          *slog.Logger
	progress     func(what string, done, total int) // nil once it is open
	changing     chan struct{}                      // holds one token: who has it changes the replica
	stop         context.CancelFunc
	following    sync.WaitGroup
}

var _ knowledge.Index = (*Index)(nil)

// Open opens the engine: it connects to the database at url, makes or migrates its tables, and
// has the replica in dir follow it. It returns a *SetupError where url, the database or dir is
// not fit for that, and what [local.Open] returns.
func Open(ctx context.Context, url, dir string, o local.Options) (*Index, error) {
	s, err := newServer(url)
	if err != nil {
		return nil, err
	}
	err = s.with(ctx, "prepare the database", func(c *conn) error { return migrate(ctx, c, migrations) })
	if err != nil {
		return nil, setup(ctx, err)
	}
	replica, err := local.Open(ctx, dir, o)
	if err != nil {
		return nil, err //nolint:wrapcheck // its errors are told as they are
	}
	x := &Index{Index: replica, server: s, now: o.Now, log: o.Logger, progress: o.Progress, changing: make(chan struct{}, 1)}
	if x.now == nil {
		x.now = time.Now
	}
	if x.log == nil {
		x.log = slog.New(slog.DiscardHandler)
	}
	if err := x.begun(ctx, dir); err != nil {
		_ = replica.Close()
		return nil, setup(ctx, err)
	}
	x.progress = nil
	ctx, x.stop = context.WithCancel(context.WithoutCancel(ctx))
	x.following.Go(func() { x.follow(ctx) })
	return x, nil
}

// setup makes an error of the server at the start a *SetupError.
func setup(ctx context.Context, err error) error {
	if own := (*Error)(nil); ctx.Err() == nil && asError(err, &own) {
		return &SetupError{err}
	}
	return err
}

// begun has the replica follow for the first time.
func (x *Index) begun(ctx context.Context, dir string) error {
	info, err := x.info(ctx)
	if err != nil {
		return err
	}
	if x.Followed().Truth == "" && !info.Loaded.IsZero() {
		return &SetupError{fmt.Errorf("%s holds stories that were loaded without DATABASE_URL: name another DATA_DIR; they stay where they are", dir)}
	}
	return x.server.with(ctx, "follow the stories", func(c *conn) error { return x.catchUp(ctx, c) })
}

// Close ends the following and the replica. It waits for an Update that is under way.
func (x *Index) Close() error {
	x.stop()
	x.following.Wait()
	return x.Index.Close() //nolint:wrapcheck // it says what was tried
}

// begin waits for the right to change the replica.
func (x *Index) begin(ctx context.Context) error {
	select {
	case x.changing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for a load under way: %w", ctx.Err())
	}
}

func (x *Index) end() { <-x.changing }

// info returns the counts of the replica.
func (x *Index) info(ctx context.Context) (knowledge.Info, error) {
	v, err := x.View(ctx)
	if err != nil {
		return knowledge.Info{}, err //nolint:wrapcheck // it says what was tried
	}
	defer v.Close()
	return v.Info(ctx) //nolint:wrapcheck // as above
}
