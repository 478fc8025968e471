package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web/gate"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// speaking is a Server with something of everything on its pages.
func speaking(t *testing.T) *Server {
	t.Helper()
	metrics := desk.NewMetrics(fakeShelf{}, "web")
	metrics.Loaded(&knowledge.Report{Failed: []knowledge.Failure{{Source: "feed", Item: "bad.txt", Error: "is broken"}}}, time.Unix(1_700_000_000, 0), nil)
	metrics.Answered(&bot.Question{Surface: "web"}, &bot.Answer{}, time.Now(), nil)
	record := func(_ context.Context, id int64) (desk.Entry, error) {
		if id != 7 {
			return desk.Entry{}, desk.ErrForgotten
		}
		return desk.Entry{Asked: time.Unix(1_700_000_000, 0), Answer: citedAnswer()}, nil
	}
	return &Server{Desk: fakeDesk{}, Shelf: fakeShelf{old: "Nine died.", story: knowledge.Story{ID: "a", Hash: "new", Title: "A", Outlet: "B", Label: knowledge.Opinion,
		Authors: []string{"C"}, Published: time.Unix(1_700_000_000, 0), Updated: time.Unix(1_700_000_000, 0), Text: "Ten died."}},
		Metrics: metrics, Loopback: true, Asks: gate.Pace{PerSecond: 1, Burst: 100}, Record: record, Model: "m", Version: "v1", Began: time.Unix(1_700_000_000, 0), Dir: t.TempDir(),
		Past: func(context.Context) (*Past, error) { return &Past{Helpful: 2}, nil }, Log: slog.New(slog.DiscardHandler)}
}

// TestPagesSpeak opens every page in every language: it says so, has words of that language, and
// no placeholder is left.
func TestPagesSpeak(t *testing.T) {
	t.Parallel()
	s := speaking(t)
	h := s.Handler()
	key := s.addresses.of(7)
	for path, has := range map[string]func(*words.Words) string{
		"/":                    func(w *words.Words) string { return w.Channel.Intro },
		"/?story=a&q=x":        func(w *words.Words) string { return words.Fill(w.Script.AboutOnly, "title", "A") },
		"/search":              func(w *words.Words) string { return w.Search.Do },
		"/search?q=x":          func(w *words.Words) string { return w.Say(w.Search.Found, 1) },
		"/search?q=x&outlet=y": func(w *words.Words) string { return w.Search.NothingLeft },
		"/story/a":             func(w *words.Words) string { return w.Say(w.Story.Changes, 1) },
		"/story/a?version=old": func(w *words.Words) string { return w.Story.Present },
		"/story/none":          func(w *words.Words) string { return w.Problems.NoStory },
		"/a/" + key:            func(w *words.Words) string { return w.Shared.Document },
		"/a/none":              func(w *words.Words) string { return w.Problems.NoAnswer },
		"/nowhere":             func(w *words.Words) string { return w.Problems.NotThere },
		"/status":              func(w *words.Words) string { return w.Status.Whole },
	} {
		for _, w := range words.All() {
			r := get(path)
			r.Header.Set("Accept", "text/html,*/*;q=0.8")
			r.Header.Set("Accept-Language", w.Script.Lang+"-XX, ja;q=0.5")
			sent := told(h, r)
			lang, said := spoken(t, sent.Body.String())
			if lang != w.Script.Lang || sent.Header().Get("Content-Language") != lang || sent.Header().Get("Vary") != "Accept-Language" {
				t.Errorf("%s in %s says that it is in %s: %v", path, w.Script.Lang, lang, sent.Header())
			}
			if want := has(w); want == "" || !strings.Contains(said, want) {
				t.Errorf("%s in %s lacks %q: %s", path, lang, want, said)
			}
			if left := regexp.MustCompile(`\{\w*\}`).FindString(said); left != "" {
				t.Errorf("%s in %s has %s", path, lang, left)
			}
		}
	}
}

