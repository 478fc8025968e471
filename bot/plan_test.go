package bot

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/knowledge/text"
)

func date(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// TestPlan asks at noon of 20 November 2020, a Friday.
func TestPlan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		q            Question
		only, prefer string
		dated        bool
		words, names string
		perStory     int
	}{
		{Question{Text: "Who left?"}, "any to any", "", false, "", "", 5},
		{Question{Text: "Who left?", Story: "s1"}, "any to any", "", false, "", "", 24},
		{Question{Text: "Who left?", Until: date("2020-11-01")}, "any to 2020-11-01", "", true, "", "", 5},
		{Question{Text: "Who left?", Until: date("2020-12-01")}, "any to 2020-12-01", "", false, "", "", 5},
		{Question{Text: "Who left in 2019?", Since: date("2018-01-01")}, "2018-01-01 to any", "", false, "", "", 5},
		{Question{Text: "Who left in 2019?"}, "any to any", "2019-01-01 to 2020-01-01", true, "2019", "2019", 5},
		{Question{Text: "Who left in 2020?"}, "any to any", "2020-01-01 to 2021-01-01", false, "2020", "2020", 5},
		{Question{Text: "Who left between 2011 and 2018?"}, "any to any", "2011-01-01 to 2019-01-01", true, "between 2011 and 2018", "2011 2012 2013 2014 2015", 5},
		{Question{Text: "Who left since 2018?"}, "any to any", "2018-01-01 to any", false, "since 2018", "2018", 5},
		{Question{Text: "Who left before 2018?"}, "any to any", "any to 2018-01-01", true, "before 2018", "2017", 5},
		// the days of grace afterwards are no part of what the words mean
		{Question{Text: "Who left in October?"}, "any to any", "2020-10-01 to 2020-11-01", true, "October", "October", 5},
		{Question{Text: "Who left last week?"}, "any to any", "2020-11-09 to 2020-11-16", true, "last week", "", 5},
		{Question{Text: "Who left yesterday?"}, "any to any", "2020-11-19 to 2020-11-20", false, "yesterday", "", 5},
		{Question{Text: "Who left last summer?"}, "any to any", "2020-06-01 to 2020-09-01", true, "last summer", "", 5},
		// the last time that is not compared with
		{Question{Text: "Did more leave in 2018 than in 2019?"}, "any to any", "2018-01-01 to 2019-01-01", true, "2018", "2018", 5},
		{Question{Text: "Who left in 2018 after a win in 2017?"}, "any to any", "2017-01-01 to 2018-01-01", true, "2017", "2017", 5},
	} {
		c.q.At = time.Date(2020, 11, 20, 12, 0, 0, 0, time.UTC)
		p := (&Bot{}).plan(t.Context(), c.q, nil)
		q := p.query
		got := []string{fmt.Sprint(dayOrNone(q.Since), " to ", dayOrNone(q.Until)), "", p.window.Words, ""}
		if w := q.Prefer; w != nil {
			got[1], got[3] = fmt.Sprint(dayOrNone(w.Since), " to ", dayOrNone(w.Until)), strings.Join(w.Names, " ")
		}
		want := []string{c.only, c.prefer, c.words, c.names}
		if !slices.Equal(got, want) || q.Dated != c.dated || q.PerStory != c.perStory || q.Limit != 24 {
			t.Errorf("%s\n got %q dated %v, %d a story\nwant %q dated %v, %d a story", c.q.Text, got, q.Dated, q.PerStory, want, c.dated, c.perStory)
		}
	}
}

// dayOrNone writes a day, or that there is none.
func dayOrNone(t time.Time) string {
	if t.IsZero() {
		return "any"
	}
	return t.Format(time.DateOnly)
}

