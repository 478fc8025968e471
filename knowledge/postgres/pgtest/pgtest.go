//go:build unix

// Package pgtest starts a PostgreSQL for a test, from the programs that are on this computer.
package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Password is that of the user "storybot" of a Server: a test can look whether it is told.
const Password = "s3cret-of-a-test"

// Server is a server of its own, reached by a socket in a folder of its own.
type Server struct {
	t      testing.TB
	folder string // of the programs
	dir    string
	as     *syscall.Credential // nil: this user
	cmd    *exec.Cmd
}

// Start makes and starts a server, which ends with the test. The test is skipped where there is
// no PostgreSQL.
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, folder: programs(t)}
	var err error
	if s.dir, err = os.MkdirTemp("", "pg"); err != nil { // that of the test is too long for a socket
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Stop(); _ = os.RemoveAll(s.dir) })
	if os.Geteuid() == 0 { // the server refuses to be root
		s.as = nobody(t)
		if err := os.Chown(s.dir, int(s.as.Uid), int(s.as.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	secret := filepath.Join(s.dir, "password")
	if err := os.WriteFile(secret, []byte(Password), 0o644); err != nil { //nolint:gosec // of a test
		t.Fatal(err)
	}
	made := s.command("initdb", "-D", filepath.Join(s.dir, "data"), "-U", "storybot", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := made.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.Run()
	return s
}

// programs is where the programs of the newest PostgreSQL are.
func programs(t testing.TB) string {
	t.Helper()
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		t.Skip("no PostgreSQL on this computer (apt-get install postgresql): it is not tried")
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
		return n
	}
	return filepath.Dir(slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) }))
}

// nobody is a user without rights.
func nobody(t testing.TB) *syscall.Credential {
	t.Helper()
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	t.Skip("root may not start a PostgreSQL, and there is no other user: it is not tried")
	return nil
}

// command prepares one of the programs.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(context.Background(), filepath.Join(s.folder, name), args...) //nolint:gosec // PostgreSQL's
	cmd.Dir, cmd.Env = s.dir, []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as, Setpgid: true}
	return cmd
}

// Run starts the server again after Stop.
func (s *Server) Run() {
	s.t.Helper()
	var said bytes.Buffer
	s.cmd = s.command("postgres", "-D", filepath.Join(s.dir, "data"), "-k", s.dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=40")
	s.cmd.Stderr = &said
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for range 200 {
		if c, err := pgconn.Connect(context.Background(), s.url("postgres", "")); err == nil {
			_ = c.Close(context.Background())
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.Stop()
	s.t.Fatalf("PostgreSQL does not start:\n%s", said.String())
}

// Stop ends the server at once; who is connected is cut off.
func (s *Server) Stop() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(syscall.SIGQUIT)
	_ = s.cmd.Wait()
	s.cmd = nil
}

// url is the address of a database, and of a schema in it.
func (s *Server) url(database, schema string) string {
	query := url.Values{"host": {s.dir}}
	if schema != "" {
		query.Set("search_path", schema)
	}
	u := url.URL{Scheme: "postgres", User: url.UserPassword("storybot", Password), Path: "/" + database, RawQuery: query.Encode()}
	return u.String()
}

// URL is the address of a place of its own on the server for each name: the first time it is empty.
func (s *Server) URL(name string) string {
	s.t.Helper()
	schema := fmt.Sprintf("s%08x", crc32.ChecksumIEEE([]byte(name)))
	s.Exec("", "CREATE SCHEMA IF NOT EXISTS "+schema)
	return s.url("postgres", schema)
}

// Exec runs SQL at an address, at the server itself where it is empty.
func (s *Server) Exec(url, query string) {
	s.t.Helper()
	if url == "" {
		url = s.url("postgres", "")
	}
	ctx := context.Background()
	c, err := pgconn.Connect(ctx, url)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = c.Close(ctx) }()
	if err := c.Exec(ctx, query).Close(); err != nil {
		s.t.Fatal(err)
	}
}
