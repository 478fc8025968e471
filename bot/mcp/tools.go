package mcp

import (
	"context"
	"errors"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// caller is a server as one asker sees it.
type caller struct {
	*Server
	asker bot.Question
}

// limits narrow what is answered from.
type limits struct {
	Since      string   `json:"since,omitempty" jsonschema:"only stories from this year, month or day on: 2019, 2019-01 or 2019-01-03"`
	Until      string   `json:"until,omitempty" jsonschema:"only stories until the end of this year, month or day"`
	Collection []string `json:"collection,omitempty" jsonschema:"only stories of these collections"`
}

type askInput struct {
	limits
	Question string `json:"question" jsonschema:"the question, in plain words"`
	At       string `json:"at,omitempty" jsonschema:"answer as if asked on this day: later stories are not there yet"`
	Story    string `json:"story,omitempty" jsonschema:"only from the story with this ID"`
}

type searchInput struct {
	limits
	Query string `json:"query" jsonschema:"the words to search for"`
	Story string `json:"story,omitempty" jsonschema:"only in the story with this ID"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many passages at most, 1 to 50; 10 where none is given"`
}

type storyInput struct {
	ID string `json:"id" jsonschema:"the ID of the story, as search and citations name it"`
}

type timelineInput struct {
	limits
	Topic string `json:"topic" jsonschema:"what the timeline is of"`
}

type digestInput struct {
	limits
	Topic string `json:"topic,omitempty" jsonschema:"only what is new about this"`
}

// maxHits is how many passages one search returns at most.
const maxHits = 50

// addTools gives server the tools. None changes anything.
func (c caller) addTools(server *mcp.Server) {
	add(c, server, "ask", "Answer a question from the stories, with the exact sentences that each claim rests on. Mode \"none\": the stories do not say.",
		func(ctx context.Context, in askInput) (any, error) {
			q, err := c.question(in.Question, in.limits)
			if err != nil {
				return nil, err
			}
			if q.At, err = desk.At(in.At); err != nil {
				return nil, err //nolint:wrapcheck // it is told as it is
			}
			q.Story = in.Story
			return c.Desk.Answer(ctx, q, nil)
		})
	add(c, server, "search", "Find the passages of the stories that fit some words, best first.",
		func(ctx context.Context, in searchInput) (any, error) {
			q, err := c.question(in.Query, in.limits)
			if err != nil {
				return nil, err
			}
			if in.Limit < 0 || in.Limit > maxHits {
				return nil, input("limit must be a number from 1 to 50")
			}
			q.Story = in.Story
			return c.Desk.Search(ctx, q, in.Limit, 0)
		})
	add(c, server, "story", "Read one story whole, and see the versions it has had.",
		func(ctx context.Context, in storyInput) (any, error) { return c.read(ctx, in.ID) })
	add(c, server, "timeline", "List the dated events of a topic, oldest first, each cited.",
		func(ctx context.Context, in timelineInput) (any, error) {
			q, err := c.question(in.Topic, in.limits)
			if err != nil {
				return nil, err
			}
			return c.Desk.Timeline(ctx, q)
		})
	add(c, server, "digest", "Tell what is new: the largest events of the days up to now, or of a window, newest first.",
		func(ctx context.Context, in digestInput) (any, error) {
			q, err := c.limited(in.Topic, in.limits)
			if err != nil {
				return nil, err
			}
			return c.Desk.Digest(ctx, q)
		})
}

// add adds a tool that only reads. What work returns is the tool's structured content,
// and its text for clients that know text alone; an error is told to the model in the
// words that a person would be told.
func add[In any](c caller, server *mcp.Server, name, about string, work func(context.Context, In) (any, error)) {
	closed := false
	mcp.AddTool(server, &mcp.Tool{
		Name: name, Description: about,
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		ctx, cancel := context.WithTimeout(ctx, c.patience())
		defer cancel()
		var out any
		err := desk.Rescue(func() (err error) {
			out, err = work(ctx, in)
			return err
		})
		if err != nil {
			return nil, nil, c.told(name, err)
		}
		return nil, out, nil
	})
}

// input is what is wrong with the arguments of a call, in words for whoever called.
type input string

// Error returns the words.
func (e input) Error() string { return string(e) }

// told is err as the caller is told of it; the rest is for the log.
func (c caller) told(name string, err error) error {
	var wrong input
	var date *desk.DateError
	if errors.As(err, &wrong) || errors.As(err, &date) {
		return err
	}
	fault := desk.Explain(err)
	if fault.Kind == desk.Broken {
		c.log().Error("a tool failed", "tool", name, "error", err)
	}
	return errors.New(fault.Sentence())
}

// question is what the caller asks; it must have words.
func (c caller) question(text string, l limits) (bot.Question, error) {
	if strings.TrimSpace(text) == "" {
		return bot.Question{}, input("there are no words to look for")
	}
	return c.limited(text, l)
}

// limited is what the caller asks, within limits.
func (c caller) limited(text string, l limits) (bot.Question, error) {
	q := c.asker
	q.Text, q.Collections = text, l.Collection
	err := desk.Dates{Since: l.Since, Until: l.Until}.Apply(&q)
	return q, err //nolint:wrapcheck // it is told as it is
}

// read opens a story. Of where it was read a caller who is not the operator learns no more than a name.
func (c caller) read(ctx context.Context, id string) (desk.Opened, error) {
	s, err := c.Desk.Story(ctx, id)
	if err == nil && c.asker.Surface != "cli" && s.Source != "" {
		s.Source = desk.SourceLabel(s.Source)
	}
	return s, err //nolint:wrapcheck // told puts it into words
}
