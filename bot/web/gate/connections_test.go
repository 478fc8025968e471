package gate

import (
	"fmt"
	"net"
	"net/http"
	"testing"
)

// fromAddress is a connection that is only looked at.
type fromAddress struct {
	net.Conn
	ip   string
	port int
}

func (f *fromAddress) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.ParseIP(f.ip), Port: f.port} }

// TestConnections lets a new connection take the place of one that is idle, and of no other.
func TestConnections(t *testing.T) {
	conns := newConnections(4, 2, func(address string) bool { return address == "10.0.0.9" })
	made := make(map[string]*fromAddress)
	at := func(name string) *fromAddress {
		if made[name] == nil {
			made[name] = &fromAddress{ip: "10.0.0." + name[:1], port: len(made)}
		}
		return made[name]
	}
	for i, step := range []struct {
		conn  string
		state http.ConnState
		drop  string
	}{
		{"1a", http.StateNew, ""}, {"1a", http.StateActive, ""},
		{"1b", http.StateNew, ""}, {"1c", http.StateNew, "1c"}, {"1c", http.StateClosed, ""}, // its address has enough
		{"2a", http.StateNew, ""}, {"3a", http.StateNew, ""},
		{"4a", http.StateNew, "4a"}, {"4a", http.StateClosed, ""}, // none is idle
		{"1b", http.StateActive, ""}, {"1b", http.StateIdle, ""}, {"2a", http.StateActive, ""}, {"2a", http.StateIdle, ""},
		{"1b", http.StateActive, ""}, {"1b", http.StateIdle, ""},
		{"4b", http.StateNew, "2a"}, {"2a", http.StateClosed, ""}, // it was idle for longest
		{"5a", http.StateNew, "1b"}, {"1b", http.StateClosed, ""},
		{"6a", http.StateNew, "6a"}, {"6a", http.StateClosed, ""},
		{"3a", http.StateHijacked, ""}, {"6b", http.StateNew, ""},
	} {
		drop := conns.changed(at(step.conn), step.state)
		if step.drop == "" && drop != nil || step.drop != "" && drop != net.Conn(at(step.drop)) {
			t.Errorf("step %d, %s %v: %v is closed, want %q", i, step.conn, step.state, drop, step.drop)
		}
	}
	for _, name := range []string{"1a", "4b", "5a", "6b"} {
		conns.changed(at(name), http.StateClosed)
		conns.changed(at(name), http.StateClosed)
	}
	if len(conns.open) != 0 || len(conns.from) != 0 || conns.idle.Len() != 0 {
		t.Errorf("left over: %d, %v, %d", len(conns.open), conns.from, conns.idle.Len())
	}
	for i := range 3 { // a household of IPv6 is one
		proxy := &fromAddress{ip: "10.0.0.9", port: i}
		if drop := conns.changed(proxy, http.StateNew); drop != nil {
			t.Errorf("connection %d of a trusted proxy is closed", i)
		}
		conns.changed(proxy, http.StateClosed)
		c := &fromAddress{ip: fmt.Sprintf("2001:db8::%d", i+1)}
		if drop := conns.changed(c, http.StateNew); (drop != nil) != (i == 2) {
			t.Errorf("the %d. of a household: %v", i+1, drop)
		}
	}
}
