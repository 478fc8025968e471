package discordtest_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// post sends a message without discordgo, which would wait and try again.
// reply is an answer, read whole.
type reply struct {
	StatusCode int
	Header     http.Header
	Body       io.Reader
}

func post(t *testing.T, s *discordtest.Server, path string) *reply {
	t.Helper()
	body := `{"content": "hello", "allowed_mentions": {"parse": []}}`
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/api/v10/"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Authorization": {"Bot " + s.Token}, "User-Agent": {"DiscordBot (https://example.org, 1)"}, "Content-Type": {"application/json"}}
	transport := &http.Transport{DialContext: s.Dial}
	defer transport.CloseIdleConnections()
	answer, err := (&http.Client{Transport: transport}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	read, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return &reply{answer.StatusCode, answer.Header, bytes.NewReader(read)}
}

func text(t *testing.T, r *reply) string {
	t.Helper()
	all, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestABucketEmptiesAndFills(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	s.SetLimit("POST /channels/{channel_id}/messages", discordtest.Limit{Requests: 2, Per: 300 * time.Millisecond})
	path := "channels/" + s.Home.ID + "/messages"
	for want := 1; want >= 0; want-- {
		h := post(t, s, path).Header
		if h.Get("X-RateLimit-Limit") != "2" || h.Get("X-RateLimit-Remaining") != string(rune('0'+want)) || h.Get("X-RateLimit-Bucket") == "" {
			t.Errorf("headers %v, want %d remaining", h, want)
		}
	}
	full := post(t, s, path)
	if full.StatusCode != 429 || full.Header.Get("X-RateLimit-Scope") != "user" || full.Header.Get("Retry-After") != "1" {
		t.Errorf("status %d, headers %v", full.StatusCode, full.Header)
	}
	if got := text(t, full); !strings.Contains(got, `"retry_after":0.`) || !strings.Contains(got, `"global":false`) {
		t.Errorf("body %s", got)
	}
	other := s.AddChannel(s.Guild, "other")
	if r := post(t, s, "channels/"+other.ID+"/messages"); r.StatusCode != 200 {
		t.Errorf("another channel: %d; each has a bucket of its own", r.StatusCode)
	}
	s.WaitFor("the bucket to fill", func() bool { return post(t, s, path).StatusCode == 200 })
	if n := len(s.BotMessages(s.Home)); n != 3 {
		t.Errorf("%d messages; a refused one must not be there", n)
	}
}

func TestTheGlobalLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // in which no time passes while requests are made
		time.Sleep(time.Until(time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC))) // from 2000, before all IDs of Discord
		s := start(t, discordtest.Options{Memory: true})
		s.LimitGlobally(time.Minute)
		r := post(t, s, "channels/"+s.Home.ID+"/messages")
		if r.StatusCode != 429 || r.Header.Get("X-RateLimit-Global") != "true" || r.Header.Get("X-RateLimit-Reset-After") != "" || !strings.Contains(text(t, r), `"global":true`) {
			t.Errorf("status %d, headers %v", r.StatusCode, r.Header)
		}
		s.LimitGlobally(0)
		s.SetLimit("", discordtest.Limit{Requests: 1000, Per: time.Second})
		s.SetLimit("POST /channels/{channel_id}/messages", discordtest.Limit{Requests: 1000, Per: time.Second})
		met := false
		for range 120 {
			met = met || post(t, s, "channels/"+s.Home.ID+"/messages").Header.Get("X-RateLimit-Scope") == "global"
		}
		if !met {
			t.Error("120 requests at once met no global limit of 50 a second")
		}
	})
}

func TestDiscordgoWaitsForItsBucket(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	s.SetLimit("POST /channels/{channel_id}/messages", discordtest.Limit{Requests: 1, Per: 200 * time.Millisecond})
	bot := client(t, s)
	for range 3 {
		if got := try(t, s, bot, "POST", "channels/"+s.Home.ID+"/messages", with(nil)); got != taken {
			t.Errorf("got %+v", got)
		}
	}
	for _, r := range s.RequestsTo("POST", "/channels/{channel_id}/messages") {
		if r.Status != 200 {
			t.Errorf("a request met %d although the headers told to wait", r.Status)
		}
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{NoLimits: true})
	bot := client(t, s)
	path := "channels/" + s.Home.ID + "/messages"
	for _, status := range []int{500, 502, 503} {
		s.Break(discordtest.Fault{Method: "POST", Path: "/messages", Status: status, Body: "<html>"})
		if r := post(t, s, path); r.StatusCode != status || text(t, r) != "<html>" {
			t.Errorf("status %d, want %d", r.StatusCode, status)
		}
	}
	s.Break(discordtest.HTML429("1"))
	if r := post(t, s, path); r.StatusCode != 429 || !strings.Contains(text(t, r), "<html>") {
		t.Errorf("status %d, want a page and 429", r.StatusCode)
	}
	s.Break(discordtest.Fault{Drop: true})
	if _, err := bot.ChannelMessageSend(s.Home.ID, "lost"); !errors.Is(err, io.EOF) {
		t.Errorf("cut off: %v, want the end of the connection", err)
	}
	if n := len(s.BotMessages(s.Home)); n != 0 {
		t.Errorf("%d messages, want none: the faults do nothing", n)
	}
	s.Break(discordtest.Fault{DropAnswer: true, After: 1})
	if r := post(t, s, path); r.StatusCode != 200 {
		t.Errorf("status %d before the fault's turn", r.StatusCode)
	}
	if _, err := bot.ChannelMessageSend(s.Home.ID, "done, not told"); !errors.Is(err, io.EOF) {
		t.Errorf("answer cut off: %v", err)
	}
	if n := len(s.BotMessages(s.Home)); n != 2 {
		t.Errorf("%d messages, want two: only the answer was cut off", n)
	}
	s.TakeViolations() // discordgo's plain send says nothing of mentions
	s.Break(discordtest.Fault{Delay: 100 * time.Millisecond})
	began := time.Now()
	if r := post(t, s, path); r.StatusCode != 200 || time.Since(began) < 100*time.Millisecond {
		t.Errorf("status %d after %v, want a delay", r.StatusCode, time.Since(began))
	}
	s.Break(discordtest.Fault{Times: -1, Status: 500})
	s.Mend()
	if r := post(t, s, path); r.StatusCode != 200 {
		t.Errorf("status %d after mending", r.StatusCode)
	}
}