// TestDaysAreThoseOfTheZone: stories are dated by day in UTC, "yesterday" is the asker's.
func TestDaysAreThoseOfTheZone(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", 9*60*60)
	b := &Bot{Zone: zone, Now: func() time.Time { return time.Date(2020, 11, 19, 20, 0, 0, 0, time.UTC) }}
	p := b.plan(t.Context(), b.complete(Question{Text: " Who left yesterday?\xff "}), nil)
	if got := p.query.Prefer.Since; !got.Equal(date("2020-11-19")) || got.Location() != time.UTC || p.question.Text != "Who left yesterday?" {
		t.Errorf("%q searches since %v", p.question.Text, got)
	}
	if got := (&Bot{}).complete(Question{At: time.Date(2020, 1, 1, 1, 0, 0, 0, zone)}).At; got.Location() != time.UTC || got.Day() != 31 {
		t.Errorf("without a zone it is asked at %v", got)
	}
	began := time.Now()
	if got := (&Bot{}).complete(Question{}).At; got.Before(began) || got.After(time.Now()) {
		t.Errorf("without a clock it is asked at %v", got)
	}
}

func TestStandalone(t *testing.T) {
	t.Parallel()
	turn := Turn{Question: "Where does Ilan Dray live?", Answer: "Ilan Dray lives in Seoul. [1]"}
	rewritten := turn
	rewritten.Standalone = "Where does Mira Dray of Oldport live?"
	const carried = "About Ilan Dray live Seoul. and his wife?"
	for name, c := range map[string]struct {
		question string
		turns    []Turn
		model    *scripted
		want     string
	}{
		"nothing before":      {"and his wife?", nil, nil, "and his wife?"},
		"stands alone":        {"Who is Mira Dray?", []Turn{turn}, nil, "Who is Mira Dray?"},
		"carried":             {"and his wife?", []Turn{turn}, nil, carried},
		"as it was completed": {"and his wife?", []Turn{rewritten}, nil, "About Mira Dray Oldport live Seoul. and his wife?"},
		"of the last":         {"and his wife?", []Turn{rewritten, turn}, nil, carried},
		"by the model":        {"and his wife?", []Turn{turn}, says("Who is\nthe wife?"), "Who is the wife?"},
		"by no words of it":   {"and his wife?", []Turn{turn}, says(""), carried},
		"not when it fails":   {"and his wife?", []Turn{turn}, &scripted{reply: func(Prompt) string { return "Who" }, err: errors.New("cut")}, carried},
		"nor without end":     {"and his wife?", []Turn{turn}, says(strings.Repeat("wife ", 5000)), carried},
	} {
		b := &Bot{}
		if c.model != nil {
			b.Model = c.model
		}
		if got := b.standalone(t.Context(), Question{Text: c.question}, c.turns, false).text; got != c.want {
			t.Errorf("%s: %.80q, want %q", name, got, c.want)
		}
	}
}

func TestLeansOnFewWords(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{
		"Which ones?":              true,
		"Which weapons?":           true,
		"Which heavy weapons?":     false,
		"Dray?":                    true, // the first word is no name for its capital
		"Which Ulm?":               false,
		"What of 2019?":            false,
		"Is it heavy in harbours?": true,
		"Are boats heavy?":         false,
		"Is it heavy?":             true,
		"Is Berg heavy as it is?":  false,
		"":                         true,
	} {
		if got, _ := intent.LeansBack(text.English(), question); got != want {
			t.Errorf("%q leans back: %v, want %v", question, got, want)
		}
	}
}

func TestCarryOverIsBounded(t *testing.T) {
	t.Parallel()
	names := "And Ann Bob Cid Dan Eve Fay Gus Hal Ida Jon Kim Lou Max met."
	for _, c := range []struct{ question, before, answer, want string }{
		{"Why?", "Who met?", names, "About met Ann Bob Cid Dan Eve Fay Gus Hal Ida Jon Kim. Why?"},
		{"Why did Ann meet?", "", "They saw Ann and Bo. Cid left.", "About Bo. Why did Ann meet?"},
		{"Why?", "", "", "Why?"},
		{"Why?", "", "We met.", "Why?"},
	} {
		if got := carryOver(text.English(), c.question, &Turn{Question: c.before, Answer: c.answer}); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.question, got, c.want)
		}
	}
}