// spoken is the language that a page says it is in, and its words: its text, and what is said of
// parts of it, but for what its scripts say.
func spoken(t *testing.T, page string) (lang, said string) {
	t.Helper()
	parsed, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range parsed.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" {
			b.WriteString(n.Data + "\n")
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "aria-label", "placeholder", "title":
				b.WriteString(a.Val + "\n")
			case "lang":
				if n.Data == "html" {
					lang = a.Val
				}
			}
		}
	}
	return lang, b.String()
}

// TestFaultsSpeak: what goes wrong with a question is told in the language of whoever asks.
func TestFaultsSpeak(t *testing.T) {
	t.Parallel()
	h := (&Server{Desk: fakeDesk{}, Log: slog.New(slog.DiscardHandler)}).Handler()
	for accepted, want := range map[string]string{"": "too many questions at once", "de": "zu viele Fragen auf einmal", "pt-BR": "perguntas demais"} {
		for _, accept := range []string{"application/json", "text/event-stream"} {
			r := post("/api/ask", `{"question":"busy"}`)
			r.Header.Set("Accept", accept)
			r.Header.Set("Accept-Language", accepted)
			if got := told(h, r).Body.String(); !strings.Contains(got, `"error":"`+want) {
				t.Errorf("%q, %s: %s", accepted, accept, got)
			}
		}
	}
}

// TestProblemsArePages: what cannot be served is a page for a person and JSON for a program.
func TestProblemsArePages(t *testing.T) {
	t.Parallel()
	s := speaking(t)
	s.Admin, s.Hosts = "secret", []string{"bot.example"}
	h := s.Handler()
	for name, c := range map[string]struct {
		r          *http.Request
		status     int
		page, json string
	}{
		"nothing":        {get("/nowhere"), 404, "<h1>There is nothing at this address</h1></main>", `{"error":"there is nothing at this address"}`},
		"no answer":      {get("/a/7"), 404, "<h1>There is no such answer</h1></main>", `{"error":"there is no such answer"}`},
		"method":         {post("/", ""), 405, `<h1>This address wants to be used otherwise</h1><p lang="en">this address wants GET</p>`, `{"error":"this address wants GET"}`},
		"the operator's": {get("/status"), 401, `<h1>This page has a password</h1><p lang="en">this page is the operator&#39;s`, `{"error":"this page is the operator's`},
		"another host":   {asHost(get("/"), "other.example"), 421, "<h1>The bot does not answer at this address</h1>", `{"error":"this bot does not answer as \"other.example\"`},
		"no date":        {get("/search?q=x&since=soon"), 400, `<p class="problem" role="alert" lang="en">`, "<!doctype html>"},
		"no story":       {get("/?story=none"), 404, "<h1>There is nothing at this address</h1><p>there is no such story</p>", `{"error":"there is no such story"}`},
		"failing":        {get("/a/8.json"), 404, "<h1>This answer is no longer kept</h1>", `{"error":"this answer is no longer kept"}`},
	} {
		if _, err := s.Record(t.Context(), 8); name == "failing" && err != nil {
			c.r = get("/a/" + s.addresses.of(8))
		}
		for _, accept := range []string{"*/*", "text/html,application/xhtml+xml"} {
			r := c.r.Clone(t.Context())
			r.Header.Set("Accept", accept)
			w := told(h, r)
			want := c.json
			if accept != "*/*" {
				want = c.page
			}
			if w.Code != c.status || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s for %s: %d, without %q: %s", name, accept, w.Code, want, w.Body)
			}
		}
	}
}

func asHost(r *http.Request, host string) *http.Request {
	r.Host = host
	return r
}

