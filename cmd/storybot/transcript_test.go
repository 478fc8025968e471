package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// TestTranscript asks about the sample stories in Discord, as people whose Discord is German,
// French and English do, and prints what they read (-v): for a look with their eyes. None of it
// is empty or too long, and no button or placeholder is in a wrong language or unfilled.
func TestTranscript(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t, discordtest.Options{Patience: 30 * time.Second})
	dir, err := os.MkdirTemp("", "sb") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	_, stop := serving(t, dir, map[string]string{"DISCORD_TOKEN": s.Token, "DISCORD_API_URL": s.URL})
	s.WaitFor("the commands", func() bool { return s.Overwrites("") > 0 })
	time.Sleep(100 * time.Millisecond) // until it has read their IDs
	show := func(what string, m discordtest.Message) {
		t.Helper()
		var below []string
		for _, b := range m.Buttons() {
			below = append(below, "["+b.Label+"]")
		}
		t.Logf("--- %s\n%s\n%s", what, m.Content, strings.Join(below, " "))
		if n := len([]rune(m.Content)); n == 0 || n > 2000 || strings.Contains(m.Content, "{") {
			t.Errorf("%s: %d characters", what, n)
		}
	}
	option := func(name string, value any) discordtest.Option { return discordtest.Option{Name: name, Value: value} }
	for locale, evidence := range map[string]string{"en-US": "Evidence", "de": "Belege", "fr": "Preuves"} {
		u := s.AddUser("reader of " + locale)
		s.Speak(u.ID, locale)
		for _, q := range []string{"Who is the mayor?", "What is new?", "How many people were hurt?", "Who won the world cup of 1930?", "Which outlets reported on the harbour?", "Give me a timeline of the bridge"} {
			i := s.Slash(u, s.Home, "ask", option("question", q))
			m := i.WaitContent(func(m discordtest.Message) bool { return len(m.Buttons()) > 0 })
			show(locale+": "+q, m)
			for _, b := range m.Buttons() {
				if strings.HasPrefix(b.CustomID, "evidence:") {
					if b.Label != evidence {
						t.Errorf("%s: a button %s", locale, b.Label)
					}
					show(locale+": its evidence", s.Press(u, m.ID, "evidence:").WaitContent(nil))
				}
			}
		}
		for _, name := range []string{"help", "privacy", "stories"} {
			show(locale+": /"+name, s.Slash(u, s.Home, name).WaitContent(nil))
		}
		show(locale+": /summary", s.Slash(u, s.Home, "summary", option("topic", "harbour")).WaitContent(func(m discordtest.Message) bool { return len(m.Buttons()) > 0 }))
		show(locale+": /search", s.Slash(u, s.Home, "search", option("words", "ferry")).WaitContent(nil))
	}
	if code := stop(); code != exitDone {
		t.Errorf("ended with %d", code)
	}
}
