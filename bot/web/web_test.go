package web

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

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// fakeDesk is a Desk with one story. It answers with what it was asked, and does
// by certain questions what a desk may do.
type fakeDesk struct{}

var errSecret = errors.New("open /var/secret: broken")

func (fakeDesk) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	switch q.Text {
	case "panic":
		panic("a fault")
	case "fail":
		return bot.Answer{}, errSecret
	case "busy":
		return bot.Answer{}, fmt.Errorf("answer: %w", bot.ErrBusy)
	case "budget":
		return bot.Answer{}, bot.ErrBudget
	case "long":
		return bot.Answer{}, bot.ErrLong
	case "slow":
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	}
	if q.Text == "late" && q.Reading != nil {
		q.Reading([]bot.Reading{{Story: "a", Title: "A", Label: knowledge.News}})
	}
	if q.Text == "late" && q.Interim != nil {
		a := citedAnswer()
		a.Text, a.Mode = "Stands in. [1]", bot.ModeExtract
		q.Interim(a)
		return citedAnswer(), nil
	}
	if show != nil {
		show(bot.Shown{Claim: claim("First: " + q.Text), Added: []bot.Citation{}})
		show(bot.Shown{Claim: claim("Second.\nAnd a line."), Opens: " ", Added: []bot.Citation{}})
		if q.Text == "late panic" {
			panic("a late fault")
		}
	}
	if q.Text == "cited" {
		return citedAnswer(), nil
	}
	told, err := json.Marshal(q)
	return bot.Answer{Question: q.Text, Mode: bot.ModeExtract, Text: string(told), AsOf: time.Unix(0, 0).UTC(),
		Claims: []bot.Claim{claim(string(told))}, Citations: []bot.Citation{}, Dropped: []bot.Dropped{}, Notes: []bot.Note{}}, err
}

func claim(words string, cites ...int) bot.Claim {
	return bot.Claim{Text: words, Citations: append([]int{}, cites...), Checked: "rules"}
}

// citedAnswer has something of everything.
func citedAnswer() bot.Answer {
	return bot.Answer{ID: 7, Question: "cited", Mode: bot.ModeModel, Text: "A fact. [1]", Confidence: .5,
		Citations: []bot.Citation{{N: 1, Story: "a", Version: "h", Title: "A", Label: knowledge.Opinion, Published: "2019-01-03", Quote: "The text.", End: 9}},
		Claims:    []bot.Claim{claim("A fact. [1]", 1)},
		Dropped:   []bot.Dropped{{Sentence: "A lie.", Kind: "name", Why: "lie is not in [1]"}},
		Notes:     []bot.Note{{Kind: "label", Text: "[1] is an opinion.", Said: &say.Message{Key: say.IsOpinion, With: say.With{"mark": say.Text("[1]")}}}},
		AsOf:      time.Unix(0, 0).UTC(), Usage: bot.Usage{PromptTokens: 2, CompletionTokens: 1}}
}

func (s fakeDesk) Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error) {
	q.Text += " " + string(style)
	return s.Answer(ctx, q, show)
}

func (s fakeDesk) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	q.Text += " timeline"
	return s.Answer(ctx, q, nil)
}

func (s fakeDesk) Digest(ctx context.Context, q bot.Question) (bot.Answer, error) {
	q.Text += " digest"
	return s.Answer(ctx, q, nil)
}

func (fakeDesk) Search(_ context.Context, q bot.Question, limit, perStory int) (desk.Results, error) {
	told, err := json.Marshal(q)
	hit := knowledge.Hit{Story: knowledge.Story{ID: "a", Text: string(told)}, Span: text.Span{Start: 1, End: len(told)}, Score: float64(100*limit + perStory)}
	return desk.NewResults(knowledge.Query{Text: q.Text, Filter: knowledge.Filter{Since: q.Since, Until: q.Until}}, knowledge.Found{Hits: []knowledge.Hit{hit}}), err
}

