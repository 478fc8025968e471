package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func TestListsMayBeOneString(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]stringList{
		`"a"`: {"a"}, `["a","b"]`: {"a", "b"}, `""`: nil, `[]`: {}, `null`: nil,
	} {
		got := stringList{"before"}
		if err := json.Unmarshal([]byte(body), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %#v, %v, want %#v", body, got, err, want)
		}
	}
	if err := json.Unmarshal([]byte(`7`), new(stringList)); err == nil {
		t.Error("a number is taken for a list")
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]int{"": 0, "1": 1, "1000": 1000, "0": -1, "-3": -1, "1001": -1, "x": -1, "1.5": -1} {
		got, err := count(url.Values{"limit": {given}}, "limit")
		if err != nil && err.Error() == "limit must be a number from 1 to 1000" {
			got = -1
		}
		if got != want {
			t.Errorf("limit=%s is %d, %v, want %d", given, got, err, want)
		}
	}
}

// several is a desk of three stories.
type several struct{ fakeDesk }

func (several) Stories(context.Context, string) (desk.Listing, error) {
	return desk.NewListing([]*knowledge.StoryInfo{{Story: knowledge.Story{ID: "a"}}, {Story: knowledge.Story{ID: "b"}}, {Story: knowledge.Story{ID: "c"}}}), nil
}

func TestStoriesUpToALimit(t *testing.T) {
	t.Parallel()
	h := (&Server{Desk: several{}, Log: slog.New(slog.DiscardHandler)}).Handler()
	for address, want := range map[string]string{
		"/api/stories": "3 of 3", "/api/stories?limit=2": "2 of 3", "/api/stories?limit=9": "3 of 3", "/api/stories?limit=0": "0 of 0",
	} {
		var list desk.Listing
		if err := json.Unmarshal(told(h, get(address)).Body.Bytes(), &list); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%d of %d", len(list.Stories), list.Total); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// refusing is a desk whose loads fail; it hears what was asked for.
type refusing struct {
	fakeDesk
	asked *knowledge.LoadOptions
	err   error
}

func (d refusing) Load(_ context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	*d.asked = o
	return knowledge.Report{Sources: []knowledge.SourceStatus{{Source: "s", Stories: 3}}}, d.err
}

func TestReloadFromThePage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		form   string
		err    error
		want   knowledge.LoadOptions
		status int
	}{
		"plain":     {"", nil, knowledge.LoadOptions{Retry: true}, 303},
		"confirmed": {"confirm=1", nil, knowledge.LoadOptions{Retry: true, Confirm: true}, 303},
		"failed":    {"", errors.New("disk is <full>"), knowledge.LoadOptions{Retry: true}, 200},
	} {
		var asked knowledge.LoadOptions
		s := &Server{Desk: refusing{fakeDesk{}, &asked, c.err}, Shelf: fakeShelf{}, Metrics: desk.NewMetrics(fakeShelf{}), Admin: "pass", Log: slog.New(slog.DiscardHandler)}
		r := post("/status/reload", c.form)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.SetBasicAuth("x", "pass")
		w := told(s.Handler(), r)
		if w.Code != c.status || !reflect.DeepEqual(asked, c.want) || strings.Contains(w.Body.String(), "disk is &lt;full&gt;") != (c.err != nil) {
			t.Errorf("%s: %d, asked for %+v, want %+v: %s", name, w.Code, asked, c, w.Body)
		}
	}
}

