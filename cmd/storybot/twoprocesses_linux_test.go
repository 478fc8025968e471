package main

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// failover is within what another process has what one had that was killed or stopped.
const failover = 10 * time.Second

// TestKilledOfTwo: of two processes on one database one is killed, and one is stopped, within a load
// and while it runs Discord's shard: the other one takes over, each question is answered once, and
// one that was stopped writes nothing when it goes on.
func TestKilledOfTwo(t *testing.T) {
	if os.Getenv("STORYBOT_KILLS") == "" {
		t.Skip("where .ci/run sees to it, by STORYBOT_KILLS: it takes half a minute")
	}
	server := pgtest.Start(t)
	k := &ofTwo{t: t, discord: discordtest.New(t, discordtest.Options{Patience: time.Minute, NoStartPace: true}), database: server.URL("two")}
	var err error
	if k.dir, err = os.MkdirTemp("", "sb"); err != nil { // a socket's path must be short
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(k.dir) })
	k.tell("one", "The lighthouse of Faro\n\nMette Olsen painted the lighthouse of Faro in May.\n")
	k.tell("two", "A mill\n\nThe mill at Corvale burned down.\n")
	k.tell("two/faro", "A lighthouse\n\nMette Olsen painted the lighthouse of Faro in May, they say.\n") // each answers from its own sources
	if k.db, err = postgres.Pool(t.Context(), k.database); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = k.db.Close() }()
	one, two := k.process("one"), k.process("two")
	one.serve()
	k.discord.WaitFor("the first", func() bool { return k.discord.Gateway().Shards == 1 })
	two.serve()
	k.asks()

	before, starts := k.holder(), k.starts()
	one.kill()
	k.passes(before, starts)
	k.asks()

	one.serve()
	before, starts = k.holder(), k.starts()
	k.signal(two, syscall.SIGSTOP)
	k.passes(before, starts)
	k.asks()
	k.signal(two, syscall.SIGCONT)
	time.Sleep(3 * time.Second)
	k.counts()

	k.stoppedWithinLoad(one, two)
}

// ofTwo is what two processes have in common.
type ofTwo struct {
	t             *testing.T
	discord       *discordtest.Server
	dir, database string
	db            *sql.DB
	asked         int
}

// process is one of the two, with a folder of its own.
func (k *ofTwo) process(name string) *living {
	return newLiving(k.t, filepath.Join(k.dir, "data-"+name), []string{filepath.Join(k.dir, name)},
		"DATABASE_URL="+k.database, "DISCORD_TOKEN="+k.discord.Token, "DISCORD_API_URL="+k.discord.URL)
}

// tell writes the story of a folder.
func (k *ofTwo) tell(folder, text string) {
	k.t.Helper()
	path := filepath.Join(k.dir, folder, "a.txt")
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		k.t.Fatal(err)
	}
}

// signal sends a signal to a process.
func (k *ofTwo) signal(l *living, s syscall.Signal) {
	k.t.Helper()
	if err := sendSignal(l.bot.Process, s); err != nil {
		k.t.Fatal(err)
	}
}

// asks asks a question in Discord and waits for its answer.
func (k *ofTwo) asks() {
	k.t.Helper()
	k.asked++
	m := k.discord.Say(k.discord.AddUser("ada"), k.discord.Home, k.discord.Bot.Mention()+" Who painted the lighthouse of Faro?")
	k.discord.WaitMessage(k.discord.Home, func(a discordtest.Message) bool {
		return a.Reference != nil && a.Reference.MessageID == m.ID && strings.Contains(a.Content, "Mette Olsen")
	})
	k.counts()
}

// counts holds every question to have one answer.
func (k *ofTwo) counts() {
	k.t.Helper()
	if n := len(k.discord.BotMessages(k.discord.Home)); n != k.asked {
		k.t.Errorf("%d questions have %d answers", k.asked, n)
	}
}

// holder is who runs the shard.
func (k *ofTwo) holder() (name string) {
	k.t.Helper()
	if err := k.db.QueryRowContext(k.t.Context(), "SELECT holder FROM rights WHERE name = 'run shard 0 of 1'").Scan(&name); err != nil {
		k.t.Fatal(err)
	}
	return name
}

// starts is how many sessions were begun or gone on with, also those of a process that is stopped.
func (k *ofTwo) starts() int {
	n := k.discord.Gateway()
	return n.Identified + n.Resumed
}

// passes waits until another runs the shard, and hears what is said there: its session is one more than starts.
func (k *ofTwo) passes(from string, starts int) {
	k.t.Helper()
	began := time.Now()
	for k.holder() == from {
		if time.Since(began) > 3*failover {
			k.t.Fatal("nobody takes over")
		}
		time.Sleep(20 * time.Millisecond)
	}
	took := time.Since(began)
	k.t.Logf("taken over after %v", took.Round(10*time.Millisecond))
	if took > failover {
		k.t.Errorf("taken over after %v, want at most %v", took, failover)
	}
	k.discord.WaitFor("the session of who took over", func() bool { return k.starts() > starts })
}

// stoppedWithinLoad stops one while it loads, which a lock on a table keeps it from ending. What
// it was about to write is never written.
func (k *ofTwo) stoppedWithinLoad(one, two *living) {
	k.t.Helper()
	tx, err := k.db.BeginTx(k.t.Context(), nil)
	if err == nil {
		_, err = tx.ExecContext(k.t.Context(), "LOCK TABLE stories IN SHARE MODE")
	}
	if err != nil {
		k.t.Fatal(err)
	}
	k.tell("one", "The lighthouse of Faro\n\nNobody painted it, which is never to be written.\n")
	for waiting := 0; waiting == 0; time.Sleep(20 * time.Millisecond) {
		err := k.db.QueryRowContext(k.t.Context(), "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'stories'::regclass").Scan(&waiting)
		if err != nil {
			k.t.Fatal(err)
		}
	}
	k.signal(one, syscall.SIGSTOP)
	if err := tx.Rollback(); err != nil {
		k.t.Fatal(err)
	}
	k.tell("one", "The lighthouse of Faro\n\nMette Olsen painted the lighthouse of Faro in May, again.\n")
	k.tell("two", "A mill\n\nThe mill at Corvale was built anew.\n")
	began := time.Now()
	for changed := 0; changed == 0; time.Sleep(20 * time.Millisecond) { // its folder is watched
		if err := k.db.QueryRowContext(k.t.Context(), "SELECT count(*) FROM texts WHERE convert_from(body, 'UTF8') LIKE '%built anew%'").Scan(&changed); err != nil {
			k.t.Fatal(err)
		}
		if time.Since(began) > 3*failover {
			k.t.Fatalf("nobody loads; the second says: %s", two.said)
		}
	}
	took := time.Since(began)
	k.t.Logf("loaded after %v", took.Round(10*time.Millisecond))
	if took > failover {
		k.t.Errorf("loaded after %v, want at most %v", took, failover)
	}
	k.signal(one, syscall.SIGCONT)
	one.reload()
	if a := one.ask("Who painted the lighthouse of Faro?"); !strings.Contains(a.Text, "again") {
		k.t.Errorf("it answers %q", a.Text)
	}
	var never int
	if err := k.db.QueryRowContext(k.t.Context(), "SELECT count(*) FROM texts WHERE convert_from(body, 'UTF8') LIKE '%never to be%'").Scan(&never); err != nil || never != 0 {
		k.t.Errorf("of one that was stopped %d texts were written, %v", never, err)
	}
}
