package main

import (
	"math/rand/v2"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// TestFaultRuns has three processes on one PostgreSQL, and on two nodes of a Weaviate where STORYBOT_WEAVIATE names its
// program, and does something bad in each run: STORYBOT_FAULTS says how many. Meanwhile all are asked, over HTTP and in
// Discord. No answer is of two editions, of an older one than that process has shown, or from a story that its edition
// has not; what was reported to be loaded or has an address is there; every question is in the journal once at most,
// and has one answer at most in Discord; a load that was cut off writes nothing more; a right passes within ten seconds.
// A run is told by its seed: STORYBOT_SEED begins with that.
func TestFaultRuns(t *testing.T) {
	runs := numberOr("STORYBOT_FAULTS", 0)
	if runs == 0 {
		t.Skip("where .ci/run sees to it, by STORYBOT_FAULTS: a run takes seconds")
	}
	seed := numberOr("STORYBOT_SEED", int(time.Now().Unix()%1_000_000)*1000)
	c := newCluster(t)
	for _, m := range c.members {
		c.ending.Go(func() { c.asker(m) })
	}
	defer func() { c.stopping.Store(true); c.ending.Wait() }()
	c.run(seed, runs)
}

// run runs so many of them.
func (c *cluster) run(seed, runs int) {
	list, done := c.faults(), make(map[string]int)
	began := time.Now()
	defer func() { // of those before one that fails, too
		c.mu.Lock()
		defer c.mu.Unlock()
		c.t.Logf("%d runs in %v: %v. %+v; a right passed within %v, that to load within %v", runs, time.Since(began).Round(time.Second), done, c.counts, c.longest.Round(10*time.Millisecond), c.loading.Round(10*time.Millisecond))
	}()
	for n := range runs {
		f := list[(seed+n)%len(list)]
		c.random = rand.New(rand.NewPCG(uint64(seed+n), 16)) //nolint:gosec // it is to be done again
		at := time.Now()
		c.once(f)
		done[f.name]++
		c.t.Logf("run %d, seed %d, %s: edition %d, %v", n+1, seed+n, f.name, c.paper.present, time.Since(at).Round(10*time.Millisecond))
		if c.t.Failed() {
			for _, m := range c.members {
				if m.said != nil {
					c.t.Logf("%s says: %s", m.name, m.said)
				}
			}
			c.t.Fatalf("run %d failed: STORYBOT_SEED=%d STORYBOT_FAULTS=1", n+1, seed+n)
		}
	}
	time.Sleep(4 * time.Second) // what waits is recorded each three
	c.holdsOnce()
	c.findsAgain()
}

// numberOr is what a variable of the environment says, else n.
func numberOr(variable string, n int) int {
	if asked, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return asked
	}
	return n
}

// once makes the next edition, does something bad, mends it, and holds all to be as it must.
func (c *cluster) once(f fault) {
	c.t.Helper()
	c.paper.turn(c.t)
	c.says()
	f.do()
	c.mend()
	c.settles()
	c.holdsTruth()
	c.holdsJournal()
	c.holdsReplies()
	c.runner = c.runs()
}

// fault is something bad, which mend makes good.
type fault struct {
	name string
	do   func()
}

// faults are all that can be done here.
func (c *cluster) faults() []fault {
	list := []fault{
		{"killed at a write", c.killedAtWrite},
		{"killed at a moment", c.killedAtMoment},
		{"cut off before a write", func() { c.cutAtWrite(lost) }},
		{"cut off after a write", func() { c.cutAtWrite(unheard) }},
		{"cut off when an answer is recorded", c.cutAtRecord},
		{"stopped within a load", c.stoppedWithinLoad},
		{"no connections", func() { c.partition(refuses) }},
		{"silent connections", func() { c.partition(keeps) }},
		{"the database is killed", c.databaseKilled},
		{"two loads, one killed", c.twoLoads},
		{"the shard's process is killed", func() { c.shardPasses(killed) }},
		{"two of three are killed", c.twoKilled},
		{"the shard's process is stopped", func() { c.shardPasses(stopped) }},
		{"the shard's process is cut off", func() { c.shardPasses(c.cutOff) }},
		{"killed while it starts", c.killedAtStart},
	}
	if c.full != "" {
		list = append(list, fault{"a full disk", c.diskFull}, fault{"a full disk of the database", c.databaseFull})
	}
	if c.nodes != nil {
		list = append(list, fault{"a node is killed", c.nodeKilled}, fault{"a node is stopped", c.nodeStopped},
			fault{"no connections to a node", func() { c.nodeCut(refuses) }}, fault{"silent connections to a node", func() { c.nodeCut(keeps) }},
			fault{"all nodes are cut off", c.nodesCut})
	}
	return list
}

// most is within what a load must end, whatever was done: whoever has the right to load is cut off after seven seconds.
const most = time.Minute

// writes is about how many chunks a process sends to the database in a load.
const writes = 14

// killedAtWrite kills a process that loads before a chunk that it sends to the database gets there, or after.
func (c *cluster) killedAtWrite() {
	m, before := c.any(), c.random.IntN(2) == 0
	m.disturb()
	m.relay.catch(&trap{left: 1 + c.random.IntN(writes), do: func() int {
		m.dies()
		if before {
			return lost
		}
		return sent
	}})
	_ = c.within(c.reloads(m), most, m)
}

