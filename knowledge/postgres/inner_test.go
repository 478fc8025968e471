package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

func TestText(t *testing.T) {
	for _, s := range []string{
		"", "plain", "日本 é", "a\x00b", "bad \xff byte", `\x`, `\x41`, `\xzz`, "\\", `a\x41`, "\n\t",
	} {
		text := toText(s)
		if got := ofText(text); got != s || bytes.ContainsRune([]byte(text), 0) {
			t.Errorf("%q is written %q and read %q", s, text, got)
		}
	}
	if toText("plain") != "plain" {
		t.Error("what can be as it is is not")
	}
}

// Layouts are raised one after the other, by one process at a time, and never lowered.
func testMigrate(t *testing.T, server *pgtest.Server) {
	s, err := newServer(server.URL("migrate"))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"migrations/0001.sql": {Data: []byte("CREATE TABLE a (n int); INSERT INTO a VALUES (1)")}}
	raise := func() error {
		return s.with(t.Context(), "migrate", func(c *conn) error { return migrate(t.Context(), c, files) })
	}
	if err := raise(); err != nil {
		t.Fatal(err)
	}
	files["migrations/0002.sql"] = &fstest.MapFile{Data: []byte("SELECT pg_sleep(0.2); ALTER TABLE a ADD b int; UPDATE a SET n = n + 1, b = 7")}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := raise(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var n, b int
	if err := s.with(t.Context(), "look", func(c *conn) error { return c.row(t.Context(), "SELECT n, b FROM a", nil, &n, &b) }); err != nil || n != 2 || b != 7 {
		t.Errorf("the rows are %d, %d, %v; want 2 and 7: raised once", n, b, err)
	}
	files["migrations/0003.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE c (n int); SELECT 1/0")}
	if err := raise(); err == nil {
		t.Error("a migration that fails is taken")
	}
	delete(files, "migrations/0003.sql")
	if err := raise(); err != nil {
		t.Errorf("of a migration that failed something is kept: %v", err)
	}
	delete(files, "migrations/0002.sql")
	var unfit *SetupError
	if err := raise(); !errors.As(err, &unfit) {
		t.Errorf("a newer layout: %v", err)
	}
}

// cut is a connection whose answer to a commit is lost.
type cut struct {
	net.Conn
	armed *atomic.Bool
	gone  bool
}

func (c *cut) Write(b []byte) (int, error) {
	if c.armed.Load() && bytes.Contains(b, []byte("commit\x00")) {
		c.gone = true
	}
	return c.Conn.Write(b) //nolint:wrapcheck // a test
}

func (c *cut) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.gone && c.armed.CompareAndSwap(true, false) {
		return 0, io.ErrUnexpectedEOF // the server has committed
	}
	return n, err //nolint:wrapcheck // a test
}

// A load whose commit was done and not told counts as kept, and is seen.
func testCommitNotTold(t *testing.T, server *pgtest.Server) {
	x, err := Open(t.Context(), server.URL("settle"), t.TempDir(), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x.stop() // it reads the configuration, too
	x.following.Wait()
	var armed atomic.Bool
	var dialer net.Dialer
	x.server.config.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := dialer.DialContext(ctx, network, addr)
		return &cut{Conn: c, armed: &armed}, err //nolint:wrapcheck // a test
	}
	err = x.Update(t.Context(), func(tx knowledge.Tx) error {
		armed.Store(true)
		return tx.Put(knowledge.Prepare(knowledge.Story{ID: "x", Title: "X", Text: "A walrus.", Hash: "1"})) //nolint:wrapcheck // a test
	})
	if err != nil || armed.Load() {
		t.Errorf("the load: %v; the answer was lost: %v", err, !armed.Load())
	}
	info, err := x.info(t.Context())
	if err != nil || info.Stories != 1 || x.Followed().Generation != 1 {
		t.Errorf("there are %+v, %v, in generation %d", info, err, x.Followed().Generation)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
}

// Whatever the client library says, nothing of the address is told.
func TestErrorsTellNoAddress(t *testing.T) {
	const secret = "postgres://storybot:s3cret@db.example/x"
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("failed to connect to " + secret), "the connection failed"},
		{fmt.Errorf("%s: %w", secret, syscall.ECONNREFUSED), "connection refused"},
		{fmt.Errorf("%s: %w", secret, &net.DNSError{Err: "no such host", Name: "db.example"}), "the name of its host is not known"},
		{fmt.Errorf("%s: %w", secret, context.DeadlineExceeded), "the server does not answer in time"},
		{fmt.Errorf("%s: server refused TLS connection", secret), "what listens there does not speak TLS"},
		{fmt.Errorf("%s: %w", secret, &pgconn.PgError{Message: "no", Code: "28P01", Detail: secret}), "the server says: no (28P01)"},
	} {
		err := failed(t.Context(), "look", c.err)
		if err.Error() != "look: "+c.want {
			t.Errorf("%q is told as %q, want %q", c.err, err, "look: "+c.want)
		}
		if errors.Is(err, c.err) || strings.Contains(fmt.Sprintf("%+v", err), "s3cret") {
			t.Errorf("%q can be found in %+v", c.err, err)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := failed(ended, "look", errors.New(secret)); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("of a context that has ended: %v", err)
	}
	if failed(t.Context(), "look", nil) != nil {
		t.Error("no error is one")
	}
}
