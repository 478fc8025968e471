package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// TestDatabase is what is tried of commands on one server.
func TestDatabase(t *testing.T) {
	t.Parallel()
	server := pgtest.Start(t)
	t.Run("move", func(t *testing.T) { testMove(t, server) })
	t.Run("share", func(t *testing.T) { testProcessesShare(t, server) })
	t.Run("unfit", func(t *testing.T) { testUnfit(t, server) })
}

// runWith runs a command in a process of its own, with those settings: what it ends with and what it prints.
func runWith(t *testing.T, settings []string, args ...string) (code int, out, errs string) {
	t.Helper()
	var printed, complained bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program(), args...) //nolint:gosec // of a test
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), settings...), &printed, &complained
	if err := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), printed.String(), complained.String()
}

// testMove: what a DATA_DIR has goes into a database and back, with the journal, and what is
// there is not written over; a backup is put back into the database.
func testMove(t *testing.T, server *pgtest.Server) {
	url, root := server.URL("move"), t.TempDir()
	news := filepath.Join(root, "news")
	for name, text := range map[string]string{"one": "A ferry\n\nThe ferry Aurora sailed from Brill at noon.", "two": "A mill\n\nThe mill at Corvale burned down."} {
		if err := os.MkdirAll(news, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(news, name+".txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := func(database, dir string, want int, args ...string) (string, string) {
		t.Helper()
		code, out, errs := runWith(t, []string{"DATABASE_URL=" + database}, append([]string{"--data-dir", filepath.Join(root, dir), "--stories", news}, args...)...)
		if code != want {
			t.Fatalf("%q ends with %d, want %d: %s", args, code, want, errs)
		}
		if strings.Contains(out+errs, pgtest.Password) {
			t.Errorf("%q tells the password: %s%s", args, out, errs)
		}
		return out, errs
	}
	stories := func(database, dir string) string {
		out, _ := command(database, dir, exitDone, "stories", "--json")
		return out
	}
	ask := func(database, dir string) (a bot.Answer) {
		out, _ := command(database, dir, exitDone, "ask", "--json", "Where did the ferry Aurora sail from?")
		if err := json.Unmarshal([]byte(out), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	before := stories("", "own")
	first := ask("", "own")
	went, _ := command("", "own", exitDone, "move", "--to", url)
	if !strings.Contains(went, "stories                    2  ") || !strings.Contains(went, "journal.answers            1  ") {
		t.Errorf("what went is told as:\n%s", went)
	}
	if _, said := command("", "own", exitUsage, "move", "--to", url); !strings.Contains(said, "the database has stories already (2)") {
		t.Errorf("a second time: %s", said)
	}
	if got := stories(url, "replica"); got != before {
		t.Errorf("in the database there are %s, want %s", got, before)
	}
	if a := ask(url, "replica"); a.Text != first.Text {
		t.Errorf("after %q the answer is %q", first.Text, a.Text)
	}
	backup := filepath.Join(root, "backup.tar.gz")
	command(url, "replica", exitDone, "backup", backup)
	came, _ := command(url, "replica", exitDone, "move", "--to", filepath.Join(root, "back"))
	if strings.SplitAfter(came, "\n")[0] != strings.SplitAfter(went, "\n")[0] || !strings.Contains(came, "journal.answers            2  ") {
		t.Errorf("there went\n%sback came\n%s", went, came)
	}
	if got := stories("", "back"); got != before {
		t.Errorf("back came %s, want %s", got, before)
	}
	for args, c := range map[string]struct{ database, want string }{
		"":                                  {"", "where to?"},
		filepath.Join(root, "elsewhere"):    {"", "name the address of a database"},
		server.URL("other"):                 {url, "DATABASE_URL is set"},
		filepath.Join(root, "own"):          {url, "is there already"},
		"postgres://bot:x@127.0.0.1:1/none": {"", "--to: reach the database: connection refused"},
	} {
		if _, said := command(c.database, "own", exitUsage, "move", "--to", args); !strings.Contains(said, c.want) {
			t.Errorf("to %q: %s", args, said)
		}
	}
	if err := os.Remove(filepath.Join(news, "one.txt")); err != nil {
		t.Fatal(err)
	}
	command(url, "replica", exitDone, "reload", "--confirm")
	if got := stories(url, "replica"); got == before {
		t.Error("a story that is gone is there")
	}
	command(url, "replica", exitDone, "restore", backup)
	if out, _ := command(url, "fresh", exitDone, "search", "--json", "Aurora"); !strings.Contains(out, "The ferry Aurora") && !strings.Contains(out, "ferry") {
		t.Errorf("what was restored is not found: %s", out)
	}
	ask(url, "another")
	if out, _ := command(url, "another", exitDone, "move", "--to", filepath.Join(root, "last")); !strings.Contains(out, "journal.answers            3  ") {
		t.Errorf("after the restore and an answer there is\n%s", out)
	}
}

// testProcessesShare: what one process was asked the others know of: a conversation goes on, a limit is
// one for all, and no version is pruned that an answer of another one cites.
func testProcessesShare(t *testing.T, server *pgtest.Server) {
	url, root := server.URL("share"), t.TempDir()
	news := filepath.Join(root, "news")
	if err := os.Mkdir(news, 0o700); err != nil {
		t.Fatal(err)
	}
	tell := func(lamps string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(news, "a.txt"), []byte("The lighthouse of Faro\n\nThe lighthouse of Faro has "+lamps+" lamps.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var processes []*parts
	for _, name := range []string{"one", "two"} {
		c := &Config{DataDir: filepath.Join(root, name), Database: url, Stories: []string{news}, Zone: time.UTC, PerUser: limit.Rate{Count: 2, Per: time.Hour}, KeepVersions: 24 * time.Hour}
		p, err := wire(t.Context(), c, slog.New(slog.DiscardHandler), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := p.Close(); err != nil {
				t.Error(err)
			}
		}()
		processes = append(processes, p)
	}
	one, two := processes[0], processes[1]
	load := func(p *parts) {
		t.Helper()
		if _, err := p.Load(t.Context(), knowledge.LoadOptions{All: true}); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(p *parts, question string) (bot.Answer, error) {
		return p.Answer(t.Context(), bot.Question{Text: question, Asker: "ann", Surface: "discord", Conversation: "thread"}, nil)
	}
	tell("2")
	load(one)
	load(two)
	first, err := ask(one, "How many lamps has the lighthouse of Faro?")
	if err != nil || len(first.Citations) != 1 {
		t.Fatal(first, err)
	}
	if turns, err := two.journal.Recall(t.Context(), "thread", 9); err != nil || len(turns) != 1 {
		t.Errorf("the other recalls %v, %v", turns, err)
	}
	for _, lamps := range []string{"3", "4"} {
		tell(lamps)
		load(two)
	}
	if err := two.prune(t.Context(), two.catalogue.config, time.Now().Add(48*time.Hour)); err != nil {
		t.Error(err)
	}
	cited := first.Citations[0]
	if versions, err := two.Base.Versions(t.Context(), cited.Story); err != nil || len(versions) != 2 {
		t.Errorf("%d versions are left, %v; want the cited one and the present one", len(versions), err)
	}
	if text, err := two.Base.Text(t.Context(), cited.Story, cited.Version); err != nil || !strings.Contains(text, "2 lamps") {
		t.Errorf("what the other cites is %q, %v", text, err)
	}
	if _, err := ask(two, "And where is it?"); err != nil {
		t.Error(err)
	}
	if _, err := ask(one, "And whose is it?"); !errors.Is(err, bot.ErrBusy) {
		t.Errorf("a third question in all: %v", err)
	}
}
