package bot

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// TestEveryAnswerIsPaid: what an answer cost counts for the day.
func TestEveryAnswerIsPaid(t *testing.T) {
	t.Parallel()
	q := Question{Text: "s1", Surface: "discord", Conversation: "c", Asker: "u"}
	for name, c := range map[string]struct {
		do   func(b *Bot) (Answer, error)
		want int
	}{
		"an answer":  {func(b *Bot) (Answer, error) { return b.Answer(t.Context(), q, nil) }, 0},
		"a summary":  {func(b *Bot) (Answer, error) { return b.Summary(t.Context(), q, Brief, nil) }, 110},
		"a timeline": {func(b *Bot) (Answer, error) { return b.Timeline(t.Context(), q) }, 0},
	} {
		b := &Bot{Stories: newFew(t, envoy), Model: says(prompts.NotInStories), Limits: &limit.Limits{Queue: 1, Tokens: 2*c.want + 1}}
		for range 2 { // the second would wait for ever if the first had not left
			if _, err := c.do(b); err != nil {
				t.Fatal(err)
			}
		}
		if broke(t, b.Limits) {
			t.Errorf("%s: more than %d tokens were spent", name, 2*c.want)
		}
		if b.Limits.Tokens--; c.want > 0 && !broke(t, b.Limits) {
			t.Errorf("%s: less than %d tokens were spent", name, 2*c.want)
		}
	}
}

// broke reports whether nothing of the day's tokens is left.
func broke(t *testing.T, l *limit.Limits) bool {
	t.Helper()
	settle, ok := l.Afford(t.Context())
	settle(0)
	return !ok
}

// TestQuestionsAreBounded: what is too long is neither searched nor sent nor kept, on
// any way; what is as long as may be, in any script, is answered.
func TestQuestionsAreBounded(t *testing.T) {
	t.Parallel()
	longest := "Who is Norvania's ambassador to Italy? " + strings.Repeat("日", MaxQuestion)
	longest = string([]rune(longest)[:MaxQuestion])
	for name, do := range map[string]func(b *Bot, q Question) error{
		"an answer":  func(b *Bot, q Question) error { _, err := b.Answer(t.Context(), q, nil); return err },
		"a summary":  func(b *Bot, q Question) error { _, err := b.Summary(t.Context(), q, Brief, nil); return err },
		"a timeline": func(b *Bot, q Question) error { _, err := b.Timeline(t.Context(), q); return err },
		"a digest":   func(b *Bot, q Question) error { _, err := b.Digest(t.Context(), q); return err },
		"a search":   func(b *Bot, q Question) error { _, _, err := b.Find(t.Context(), q, 1, 1); return err },
	} {
		s, m, j := newFew(t, envoy), says(prompts.NotInStories), &book{}
		b := &Bot{Stories: s, Model: m, Journal: j}
		if err := do(b, Question{Text: longest + "?"}); !errors.Is(err, ErrLong) || len(s.asked)+len(m.prompts)+len(j.costs) != 0 {
			t.Errorf("%s: %v; %d searches, %d prompts, %d recorded", name, err, len(s.asked), len(m.prompts), len(j.costs))
		}
		if err := do(b, Question{Text: longest}); err != nil {
			t.Errorf("%s of %d characters: %v", name, MaxQuestion, err)
		}
	}
}

func TestFindSearchesAsAnswersDo(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy, later)
	q, found, err := (&Bot{Stories: s}).Find(t.Context(), Question{Text: " Where did Ilan Dray live in 2019? ", At: date("2020-11-20")}, 1, 2)
	if err != nil || q.Limit != 1 || q.PerStory != 2 || q.Prefer == nil || !q.Prefer.Since.Equal(date("2019-01-01")) || s.asked[0].Limit != 1 {
		t.Errorf("searched %+v as %+v: %v", s.asked, q, err)
	}
	if len(found.Hits) != 2 { // as many as were found: the searcher keeps the limit
		t.Errorf("found %d passages", len(found.Hits))
	}
	s.err = errors.New("broken")
	if _, _, err := (&Bot{Stories: s}).Find(t.Context(), Question{Text: "Dray"}, 3, 2); !errors.Is(err, s.err) {
		t.Errorf("a failed search: %v", err)
	}
}

// TestJournalThatFails costs the number and the turns before, never the answer.
func TestJournalThatFails(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy, later)
	failing := &book{err: errors.New("disk is full"), turns: map[string][]Turn{"c": {{Question: "Where does Mira Dray live?"}}}}
	for name, c := range map[string]struct {
		journal  Journal
		searched string
	}{
		"works":   {&book{turns: maps.Clone(failing.turns)}, "About Mira Dray live. and the envoy?"},
		"fails":   {failing, "and the envoy?"},
		"nowhere": {nil, "and the envoy?"},
	} {
		s.asked = nil
		a, err := (&Bot{Stories: s, Journal: c.journal}).Answer(t.Context(), Question{Text: "and the envoy?", Conversation: "c"}, nil)
		if err != nil || s.asked[0].Text != c.searched {
			t.Errorf("%s: searched %q, %v, want %q", name, s.asked[0].Text, err, c.searched)
		}
		if name == "works" != (a.ID == 2) {
			t.Errorf("%s: the answer has number %d", name, a.ID)
		}
		if !a.AsOf.Equal(date("2026-01-01")) || a.TookMS < 0 || a.Question != "and the envoy?" {
			t.Errorf("%s: sealed as %q of %v in %d ms", name, a.Question, a.AsOf, a.TookMS)
		}
	}
}

