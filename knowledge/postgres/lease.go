package postgres

import (
	"context"
	"sync"
	"time"
)

const (
	// beatEvery is how often whoever has the right to load shows that it lives.
	beatEvery = time.Second
	// missed is how many times in a row, so far apart, a holder must not have shown that for another to
	// end its connection, and with it its load.
	missed = 6
)

// loading is the name of the right to load, and the first key of its lock, whose second is the
// schema.
const (
	loading    = "load"
	loadingKey = 7239
)

// lease takes the right to load for the transaction that c is in, and returns the truth. It is
// had until the transaction ends; give is to be called then. A holder that lives is waited for, one
// that was stopped for a few seconds is cut off: what it wrote is void, and whatever it does when
// it goes on fails.
func (s *server) lease(ctx context.Context, c *conn) (t truth, give func(), err error) {
	// A connection that was cut is noticed within half a minute, where nobody else waits.
	err = c.exec(ctx, `SET LOCAL tcp_keepalives_idle = 10; SET LOCAL tcp_keepalives_interval = 5; SET LOCAL tcp_keepalives_count = 3;
		SET LOCAL idle_in_transaction_session_timeout = '30min'`)
	if err != nil {
		return t, nil, failed(ctx, "begin a load", err)
	}
	watched := s.beside(ctx, s.watch)
	err = c.exec(ctx, "SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))", loadingKey)
	watched()
	if err == nil {
		err = c.exec(ctx, "SELECT FROM truth FOR UPDATE")
	}
	if err != nil {
		return t, nil, failed(ctx, "wait for another load", err)
	}
	give = s.beside(ctx, s.beat)
	if t, err = readTruth(ctx, c); err != nil {
		give()
		return t, nil, err
	}
	return t, give, nil
}

// beside does something on a connection of its own until end is called, again and again where it fails.
func (s *server) beside(ctx context.Context, do func(context.Context, *conn) error) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	done.Go(func() {
		for s.wait(ctx) {
			_ = s.with(ctx, "look after a load", func(c *conn) error { return do(ctx, c) }) // the load itself says that the server is away
		}
	})
	return func() {
		cancel()
		done.Wait()
	}
}

// wait waits for the time of a beat; false: ctx has ended.
func (s *server) wait(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(s.pace):
		return true
	}
}

// beat shows that the holder of the right to load lives, until ctx ends.
func (s *server) beat(ctx context.Context, c *conn) error {
	err := c.exec(ctx, "INSERT INTO leases VALUES ($1, 1, 0) ON CONFLICT (name) DO UPDATE SET fence = leases.fence + 1, beat = 0", loading)
	for err == nil && s.wait(ctx) {
		err = c.exec(ctx, "UPDATE leases SET beat = beat + 1 WHERE name = $1", loading)
	}
	return err
}

// watch cuts off whoever has the right to load and does not live, until ctx ends.
func (s *server) watch(ctx context.Context, c *conn) error {
	type sight struct{ pid, fence, beat int64 }
	var before sight
	for same := 0; ; {
		var now sight
		err := c.rows(ctx, `SELECT l.pid, coalesce(h.fence, 0), coalesce(h.beat, 0) FROM pg_locks l LEFT JOIN leases h ON h.name = $1
			WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid::bigint = $2
			AND l.objid::bigint = hashtext(current_schema())::bigint & 4294967295
			AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
			[]any{loading, loadingKey}, func(scan func(...any) error) (bool, error) {
				return false, scan(&now.pid, &now.fence, &now.beat)
			})
		if err != nil {
			return err
		}
		if same++; now != before || now.pid == 0 {
			before, same = now, 0
		}
		if same >= missed {
			if err := c.exec(ctx, "SELECT pg_terminate_backend($1::int)", now.pid); err != nil {
				return err
			}
		}
		if !s.wait(ctx) {
			return nil
		}
	}
}
