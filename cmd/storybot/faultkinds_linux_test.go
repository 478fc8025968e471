package main

import (
	"syscall"
	"time"

	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// shard is who has the right to run the shard; live is false where that has ended.
func (c *cluster) shard() (holder string, live bool) {
	c.t.Helper()
	err := c.db.QueryRowContext(c.t.Context(), "SELECT holder, until > clock_timestamp() FROM rights WHERE name = 'run shard 0 of 1'").Scan(&holder, &live)
	if err != nil {
		c.t.Fatal(err)
	}
	return holder, live
}

// killed kills a process, stopped stops it, and cutOff has it not reach the database, until mend; each for ten seconds.
func killed(m *member) { m.ends() }

func stopped(m *member) { m.signal(syscall.SIGSTOP) }

func (c *cluster) cutOff(m *member) { m.relay.treat([]int{refuses, keeps}[c.random.IntN(2)]) }

// shardPasses does something to the process that runs the shard: another one takes over. One that is cut off runs it on,
// and may answer, too.
func (c *cluster) shardPasses(wrong func(*member)) {
	m := c.runs()
	for began := time.Now(); m == nil; m = c.runs() {
		if time.Since(began) > failover {
			c.t.Error("nobody that lives runs the shard")
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	holder, _ := m.relay.found(holders)
	m.disturb()
	loads := c.others(m)[0]
	done := c.reloads(loads)
	began := time.Now()
	wrong(m)
	next, _ := c.shard()
	for ; next == holder && time.Since(began) < 2*failover; next, _ = c.shard() {
		time.Sleep(20 * time.Millisecond)
	}
	took := time.Since(began)
	c.longest = max(c.longest, took)
	c.counts.passed++
	if took > failover {
		c.t.Errorf("the shard is taken over after %v, want at most %v", took, failover)
	}
	for range 3 {
		time.Sleep(c.upTo(time.Second))
		c.says()
	}
	if err := c.within(done, most, loads); err != nil {
		c.t.Errorf("%s, which nothing was done to, does not load: %v", loads.name, err)
	}
}

// diskFull leaves a process no room, or little, while it or another loads.
func (c *cluster) diskFull() {
	m := c.any()
	loads := c.any()
	if err := leave(m.dir, c.random.Int64N(128<<10)); err != nil {
		c.t.Fatal(err)
	}
	_ = c.within(c.reloads(loads), most, loads)
	time.Sleep(c.upTo(time.Second))
	if err := leave(m.dir, -1); err != nil {
		c.t.Fatal(err)
	}
}

// databaseFull leaves the database no room, or little, in a load.
func (c *cluster) databaseFull() {
	m := c.any()
	if err := leave(c.full, c.random.Int64N(64<<10)); err != nil {
		c.t.Fatal(err)
	}
	_ = c.within(c.reloads(m), most, m)
	time.Sleep(c.upTo(2 * time.Second))
	if err := leave(c.full, -1); err != nil {
		c.t.Fatal(err)
	}
	for began := time.Now(); c.db.PingContext(c.t.Context()) != nil; time.Sleep(200 * time.Millisecond) {
		if time.Since(began) > 5*time.Second { // it ends where it cannot write its log
			c.server.Stop()
			c.server.Run()
			c.counts.ended++
			return
		}
	}
}

// node is a random node of the Weaviate, and its relay.
func (c *cluster) node() (*weaviatetest.Node, int) {
	i := c.random.IntN(len(c.nodes))
	return c.nodes[i], i
}

// loadsWhile has a process load while something is wrong with the Weaviate: it is none of its concern.
func (c *cluster) loadsWhile(wrong func(), mend func()) {
	m := c.any()
	done := c.reloads(m)
	time.Sleep(c.upTo(300 * time.Millisecond))
	wrong()
	if err := c.within(done, most, m); err != nil {
		c.t.Errorf("%s does not load while the Weaviate is not whole: %v", m.name, err)
	}
	time.Sleep(c.upTo(3 * time.Second))
	mend()
}

func (c *cluster) nodeKilled() {
	n, _ := c.node()
	c.loadsWhile(n.Stop, func() { weaviatetest.Again(c.nodes, n) })
}

func (c *cluster) nodeStopped() {
	n, _ := c.node()
	c.loadsWhile(n.Freeze, func() { time.Sleep(c.upTo(7 * time.Second)); n.Thaw() })
}

func (c *cluster) nodeCut(how int) {
	_, i := c.node()
	c.loadsWhile(func() { treatAll(c.toNodes[i:i+1], how) }, func() { treatAll(c.toNodes[i:i+1], passes) })
}

func (c *cluster) nodesCut() {
	c.loadsWhile(func() { treatAll(c.toNodes, refuses) }, func() {})
}

func treatAll(nodes [][2]*relay, how int) {
	for _, both := range nodes {
		both[0].treat(how)
		both[1].treat(how)
	}
}

// findsAgain holds every node to be asked again when nothing was wrong for some time: Weaviate mends itself what a node
// lacks in half a minute, and the bots after a minute or more.
func (c *cluster) findsAgain() {
	c.t.Helper()
	for i, both := range c.toNodes {
		r := both[1]
		_, before := r.found(searches)
		c.counts.searches += before
		now := before
		for began := time.Now(); now == before && time.Since(began) < 5*time.Minute; _, now = r.found(searches) {
			time.Sleep(100 * time.Millisecond)
		}
		if now == before {
			c.t.Errorf("nothing is found by node %d any more", i+1)
		}
	}
}
