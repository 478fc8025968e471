package bot

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/knowledge"
)

// TestFreshness: an answer that rests on a source that is not well says so, and
// one that does not is silent.
func TestFreshness(t *testing.T) {
	s := newFew(t, envoy, ferry1)
	s.docs[0].Story.Source, s.docs[1].Story.Source = "wire", "/home/op/news"
	now := time.Date(2026, 6, 10, 12, 0, 0, 0, time.UTC)
	b := &Bot{Stories: s, Now: func() time.Time { return now }}
	const day = 24 * time.Hour
	well := knowledge.SourceStatus{Read: now, Latest: now.Add(-5 * day), Patience: 6 * day, Failures: 1, Failed: 3}
	failing := well
	failing.Failures, failing.Problem, failing.Read = 2, "answers 503", now.Add(-3*day)
	never := failing
	never.Read = time.Time{}
	silent := well
	silent.Latest = now.Add(-7 * day)
	overdue := well
	overdue.Read, overdue.Latest = now.Add(-7*day), now.Add(-8*day)
	held := well
	held.Held = 9
	const about, elsewhere = "Who is Norvania's ambassador to Italy?", "How many people were missing from the Astra?"
	for _, c := range []struct {
		name, question string
		state          knowledge.SourceStatus
		want           string
	}{
		{"well", about, well, ""},
		{"failing", about, failing, "may be out of date: the source could not be read since 7 June 2026, 12:00 UTC."},
		{"never read", about, never, "the source cannot be read."},
		{"silent", about, silent, "the source has brought nothing new since 3 June 2026, longer than ever before."},
		{"not read for long", about, overdue, "the source was last read on 3 June 2026, 12:00 UTC."},
		{"held back", about, held, "an operator has yet to confirm"},
		{"another source is failing", elsewhere, failing, ""},
		{"nothing is said, all is well", "Who was the first astronaut on Mars?", well, ""},
		{"nothing is said, one is failing", "Who was the first astronaut on Mars?", failing, "One source could not be read of late"},
	} {
		s.states = map[string]knowledge.SourceStatus{"wire": c.state, "/home/op/news": well}
		a := ask(t, b, s, Question{Text: c.question})
		got := notesOf(a, "freshness")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) || strings.Contains(got, "/home") || strings.Contains(got, "503") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if c.name == "failing" && !strings.HasPrefix(got, "[1]") {
			t.Errorf("it does not say of what: %q", got)
		}
		if sum, err := b.Summary(t.Context(), Question{Text: "s1"}, Brief, nil); err != nil || (notesOf(sum, "freshness") == "") != naming.Stale(&c.state, now).Silent() {
			t.Errorf("%s: the summary notes %q, %v", c.name, notesOf(sum, "freshness"), err)
		}
	}
	s.states = map[string]knowledge.SourceStatus{"wire": failing}
	if a := ask(t, b, s, Question{Text: "Who was the first astronaut on Mars?", Collections: []string{"x"}}); notesOf(a, "freshness") != "" {
		t.Error("who may not see a source is told of it")
	}
}