func (fakeDesk) Stories(_ context.Context, filter string) (desk.Listing, error) {
	if filter == "none" {
		return desk.NewListing(nil), nil
	}
	return desk.NewListing([]*knowledge.StoryInfo{{Story: knowledge.Story{ID: "a", Title: "A <b>"}, Counted: 2}}), nil
}

func (fakeDesk) Story(_ context.Context, id string) (desk.Opened, error) {
	if id != "a" {
		return desk.Opened{}, fmt.Errorf("%s: %w", id, knowledge.ErrNotFound)
	}
	return desk.NewOpened(&knowledge.StoryInfo{Story: knowledge.Story{ID: id, Title: "A"}}, "The text.", []knowledge.Version{{Hash: "h", TextChanged: true}}), nil
}

func (fakeDesk) Version(context.Context, string, string) (s knowledge.Story, present bool, err error) {
	return s, false, knowledge.ErrNotFound
}

func (fakeDesk) Sources() []string { return nil }

func (fakeDesk) Status(context.Context, *words.Words) ([]string, error) { return nil, nil }
func (fakeDesk) Warnings(context.Context, *words.Words) []string        { return nil }

func (fakeDesk) Load(_ context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	if o.Progress != nil {
		o.Progress("a.txt", 1)
	}
	r := knowledge.Report{Added: []string{}, Updated: []string{}, Removed: []string{}, Failed: []knowledge.Failure{}}
	r.Added = append(r.Added, fmt.Sprintf("dry %v, all %v, retry %v, confirm %v, only %v", o.DryRun, o.All, o.Retry, o.Confirm, o.Only))
	return r, nil
}

// serve makes a request of a server and returns status, body and what was logged.
func serve(t *testing.T, s Server, r *http.Request) (status int, body, logged string) {
	t.Helper()
	var log bytes.Buffer
	s.Desk, s.Log = fakeDesk{}, slog.New(slog.NewTextHandler(&log, nil))
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s %s: nosniff is missing", r.Method, r.URL)
	}
	return w.Code, w.Body.String(), log.String()
}

func post(path, body string) *http.Request {
	return request(http.MethodPost, path, strings.NewReader(body))
}

func get(path string) *http.Request { return request(http.MethodGet, path, nil) }

func request(method, path string, body io.Reader) *http.Request {
	r := httptest.NewRequestWithContext(context.Background(), method, path, body)
	r.Host = "localhost:8080"
	return r
}

