package desk

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge"
)

// stock are the sources of a test.
type stock struct {
	info   knowledge.Info
	states map[string]knowledge.SourceStatus
	err    error
}

func (s stock) Info(context.Context) (knowledge.Info, error) { return s.info, nil }
func (s stock) SourceStatus(context.Context) (map[string]knowledge.SourceStatus, error) {
	return s.states, s.err
}

// scraped are our measures by name and labels, as Prometheus reads them.
func scraped(t *testing.T, m *Metrics) map[string]float64 {
	t.Helper()
	all := map[string]float64{}
	for line := range strings.Lines(m.Text(t.Context())) {
		at := strings.LastIndexByte(line, ' ')
		if !strings.HasPrefix(line, "storybot_") {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(line[at:]), 64)
		if err != nil {
			t.Fatal(err)
		}
		all[line[:at]] = v
	}
	return all
}

// compare holds measures to what is wanted of them; -9 stands for none.
func compare(t *testing.T, m *Metrics, want map[string]float64) {
	t.Helper()
	all := scraped(t, m)
	for name, v := range want {
		got, ok := all[name]
		if !ok {
			got = -9
		}
		if got != v {
			t.Errorf("%s is %v, want %v", name, got, v)
		}
	}
}

// TestCountsQuestions: each answer is counted by its mode and surface, with its
// tokens and times, and one that fails as an error.
func TestCountsQuestions(t *testing.T) {
	t.Parallel()
	m := NewMetrics(stock{}, "web", "cli")
	answer := bot.Answer{Mode: bot.ModeModel, Usage: bot.Usage{PromptTokens: 20, CompletionTokens: 3}}
	for _, c := range []struct {
		surface string
		err     error
	}{{"web", nil}, {"web", nil}, {"cli", nil}, {"eval", nil}, {"", nil}, {"web", errors.New("broken")}} {
		m.Answered(&bot.Question{Surface: c.surface}, &answer, time.Now(), c.err)
	}
	m.Requested("GET /x", 404)
	compare(t, m, map[string]float64{
		`storybot_questions_total{mode="model",surface="web"}`:      2,
		`storybot_questions_total{mode="model",surface="cli"}`:      1,
		`storybot_questions_total{mode="model",surface="other"}`:    2,
		`storybot_questions_total{mode="error",surface="web"}`:      1,
		`storybot_questions_total{mode="model",surface="eval"}`:     -9,
		`storybot_tokens_total{kind="prompt"}`:                      100,
		`storybot_tokens_total{kind="completion"}`:                  15,
		`storybot_stage_seconds_count{stage="answer"}`:              5,
		`storybot_http_requests_total{route="GET /x",status="404"}`: 1,
		`storybot_questions_waiting`:                                0,
		`storybot_newest_story_age_seconds`:                         -1,
	})
}

// TestCountsDropped: each kind of fault has a series of its own, and the words
// of a sentence or a reason never become the name of one.
func TestCountsDropped(t *testing.T) {
	t.Parallel()
	for _, kind := range verify.Kinds() {
		m := NewMetrics(stock{}, "web")
		m.Answered(&bot.Question{Surface: "web"}, &bot.Answer{Dropped: []bot.Dropped{{Sentence: "A lie.", Kind: kind, Why: "number not quoted"}}}, time.Now(), nil)
		compare(t, m, map[string]float64{`storybot_dropped_sentences_total{kind="` + string(kind) + `"}`: 1})
	}
}

// TestLoads: the last loads are remembered, the latest first, with the first of their failures.
func TestLoads(t *testing.T) {
	t.Parallel()
	m := NewMetrics(stock{})
	failed := make([]knowledge.Failure, maxFailures+5)
	began := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		report knowledge.Report
		err    error
	}{
		{knowledge.Report{Added: []string{"a", "b"}, Removed: []string{"c"}}, nil},
		{knowledge.Report{Failed: failed}, nil},
		{knowledge.Report{}, errors.New("disk full")},
		{knowledge.Report{}, fmt.Errorf("load: %w", context.Canceled)}, // the bot ended: that tells nothing
	} {
		m.Loaded(&c.report, began, c.err)
	}
	loads := m.Loads()
	if len(loads) != 3 || loads[0].Err != "disk full" || loads[1].Failed != len(failed) || len(loads[1].Failures) != maxFailures ||
		loads[2].Added != 2 || loads[2].Removed != 1 || !loads[2].At.Equal(began) {
		t.Errorf("remembered %+v", loads)
	}
	compare(t, m, map[string]float64{
		`storybot_loads_total{outcome="ok"}`: 1, `storybot_loads_total{outcome="partly"}`: 1, `storybot_loads_total{outcome="failed"}`: 1})
	for range 2 * maxLoads {
		m.Loaded(&knowledge.Report{}, began, nil)
	}
	if n := len(m.Loads()); n != maxLoads {
		t.Errorf("%d loads are remembered", n)
	}
}

