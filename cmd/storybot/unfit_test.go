package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// testUnfit: a database or a Weaviate that is not fit to begin with ends every command with 2 and one line that names the
// setting, and neither its address nor a password.
func testUnfit(t *testing.T, server *pgtest.Server) {
	newer, older, read := server.URL("newer"), server.URL("older"), server.URL("readonly")
	layout := func(url string, files ...string) {
		server.Exec(url, "CREATE TABLE schema_version (version int NOT NULL)")
		for _, name := range files {
			text, err := os.ReadFile(filepath.Join("../../knowledge/postgres/migrations", name))
			if err != nil {
				t.Fatal(err)
			}
			server.Exec(url, string(text))
			server.Exec(url, "INSERT INTO schema_version SELECT coalesce(max(version), 0) + 1 FROM schema_version")
		}
	}
	layout(newer, "0001.sql")
	server.Exec(newer, "INSERT INTO schema_version VALUES (1000)")
	layout(older, "0001.sql", "0002_journal.sql")
	layout(read, "0001.sql")
	server.Exec(read, "CREATE ROLE reader LOGIN PASSWORD '"+pgtest.Password+"'")
	server.Exec(read, "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %1$I TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA %1$I TO reader', current_schema()); END $$")
	page := httptest.NewServer(http.NotFoundHandler())
	defer page.Close()
	weaviate := func(version string, status int) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(`{"version":"` + version + `"}`))
		}))
		t.Cleanup(s.Close)
		return strings.Replace(s.URL, "://", "://:"+pgtest.Password+"@", 1)
	}
	host := greeter(t)
	for what, c := range map[string]struct{ database, weaviate, want string }{
		"no address":               {"postgres://storybot:" + pgtest.Password + "@ho st/x", "", "DATABASE_URL (from environment): it is no address"},
		"a wrong password":         {strings.Replace(older, pgtest.Password, pgtest.Password+"x", 1), "", "DATABASE_URL: reach the database: the server says: password authentication failed"},
		"no such user":             {strings.Replace(older, "storybot:", "nobody:", 1), "", "DATABASE_URL: reach the database: the server says: password authentication failed"},
		"no such database":         {strings.Replace(older, "/postgres?", "/nothing?", 1), "", `"nothing" does not exist`},
		"nobody listens":           {"postgres://storybot:" + pgtest.Password + "@127.0.0.1:1/x", "", "DATABASE_URL: reach the database: connection refused"},
		"no PostgreSQL":            {"postgres://storybot:" + pgtest.Password + "@" + host + "/x?sslmode=disable", "", "DATABASE_URL: reach the database: the connection failed"},
		"a newer layout":           {newer, "", "DATABASE_URL: the database was written by a newer storybot (layout 1000; this one knows "},
		"older, not to be changed": {strings.Replace(read, "storybot:", "reader:", 1), "", "DATABASE_URL: prepare the database: the server says: permission denied"},
		"no list of nodes":         {"", "127.0.0.1:8080", "WEAVIATE_URL (from environment): it is no list of addresses"},
		"four nodes":               {"", "http://a:1,http://b:1,http://c:1,http://d:1", "WEAVIATE_URL (from environment): 4 nodes are named; it must be 1 to 3"},
		"an older Weaviate":        {"", weaviate("1.34.7", http.StatusOK), `Weaviate "1.34.7"; 1.35 or a newer 1 is needed`},
		"a newer Weaviate":         {"", weaviate("2.0.1", http.StatusOK), `Weaviate "2.0.1"; 1.35 or a newer 1 is needed`},
		"a wrong key":              {"", weaviate("", http.StatusUnauthorized), "the key is refused, or one is needed"},
		"no Weaviate":              {"", page.URL, "what listens there is no Weaviate"},
		"both, the database first": {newer, page.URL, "DATABASE_URL: the database was written by a newer storybot"},
		"a database and no key":    {older, weaviate("", http.StatusForbidden), "the key is refused, or one is needed"},
	} {
		settings := []string{"DATABASE_URL=" + c.database, "WEAVIATE_URL=" + c.weaviate}
		for _, command := range [][]string{{"serve"}, {"ask", "Who?"}}[:commands(what)] {
			run := func() (code int, out, errs string) {
				return runWith(t, settings, append([]string{"--data-dir", filepath.Join(t.TempDir(), "data"), "--http-addr", ""}, command...)...)
			}
			code, out, errs := run()
			for tries := 0; tries < 3 && strings.Contains(errs, "does not answer in time"); tries++ { // the computer was busy
				code, out, errs = run()
			}
			said := strings.TrimSuffix(errs, "\n")
			if code != exitUsage || out != "" || !strings.HasPrefix(said, "storybot: ") || !strings.Contains(said, c.want) || strings.Contains(said, "\n") {
				t.Errorf("%s: %s ends with %d: %q%q, want one line with %q", what, command[0], code, errs, out, c.want)
			}
			if strings.Contains(said, pgtest.Password) || c.database != "" && strings.Contains(said, host) {
				t.Errorf("%s: %q tells the address", what, said)
			}
		}
	}
	// An older layout that may be changed is brought to this one.
	if code, _, errs := runWith(t, []string{"DATABASE_URL=" + older}, "--data-dir", t.TempDir(), "reload"); code != exitDone {
		t.Errorf("an older layout: it ends with %d: %s", code, errs)
	}
}

// commands is how many commands are tried of a case: two of some.
func commands(what string) int {
	if strings.HasPrefix(what, "a ") {
		return 2
	}
	return 1
}

// greeter is the address of a server that speaks first, as those of mail do.
func greeter(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // of a test
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			// Each by itself: whoever else found the address, and says nothing, does not keep it from the rest.
			go func() {
				_, _ = c.Read(make([]byte, 1024)) // all that was sent, lest the connection be reset
				_, _ = c.Write([]byte("220 mail.example.org ESMTP\r\n"))
				_ = c.Close()
			}()
		}
	}()
	return l.Addr().String()
}
