package web

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Watch counts and times what the bot does, for /metrics and /status. Wrap the
// parts of a bot with it before its first question. It may be used by many
// goroutines.
type Watch struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	stages    *prometheus.HistogramVec
	tokens    *prometheus.CounterVec
	dropped   *prometheus.CounterVec
	reloads   *prometheus.CounterVec
	requests  *prometheus.CounterVec
	waiting   prometheus.Gauge

	mu    sync.Mutex
	loads []load // oldest first
}

// load is one loading of the stories.
type load struct {
	At                      time.Time
	Added, Updated, Removed int
	Failed                  int
	Failures                []knowledge.Failure // the first of them
	Err                     string              // why nothing was changed; empty: it ended well
}

// How many loads are remembered, and how many failures of each.
const (
	mostLoads    = 30
	mostFailures = 100
)

// NewWatch returns a Watch of the stories in stock.
func NewWatch(stock Stock) *Watch {
	w := &Watch{registry: prometheus.NewRegistry()}
	w.questions = counter("storybot_questions_total", "Questions answered, by mode (error: not answered) and surface.", "mode", "surface")
	w.stages = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "storybot_stage_seconds",
		Help:    "How long a stage took: search, model, first (until a sentence is shown), answer (all of it).",
		Buckets: []float64{.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 30, 60, 120}}, []string{"stage"})
	w.tokens = counter("storybot_tokens_total", "Tokens of the language model, by kind.", "kind")
	w.dropped = counter("storybot_dropped_sentences_total", "Sentences of the model that were not shown, by what is wrong with them.", "kind")
	w.reloads = counter("storybot_loads_total", "Loads of the stories, by outcome: ok, partly (some items failed), failed.", "outcome")
	w.requests = counter("storybot_http_requests_total", "Requests, by route and status.", "route", "status")
	w.waiting = prometheus.NewGauge(prometheus.GaugeOpts{Name: "storybot_questions_waiting", Help: "Questions that are being answered now."})
	w.registry.MustRegister(gauges{stock}, w.questions, w.stages, w.tokens, w.dropped, w.reloads, w.requests, w.waiting,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "storybot_stories", Help: "Stories that are answered from."},
			func() float64 {
				info, err := stock.Info(context.Background())
				if err != nil {
					return math.NaN() // unknown; the log says why whenever somebody asks
				}
				return float64(info.Stories)
			}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "storybot_newest_story_age_seconds", Help: "How long ago the newest story was published; -1: unknown."},
			func() float64 {
				info, err := stock.Info(context.Background())
				if err != nil || info.Newest.IsZero() {
					return -1
				}
				return time.Since(info.Newest).Seconds()
			}))
	return w
}

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

// Answered counts the answer to q, and why there was none.
func (w *Watch) Answered(q *bot.Question, a *bot.Answer, began time.Time, err error) {
	surface := q.Surface
	switch surface {
	case "web", "discord", "cli":
	default:
		surface = "other"
	}
	if err != nil {
		w.questions.WithLabelValues("error", surface).Inc()
		return
	}
	w.questions.WithLabelValues(string(a.Mode), surface).Inc()
	w.stages.WithLabelValues("answer").Observe(time.Since(began).Seconds())
	w.tokens.WithLabelValues("prompt").Add(float64(a.Usage.PromptTokens))
	w.tokens.WithLabelValues("completion").Add(float64(a.Usage.CompletionTokens))
	for _, d := range a.Dropped {
		w.dropped.WithLabelValues(string(d.Kind)).Inc()
	}
}

// Loaded remembers how a load ended.
func (w *Watch) Loaded(r *knowledge.Report, at time.Time, err error) {
	l := load{At: at.UTC(), Added: len(r.Added), Updated: len(r.Updated), Removed: len(r.Removed),
		Failed: len(r.Failed), Failures: r.Failed[:min(len(r.Failed), mostFailures)]}
	outcome := "ok"
	switch {
	case errors.Is(err, context.Canceled):
		return
	case err != nil:
		outcome, l.Err = "failed", err.Error()
	case len(r.Failed) > 0:
		outcome = "partly"
	}
	w.reloads.WithLabelValues(outcome).Inc()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.loads = append(w.loads, l)
	w.loads = w.loads[max(0, len(w.loads)-mostLoads):]
}

// past are the loads remembered, the last first.
func (w *Watch) past() []load {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := slices.Clone(w.loads)
	slices.Reverse(list)
	return list
}