// killedAtMoment kills a process soon after it has begun to load.
func (c *cluster) killedAtMoment() {
	m := c.any()
	m.disturb()
	done := c.reloads(m)
	time.Sleep(c.upTo(200 * time.Millisecond))
	m.ends()
	_ = c.within(done, most, m)
}

// cutAtWrite cuts the connection of a process that loads, and whatever it has.
func (c *cluster) cutAtWrite(what int) {
	m := c.any()
	words := ""
	if c.random.IntN(2) == 0 { // those of the answers are cut as well
		words = []string{"put_story", "UPDATE truth", "commit", "INSERT INTO answers"}[c.random.IntN(4)]
	}
	m.relay.catch(&trap{words: words, left: 1 + c.random.IntN(writes)*(1-min(1, len(words))), do: func() int { return what }})
	_ = c.within(c.reloads(m), most, m)
}

// cutAtRecord cuts the connection of a process when it keeps an answer, before that is kept or after, a few times.
func (c *cluster) cutAtRecord() {
	for range 3 {
		m, cut := c.any(), make(chan struct{})
		what := []int{lost, unheard}[c.random.IntN(2)]
		m.relay.catch(&trap{words: "INSERT INTO answers", left: 1, then: "commit", do: func() int { close(cut); return what }})
		select {
		case <-cut:
		case <-time.After(recorded):
			c.t.Errorf("%s records nothing", m.name)
		}
	}
	m := c.any()
	_ = c.within(c.reloads(m), most, m)
}

// stoppedWithinLoad stops a process amid its load for ten seconds. Another one loads what is newer meanwhile, within ten
// seconds; what the first one had begun is written no more when it goes on.
func (c *cluster) stoppedWithinLoad() {
	m := c.any()
	stopped := make(chan struct{})
	m.relay.catch(&trap{words: "UPDATE truth SET generation", left: 1, do: func() int { // all sources are read
		m.signal(syscall.SIGSTOP)
		close(stopped)
		return sent
	}})
	first := c.reloads(m)
	select {
	case <-stopped:
	case <-time.After(most):
		c.t.Errorf("%s writes nothing", m.name)
		return
	}
	edition := c.paper.present
	before := c.written(edition) // another one may have looked by itself, and loaded it before
	c.paper.turn(c.t)
	next, began := c.others(m)[0], time.Now()
	if err := c.within(c.reloads(next), most, next); err != nil {
		c.t.Errorf("while %s is stopped %s does not load: %v", m.name, next.name, err)
	}
	took := time.Since(began)
	if c.loading = max(c.loading, took); took > failover {
		c.t.Errorf("it loads after %v, want at most %v", took, failover)
	}
	time.Sleep(c.upTo(3 * time.Second))
	m.signal(syscall.SIGCONT)
	_ = c.within(first, most, m)
	if n := c.written(edition) - before; n > 0 {
		c.t.Errorf("of the load that %s was cut off in, %d stories were written", m.name, n)
	}
}

// written is how many stories of an edition were ever written.
func (c *cluster) written(edition int) int {
	c.t.Helper()
	return len(c.strings("SELECT title FROM versions WHERE title LIKE '%, edition ' || ?1", edition))
}

// partition has a process not reach the database for a while, from some moment of a load of it or another on.
func (c *cluster) partition(how int) {
	m := c.any()
	loads := c.members[c.random.IntN(len(c.members))]
	done := c.reloads(loads)
	time.Sleep(c.upTo(100 * time.Millisecond))
	m.relay.treat(how)
	time.Sleep(c.upTo(4 * time.Second))
	if c.random.IntN(2) == 0 {
		m.relay.cutAll() // else what was kept comes late
	}
	m.relay.treat(passes)
	_ = c.within(done, most, loads)
}

// databaseKilled kills the database for a moment.
func (c *cluster) databaseKilled() {
	m := c.any()
	done := c.reloads(m)
	time.Sleep(c.upTo(150 * time.Millisecond))
	c.server.Stop()
	time.Sleep(c.upTo(2 * time.Second))
	c.server.Run()
	_ = c.within(done, most, m)
}

// twoLoads has two load at one time, and one of them is killed.
func (c *cluster) twoLoads() {
	m := c.any()
	next := c.others(m)[0]
	m.disturb()
	m.relay.catch(&trap{left: 1 + c.random.IntN(2*writes), do: func() int { m.dies(); return sent }})
	first := c.reloads(m)
	time.Sleep(c.upTo(50 * time.Millisecond))
	if err := c.within(c.reloads(next), most, next); err != nil {
		c.t.Errorf("%s, which nothing was done to, does not load: %v", next.name, err)
	}
	_ = c.within(first, most, m)
}

// twoKilled kills two of three at about one time.
func (c *cluster) twoKilled() {
	m := c.any()
	done := c.reloads(m)
	for _, o := range c.others(m) {
		time.Sleep(c.upTo(100 * time.Millisecond))
		o.ends()
	}
	if err := c.within(done, most, m); err != nil {
		c.t.Errorf("%s, which nothing was done to, does not load: %v", m.name, err)
	}
}

// killedAtStart kills a process while it starts and loads what has changed.
func (c *cluster) killedAtStart() {
	m := c.any()
	m.ends()
	for range 3 {
		m.begin(c.t)
		time.Sleep(c.upTo(500 * time.Millisecond))
		m.ends()
	}
}
