package discord

import (
	"net"
	"sync"
	"time"
)

// watched is a connection to the gateway that is read along. It ends itself
// when Discord does not say hello, or leaves one heartbeat unanswered: ended
// without a closing frame, Discord keeps the session, and the next connection
// resumes it.
type watched struct {
	net.Conn
	frames frames
	alive  *time.Timer // ends the connection
	unbind func() bool // from the context that ends it before a session has begun
	tell   func(closing)
	once   sync.Once

	mu       sync.Mutex
	interval time.Duration
	why      string // what ended it, where we did
}

// closing is how a connection to the gateway ended.
type closing struct {
	code   int    // Discord's; 0: none was sent
	reason string // in words
}

// helloMost is how long Discord may take to say hello and, after that, to begin.
const helloMost = 20 * time.Second

// watch reads conn along; tell is called once, when Discord closes it or it is
// given up.
func watch(conn net.Conn, patience time.Duration, tell func(closing)) *watched {
	w := &watched{Conn: conn, tell: tell, why: "Discord did not say hello"}
	w.frames = frames{hello: w.hello, acked: w.acked, close: w.closed}
	w.alive = time.AfterFunc(patience, w.giveUp)
	return w
}

// Read reads, and looks at what was read.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.frames.feed(p[:n])
	return n, err //nolint:wrapcheck // a net.Conn's errors must stay what they are
}

// Write writes, or fails when nothing is taken for long.
func (w *watched) Write(p []byte) (int, error) {
	_ = w.SetWriteDeadline(time.Now().Add(writeMost))
	return w.Conn.Write(p) //nolint:wrapcheck // a net.Conn's errors must stay what they are
}

const writeMost = 10 * time.Second

// Close ends the connection.
func (w *watched) Close() error {
	w.alive.Stop()
	w.unbind()
	return w.Conn.Close() //nolint:wrapcheck // a net.Conn's errors must stay what they are
}

// hello begins to wait for heartbeats' acknowledgements. The first comes after
// the session has begun, for which there is some more time.
func (w *watched) hello(interval time.Duration) {
	if interval <= 0 {
		return
	}
	w.mu.Lock()
	w.interval, w.why = interval, "Discord did not begin the session"
	w.mu.Unlock()
	w.alive.Reset(max(interval+interval/2, 5*time.Second))
}

// acked gives the connection time until the heartbeat after the next: without
// an acknowledgement until half an interval after the next one, that is missed.
func (w *watched) acked() {
	w.mu.Lock()
	interval := w.interval
	w.why = "Discord did not acknowledge a heartbeat"
	w.mu.Unlock()
	if interval > 0 {
		w.alive.Reset(interval + interval/2)
	}
}

// closed ends the connection that Discord closed, before discordgo sends a
// closing frame of its own: that one would end the session, which is to be resumed.
func (w *watched) closed(code int, reason string) {
	w.once.Do(func() { w.tell(closing{code, reason}) })
	_ = w.Conn.Close()
}

func (w *watched) giveUp() {
	w.mu.Lock()
	why := w.why
	w.mu.Unlock()
	w.once.Do(func() { w.tell(closing{0, why}) })
	_ = w.Conn.Close()
}
