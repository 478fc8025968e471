package desk

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/storybot/storybot/knowledge"
)

// Stock is how the stories and their sources stand. It is an interface so
// that Metrics can be tested without stories; a knowledge.Base is one.
type Stock interface {
	// Info returns what is loaded.
	Info(ctx context.Context) (knowledge.Info, error)
	// States returns how each source stands, by its name.
	SourceStatus(ctx context.Context) (map[string]knowledge.SourceStatus, error)
}

// SourceLine is how a source stands, and what an operator should know of it.
type SourceLine struct {
	knowledge.SourceStatus
	Warning string // empty: it is well
}

// SourceLines are the sources, sorted by their names.
func SourceLines(states map[string]knowledge.SourceStatus, now time.Time) []SourceLine {
	lines := make([]SourceLine, 0, len(states))
	for name := range states {
		state := states[name]
		lines = append(lines, SourceLine{state, state.Warning(now)})
	}
	slices.SortFunc(lines, func(a, b SourceLine) int { return cmp.Compare(a.Source, b.Source) })
	return lines
}

// sourceGauges are the sources for Prometheus, as they stand when it scrapes.
type sourceGauges struct{ stock Stock }

func sourceDesc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("storybot_source_"+name, help, append([]string{"source"}, labels...), nil)
}

// measuresOf returns the measures of one source.
func measuresOf(s *knowledge.SourceStatus, now time.Time) []measure {
	is := func(so bool) float64 {
		if so {
			return 1
		}
		return 0
	}
	at := func(t time.Time) float64 {
		if t.IsZero() {
			return 0
		}
		return float64(t.Unix())
	}
	warnings := sourceDesc("warning", "Whether something is wrong with a source: failing, silent for longer than is its habit, or held (most of its stories are gone at once).", "why")
	return []measure{
		{sourceDesc("stories", "Stories of a source."), float64(s.Stories), ""},
		{sourceDesc("read_timestamp_seconds", "When a source could last be read; 0: never."), at(s.Read), ""},
		{sourceDesc("newest_timestamp_seconds", "When the newest story of a source was published; 0: unknown."), at(s.Newest), ""},
		{sourceDesc("failures", "Loads in a row in which a source could not be read."), float64(s.Failures), ""},
		{sourceDesc("failed_items", "Items of a source that failed in its last load."), float64(s.Failed), ""},
		{warnings, is(s.Failing()), "failing"},
		{warnings, is(s.Silent()), "silent"},
		{warnings, is(s.Held > 0), "held"},
	}
}

// measure is one measure with its value.
type measure struct {
	desc  *prometheus.Desc
	value float64
	why   string
}

// Describe sends the descriptions of the measures.
func (g sourceGauges) Describe(to chan<- *prometheus.Desc) {
	for _, r := range measuresOf(&knowledge.SourceStatus{}, time.Time{}) {
		to <- r.desc
	}
}

// Collect sends the measures.
func (g sourceGauges) Collect(to chan<- prometheus.Metric) {
	states, err := g.stock.SourceStatus(context.Background())
	if err != nil {
		return // whoever asks for an answer is told, and the log says so
	}
	labels := make(map[string]bool)
	for _, line := range SourceLines(states, time.Now()) {
		label := labelOf(line.Source)
		for labels[label] {
			label += "+"
		}
		labels[label] = true
		for _, r := range measuresOf(&line.SourceStatus, time.Now()) {
			values := []string{label}
			if r.why != "" {
				values = append(values, r.why)
			}
			to <- prometheus.MustNewConstMetric(r.desc, prometheus.GaugeValue, r.value, values...)
		}
	}
}

// labelOf names a source without what an operator may want to keep: the folders
// above a path, and what follows the path of an address.
func labelOf(source string) string {
	if u, err := url.Parse(source); err == nil && u.Host != "" {
		return u.Host + u.Path
	}
	return path.Base(strings.ReplaceAll(source, `\`, "/"))
}