// withdrawn is a journal that must hear of an answer though its asker has gone.
type withdrawn struct {
	*book
	err error
}

func (w *withdrawn) Record(ctx context.Context, q Question, standalone string, a Answer) (int64, error) {
	w.err = ctx.Err()
	return w.book.Record(ctx, q, standalone, a)
}

func TestAnswersOfWhoHasGoneAreRecorded(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	j := &withdrawn{book: &book{}}
	if _, err := (&Bot{Stories: newFew(t, envoy), Journal: j}).Answer(ctx, Question{Text: "Who is the envoy?"}, nil); err != nil || j.err != nil || len(j.turns) != 1 {
		t.Errorf("%v: recorded %v with %v", err, j.turns, j.err)
	}
}

func TestCutSaysSo(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{20: "ab øde", 7: "ab øde", 6: "ab ød…", 4: "ab…", 3: "ab…", 0: "…"} {
		if got := cut("ab øde", n); got != want {
			t.Errorf("cut to %d: %q, want %q", n, got, want)
		}
	}
}

// brokenStories is a Searcher that panics.
type brokenStories struct{ *few }

func (brokenStories) Search(context.Context, knowledge.Query) (knowledge.Found, error) {
	panic("inside")
}

func TestPanicsAreErrors(t *testing.T) {
	t.Parallel()
	b := &Bot{Stories: brokenStories{newFew(t, envoy)}, Limits: &limit.Limits{Queue: 1}}
	q := Question{Text: "Who is it in Rome?", Conversation: "c"}
	for name, do := range map[string]func() error{
		"answer":   func() error { _, err := b.Answer(t.Context(), q, nil); return err },
		"summary":  func() error { _, err := b.Summary(t.Context(), q, Brief, nil); return err },
		"timeline": func() error { _, err := b.Timeline(t.Context(), q); return err },
		"find":     func() error { _, _, err := b.Find(t.Context(), q, 1, 1); return err },
	} {
		if err := do(); err == nil || err.Error() != `answer "Who is it in Rome?": something broke inside; it is in the log` {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := b.Limits.Take(t.Context(), q.by()); err != nil { // it would wait for ever for one still in line
		t.Error(err)
	}
}

// TestSilentClock: a bot without one is asked now. A story dated ahead of it is
// told with a note, not as of a moment that the asker names.
func TestSilentClock(t *testing.T) {
	t.Parallel()
	s := newFew(t, "A | "+time.Now().AddDate(0, 0, 2).Format(time.DateOnly)+" | Tomorrow | Ilan Dray is to leave Rome.")
	a, err := (&Bot{Stories: s}).Answer(t.Context(), Question{Text: "Where is Ilan Dray?"}, nil)
	if err != nil || a.Mode != ModeExtract || notesOf(a, "freshness") == "" {
		t.Errorf("a story of tomorrow: %s %q %+v %v", a.Mode, a.Text, a.Notes, err)
	}
	a, err = (&Bot{Stories: s}).Answer(t.Context(), Question{Text: "Where is Ilan Dray?", At: time.Now()}, nil)
	if err != nil || a.Mode != ModeNone {
		t.Errorf("a story of tomorrow is told of today: %s %q %v", a.Mode, a.Text, err)
	}
}

// TestWithoutTokensStoriesAreQuoted: beyond the day's budget the model rests, and the answer says so first.
func TestWithoutTokensStoriesAreQuoted(t *testing.T) {
	t.Parallel()
	const why = "Today's budget for the language model is used up: these are the stories' own sentences."
	for question, want := range map[string]string{
		"Who is Norvania's ambassador to Italy?": why, "Which stories mention Ilan Dray?": "", "Who sang of zeppelins?": "",
	} {
		m := says("Ilan Dray is the ambassador of Norvania to Italy [1].")
		s := newFew(t, envoy)
		b := &Bot{Stories: s, Model: m, Limits: &limit.Limits{Tokens: 1, Spent: func(context.Context, time.Time) (int, error) { return 1, nil }}}
		a := ask(t, b, s, Question{Text: question})
		if first := append(a.Notes, Note{})[0].Text; len(m.prompts) != 0 || first != want {
			t.Errorf("%s: %d prompts, first note %q, want %q", question, len(m.prompts), first, want)
		}
	}
	m := says("The envoy left his post in November with his wife [1].")
	b := &Bot{Stories: newFew(t, envoy), Model: m, Limits: &limit.Limits{Tokens: 110}}
	for i, want := range []Mode{ModeModel, ModeExtract} {
		a, err := b.Summary(t.Context(), Question{Text: "s1"}, Brief, nil)
		if err != nil || a.Mode != want || len(m.prompts) != 1 || (notesOf(a, "fallback") == why) != (i == 1) {
			t.Errorf("summary %d: %s after %d prompts, %q, %v, want %s", i, a.Mode, len(m.prompts), notesOf(a, "fallback"), err, want)
		}
	}
}
