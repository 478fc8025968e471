package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// processes is how many serve the cluster.
const processes = 3

// cluster is three bots on one PostgreSQL and one Discord, and maybe on some nodes of a Weaviate, which bad things
// are done to while they are asked.
type cluster struct {
	t        *testing.T
	dir      string
	server   *pgtest.Server
	direct   string // the address of the database for the test itself
	db       *sql.DB
	discord  *discordtest.Server
	nodes    []*weaviatetest.Node
	toNodes  [][2]*relay // to what takes requests, and to what takes calls
	full     string      // the disk of the database, which can be made so; empty: it cannot
	paper    editions
	members  []*member
	random   *rand.Rand
	kept     int          // the edition that was reported last to be loaded
	keys     atomic.Int64 // of questions
	stopping atomic.Bool
	ending   sync.WaitGroup

	mu       sync.Mutex
	asked    map[int64]*question
	messages []said
	runner   *member       // that ran the shard when the last run was over
	longest  time.Duration // that a right took to pass
	loading  time.Duration // and that to load, until all was loaded
	counts   faultCounts
}

// faultCounts is what was seen in all runs.
type faultCounts struct{ answers, refused, reloads, failed, passed, mentions, replies, ended, searches int }

// member is one of the bots.
type member struct {
	*living
	name      string
	relay     *relay
	disturbed atomic.Int64 // odd: something is done to it; else how often something was, times two
	floor     atomic.Int64 // the edition that it has shown
	address   atomic.Pointer[string]
	lives     atomic.Int64 // how often it was started
}

// newCluster starts all.
func newCluster(t *testing.T) *cluster {
	t.Helper()
	c := &cluster{t: t, asked: make(map[int64]*question)}
	c.dir = c.folder("sb")
	c.paper = editions{steady: 10, fleet: 10, root: filepath.Join(c.dir, "paper")}
	if os.Getenv("STORYBOT_WEAVIATE") != "" { // of more passages that are new in some minutes, the nodes are not asked
		c.paper.steady, c.paper.fleet = 1, 2
	}
	c.paper.turn(t)
	c.startDatabase()
	c.discord = discordtest.New(t, discordtest.Options{Patience: time.Minute, NoStartPace: true, NoLimits: true, Starts: 1 << 30, OpenAPI: discordtest.NoOpenAPI})
	weaviate := c.startWeaviate()
	for i := range processes {
		m := &member{name: fmt.Sprint("bot ", i+1)}
		c.members = append(c.members, m)
		folder := filepath.Join(c.dir, fmt.Sprint("proxy", i))
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(hostOf(t, c.direct), ".s.PGSQL.5432")
		m.relay = newRelay(t, "unix", filepath.Join(folder, ".s.PGSQL.5432"), to, holders)
		data := filepath.Join(c.dir, fmt.Sprint("data", i))
		if err := os.Mkdir(data, 0o700); err != nil {
			t.Fatal(err)
		}
		mountDisk(t, data)
		m.living = newLiving(t, data, []string{c.paper.stories()}, "DATABASE_URL="+atHost(t, c.direct, folder), "WEAVIATE_URL="+weaviate,
			"HTTP_ADDR=127.0.0.1:0", "DISCORD_TOKEN="+c.discord.Token, "DISCORD_API_URL="+c.discord.URL)
	}
	for _, m := range c.members {
		m.begin(t)
		m.loaded(t)
	}
	c.kept = c.paper.present
	return c
}

// folder is one with a short name, which sockets need.
func (c *cluster) folder(name string) string {
	c.t.Helper()
	dir, err := os.MkdirTemp("", name)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// startDatabase starts the PostgreSQL, on a disk of its own where that can be.
func (c *cluster) startDatabase() {
	c.t.Helper()
	c.full = c.folder("pgdisk")
	if !mountDisk(c.t, c.full) || os.Chmod(c.full, 0o755) != nil { //nolint:gosec // it runs as another user
		c.full = ""
	} else {
		before := os.Getenv("TMPDIR")
		c.t.Setenv("TMPDIR", c.full)
		defer c.t.Setenv("TMPDIR", before)
	}
	c.server = pgtest.Start(c.t)
	c.direct = c.server.URL("faults")
	var err error
	if c.db, err = postgres.Pool(c.t.Context(), c.direct); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = c.db.Close() })
}

// startWeaviate starts the nodes that STORYBOT_WEAVIATE allows, and returns their addresses: those of relays.
func (c *cluster) startWeaviate() string {
	c.t.Helper()
	if os.Getenv("STORYBOT_WEAVIATE") == "" {
		c.t.Log("STORYBOT_WEAVIATE names no program: each process finds by itself")
		return ""
	}
	c.nodes = weaviatetest.Start(c.t, numberOr("STORYBOT_NODES", 2))
	var addresses []string
	for _, n := range c.nodes {
		u, err := url.Parse(n.Address())
		if err != nil {
			c.t.Fatal(err)
		}
		requests := newRelay(c.t, "tcp", "127.0.0.1:0", u.Host)
		calls := newRelay(c.t, "tcp", "127.0.0.1:0", net.JoinHostPort(u.Hostname(), u.Query().Get("grpc")), searches)
		_, port, _ := net.SplitHostPort(calls.listener.Addr().String())
		c.toNodes = append(c.toNodes, [2]*relay{requests, calls})
		addresses = append(addresses, "http://"+requests.listener.Addr().String()+"?grpc="+port)
	}
	return strings.Join(addresses, ",")
}

