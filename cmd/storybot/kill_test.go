package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// TestKilledWhileReloading kills the bot, as kill -9 does, again and again at
// random moments of a reload, while others ask: every answer is wholly of the
// state before the reload or of the one after it, and so is what the bot finds
// when it starts again. Nothing is lost. STORYBOT_KILLS sets how often.
func TestKilledWhileReloading(t *testing.T) {
	t.Parallel()
	n := killsOr(2)
	if underRace {
		n = 1 // a reload takes ten times as long
	}
	kills(t, newTrial(t, ""), n)
}

// TestKilledWhileReloadingIntoDatabase is the same where a database has the stories: what is
// there after a kill is read from the database alone.
func TestKilledWhileReloadingIntoDatabase(t *testing.T) {
	t.Parallel()
	if underRace {
		t.Skip("the race detector sees the same in TestKilledWhileReloading")
	}
	if os.Getenv("STORYBOT_KILLS") == "" {
		t.Skip("STORYBOT_KILLS says how often: .ci/run does")
	}
	server := pgtest.Start(t)
	k := newTrial(t, server.URL("kills"))
	k.settle = func() { server.Exec(k.database, "SELECT FROM truth FOR UPDATE") } // a commit that was sent may be under way
	n := killsOr(1)
	if n > 16 { // beside those without a database: the way of a load is the same
		n /= 16
	}
	kills(t, k, n)
}

// killsOr is how often STORYBOT_KILLS says, else n.
func killsOr(n int) int {
	if asked, err := strconv.Atoi(os.Getenv("STORYBOT_KILLS")); err == nil {
		return asked
	}
	return n
}

// kills kills the bot so many times.
func kills(t *testing.T, k *trial, kills int) {
	t.Helper()
	strata := min(12, kills) // in each row of so many kills there is one in every part of the reload
	for n := range kills {
		k.reloading((float64(n%strata) + rand.Float64()) / float64(strata))
		switch n % 4 {
		case 1:
			k.committing()
		case 3:
			k.starting(rand.Float64())
		}
		if t.Failed() {
			t.Fatalf("kill %d: %s", n+1, k)
		}
	}
	t.Log(k)
	if kills >= 50 && (k.straddled.Load() == 0 || k.found[0][unread] == 0 || k.found[1][written] == 0 || k.found[1][kept] == 0 || k.found[0][told] > kills/3) {
		t.Error("no kill met the reload before its commit, at it or after it, or no answer was under way while the stories changed: too little was tested")
	}
}

// How far a reload was when the bot was killed.
const (
	unread  = iota // the sources were being read
	written        // words were written that no commit names
	kept           // it was committed, and nobody had been told
	told           // it had been told
)

// trial is a bot that bad things are done to, with what it was asked.
type trial struct {
	t     *testing.T
	paper *twofold
	bot   *living

	unused   int    // numbers of answers that no answer has, in a database
	database string // that has the stories; empty: DATA_DIR has them
	settle   func() // waits until what was sent to the database is done

	state   int                  // that the bot has loaded
	turned  time.Time            // when the sources last changed
	texts   [2]map[string]string // of the stories in either state
	length  time.Duration        // of a reload while others ask, as far as is known
	reports chan outcome         // of reloads
	found   [2][told + 1]int     // how many kills found the reload how far: those spread over it, and those aimed at the commit
	starts  int                  // how many kills there were at a start
	past    record               // what was there after the last kill
	forgets bool                 // not every answer can be recorded
	quiet   bool                 // no answer is to be recorded

	dying     atomic.Bool  // what is asked from now on need not be answered
	answers   atomic.Int64 // that came over the socket
	straddled atomic.Int64 // of these, asked for before a commit and answered after it, as far as that is known
	lastOld   atomic.Int64 // when the last answer of the state before was asked for
	firstNew  atomic.Int64 // when the first answer of the state after had come, since the sources were turned
	lists     atomic.Int64 // of stories, over the socket
	processes atomic.Int64 // that asked or searched
}

// outcome is how a process ended.
type outcome struct {
	out string
	err error
}

