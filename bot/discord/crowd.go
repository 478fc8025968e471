package discord

import (
	"sync"
	"time"
)

// crowd counts the answers under way in each channel: their drafts leave room for
// their ends. The zero value is ready.
type crowd struct {
	mu sync.Mutex
	n  map[string]int
}

// join counts one more until leave is called.
func (c *crowd) join(channel string) (leave func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == nil {
		c.n = make(map[string]int)
	}
	c.n[channel]++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.n[channel]--; c.n[channel] <= 0 {
			delete(c.n, channel)
		}
	}
}

func (c *crowd) in(channel string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return max(1, c.n[channel])
}

// turns lets each asker have a few questions under way and a few more wait, so that
// nobody's many make others wait. The zero value is ready.
type turns struct {
	mu  sync.Mutex
	all map[string]*line
}

// line is one asker's.
type line struct {
	running, waiting int
	free             chan struct{} // told whenever one ends
}

// How many questions of one asker are answered at a time, and how many may wait.
const (
	maxRunning = 2
	maxWaiting = 3
)

// take takes a place in the asker's line: wait returns when their question may be
// answered (false: ended was closed first), and done gives the place back. Where the
// line is full, ok is false.
func (t *turns) take(asker string) (wait func(ended <-chan struct{}) bool, done func(), ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.all == nil {
		t.all = make(map[string]*line)
	}
	l := t.all[asker]
	if l == nil {
		l = &line{free: make(chan struct{}, maxRunning)}
		for range maxRunning {
			l.free <- struct{}{}
		}
		t.all[asker] = l
	}
	if l.running+l.waiting >= maxRunning+maxWaiting {
		return nil, nil, false
	}
	l.waiting++
	mine := false
	wait = func(ended <-chan struct{}) bool {
		select {
		case <-l.free:
		case <-ended:
			return false
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		l.waiting--
		l.running++
		mine = true
		return true
	}
	return wait, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if mine {
			l.running--
			l.free <- struct{}{}
		} else {
			l.waiting--
		}
		if l.running+l.waiting == 0 {
			delete(t.all, asker)
		}
	}, true
}

// many reports whether an asker has more than one question under way.
func (t *turns) many(asker string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.all[asker]
	return l != nil && l.running+l.waiting > 1
}

// notices lets each asker be told something once in a minute. The zero value is ready.
type notices struct {
	mu   sync.Mutex
	last map[string]time.Time
}

const noticeEvery = time.Minute

// due reports whether an asker may be told, and notes that they are.
func (n *notices) due(asker string, now time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if at, told := n.last[asker]; told && now.Sub(at) < noticeEvery {
		return false
	}
	for who, at := range n.last { // what is over need not be known
		if now.Sub(at) >= noticeEvery {
			delete(n.last, who)
		}
	}
	if n.last == nil {
		n.last = make(map[string]time.Time)
	}
	n.last[asker] = now
	return true
}

// wall is what a channel was found not to take.
type wall struct {
	why   error // nil: replies alone
	until time.Time
}

// wallLasts is how long that is remembered, lest every question there is refused again.
const wallLasts = time.Minute
