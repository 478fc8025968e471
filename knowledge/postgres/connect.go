package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// patience is how long the server may take to take a connection.
const patience = 5 * time.Second

// Check reports whether url can be the address of a database; its error does not tell it.
func Check(url string) error {
	if _, err := pgconn.ParseConfig(url); err != nil {
		return errors.New("it is no address of a PostgreSQL database; one looks like postgres://user:password@host:5432/name")
	}
	return nil
}

// server is a database that is connected to for each work by itself: loads are few, and a
// connection that is new is to whatever server is the leader now.
type server struct {
	config *pgconn.Config
	pace   time.Duration // of the beats of whoever loads
	limits limits
}

// limits are how long the server may take.
type limits struct {
	begin  time.Duration // to begin to answer
	commit time.Duration
}

func newServer(url string) (*server, error) {
	if err := Check(url); err != nil {
		return nil, &SetupError{err}
	}
	config, err := pgconn.ParseConfig(url)
	if err != nil {
		return nil, &SetupError{&Error{Tried: "reach the database", Why: "its address cannot be read"}}
	}
	config.ConnectTimeout = patience
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "storybot"
	}
	return &server{config, beatEvery, limits{begin: patience, commit: settled}}, nil
}

// with connects, does some work and leaves.
func (s *server) with(ctx context.Context, tried string, do func(c *conn) error) error {
	c, err := connect(ctx, s.config)
	if err != nil {
		return failed(ctx, "reach the database", err)
	}
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = c.Close(last)
	}()
	return failedUnless(ctx, tried, do(c))
}

// failedUnless is failed for errors that may be others than the server's: those of who was
// given the connection. They stay as they are.
func failedUnless(ctx context.Context, tried string, err error) error {
	var other *otherError
	if errors.As(err, &other) {
		return other.error
	}
	return failed(ctx, tried, err)
}

// otherError is an error that is none of the server's.
type otherError struct{ error }

// other marks an error as none of the server's.
func other(err error) error {
	if err == nil {
		return nil
	}
	return &otherError{err}
}