func TestReplies(t *testing.T) {
	t.Parallel()
	public, operator := Server{Patience: 20 * time.Millisecond}, Server{Operator: true}
	for name, c := range map[string]struct {
		server Server
		r      *http.Request
		status int
		body   string
	}{
		"ask":             {public, post("/api/ask", `{"question": "who?"}`), 200, `"question":"who?"`},
		"fields":          {public, post("/api/ask", `{"question":"q","story":"s","collection":"c","since":"2019","until":"2019-02"}`), 200, `2019-03-01T00:00:00Z`},
		"own surface":     {public, post("/api/ask", `{"question":"q","surface":"eval","conversation":"cli:1"}`), 200, `,\"Surface\":\"web\"`},
		"summary":         {public, post("/api/summary", `{"question":"q","style":"Bullets"}`), 200, `"question":"q bullets"`},
		"no style":        {public, post("/api/summary", `{"question":"q","style":"haiku"}`), 400, `brief, bullets or long`},
		"digest":          {public, post("/api/digest", `{"question":"q"}`), 200, `"question":"q digest"`},
		"timeline":        {public, post("/api/timeline", `{"question":"q"}`), 200, `"question":"q timeline"`},
		"bad date":        {public, post("/api/ask", `{"question":"q","since":"soon"}`), 400, `{"error":"\"soon\" is no date`},
		"no body":         {public, post("/api/ask", ``), 400, `{"error":"the body is empty`},
		"no JSON":         {public, post("/api/ask", `question=who`), 400, `{"error":"the body is not`},
		"two documents":   {public, post("/api/ask", `{"question":"q"} {}`), 400, `more follows`},
		"too long":        {public, post("/api/ask", `{"question":"`+strings.Repeat("a", maxBody)+`"}`), 413, `{"error":"`},
		"long":            {public, post("/api/ask", `{"question":"`+strings.Repeat("é", 100_000)+`"}`), 200, `"mode":"extract"`},
		"panic":           {public, post("/api/ask", `{"question":"panic"}`), 500, `{"error":"something went wrong here`},
		"fail":            {public, post("/api/ask", `{"question":"fail"}`), 500, `{"error":"something went wrong here`},
		"operator's fail": {operator, post("/api/ask", `{"question":"fail"}`), 500, `/var/secret`},
		"a long question": {public, post("/api/ask", `{"question":"long"}`), 413, `{"error":"a question may have at most 4000 characters`},
		"busy":            {public, post("/api/ask", `{"question":"busy"}`), 429, `{"error":"too many questions`},
		"budget":          {public, post("/api/ask", `{"question":"budget"}`), 429, `{"error":"today's budget`},
		"slow":            {public, post("/api/ask", `{"question":"slow"}`), 504, `{"error":"the answer took too long`},
		"search":          {public, get("/api/search?q=a+b&since=2019&until=2019"), 200, `{"query":"a b","since":"2019-01-01","until":"2019-12-31","hits":[{"story":"a","title":"","outlet":"","label":"news","published":"","url":"","score":0,"start":1,`},
		"no search":       {public, get("/api/search?q=+"), 400, `add ?q=`},
		"bad limit":       {public, get("/api/search?q=a&limit=-1"), 400, `limit must be a number`},
		"stories":         {public, get("/api/stories"), 200, `{"total":1,"stories":[{"id":"a","title":"A <b>","outlet":"","authors":[],"published":"","updated":"","url":"","collection":"","label":"news","lang":"","words":2,"source":""}]}`},
		"no stories":      {public, get("/api/stories?q=none"), 200, `{"total":0,"stories":[]}`},
		"story":           {public, get("/api/stories/a"), 200, `"text":"The text.","versions":[{"hash":"h","seen":"0001-01-01T00:00:00Z","text_changed":true}]`},
		"no story":        {public, get("/api/stories/b"), 404, `{"error":"there is no such story"}`},
		"page":            {public, get("/"), 200, `<title>Storybot</title>`},
		"health":          {public, get("/healthz"), 200, `{"status":"ok"}`},
		"ready":           {public, get("/readyz"), 200, `{"status":"ready"}`},
		"nothing":         {public, get("/nothing"), 404, `{"error":"there is nothing`},
		"wrong method":    {public, get("/api/ask"), 405, `{"error":"this address wants POST"}`},
		"delete":          {public, request(http.MethodDelete, "/api/stories/a", nil), 405, `wants GET`},
		"no reload":       {public, post("/api/reload", `{}`), 404, `{"error":`},
		"no check":        {public, post("/api/check", `{}`), 404, `{"error":`},
		"reload":          {operator, post("/api/reload", `{"all":true}`), 200, `dry false, all true, retry true`},
		"confirmed":       {operator, post("/api/reload", `{"confirm":true,"only":["a"]}`), 200, `confirm true, only [a]`},
		"plain reload":    {operator, request(http.MethodPost, "/api/reload", nil), 200, `dry false, all false, retry true`},
		"check":           {operator, post("/api/check", `{}`), 200, `dry true, all true`},
		"bad reload":      {operator, post("/api/reload", `{"all":`), 400, `{"error":`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, body, _ := serve(t, c.server, c.r)
			if status != c.status || !strings.Contains(body, c.body) {
				t.Errorf("got %d %s, want %d %s", status, cut(body), c.status, c.body)
			}
			if !c.server.Operator && strings.Contains(body, "secret") {
				t.Error("the public is told of the inside")
			}
		})
	}
}

func cut(s string) string { return s[:min(len(s), 300)] }