// TestSourceGauges: a source is named without what an operator may want to
// keep, and two of one name stay two.
func TestSourceGauges(t *testing.T) {
	t.Parallel()
	at := time.Unix(1_700_000_000, 0)
	states := map[string]knowledge.SourceStatus{}
	for _, s := range []knowledge.SourceStatus{
		{Source: "/home/ada/news", Stories: 7, Read: at, Newest: at, Held: 4},
		{Source: "/srv/news", Stories: 1, Failed: 2},
		{Source: "https://ada:secret@news.example/feed.xml?key=secret", Failures: 2, Problem: "answers 503"},
	} {
		states[s.Source] = s
	}
	m := NewMetrics(stock{info: knowledge.Info{Stories: 8, Newest: time.Now().Add(-time.Hour)}, states: states})
	compare(t, m, map[string]float64{
		`storybot_stories`:                                                      8,
		`storybot_source_stories{source="news"}`:                                7,
		`storybot_source_stories{source="news+"}`:                               1,
		`storybot_source_read_timestamp_seconds{source="news"}`:                 1_700_000_000,
		`storybot_source_read_timestamp_seconds{source="news+"}`:                0,
		`storybot_source_newest_timestamp_seconds{source="news"}`:               1_700_000_000,
		`storybot_source_failed_items{source="news+"}`:                          2,
		`storybot_source_failures{source="news.example/feed.xml"}`:              2,
		`storybot_source_warning{source="news",why="held"}`:                     1,
		`storybot_source_warning{source="news.example/feed.xml",why="failing"}`: 1,
		`storybot_source_warning{source="news+",why="failing"}`:                 0,
	})
	for name := range scraped(t, m) {
		if strings.Contains(name, "secret") || strings.Contains(name, "ada") {
			t.Errorf("%s tells what is the operator's", name)
		}
	}
	compare(t, NewMetrics(stock{err: errors.New("locked")}), map[string]float64{`storybot_source_stories{source="news"}`: -9, `storybot_stories`: 0})
}

// TestSourceLines are sorted, and say what is wrong.
func TestSourceLines(t *testing.T) {
	t.Parallel()
	got := ""
	for _, l := range SourceLines(map[string]knowledge.SourceStatus{
		"b": {Source: "b", Failures: 3, Problem: "answers 404"}, "a": {Source: "a"}, "c": {Source: "c", Held: 2},
	}, time.Now()) {
		got += l.Source + ": " + l.Warning + "\n"
	}
	const want = "a: \n" +
		"b: could not be read 3 times in a row, it has never been read: answers 404\n" +
		"c: no longer has 2 of its stories; they stay until that is confirmed\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestCountedDesk counts what goes through it, and changes nothing of it.
func TestCountedDesk(t *testing.T) {
	t.Parallel()
	l := loaded(t, lighthouse())
	l.Metrics = NewMetrics(l.Base, "web")
	d := l.Metrics.Desk(l)
	q := bot.Question{Text: "Who painted the lighthouse of Faro?", Surface: "web"}
	shown := 0
	a, err := d.Answer(t.Context(), q, func(bot.Shown) { shown++ })
	if err != nil || shown == 0 || !strings.Contains(a.Text, "Mette Olsen") {
		t.Errorf("answered %q, %v, %d sentences shown", a.Text, err, shown)
	}
	if _, err := d.Summary(t.Context(), q, bot.Brief, nil); err != nil {
		t.Error(err)
	}
	if _, err := d.Timeline(t.Context(), q); err != nil {
		t.Error(err)
	}
	for _, dry := range []bool{false, true} {
		if _, err := d.Load(t.Context(), knowledge.LoadOptions{DryRun: dry}); err != nil {
			t.Error(err)
		}
	}
	compare(t, l.Metrics, map[string]float64{
		`storybot_stage_seconds_count{stage="answer"}`: 3, `storybot_stage_seconds_count{stage="first"}`: 1,
		`storybot_loads_total{outcome="ok"}`: 1, `storybot_stories`: 2})
	if scraped(t, l.Metrics)[`storybot_stage_seconds_count{stage="search"}`] == 0 {
		t.Error("no search was timed")
	}
	var none *Metrics
	if none.Desk(l) != InProcess(l) {
		t.Error("nobody counts, and yet the desk is another")
	}
}

// slow is a model that takes its time and writes nothing.
type slow struct{ bot.Model }

func (slow) Write(context.Context, bot.Prompt, func(string) error) (bot.Usage, error) {
	return bot.Usage{PromptTokens: 5}, errors.New("gone")
}

func TestTimesTheModel(t *testing.T) {
	t.Parallel()
	m := NewMetrics(stock{})
	if u, err := m.Model(slow{}).Write(t.Context(), bot.Prompt{}, nil); u.PromptTokens != 5 || err == nil {
		t.Errorf("wrote %v, %v", u, err)
	}
	compare(t, m, map[string]float64{`storybot_stage_seconds_count{stage="model"}`: 1})
}
