package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	tongue "github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// paperStand is a site whose pages can be exchanged.
type paperStand struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // path to body; "503" and the like are answered as such
}

func newPaperStand(t *testing.T) *paperStand {
	s := &paperStand{pages: make(map[string]string)}
	s.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		s.mu.Lock()
		body, ok := s.pages[in.URL.Path]
		s.mu.Unlock()
		switch {
		case !ok:
			out.WriteHeader(http.StatusNotFound)
		case body == "403":
			out.WriteHeader(http.StatusForbidden)
		default:
			_, _ = out.Write([]byte(body))
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *paperStand) put(path, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if body == "" {
		delete(s.pages, path)
		return
	}
	s.pages[path] = body
}

func pageAbout(what, says string) string {
	return "<!DOCTYPE html><title>The " + what + "</title><article><h1>The " + what + "</h1><p>The " + what + " of Exampleton " + says + ", the mayor said.</p></article>"
}

// lines collects what is logged.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b) //nolint:wrapcheck // a buffer
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// TestNamesAreToldApart: a name that a list gives is no other entry's.
func TestNamesAreToldApart(t *testing.T) {
	t.Parallel()
	list := filepath.Join(t.TempDir(), "stories.yaml")
	if err := os.WriteFile(list, []byte("sources:\n  - {name: news, where: papers}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stories []string
		good    bool
	}{{[]string{list, "news"}, false}, {[]string{"news", list}, false}, {[]string{list, "other"}, true}, {[]string{"news", "news"}, true}} {
		if _, err := sources(&Config{Stories: c.stories}); (err == nil) != c.good {
			t.Errorf("%q: %v", c.stories, err)
		}
	}
}

// TestListChangedDuringTheFirstLoad: the sources that it names then are loaded
// and watched all the same.
func TestListChangedDuringTheFirstLoad(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "The bridge\n\nThe bridge of Exampleton is closed, the mayor said.\n")
	write("b.txt", "The tower\n\nThe tower of Exampleton leans, the mayor said.\n")
	write("stories.yaml", "sources:\n  - {where: a.txt, interval: 0}\n")
	log := slog.New(slog.DiscardHandler)
	p, err := wire(t.Context(), &Config{Stories: []string{filepath.Join(dir, "stories.yaml")}, DataDir: t.TempDir(), BaseURL: openAI}, log, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.WaitForLoad()
	y := (&app{errs: new(lines)}).newSyncer(p, log)
	loads := 0
	y.desk = loading{p, func() {
		if loads++; loads == 1 {
			write("stories.yaml", "sources:\n  - {where: a.txt, interval: 0}\n  - {where: b.txt, interval: 0}\n")
		}
	}}
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { y.run(ctx) })
	stories := func() int {
		info, err := p.Base.Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return info.Stories
	}
	for deadline := time.Now().Add(10 * time.Second); stories() < 2; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d stories after %d loads", stories(), loads)
		}
	}
	stop()
	done.Wait()
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// loading is a desk that does something before each load.
type loading struct {
	*parts
	first func()
}

func (l loading) Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	l.first()
	return l.parts.Load(ctx, o)
}

// stumbling is a desk whose first loads end over what is damaged.
type stumbling struct {
	*parts
	loads, fail int
	before      func() // each load but the first
}

func (s *stumbling) Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	if s.loads++; s.loads > 1 {
		s.before()
	}
	if s.loads <= s.fail {
		return knowledge.Report{}, &local.DamagedError{File: local.DatabaseName, Err: errors.New("a page is malformed")}
	}
	return s.parts.Load(ctx, o)
}