func TestFailuresAreLogged(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"panic", "fail"} {
		_, _, logged := serve(t, Server{}, post("/api/ask", `{"question":"`+question+`"}`))
		if !strings.Contains(logged, "a fault") && !strings.Contains(logged, "/var/secret") {
			t.Errorf("%s: the log says %q", question, logged)
		}
	}
}

func TestEvents(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"who?":       "event: claim\ndata: {\"text\":\"First: who?\",\"citations\":[],\"checked\":\"rules\",\"state\":\"\",\"opens\":\"\",\"added\":[]}\n\nevent: claim\ndata: {\"text\":\"Second.\\nAnd a line.\",\"citations\":[],\"checked\":\"rules\",\"state\":\"\",\"opens\":\" \",\"added\":[]}\n\nevent: receipt\ndata: {\"feedback\":\"\",\"address\":\"\",\"versions\":{},\"langs\":{},\"nearest\":[]}\n\nevent: answer\ndata: {\"question\":\"who?\"",
		"fail":       "event: error\ndata: {\"error\":\"something went wrong here; the operator's log says what\"}\n\n",
		"late panic": "And a line.\",\"citations\":[],\"checked\":\"rules\",\"state\":\"\",\"opens\":\" \",\"added\":[]}\n\nevent: error\ndata: {\"error\":\"something went wrong here",
	} {
		r := post("/api/ask", `{"question":"`+question+`"}`)
		r.Header.Set("Accept", "text/event-stream")
		status, body, _ := serve(t, Server{}, r)
		if status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: got %d %s, want %s", question, status, body, want)
		}
	}
}

func TestStrangersAreKeptOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		server       Server
		host, origin string
		status       int
	}{
		{"itself", Server{Loopback: true}, "localhost:8080", "http://localhost:8080", 200},
		{"by number", Server{Loopback: true}, "127.0.0.1:8080", "", 200},
		{"by long number", Server{Loopback: true}, "[::1]:8080", "", 200},
		{"another's name for it", Server{Loopback: true}, "evil.example", "", 421},
		{"a name that begins so", Server{Loopback: true}, "localhost.evil.example", "", 421},
		{"reached from elsewhere", Server{Hosts: []string{"news.example"}}, "News.example.:80", "", 200},
		{"by a page of its own", Server{Hosts: []string{"news.example"}}, "news.example", "http://news.example", 200},
		{"by a proxy", Server{Loopback: true, Hosts: []string{"news.example"}}, "news.example", "", 200},
		{"from elsewhere by number", Server{}, "192.0.2.7:8080", "", 200},
		{"from elsewhere by a name made to point here", Server{}, "evil.example", "", 421},
		{"by a number that is not its own", Server{Loopback: true}, "192.0.2.7:8080", "", 421},
		{"another site's page", Server{Loopback: true}, "localhost:8080", "http://evil.example", 403},
		{"another port's page", Server{Loopback: true}, "localhost:8080", "http://localhost:9090", 403},
	} {
		r := post("/api/ask", `{"question":"q"}`)
		r.Host = c.host
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if status, body, _ := serve(t, c.server, r); status != c.status {
			t.Errorf("%s: got %d %s, want %d", c.name, status, body, c.status)
		}
	}
}

func TestNotReady(t *testing.T) {
	t.Parallel()
	s := Server{Ready: func(context.Context) error { return errors.New("still loading") }}
	if status, body, _ := serve(t, s, get("/readyz")); status != 503 || !strings.Contains(body, "still loading") {
		t.Errorf("got %d %s", status, body)
	}
}

func TestTimeLimits(t *testing.T) {
	t.Parallel()
	h := (&Server{}).HTTP()
	if h.ReadHeaderTimeout <= 0 || h.ReadTimeout <= 0 || h.WriteTimeout <= 0 || h.IdleTimeout <= 0 || h.MaxHeaderBytes <= 0 {
		t.Errorf("a limit is missing: %+v", h)
	}
	if (&Server{Operator: true}).HTTP().WriteTimeout != 0 {
		t.Error("an operator's load may take long")
	}
}
