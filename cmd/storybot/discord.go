package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord"
	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge"
)

// member is the bot as a member of Discord's servers; nil without a token.
func member(c *Config, d *desk, log *slog.Logger) *discord.Bot {
	if c.DiscordToken == "" {
		return nil
	}
	b := &discord.Bot{
		Desk: &lobby{Desk: d.front(), desk: d, config: c, began: time.Now()}, Token: c.DiscordToken, API: c.DiscordAPI,
		Home: c.DiscordGuild, Operators: c.Operators, Log: log,
	}
	if d.book != nil {
		b.Journal = ledger{d.book}
	}
	if u, err := url.Parse(c.BaseURL); err == nil && c.HasModel() {
		b.Privacy = "To answer, questions and passages of the stories are sent to the language model at " + u.Host + "."
	}
	return b
}

// lobby is the desk as Discord's channels see it.
type lobby struct {
	web.Desk
	desk   *desk
	config *Config
	began  time.Time
}

var _ discord.Desk = (*lobby)(nil)

// Search finds passages as Answer does.
func (l *lobby) Search(ctx context.Context, q bot.Question, limit, perStory int) ([]knowledge.Hit, error) {
	if err := l.desk.wait(ctx); err != nil {
		return nil, err
	}
	b, release, err := l.desk.snapshot(ctx, l.desk.silent)
	if err != nil {
		return nil, err
	}
	defer release()
	_, found, err := b.Find(ctx, q, limit, perStory)
	return found.Hits, wrapped("search", err)
}

// Stories lists the stories.
func (l *lobby) Stories(ctx context.Context, filter string) ([]*knowledge.StoryInfo, error) {
	if err := l.desk.wait(ctx); err != nil {
		return nil, err
	}
	return l.desk.base.Stories(ctx, filter) //nolint:wrapcheck // it says what was tried
}

// Story opens a version of a story, the present one where none is named.
func (l *lobby) Story(ctx context.Context, id, version string) (s knowledge.Story, present bool, err error) {
	view, err := l.desk.base.Index.View(ctx)
	if err != nil {
		return s, false, fmt.Errorf("open %s: %w", id, err)
	}
	defer view.Close()
	info, err := view.Story(ctx, id)
	if err != nil && (version == "" || !errors.Is(err, knowledge.ErrNotFound)) {
		return s, false, fmt.Errorf("open %s: %w", id, err)
	}
	if err == nil {
		s = info.Story
		present = version == "" || version == s.Hash
	}
	if version == "" {
		version = s.Hash
	}
	s.Text, err = view.Text(ctx, id, version)
	return s, present, wrapped("open "+id, err)
}

// Load loads one source, or all.
func (l *lobby) Load(ctx context.Context, name string, o knowledge.LoadOptions) (knowledge.Report, error) {
	if name == "" {
		return l.Desk.Load(ctx, o) //nolint:wrapcheck // both desks say what was tried
	}
	o.Only = []string{name}
	return l.Desk.Load(ctx, o) //nolint:wrapcheck // as above
}

// Sources are the entries of STORIES.
func (l *lobby) Sources() []string {
	var names []string
	for _, s := range l.desk.catalogue.known() {
		names = append(names, s.Name())
	}
	return names
}

// Status tells how the bot is doing.
func (l *lobby) Status(ctx context.Context) ([]string, error) {
	info, err := l.desk.base.Info(ctx)
	if err != nil {
		return nil, fmt.Errorf("tell the status: %w", err)
	}
	lines := []string{
		fmt.Sprintf("%d stories in %d passages", info.Stories, info.Passages),
		"running since " + l.began.UTC().Format("2006-01-02 15:04 UTC"),
	}
	if !info.Loaded.IsZero() {
		lines = append(lines, "stories last loaded "+info.Loaded.UTC().Format("2006-01-02 15:04 UTC"))
	}
	if info.Stories > 0 && !info.Newest.IsZero() {
		lines = append(lines, "from "+knowledge.Day(info.Oldest)+" to "+knowledge.Day(info.Newest))
	}
	lines = append(lines, l.desk.warnings(ctx)...)
	if err := l.desk.ready(ctx); err != nil {
		lines = append(lines, err.Error())
	}
	if !l.config.HasModel() {
		lines = append(lines, "no language model: answers are the stories' own sentences")
	} else {
		lines = append(lines, "language model: "+l.config.Model)
	}
	if l.desk.book == nil {
		return append(lines, "no journal: answers are not recorded"), nil
	}
	spent, err := l.desk.book.Spend(ctx, time.Now())
	if err != nil {
		return nil, fmt.Errorf("tell the status: %w", err)
	}
	return append(lines, fmt.Sprintf("tokens spent today: %d of %d", spent.PromptTokens+spent.CompletionTokens, l.config.TokensADay)), nil
}

// ledger is the journal as Discord's buttons see it.
type ledger struct{ *journal.Journal }

var _ discord.Journal = ledger{}

// Find returns the number of the answer posted at place.
func (l ledger) Find(ctx context.Context, place string) (int64, error) {
	id, err := l.Journal.Find(ctx, place)
	return id, forgotten(err)
}

// Answer returns what is held of an answer.
func (l ledger) Answer(ctx context.Context, id int64) (discord.Entry, error) {
	e, err := l.Journal.Answer(ctx, id)
	if err != nil {
		return discord.Entry{}, forgotten(err)
	}
	return discord.Entry{Asker: e.Asker, Conversation: e.Conversation, Standalone: e.Standalone, Answer: e.Answer, Posted: e.Posted}, nil
}

// Posted remembers the place of an answer.
func (l ledger) Posted(ctx context.Context, id int64, place string) error {
	return forgotten(l.Journal.Posted(ctx, id, place))
}

// Feedback remembers whether an answer helped.
func (l ledger) Feedback(ctx context.Context, id int64, asker string, helpful bool) error {
	return forgotten(l.Journal.Feedback(ctx, id, asker, helpful))
}

// forgotten tells of an answer that is not there in Discord's words.
func forgotten(err error) error {
	if errors.Is(err, journal.ErrNotFound) {
		return fmt.Errorf("%w: %w", discord.ErrForgotten, err)
	}
	return err
}
