package gate

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// How many connections there may be on the web channel: each takes some 30 kB while
// nothing happens on it.
const (
	maxConnections    = 800
	maxConnectionsOne = 512 // of one address that is no trusted proxy: there may be many behind it
)

// connections bounds the open connections of a server. One too many takes the
// place of the one that has been idle for longest; where none is idle, or its own
// address has enough, it is hung up on.
type connections struct {
	most, mostOne int
	trusted       func(address string) bool // a proxy, which has as many as it likes

	mu   sync.Mutex
	idle *list.List                 // of net.Conn, the longest idle first
	open map[net.Conn]*list.Element // nil: busy
	from map[string]int             // by address
}

func newConnections(most, mostOne int, trusted func(string) bool) *connections {
	return &connections{most: most, mostOne: mostOne, trusted: trusted, idle: list.New(), open: make(map[net.Conn]*list.Element), from: make(map[string]int)}
}

// Connections bounds the open connections of a server: it is the server's ConnState.
func (g *Gate) Connections() func(net.Conn, http.ConnState) {
	return newConnections(maxConnections, maxConnectionsOne, g.trusted).state
}

// state is a server's ConnState.
func (c *connections) state(conn net.Conn, s http.ConnState) {
	if drop := c.changed(conn, s); drop != nil {
		_ = drop.Close()
	}
}

// changed takes in that a connection has another state, and returns the one to close.
func (c *connections) changed(conn net.Conn, s http.ConnState) (drop net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.open[conn]
	if at != nil && s != http.StateIdle {
		c.idle.Remove(at)
		c.open[conn] = nil
	}
	switch s {
	case http.StateNew:
		return c.add(conn)
	case http.StateIdle:
		if _, there := c.open[conn]; there && at == nil {
			c.open[conn] = c.idle.PushBack(conn)
		}
	case http.StateClosed, http.StateHijacked:
		c.forget(conn)
	case http.StateActive:
	}
	return nil
}

// add takes in a new connection and returns the one to close: another, itself, or none.
func (c *connections) add(conn net.Conn) (drop net.Conn) {
	name := network(conn.RemoteAddr().String())
	c.open[conn] = nil
	c.from[name]++
	switch {
	case c.from[name] > c.mostOne && !c.trusted(name):
		return conn
	case len(c.open) <= c.most:
		return nil
	case c.idle.Len() == 0:
		return conn
	}
	longest, _ := c.idle.Front().Value.(net.Conn)
	return longest
}

func (c *connections) forget(conn net.Conn) {
	if _, there := c.open[conn]; !there {
		return
	}
	delete(c.open, conn)
	name := network(conn.RemoteAddr().String())
	if c.from[name]--; c.from[name] <= 0 {
		delete(c.from, name)
	}
}