// String tells the numbers.
func (k *trial) String() string {
	const how = "%d while the sources were read, %d with words written and not committed, %d when committed and not told, %d after the report"
	sum := func(found [told + 1]int) (n int) {
		for _, of := range found {
			n += of
		}
		return n
	}
	spread, aimed := k.found[0], k.found[1]
	return fmt.Sprintf("%d kills spread over reloads of about %v: "+how+". %d more aimed at the commit: "+how+". %d more while a bot started. "+
		"%d answers (%d asked for before a commit and answered after it), %d lists of stories, %d processes that asked; "+
		"%d versions and %d recorded answers are there",
		sum(spread), k.length.Round(time.Millisecond), spread[unread], spread[written], spread[kept], spread[told],
		sum(aimed), aimed[unread], aimed[written], aimed[kept], aimed[told], k.starts,
		k.answers.Load(), k.straddled.Load(), k.lists.Load(), k.processes.Load(), k.past.versions, k.past.answers)
}

// newTrial has a bot that serves, with the stories in a database or, where that is empty, in
// its DATA_DIR, and knows both states and how long it
// takes from the one to the other.
func newTrial(t *testing.T, database string) *trial {
	t.Helper()
	k := &trial{t: t, paper: newTwofold(t, 16, [2]int{2, 2}), reports: make(chan outcome, 1), database: database}
	k.bot = newLiving(t, t.TempDir(), k.paper.sources(), k.paper.allow(), "DATABASE_URL="+database)
	k.bot.serve()
	k.settled(0)
	for state := range 2 {
		k.turn(1 - state)
		stop := k.others()
		began := k.reload()
		report := <-k.reports
		k.length = max(k.length, time.Since(began))
		stop(func() {})
		if report.err != nil {
			t.Fatal(report.err)
		}
		k.settled(1 - state)
	}
	return k
}

// turn turns the sources.
func (k *trial) turn(state int) {
	k.t.Helper()
	k.paper.turn(k.t, state)
	k.turned = time.Now()
	k.firstNew.Store(0)
	k.dying.Store(false)
}

// reload starts a reload by another process, waits until it has begun, and
// returns when that was.
func (k *trial) reload() time.Time {
	k.t.Helper()
	select {
	case <-k.paper.asked: // by an earlier one
	default:
	}
	go func() {
		out, err := output(k.bot.command(context.Background(), "reload", "--json"))
		k.reports <- outcome{out, err}
	}()
	select {
	case <-k.paper.asked:
	case <-time.After(20 * time.Second):
		k.t.Fatal("the reload does not begin")
	}
	return time.Now()
}

// reloading kills the bot when that share of a reload is over, and starts it again.
func (k *trial) reloading(share float64) {
	k.t.Helper()
	far := k.during(0, func() { time.Sleep(time.Duration(share * float64(k.length))) })
	switch { // the computer has other things to do, too, and how long a reload takes changes with them
	case far == told:
		k.length = k.length * 4 / 5
	case far < kept && share > .75:
		k.length = k.length * 5 / 4
	}
}

// committing kills the bot soon after the first file of a reload is there, and
// starts it again.
func (k *trial) committing() {
	k.t.Helper()
	files := func() int {
		names, err := os.ReadDir(filepath.Join(k.bot.dir, "words"))
		if err != nil {
			k.t.Error(err)
		}
		return len(names)
	}
	before := files()
	k.during(1, func() {
		for end := time.Now().Add(time.Minute); files() <= before && time.Now().Before(end); {
			time.Sleep(50 * time.Microsecond)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(8 * time.Millisecond))))
	})
}

// during kills the bot in a reload when wait returns, while others ask, finds
// out how far the reload was, and starts the bot again.
func (k *trial) during(kind int, wait func()) (far int) {
	k.t.Helper()
	before := k.state
	k.turn(1 - before)
	stop := k.others()
	k.reload()
	wait()
	stop(k.bot.kill)
	report := <-k.reports
	state, orphans := k.examine(false)
	switch {
	case report.err == nil && state == before:
		k.t.Errorf("the reload was reported, and is lost: %s", report.out)
	case report.err == nil:
		far = told
	case state != before:
		far = kept
	case orphans:
		far = written
	}
	k.found[kind][far]++
	k.again()
	return far
}

// starting kills the bot while it starts and loads what has changed.
func (k *trial) starting(share float64) {
	k.t.Helper()
	k.bot.kill()
	k.turn(1 - k.state)
	if err := k.bot.start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(time.Duration(share * float64(k.length)))
	k.bot.kill()
	k.starts++
	k.examine(true)
	k.again()
}

// again starts the bot again, which loads what the killed one did not.
func (k *trial) again() {
	k.t.Helper()
	k.bot.serve()
	k.settled(1 - k.state)
	k.tidy()
}
