package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web/gate"
	"github.com/storybot/storybot/knowledge"
)

func TestHosts(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		host  string
		local bool
	}{
		"localhost": {"localhost", true}, "LocalHost.:80": {"LocalHost.", true}, "a.localhost:80": {"a.localhost", true},
		"127.9.9.9": {"127.9.9.9", true}, "[::1]": {"::1", true}, "[::1]:80": {"::1", true}, "192.0.2.7:80": {"192.0.2.7", false},
		"notlocalhost": {"notlocalhost", false}, "localhost.example": {"localhost.example", false}, "": {"", false},
	} {
		if h, l := desk.Host(name), local(name); h != want.host || l != want.local {
			t.Errorf("%q is host %q, local %v, want %+v", name, h, l, want)
		}
	}
}

func TestRefusalsTellWhatToDo(t *testing.T) {
	t.Parallel()
	s := &Server{Desk: fakeDesk{}, Loopback: true, Log: slog.New(slog.DiscardHandler), Asks: gate.Pace{PerSecond: .001, Burst: 1}, Metrics: desk.NewMetrics(fakeShelf{}), Admin: "secret"}
	h := s.Handler()
	strange, cross := post("/api/ask", ""), post("/api/ask", "")
	strange.Host = "Evil.example:80"
	cross.Header.Set("Sec-Fetch-Site", "cross-site")
	told(h, post("/api/ask", `{"question":"q"}`))
	for name, c := range map[string]struct {
		r                    *http.Request
		status               int
		header, value, words string
	}{
		"name":   {strange, 421, "", "", `this bot does not answer as "Evil.example"; its operator can add that name to HTTP_HOSTS`},
		"site":   {cross, 403, "", "", "this was sent by another site's page"},
		"method": {get("/api/ask"), 405, "Allow", "POST", "this address wants POST"},
		"pace":   {post("/api/ask", `{"question":"q"}`), 429, "Retry-After", "1", "that was too much at once; please wait a few seconds"},
		"lost":   {get("/api"), 404, "", "", "there is nothing at this address"},
		"status": {withAddress(get("/status"), "192.0.2.9:1"), 401, "WWW-Authenticate", `Basic realm="Storybot's operator", charset="UTF-8"`,
			"this page is the operator's: give ADMIN_TOKEN as the password, and any name"},
	} {
		w := told(h, c.r)
		var p problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != c.status || p.Error != c.words || w.Header().Get(c.header) != c.value ||
			w.Header().Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%s: %d %s %v, want %+v", name, w.Code, w.Body, w.Header(), c)
		}
	}
}

// TestOperatorsAreLimitedApart: who clicks on the status page takes nothing of what readers of
// the same address may ask, nor they of it; and guessing its password is bounded.
func TestOperatorsAreLimitedApart(t *testing.T) {
	t.Parallel()
	server := func() http.Handler {
		s := sourcesServer(&keeper{}, &bytes.Buffer{})
		s.Password, s.Asks, s.Opens = "", gate.Pace{PerSecond: .001, Burst: 2}, gate.Pace{PerSecond: .001, Burst: 1}
		return s.Handler()
	}
	status := func(password string) *http.Request {
		r := get("/status")
		r.SetBasicAuth("", password)
		return r
	}
	h := server()
	for range 10 {
		if w := told(h, status("pass")); w.Code != http.StatusOK {
			t.Fatalf("the status page: %d", w.Code)
		}
		if w := told(h, sent("do", "pause")); w.Code == http.StatusTooManyRequests {
			t.Fatalf("a form of the status page: %d", w.Code)
		}
	}
	for n, want := range []int{200, 200, 429} {
		if w := told(h, post("/api/ask", `{"question":"q"}`)); w.Code != want {
			t.Errorf("question %d after the operator's clicks: %d, want %d", n+1, w.Code, want)
		}
	}
	if w := told(h, status("pass")); w.Code != http.StatusOK {
		t.Errorf("the status page after a reader's questions: %d", w.Code)
	}
	guesses := 0
	for h := server(); guesses < 200 && told(h, status("guess")).Code == http.StatusUnauthorized; {
		guesses++
	}
	if guesses > 100 {
		t.Errorf("%d passwords can be tried at once", guesses)
	}
}

