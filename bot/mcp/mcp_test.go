package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// fakeDesk has stories and answers with what it was asked; by certain words it does what a
// desk may do.
type fakeDesk struct {
	desk.Desk // what no tool calls

	stories int
}

var errSecret = errors.New("open /var/secret: broken")

func (fakeDesk) act(ctx context.Context, q bot.Question) (bot.Answer, error) {
	switch q.Text {
	case "panic":
		panic("a fault")
	case "fail":
		return bot.Answer{}, errSecret
	case "busy":
		return bot.Answer{}, fmt.Errorf("answer: %w", bot.ErrBusy)
	case "slow":
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	}
	told, err := json.Marshal(q)
	return bot.Answer{Question: q.Text, Mode: bot.ModeExtract, Text: string(told), Claims: []bot.Claim{},
		Citations: []bot.Citation{}, Dropped: []bot.Dropped{}, Notes: []bot.Note{}}, err
}

func (d fakeDesk) Answer(ctx context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
	return d.act(ctx, q)
}
func (d fakeDesk) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return d.act(ctx, q)
}
func (d fakeDesk) Digest(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return d.act(ctx, q)
}

func (fakeDesk) Search(_ context.Context, q bot.Question, limit, _ int) (desk.Results, error) {
	return desk.Results{Query: q.Text, Hits: []desk.Result{{Story: q.Story, Text: fmt.Sprint(limit)}}}, nil
}

func (d fakeDesk) Stories(context.Context, string) (desk.Listing, error) {
	l := desk.Listing{Total: d.stories}
	for n := range d.stories {
		l.Stories = append(l.Stories, listed(n))
	}
	return l, nil
}

func (d fakeDesk) Story(_ context.Context, id string) (desk.Opened, error) {
	for n := range d.stories {
		if s := listed(n); s.ID == id {
			return desk.Opened{Listed: s, Text: "The text.", Versions: []desk.Version{}}, nil
		}
	}
	return desk.Opened{}, knowledge.ErrNotFound
}

func listed(n int) desk.Listed {
	return desk.Listed{ID: fmt.Sprintf("story %d", n), Title: fmt.Sprintf("Title %d", n), Outlet: "The Courier", Published: "2019-01-03",
		Label: knowledge.Opinion, URL: "https://courier.example/1", Authors: []string{}, Source: "/home/of/somebody/news"}
}

// connect has a client speak to a server as the operator, by lines.
func connect(t *testing.T, s *Server) *mcp.ClientSession {
	t.Helper()
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- s.Run(t.Context(), in, out) }()
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).
		Connect(t.Context(), &mcp.IOTransport{Reader: fromServer, Writer: toServer}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = session.Close()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return session
}

// overHTTP has a client speak to a server as anybody may.
func overHTTP(t *testing.T, s *Server) *mcp.ClientSession {
	t.Helper()
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).
		Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: server.URL, DisableStandaloneSSE: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

func quietServer(stories int) *Server {
	s := NewServer(fakeDesk{stories: stories}, "v1")
	s.Log = slog.New(slog.DiscardHandler)
	return s
}

// call calls a tool and returns its text.
func call(t *testing.T, session *mcp.ClientSession, tool string, in any) (text string, failed bool) {
	t.Helper()
	out, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: in})
	if err != nil {
		return err.Error(), true
	}
	if len(out.Content) != 1 {
		t.Fatalf("%s: %d parts", tool, len(out.Content))
	}
	words, ok := out.Content[0].(*mcp.TextContent)
	if !ok {
		t.Fatalf("%s: a part of type %T", tool, out.Content[0])
	}
	if !out.IsError {
		structured, err := json.Marshal(out.StructuredContent)
		var a, b any
		if err != nil || json.Unmarshal(structured, &a) != nil || json.Unmarshal([]byte(words.Text), &b) != nil || fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%s: the text %s is not the structured content %s (%v)", tool, words.Text, structured, err)
		}
	}
	return words.Text, out.IsError
}

