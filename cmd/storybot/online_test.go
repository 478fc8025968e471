package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// TestPageIsFollowed takes one page of the web through a load, a correction,
// an outage and its end, and asks each time.
func TestPageIsFollowed(t *testing.T) {
	t.Parallel()
	var page atomic.Value
	var asked atomic.Int32
	page.Store("The bridge over the Alder cost 12 million euros, the city said.")
	site := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		asked.Add(1)
		switch text := page.Load().(string); text {
		case "down":
			out.WriteHeader(http.StatusForbidden)
		case "gone":
			out.WriteHeader(http.StatusGone)
		default:
			_, _ = out.Write([]byte("<!DOCTYPE html><title>The bridge</title><article><h1>The bridge</h1><p>" + text + "</p></article>"))
		}
	}))
	defer site.Close()
	c := &Config{Stories: []string{site.URL + "/bridge"}, DataDir: t.TempDir(), BaseURL: openAI}
	if p, err := wire(t.Context(), c, slog.New(slog.DiscardHandler), nil); err == nil {
		_ = p.Close()
		t.Fatal("an address at a port that nobody allowed is a source")
	}
	c.AllowHosts = []string{strings.TrimPrefix(site.URL, "http://")}
	p, err := wire(t.Context(), c, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, step := range []struct {
		page, want string
		options    knowledge.LoadOptions
		failed     int
	}{
		{"", "12 million", knowledge.LoadOptions{Local: true}, 0},
		{"The bridge over the Alder cost 13 million euros, the city said.", "12 million", knowledge.LoadOptions{Local: true}, 0},
		{"", "13 million", knowledge.LoadOptions{}, 0},
		{"down", "13 million", knowledge.LoadOptions{}, 1},
		{"gone", "", knowledge.LoadOptions{DryRun: true}, 1},
		{"", "", knowledge.LoadOptions{}, 1},
	} {
		if step.page != "" {
			page.Store(step.page)
		}
		report, err := p.Load(t.Context(), step.options)
		if err != nil || len(report.Failed) != step.failed {
			t.Fatalf("%+v: %+v, %v", step, report, err)
		}
		if step.options.DryRun {
			continue
		}
		a, err := p.Silent.Answer(t.Context(), bot.Question{Text: "What did the bridge over the Alder cost?"}, nil)
		if err != nil || !strings.Contains(a.Text, step.want) || (step.want == "") != (len(a.Citations) == 0) {
			t.Errorf("%+v: %q, %v", step, a.Text, err)
		}
	}
	if asked.Load() != 5 {
		t.Errorf("the page was asked for %d times", asked.Load())
	}
}

func TestAllowHosts(t *testing.T) {
	t.Parallel()
	for text, good := range map[string]bool{
		"example.org": true, "example.org:8080, wiki 10.0.0.1": true, "[::1]:80": true,
		"http://example.org": false, "example.org/a": false, "*.example.org": false, "user@example.org": false, "example.org:x": false,
	} {
		if err := putAllowHosts(&Config{}, text); (err == nil) != good {
			t.Errorf("%q: %v", text, err)
		}
	}
}