// TestLoadStumblesOverDamage: a story with a damaged text is there again or is told of, also
// where the load that is to mend it ends over what is damaged. Until then no answer is wrong
// without a word.
func TestLoadStumblesOverDamage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		fail         int
		gone, beside bool // the source does not have it any more; a load at its interval, not the mending
		end          bool // the serving ends, so that all is loaded anew
		answer       string
	}{
		{name: "mended", answer: "Ilan Dray"},
		{name: "mended at the second try", fail: 1, answer: "Ilan Dray"},
		{name: "damaged beyond the texts", fail: 9, end: true, answer: "error"},
		{name: "gone from its source", gone: true},
		{name: "gone from its source at the second try", fail: 1, gone: true},
		{name: "at its interval", fail: 1, beside: true, answer: "Ilan Dray"},
		{name: "damaged beyond the texts, at its interval", fail: 9, beside: true, end: true, answer: "error"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			stories, dir := t.TempDir(), t.TempDir()
			mustWrite(t, filepath.Join(stories, "envoy.txt"), "The envoy\n\nIlan Dray is the ambassador of Norvania to Italy.\n")
			mustWrite(t, filepath.Join(stories, "bridge.txt"), "The bridge\n\nThe bridge of Exampleton is closed, the mayor said.\n")
			log := new(lines)
			begin := func() *parts {
				p, err := wire(t.Context(), &Config{Stories: []string{stories}, DataDir: dir, BaseURL: openAI}, slog.New(slog.NewTextHandler(log, nil)), nil)
				if err != nil {
					t.Fatal(err)
				}
				return p
			}
			p := begin()
			if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, local.DatabaseName)
			all, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			mustWrite(t, file, strings.Replace(string(all), "ambassador of Norvania to", "ambassador of Norvonia to", 1))
			if c.gone {
				if err := os.Remove(filepath.Join(stories, "envoy.txt")); err != nil {
					t.Fatal(err)
				}
			}
			p = begin()
			defer func() {
				if err := p.Close(); err != nil {
					t.Error(err)
				}
			}()
			answer := func() string {
				a, err := p.Silent.Answer(t.Context(), bot.Question{Text: "Who is the ambassador of Norvania to Italy?"}, nil)
				if err != nil {
					return "error"
				}
				return a.Text
			}
			if got := answer(); got != "error" {
				t.Fatalf("the damage is not noticed: %q", got)
			}
			y := (&app{errs: log}).newSyncer(p, slog.New(slog.NewTextHandler(log, nil)))
			y.slice = time.Hour
			y.desk = &stumbling{p, 0, c.fail, func() {
				if got := answer(); got != "error" {
					t.Errorf("before the second load: %q", got)
				}
			}}
			if c.beside {
				y.load(t.Context(), stories)
			} else if err := y.mend(t.Context()); damaged(err) != c.end || err != nil && !c.end {
				t.Errorf("mend: %v", err)
			}
			if got := answer(); !strings.Contains(got, c.answer) || c.answer == "" && (got == "error" || strings.Contains(got, "Dray")) {
				t.Errorf("answer %q, want %q", got, c.answer)
			}
			if named := strings.Contains(log.String(), "their sources do not have them"); named != (c.gone && c.fail > 0) || (p.Ready(t.Context()) == nil) == c.end {
				t.Errorf("ready: %v; it says: %s", p.Ready(t.Context()), log)
			}
			if c.beside && c.end {
				if why := <-p.again; !damaged(why) {
					t.Errorf("it begins again for %v", why)
				}
			}
		})
	}
}

