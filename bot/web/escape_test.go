package web

import (
	"github.com/storybot/storybot/bot/web/gate"

	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/storybot/storybot/knowledge"
)

// payloads are texts that would be a script, a link or a tag, were they not escaped.
func payloads(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/payloads.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(list) < 300 {
		t.Fatalf("only %d payloads", len(list))
	}
	return list
}

// fakeShelf is a Shelf of one story with two versions.
type fakeShelf struct {
	Shelf
	story knowledge.Story
	old   string
}

func (b fakeShelf) SourceStatus(context.Context) (map[string]knowledge.SourceStatus, error) {
	return map[string]knowledge.SourceStatus{
		"https://news.example/feed.xml?key=secret": {Source: "https://news.example/feed.xml?key=secret", Stories: 4, Read: time.Unix(1_700_000_000, 0), Failures: 2, Problem: "answers <503>"},
		"/home/op/news": {Source: "/home/op/news", Stories: 7, Held: 5, Read: time.Unix(1_700_000_000, 0)},
		"/srv/news":     {Source: "/srv/news", Stories: 1, Read: time.Unix(1_700_000_000, 0)},
	}, nil
}

func (b fakeShelf) Info(context.Context) (knowledge.Info, error) {
	return knowledge.Info{Stories: 1}, nil
}

func (b fakeShelf) Story(_ context.Context, id string) (knowledge.Story, error) {
	if id != b.story.ID {
		return knowledge.Story{}, knowledge.ErrNotFound
	}
	return b.story, nil
}

func (b fakeShelf) Stories(context.Context, string) ([]*knowledge.StoryInfo, error) {
	return []*knowledge.StoryInfo{{Story: b.story}}, nil
}

func (b fakeShelf) Versions(_ context.Context, id string) ([]knowledge.Version, error) {
	if id != b.story.ID && id != "gone" {
		return nil, knowledge.ErrNotFound
	}
	return []knowledge.Version{{Hash: "old", TextChanged: true}, {Hash: "new", TextChanged: true}}, nil
}

func (b fakeShelf) Text(_ context.Context, _, hash string) (string, error) {
	switch hash {
	case "old":
		return b.old, nil
	case "new":
		return b.story.Text, nil
	}
	return "", knowledge.ErrNotFound
}

func (b fakeShelf) Search(context.Context, knowledge.Query) (knowledge.Found, error) {
	twin := b.story
	twin.ID = "twin"
	return knowledge.Found{Hits: []knowledge.Hit{{Story: b.story, Copies: []knowledge.Story{twin}}}}, nil
}

// opened is the page of an address, parsed.
func opened(t *testing.T, s *Server, address string) (*html.Node, *httptest.ResponseRecorder) {
	t.Helper()
	s.Log = slog.New(slog.DiscardHandler)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, get(address))
	page, err := html.Parse(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return page, w
}

// shape is the kinds of a page's tags and attributes, and the text within them.
func shape(n *html.Node) (tags []string, text string) {
	var b strings.Builder
	for d := range n.Descendants() {
		switch d.Type {
		case html.ElementNode:
			tags = append(tags, d.Data)
			for _, a := range d.Attr {
				tags = append(tags, "@"+a.Key)
			}
		case html.TextNode:
			b.WriteString(d.Data)
		default:
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags), b.String()
}

// ownLink is what leads to a page of the channel itself.
var ownLink = regexp.MustCompile(`^(\./(\.\./)*$|story/[^/]|assets/\w+\.\w+)`)

// TestStoriesStayText puts each payload wherever a story's words go, and holds
// the parsed page to having the tags that it has with harmless words.
func TestStoriesStayText(t *testing.T) {
	t.Parallel()
	made := func(p, url string) *Server {
		return &Server{Shelf: fakeShelf{old: "It was. " + p, story: knowledge.Story{ID: "a", Hash: "new", Title: p, Outlet: p,
			Authors: []string{p}, Label: knowledge.Label(p), Lang: p, URL: url, Text: "First " + p + "\n\nIt is."}}}
	}
	plain, _ := opened(t, made("harmless", ""), "/story/a?start=0&end=6")
	want, _ := shape(plain)
	for _, p := range payloads(t) {
		page, w := opened(t, made(p, p), "/story/a?start=0&end=6")
		got, text := shape(page)
		if w.Code != http.StatusOK || !slices.Equal(got, want) {
			t.Errorf("%q changes the page: %d %s", p, w.Code, w.Body)
			continue
		}
		for n := range page.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" && !ownLink.MatchString(a.Val) {
					t.Errorf("%q leads to %s", p, a.Val)
				}
			}
		}
		if strings.Count(text, p) < 4 {
			t.Errorf("%q cannot be read on the page", p)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'; style-src 'self';") {
			t.Error("scripts are not forbidden")
		}
	}
}

// TestStreamStaysJSON holds the stream to sending payloads within JSON, one line each.
func TestStreamStaysJSON(t *testing.T) {
	t.Parallel()
	for _, p := range append(payloads(t), "a\r\nb", "a\n\nevent: answer\ndata: {}\n\n", "a\u2028b") {
		body, err := json.Marshal(Ask{Question: p})
		if err != nil {
			t.Fatal(err)
		}
		r := post("/api/ask", string(body))
		r.Header.Set("Accept", "text/event-stream")
		_, stream, _ := serve(t, Server{Asks: gate.Pace{PerSecond: 1, Burst: 1}}, r)
		if n := strings.Count(stream, "event: answer"); n != 1 && !strings.Contains(p, "event: answer") || strings.Count(stream, "\n\n") != 4 || strings.Contains(stream, "<") {
			t.Errorf("%q breaks the stream: %s", p, stream)
		}
	}
}

func TestOnlyTheWebIsLinkedTo(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://news.example/a?b=c#d": "https://news.example/a?b=c#d", "HTTP://news.example": "http://news.example",
		"javascript:alert(1)": "", "data:text/html,x": "", "//news.example": "", "/a": "", "": "", "http:a": "", "https://me@news.example": "",
	} {
		if got := outside(address); got != want {
			t.Errorf("outside(%q) = %q, want %q", address, got, want)
		}
	}
}
