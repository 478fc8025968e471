package web

import (
	"context"
	"errors"
	"fmt"
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

// TestShared holds an answer to its address: in every form as it was given, and to nobody
// without the seal.
func TestShared(t *testing.T) {
	t.Parallel()
	record := func(_ context.Context, id int64) (desk.Entry, error) {
		switch id {
		case 7:
			return desk.Entry{Asked: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC), Asker: "192.0.2.1", Conversation: "web:secret", Answer: citedAnswer()}, nil
		case 8:
			return desk.Entry{}, errors.New("open /var/secret: broken")
		}
		return desk.Entry{}, fmt.Errorf("answer %d: %w", id, desk.ErrForgotten)
	}
	s := &Server{Desk: fakeDesk{}, Record: record, Secret: []byte("a secret of the journal"), Log: slog.New(slog.DiscardHandler)}
	h := s.Handler()
	key := s.addresses.of(7)
	for name, c := range map[string]struct {
		path   string
		status int
		want   string
	}{
		"page":            {"/a/" + key, 200, `data-key="` + key + `"`},
		"JSON":            {"/a/" + key + ".json", 200, `{"asked":"2026-11-26T09:00:00Z","versions":{"1":"h"},"langs":{},"answer":{"question":"cited"`},
		"Markdown":        {"/a/" + key + ".md", 200, "## cited\n\nA fact. [[1]]"},
		"HTML":            {"/a/" + key + ".html", 200, `<p dir="auto">A fact.<sup><a href="#source-1">1</a></sup></p>`},
		"German Markdown": {"/a/" + key + ".md?lang=de", 200, "\n\n**Quellen**\n"},
		"German HTML":     {"/a/" + key + ".html?lang=de", 200, "<h3>Quellen</h3>"},
		"Welsh HTML":      {"/a/" + key + ".html?lang=cy", 200, "<h3>Sources</h3>"},
		"BibTeX":          {"/a/" + key + ".bib", 200, "@online{storybot:a,"},
		"another form":    {"/a/" + key + ".exe", 404, "nothing at this address"},
		"forgotten":       {"/a/" + s.addresses.of(9), 404, "no longer kept"},
		"broken":          {"/a/" + s.addresses.of(8), 500, "error"},
		"a number":        {"/a/7", 404, "no such answer"},
		"another's seal":  {"/a/" + strings.Replace(key, "7-", "9-", 1), 404, "no such answer"},
		"a short seal":    {"/a/" + key[:len(key)-1], 404, "no such answer"},
		"of feedback":     {"/a/" + s.receipts.of(7), 404, "no such answer"},
		"another secret":  {"/a/" + newReceipts([]byte("other"), "address").of(7), 404, "no such answer"},
		"nothing":         {"/a/", 404, "nothing at this address"},
		"a path within":   {"/a/" + key + "/x", 404, "nothing at this address"},
		"a minus of sign": {"/a/-" + key, 404, "no such answer"},
	} {
		w := told(h, get(c.path))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) || strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "192.0.2.1") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		form, _, _ := strings.Cut(strings.TrimPrefix(c.path, "/a/"+key), "?")
		if attached := strings.HasPrefix(w.Header().Get("Content-Disposition"), `attachment; filename="answer-7.`); attached != (w.Code == http.StatusOK && form != "" && form != ".json") {
			t.Errorf("%s: %v", name, w.Header())
		}
	}
	again := &Server{Desk: fakeDesk{}, Record: record, Secret: s.Secret, Log: s.Log}
	if w := told(again.Handler(), get("/a/"+key)); w.Code != http.StatusOK {
		t.Errorf("after the bot began again: %d", w.Code)
	}
	a := citedAnswer()
	if r := s.receipt(t.Context(), &a); r.Address != "/a/"+key {
		t.Errorf("the receipt is of %q", r.Address)
	}
	s.Record = nil
	if r := s.receipt(t.Context(), &a); r.Address != "" {
		t.Errorf("without a journal the receipt is of %q", r.Address)
	}
}

// TestReceiptTellsOfStories: the languages of what is cited, and of an answer that says nothing the
// stories that it names.
func TestReceiptTellsOfStories(t *testing.T) {
	t.Parallel()
	s := &Server{Desk: fakeDesk{}, Shelf: fakeShelf{story: knowledge.Story{ID: "a", Lang: "de"}}}
	s.Handler()
	a := citedAnswer()
	a.Citations = append(a.Citations, bot.Citation{N: 2, Story: "gone"}, bot.Citation{N: 3, Story: "a"})
	a.Nearest = []knowledge.Story{{ID: "b", Title: "B"}, {ID: "c", Title: "C"}}
	got := s.receipt(t.Context(), &a)
	if want := map[int]string{1: "de", 3: "de"}; !reflect.DeepEqual(got.Langs, want) {
		t.Errorf("the languages are %v, want %v", got.Langs, want)
	}
	if want := []near{{"b", "B"}, {"c", "C"}}; !reflect.DeepEqual(got.Nearest, want) {
		t.Errorf("the nearest are %v, want %v", got.Nearest, want)
	}
}
