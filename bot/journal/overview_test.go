package journal

import (
	"reflect"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
)

func testOverview(t *testing.T, open opener) {
	t.Parallel()
	j, _ := open(t)
	now := time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	j.now = func() time.Time { return now }
	record := func(question string, mode bot.Mode, tokens int) int64 {
		id, err := j.Record(t.Context(), bot.Question{Text: question, Surface: "web", Asker: "a"}, question,
			bot.Answer{Question: question, Mode: mode, Usage: bot.Usage{PromptTokens: tokens}})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	record("Too old?", bot.ModeNone, 0)
	now = now.AddDate(0, 0, 1)
	record("Who won?", bot.ModeNone, 0)
	bad := record("Who lost?", bot.ModeModel, 30)
	now = now.Add(2 * time.Hour) // the next day
	record("who won", bot.ModeNone, 5)
	record("Who drew?", bot.ModeNone, 0)
	good := record("Who played?", bot.ModeExtract, 0)
	if err := j.Feedback(t.Context(), bad, "a", false); err != nil {
		t.Fatal(err)
	}
	if err := j.Feedback(t.Context(), good, "a", true); err != nil {
		t.Fatal(err)
	}
	got, err := j.Overview(t.Context(), now.AddDate(0, 0, -1), 10)
	want := Overview{
		Days: []Day{
			{Day: "2026-03-02", Questions: 2, Answered: 1, Usage: bot.Usage{PromptTokens: 30}},
			{Day: "2026-03-03", Questions: 3, Answered: 1, Usage: bot.Usage{PromptTokens: 5}},
		},
		Unanswered: []Asked{{"who won", 2, now}, {"Who drew?", 1, now}},
		Unhelpful:  []Asked{{"Who lost?", 1, now.Add(-2 * time.Hour)}},
		Helpful:    1, NotHelped: 1,
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	if got, err = j.Overview(t.Context(), now.AddDate(0, 0, -1), 1); err != nil || len(got.Unanswered) != 1 {
		t.Errorf("one was wanted: %+v, %v", got, err)
	}
}
