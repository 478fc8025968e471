package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// roomVar makes the test binary do the child's part of TestFullDisk, on a
// "tmpfs"; with "files" it does without one, though there may be one.
const roomVar = "STORYBOT_TEST_ROOM"

// TestFullDisk fills the disk of DATA_DIR: under a reload, at twenty points
// between its beginning and its end, under the journal, and before the first
// start. The disk is a tmpfs in name spaces of its own, where those are
// allowed; else the bot's files may grow no longer than so much.
func TestFullDisk(t *testing.T) {
	if underRace {
		t.Skip("under the race detector it takes minutes: go test runs it without")
	}
	switch os.Getenv(roomVar) {
	case "tmpfs":
		fillUp(t, newMemoryDisk(t))
		return
	case "files":
		fillUp(t, shortFiles{t})
		return
	}
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
	cmd.Env = append(os.Environ(), roomVar+"=tmpfs")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Start()
	if err == nil {
		err = cmd.Wait()
	}
	switch {
	case err == nil && strings.Contains(out.String(), "--- PASS: TestFullDisk"):
		t.Logf("on a tmpfs of limited size:\n%s", &out)
	case out.Len() > 0 && !strings.Contains(out.String(), noMount):
		t.Errorf("on a tmpfs of limited size: %v\n%s", err, &out)
	default:
		t.Logf("no tmpfs can be had (%v): the bot's files may grow no longer than so much", err)
		fillUp(t, shortFiles{t})
	}
}

// disk is one that can be made full.
type disk interface {
	folder() string           // for a new DATA_DIR
	program() string          // what runs on it
	leave(l *living, n int64) // lets n bytes more be written
	release(l *living)        // lets any number be written
}

// fillUp is the whole test.
func fillUp(t *testing.T, d disk) {
	t.Run("reload", func(t *testing.T) { fillUnderReload(t, d) })
	t.Run("journal", func(t *testing.T) { fillUnderJournal(t, d) })
	t.Run("first start", func(t *testing.T) { fillBeforeStart(t, d) })
}

// tooSmall is room that is too small for any reload.
const tooSmall = 64 << 10

func fillUnderReload(t *testing.T, d disk) {
	k := newFilled(t, d)
	need, sizes := int64(tooSmall), int64(1)
	if os.Getenv("STORYBOT_KILLS") != "" { // .ci/run sees to it
		need, sizes = k.need(d), 20
	}
	k.bot.kill()
	errs := make(map[string]int)
	for n := range sizes {
		errs[k.reloadFull(d, need*n/sizes, n%2 == 1)]++
		if t.Failed() {
			t.Fatalf("with room for %d of %d bytes", need*n/sizes, need)
		}
	}
	t.Logf("%d sizes, with room for 0 to %d of the %d bytes that the reload needs: the old state answered, and the next reload worked",
		sizes, need*(sizes-1)/sizes, need)
	for err, times := range errs {
		t.Logf("%d times: %s", times, err)
	}
}

// newFilled has a bot on a new DATA_DIR, with the first state loaded.
func newFilled(t *testing.T, d disk) *trial {
	t.Helper()
	k := &trial{t: t, paper: newTwofold(t, 8, [2]int{2, 8}), reports: make(chan outcome, 1), forgets: true}
	k.begin(d)
	return k
}

// begin starts a bot on a new DATA_DIR and loads the first state.
func (k *trial) begin(d disk) {
	k.t.Helper()
	k.bot = newLiving(k.t, d.folder(), k.paper.sources(), k.paper.allow())
	k.bot.program = d.program()
	k.past = record{}
	k.answers.Store(0)
	k.turn(0)
	k.bot.serve()
	k.settled(0)
}

// need is the most room that is known to be too small for a reload.
func (k *trial) need(d disk) int64 {
	k.t.Helper()
	fits := func(room int64) bool {
		k.bot.kill()
		k.begin(d)
		d.leave(k.bot, room)
		k.turn(1)
		_, err := k.bot.run("reload", "--json")
		d.release(k.bot)
		return err == nil
	}
	small, large := int64(0), int64(256<<10)
	const parts = 32 // into which the most room that is too small is known
	for !fits(large) {
		small, large = large, 2*large
	}
	for large-small > large/parts {
		if half := (small + large) / 2; fits(half) {
			large = half
		} else {
			small = half
		}
	}
	k.bot.kill()
	return small
}

