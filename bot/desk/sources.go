package desk

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk/tally"
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

// sourceMeasures are the sources for Prometheus, as they stand when it scrapes.
func sourceMeasures(ctx context.Context, stock Stock) []tally.Family {
	states, err := stock.SourceStatus(ctx)
	if err != nil {
		return nil // whoever asks for an answer is told, and the log says so
	}
	var families []tally.Family
	labels := make(map[string]bool)
	for _, line := range SourceLines(states, time.Now()) {
		label := labelOf(line.Source)
		for labels[label] {
			label += "+"
		}
		labels[label] = true
		for i, f := range measuresOf(&line.SourceStatus) {
			for j := range f.Samples {
				f.Samples[j].Labels = append([]tally.Label{{Name: "source", Value: label}}, f.Samples[j].Labels...)
			}
			if len(families) <= i {
				families = append(families, f)
			} else {
				families[i].Samples = append(families[i].Samples, f.Samples...)
			}
		}
	}
	return families
}

// measuresOf returns the measures of one source, always the same ones in the same order.
func measuresOf(s *knowledge.SourceStatus) []tally.Family {
	gauge := func(name, help string, value float64) tally.Family {
		return tally.Gauge("storybot_source_"+name, help, value)
	}
	at := func(t time.Time) float64 {
		if t.IsZero() {
			return 0
		}
		return float64(t.Unix())
	}
	warning := gauge("warning", "Whether something is wrong with a source: failing, silent for longer than is its habit, or held (most of its stories are gone at once).", 0)
	warning.Samples = nil
	for _, w := range []struct {
		why string
		so  bool
	}{{"failing", s.Failing()}, {"silent", s.Silent()}, {"held", s.Held > 0}} {
		value := 0.0
		if w.so {
			value = 1
		}
		warning.Samples = append(warning.Samples, tally.Sample{Labels: []tally.Label{{Name: "why", Value: w.why}}, Value: value})
	}
	return []tally.Family{
		gauge("stories", "Stories of a source.", float64(s.Stories)),
		gauge("read_timestamp_seconds", "When a source could last be read; 0: never.", at(s.Read)),
		gauge("newest_timestamp_seconds", "When the newest story of a source was published; 0: unknown.", at(s.Newest)),
		gauge("failures", "Loads in a row in which a source could not be read.", float64(s.Failures)),
		gauge("failed_items", "Items of a source that failed in its last load.", float64(s.Failed)),
		warning,
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