// TestSyncer: the answers follow a folder, a feed, a sitemap and a list of
// sources, and nobody asks for a reload.
func TestSyncer(t *testing.T) {
	t.Parallel()
	site, dir := newPaperStand(t), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	story := func(what, says string) string {
		return "The " + what + "\n\nThe " + what + " of Exampleton " + says + ", the mayor said.\n"
	}
	feed := func(paths ...string) string {
		var b strings.Builder
		for _, p := range paths {
			fmt.Fprintf(&b, "<item><title>%s</title><link>%s%s</link></item>", p, site.URL, p)
		}
		return "<?xml version='1.0'?><rss version='2.0'><channel><title>Feed</title>" + b.String() + "</channel></rss>"
	}
	listOf := func(more string) string {
		return "sources:\n  - {name: wire, where: '" + site.URL + "/feed', interval: 1s, outlet: The Wire}\n  - {where: news, exclude: ['drafts/**']}\n" + more
	}
	write("news/bridge.txt", story("bridge", "is closed"))
	write("news/drafts/d.txt", story("harbour", "is a draft"))
	write("stories.yaml", listOf(""))
	site.put("/tower", pageAbout("tower", "leans"))
	site.put("/feed", feed("/tower"))
	log := new(lines)
	logger := slog.New(slog.NewTextHandler(log, nil))
	c := &Config{Stories: []string{filepath.Join(dir, "stories.yaml")}, DataDir: t.TempDir(), BaseURL: openAI,
		AllowHosts: []string{strings.TrimPrefix(site.URL, "http://")}, Every: time.Hour}
	p, err := wire(t.Context(), c, logger, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.WaitForLoad()
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	y := (&app{errs: log}).newSyncer(p, logger)
	y.slice = time.Nanosecond // every source is fetched in the smallest parts
	done.Go(func() { y.run(ctx) })
	defer func() {
		stop()
		done.Wait()
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Log(log.String())
		}
	}()
	says := func(what, want string) {
		t.Helper()
		var a bot.Answer
		for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
			var err error
			if a, err = p.Silent.Answer(t.Context(), bot.Question{Text: "What did the mayor say of the " + what + " of Exampleton?"}, nil); err != nil {
				t.Fatal(err)
			}
			if want == "" && !strings.Contains(a.Text, what) || want != "" && strings.Contains(a.Text, what+" of Exampleton "+want) {
				return
			}
		}
		t.Fatalf("%s: %q, want %q", what, a.Text, want)
	}
	says("bridge", "is closed")
	says("tower", "leans")
	says("harbour", "")

	write("news/bridge.txt", story("bridge", "is open"))
	says("bridge", "is open")
	write("news/deep/er/market.txt", story("market", "has moved"))
	says("market", "has moved")
	if err := os.Remove(filepath.Join(dir, "news/bridge.txt")); err != nil {
		t.Fatal(err)
	}
	says("bridge", "")

	site.put("/mill", pageAbout("mill", "turns"))
	site.put("/feed", feed("/mill")) // the tower has rolled off, and stays
	says("mill", "turns")
	says("tower", "leans")
	site.put("/feed", "403")
	for deadline := time.Now().Add(15 * time.Second); !strings.Contains(log.String(), "could not be read 2 times in a row"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a feed that fails twice is not warned of")
		}
	}
	if w := p.Warnings(t.Context(), tongue.English()); len(w) != 1 || !strings.HasPrefix(w[0], "source wire: could not be read") {
		t.Errorf("the status says %q", w)
	}
	a, err := p.Silent.Answer(t.Context(), bot.Question{Text: "What did the mayor say of the mill of Exampleton?"}, nil)
	if err != nil || len(a.Notes) == 0 || a.Notes[len(a.Notes)-1].Kind != "freshness" || len(a.Citations) == 0 || a.Citations[0].Outlet != "The Wire" {
		t.Errorf("the answer from it: %+v, %v", a, err)
	}

	site.put("/map", "<urlset><url><loc>"+site.URL+"/church</loc></url><url><loc>"+site.URL+"/school</loc></url></urlset>")
	site.put("/church", pageAbout("church", "is restored"))
	site.put("/school", pageAbout("school", "is full"))
	write("stories.yaml", listOf("  - {where: '"+site.URL+"/map', kind: sitemap, interval: 1s}\n"))
	says("church", "is restored")
	says("school", "is full")
	site.put("/map", "<urlset><url><loc>"+site.URL+"/church</loc></url></urlset>")
	says("school", "")
	var many strings.Builder
	for i := range 12 {
		site.put(fmt.Sprintf("/pier%d", i), pageAbout(fmt.Sprintf("pier %d", i), "is long"))
		fmt.Fprintf(&many, "<url><loc>%s/pier%d</loc></url>", site.URL, i)
	}
	site.put("/many", "<urlset>"+many.String()+"</urlset>")
	write("stories.yaml", listOf("  - {where: '"+site.URL+"/map', interval: 1s}\n  - {where: '"+site.URL+"/many', interval: 0}\n"))
	for _, n := range []string{"0", "7", "11"} {
		says("pier "+n, "is long")
	}
	write("stories.yaml", "sources: nonsense\n")
	write("news/square.txt", story("square", "is paved"))
	says("square", "is paved")
	says("church", "is restored")
	write("stories.yaml", "sources:\n  - where: news\n")
	says("church", "")
	says("harbour", "is a draft")
	if text := log.String(); !strings.Contains(text, "nonsense") || !strings.Contains(text, "a source is not well") {
		t.Errorf("the log lacks something")
	}
}
