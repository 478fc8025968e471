//go:build !unix

package pgtest

import "testing"

// Password is that of no server.
const Password = "s3cret-of-a-test"

// Server is none: one is started on Unix alone.
type Server struct{}

// Start skips the test.
func Start(t testing.TB) *Server {
	t.Helper()
	t.Skip("a PostgreSQL is started on Unix alone: it is not tried")
	return nil
}

// Run does nothing.
func (*Server) Run() {}

// Stop does nothing.
func (*Server) Stop() {}

// URL is empty.
func (*Server) URL(string) string { return "" }

// Exec does nothing.
func (*Server) Exec(string, string) {}
