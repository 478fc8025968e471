package desk

import (
	"context"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Searcher times the searches of s.
func (m *Metrics) Searcher(s bot.Searcher) bot.Searcher { return timedSearcher{s, m} }

type timedSearcher struct {
	bot.Searcher
	metrics *Metrics
}

// Search searches and takes the time.
func (s timedSearcher) Search(ctx context.Context, q knowledge.Query) (knowledge.Found, error) {
	began := time.Now()
	found, err := s.Searcher.Search(ctx, q)
	s.metrics.stages.Observe(StageSearch, time.Since(began).Seconds())
	return found, err //nolint:wrapcheck // it is passed on
}

// Model times the completions of model.
func (m *Metrics) Model(model bot.Model) bot.Model { return timedModel{model, m} }

type timedModel struct {
	bot.Model
	metrics *Metrics
}

// Write writes and takes the time.
func (t timedModel) Write(ctx context.Context, p bot.Prompt, hear func(string) error) (bot.Usage, error) {
	began := time.Now()
	usage, err := t.Model.Write(ctx, p, hear)
	t.metrics.stages.Observe(StageModel, time.Since(began).Seconds())
	t.metrics.model.heard(err)
	return usage, err //nolint:wrapcheck // it is passed on
}

// Desk counts the answers and loads of d. A nil Metrics counts nothing.
func (m *Metrics) Desk(d InProcess) InProcess {
	if m == nil {
		return d
	}
	return counted{d, m}
}

type counted struct {
	InProcess
	metrics *Metrics
}

// Answer answers and counts.
func (d counted) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	return d.count(&q, show, func(show bot.Show) (bot.Answer, error) { return d.InProcess.Answer(ctx, q, show) })
}

// Summary summarises and counts.
func (d counted) Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error) {
	return d.count(&q, show, func(show bot.Show) (bot.Answer, error) { return d.InProcess.Summary(ctx, q, style, show) })
}

// Timeline makes a timeline and counts.
func (d counted) Timeline(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return d.count(&q, nil, func(bot.Show) (bot.Answer, error) { return d.InProcess.Timeline(ctx, q) })
}

// Digest makes a digest and counts.
func (d counted) Digest(ctx context.Context, q bot.Question) (bot.Answer, error) {
	return d.count(&q, nil, func(bot.Show) (bot.Answer, error) { return d.InProcess.Digest(ctx, q) })
}

// Load loads and remembers how it ended.
func (d counted) Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	began := time.Now()
	r, err := d.InProcess.Load(ctx, o)
	if !o.DryRun {
		d.metrics.Loaded(&r, began, err)
	}
	return r, err //nolint:wrapcheck // it is passed on
}

func (d counted) count(q *bot.Question, show bot.Show, work func(bot.Show) (bot.Answer, error)) (bot.Answer, error) {
	began := time.Now()
	d.metrics.waiting.Add(1)
	defer d.metrics.waiting.Add(-1)
	timed := show
	if show != nil {
		first := true
		timed = func(c bot.Shown) {
			if first {
				d.metrics.stages.Observe(StageFirst, time.Since(began).Seconds())
				first = false
			}
			show(c)
		}
	}
	a, err := work(timed)
	d.metrics.Answered(q, &a, began, err)
	return a, err
}