// TestTools holds each tool to what it asks the desk, on both transports, and to the
// words in which it fails.
func TestTools(t *testing.T) {
	t.Parallel()
	type arguments = map[string]any
	for name, c := range map[string]struct {
		tool   string
		in     arguments
		want   string // within the text
		failed bool
	}{
		"ask":              {"ask", arguments{"question": "who"}, `\"Text\":\"who\"`, false},
		"ask, a window":    {"ask", arguments{"question": "who", "since": "2019", "until": "2019-02"}, `\"Since\":\"2019-01-01T00:00:00Z\",\"Until\":\"2019-03-01T00:00:00Z\"`, false},
		"ask, a moment":    {"ask", arguments{"question": "who", "at": "2019"}, `\"At\":\"2019-12-31T23:59:59.999999999Z\"`, false},
		"ask, a story":     {"ask", arguments{"question": "who", "story": "a"}, `\"Story\":\"a\"`, false},
		"ask, collections": {"ask", arguments{"question": "who", "collection": []string{"a", "b"}}, `\"Collections\":[\"a\",\"b\"]`, false},
		"timeline":         {"timeline", arguments{"topic": "the ferry"}, `\"Text\":\"the ferry\"`, false},
		"digest":           {"digest", arguments{}, `\"Text\":\"\"`, false},
		"digest, a topic":  {"digest", arguments{"topic": "storm", "since": "2019"}, `\"Text\":\"storm\"`, false},
		"search":           {"search", arguments{"query": "ferry", "limit": 7, "story": "a"}, `"story":"a","title":"","outlet":"","label":"","published":"","url":"","score":0,"start":0,"end":0,"text":"7"`, false},
		"story":            {"story", arguments{"id": "story 1"}, `"text":"The text."`, false},

		"no words":        {"ask", arguments{"question": " "}, "there are no words to look for", true},
		"no question":     {"ask", arguments{}, `missing properties: ["question"]`, true},
		"a bad date":      {"ask", arguments{"question": "who", "since": "soon"}, `"soon"`, true},
		"a bad moment":    {"ask", arguments{"question": "who", "at": "soon"}, `"soon"`, true},
		"no such story":   {"story", arguments{"id": "x"}, "story", true},
		"too many hits":   {"search", arguments{"query": "ferry", "limit": 51}, "limit must be a number from 1 to 50", true},
		"no such tool":    {"reload", arguments{}, `unknown tool "reload"`, true},
		"busy":            {"ask", arguments{"question": "busy"}, desk.Explain(bot.ErrBusy).Sentence(), true},
		"a secret":        {"ask", arguments{"question": "fail"}, desk.Explain(errSecret).Sentence(), true},
		"a panic":         {"ask", arguments{"question": "panic"}, desk.Explain(errSecret).Sentence(), true},
		"a slow timeline": {"timeline", arguments{"topic": "slow"}, desk.Explain(context.DeadlineExceeded).Sentence(), true},
	} {
		for transport, open := range map[string]func(*testing.T, *Server) *mcp.ClientSession{"stdio": connect, "http": overHTTP} {
			t.Run(name+"/"+transport, func(t *testing.T) {
				t.Parallel()
				s := quietServer(3)
				if strings.Contains(name, "slow") {
					s.Patience = 50 * time.Millisecond
				}
				text, failed := call(t, open(t, s), c.tool, c.in)
				if failed != c.failed || !strings.Contains(text, c.want) || strings.Contains(text, "/var/secret") {
					t.Errorf("failed %v with %s, want %v with %s", failed, text, c.failed, c.want)
				}
			})
		}
	}
}

// TestWho holds an asker to who it is: the operator on standard input, over HTTP whoever
// has that address, who learns of no folder.
func TestWho(t *testing.T) {
	t.Parallel()
	local, remote := connect(t, quietServer(1)), overHTTP(t, quietServer(1))
	for _, c := range []struct {
		session      *mcp.ClientSession
		asker, place string
	}{
		{local, `\"Asker\":\"operator\"`, `"source":"/home/of/somebody/news"`},
		{remote, `\"Asker\":\"127.0.0.1\"`, `"source":"news"`},
	} {
		if text, _ := call(t, c.session, "ask", map[string]any{"question": "who"}); !strings.Contains(text, c.asker) {
			t.Errorf("asked as %s, want %s", text, c.asker)
		}
		if text, _ := call(t, c.session, "story", map[string]any{"id": "story 0"}); !strings.Contains(text, c.place) {
			t.Errorf("the story is %s, want %s", text, c.place)
		}
	}
}

