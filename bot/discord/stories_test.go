package discord_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/knowledge"
)

// TestStoryIsChosen: a story chosen from the list is read page by page, summarised and
// asked about, all of it for the asker alone.
func TestStoryIsChosen(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		s.desk.stories[0].Text = "Mette Olsen painted the lighthouse. " + strings.Repeat("It took her a week and a day. ", 80)
		ada := s.AddUser("ada")
		list := s.Slash(ada, s.Home, "stories").WaitContent(has("**2 stories**"))
		chosen := s.ChooseWith(ada, list.ID, "open", nil, "story-1")
		card := chosen.WaitContent(has("[**The lighthouse of Faro**](<https://news.example/1>) (Faro Post, 3 Jan 2019)", "Mette Olsen painted", "Page 1 of 2"))
		if got, want := labels(card), []string{"Summarise", "Ask about it", "Read on"}; !slices.Equal(got, want) || !card.Ephemeral() {
			t.Fatalf("buttons %q, for all to see: %v", got, !card.Ephemeral())
		}
		second := s.Press(ada, card.ID, "read:1").WaitContent(has("Page 2 of 2"))
		if got := labels(second); !slices.Equal(got, []string{"Summarise", "Ask about it", "Back"}) {
			t.Errorf("on the last page: %q", got)
		}
		summary := s.Press(ada, card.ID, "try:summary:").WaitContent(has("> The lighthouse of Faro"))
		answer := s.Press(ada, card.ID, "about:").SubmitModal(map[string]string{"question": "Who painted it?"}).WaitContent(final)
		if !summary.Ephemeral() || !answer.Ephemeral() {
			t.Error("what was asked of a private list is for all to see")
		}
		if q := s.desk.questions(); len(q) != 2 || q[1].Story != "story-1" || q[1].Text != "Who painted it?" {
			t.Errorf("asked %+v", q)
		}
	})
}

// TestStoryOfOthers: whatever a forger puts into a menu, a button or a modal, no story
// opens that the asker may not be answered from.
func TestStoryOfOthers(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) {
			s.desk.stories[0].Collection, s.desk.stories[1].Collection = "open", "closed"
			s.bot.Audience = func(string, string, string) []string { return []string{"open"} }
		})
		s.registered()
		ada := s.AddUser("ada")
		list := s.Slash(ada, s.Home, "stories").WaitContent(has("**1 story**"))
		set := func(field string, value any) func(map[string]any) {
			return func(p map[string]any) { p["data"].(map[string]any)[field] = value }
		}
		card := s.ChooseWith(ada, list.ID, "open", nil, "story-1").WaitContent(has("Mette Olsen"))
		for name, i := range map[string]*discordtest.Interaction{
			"chosen": s.ChooseWith(ada, list.ID, "open", set("values", []string{"story-2"}), "story-1"),
			"asked":  s.PressWith(ada, card.ID, "about:", set("custom_id", "about:story-2")).SubmitModal(map[string]string{"question": "Who?"}),
			"read":   s.PressWith(ada, card.ID, "about:", set("custom_id", "read:0:story-2")),
		} {
			i.WaitContent(has("There is no such story"))
			for _, m := range i.Edits() {
				if has("bakers")(m) {
					t.Errorf("%s: %s", name, m.Content)
				}
			}
		}
		for _, wrong := range []func(map[string]any){set("values", []string{}), set("values", []string{"story-1", "story-2"})} {
			s.ChooseWith(ada, list.ID, "open", wrong, "story-1").WaitContent(has("I do not know this button"))
		}
	})
}

// TestNearestAreButtons: where the stories do not say, those that come nearest can be
// summarised, and stay so when somebody says that the answer did not help.
func TestNearestAreButtons(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
			a := bot.Answer{Mode: bot.ModeNone, Text: "The stories do not say."}
			a.ID = s.journal.record(q, a)
			a.Nearest = append(slices.Clone(s.desk.stories), knowledge.Story{ID: strings.Repeat("x", 100), Title: "Too long an ID"})
			return a, nil
		})
		ada := s.AddUser("ada")
		s.Say(ada, s.Home, s.Bot.Mention()+" Who sold it?")
		m := s.WaitMessage(s.Home, final)
		if got, want := labels(m), []string{"The lighthouse of Faro", "Bakers on strike", "Follow up", "Helpful", "Not helpful"}; !slices.Equal(got, want) {
			t.Fatalf("buttons %q, want %q", got, want)
		}
		s.kept(t, "discord:"+m.ID)
		for _, c := range []struct{ press, want string }{{"useless:", "Helpful|Not helpful ✓"}, {"helpful:", "Helpful ✓|Not helpful"}, {"helpful:", "Helpful ✓|Not helpful"}} {
			s.Press(ada, m.ID, c.press)
			want := fmt.Sprint("The lighthouse of Faro|Bakers on strike|Follow up|", c.want)
			s.WaitMessage(s.Home, func(m discordtest.Message) bool { return strings.Join(labels(m), "|") == want })
		}
		s.desk.answers(nil)
		if got := s.Press(ada, m.ID, "try:summary:story-2").WaitContent(has("> Bakers on strike")); got.Ephemeral() {
			t.Error("what all may press is shown to one alone")
		}
	})
}
