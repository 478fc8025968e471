package main

import (
	"bytes"
	"context"
	"net"
	"regexp"
	"sync"
	"testing"
	"time"
)

// How a relay treats what comes.
const (
	passes  = iota
	refuses // whoever connects is cut off
	keeps   // what comes is taken and goes no further
)

// What becomes of a chunk that a trap was set for.
const (
	sent     = iota
	lost     // its connection is cut before it is sent on
	unheard  // it is sent on, and its connection cut before the reply
	cutAfter = 50 * time.Millisecond
)

// relay stands between a process and a server, and does to their connections what a network does.
type relay struct {
	listener net.Listener
	network  string
	to       string     // the address of the server
	doing    sync.Mutex // what a trap does
	mu       sync.Mutex
	how      int
	changed  chan struct{} // closed when how is another
	pairs    map[*pair]bool
	trap     *trap
	marks    map[*regexp.Regexp]string // what was last found of each in what goes to the server
	times    map[*regexp.Regexp]int    // and how many chunks had it
}

// pair is a connection and the one to the server that it leads to.
type pair struct{ from, to net.Conn }

func (p *pair) cut() { _, _ = p.from.Close(), p.to.Close() }

// trap waits for the so many-th chunk with some words that goes to the server.
type trap struct {
	words string
	left  int
	then  string     // and then for these words on the same connection; empty: it waits no more
	on    *pair      // that connection
	do    func() int // tells what becomes of it
}

// newRelay has a relay at an address to another one of that network.
func newRelay(t *testing.T, network, address, to string, marks ...*regexp.Regexp) *relay {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), network, address)
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{listener: listener, network: network, to: to, changed: make(chan struct{}), pairs: make(map[*pair]bool), marks: make(map[*regexp.Regexp]string), times: make(map[*regexp.Regexp]int)}
	for _, m := range marks {
		r.marks[m] = ""
	}
	t.Cleanup(func() { _ = listener.Close(); r.cutAll() })
	go r.accept()
	return r
}

func (r *relay) accept() {
	for {
		from, err := r.listener.Accept()
		if err != nil {
			return
		}
		go r.lead(from)
	}
}

// lead leads a connection to the server.
func (r *relay) lead(from net.Conn) {
	r.mu.Lock()
	how := r.how
	r.mu.Unlock()
	if how == refuses {
		_ = from.Close()
		return
	}
	to, err := new(net.Dialer).DialContext(context.Background(), r.network, r.to)
	if err != nil {
		_ = from.Close()
		return
	}
	p := &pair{from, to}
	r.mu.Lock()
	r.pairs[p] = true
	r.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { r.pump(p, from, to, true) })
	both.Go(func() { r.pump(p, to, from, false) })
	both.Wait()
	r.mu.Lock()
	delete(r.pairs, p)
	r.mu.Unlock()
}

// pump moves what comes one way until either end is cut.
func (r *relay) pump(p *pair, from, to net.Conn, there bool) {
	defer p.cut()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			what := sent
			if there {
				what = r.sprung(p, buffer[:n])
			}
			r.await(p)
			switch what {
			case lost:
				return
			case unheard:
				_ = from.Close() // before the server can reply
			}
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
			if what == unheard {
				time.Sleep(cutAfter)
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// await waits while what comes goes no further.
func (r *relay) await(p *pair) {
	for {
		r.mu.Lock()
		how, changed, there := r.how, r.changed, r.pairs[p]
		r.mu.Unlock()
		if how != keeps || !there {
			return
		}
		<-changed
	}
}

// sprung tells what becomes of a chunk.
func (r *relay) sprung(p *pair, chunk []byte) int {
	r.mu.Lock()
	for mark := range r.marks {
		if found := mark.FindSubmatch(chunk); found != nil {
			r.marks[mark] = string(found[len(found)-1])
			r.times[mark]++
		}
	}
	t := r.trap
	if t == nil || t.on != nil && t.on != p || !bytes.Contains(chunk, []byte(t.words)) {
		r.mu.Unlock()
		return sent
	}
	if t.left--; t.left > 0 {
		r.mu.Unlock()
		return sent
	}
	if t.then != "" && t.on == nil {
		t.words, t.left, t.on = t.then, 1, p
		r.mu.Unlock()
		return sent
	}
	r.trap = nil
	r.mu.Unlock()
	r.doing.Lock()
	defer r.doing.Unlock()
	return t.do()
}

// catch sets a trap in place of the one that is set; nil: none. What that one does is over then.
func (r *relay) catch(t *trap) {
	r.doing.Lock()
	defer r.doing.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trap = t
}

// found is what was last found of a mark, and how often it was.
func (r *relay) found(mark *regexp.Regexp) (last string, times int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.marks[mark], r.times[mark]
}

// treat has the relay treat what comes so from now on.
func (r *relay) treat(how int) {
	r.mu.Lock()
	r.how = how
	close(r.changed)
	r.changed = make(chan struct{})
	r.mu.Unlock()
	if how == refuses {
		r.cutAll()
	}
}

// cutAll cuts all connections.
func (r *relay) cutAll() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for p := range r.pairs {
		p.cut()
	}
}
