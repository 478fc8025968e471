package postgres

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
)

// Error is what went wrong with the server. It tells nothing of its address: what the client
// library says may hold all of it, with the password.
type Error struct {
	Tried string // what was tried
	Why   string
	Code  string // SQLSTATE; empty: the server did not say it

	unsent bool // nothing of it had been sent
}

// Error tells both.
func (e *Error) Error() string { return e.Tried + ": " + e.Why }

// Away reports whether the server may be away, or not take anything for now: what was tried can
// be tried again.
func (e *Error) Away() bool {
	if len(e.Code) < 2 {
		return true
	}
	return slices.Contains([]string{"08", "53", "57", "58"}, e.Code[:2]) || e.Code == "25006" // read only: another leads now
}

// SetupError means that the setting or the database is not fit to begin with.
type SetupError struct{ Err error }

// Error is one line.
func (e *SetupError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *SetupError) Unwrap() error { return e.Err }

// failed says what went wrong when something was tried, without the address. Of what led to it
// only the end of a context can be found in it.
func failed(ctx context.Context, tried string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", tried, ctx.Err())
	}
	var own *Error
	if errors.As(err, &own) {
		return err
	}
	e := &Error{Tried: tried, Why: reason(err), unsent: pgconn.SafeToRetry(err)}
	if said := (*pgconn.PgError)(nil); errors.As(err, &said) {
		e.Code = said.Code
	}
	return e
}

// unsent reports whether an error came before anything of what was tried had been sent.
func unsent(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.unsent
}

// reason is why the server could not be reached, or what it said.
func reason(err error) string {
	var said *pgconn.PgError
	var number syscall.Errno
	var name *net.DNSError
	var network net.Error
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &said):
		return fmt.Sprintf("the server says: %s (%s)", said.Message, said.Code)
	case errors.As(err, &number):
		return number.Error()
	case errors.As(err, &name):
		return "the name of its host is not known"
	case errors.As(err, &authority), errors.As(err, &host):
		return "the certificate of the server is not trusted"
	case errors.As(err, &record), strings.Contains(err.Error(), "refused TLS"): // pgx has no type for it
		return "what listens there does not speak TLS"
	case errors.As(err, &network) && network.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return "the server does not answer in time"
	}
	return "the connection failed"
}
