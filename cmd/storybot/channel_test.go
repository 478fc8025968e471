package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge"
)

// text fetches an address of the channel.
func s(t *testing.T, url, body string) string {
	t.Helper()
	var all []byte
	send(t, http.DefaultClient, url, body, "", func(reply *http.Response) {
		var err error
		if all, err = io.ReadAll(reply.Body); err != nil {
			t.Error(err)
		}
	})
	return string(all)
}

var (
	assets  = regexp.MustCompile(`(?:src|href)="(assets/[^"]+)"|from "\./([^"]+)"|import "\./([^"]+)"`)
	outside = regexp.MustCompile(`(?:src|href|action)=["']?(?:https?:)?//|url\(|@import|import\(|fetch\(["']http`)
)

// TestChannelIsSmall adds up what opening the channel fetches, and holds it to
// needing no other host.
func TestChannelIsSmall(t *testing.T) {
	t.Parallel()
	url := served(t, nil)
	sizes := make(map[string]int)
	var fetch func(path string)
	fetch = func(path string) {
		if sizes[path] > 0 {
			return
		}
		page := s(t, url+path, "")
		sizes[path] = len(page)
		if found := outside.FindString(page); found != "" {
			t.Errorf("%s leads outside: %s", path, found)
		}
		for _, m := range assets.FindAllStringSubmatch(page, -1) {
			name := m[1]
			if name == "" {
				name = "assets/" + m[2] + m[3]
			}
			fetch("/" + name)
		}
	}
	fetch("/")
	sum := len(s(t, url+"/api/examples", ""))
	for _, n := range sizes {
		sum += n
	}
	t.Logf("%d bytes: %v", sum, sizes)
	if len(sizes) < 8 {
		t.Errorf("only %v was fetched", sizes)
	}
	if sum >= 60_000 {
		t.Errorf("opening the channel fetches %d bytes", sum)
	}
}

// TestExamplesAreAnswered asks what the empty channel proposes.
func TestExamplesAreAnswered(t *testing.T) {
	t.Parallel()
	url := served(t, nil)
	var list struct{ Examples []struct{ Ask string } }
	if err := json.Unmarshal([]byte(s(t, url+"/api/examples", "")), &list); err != nil || len(list.Examples) < 4 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, e := range list.Examples {
		path, question := "/api/ask", e.Ask
		for _, command := range []string{"summary", "timeline"} {
			if rest, ok := strings.CutPrefix(e.Ask, "/"+command+" "); ok {
				path, question = "/api/"+command, rest
			}
		}
		body, err := json.Marshal(map[string]string{"question": question})
		if err != nil {
			t.Fatal(err)
		}
		var a bot.Answer
		if err := json.Unmarshal([]byte(s(t, url+path, string(body))), &a); err != nil || a.Mode == bot.ModeNone || len(a.Citations) == 0 {
			t.Errorf("%q: %v, %s", e.Ask, err, a.Text)
		}
	}
	if page := s(t, url+"/", ""); !strings.Contains(page, `<li><button type="button" dir="auto">`) {
		t.Error("the page is without the examples that are known")
	}
}

// TestReaderOpensWhatWasCited changes a story after an answer and holds the
// citation to opening the version that it quotes, with what has changed since.
func TestReaderOpensWhatWasCited(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write := func(deaths string) {
		t.Helper()
		story := "A bridge falls in Oldport\n\nIt rained for a week. The bridge over the Lune in Oldport fell, killing " + deaths + " people. Trains are stopped.\n"
		if err := os.WriteFile(filepath.Join(folder, "bridge.txt"), []byte(story), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("seven")
	var d desk.Desk
	url := served(t, func(s *web.Server) { d = s.Desk }, folder)
	var stream string
	send(t, http.DefaultClient, url+"/api/ask", `{"question":"How many people did the bridge in Oldport kill?"}`, "text/event-stream", func(reply *http.Response) {
		all, err := io.ReadAll(reply.Body)
		if err != nil {
			t.Error(err)
		}
		stream = string(all)
	})
	_, last, _ := strings.Cut(stream, "event: answer\ndata: ")
	_, beside, _ := strings.Cut(stream, "event: receipt\ndata: ")
	var a bot.Answer
	var receipt struct{ Versions map[int]string }
	if err := json.NewDecoder(strings.NewReader(last)).Decode(&a); err != nil || len(a.Citations) == 0 {
		t.Fatalf("%v: %s", err, stream)
	}
	if err := json.NewDecoder(strings.NewReader(beside)).Decode(&receipt); err != nil {
		t.Fatal(err)
	}
	c := a.Citations[0]
	write("eight")
	if _, err := d.Load(t.Context(), knowledge.LoadOptions{All: true}); err != nil {
		t.Fatal(err)
	}
	page := s(t, fmt.Sprintf("%s/story/%s?version=%s&start=%d&end=%d", url, c.Story, receipt.Versions[c.N], c.Start, c.End), "")
	for _, part := range []string{`<mark id="passage">` + c.Quote + `</mark>`, "earlier version", "Newer, loaded ", ": 1 change<",
		`killing <del><span class="unseen">Taken out: </span>seven</del><ins><span class="unseen">Added: </span>eight</ins> people.`} {
		if !strings.Contains(page, part) {
			t.Errorf("the reader lacks %q: %s", part, page)
		}
	}
}

// TestKindsAreDescribed: what may be wrong with a claim is what the API's
// description lists.
func TestKindsAreDescribed(t *testing.T) {
	data, err := os.ReadFile("../../bot/web/page/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Components struct {
			Schemas struct {
				Dropped struct {
					Properties struct {
						Kind struct{ Enum []verify.Kind }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	if got := doc.Components.Schemas.Dropped.Properties.Kind.Enum; !slices.Equal(got, verify.Kinds()) {
		t.Errorf("openapi.json lists %q, package verify has %q", got, verify.Kinds())
	}
}