func TestLoadAsEvents(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path, body string
		err        error
		want       knowledge.LoadOptions
		events     []string
	}{
		"reload":    {"/api/reload", `{"only":["s"]}`, nil, knowledge.LoadOptions{Retry: true, Only: []string{"s"}}, []string{"sources", "report"}},
		"check":     {"/api/check", "", nil, knowledge.LoadOptions{Retry: true, DryRun: true, All: true}, []string{"sources", "report"}},
		"confirmed": {"/api/reload", `{"confirm":true,"all":true}`, nil, knowledge.LoadOptions{Retry: true, Confirm: true, All: true}, []string{"sources", "report"}},
		"failed":    {"/api/reload", "", errSecret, knowledge.LoadOptions{Retry: true}, []string{"error"}},
	} {
		var asked knowledge.LoadOptions
		r := post(c.path, c.body)
		r.Header.Set("Accept", "text/event-stream")
		w := told((&Server{Desk: refusing{fakeDesk{}, &asked, c.err}, Operator: true, Log: slog.New(slog.DiscardHandler)}).Handler(), r)
		var events []string
		for line := range strings.Lines(w.Body.String()) {
			if name, ok := strings.CutPrefix(strings.TrimSpace(line), "event: "); ok {
				events = append(events, name)
			}
		}
		asked.Progress = nil
		if !reflect.DeepEqual(events, c.events) || !reflect.DeepEqual(asked, c.want) || w.Header().Get("X-Accel-Buffering") != "no" ||
			w.Header().Get("Content-Type") != "text/event-stream; charset=utf-8" || !w.Flushed {
			t.Errorf("%s: %q for %+v %v, want %+v", name, events, asked, w.Header(), c)
		}
	}
}

// TestNobodyIsAskedWithoutAJournal gives no receipt, and takes none.
func TestNobodyIsAskedWithoutAJournal(t *testing.T) {
	t.Parallel()
	s := &Server{Desk: fakeDesk{}, Log: slog.New(slog.DiscardHandler)}
	h := s.Handler()
	r := post("/api/ask", `{"question":"cited"}`)
	r.Header.Set("Accept", "text/event-stream")
	if got := told(h, r).Body.String(); !strings.Contains(got, `event: receipt`+"\n"+`data: {"feedback":"","address":"","versions":{"1":"h"},"langs":{},"nearest":[]}`) {
		t.Errorf("the receipt of an answer that is not recorded: %s", got)
	}
	if got := told(h, post("/api/feedback", `{"feedback":"`+s.receipts.of(7)+`","helpful":true}`)).Code; got != http.StatusNotFound {
		t.Errorf("feedback that is not recorded: %d", got)
	}
	s.Rate = func(context.Context, int64, string, bool) error { return nil }
	a := citedAnswer()
	a.ID = 0
	if got := s.receipt(t.Context(), &a).Feedback; got != "" {
		t.Errorf("an answer without a number has the receipt %q", got)
	}
}

func TestPatience(t *testing.T) {
	t.Parallel()
	for set, want := range map[time.Duration]time.Duration{0: 2 * time.Minute, -1: 2 * time.Minute, time.Second: time.Second} {
		s := &Server{Patience: set}
		if got := s.patience(); got != want || s.HTTP().WriteTimeout != want+30*time.Second {
			t.Errorf("patience %v is %v, want %v, and half a minute more to write", set, got, want)
		}
	}
}

// TestVisitorIsKnownFromThePage holds the page to giving the cookie that conversations need.
func TestVisitorIsKnownFromThePage(t *testing.T) {
	t.Parallel()
	h := (&Server{Desk: fakeDesk{}, Log: slog.New(slog.DiscardHandler)}).Handler()
	if got := told(h, get("/")).Header().Get("Set-Cookie"); !strings.HasPrefix(got, visitorCookie+"=") || !strings.Contains(got, "Max-Age=2592000") {
		t.Errorf("the page gives the cookie %q", got)
	}
}

// TestLongVersionsAreCompared compares texts that are too long to compare sentence by sentence.
func TestLongVersionsAreCompared(t *testing.T) {
	t.Parallel()
	long := func(word string, n int) string {
		var b bytes.Buffer
		for i := range n {
			fmt.Fprintf(&b, "It %s %d there. ", word, i)
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		from, to string
		want     int
	}{
		"ends":        {"First came rain. " + long("was", 5000) + "Last.", "Then snow fell. " + long("was", 5000) + "Bees.", 2},
		"like ends":   {long("was", 2000) + "Last.", long("was", 2000) + "Bees.", 1},
		"like starts": {"First. " + long("was", 2000), "Then. " + long("was", 2000), 1},
		"all else":    {long("was", mostEdits), long("is", mostEdits), 1},
	} {
		if got := len(changes(text.English(), c.from, c.to)); got != c.want {
			t.Errorf("%s: %d changes, want %d", name, got, c.want)
		}
	}
}