// TestWeight holds the channel to what a phone loads at once: the page and all that it uses,
// compressed.
func TestWeight(t *testing.T) {
	t.Parallel()
	total := 0
	weigh := func(data []byte) int {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Len()
	}
	files, err := fs.Glob(pages, "page/*.[jcs][svs]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, ".json") || strings.HasSuffix(name, "story.js") || strings.HasSuffix(name, "shared.js") {
			continue
		}
		data, err := pages.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		total += weigh(data)
	}
	page := weigh(told(speaking(t).Handler(), get("/")).Body.Bytes())
	t.Logf("the channel: %d bytes of page, %d of what it uses", page, total)
	if total += page; total > mostWeight {
		t.Errorf("the channel weighs %d bytes, compressed", total)
	}
}

// mostWeight: it was 17.1 kB while the pages spoke English alone, and may grow by 15.
const mostWeight = 32_000

func TestWritten(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		bytesOf(0): "0 B", bytesOf(999): "999 B", bytesOf(1000): "1 kB", bytesOf(1_250_000): "1.2 MB", bytesOf(25_400_000_000): "25 GB", bytesOf(9e15): "9000 TB",
		spanOf(400 * time.Microsecond): "0.4 ms", spanOf(12 * time.Millisecond): "12 ms", spanOf(1500 * time.Millisecond): "1.5 s", spanOf(90 * time.Second): "90 s", spanOf(2 * time.Second): "2 s",
		ageOf(time.Now().Add(-12 * time.Minute)): "12 min", ageOf(time.Now().Add(-90 * time.Minute)): "1 h 30 min", ageOf(time.Now().Add(-76*time.Hour - time.Minute)): "3 d 4 h",
		stageOf(&words.English().Status, desk.StageCheck): "the model checks", stageOf(&words.English().Status, "new"): "new",
	} {
		if got != want {
			t.Errorf("written %q, want %q", got, want)
		}
	}
}

// TestAnswersSpeak: what the bot says of an answer is told in the language that is asked for: at once,
// as it stands in, and later at its address; without one, in English.
func TestAnswersSpeak(t *testing.T) {
	t.Parallel()
	s := speaking(t)
	h := s.Handler()
	key := s.addresses.of(7)
	for lang, want := range map[string]string{
		"": "[1] is an opinion.", "ja": "[1] is an opinion.", "en": "[1] is an opinion piece.", "de": "[1] ist ein Meinungsbeitrag.", "pt-BR": "[1] é um artigo de opinião.", "es": "[1] es un artículo de opinión.",
		"fr": "[1] est un article d’opinion.", "it": "[1] è un articolo di opinione.", "pt": "[1] é um artigo de opinião.",
	} {
		for name, r := range map[string]*http.Request{
			"asked":    post("/api/ask", `{"question":"cited","lang":"`+lang+`"}`),
			"in parts": post("/api/ask", `{"question":"late","lang":"`+lang+`"}`),
			"JSON":     get("/a/" + key + ".json?lang=" + lang),
			"HTML":     get("/a/" + key + ".html?lang=" + lang),
			"Markdown": get("/a/" + key + ".md?lang=" + lang),
		} {
			times := 1
			if name == "in parts" {
				r.Header.Set("Accept", "text/event-stream")
				times = 2
			}
			text := strings.NewReplacer(`<sup><a href="#source-1">1</a></sup>`, "[1]", "[[1]]", "[1]").Replace(told(h, r).Body.String())
			if strings.Count(text, want) != times {
				t.Errorf("%s, %q: %s", name, lang, text)
			}
		}
	}
}

// TestGuessedLanguage: a page tells its script whether it is in the reader's language, or in English
// for want of any that is spoken.
func TestGuessedLanguage(t *testing.T) {
	t.Parallel()
	h := speaking(t).Handler()
	for accepted, guessed := range map[string]bool{"": true, "ja": true, "*": true, "en-GB": false, "ja, de;q=0.4": false} {
		r := get("/")
		r.Header.Set("Accept-Language", accepted)
		if page := told(h, r).Body.String(); strings.Contains(page, "data-guessed") != guessed {
			t.Errorf("%q: %.200s", accepted, page)
		}
	}
}
