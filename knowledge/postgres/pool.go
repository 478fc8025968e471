package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// pooled is how many connections of a pool may be open at one time.
	pooled = 8
	// triedAgain is how long after a connection failed the next is tried: until then, whoever
	// asks hears the same at once.
	triedAgain = 2 * time.Second
)

// Pool opens the database at url for database/sql, with the tables of this program, which it
// makes or migrates: connections are kept and shared. Queries name their arguments ?1, ?2 and so
// on, as SQLite has them; any string can be an argument, and comes back as it was. A query whose
// server does not begin to answer in time fails; while the server is away, each fails at once.
// It returns a *SetupError where url or the database is not fit to begin with.
func Pool(ctx context.Context, url string) (*sql.DB, error) {
	s, err := newServer(url)
	if err != nil {
		return nil, err
	}
	if err := s.with(ctx, "prepare the database", func(c *conn) error { return migrate(ctx, c, migrations) }); err != nil {
		return nil, setup(ctx, err)
	}
	db := sql.OpenDB(&connector{server: s})
	db.SetMaxOpenConns(pooled)
	db.SetMaxIdleConns(2)
	db.SetConnMaxIdleTime(time.Minute)
	return db, nil
}

// connector makes the connections of a pool.
type connector struct {
	server *server
	mu     sync.Mutex
	why    error // the last connection failed
	at     time.Time
}

// Connect makes one.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	c.mu.Lock()
	why, at := c.why, c.at
	c.mu.Unlock()
	if why != nil && time.Since(at) < triedAgain {
		return nil, why
	}
	made, err := connect(ctx, c.server.config)
	err = failed(ctx, "reach the database", err)
	if ctx.Err() == nil { // whoever leaves says nothing of the server
		c.mu.Lock()
		c.why, c.at = err, time.Now()
		c.mu.Unlock()
	}
	if err != nil {
		return nil, err
	}
	return &pooledConn{conn: made, limits: c.server.limits, used: time.Now()}, nil
}

// Driver is none: a pool is opened by Pool alone.
func (c *connector) Driver() driver.Driver { return nil }

// pooledConn is a connection of a pool: a driver.Conn.
type pooledConn struct {
	*conn
	limits limits
	used   time.Time
	idled  bool // it was in the pool meanwhile
}

var (
	_ driver.ExecerContext   = (*pooledConn)(nil)
	_ driver.QueryerContext  = (*pooledConn)(nil)
	_ driver.ConnBeginTx     = (*pooledConn)(nil)
	_ driver.SessionResetter = (*pooledConn)(nil)
	_ driver.Validator       = (*pooledConn)(nil)
)

// errPrepared is why no statement is prepared.
var errPrepared = errors.New("statements are not prepared here")

// Prepare fails: what is done is done by ExecContext and QueryContext.
func (c *pooledConn) Prepare(string) (driver.Stmt, error) { return nil, errPrepared }

// Begin begins a transaction.
func (c *pooledConn) Begin() (driver.Tx, error) {
	return c.BeginTx(context.Background(), driver.TxOptions{})
}

// BeginTx begins a transaction; one that only reads sees one moment.
func (c *pooledConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	how := writing
	if o.ReadOnly {
		how = reading
	}
	return pooledTx{c}, c.again(late(ctx, c.limits.begin, "begin a transaction", func(ctx context.Context) error { return c.exec(ctx, how) }))
}

// late does something that may take so long. That it takes longer is a failure of the server, not of who asks.
func late(ctx context.Context, most time.Duration, tried string, do func(context.Context) error) error {
	within, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	return failed(ctx, tried, do(within))
}

// pooledTx is a transaction of a pool.
type pooledTx struct{ *pooledConn }

// Commit keeps what was done in it.
func (t pooledTx) Commit() error {
	return late(context.Background(), t.limits.commit, "commit", t.commit)
}

// Rollback undoes what was done in it.
func (t pooledTx) Rollback() error {
	t.rollback(context.Background())
	return nil
}

// Close ends the connection.
func (c *pooledConn) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = c.conn.Close(ctx)
	return nil
}

