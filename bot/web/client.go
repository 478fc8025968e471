package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// Client is the [desk.Desk] of a running bot, reached over its socket.
type Client struct{ http http.Client }

// NewClient returns a Client whose connections dial makes.
func NewClient(dial func(ctx context.Context) (net.Conn, error)) *Client {
	return &Client{http: http.Client{Transport: &http.Transport{
		DialContext:     func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx) },
		MaxIdleConns:    1,
		IdleConnTimeout: 0,
	}}}
}

// Alive returns nil if a bot answers, else why not.
func (c *Client) Alive(ctx context.Context) error {
	var s statusReply
	return c.get(ctx, "/healthz", &s)
}

// Answer asks the running bot.
func (c *Client) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	return c.ask(ctx, "/api/ask", newAsk(q), &q, show)
}

// Summary has the running bot summarise.
func (c *Client) Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error) {
	body := newAsk(q)
	body.Style = string(style)
	return c.ask(ctx, "/api/summary", body, &q, show)
}

// Timeline has the running bot list a topic's events.
func (c *Client) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return c.ask(ctx, "/api/timeline", newAsk(q), &q, nil)
}

// Digest has the running bot tell what is new.
func (c *Client) Digest(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return c.ask(ctx, "/api/digest", newAsk(q), &q, nil)
}

// Search has the running bot search.
func (c *Client) Search(ctx context.Context, q bot.Question, limit, perStory int) (r desk.Results, err error) {
	return r, c.get(ctx, "/api/search?"+values(q, limit, perStory).Encode(), &r)
}

// Stories lists the running bot's stories.
func (c *Client) Stories(ctx context.Context, filter string) (l desk.Listing, err error) {
	return l, c.get(ctx, "/api/stories?"+url.Values{"q": {filter}}.Encode(), &l)
}

// Story opens one of the running bot's stories.
func (c *Client) Story(ctx context.Context, id string) (o desk.Opened, err error) {
	return o, c.get(ctx, "/api/stories/"+url.PathEscape(id), &o)
}

// Load has the running bot load from its own sources.
func (c *Client) Load(ctx context.Context, o knowledge.LoadOptions) (report knowledge.Report, err error) {
	path := "/api/reload"
	if o.DryRun {
		path = "/api/check"
	}
	var sources []knowledge.SourceStatus
	err = c.post(ctx, path, loadBody{All: o.All, Confirm: o.Confirm, Only: o.Only}, func(event string, data []byte) error {
		switch event {
		case "sources":
			return json.Unmarshal(data, &sources)
		case "report":
			return json.Unmarshal(data, &report)
		case "progress":
			var p progressEvent
			if err := json.Unmarshal(data, &p); err != nil {
				return fmt.Errorf("read progress: %w", err)
			}
			if o.Progress != nil {
				o.Progress(p.What, p.Done)
			}
		}
		return nil
	})
	report.Sources = sources
	return report, err
}

// ask sends a question, tells what comes on the way and returns the answer.
func (c *Client) ask(ctx context.Context, path string, body Ask, q *bot.Question, show bot.Show) (a bot.Answer, err error) {
	err = c.post(ctx, path, body, func(event string, data []byte) error {
		switch event {
		case "answer":
			return json.Unmarshal(data, &a)
		case "claim":
			var c bot.Shown
			if err := json.Unmarshal(data, &c); err != nil {
				return fmt.Errorf("read a claim: %w", err)
			}
			if show != nil {
				show(c)
			}
		case "sources":
			var s sourcesEvent
			if err := json.Unmarshal(data, &s); err != nil {
				return fmt.Errorf("read the stories: %w", err)
			}
			if q.Reading != nil {
				q.Reading(s.Stories)
			}
		case "interim":
			var interim bot.Answer
			if err := json.Unmarshal(data, &interim); err != nil {
				return fmt.Errorf("read what stands in: %w", err)
			}
			if q.Interim != nil {
				q.Interim(interim)
			}
		}
		return nil
	})
	return a, err
}

// get fetches one JSON document.
func (c *Client) get(ctx context.Context, path string, into any) error {
	resp, err := c.do(ctx, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		return fmt.Errorf("read the running bot's reply: %w", err)
	}
	return nil
}

// post sends body and gives each event of the reply to hear.
func (c *Client) post(ctx context.Context, path string, body any, hear func(event string, data []byte) error) error {
	data, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("write the request: %w", err)
	}
	resp, err := c.do(ctx, http.MethodPost, path, data)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	return events(resp.Body, hear)
}

// do makes one request; a reply that is no success is an error in its words.
func (c *Client) do(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://localhost"+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("make the request: %w", err)
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", "text/event-stream")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err // the address in it is made up
		}
		return nil, fmt.Errorf("reach the running bot: %w", err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	defer func() { _ = resp.Body.Close() }()
	return nil, refusal(resp)
}

// refusal is the error in a reply that is no success.
func refusal(resp *http.Response) error {
	if resp.StatusCode == http.StatusNotFound {
		return knowledge.ErrNotFound
	}
	var p problem
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxBody)).Decode(&p); err != nil || p.Error == "" {
		return fmt.Errorf("the running bot replied %s", resp.Status)
	}
	return errors.New(p.Error)
}

// events gives each event of a stream to hear until the one that ends it. A
// stream that ends before has failed.
func events(stream io.Reader, hear func(event string, data []byte) error) error {
	lines := bufio.NewReader(stream)
	event := ""
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return errors.New("the running bot ended before it had answered")
		}
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutPrefix(line, "event: "); ok {
			event = name
			continue
		}
		data, ok := strings.CutPrefix(line, "data: ")
		if !ok {
			continue
		}
		if event == "error" {
			var p problem
			if err := json.Unmarshal([]byte(data), &p); err != nil {
				return fmt.Errorf("read the running bot's error: %w", err)
			}
			return errors.New(p.Error)
		}
		if err := hear(event, []byte(data)); err != nil {
			return fmt.Errorf("read the running bot's %s: %w", event, err)
		}
		if event == "answer" || event == "report" {
			return nil
		}
	}
}
