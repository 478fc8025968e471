package main

import (
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
)

// text fetches an address of the channel.
func text(t *testing.T, url, body string) string {
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
	assets  = regexp.MustCompile(`(?:src|href)="(/assets/[^"]+)"|from "\./([^"]+)"|import "\./([^"]+)"`)
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
		page := text(t, url+path, "")
		sizes[path] = len(page)
		if found := outside.FindString(page); found != "" {
			t.Errorf("%s leads outside: %s", path, found)
		}
		for _, m := range assets.FindAllStringSubmatch(page, -1) {
			name := m[1]
			if name == "" {
				name = "/assets/" + m[2] + m[3]
			}
			fetch(name)
		}
	}
	fetch("/")
	sum := len(text(t, url+"/api/examples", ""))
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
	if err := json.Unmarshal([]byte(text(t, url+"/api/examples", "")), &list); err != nil || len(list.Examples) < 4 {
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
		if err := json.Unmarshal([]byte(text(t, url+path, string(body))), &a); err != nil || a.Mode == bot.ModeNone || len(a.Citations) == 0 {
			t.Errorf("%q: %v, %s", e.Ask, err, a.Text)
		}
	}
	if page := text(t, url+"/", ""); !strings.Contains(page, `<li><button type="button">`) {
		t.Error("the page is without the examples that are known")
	}
}
