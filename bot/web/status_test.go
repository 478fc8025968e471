package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// sourced is a Shelf whose sources are as given.
type sourced struct {
	fakeShelf
	states map[string]knowledge.SourceStatus
}

func (s sourced) SourceStatus(context.Context) (map[string]knowledge.SourceStatus, error) {
	return s.states, nil
}

func TestStatusPage(t *testing.T) {
	t.Parallel()
	const confirm, plain, quiet = `name="confirm"`, "Reload now", "There is no journal"
	today := time.Now().UTC().Format(time.DateOnly)
	read := time.Unix(1_700_000_000, 0)
	for name, c := range map[string]struct {
		state     knowledge.SourceStatus
		past      func(context.Context) (*Past, error)
		loading   bool
		has, lack []string
		status    int
	}{
		"well":       {knowledge.SourceStatus{Stories: 3, Read: read}, nil, false, []string{plain, "<td>well</td>", quiet, "1 story"}, []string{confirm}, 200},
		"held":       {knowledge.SourceStatus{Stories: 3, Read: read, Held: 1}, nil, false, []string{plain, confirm}, nil, 200},
		"never read": {knowledge.SourceStatus{}, nil, false, []string{"<td>never</td>"}, nil, 200},
		"loading":    {knowledge.SourceStatus{}, nil, true, []string{"The stories are being loaded."}, []string{"1 story"}, 200},
		"past": {knowledge.SourceStatus{}, func(context.Context) (*Past, error) {
			return &Past{Helpful: 1, NotHelped: 2, Days: []Day{{Day: today, Questions: 3, Answered: 1, Usage: bot.Usage{PromptTokens: 50, CompletionTokens: 7}}}}, nil
		}, false, []string{"3 questions;", "57 tokens;", ": 3, of these 1", ": 57, of these 7", "Helpful: 1, not helpful: 2.", "None."}, []string{quiet}, 200},
		"no past": {knowledge.SourceStatus{}, func(context.Context) (*Past, error) { return nil, errors.New("disk") }, false, []string{"something went wrong here"}, []string{"disk"}, 500},
	} {
		s := &Server{Desk: fakeDesk{}, Shelf: sourced{states: map[string]knowledge.SourceStatus{"news": c.state}}, Metrics: desk.NewMetrics(fakeShelf{}),
			Past: c.past, Admin: "pass", Log: slog.New(slog.DiscardHandler), Ready: func(context.Context) error {
				if c.loading {
					return errors.New("loading")
				}
				return nil
			}}
		r := get("/status")
		r.SetBasicAuth("x", "pass")
		w := told(s.Handler(), r)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
		for _, part := range c.has {
			if !strings.Contains(w.Body.String(), part) {
				t.Errorf("%s lacks %q: %s", name, part, w.Body)
			}
		}
		for _, part := range c.lack {
			if strings.Contains(w.Body.String(), part) {
				t.Errorf("%s has %q: %s", name, part, w.Body)
			}
		}
	}
}

// TestPageShowsExamplesOnceMade: the page itself waits for none.
func TestPageShowsExamplesOnceMade(t *testing.T) {
	t.Parallel()
	h := (&Server{Desk: fakeDesk{}, Shelf: racked(news("a", "Rain", "It rained.")), Log: slog.New(slog.DiscardHandler)}).Handler()
	for i, want := range []bool{false, true} {
		body := told(h, get("/")).Body.String()
		if strings.Contains(body, `<button type="button" dir="auto">/summary Rain</button>`) != want || strings.Contains(body, "being loaded") {
			t.Errorf("page %d shows the example: %v, want %v", i, !want, want)
		}
		told(h, get("/api/examples"))
	}
}

// partShelf is a Shelf of which one part of a story cannot be read.
type partShelf struct {
	fakeShelf
	broken string
}

func (p partShelf) fails(part string) error {
	if p.broken == part {
		return errOutOfReach
	}
	return nil
}

func (p partShelf) Versions(ctx context.Context, id string) ([]knowledge.Version, error) {
	v, _ := p.fakeShelf.Versions(ctx, id)
	return v, p.fails("versions")
}

func (p partShelf) Story(ctx context.Context, id string) (knowledge.Story, error) {
	s, _ := p.fakeShelf.Story(ctx, id)
	return s, p.fails("story")
}

func (p partShelf) Text(ctx context.Context, id, hash string) (string, error) {
	s, _ := p.fakeShelf.Text(ctx, id, hash)
	return s, p.fails("text of " + hash)
}

func (p partShelf) Search(ctx context.Context, q knowledge.Query) (knowledge.Found, error) {
	f, _ := p.fakeShelf.Search(ctx, q)
	return f, p.fails("search")
}

func TestReaderOutOfReach(t *testing.T) {
	t.Parallel()
	for _, broken := range []string{"", "versions", "story", "text of new", "text of old", "search"} {
		s := &Server{Desk: fakeDesk{}, Shelf: partShelf{fakeShelf{story: knowledge.Story{ID: "a", Hash: "new", Title: "A", Text: "It rained."}}, broken}, Log: slog.New(slog.DiscardHandler)}
		w := told(s.Handler(), get("/story/a"))
		want, words := http.StatusInternalServerError, "something went wrong here"
		if broken == "" {
			want, words = http.StatusOK, "It rained."
		}
		if w.Code != want || !strings.Contains(w.Body.String(), words) || strings.Contains(w.Body.String(), "10.0.0.7") {
			t.Errorf("with broken %q: %d %s", broken, w.Code, w.Body)
		}
	}
}

// TestClientHearsOfSources: a report has the sources that came before it.
func TestClientHearsOfSources(t *testing.T) {
	t.Parallel()
	asked := knowledge.LoadOptions{}
	report, err := besideDesk(t, refusing{fakeDesk{}, &asked, nil}).Load(t.Context(), knowledge.LoadOptions{Confirm: true, Only: []string{"s"}})
	if want := []knowledge.SourceStatus{{Source: "s", Stories: 3}}; err != nil || !reflect.DeepEqual(report.Sources, want) {
		t.Errorf("the sources are %+v, %v, want %+v", report.Sources, err, want)
	}
	if !asked.Confirm || !reflect.DeepEqual(asked.Only, []string{"s"}) {
		t.Errorf("asked for %+v", asked)
	}
}
