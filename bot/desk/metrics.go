package desk

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk/tally"
	"github.com/storybot/storybot/knowledge"
)

// Metrics counts and times what the bot does, for Prometheus and the status
// page. Wrap the parts of a bot with it before its first question. It may be
// used by many goroutines.
type Metrics struct {
	stock     Stock
	began     time.Time
	questions *tally.Counter
	stages    *tally.Histogram
	tokens    *tally.Counter
	dropped   *tally.Counter
	reloads   *tally.Counter
	requests  *tally.Counter
	waiting   *tally.Counter
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
	return &Metrics{
		surfaces:  surfaces,
		stock:     stock,
		began:     time.Now(),
		questions: tally.NewCounter("storybot_questions_total", "Questions answered, by mode (error: not answered) and surface.", "mode", "surface"),
		stages: tally.NewHistogram("storybot_stage_seconds",
			"How long a stage took: search, model, check (the model judges a claim), first (until a sentence is shown), answer (all of it).",
			"stage", .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 30, 60, 120),
		tokens:   tally.NewCounter("storybot_tokens_total", "Tokens of the language model, by kind.", "kind"),
		dropped:  tally.NewCounter("storybot_dropped_sentences_total", "Sentences of the model that were not shown, by what is wrong with them.", "kind"),
		reloads:  tally.NewCounter("storybot_loads_total", "Loads of the stories, by outcome: ok, partly (some items failed), failed.", "outcome"),
		requests: tally.NewCounter("storybot_http_requests_total", "Requests, by route and status.", "route", "status"),
		waiting:  tally.NewGauge("storybot_questions_waiting", "Questions that are being answered now."),
	}
}

// Text is what was counted, and how the stories and their sources stand now, as Prometheus
// reads it: see [tally.Text].
func (m *Metrics) Text(ctx context.Context) string {
	stories, age := math.NaN(), -1.0 // unknown; the log says why whenever somebody asks
	if info, err := m.stock.Info(ctx); err == nil {
		stories = float64(info.Stories)
		if !info.Newest.IsZero() {
			age = time.Since(info.Newest).Seconds()
		}
	}
	families := append(tally.Process(m.began), sourceMeasures(ctx, m.stock)...)
	for _, c := range []interface{ Family() tally.Family }{m.questions, m.stages, m.tokens, m.dropped, m.reloads, m.requests, m.waiting} {
		families = append(families, c.Family())
	}
	return tally.Text(append(families,
		tally.Gauge("storybot_stories", "Stories that are answered from.", stories),
		tally.Gauge("storybot_newest_story_age_seconds", "How long ago the newest story was published; -1: unknown.", age))...)
}

// Requested counts a request to the web channel.
func (m *Metrics) Requested(route string, status int) {
	m.requests.Add(1, route, strconv.Itoa(status))
}

// Answered counts the answer to q, and why there was none.
func (m *Metrics) Answered(q *bot.Question, a *bot.Answer, began time.Time, err error) {
	surface := q.Surface
	if !slices.Contains(m.surfaces, surface) {
		surface = "other"
	}
	if err != nil {
		m.questions.Add(1, "error", surface)
		return
	}
	m.questions.Add(1, string(a.Mode), surface)
	m.stages.Observe(StageAnswer, time.Since(began).Seconds())
	m.tokens.Add(float64(a.Usage.PromptTokens), "prompt")
	m.tokens.Add(float64(a.Usage.CompletionTokens), "completion")
	for _, d := range a.Dropped {
		m.dropped.Add(1, string(d.Kind))
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
	m.reloads.Add(1, outcome)
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
