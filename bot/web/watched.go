package web

import (
	"context"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Searcher times the searches of s.
func (w *Watch) Searcher(s bot.Searcher) bot.Searcher { return searcher{s, w} }

type searcher struct {
	bot.Searcher
	watch *Watch
}

// Search searches and takes the time.
func (s searcher) Search(ctx context.Context, q knowledge.Query) (knowledge.Found, error) {
	began := time.Now()
	found, err := s.Searcher.Search(ctx, q)
	s.watch.stages.WithLabelValues("search").Observe(time.Since(began).Seconds())
	return found, err //nolint:wrapcheck // it is passed on
}

// Model times the completions of m.
func (w *Watch) Model(m bot.Model) bot.Model { return model{m, w} }

type model struct {
	bot.Model
	watch *Watch
}

// Write writes and takes the time.
func (m model) Write(ctx context.Context, p bot.Prompt, tell func(string) error) (bot.Usage, error) {
	began := time.Now()
	usage, err := m.Model.Write(ctx, p, tell)
	m.watch.stages.WithLabelValues("model").Observe(time.Since(began).Seconds())
	return usage, err //nolint:wrapcheck // it is passed on
}

// Desk counts the answers and loads of d.
func (w *Watch) Desk(d Desk) Desk { return watched{d, w} }

type watched struct {
	Desk
	watch *Watch
}

// Answer answers and counts.
func (d watched) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	return d.count(&q, show, func(show bot.Show) (bot.Answer, error) { return d.Desk.Answer(ctx, q, show) })
}

// Summary summarises and counts.
func (d watched) Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error) {
	return d.count(&q, show, func(show bot.Show) (bot.Answer, error) { return d.Desk.Summary(ctx, q, style, show) })
}

// Timeline makes a timeline and counts.
func (d watched) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return d.count(&q, nil, func(bot.Show) (bot.Answer, error) { return d.Desk.Timeline(ctx, q) })
}

// Load loads and remembers how it ended.
func (d watched) Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	began := time.Now()
	r, err := d.Desk.Load(ctx, o)
	if !o.DryRun {
		d.watch.Loaded(&r, began, err)
	}
	return r, err //nolint:wrapcheck // it is passed on
}

func (d watched) count(q *bot.Question, show bot.Show, work func(bot.Show) (bot.Answer, error)) (bot.Answer, error) {
	began := time.Now()
	d.watch.waiting.Inc()
	defer d.watch.waiting.Dec()
	told := show
	if show != nil {
		first := true
		told = func(s bot.Sentence) {
			if first {
				d.watch.stages.WithLabelValues("first").Observe(time.Since(began).Seconds())
				first = false
			}
			show(s)
		}
	}
	a, err := work(told)
	d.watch.Answered(q, &a, began, err)
	return a, err
}