// IsValid reports whether the connection can be used again.
func (c *pooledConn) IsValid() bool {
	c.used = time.Now()
	return !c.IsClosed() && c.TxStatus() == 'I'
}

// idleLong is after how long it is looked whether a connection is still there.
const idleLong = time.Second

// ResetSession sees that a connection that was not used is still there.
func (c *pooledConn) ResetSession(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, idleLong)
	defer cancel()
	if c.IsClosed() || time.Since(c.used) > idleLong && c.Ping(ctx) != nil {
		return driver.ErrBadConn
	}
	c.idled = true
	return nil
}

// again has database/sql try on another connection what failed on one that had ended in the pool, before anything of it
// was sent.
func (c *pooledConn) again(err error) error {
	if c.idled && unsent(err) && c.TxStatus() == 'I' {
		return driver.ErrBadConn
	}
	return err
}

// inSQLite finds the arguments of a query as SQLite has them.
var inSQLite = regexp.MustCompile(`\?(\d+)`)

// begin sends a query; give is to be called when its rows are read.
func (c *pooledConn) begin(ctx context.Context, query string, args []driver.NamedValue) (r *pgconn.ResultReader, give func()) {
	values := make([]any, len(args))
	for i, a := range args {
		values[i] = a.Value
		if s, is := a.Value.(string); is {
			values[i] = toText(s)
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	over := time.AfterFunc(c.limits.begin, func() { cancel(context.DeadlineExceeded) })
	texts, formats := parameters(values)
	r = c.ExecParams(ctx, inSQLite.ReplaceAllString(query, "$$$1"), texts, nil, formats, nil)
	over.Stop() // it has begun to answer
	return r, func() { cancel(nil) }
}

// ExecContext runs a statement, or several without arguments.
func (c *pooledConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 {
		return driver.RowsAffected(0), c.again(late(ctx, c.limits.commit, "ask the database", func(ctx context.Context) error { return c.exec(ctx, query) }))
	}
	r, give := c.begin(ctx, query, args)
	defer give()
	tag, err := r.Close()
	return driver.RowsAffected(tag.RowsAffected()), c.again(failed(ctx, "ask the database", err))
}

// QueryContext runs a query.
func (c *pooledConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	r, give := c.begin(ctx, query, args)
	fields := r.FieldDescriptions()
	if len(fields) == 0 { // it failed before there was a row
		defer give()
		if _, err := r.Close(); err != nil {
			return nil, c.again(failed(ctx, "ask the database", err))
		}
	}
	return &pooledRows{ctx: ctx, reader: r, fields: fields, give: give}, nil
}

// pooledRows are the rows of a query: driver.Rows.
type pooledRows struct {
	ctx    context.Context //nolint:containedctx // of the query whose rows they are
	reader *pgconn.ResultReader
	fields []pgconn.FieldDescription
	give   func()
	over   bool
}

// Columns are the names of the columns.
func (r *pooledRows) Columns() []string {
	names := make([]string, len(r.fields))
	for i, f := range r.fields {
		names[i] = f.Name
	}
	return names
}

// Close ends the reading.
func (r *pooledRows) Close() error {
	defer r.give()
	if r.over {
		return nil
	}
	r.over = true
	_, err := r.reader.Close()
	return failed(r.ctx, "ask the database", err)
}

// Next reads a row.
func (r *pooledRows) Next(into []driver.Value) error {
	if r.over || !r.reader.NextRow() {
		if err := r.Close(); err != nil {
			return err
		}
		return io.EOF
	}
	for i, v := range r.reader.Values() {
		var err error
		if into[i], err = r.value(i, v); err != nil {
			return err
		}
	}
	return nil
}

// bytea is the number of that type.
const bytea = 17

// value is a value as database/sql takes it: bytes, or a text that it reads as what is wanted.
func (r *pooledRows) value(i int, v []byte) (driver.Value, error) {
	switch {
	case v == nil:
		return nil, nil //nolint:nilnil // that is what NULL is
	case r.fields[i].DataTypeOID == bytea:
		digits, _ := strings.CutPrefix(string(v), odd)
		b, err := hex.DecodeString(digits)
		if err != nil {
			return nil, errForm
		}
		return b, nil
	}
	return ofText(string(v)), nil
}