// reloadFull has a reload fail for want of room, and then not: with the bot
// started again in between, or not. It returns the first one's error.
func (k *trial) reloadFull(d disk, room int64, again bool) string {
	k.t.Helper()
	k.begin(d)
	before := k.taken()
	d.leave(k.bot, room)
	k.turn(1)
	k.quiet = true // the room is for the reload
	stop := k.others()
	k.reload()
	report := <-k.reports
	stop(func() {})
	k.quiet = false
	complaint := k.complained(report)
	if left := k.taken() - before; left > 0 {
		k.t.Errorf("the reload that failed has left %d bytes", left)
	}
	k.all()
	d.release(k.bot)
	if again {
		k.bot.stop()
		k.bot.serve()
	} else if r := k.bot.reload(); len(r.Updated) == 0 || len(r.Failed) > 0 {
		k.t.Errorf("with room again the reload says %+v", r)
	}
	k.settled(1)
	k.bot.kill()
	k.examine(false)
	return complaint
}

// taken is how long the files are in which the stories are kept.
func (k *trial) taken() (n int64) {
	k.t.Helper()
	if err := filepath.WalkDir(k.bot.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "journal.") {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	}); err != nil {
		k.t.Fatal(err)
	}
	return n
}

// complained holds a reload to have failed with one line that names the folder
// and says what to do; it returns the line without what differs in every run.
func (k *trial) complained(o outcome) string {
	k.t.Helper()
	if o.err == nil {
		k.t.Errorf("there was room for the reload: %s", o.out)
		return ""
	}
	_, line, _ := strings.Cut(o.err.Error(), "storybot: ") // progress may stand before it
	for _, part := range []string{"the disk that holds " + k.bot.dir, "try again"} {
		if !strings.Contains(line, part) || strings.Count(line, "\n") > 0 {
			k.t.Errorf("the reload does not say %q in its one line but %q", part, line)
		}
	}
	return strings.ReplaceAll(line, k.bot.dir, "DATA_DIR")
}

// all asks for everything once.
func (k *trial) all() {
	k.t.Helper()
	client := k.bot.client()
	for n := range 7 {
		if err := k.request(client, n); err != nil {
			k.t.Errorf("on a full disk: %v", err)
		}
	}
	if a := k.bot.ask(questions[0]); colourOf(a.Text) != k.state {
		k.t.Errorf("on a full disk the answer is %q", a.Text)
	}
}

// fillUnderJournal has no room for the journal: answers come all the same, and
// are recorded again once there is room.
func fillUnderJournal(t *testing.T, d disk) {
	k := newFilled(t, d)
	k.all()
	d.leave(k.bot, 0)
	for range 5 {
		k.all()
	}
	if !strings.Contains(k.bot.said.String(), "the disk that holds "+k.bot.dir) {
		t.Errorf("the disk was not full for the journal: %s", k.bot.said)
	}
	d.release(k.bot)
	kept := k.count()
	k.all()
	if now := k.count(); now != kept+7 { // six over the socket, one by a process
		t.Errorf("with room again %d answers are recorded after %d, want %d", now, kept, kept+7)
	}
}

// count is how many answers are in the journal.
func (k *trial) count() int {
	k.t.Helper()
	dir := k.t.TempDir()
	defer func() { _ = os.RemoveAll(dir) }()
	if err := copied(k.bot.dir, dir); err != nil {
		k.t.Fatal(err)
	}
	return answersIn(k.t, dir)
}

// enough may be enough room for a few stories.
const enough = 160 << 10

// fillBeforeStart starts where there is no room, or not enough, and again once
// there is.
func fillBeforeStart(t *testing.T, d disk) {
	for _, test := range []struct {
		room int64
		args []string
		ci   bool // only where .ci/run sees to it
	}{
		{0, []string{"ask", questions[0]}, false},
		{0, []string{"serve"}, true},
		{0, []string{"reload"}, true},
		{24 << 10, []string{"reload"}, true},
		{48 << 10, []string{"reload"}, false},
		{96 << 10, []string{"reload"}, true},
		{128 << 10, []string{"reload"}, true},
		{enough, []string{"reload"}, true},
	} {
		if test.ci && os.Getenv("STORYBOT_KILLS") == "" {
			continue
		}
		k := &trial{t: t, paper: newTwofold(t, 4, [2]int{4, 4})}
		k.bot = newLiving(t, d.folder(), k.paper.sources(), k.paper.allow())
		k.bot.program = d.program()
		d.leave(k.bot, test.room)
		began := time.Now()
		_, err := k.bot.run(test.args...)
		if err != nil || test.room < enough {
			t.Logf("with room for %d bytes, %s", test.room, k.complained(outcome{err: err}))
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("%s takes %v to say that the disk is full", test.args[0], took)
		}
		d.release(k.bot)
		k.bot.serve()
		k.settled(0)
		k.bot.kill()
	}
}
