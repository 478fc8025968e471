package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/bot/llm"
	"github.com/storybot/storybot/cmd/storybot/store"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// parts are the parts of a bot that owns its stories, put together.
type parts struct {
	*desk.Local
	catalogue *catalogue
	store     *store.Store
	journal   *journal.Journal // nil: it is damaged
	index     *local.Index     // in DATA_DIR
	at        store.Place
	dir       string     // DATA_DIR
	again     chan error // told why the serving is to end: errAgain where it is to begin again
}

// observe has the metrics count what the bot does from now on.
func (p *parts) observe() {
	p.Metrics = desk.NewMetrics(p.Base, "web", "discord", "mcp", "api", "cli")
	if p.Bot.Model != nil {
		p.Bot.Model = p.Metrics.Model(p.Bot.Model)
	}
	p.Bot.Check = p.Metrics.Checker(p.Bot.Check)
}

// desk is where surfaces bring their questions; every one is counted.
func (p *parts) desk() desk.InProcess { return p.Metrics.Desk(p.Local) }

// Close gives everything back.
func (p *parts) Close() error { return p.store.Close() } //nolint:wrapcheck // it says what was tried

// wire puts the parts together as the settings say; mending is called with how
// far the rebuilding of a damaged index is. If another process owns DATA_DIR, held
// reports so of the error.
func wire(ctx context.Context, c *Config, log *slog.Logger, mending func(what string, done, total int)) (*parts, error) {
	catalogue, err := newCatalogue(c)
	if err != nil {
		return nil, err
	}
	kept, err := store.Open(ctx, c.place(), local.Options{Progress: mending, Logger: log}, log)
	if err != nil {
		return nil, unfit(err)
	}
	p := &parts{catalogue: catalogue, store: kept, index: kept.Index, at: c.place(), dir: c.DataDir, again: make(chan error, 1), Local: &desk.Local{
		Base: &knowledge.Base{Index: kept.Engine}, Catalogue: catalogue, Sound: kept.Index.Sound, Began: time.Now()}}
	p.Base.Show(catalogue.names())
	p.Paused = catalogue.own.Paused
	p.Silent = &bot.Bot{Stories: p.Base, Log: log, Zone: c.Zone, Patience: c.ModelPatience}
	if c.HasModel() {
		model := llm.New(llm.Options{Key: c.Key, BaseURL: c.BaseURL, Model: c.Model, AskModel: c.CheckModel, EmbeddingModel: c.EmbeddingModel, Log: log})
		p.Silent.Model, p.Model = model, c.Model
		if !c.CheckByRules {
			p.Silent.Check = llm.CheckBy(model.Ask, strings.Contains(strings.ToLower(c.CheckModel), "minicheck"))
		}
		if c.EmbeddingModel != "" {
			p.Base.Embed, p.Base.EmbedModel = model.Embed, c.EmbeddingModel
		}
	}
	recorded := *p.Silent
	p.Bot = &recorded
	p.Bot.Shared = &bot.Shared{}
	p.Bot.Limits = &limit.Limits{PerUser: c.PerUser, PerChannel: c.PerChannel, PerServer: c.PerServer,
		PerDay: c.PerDay, Queue: c.Queue, Tokens: c.TokensADay, AtOnce: atOnce, Waiting: atOnceWaiting, Ledger: kept.Ledger}
	p.remember()
	return p, nil
}

// place is where everything is kept.
func (c *Config) place() store.Place {
	return store.Place{Dir: c.DataDir, Database: c.Database, Weaviate: c.Weaviate}
}

// unfit makes an error of what is not fit to begin with one of wrong settings.
func unfit(err error) error {
	if wrong := (*store.UnfitError)(nil); errors.As(err, &wrong) {
		return usageError{wrong}
	}
	return err
}

// How many questions of everybody are answered at one time, and how many may wait:
// each that is answered holds its evidence and its prompt, each that waits next to nothing.
const (
	atOnce        = 32
	atOnceWaiting = 256
)

// chat is a chat service that the bot answers in. Run answers until ctx ends; its
// error says why it cannot.
type chat interface {
	Run(ctx context.Context) error
}

// chats are the chat services that are switched on. A new one is one line here.
func chats(c *Config, p *parts, log *slog.Logger) []chat {
	var list []chat
	if c.DiscordToken != "" {
		list = append(list, discordBot(c, p, log))
	}
	return list
}

// remember has the bot record its answers, where the journal is not damaged.
func (p *parts) remember() {
	j := p.store.Journal
	if j == nil {
		return
	}
	p.Bot.Journal, p.journal, p.Week = j, j, p.week
	p.Bot.Limits.Spent = func(ctx context.Context, day time.Time) (int, error) {
		u, err := j.Spend(ctx, day)
		return u.PromptTokens + u.CompletionTokens, err //nolint:wrapcheck // the journal says what was read
	}
}

// held reports whether err means that another process owns the stories.
func held(err error) bool {
	var h *local.InUseError
	return errors.As(err, &h)
}

// emptyBase is an engine of its own in dir, and how to end it.
func emptyBase(ctx context.Context, dir string) (*knowledge.Base, func() error, error) {
	index, err := local.Open(ctx, dir, local.Options{})
	if err != nil {
		return nil, nil, fmt.Errorf("open an engine: %w", err)
	}
	return &knowledge.Base{Index: index}, index.Close, nil
}
