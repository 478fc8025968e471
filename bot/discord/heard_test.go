package discord

import (
	"strings"
	"testing"
)

// TestFilesAreDiscords: a text that is attached is read where Discord keeps files and nowhere
// else, whatever an event says; what is no text is not taken.
func TestFilesAreDiscords(t *testing.T) {
	t.Parallel()
	for address, c := range map[string]struct {
		reply string
		want  string // empty: an error
		asked bool
	}{
		"https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1": {"200 who painted it?", "who painted it?", true},
		"https://media.discordapp.net/attachments/1/2/a.txt":    {"200 who painted it?", "who painted it?", true},
		"https://cdn.discordapp.com/gone.txt":                   {"404 gone", "", true},
		"https://cdn.discordapp.com/no-text.txt":                {"200 \xff\xfe", "", true},
		"https://cdn.discordapp.com.evil.example/a.txt":         {"200 x", "", false},
		"https://evil.example/cdn.discordapp.com/a.txt":         {"200 x", "", false},
		"https://cdn.discordapp.com@evil.example/a.txt":         {"200 x", "", false},
		"http://cdn.discordapp.com/a.txt":                       {"200 x", "", false},
		"https://127.0.0.1/a.txt":                               {"200 x", "", false},
		"file:///etc/passwd":                                    {"200 x", "", false},
		"":                                                      {"200 x", "", false},
	} {
		p := &replies{list: []string{c.reply}}
		got, err := played(p).file(t.Context(), address)
		if got != c.want || (err != nil) != (c.want == "") || (len(p.sent) > 0) != c.asked {
			t.Errorf("%s: %q, %v, asked: %v", address, got, err, len(p.sent) > 0)
		}
		if err != nil && strings.Contains(err.Error(), "ex=") {
			t.Errorf("%s: an error with a key: %v", address, err)
		}
	}
}

// TestAmongPeople: who mentions or answers somebody else in a thread does not speak to the bot.
func TestAmongPeople(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		m    message
		want bool
	}{
		"says something":      {message{}, false},
		"mentions the bot":    {message{Mentions: []user{{ID: "me"}}}, false},
		"mentions both":       {message{Mentions: []user{{ID: "me"}, {ID: "ada"}}}, true},
		"mentions a role":     {message{Roles: []string{"4"}}, true},
		"mentions everybody":  {message{Everyone: true}, true},
		"answers the bot":     {message{Referenced: &message{Author: &user{ID: "me"}}}, false},
		"answers ada":         {message{Referenced: &message{Author: &user{ID: "ada"}}}, true},
		"answers who is gone": {message{Referenced: &message{}}, false},
	} {
		if got := amongPeople(&c.m, "me"); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
