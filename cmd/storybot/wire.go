package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/bot/llm"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// wire puts the parts together as the settings say; mending is told how far the
// rebuilding of a damaged index is. The error is a held one where another
// process owns DATA_DIR.
func wire(ctx context.Context, c *Config, log *slog.Logger, mending func(what string, done, total int)) (*parts, error) {
	catalogue, err := newCatalogue(c)
	if err != nil {
		return nil, err
	}
	index, err := local.Open(ctx, c.DataDir, local.Options{Progress: mending, Logger: log})
	if err != nil {
		return nil, fmt.Errorf("open the stories: %w", err)
	}
	d := &parts{catalogue: catalogue, closers: []func() error{index.Close}, Local: &desk.Local{
		Base: &knowledge.Base{Index: index}, Catalogue: catalogue, Began: time.Now()}}
	d.Silent = &bot.Bot{Stories: d.Base, Log: log, Zone: c.Zone}
	if c.HasModel() {
		model := llm.New(llm.Options{Key: c.Key, BaseURL: c.BaseURL, Model: c.Model, EmbeddingModel: c.EmbeddingModel, Log: log})
		d.Silent.Model, d.Model = model, c.Model
		if c.EmbeddingModel != "" {
			d.Base.Embed, d.Base.EmbedModel = model.Embed, c.EmbeddingModel
		}
	}
	recorded := *d.Silent
	d.Bot = &recorded
	d.Bot.Limits = &bot.Limits{PerUser: c.PerUser, PerChannel: c.PerChannel, PerServer: c.PerServer,
		PerDay: c.PerDay, Queue: c.Queue, Tokens: c.TokensADay}
	if err := openJournal(ctx, c, d, log); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// openJournal opens the journal. A bot whose journal is damaged answers without one.
func openJournal(ctx context.Context, c *Config, d *parts, log *slog.Logger) error {
	book, err := journal.Open(ctx, filepath.Join(c.DataDir, "journal.db"))
	switch {
	case errors.Is(err, journal.ErrDamaged):
		log.Error("answers are not recorded and earlier questions not remembered", "err", err)
		return nil
	case err != nil:
		return fmt.Errorf("open the journal: %w", err)
	}
	d.closers = append(d.closers, book.Close)
	d.Bot.Journal, d.journal, d.Bot.Limits.Spent = book, book, book.Spend
	return nil
}

// held says whether err means that another process owns the stories.
func held(err error) bool {
	var h *local.HeldError
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
