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

// snapshot is b, looking at the stories as they are now: all that it says fits
// together, whatever is loaded meanwhile. release is called afterwards.
func (d *desk) snapshot(ctx context.Context, b *bot.Bot) (one *bot.Bot, release func(), err error) {
	stories, release, err := d.base.Snapshot(ctx)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // it says what was tried
	}
	copied := *b
	copied.Stories = stories
	if b == d.bot && d.watch != nil {
		copied.Stories = d.watch.Searcher(stories)
	}
	return &copied, release, nil
}

// Answer answers q.
func (d *desk) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	if err := d.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, release, err := d.snapshot(ctx, d.by(&q))
	if err != nil {
		return bot.Answer{}, err
	}
	defer release()
	a, err := b.Answer(ctx, q, show)
	return a, wrapped("answer", err)
}

// Summary summarises a story or a topic.
func (d *desk) Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error) {
	if err := d.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, release, err := d.snapshot(ctx, d.by(&q))
	if err != nil {
		return bot.Answer{}, err
	}
	defer release()
	a, err := b.Summary(ctx, q, style, show)
	return a, wrapped("summarise", err)
}

// Timeline lists the dated events of a topic.
func (d *desk) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	if err := d.wait(ctx); err != nil {
		return bot.Answer{}, err
	}
	b, release, err := d.snapshot(ctx, d.by(&q))
	if err != nil {
		return bot.Answer{}, err
	}
	defer release()
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
	b, release, err := d.snapshot(ctx, d.silent)
	if err != nil {
		return web.Results{}, err
	}
	defer release()
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
	stories, err := d.base.Stories(ctx, filter)
	if err != nil {
		return web.Listing{}, err //nolint:wrapcheck // it says what was tried
	}
	return web.NewListing(stories), nil
}

// Story opens one story.
func (d *desk) Story(ctx context.Context, id string) (web.Opened, error) {
	if err := d.wait(ctx); err != nil {
		return web.Opened{}, err
	}
	view, err := d.base.Index.View(ctx)
	if err != nil {
		return web.Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	defer view.Close()
	info, err := view.Story(ctx, id)
	if err != nil {
		return web.Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	text, err := view.Text(ctx, id, info.Story.Hash)
	if err != nil {
		return web.Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	versions, err := view.Versions(ctx, id)
	if err != nil {
		return web.Opened{}, fmt.Errorf("versions of %s: %w", id, err)
	}
	return web.NewOpened(info, text, versions), nil
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
	if there, err := d.anything(ctx); there || err != nil {
		return err
	}
	select {
	case <-d.loaded:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the first load: %w", ctx.Err())
	}
}

// anything reports whether there are stories to answer from, or no load is to
// be waited for.
func (d *desk) anything(ctx context.Context) (bool, error) {
	if d.loaded == nil {
		return true, nil
	}
	info, err := d.base.Info(ctx)
	return info.Stories > 0, wrapped("look for stories", err)
}

// ready returns why the stories are not there to answer from, or nil.
func (d *desk) ready(ctx context.Context) error {
	if there, err := d.anything(ctx); there || err != nil {
		return err
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