var (
	holders  = regexp.MustCompile(`INTO rights(?s:.*)\b([A-Z2-7]{26})\b`) // who asks for a right
	searches = regexp.MustCompile(`\x12\x05terms`)                        // the property of a call that searches
)

// hostOf is the folder of the socket in an address of a database.
func hostOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("host")
}

// atHost is the same address by another socket.
func atHost(t *testing.T, address, folder string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("host", folder)
	u.RawQuery = q.Encode()
	return u.String()
}

// roomy is the size of a disk that is not full: a thousand runs record some 300 MB of answers.
const roomy = 512 << 20

// mountDisk makes a folder a disk of its own, and reports whether it is one.
func mountDisk(t *testing.T, folder string) bool {
	t.Helper()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprint("mode=700,size=", roomy)); err != nil {
		t.Logf("%s: %v: no disk is filled", noMount, err)
		return false
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
	return true
}

// leave has a disk have room for so many bytes more; negative: for all.
func leave(folder string, room int64) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return err
	}
	page := int64(os.Getpagesize())
	size := (int64(s.Blocks-s.Bfree)*s.Bsize + room + page - 1) / page * page //nolint:gosec // a disk of a test is small
	if room < 0 {
		size = roomy
	}
	return syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT, fmt.Sprint("size=", size))
}

var listensAt = regexp.MustCompile(`answering at (http://\S+)`)

// begin starts the process.
func (m *member) begin(t *testing.T) {
	t.Helper()
	if err := m.start(); err != nil {
		t.Fatal(err)
	}
	m.lives.Add(1)
}

// loaded waits until it has loaded.
func (m *member) loaded(t *testing.T) {
	t.Helper()
	if err := m.said.wait(t.Context(), " loaded (", m.load); err != nil {
		t.Fatal(err)
	}
	if at := listensAt.FindStringSubmatch(m.said.String()); at != nil {
		m.address.Store(&at[1])
		return
	}
	t.Fatalf("%s does not say where it listens: %s", m.name, m.said)
}

// disturb notes that something is done to a process; calm, that it is over.
func (m *member) disturb() {
	if m.disturbed.Load()%2 == 0 {
		m.disturbed.Add(1)
	}
}

func (m *member) calm() {
	if m.disturbed.Load()%2 == 1 {
		m.disturbed.Add(1)
	}
}

// dies kills the process in a trap, and waits for its end.
func (m *member) dies() {
	_ = m.bot.Process.Kill()
	<-m.said.ended
}

// ends kills the process.
func (m *member) ends() {
	m.disturb()
	m.kill()
}

// signal sends a signal to the process, if it is there.
func (m *member) signal(s syscall.Signal) {
	if s == syscall.SIGSTOP {
		m.disturb()
	}
	if m.bot != nil {
		_ = sendSignal(m.bot.Process, s)
	}
}

// sendSignal sends a signal to a process. One that stops it has when this returns: on a busy computer the threads of the
// process run on for some milliseconds.
func sendSignal(p *os.Process, s syscall.Signal) error {
	if err := p.Signal(s); err != nil {
		return err
	}
	for began := time.Now(); s == syscall.SIGSTOP && runs(p) && time.Since(began) < 10*time.Second; {
		time.Sleep(time.Millisecond)
	}
	return nil
}

// runs reports whether a thread of a process may run: it is neither stopped nor at its end.
func runs(p *os.Process) bool {
	states, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", p.Pid))
	return slices.ContainsFunc(states, func(path string) bool {
		state, err := os.ReadFile(path)
		_, rest, found := bytes.Cut(state, []byte(") "))
		return err == nil && found && !bytes.ContainsAny(rest[:1], "TtZX")
	})
}

// reloaded is how a reload ended.
type reloaded struct {
	edition int // of the sources when it began
	report  knowledge.Report
	err     error
}

// reloads starts a reload by a process.
func (c *cluster) reloads(m *member) <-chan reloaded {
	done, edition := make(chan reloaded, 1), c.paper.present
	client := m.client()
	go func() {
		report, err := client.Load(c.t.Context(), knowledge.LoadOptions{})
		if err == nil && len(report.Failed) > 0 {
			err = errors.New(report.Failed[0].Error)
		}
		done <- reloaded{edition, report, err}
	}()
	return done
}

// within waits for the end of a reload, and notes what it reported.
func (c *cluster) within(done <-chan reloaded, most time.Duration, m *member) error {
	c.t.Helper()
	select {
	case r := <-done:
		c.mu.Lock()
		defer c.mu.Unlock()
		c.counts.reloads++
		if r.err != nil {
			c.counts.failed++
			return r.err
		}
		c.kept = max(c.kept, r.edition)
		if m != nil && m.floor.Load() < int64(r.edition) {
			m.floor.Store(int64(r.edition))
		}
		return nil
	case <-time.After(most):
		c.t.Errorf("a reload does not end within %v", most)
		return errUnended
	}
}

var errUnended = errors.New("it does not end")

// others are the members beside one, in a random order.
func (c *cluster) others(than *member) (list []*member) {
	for _, i := range c.random.Perm(len(c.members)) {
		if c.members[i] != than {
			list = append(list, c.members[i])
		}
	}
	return list
}

// any is a random member.
func (c *cluster) any() *member { return c.members[c.random.IntN(len(c.members))] }

// up to d, at random.
func (c *cluster) upTo(d time.Duration) time.Duration {
	return time.Duration(c.random.Int64N(int64(d)))
}
