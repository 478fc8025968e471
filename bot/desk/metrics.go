package desk

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Metrics counts and times what the bot does, for Prometheus and the status
// page. Wrap the parts of a bot with it before its first question. It may be
// used by many goroutines.
type Metrics struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	stages    *prometheus.HistogramVec
	tokens    *prometheus.CounterVec
	dropped   *prometheus.CounterVec
	reloads   *prometheus.CounterVec
	requests  *prometheus.CounterVec
	waiting   prometheus.Gauge
	surfaces  []string
	model     modelHealth

	mu    sync.Mutex
	loads []Load // oldest first
}

// Load is how one load of the stories ended.
type Load struct {
	At                      time.Time
	Added, Updated, Removed int
	Failed                  int
	Failures                []knowledge.Failure // the first of them
	Err                     string              // why nothing was changed; empty: it ended well
}

// How many loads are remembered, and how many failures of each.
const (
	maxLoads    = 30
	maxFailures = 100
)

// NewMetrics returns a Metrics of the stories in stock. Questions of the named
// surfaces have a label of their own, those of all others count as "other".
func NewMetrics(stock Stock, surfaces ...string) *Metrics {
	m := &Metrics{surfaces: surfaces, registry: prometheus.NewRegistry()}
	m.questions = counter("storybot_questions_total", "Questions answered, by mode (error: not answered) and surface.", "mode", "surface")
	m.stages = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "storybot_stage_seconds",
		Help:    "How long a stage took: search, model, check (the model judges a claim), first (until a sentence is shown), answer (all of it).",
		Buckets: []float64{.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 30, 60, 120}}, []string{"stage"})
	m.tokens = counter("storybot_tokens_total", "Tokens of the language model, by kind.", "kind")
	m.dropped = counter("storybot_dropped_sentences_total", "Sentences of the model that were not shown, by what is wrong with them.", "kind")
	m.reloads = counter("storybot_loads_total", "Loads of the stories, by outcome: ok, partly (some items failed), failed.", "outcome")
	m.requests = counter("storybot_http_requests_total", "Requests, by route and status.", "route", "status")
	m.waiting = prometheus.NewGauge(prometheus.GaugeOpts{Name: "storybot_questions_waiting", Help: "Questions that are being answered now."})
	m.registry.MustRegister(sourceGauges{stock}, m.questions, m.stages, m.tokens, m.dropped, m.reloads, m.requests, m.waiting,
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
	return m
}

// Gatherer hands over what was counted.
func (m *Metrics) Gatherer() prometheus.Gatherer { return m.registry }

// Requested counts a request to the web channel.
func (m *Metrics) Requested(route string, status int) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
}

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

// Answered counts the answer to q, and why there was none.
func (m *Metrics) Answered(q *bot.Question, a *bot.Answer, began time.Time, err error) {
	surface := q.Surface
	if !slices.Contains(m.surfaces, surface) {
		surface = "other"
	}
	if err != nil {
		m.questions.WithLabelValues("error", surface).Inc()
		return
	}
	m.questions.WithLabelValues(string(a.Mode), surface).Inc()
	m.stages.WithLabelValues(StageAnswer).Observe(time.Since(began).Seconds())
	m.tokens.WithLabelValues("prompt").Add(float64(a.Usage.PromptTokens))
	m.tokens.WithLabelValues("completion").Add(float64(a.Usage.CompletionTokens))
	for _, d := range a.Dropped {
		m.dropped.WithLabelValues(string(d.Kind)).Inc()
	}
}

// Loaded remembers how a load ended.
func (m *Metrics) Loaded(r *knowledge.Report, at time.Time, err error) {
	l := Load{At: at.UTC(), Added: len(r.Added), Updated: len(r.Updated), Removed: len(r.Removed),
		Failed: len(r.Failed), Failures: r.Failed[:min(len(r.Failed), maxFailures)]}
	outcome := "ok"
	switch {
	case errors.Is(err, context.Canceled):
		return
	case err != nil:
		outcome, l.Err = "failed", err.Error()
	case len(r.Failed) > 0:
		outcome = "partly"
	}
	m.reloads.WithLabelValues(outcome).Inc()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.loads = append(m.loads, l)
	m.loads = m.loads[max(0, len(m.loads)-maxLoads):]
}

// Loads are the loads remembered, the last first.
func (m *Metrics) Loads() []Load {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := slices.Clone(m.loads)
	slices.Reverse(list)
	return list
}
