package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/eval"
	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge"
)

// desk is the web.Desk of the process that owns the stories.
type desk struct {
	bot     *bot.Bot
	silent  *bot.Bot // the same without a journal
	base    *knowledge.Base
	book    *journal.Journal // nil: it is damaged
	watch   *web.Watch       // nil: nobody counts
	closers []func() error
	loaded  chan struct{} // closed when there is something to answer from; nil: the command loads itself
	opened  sync.Once     // closes loaded

	catalogue *catalogue
}

var _ web.Desk = (*desk)(nil)

func (d *desk) by(q *bot.Question) *bot.Bot {
	if q.Surface == eval.Surface {
		return d.silent
	}
	return d.bot
}

// still is b, looking at the stories as they are now: all that it says fits
// together, whatever is loaded meanwhile. leave is called afterwards.
func (d *desk) still(ctx context.Context, b *bot.Bot) (one *bot.Bot, leave func()) {
	stories, leave := d.base.Still(ctx)
	copied := *b
	copied.Stories = stories
	if b == d.bot && d.watch != nil {
		copied.Stories = d.watch.Searcher(stories)
	}
	return &copied, leave
}

// Answer answers q.
func (d *desk) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	if err := d.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, leave := d.still(ctx, d.by(&q))
	defer leave()
	a, err := b.Answer(ctx, q, show)
	return a, wrapped("answer", err)
}

// Summary summarises a story or a topic.
func (d *desk) Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error) {
	if err := d.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, leave := d.still(ctx, d.by(&q))
	defer leave()
	a, err := b.Summary(ctx, q, style, show)
	return a, wrapped("summarise", err)
}

// Timeline lists the dated events of a topic.
func (d *desk) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	if err := d.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, leave := d.still(ctx, d.by(&q))
	defer leave()
	a, err := b.Timeline(ctx, q)
	return a, wrapped("make the timeline", err)
}

func wrapped(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// Search finds passages, within the time that the words name, as Answer does.
func (d *desk) Search(ctx context.Context, q bot.Question, limit, perStory int) (web.Results, error) {
	if err := d.wait(ctx); err != nil {
		return web.Results{}, err
	}
	b, leave := d.still(ctx, d.silent)
	defer leave()
	query, found, err := b.Find(ctx, q, limit, perStory)
	if err != nil {
		return web.Results{}, fmt.Errorf("search: %w", err)
	}
	query.Text = q.Text // as it was asked, not as it was understood
	return web.NewResults(query, found), nil
}

// Stories lists the stories.
func (d *desk) Stories(ctx context.Context, filter string) (web.Listing, error) {
	if err := d.wait(ctx); err != nil {
		return web.Listing{}, err
	}
	return web.NewListing(d.base.Stories(ctx, filter)), nil
}

// Story opens one story.
func (d *desk) Story(ctx context.Context, id string) (web.Opened, error) {
	if err := d.wait(ctx); err != nil {
		return web.Opened{}, err
	}
	view := d.base.Index.View()
	defer view.Close()
	doc := view.Document(id)
	if doc == nil {
		return web.Opened{}, fmt.Errorf("%s: %w", id, knowledge.ErrNotFound)
	}
	text, err := view.Text(ctx, id, doc.Story.Hash)
	if err != nil {
		return web.Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	versions, err := view.Versions(ctx, id)
	if err != nil {
		return web.Opened{}, fmt.Errorf("versions of %s: %w", id, err)
	}
	return web.NewOpened(doc, text, versions), nil
}

// Load makes the stories be what the sources hold. Lists of sources are read anew.
func (d *desk) Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	list, wrong := d.catalogue.read()
	var report knowledge.Report
	err := unbroken(func() (err error) {
		report, err = d.base.Load(ctx, plain(list), o)
		return err //nolint:wrapcheck // it says what was tried
	})
	if err == nil && wrong != nil {
		report.Failed = append(report.Failed, knowledge.Failure{Item: "STORIES", Error: wrong.Error() + "; the sources are those of before"})
	}
	return report, err
}

// wait waits for the first load where there is nothing to answer from before it.
func (d *desk) wait(ctx context.Context) error {
	if d.loaded == nil || d.base.Info().Stories > 0 {
		return nil
	}
	select {
	case <-d.loaded:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the first load: %w", ctx.Err())
	}
}

// ready says whether the stories are there to answer from.
func (d *desk) ready(context.Context) error {
	if d.loaded == nil || d.base.Info().Stories > 0 {
		return nil
	}
	select {
	case <-d.loaded:
		return nil
	default:
		return errors.New("the stories are still being loaded")
	}
}

// Close gives everything back, last opened first.
func (d *desk) Close() error {
	var errs []error
	for i := len(d.closers) - 1; i >= 0; i-- {
		errs = append(errs, d.closers[i]())
	}
	d.closers = nil
	return errors.Join(errs...)
}
