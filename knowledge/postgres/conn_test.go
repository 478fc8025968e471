package postgres

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// Everything is tried on one server.
func TestServer(t *testing.T) {
	server := pgtest.Start(t)
	for name, test := range map[string]func(*testing.T, *pgtest.Server){"values": testValues, "transactions": testTransactions, "await": testAwait,
		"migrate": testMigrate, "commit not told": testCommitNotTold, "lease": testLease, "pruned within a load": testPrunedWithinLoad, "ended in the pool": testEndedInPool} {
		t.Run(name, func(t *testing.T) { test(t, server) })
	}
}

// What is sent comes back as it was, whatever it holds.
func testValues(t *testing.T, server *pgtest.Server) {
	s, err := newServer(server.URL("values"))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 1, 12, 0, 0, 123456000, time.FixedZone("", 2*60*60))
	err = s.with(t.Context(), "look", func(c *conn) error {
		for _, v := range []struct {
			kind       string
			sent, want any
		}{
			{"text", "", ""},
			{"text", `a "b" \c {d,e} 日本`, `a "b" \c {d,e} 日本`},
			{"bytea", []byte("\x00\xff\\x41"), []byte("\x00\xff\\x41")},
			{"bytea", []byte(nil), []byte{}},
			{"int4", -7, -7},
			{"int8", int64(-1) << 62, int64(-1) << 62},
			{"bool", "true", true},
			{"bool", "false", false},
			{"text[]", []string{}, []string{}},
			{"text[]", []string{"", "NULL", `a,"b"\`, "{c}", " d "}, []string{"", "NULL", `a,"b"\`, "{c}", " d "}},
		} {
			got := reflect.New(reflect.TypeOf(v.want))
			if err := c.row(t.Context(), "SELECT $1::"+v.kind, []any{v.sent}, got.Interface()); err != nil || !reflect.DeepEqual(got.Elem().Interface(), v.want) {
				t.Errorf("%s %q comes back as %q, %v", v.kind, v.sent, got.Elem(), err)
			}
		}
		var same, among bool
		err := c.row(t.Context(), "SELECT $1::timestamptz = '2026-03-01 10:00:00.123456+00', 5 = ANY($2::bigint[])", []any{at, []int64{4, 5}}, &same, &among)
		if err != nil || !same || !among {
			t.Errorf("the moment is the same: %v, the number among those: %v, %v", same, among, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]byte{{0, 0}, {0, 0, 0, 2}, {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 25, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9, 'a'}} {
		if got, err := readList(list); err == nil {
			t.Errorf("%v is read as %q", list, got)
		}
	}
}

// A transaction is kept whole or not at all, and a connection can be used after it.
func testTransactions(t *testing.T, server *pgtest.Server) {
	s, err := newServer(server.URL("transactions"))
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err = s.with(t.Context(), "look", func(c *conn) error {
		ctx := t.Context()
		if err := c.exec(ctx, "CREATE TABLE a (n int)"); err != nil {
			return err
		}
		put := func(then func() error) func() error {
			return func() error {
				if err := c.exec(ctx, "INSERT INTO a VALUES ($1)", 1); err != nil {
					return err
				}
				return then()
			}
		}
		for _, try := range []struct {
			name, begin string
			then        func() error
			want        error // nil: any
			kept        int
		}{
			{"ends with an error", writing, func() error { return broken }, broken, 0},
			{"hides that a statement failed", writing, func() error { _ = c.exec(ctx, "SELECT 1/0"); return nil }, errUndone, 0},
			{"has a batch that fails", writing, func() error {
				var b batch
				b.queue("INSERT INTO a VALUES ($1)", 2)
				b.queue("INSERT INTO a VALUES ($1)", "x")
				return c.send(ctx, &b)
			}, nil, 0},
			{"only reads", reading, func() error { return nil }, nil, 0},
			{"is whole", writing, func() error { return nil }, nil, 1},
		} {
			err := c.transaction(ctx, try.begin, put(try.then))
			var n int
			if err := c.row(ctx, "SELECT count(*) FROM a", nil, &n); err != nil {
				t.Errorf("after a transaction that %s: %v", try.name, err)
			}
			if n != try.kept || try.want != nil && !errors.Is(err, try.want) || (err == nil) != (try.kept > 0) {
				t.Errorf("of a transaction that %s %d rows are kept, %v", try.name, n, err)
			}
		}
		if err := c.row(ctx, "SELECT n FROM a WHERE n = 5", nil, new(int)); !errors.Is(err, errNoRow) {
			t.Errorf("a row that is not there: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is told while the connection does something else is not missed, and nobody waits for ever.
func testAwait(t *testing.T, server *pgtest.Server) {
	s, err := newServer(server.URL("await"))
	if err != nil {
		t.Fatal(err)
	}
	err = s.with(t.Context(), "look", func(c *conn) error {
		if err := c.exec(t.Context(), "LISTEN "+channel); err != nil {
			return err
		}
		server.Exec("", "NOTIFY "+channel)
		if err := c.exec(t.Context(), "SELECT 1"); err != nil { // it comes with the reply
			return err
		}
		wait, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		if err := c.await(wait); err != nil {
			t.Errorf("told before: %v", err)
		}
		short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if err := c.await(short); err == nil {
			t.Error("it was told once and waited for twice")
		}
		return c.exec(t.Context(), "SELECT 1")
	})
	if err != nil {
		t.Fatal(err)
	}
}
