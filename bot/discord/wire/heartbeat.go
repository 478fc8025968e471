package wire

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// monitoredConn is a connection to the gateway whose bytes are read along. It
// closes itself when Discord does not say hello, or does not acknowledge a
// heartbeat. As it sends no closing frame then, Discord keeps the session, and
// the next connection resumes it.
type monitoredConn struct {
	net.Conn
	frames frames
	alive  *time.Timer // ends the connection
	unbind func() bool // from the context that ends it before a session has begun
	ended  func(closing)
	once   sync.Once

	shut    atomic.Bool // Discord has ended it
	first   sync.Once
	beating chan struct{} // closed after the first heartbeat

	mu       sync.Mutex
	interval time.Duration
	why      string // what ended it, where we did
}

// closing is how a connection to the gateway ended.
type closing struct {
	code    int    // Discord's; 0: none was sent
	reason  string // in words
	invalid bool   // Discord says that the session is not valid
	kept    bool   // but may be resumed
}

// begins reports whether the session is over, so that the next connection begins one.
func (c closing) begins() bool {
	return c.invalid && !c.kept || c.code == 4007 || c.code == 4009
}

// helloTimeout is how long Discord may take to say hello and, after that, to begin.
const helloTimeout = 20 * time.Second

// monitor reads conn along; ended is called once, when Discord closes the
// connection or it is given up.
func monitor(conn net.Conn, patience time.Duration, tell func(closing)) *monitoredConn {
	c := &monitoredConn{Conn: conn, ended: tell, beating: make(chan struct{}), why: "Discord did not say hello"}
	c.frames = frames{hello: c.hello, acked: c.acked, close: c.closed, invalid: c.invalid, moved: c.moved}
	c.alive = time.AfterFunc(patience, c.giveUp)
	return c
}

// Read reads, and looks at what was read. It alone tells discordgo of a loss, and not
// before discordgo's heartbeat is under way: whoever notices first sleeps for a second
// with discordgo's lock held.
func (c *monitoredConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.frames.feed(p[:n])
	if err != nil || c.shut.Load() {
		c.settle()
	}
	return n, err //nolint:wrapcheck // a net.Conn's errors must stay what they are
}

// settle waits until discordgo's heartbeat is under way and rests.
func (c *monitoredConn) settle() {
	wait := time.NewTimer(time.Second)
	defer wait.Stop()
	select {
	case <-c.beating:
	case <-wait.C:
	}
	time.Sleep(10 * time.Millisecond) // it takes the lock once more after it has written
}

// Write writes. Where that fails or nothing is taken for long, the connection ends, of
// which Read tells.
func (c *monitoredConn) Write(p []byte) (int, error) {
	_ = c.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, err := c.Conn.Write(p); err != nil {
		_ = c.Conn.Close()
	}
	if isHeartbeat(p) {
		c.first.Do(func() { close(c.beating) })
	}
	return len(p), nil
}

const writeTimeout = 10 * time.Second

// Close ends the connection.
func (c *monitoredConn) Close() error {
	c.alive.Stop()
	c.unbind()
	return c.Conn.Close() //nolint:wrapcheck // a net.Conn's errors must stay what they are
}

// hello begins to wait for acknowledgements of heartbeats. The first comes after
// the session has begun, which may take a little longer.
func (c *monitoredConn) hello(interval time.Duration) {
	if interval <= 0 {
		return
	}
	c.mu.Lock()
	c.interval, c.why = interval, "Discord did not begin the session"
	c.mu.Unlock()
	c.alive.Reset(max(interval+interval/2, 5*time.Second))
}

// acked gives the connection time until half an interval after the next
// heartbeat, by when that one must be acknowledged.
func (c *monitoredConn) acked() {
	c.mu.Lock()
	interval := c.interval
	c.why = "Discord did not acknowledge a heartbeat"
	c.mu.Unlock()
	if interval > 0 {
		c.alive.Reset(interval + interval/2)
	}
}

// closed ends the connection that Discord closed before discordgo sends a
// closing frame of its own: that would end the session, which is to be resumed.
func (c *monitoredConn) closed(code int, reason string) {
	c.over(closing{code: code, reason: reason})
}

// invalid ends the connection of a session that is not valid before discordgo hears of
// it, which would begin a session at once, and again and again.
func (c *monitoredConn) invalid(kept bool) {
	c.over(closing{reason: "Discord says that the session is not valid", invalid: true, kept: kept})
}

// moved ends the connection, as Discord asks for another one.
func (c *monitoredConn) moved() { c.over(closing{reason: "Discord asks for another connection"}) }

func (c *monitoredConn) over(how closing) {
	c.shut.Store(true)
	c.once.Do(func() { c.ended(how) })
	_ = c.Conn.Close()
}

// leave ends the connection and its session. It is no business of discordgo, which
// would sleep for a second with its lock held.
func (c *monitoredConn) leave() {
	_ = c.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = c.Conn.Write(closeFrame(1000)) // it is closed in any case
	_ = c.Conn.Close()
}

func (c *monitoredConn) giveUp() {
	c.mu.Lock()
	why := c.why
	c.mu.Unlock()
	c.once.Do(func() { c.ended(closing{reason: why}) })
	_ = c.Conn.Close()
}
