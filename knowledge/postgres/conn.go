package postgres

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// conn is one connection. What is sent goes as texts, bytea aside, and what comes is binary, so
// that few types need to be known: see [parameter] and [read].
type conn struct {
	*pgconn.PgConn
	notified *bool // since it was last waited for
}

// connect opens a connection.
func connect(ctx context.Context, config *pgconn.Config) (*conn, error) {
	notified := false
	config = config.Copy()
	config.OnNotification = func(*pgconn.PgConn, *pgconn.Notification) { notified = true }
	c, err := pgconn.ConnectConfig(ctx, config)
	return &conn{c, &notified}, err //nolint:wrapcheck // by with
}

// await waits for a notification, or returns at once where one has come since the last call.
func (c *conn) await(ctx context.Context) error {
	for !*c.notified {
		if err := c.WaitForNotification(ctx); err != nil {
			return err //nolint:wrapcheck // by with
		}
	}
	*c.notified = false
	return nil
}

// exec runs a statement; without arguments, it may be several.
func (c *conn) exec(ctx context.Context, query string, args ...any) error {
	if len(args) == 0 {
		return c.Exec(ctx, query).Close() //nolint:wrapcheck // by with
	}
	values, formats := parameters(args)
	_, err := c.ExecParams(ctx, query, values, nil, formats, nil).Close()
	return err //nolint:wrapcheck // as above
}

// rows runs a query and calls do for each row until it returns false or an error; scan reads the
// row into pointers. The connection is not free for other things until rows returns.
func (c *conn) rows(ctx context.Context, query string, args []any, do func(scan func(...any) error) (bool, error)) error {
	values, formats := parameters(args)
	r := c.ExecParams(ctx, query, values, nil, formats, []int16{pgBinary})
	more, fault := true, error(nil)
	for more && fault == nil && r.NextRow() {
		more, fault = do(func(targets ...any) error { return scan(r.Values(), targets) })
	}
	_, err := r.Close()
	if fault != nil {
		return fault
	}
	return err //nolint:wrapcheck // by with
}

// errNoRow is what row returns where there is none.
var errNoRow = errors.New("there is no such row")

// row reads the one row of a query.
func (c *conn) row(ctx context.Context, query string, args []any, targets ...any) error {
	found := false
	err := c.rows(ctx, query, args, func(scan func(...any) error) (bool, error) {
		found = true
		return false, scan(targets...)
	})
	if err == nil && !found {
		return errNoRow
	}
	return err
}

// How transactions begin.
const (
	writing = "BEGIN"
	reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" // all of it sees one moment
)

// transaction does something within a transaction, which ends with it.
func (c *conn) transaction(ctx context.Context, begin string, do func() error) error {
	if err := c.exec(ctx, begin); err != nil {
		return err
	}
	defer c.rollback(ctx)
	if err := do(); err != nil {
		return err
	}
	return c.commit(ctx)
}

// errUndone means that a transaction in which a statement had failed was to be committed.
var errUndone = errors.New("the transaction was undone")

// commit ends a transaction.
func (c *conn) commit(ctx context.Context) error {
	results, err := c.Exec(ctx, "commit").ReadAll()
	if err == nil && (len(results) != 1 || results[0].CommandTag.String() != "COMMIT") {
		return errUndone
	}
	return err //nolint:wrapcheck // by with
}

