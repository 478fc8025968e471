package web

import (
	"context"
	"errors"
	"net"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// beside returns a Client of a server of the fake desk.
func beside(t *testing.T) *Client { return besideDesk(t, fakeDesk{}) }

// besideDesk returns a Client of a server of that desk.
func besideDesk(t *testing.T, d desk.Desk) *Client {
	t.Helper()
	s := Server{Desk: d, Operator: true}
	server := httptest.NewUnstartedServer(nil)
	server.Config = s.HTTP()
	server.Start()
	t.Cleanup(server.Close)
	return NewClient(func(ctx context.Context) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", server.Listener.Addr().String())
	})
}

// TestBothDesksAgree holds the Client to the promise that it does what the
// desk behind the server does.
func TestBothDesksAgree(t *testing.T) {
	t.Parallel()
	client := beside(t)
	at := time.Date(2022, 6, 16, 23, 59, 59, 999999999, time.UTC)
	q := bot.Question{Text: "who? “é”", Asker: "operator", Conversation: "cli:1", Surface: "eval", At: at,
		Since: at.AddDate(-1, 0, 0), Until: at.AddDate(0, 1, 0), Story: "s", Collections: []string{"a", "b"}}
	words := q
	words.Text, words.Conversation = strings.Repeat("a & b ", 20_000), "" // a search has no conversation
	work := map[string]func(d desk.Desk) (any, error){
		"answer":   func(d desk.Desk) (any, error) { return d.Answer(t.Context(), q, nil) },
		"summary":  func(d desk.Desk) (any, error) { return d.Summary(t.Context(), q, bot.Long, nil) },
		"timeline": func(d desk.Desk) (any, error) { return d.Timeline(t.Context(), q) },
		"digest":   func(d desk.Desk) (any, error) { return d.Digest(t.Context(), q) },
		"search":   func(d desk.Desk) (any, error) { return d.Search(t.Context(), words, 7, 1) },
		"stories":  func(d desk.Desk) (any, error) { return d.Stories(t.Context(), "a") },
		"story":    func(d desk.Desk) (any, error) { return d.Story(t.Context(), "a") },
		"reload": func(d desk.Desk) (any, error) {
			return d.Load(t.Context(), knowledge.LoadOptions{All: true, Retry: true})
		},
		"check": func(d desk.Desk) (any, error) {
			return d.Load(t.Context(), knowledge.LoadOptions{DryRun: true, All: true, Retry: true})
		},
	}
	for name, do := range work {
		want, err := do(fakeDesk{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := do(client)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", name, got, err, want)
		}
	}
}

func TestClientHearsWhatComes(t *testing.T) {
	t.Parallel()
	client := beside(t)
	var sentences, items []string
	_, err := client.Answer(t.Context(), bot.Question{Text: "q"}, func(s bot.Shown) { sentences = append(sentences, s.Text) })
	if err != nil || !reflect.DeepEqual(sentences, []string{"First: q", "Second.\nAnd a line."}) {
		t.Errorf("sentences %q, %v", sentences, err)
	}
	var on []string
	q := bot.Question{Text: "late"}
	q.Reading = func(r []bot.Reading) { on = append(on, "reading "+r[0].Title) }
	q.Interim = func(a bot.Answer) { on = append(on, "interim "+a.Text) }
	a, err := client.Answer(t.Context(), q, nil)
	on = append(on, "answer "+a.Text)
	if want := []string{"reading A", "interim Stands in. [1]", "answer A fact. [1]"}; err != nil || !reflect.DeepEqual(on, want) {
		t.Errorf("heard %q, %v, want %q", on, err, want)
	}
	_, err = client.Load(t.Context(), knowledge.LoadOptions{Progress: func(what string, _ int) { items = append(items, what) }})
	if err != nil || !reflect.DeepEqual(items, []string{"a.txt"}) {
		t.Errorf("progress %q, %v", items, err)
	}
}

func TestClientHearsFailures(t *testing.T) {
	t.Parallel()
	client := beside(t)
	for question, want := range map[string]string{"fail": "/var/secret", "panic": "something went wrong", "busy": "too many questions"} {
		if _, err := client.Answer(t.Context(), bot.Question{Text: question}, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", question, err, want)
		}
	}
	if _, err := client.Story(t.Context(), "b"); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("a story that is not there: %v", err)
	}
	if _, err := client.Search(t.Context(), bot.Question{}, 0, 0); err == nil || !strings.Contains(err.Error(), "nothing is searched for") {
		t.Errorf("an empty search: %v", err)
	}
}

func TestStreamThatEndsTooSoon(t *testing.T) {
	t.Parallel()
	for _, stream := range []string{"", "event: claim\ndata: {}\n\n", "event: answer\ndata: {", "event: answer\ndata: nonsense\n\n"} {
		err := events(strings.NewReader(stream), func(string, []byte) error {
			if strings.Contains(stream, "nonsense") {
				return errors.New("no JSON")
			}
			return nil
		})
		if err == nil {
			t.Errorf("%q is taken for a whole answer", stream)
		}
	}
}
