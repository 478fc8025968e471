package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/bot/llm"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// wire puts the parts together as the settings say; mending is told how far the
// rebuilding of a damaged index is. The error is a held one where another
// process owns DATA_DIR.
func wire(ctx context.Context, c *Config, log *slog.Logger, mending func(what string, done, total int)) (*desk, error) {
	catalogue, err := newCatalogue(c)
	if err != nil {
		return nil, err
	}
	index, err := local.Open(ctx, c.DataDir, local.Options{Progress: mending, Logger: log})
	if err != nil {
		return nil, fmt.Errorf("open the stories: %w", err)
	}
	d := &desk{catalogue: catalogue, base: &knowledge.Base{Index: index}, closers: []func() error{index.Close}}
	d.silent = &bot.Bot{Stories: d.base, Log: log, Zone: c.Zone}
	if c.HasModel() {
		model := llm.New(llm.Options{Key: c.Key, BaseURL: c.BaseURL, Model: c.Model, EmbeddingModel: c.EmbeddingModel, Log: log})
		d.silent.Model = model
		if c.EmbeddingModel != "" {
			d.base.Embed, d.base.EmbedModel = model.Embed, c.EmbeddingModel
		}
	}
	recorded := *d.silent
	d.bot = &recorded
	d.bot.Limits = &bot.Limits{PerUser: c.PerUser, PerChannel: c.PerChannel, PerServer: c.PerServer,
		PerDay: c.PerDay, Queue: c.Queue, Tokens: c.TokensADay}
	if err := keep(ctx, c, d, log); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// keep opens the journal. A bot whose journal is damaged answers without one.
func keep(ctx context.Context, c *Config, d *desk, log *slog.Logger) error {
	book, err := journal.Open(ctx, filepath.Join(c.DataDir, "journal.db"))
	switch {
	case errors.Is(err, journal.ErrDamaged):
		log.Error("answers are not recorded and earlier questions not remembered", "err", err)
		return nil
	case err != nil:
		return fmt.Errorf("open the journal: %w", err)
	}
	d.closers = append(d.closers, book.Close)
	d.bot.Journal, d.book, d.bot.Limits.Spent = book, book, book.Spend
	return nil
}

// held says whether err means that another process owns the stories.
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
