package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web/gate"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// told makes a request of a handler and returns the reply.
func told(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestConversationsAreOnesOwn holds a conversation to being known by the
// browser that began it alone.
func TestConversationsAreOnesOwn(t *testing.T) {
	t.Parallel()
	h := (&Server{Desk: fakeDesk{}}).Handler()
	name := func(cookies ...*http.Cookie) (string, []*http.Cookie) {
		r := post("/api/ask", `{"question":"q","conversation":"same"}`)
		for _, c := range cookies {
			r.AddCookie(c)
		}
		w := told(h, r)
		_, rest, _ := strings.Cut(w.Body.String(), `\"Conversation\":\"`)
		found, _, _ := strings.Cut(rest, `\"`)
		return found, w.Result().Cookies() //nolint:bodyclose // a recorder's
	}
	first, given := name()
	if len(given) != 1 || !given[0].HttpOnly || given[0].SameSite != http.SameSiteStrictMode || len(given[0].Value) < 26 {
		t.Fatalf("the cookie is %v", given)
	}
	if again, none := name(given[0]); again != first || len(none) != 0 {
		t.Errorf("the same visitor has %s and %s", first, again)
	}
	for _, c := range []*http.Cookie{{Name: visitorCookie, Value: "guessed"}, {Name: visitorCookie, Value: strings.Repeat("A", 26)}} {
		if other, _ := name(c); other == first || !strings.HasPrefix(other, "web:") {
			t.Errorf("another visitor goes on with %s", other)
		}
	}
}

func TestFeedback(t *testing.T) {
	t.Parallel()
	type heard struct {
		id      int64
		asker   string
		helpful bool
	}
	var got []heard
	s := &Server{Desk: fakeDesk{}, Log: slog.New(slog.DiscardHandler), Rate: func(_ context.Context, id int64, asker string, helpful bool) error {
		got = append(got, heard{id, asker, helpful})
		if !helpful {
			return errors.New("forgotten")
		}
		return nil
	}}
	h := s.Handler()
	r := post("/api/ask", `{"question":"cited"}`)
	r.Header.Set("Accept", "text/event-stream")
	stream := told(h, r).Body.String()
	_, rest, _ := strings.Cut(stream, `{"feedback":"`)
	receipt, _, _ := strings.Cut(rest, `"`)
	if !strings.Contains(stream, `"versions":{"1":"h"}`) || !strings.HasPrefix(receipt, "7-") {
		t.Fatalf("the receipt is %q: %s", receipt, stream)
	}
	for body, status := range map[string]int{
		`{"feedback":"` + receipt + `","helpful":true}`:         200,
		`{"feedback":"` + receipt + `","helpful":false}`:        404,
		`{"feedback":"8` + receipt[1:] + `","helpful":true}`:    404,
		`{"feedback":"7.","helpful":true}`:                      404,
		`{"feedback":"","helpful":true}`:                        404,
		`{"feedback":"` + receipt + `","helpful":true} extra "`: 400,
	} {
		w := told(h, post("/api/feedback", body))
		if w.Code != status {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
		if status == 200 {
			describedAPI(t).fits("/components/schemas/Status", w.Body.String())
		}
	}
	if len(got) != 2 || got[0].id != 7 || got[1].id != 7 {
		t.Errorf("heard %v", got)
	}
}

func TestTooMuchAtOnce(t *testing.T) {
	t.Parallel()
	s := Server{Desk: fakeDesk{}, Asks: gate.Pace{PerSecond: .001, Burst: 2}, Opens: gate.Pace{PerSecond: .001, Burst: 3}, Shelf: fakeShelf{}}
	h := s.Handler()
	from := func(address string, r *http.Request) int {
		r.RemoteAddr = address
		return told(h, r).Code
	}
	ask := func(address string) int { return from(address, post("/api/ask", `{"question":"q"}`)) }
	for i, c := range []struct {
		address string
		want    int
	}{
		{"192.0.2.1:1", 200}, {"192.0.2.1:2", 200}, {"192.0.2.1:3", 429}, {"192.0.2.2:1", 200}, {"192.0.2.1:4", 429},
		{"[2001:db8::1]:1", 200}, {"[2001:db8::2]:1", 200}, {"[2001:db8::3]:1", 429}, {"[2001:db8:0:1::3]:1", 200},
	} {
		if got := ask(c.address); got != c.want {
			t.Errorf("%d: %s got %d, want %d", i, c.address, got, c.want)
		}
	}
	for i, want := range []int{200, 200, 200, 429} {
		if got := from("192.0.2.1:1", get("/api/stories")); got != want {
			t.Errorf("the stories for the %d. time: %d", i+1, got)
		}
	}
	if got := from("192.0.2.1:1", get("/healthz")); got != 200 {
		t.Errorf("health is limited: %d", got)
	}
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	s := "One two.\n\nThree four."
	plain, first, more := run{}, run{Marked: true, First: true}, run{Marked: true}
	with := func(r run, text string) run { r.Text = text; return r }
	for _, c := range []struct {
		start, end int
		want       []paragraph
	}{
		{0, 0, []paragraph{{with(plain, "One two.")}, {with(plain, "Three four.")}}},
		{4, 7, []paragraph{{with(plain, "One "), with(first, "two"), with(plain, ".")}, {with(plain, "Three four.")}}},
		{4, 15, []paragraph{{with(plain, "One "), with(first, "two.")}, {with(more, "Three"), with(plain, " four.")}}},
		{10, 21, []paragraph{{with(plain, "One two.")}, {with(first, "Three four.")}}},
	} {
		if got := paragraphs(s, text.Span{Start: c.start, End: c.end}); !reflect.DeepEqual(got, c.want) {
			t.Errorf("[%d, %d): %v, want %v", c.start, c.end, got, c.want)
		}
	}
}

func TestReader(t *testing.T) {
	t.Parallel()
	s := &Server{Shelf: fakeShelf{old: "Nine died.", story: knowledge.Story{ID: "a", Hash: "new", Title: "A", Text: "Täten died. It rained."}}}
	for address, want := range map[string][]string{
		"/story/a":                           {`<p dir="auto">Täten died. It rained.</p>`, "1 change", "Nearly the same story", "twin"},
		"/story/a?start=0&end=12":            {`<mark id="passage">Täten died.</mark> It rained.`},
		"/story/a?start=2&end=12":            {`<p dir="auto">Täten died. It rained.</p>`}, // within a letter
		"/story/a?start=5&end=99999":         {`<p dir="auto">Täten died. It rained.</p>`},
		"/story/a?start=-1&end=x":            {`<p dir="auto">Täten died. It rained.</p>`},
		"/story/a?version=old&start=0&end=4": {`<mark id="passage">Nine</mark> died.`, "earlier version"},
		"/story/gone?version=old":            {"no longer among", "Nine died."},
		"/story/a?version=forged":            {"There is no such story"},
		"/story/b":                           {"There is no such story"},
	} {
		_, w := opened(t, s, address)
		for _, part := range want {
			if !strings.Contains(w.Body.String(), part) {
				t.Errorf("%s lacks %q: %s", address, part, w.Body)
			}
		}
		if missing := strings.Contains(want[0], "no such"); missing != (w.Code == http.StatusNotFound) {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

// TestStatusIsTheOperators holds the status page to who may see it and who may act there.
func TestStatusIsTheOperators(t *testing.T) {
	t.Parallel()
	metrics := desk.NewMetrics(fakeShelf{}, "web")
	counted := metrics.Desk(failing{})
	if _, err := counted.Answer(t.Context(), bot.Question{Surface: "web"}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := counted.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	past := func(context.Context) (*Past, error) {
		return &Past{Unanswered: []Repeated{{Question: "Who <b>won</b>?", Times: 3}}, Days: []Day{{Day: time.Now().UTC().Format(time.DateOnly), Questions: 4, Answered: 1}}}, nil
	}
	with := Server{Desk: counted, Shelf: fakeShelf{}, Metrics: metrics, Past: past, Loopback: true}
	token := with
	token.Admin = "a long enough secret"
	named := with
	named.Hosts = []string{"bot.example"}
	away := with
	away.Loopback = false
	for name, c := range map[string]struct {
		server   Server
		method   string
		password string
		want     int
	}{
		"at this computer":       {with, "GET", "", 200},
		"reload without a token": {with, "POST", "", 403},
		"from away":              {away, "GET", "", 403},
		"behind a proxy":         {named, "GET", "", 403},
		"no password":            {token, "GET", "", 401},
		"wrong password":         {token, "GET", "a long enough secreT", 401},
		"operator":               {token, "GET", token.Admin, 200},
		"reload":                 {token, "POST", token.Admin, 303},
		"reload, wrong":          {token, "POST", "x", 401},
	} {
		r := get("/status")
		if c.method == "POST" {
			r = post("/status/reload", "")
		}
		if c.password != "" {
			r.SetBasicAuth("any", c.password)
		}
		w := told(c.server.Handler(), r)
		if w.Code != c.want {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		if body := w.Body.String(); c.want == 200 && (!strings.Contains(body, "Who &lt;b&gt;won&lt;/b&gt;?") || !strings.Contains(body, "<td>bad.txt</td><td>is broken</td><td>in the last load</td>") || !strings.Contains(body, "4 questions") ||
			!strings.Contains(body, "could not be read 2 times in a row, its stories are as of 2023-11-14 22:13 UTC: answers &lt;503&gt;") || !strings.Contains(body, "<td>well</td>") ||
			strings.Contains(body, `name="confirm"`) != (c.server.Admin != "")) {
			t.Errorf("%s: %s", name, body)
		}
	}
	scraped := told(with.Handler(), withAddress(get("/metrics"), "127.0.0.1:1")).Body.String()
	for _, want := range []string{`storybot_questions_total{mode="model",surface="web"} 1`, `storybot_tokens_total{kind="prompt"} 2`,
		`storybot_dropped_sentences_total{kind="name"} 1`, `storybot_loads_total{outcome="partly"} 2`, "storybot_stories 1", "storybot_questions_waiting 0",
		`storybot_stage_seconds_count{stage="answer"} 1`, "storybot_newest_story_age_seconds -1",
		`storybot_source_warning{source="news.example/feed.xml",why="failing"} 1`, `storybot_source_warning{source="news",why="held"} 1`,
		`storybot_source_warning{source="news+",why="held"} 0`, `storybot_source_stories{source="news"} 7`} {
		if !strings.Contains(scraped, want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	if strings.Contains(scraped, "secret") || strings.Contains(scraped, "/home") {
		t.Error("the metrics tell what is the operator's")
	}
}

// failing is a Desk whose loads fail in part.
type failing struct{ fakeDesk }

func (failing) Answer(context.Context, bot.Question, bot.Show) (bot.Answer, error) {
	return citedAnswer(), nil
}

func (failing) Load(context.Context, knowledge.LoadOptions) (knowledge.Report, error) {
	return knowledge.Report{Failed: []knowledge.Failure{{Item: "bad.txt", Error: "is broken"}}}, nil
}

// TestExamplesNeedAnAnswer holds the examples to what a search of the stories answers.
func TestExamplesNeedAnAnswer(t *testing.T) {
	t.Parallel()
	story := knowledge.Story{ID: "a", Hash: "new", Title: "A bridge falls", Text: "Anna Bell, the mayor of Oldport, came at once. Trains are stopped."}
	s := &Server{Shelf: deaf{fakeShelf{story: story}}}
	got, err := s.makeExamples(t.Context())
	if want := []Example{{"/summary A bridge falls"}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("where nothing is found: %v, %v, want %v", got, err, want)
	}
}

// TestStoriesOutOfReach asks for the pages that show what is loaded while one
// part or another of the stories cannot be read.
func TestStoriesOutOfReach(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		path, broken string
		want         int
	}{
		{"/", "", http.StatusOK},
		{"/", "info", http.StatusInternalServerError},
		{"/status", "", http.StatusOK},
		{"/status", "info", http.StatusInternalServerError},
		{"/status", "sources", http.StatusInternalServerError},
		{"/api/examples", "", http.StatusOK},
		{"/api/examples", "info", http.StatusInternalServerError},
		{"/api/examples", "stories", http.StatusInternalServerError},
	} {
		s := &Server{Desk: fakeDesk{}, Shelf: outOfReach{fakeShelf{story: knowledge.Story{ID: "a", Title: "A"}}, test.broken}, Metrics: desk.NewMetrics(fakeShelf{}), Loopback: true, Log: slog.New(slog.DiscardHandler)}
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+test.path, nil))
		if w.Code != test.want || strings.Contains(w.Body.String(), "10.0.0.7") {
			t.Errorf("%s with broken %q: %d %s, want %d", test.path, test.broken, w.Code, w.Body, test.want)
		}
	}
}

// outOfReach is a Shelf of which a part cannot be read.
type outOfReach struct {
	fakeShelf
	broken string
}

var errOutOfReach = errors.New("dial 10.0.0.7: refused")

func (o outOfReach) Info(ctx context.Context) (knowledge.Info, error) {
	if o.broken == "info" {
		return knowledge.Info{}, errOutOfReach
	}
	return o.fakeShelf.Info(ctx)
}

func (o outOfReach) Stories(ctx context.Context, filter string) ([]*knowledge.StoryInfo, error) {
	if o.broken == "stories" {
		return nil, errOutOfReach
	}
	return o.fakeShelf.Stories(ctx, filter)
}

func (o outOfReach) SourceStatus(ctx context.Context) (map[string]knowledge.SourceStatus, error) {
	if o.broken == "sources" {
		return nil, errOutOfReach
	}
	return o.fakeShelf.SourceStatus(ctx)
}

// deaf is a Shelf on which a search finds nothing.
type deaf struct{ fakeShelf }

func (deaf) Search(context.Context, knowledge.Query) (knowledge.Found, error) {
	return knowledge.Found{}, nil
}