// TestToolList holds the tools to their names, to arguments that a model can read about,
// and to changing nothing.
func TestToolList(t *testing.T) {
	t.Parallel()
	list, err := connect(t, quietServer(1)).ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
		if tool.Annotations == nil || !tool.Annotations.ReadOnlyHint || tool.Description == "" {
			t.Errorf("%s: not said to read only: %+v", tool.Name, tool)
		}
		schema, _ := tool.InputSchema.(map[string]any)
		properties, _ := schema["properties"].(map[string]any)
		if len(properties) == 0 {
			t.Errorf("%s has no arguments: %v", tool.Name, tool.InputSchema)
		}
		for argument, about := range properties {
			if about, _ := about.(map[string]any); about["description"] == nil {
				t.Errorf("%s: nothing is said of %s", tool.Name, argument)
			}
		}
	}
	if got := strings.Join(names, " "); got != "ask digest search story timeline" {
		t.Errorf("tools: %s", got)
	}
}

// TestResources holds the list of stories to all of them, page by page, and a story to its
// text.
func TestResources(t *testing.T) {
	t.Parallel()
	for transport, open := range map[string]func(*testing.T, *Server) *mcp.ClientSession{"stdio": connect, "http": overHTTP} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			session := open(t, quietServer(2*page+5))
			seen := map[string]bool{}
			for r, err := range session.Resources(t.Context(), nil) {
				if err != nil {
					t.Fatal(err)
				}
				seen[r.URI] = true
			}
			if len(seen) != 2*page+5 {
				t.Errorf("%d stories are listed", len(seen))
			}
			first := scheme + "story%200"
			if !seen[first] {
				t.Fatalf("%s is not listed", first)
			}
			read, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: first})
			if err != nil {
				t.Fatal(err)
			}
			if want := "Title 0, The Courier, 2019-01-03, opinion\nhttps://courier.example/1\n\nThe text."; read.Contents[0].Text != want {
				t.Errorf("read %q, want %q", read.Contents[0].Text, want)
			}
			for _, uri := range []string{scheme + "nobody", "file:///etc/passwd", scheme + "%zz"} {
				if _, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: uri}); err == nil {
					t.Errorf("%s is read", uri)
				}
			}
			for _, cursor := range []string{"x", "-1", "99999999999999999999"} {
				if _, err := session.ListResources(t.Context(), &mcp.ListResourcesParams{Cursor: cursor}); err == nil {
					t.Errorf("the cursor %s lists", cursor)
				}
			}
			if list, err := session.ListResources(t.Context(), &mcp.ListResourcesParams{Cursor: "100000"}); err != nil || len(list.Resources) != 0 {
				t.Errorf("beyond the end: %v, %v", list, err)
			}
		})
	}
}

// TestManners holds the HTTP handler to what a stranger may send: nothing ends it, and a
// body is read no further than allowed.
func TestManners(t *testing.T) {
	t.Parallel()
	handler := quietServer(1).Handler()
	for name, c := range map[string]struct {
		method, body string
		want         int // at least
	}{
		"GET":       {http.MethodGet, "", 400},
		"DELETE":    {http.MethodDelete, "", 400},
		"no JSON":   {http.MethodPost, "hello", 400},
		"a batch":   {http.MethodPost, "[]", 400},
		"too large": {http.MethodPost, `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"` + strings.Repeat("x", 5<<20) + `"}}`, 400},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), c.method, "/mcp", strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		handler.ServeHTTP(w, r)
		if w.Code < c.want {
			t.Errorf("%s: %d %s", name, w.Code, bytes.TrimSpace(w.Body.Bytes()))
		}
	}
}

// TestPiped holds what is piped in to an answer each, and the end to come after them, also where
// a request is taken back or is none.
func TestPiped(t *testing.T) {
	t.Parallel()
	const hello = `{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"pipe","version":"1"}}}` + "\n" +
		`{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n"
	call := func(id int, question string) string {
		return fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"ask","arguments":{"question":%q}}}`, id, question) + "\n"
	}
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"several":        {hello + call(1, "one") + call(2, "two"), []string{`"id":"a"`, `"id":1`, `"id":2`, `\"Text\":\"two\"`}},
		"no line break":  {hello + strings.TrimSpace(call(1, "one")), []string{`"id":1`}},
		"taken back":     {hello + call(1, "slow") + `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}` + "\n" + call(2, "two"), []string{`"id":2`}},
		"given up":       {hello + call(1, "slow"), []string{`"id":1`, desk.Explain(context.DeadlineExceeded).Sentence()}},
		"nothing":        {"", nil},
		"only a message": {hello, []string{`"id":"a"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := quietServer(1)
			s.Patience = 300 * time.Millisecond
			var out bytes.Buffer
			if err := s.Run(t.Context(), strings.NewReader(c.in), &out); err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%s is not in %s", want, &out)
				}
			}
		})
	}
}
