package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// Warnings are what an operator should know of the sources, a line each, in the language of w.
func (l *Local) Warnings(ctx context.Context, w *words.Words) []string {
	states, err := l.Base.SourceStatus(ctx)
	if err != nil {
		return []string{err.Error()}
	}
	var lines []string
	add := func(name, warning string) {
		if warning != "" {
			lines = append(lines, ofSource(w, name, warning))
		}
	}
	now := time.Now()
	for _, s := range l.Catalogue.Known() {
		state := states[s.Name()]
		add(s.Name(), warningIn(w, &state, now))
	}
	for _, name := range slices.Sorted(maps.Keys(states)) {
		if state := states[name]; state.Left {
			add(name, warningIn(w, &state, now))
		}
	}
	return lines
}

func ofSource(w *words.Words, name, what string) string {
	return words.Fill(w.Chat.Operate.OfSource, "name", Masked(name), "what", what)
}

// warningIn is [knowledge.SourceStatus.Warning] in the language of w; the two are the same in English.
func warningIn(w *words.Words, s *knowledge.SourceStatus, now time.Time) string {
	says := &w.Chat.Operate
	if s.Left {
		return HeldIn(w, knowledge.Held{Source: s.Source, Stories: s.Held, Shut: s.Shut})
	}
	moment := func(text string, t time.Time) string { return words.Fill(text, "when", t.UTC().Format(minuteLayout)) }
	var parts []string
	if s.Failing() {
		since := says.NeverRead
		if !s.Read.IsZero() {
			since = moment(says.AsOf, s.Read)
		}
		parts = append(parts, words.Fill(says.Unreadable, "n", strconv.Itoa(s.Failures), "since", since, "why", s.Problem))
	}
	if s.Held > 0 {
		parts = append(parts, words.Fill(says.HeldBack, "n", strconv.Itoa(s.Held)))
	}
	switch {
	case s.Silent():
		parts = append(parts, words.Fill(says.Silent, "day", knowledge.Day(s.Latest)))
	case s.Overdue(now) && !s.Failing():
		parts = append(parts, moment(says.LastRead, s.Read))
	}
	return strings.Join(parts, "; ")
}

// HeldIn is [knowledge.Held.Warning] in the language of w; the two are the same in English.
func HeldIn(w *words.Words, h knowledge.Held) string {
	says := &w.Chat.Operate
	text := says.NotNamed
	if h.Shut {
		text = says.ShutOut
	}
	return words.Fill(w.Say(text, h.Stories), "command", says.Confirming)
}

// mostKinds is how many kinds of files PassedOverIn names.
const mostKinds = 8

// PassedOverIn is [knowledge.PassedOverLine] in the language of w; the two are the same in English.
func PassedOverIn(w *words.Words, list []knowledge.PassedOver) string {
	total := 0
	var kinds []string
	for _, p := range list {
		total += p.Count
		kinds = append(kinds, fmt.Sprintf("%s %d", p.Kind, p.Count))
	}
	if more := len(kinds) - mostKinds; more > 0 {
		kinds = append(kinds[:mostKinds], words.Fill(w.Chat.Operate.MoreKinds, "n", strconv.Itoa(more)))
	}
	if total == 0 {
		return ""
	}
	return words.Fill(w.Say(w.Chat.Operate.OfKinds, total), "kinds", strings.Join(kinds, ", "))
}

// passedOver is a line for each source that has files of kinds that are not read, and for what of it
// gives way to the owner of its address.
func (l *Local) passedOver(ctx context.Context, w *words.Words) []string {
	states, err := l.Base.SourceStatus(ctx)
	if err != nil {
		return nil // Warnings tells of it
	}
	var lines []string
	for _, s := range l.Catalogue.Known() {
		if line := PassedOverIn(w, states[s.Name()].Passed); line != "" {
			lines = append(lines, ofSource(w, s.Name(), line))
		}
		for _, g := range states[s.Name()].GaveWay {
			lines = append(lines, ofSource(w, s.Name(), Masked(g.Line())))
		}
	}
	return lines
}
