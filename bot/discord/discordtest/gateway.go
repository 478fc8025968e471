package discordtest

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// What the packets of the gateway are for.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoice          = 4
	opResume         = 6
	opReconnect      = 7
	opMembers        = 8
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

// gateway is the state of all sessions and what is to go wrong with them.
type gateway struct {
	conns        []*conn
	sessions     []*session
	starts       int               // IDENTIFYs taken
	tried        int               // IDENTIFYs sent
	began        map[int]time.Time // the last IDENTIFY of each bucket
	refuseStarts int               // how many IDENTIFYs get an invalid session
	strays       int               // RESUMEs at the usual address
	resumes      int               // RESUMEs taken
	beats        int

	stalled      chan struct{} // not nil: no HELLO before it is closed
	silent       bool          // no heartbeat ACKs
	refuse       []outgoing    // what the next IDENTIFYs and RESUMEs get
	invalidate   int           // how many RESUMEs get an invalid session
	resumable    bool
	downUpgrades int // how many upgrades fail with 503
}

func newGateway() gateway { return gateway{began: map[int]time.Time{}} }

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.downUpgrades > 0 {
		s.downUpgrades--
		s.mu.Unlock()
		http.Error(w, "no healthy upstream", http.StatusServiceUnavailable)
		return
	}
	stalled := s.stalled
	s.mu.Unlock()
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	s.active.Add(1)
	defer s.active.Done()
	defer ws.Close() //nolint:errcheck // its end is noticed by the reader
	c := newConn(ws)
	c.resumes = strings.TrimSuffix(r.URL.Path, "/") == resumePath
	if r.URL.Query().Get("compress") == "zlib-stream" {
		c.stream = newZstream()
	}
	if !s.join(c) {
		return
	}
	defer s.leave(c)
	s.active.Go(func() { s.write(c) })
	s.active.Go(func() { s.hello(c, stalled, r.URL.Query()) })
	s.read(c)
}

func (s *Server) join(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.closed:
		return false
	default:
	}
	s.conns = append(s.conns, c)
	s.tell()
	return true
}

func (s *Server) leave(c *conn) {
	close(c.done)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns = slices.DeleteFunc(s.conns, func(o *conn) bool { return o == c })
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
	s.tell()
}

// hello greets, once nothing stalls it, and refuses versions and encodings we do not speak.
func (s *Server) hello(c *conn, stalled <-chan struct{}, query map[string][]string) {
	if stalled != nil {
		select {
		case <-stalled:
		case <-c.done:
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	first := func(key string) string { return append(query[key], "")[0] }
	if v := first("v"); v != "9" && v != "10" {
		c.send(outgoing{code: 4012, reason: "Invalid API version."})
		return
	}
	if e := first("encoding"); e != "json" {
		c.send(outgoing{code: 4002, reason: "Only JSON is spoken here."})
		return
	}
	greeting := struct {
		Interval int64 `json:"heartbeat_interval"`
	}{s.opts.Heartbeat.Milliseconds()}
	c.sendPacket(packet{Op: opHello, Data: greeting})
}

// incoming is a packet of the client.
type incoming struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

func (s *Server) read(c *conn) {
	window, count := time.Now(), 0
	for {
		_ = c.ws.SetReadDeadline(time.Now().Add(2*s.opts.Heartbeat + time.Second))
		_, text, err := c.ws.ReadMessage()
		if err != nil {
			s.gone(c, err)
			return
		}
		if time.Since(window) > time.Minute {
			window, count = time.Now(), 0
		}
		if count++; count > 120 {
			s.end(c, 4008, "Rate limited.")
			continue
		}
		var in incoming
		if json.Unmarshal(text, &in) != nil {
			s.end(c, 4002, "Error while decoding payload.")
			continue
		}
		s.take(c, in)
	}
}

// gone notes how a client left: 1000, 1001 and silence end its session for good.
func (s *Server) gone(c *conn, err error) {
	late, is := errors.AsType[net.Error](err)
	silent := is && late.Timeout()
	s.mu.Lock()
	if c.session != nil && (silent || websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway)) {
		s.bury(c.session)
	}
	s.mu.Unlock()
	if silent {
		words := websocket.FormatCloseMessage(4009, "Session timed out.")
		_ = c.ws.WriteControl(websocket.CloseMessage, words, time.Now().Add(time.Second))
	}
}

// bury ends a session; the lock is held.
func (s *Server) bury(dead *session) {
	dead.dead, dead.past = true, nil
	s.sessions = slices.DeleteFunc(s.sessions, func(o *session) bool { return o == dead })
}

func (s *Server) end(c *conn, code int, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.send(outgoing{code: code, reason: reason})
}

// take does what a packet of the client asks for.
func (s *Server) take(c *conn, in incoming) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.tell()
	switch in.Op {
	case opHeartbeat:
		s.beats++
		c.beating = true
		if !s.silent {
			c.sendPacket(packet{Op: opAck})
		}
	case opIdentify:
		s.identify(c, in.Data)
	case opResume:
		s.resume(c, in.Data)
	case opPresence, opVoice, opMembers:
		if c.session == nil {
			c.send(outgoing{code: 4003, reason: "Not authenticated."})
		}
	default:
		c.send(outgoing{code: 4001, reason: "Unknown opcode."})
	}
}
