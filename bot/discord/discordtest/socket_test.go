package discordtest_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// socket is a bare gateway connection.
type socket struct {
	t  *testing.T
	ws *websocket.Conn
}

// packet is what the gateway sends.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Name string          `json:"t"`
}

func dial(t *testing.T, s *discordtest.Server, query string) *socket {
	t.Helper()
	ws, resp, err := websocket.DefaultDialer.DialContext(t.Context(), s.GatewayURL()+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	t.Cleanup(func() { ws.Close() })
	if err := ws.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return &socket{t: t, ws: ws}
}

// next reads a packet; the code is not zero if the gateway closed instead.
func (c *socket) next() (p packet, code int) {
	c.t.Helper()
	kind, text, err := c.ws.ReadMessage()
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return p, closed.Code
	}
	if err != nil {
		c.t.Fatal(err)
	}
	if kind == websocket.BinaryMessage {
		z, err := zlib.NewReader(bytes.NewReader(text))
		if err != nil {
			c.t.Fatal(err)
		}
		if text, err = io.ReadAll(z); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := json.Unmarshal(text, &p); err != nil {
		c.t.Fatal(err)
	}
	return p, 0
}

// until reads up to a dispatch of that name.
func (c *socket) until(name string) packet {
	c.t.Helper()
	for {
		p, code := c.next()
		if code != 0 {
			c.t.Fatalf("closed by %d before %s", code, name)
		}
		if p.Name == name {
			return p
		}
	}
}

func (c *socket) send(op int, data any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(fields{"op": op, "d": data}); err != nil {
		c.t.Fatal(err)
	}
}

// identity is an IDENTIFY that is taken, but for these fields.
func identity(s *discordtest.Server, more fields) fields {
	id := fields{"token": s.Token, "intents": 1<<0 | 1<<9 | 1<<12, "properties": fields{"os": "linux"}}
	for key, value := range more {
		id[key] = value
	}
	return id
}

// enter connects and identifies, and gives the session's id.
func enter(t *testing.T, s *discordtest.Server, more fields) (*socket, string) {
	t.Helper()
	c := dial(t, s, "?v=9&encoding=json")
	c.next()
	c.send(2, identity(s, more))
	var ready struct {
		Session string `json:"session_id"`
	}
	if err := json.Unmarshal(c.until("READY").Data, &ready); err != nil {
		t.Fatal(err)
	}
	return c, ready.Session
}

// resumeOf is a RESUME of a session.
func resumeOf(s *discordtest.Server, session string, seq int64) fields {
	return fields{"token": s.Token, "session_id": session, "seq": seq}
}

// closeBy ends a connection as a client does, with a code.
func closeBy(t *testing.T, s *discordtest.Server, c *socket, code int) {
	t.Helper()
	words := websocket.FormatCloseMessage(code, "")
	if err := c.ws.WriteControl(websocket.CloseMessage, words, time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	s.WaitFor("the close", func() bool { return s.Gateway().Connected == 0 })
}