// rollback undoes a transaction that is open, and breaks the connection where it cannot.
func (c *conn) rollback(ctx context.Context) {
	if c.IsClosed() || c.TxStatus() == 'I' {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := c.exec(ctx, "rollback"); err != nil {
		_ = c.Close(ctx)
	}
}

// batch is statements that are sent in one go.
type batch struct {
	statements pgconn.Batch
	length     int
}

func (b *batch) queue(query string, args ...any) {
	values, formats := parameters(args)
	b.statements.ExecParams(query, values, nil, formats, nil)
	b.length++
}

// send runs the statements of a batch, in their order, until the first that fails.
func (c *conn) send(ctx context.Context, b *batch) error {
	return c.ExecBatch(ctx, &b.statements).Close() //nolint:wrapcheck // by with
}

// The formats of values.
const (
	pgText   int16 = 0
	pgBinary int16 = 1
)

func parameters(args []any) (values [][]byte, formats []int16) {
	for _, a := range args {
		value, format := parameter(a)
		values, formats = append(values, value), append(formats, format)
	}
	return values, formats
}

// parameter writes a string, bytes, a number, a truth, a moment, nothing, or a list of strings or numbers as the
// server reads it.
func parameter(arg any) (value []byte, format int16) {
	switch a := arg.(type) {
	case string:
		return []byte(a), pgText
	case []byte:
		if a == nil {
			a = []byte{} // nil would be NULL
		}
		return a, pgBinary
	case int:
		return strconv.AppendInt(nil, int64(a), 10), pgText
	case int64:
		return strconv.AppendInt(nil, a, 10), pgText
	case float64:
		return strconv.AppendFloat(nil, a, 'g', -1, 64), pgText
	case bool:
		return strconv.AppendBool(nil, a), pgText
	case nil:
		return nil, pgText
	case time.Time:
		return a.UTC().AppendFormat(nil, "2006-01-02T15:04:05.999999999Z07:00"), pgText
	case []string:
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
		parts := make([]string, len(a))
		for i, s := range a {
			parts[i] = `"` + quoted.Replace(s) + `"`
		}
		return []byte("{" + strings.Join(parts, ",") + "}"), pgText
	case []int64:
		parts := make([]string, len(a))
		for i, n := range a {
			parts[i] = strconv.FormatInt(n, 10)
		}
		return []byte("{" + strings.Join(parts, ",") + "}"), pgText
	}
	panic(fmt.Sprintf("no parameter can be a %T", arg))
}

// errForm means that a value is not of the type that was expected.
var errForm = errors.New("the server's value is of another type")

// scan reads the binary values of a row into pointers to strings, bytes, numbers, truths or
// lists of strings. What is read is a copy.
func scan(values [][]byte, targets []any) error {
	if len(values) != len(targets) {
		return errForm
	}
	for i, target := range targets {
		if err := read(values[i], target); err != nil {
			return err
		}
	}
	return nil
}

func read(value []byte, target any) (err error) {
	switch to := target.(type) {
	case *string:
		*to = string(value)
	case *[]byte:
		*to = append([]byte{}, value...)
	case *bool:
		*to = len(value) == 1 && value[0] == 1
	case *int64:
		*to, err = readNumber(value)
	case *int:
		var n int64
		n, err = readNumber(value)
		*to = int(n)
	case *[]string:
		*to, err = readList(value)
	default:
		return errForm
	}
	return err
}

// readNumber reads an int4 or int8.
func readNumber(value []byte) (int64, error) {
	switch len(value) {
	case 4:
		return int64(int32(binary.BigEndian.Uint32(value))), nil //nolint:gosec // its bits are those of a signed one
	case 8:
		return int64(binary.BigEndian.Uint64(value)), nil //nolint:gosec // as above
	}
	return 0, errForm
}

// readList reads a text[] of one dimension: the number of dimensions, whether there are nulls, the
// type of its elements, their count and first index, and each with its length before it.
func readList(value []byte) ([]string, error) {
	const word = 4
	next := func() (int, bool) {
		if len(value) < word {
			return 0, false
		}
		n := int(int32(binary.BigEndian.Uint32(value))) //nolint:gosec // as above
		value = value[word:]
		return n, true
	}
	dimensions, ok := next()
	if ok && dimensions == 0 {
		return []string{}, nil
	}
	if !ok || dimensions != 1 || len(value) < 4*word {
		return nil, errForm
	}
	value = value[2*word:]
	count, _ := next()
	value = value[word:]
	var list []string
	for range count {
		length, ok := next()
		if !ok || length < 0 || length > len(value) {
			return nil, errForm
		}
		list, value = append(list, string(value[:length])), value[length:]
	}
	return list, nil
}
