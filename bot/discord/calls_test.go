package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/discord/wire"
)

// replies plays the replies of Discord in turn, the last one again and again.
type replies struct {
	mu   sync.Mutex
	list []string // "status body", or "broken"
	sent []string // "method path body"
}

func (p *replies) RoundTrip(r *http.Request) (*http.Response, error) {
	body := ""
	if r.Body != nil {
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		body = " " + strings.TrimSpace(string(data))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, r.Method+" "+r.URL.Path+body)
	next := p.list[min(len(p.sent), len(p.list))-1]
	if next == "broken" {
		return nil, errors.New("broken pipe")
	}
	var status int
	if _, err := fmt.Sscan(next, &status); err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(strings.TrimSpace(next[3:])))}, nil
}

// played is a rest that such replies are played to, without a pause.
func played(p *replies) *rest {
	r := &rest{wire.NewREST("https://discord.example/", "token", p)}
	r.Pause = func(context.Context, time.Duration) error { return nil }
	return r
}

// TestCommandsFitDiscord holds the commands to Discord's limits.
func TestCommandsFitDiscord(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range append(offer.Everywhere(), offer.AtHome()...) {
		slash := c.Type == 1
		if c.Name == "" || render.Chars(c.Name) > 32 || slash != (c.Description != "") || render.Chars(c.Description) > 100 || slash && c.Name != strings.ToLower(c.Name) || seen[c.Name] {
			t.Errorf("%s: %+v", c.Name, c)
		}
		seen[c.Name] = true
		needed := true
		for _, o := range c.Options {
			if render.Chars(o.Description) > 100 || o.Description == "" || o.MaxLength > 6000 || o.Required && !needed || len(o.Choices) > maxChoices {
				t.Errorf("%s %s: %+v", c.Name, o.Name, o)
			}
			needed = needed && o.Required // those that are needed stand first
		}
		for language, name := range c.Names {
			if render.Chars(name) > 32 || name == "" || slash && name != strings.ToLower(name) {
				t.Errorf("%s in %s is %q", c.Name, language, name)
			}
		}
	}
}

func TestThreads(t *testing.T) {
	t.Parallel()
	for kind, want := range map[int]bool{0: false, 1: false, 9: false, 10: true, 11: true, 12: true, 13: false, 15: false} {
		if got := (channelInfo{Type: kind}).thread(); got != want {
			t.Errorf("a channel of type %d is a thread: %v, want %v", kind, got, want)
		}
	}
}

// TestAcknowledgedAlready: Discord having the reply is what was wanted.
func TestAcknowledgedAlready(t *testing.T) {
	t.Parallel()
	for reply, want := range map[string]bool{
		"204": true, `400 {"message":"x","code":40060}`: true, `404 {"message":"x","code":10062}`: false,
	} {
		r := played(&replies{list: []string{reply}})
		if err := r.callback(t.Context(), "i", "token", callback{Type: callDefer}); (err == nil) != want {
			t.Errorf("%s: %v, want success %v", reply, err, want)
		}
	}
}

// What is said in English where nothing can be done, without the IDs of commands.
const (
	saidNothing = "Ask me about the stories: write your question after my name, or use /ask. /help tells more."
	saidHidden  = "Discord does not show me what you wrote, as I ask for no access to other people's messages. " +
		"Mention me in it, use the **Follow up** button below an answer, or /ask."
	saidNobody      = "Discord does not say who you are, so I cannot do that."
	saidUnknown     = "I do not know this button; it may be one of an earlier version."
	saidInterrupted = "Interrupted: I was restarted while I was writing this answer. Please ask again."
)
