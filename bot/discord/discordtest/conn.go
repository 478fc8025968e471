package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"time"

	"github.com/gorilla/websocket"
)

// outgoing is one thing to write to a connection: text, or its end.
type outgoing struct {
	text   []byte
	code   int // close with this code
	reason string
	drop   bool // cut the connection without a word
}

// conn is one websocket. Its queue is guarded by the server's lock.
type conn struct {
	ws       *websocket.Conn
	queue    []outgoing
	wake     chan struct{} // room for one
	done     chan struct{} // closed when the reader ends
	compress bool          // IDENTIFY asked for compressed payloads
	stream   *zstream      // the address asked for one compressed stream
	session  *session
	beating  bool // it has sent a heartbeat
	resumes  bool // it came to the address for resuming
}

func newConn(ws *websocket.Conn) *conn {
	return &conn{ws: ws, wake: make(chan struct{}, 1), done: make(chan struct{})}
}

// send queues something; the server's lock is held.
func (c *conn) send(o outgoing) {
	c.queue = append(c.queue, o)
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *conn) sendPacket(p packet) {
	text, err := json.Marshal(p)
	if err != nil {
		panic("discordtest: a packet that is no JSON: " + err.Error())
	}
	c.send(outgoing{text: text})
}

// write empties the queue until the reader ends or a close is written.
func (s *Server) write(c *conn) {
	for {
		select {
		case <-c.wake:
		case <-c.done:
			return
		}
		s.mu.Lock()
		queue, compress := c.queue, c.compress
		c.queue = nil
		s.mu.Unlock()
		for _, o := range queue {
			if !c.put(o, compress) {
				return
			}
		}
	}
}

// put writes one thing and reports whether the connection still takes any.
func (c *conn) put(o outgoing, compress bool) bool {
	switch {
	case o.drop:
		c.ws.Close() //nolint:errcheck,gosec // cut on purpose
		return false
	case o.code != 0:
		words := websocket.FormatCloseMessage(o.code, o.reason)
		_ = c.ws.WriteControl(websocket.CloseMessage, words, time.Now().Add(time.Second))
		c.ws.Close() //nolint:errcheck,gosec // nothing left to say
		return false
	case c.stream != nil:
		return c.ws.WriteMessage(websocket.BinaryMessage, c.stream.pack(o.text)) == nil
	case compress && len(o.text) > 512:
		return c.ws.WriteMessage(websocket.BinaryMessage, deflate(o.text)) == nil
	}
	return c.ws.WriteMessage(websocket.TextMessage, o.text) == nil
}

// zstream is zlib-stream: one zlib context over the whole connection, flushed after
// every message.
type zstream struct {
	buf bytes.Buffer
	z   *zlib.Writer
}

func newZstream() *zstream {
	s := &zstream{}
	s.z = zlib.NewWriter(&s.buf)
	return s
}

func (s *zstream) pack(text []byte) []byte {
	s.buf.Reset()
	_, _ = s.z.Write(text) // a bytes.Buffer takes all
	_ = s.z.Flush()
	return bytes.Clone(s.buf.Bytes())
}

func deflate(text []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(text) // a bytes.Buffer takes all
	_ = z.Close()
	return b.Bytes()
}
