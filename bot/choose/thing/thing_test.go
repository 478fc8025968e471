package thing

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// TestIn: the surest thing of each kind.
func TestIn(t *testing.T) {
	t.Parallel()
	const line = "On 14 October 1987 Dr. Ana Reyes, 52, of the Ulm Institute sold “Grey Water” for $3 million in Lisbon, 40% less than in two weeks of May, because the harbour froze."
	for want, is := range map[ask.Type]string{
		ask.Date: "1987", ask.Person: "Dr. Ana Reyes", ask.Organisation: "Ulm Institute", ask.City: "Lisbon", ask.Age: "52",
		ask.Money: "3", ask.Percent: "40", ask.Duration: "two", ask.Title: "Grey Water", ask.Reason: "because", ask.Anything: "",
	} {
		best, got := 0.0, ""
		words := text.English().Words(line)
		for _, th := range In(&Wanted{Lang: text.English(), Type: want}, line, words) {
			if th.Sure > best {
				best, got = th.Sure, line[words[th.From].Start:words[th.To-1].End]
			}
		}
		if got != is {
			t.Errorf("%s: %q (%.2f), want %q", want, got, best, is)
		}
	}
}

// TestHowMuch: money and shares answer as well as any number, but not how many.
func TestHowMuch(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"The city paid Marsh $500.", "Some 40% of the dam is gone.", "He got two million pounds."} {
		words := text.English().Words(line)
		sure := map[ask.Manner]float64{}
		for _, how := range []ask.Manner{ask.HowMuch, ask.HowMany} {
			for _, th := range In(&Wanted{Lang: text.English(), Type: ask.Number, Manner: how}, line, words) {
				sure[how] = max(sure[how], th.Sure)
			}
		}
		if sure[ask.HowMuch] <= sure[ask.HowMany] {
			t.Errorf("%s: sure %v", line, sure)
		}
	}
}

func TestKindOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]ask.Type{
		"Dr. Ana Reyes": ask.Person, "Portugal": ask.Place, "Ulm Institute": ask.Organisation, "Lake Constance": ask.Place,
	} {
		s := &Sentence{text.English(), "We saw " + name + "'s people.", nil}
		s.Words = s.Lang.Words(s.Text)
		to := 2 + len(strings.Fields(name))
		if got := s.KindOf(2, to); got != want || s.Named(2, to) != name {
			t.Errorf("%q is a %s, %q; want a %s", name, got, s.Named(2, to), want)
		}
	}
}
