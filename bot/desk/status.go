package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// Sources are the names of the sources.
func (l *Local) Sources() []string {
	var names []string
	for _, s := range l.Catalogue.Known() {
		names = append(names, s.Name())
	}
	return names
}

// minuteLayout is how Status writes a moment.
const minuteLayout = "2006-01-02 15:04 UTC"

// Status returns how the bot is doing, a line each.
func (l *Local) Status(ctx context.Context) ([]string, error) {
	info, err := l.Base.Info(ctx)
	if err != nil {
		return nil, fmt.Errorf("tell the status: %w", err)
	}
	lines := []string{
		fmt.Sprintf("%d stories in %d passages", info.Stories, info.Passages),
		"running since " + l.Began.UTC().Format(minuteLayout),
	}
	if !info.Loaded.IsZero() {
		lines = append(lines, "stories last loaded "+info.Loaded.UTC().Format(minuteLayout))
	}
	if info.Stories > 0 && !info.Newest.IsZero() {
		lines = append(lines, "from "+knowledge.Day(info.Oldest)+" to "+knowledge.Day(info.Newest))
	}
	lines = append(lines, l.Warnings(ctx)...)
	lines = append(lines, l.passedOver(ctx)...)
	if err := l.Ready(ctx); err != nil {
		lines = append(lines, err.Error())
	}
	if l.Model == "" {
		lines = append(lines, "no language model: answers are the stories' own sentences")
	} else {
		lines = append(lines, "language model: "+l.Model)
	}
	if l.Bot.Limits == nil || l.Bot.Limits.Spent == nil {
		return append(lines, "no journal: answers are not recorded"), nil
	}
	spent, err := l.Bot.Limits.Spent(ctx, time.Now())
	if err != nil {
		return nil, fmt.Errorf("tell the status: %w", err)
	}
	lines = append(lines, fmt.Sprintf("tokens spent today: %d of %d", spent, l.Bot.Limits.Tokens))
	if l.Recent == nil {
		return lines, nil
	}
	recent, err := l.Recent(ctx)
	return append(lines, recent...), err //nolint:wrapcheck // it says what was tried
}

// Warnings are what an operator should know of the sources, a line each.
func (l *Local) Warnings(ctx context.Context) []string {
	states, err := l.Base.SourceStatus(ctx)
	if err != nil {
		return []string{err.Error()}
	}
	var lines []string
	for _, s := range l.Catalogue.Known() {
		state := states[s.Name()]
		if warning := state.Warning(time.Now()); warning != "" {
			lines = append(lines, fmt.Sprintf("source %s: %s", Masked(s.Name()), warning))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(states)) {
		if state := states[name]; state.Left {
			lines = append(lines, fmt.Sprintf("source %s: %s", Masked(name), state.Warning(time.Now())))
		}
	}
	return lines
}

// passedOver is a line for each source that has files of kinds that are not read.
func (l *Local) passedOver(ctx context.Context) []string {
	states, err := l.Base.SourceStatus(ctx)
	if err != nil {
		return nil // Warnings tells of it
	}
	var lines []string
	for _, s := range l.Catalogue.Known() {
		if line := knowledge.PassedOverLine(states[s.Name()].Passed); line != "" {
			lines = append(lines, fmt.Sprintf("source %s: %s", Masked(s.Name()), line))
		}
	}
	return lines
}
