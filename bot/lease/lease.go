// Package lease has one process at a time do a thing, of all that share a database.
package lease

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// usual is for how long a right is had from each time that its holder shows that it lives.
const usual = 8 * time.Second

// Leases are the rights that a process asks for. They may be used by many goroutines.
type Leases struct {
	db     *sql.DB
	holder string
	length time.Duration
	began  time.Time
}

// New returns the rights in a database, as knowledge/postgres.Pool opens it.
func New(db *sql.DB) *Leases {
	return &Leases{db: db, holder: rand.Text(), length: usual, began: time.Now()}
}

// Right is had until it is lost or given back. Another gets it no sooner than Held says no, by
// whatever clock: while it is had, its holder shows four times in its length that it lives, and a
// holder that was stopped does not have it when it goes on. While the database is away nobody
// else gets it, so it is kept; whom alone the database cannot reach keeps it, too, beside the next.
type Right struct {
	of    *Leases
	name  string
	fence int64
	shown atomic.Int64  // when it was shown last, since Leases began
	lost  chan struct{} // closed
	stop  context.CancelFunc
	over  sync.WaitGroup
}

// Hold waits until it has the right to a thing. Its error is that of ctx.
func (l *Leases) Hold(ctx context.Context, name string) (*Right, error) {
	for {
		if r := l.try(ctx, name); r != nil {
			return r, nil
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for the right to %s: %w", name, context.Cause(ctx))
		case <-time.After(l.length / 8):
		}
	}
}

// try asks for a right once; nil: another has it, or nobody can say.
func (l *Leases) try(ctx context.Context, name string) *Right {
	asked := time.Since(l.began)
	ctx, cancel := context.WithTimeout(ctx, l.length/4)
	defer cancel()
	r := &Right{of: l, name: name, lost: make(chan struct{})}
	err := l.db.QueryRowContext(ctx, `INSERT INTO rights VALUES (?1, ?2, 1, clock_timestamp() + make_interval(secs => ?3))
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = rights.fence + 1, until = excluded.until
		WHERE rights.until < clock_timestamp() RETURNING fence`, name, l.holder, l.length.Seconds()).Scan(&r.fence)
	if err != nil {
		return nil
	}
	r.shown.Store(int64(asked))
	keep, stop := context.WithCancel(context.WithoutCancel(ctx))
	r.stop = stop
	r.over.Go(func() { r.keep(keep) })
	return r
}

// keep shows that the holder lives until ctx ends or the right is lost.
func (r *Right) keep(ctx context.Context) {
	tick := time.NewTicker(r.of.length / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		shown := time.Since(r.of.began)
		if r.until(ctx, r.of.length) {
			close(r.lost)
			return
		}
		r.shown.Store(int64(shown))
	}
}

// until has the right end after a time, and reports whether another has it.
func (r *Right) until(ctx context.Context, left time.Duration) (lost bool) {
	ctx, cancel := context.WithTimeout(ctx, r.of.length/4)
	defer cancel()
	result, err := r.of.db.ExecContext(ctx, `UPDATE rights SET until = clock_timestamp() + make_interval(secs => ?4)
		WHERE name = ?1 AND holder = ?2 AND fence = ?3`, r.name, r.of.holder, r.fence, left.Seconds())
	if err != nil {
		return false
	}
	n, err := result.RowsAffected()
	return err == nil && n == 0
}

// Held reports whether the right is had at this moment.
func (r *Right) Held() bool {
	select {
	case <-r.lost:
		return false
	default:
	}
	return time.Since(r.of.began)-time.Duration(r.shown.Load()) < r.of.length*3/4
}

// Lost is closed when another has the right.
func (r *Right) Lost() <-chan struct{} { return r.lost }

// Give gives the right back, for the next to have it at once.
func (r *Right) Give() {
	r.stop()
	r.over.Wait()
	_ = r.until(context.Background(), -time.Second) // else it ends by itself
}