// TestLostPages: a person who goes where nothing is gets a page, a program JSON.
func TestLostPages(t *testing.T) {
	t.Parallel()
	h := (&Server{Desk: fakeDesk{}, Log: slog.New(slog.DiscardHandler)}).Handler()
	for name, c := range map[string]struct {
		path, accept string
		page         bool
	}{
		"a person": {"/nothing", "text/html,application/xhtml+xml", true}, "a program": {"/nothing", "*/*", false},
		"the API": {"/api/nothing", "text/html", false}, "no word": {"/nothing", "", false},
	} {
		r := get(c.path)
		r.Header.Set("Accept", c.accept)
		w := told(h, r)
		if page := strings.HasPrefix(w.Header().Get("Content-Type"), "text/html"); w.Code != http.StatusNotFound || page != c.page || c.page && !strings.Contains(w.Body.String(), "There is nothing at this address") {
			t.Errorf("%s: %d %s %s", name, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
}

func withAddress(r *http.Request, address string) *http.Request {
	r.RemoteAddr = address
	return r
}

func TestStatusesOfFaults(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]int{
		knowledge.ErrNotFound: 404, bot.ErrBusy: 429, bot.ErrBudget: 429, bot.ErrLong: 413, context.DeadlineExceeded: 504, context.Canceled: 503, errSecret: 500,
	} {
		if got := desk.Explain(err).Kind.Status(); got != want {
			t.Errorf("%v is %d, want %d", err, got, want)
		}
	}
}

// TestRequestsAreLogged reads the log: paths without questions, quiet where nothing was asked.
func TestRequestsAreLogged(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		operator      bool
		r             *http.Request
		want, counted string
	}{
		"ask":      {false, get("/api/search?q=private"), "level=INFO msg=request method=GET path=/api/search status=200 bytes=BYTES from=192.0.2.1", `route="GET /api/search"`},
		"nothing":  {false, get("/x"), "level=INFO msg=request method=GET path=/x status=404 bytes=BYTES from=192.0.2.1", `route="none"`},
		"health":   {false, get("/healthz"), "level=DEBUG msg=request method=GET path=/healthz status=200 bytes=BYTES from=192.0.2.1", `route="GET /healthz"`},
		"asset":    {false, get("/assets/none.js"), "level=DEBUG msg=request method=GET path=/assets/none.js status=404 bytes=BYTES from=192.0.2.1", `route="GET /assets/{name}"`},
		"operator": {true, get("/x"), "level=DEBUG msg=request method=GET path=/x status=404 bytes=BYTES from=192.0.2.1", `route="none"`},
	} {
		var log bytes.Buffer
		metrics := desk.NewMetrics(fakeShelf{})
		s := &Server{Desk: fakeDesk{}, Operator: c.operator, Metrics: metrics, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{
			Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
				if a.Key == "ms" || a.Key == slog.TimeKey {
					return slog.Attr{}
				}
				return a
			}}))}
		w := told(s.Handler(), c.r)
		want := strings.ReplaceAll(c.want, "BYTES", strconv.Itoa(w.Body.Len()))
		if got := strings.TrimSpace(log.String()); got != want {
			t.Errorf("%s: logged %s, want %s", name, got, want)
		}
		if got := metrics.Text(t.Context()); !strings.Contains(got, c.counted) {
			t.Errorf("%s: counted %s, want %s", name, got, c.counted)
		}
	}
}

func TestReplyOfARunningBot(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		want   string
	}{
		"its words":   {429, `{"error":"too much"}`, "too much"},
		"no JSON":     {502, "<html>", "the running bot replied 502 Bad Gateway"},
		"no words":    {500, `{}`, "the running bot replied 500 Internal Server Error"},
		"not there":   {404, `{"error":"x"}`, knowledge.ErrNotFound.Error()},
		"without end": {500, `{"error":"` + strings.Repeat("a", maxBody) + `"}`, "the running bot replied 500 Internal Server Error"},
	} {
		resp := &http.Response{StatusCode: c.status, Status: fmt.Sprint(c.status, " ", http.StatusText(c.status)), Body: io.NopCloser(strings.NewReader(c.body))}
		if got := refusal(resp); got.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

func TestEventsOfAStream(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ stream, want string }{
		"an answer ends it": {": hello\nevent: claim\ndata: 1\n\nevent: answer\ndata: 2\n\nevent: claim\ndata: 3\n\n", "claim 1;answer 2;"},
		"a report too":      {"event: report\ndata: 1\n\nevent: answer\ndata: 2\n", "report 1;"},
		"its error":         {"event: error\ndata: {\"error\":\"too late\"}\n", "too late"},
		"its broken error":  {"event: error\ndata: {\n", "read the running bot's error: unexpected end of JSON input"},
		"no end":            {"event: claim\ndata: 1\n", "claim 1;the running bot ended before it had answered"},
		"broken data":       {"event: claim\ndata: bad\n", "read the running bot's claim: it is bad"},
	} {
		var got strings.Builder
		err := events(strings.NewReader(c.stream), func(event string, data []byte) error {
			if string(data) == "bad" {
				return errors.New("it is bad")
			}
			got.WriteString(event + " " + string(data) + ";")
			return nil
		})
		if err != nil {
			got.WriteString(err.Error())
		}
		if got.String() != c.want {
			t.Errorf("%s: %s, want %s", name, got.String(), c.want)
		}
	}
}

func TestUnreachableBot(t *testing.T) {
	t.Parallel()
	c := NewClient(func(context.Context) (net.Conn, error) { return nil, errors.New("no socket") })
	if err := c.Alive(t.Context()); err == nil || err.Error() != "reach the running bot: no socket" {
		t.Errorf("an unreachable bot: %v", err)
	}
	if err := beside(t).Alive(t.Context()); err != nil {
		t.Errorf("a bot within reach: %v", err)
	}
}

// TestLargeBodies holds so many large bodies at one time and no more; small ones and
// an operator's always find room.
func TestLargeBodies(t *testing.T) {
	s := &Server{large: make(chan struct{}, 2)}
	length := func(n int64) *http.Request { return &http.Request{ContentLength: n} }
	var held []func()
	for i, step := range []struct {
		length, most int64
		operator     bool
		release      bool // the oldest that is held, before
	}{
		{length: 100, most: smallBody}, {length: smallBody, most: smallBody}, {length: 0, most: smallBody},
		{length: smallBody + 1, most: maxAsk}, {length: -1, most: maxAsk},
		{length: 1 << 30}, {length: -1}, {length: 100, most: smallBody},
		{length: 1 << 30, most: maxBody, operator: true},
		{length: -1, most: maxAsk, release: true}, {length: -1},
	} {
		if step.release {
			held[0]()
		}
		s.Operator = step.operator
		free, most := s.roomFor(length(step.length))
		if most != step.most || (free == nil) != (step.most == 0) {
			t.Errorf("step %d: a body of %d may have %d bytes, want %d", i, step.length, most, step.most)
		}
		if most == maxAsk {
			held = append(held, free)
		}
	}
}
