package permit

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/words"
)

const me, everybody, mine, other, third = "7", "100", "101", "102", "103"

func server(base Set, overwrites ...Overwrite) *Server {
	s := &Server{ID: everybody, Owner: "1", Roles: []Role{{everybody, base}, {mine, AddReactions}, {other, Administrator}},
		Channels: []Channel{{ID: "5", Overwrites: overwrites}}, Members: []Member{{Roles: []string{mine, third}}}}
	s.Members[0].User.ID = me
	return s
}

func TestIn(t *testing.T) {
	t.Parallel()
	const base = View | Send
	for name, c := range map[string]struct {
		server *Server
		want   Set
	}{
		"roles alone":                   {server(base), base | AddReactions},
		"the channel takes":             {server(base, Overwrite{ID: everybody, Deny: Send}), View | AddReactions},
		"the channel gives":             {server(View, Overwrite{ID: everybody, Allow: Send}), base | AddReactions},
		"my role outweighs everybody":   {server(base, Overwrite{ID: mine, Allow: Send}, Overwrite{ID: everybody, Deny: Send}), base | AddReactions},
		"I outweigh my role":            {server(base, Overwrite{ID: me, Deny: Send}, Overwrite{ID: mine, Allow: Send}), View | AddReactions},
		"one role gives what one takes": {server(base, Overwrite{ID: mine, Deny: Send}, Overwrite{ID: third, Allow: Send}), base | AddReactions},
		"what is of others":             {server(base, Overwrite{ID: other, Deny: Send}, Overwrite{ID: "8", Allow: History}), base | AddReactions},
		"allowed beside denied":         {server(base, Overwrite{ID: everybody, Allow: History, Deny: View}), Send | History | AddReactions},
		"an administrator, not in vain": {server(Administrator, Overwrite{ID: everybody, Deny: Send}), ^Set(0)},
		"not a member":                  {&Server{ID: everybody, Roles: []Role{{everybody, View}, {mine, Send}}, Channels: []Channel{{}}}, View},
	} {
		if got := c.server.In(&c.server.Channels[0], me); got != c.want {
			t.Errorf("%s: %b, want %b", name, got, c.want)
		}
	}
	owned := server(0)
	owned.Owner = me
	if got := owned.In(&owned.Channels[0], me); got != ^Set(0) {
		t.Errorf("the owner: %b", got)
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	may, not := []Overwrite{{ID: everybody, Allow: View | Send}}, []Overwrite{{ID: everybody, Deny: Send}}
	for name, c := range map[string]struct {
		system   string
		channels []Channel
		want     string
	}{
		"none":                   {"", nil, ""},
		"the system's":           {"9", []Channel{{"8", 0, 1, may}, {"9", 0, 5, may}}, "9"},
		"the system's is shut":   {"9", []Channel{{"9", 0, 0, not}, {"8", 0, 3, may}, {"7", 0, 2, may}}, "7"},
		"two of one position":    {"", []Channel{{"8", 0, 1, may}, {"7", 0, 1, may}}, "7"},
		"a voice channel":        {"", []Channel{{"8", 2, 1, may}}, ""},
		"one that may be seen":   {"", []Channel{{"8", 0, 1, []Overwrite{{ID: everybody, Allow: View}}}}, ""},
		"announcements are none": {"", []Channel{{"8", NewsChannel, 1, may}}, ""},
	} {
		s := server(0)
		s.System, s.Channels = c.system, c.channels
		got := ""
		if o := s.Open(me); o != nil {
			got = o.ID
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// told are Lines in English as one text.
func told(found []Finding, invitation string) string {
	return strings.Join(Lines(&words.English().Chat.Permissions, found, invitation), "\n")
}

func TestLacks(t *testing.T) {
	t.Parallel()
	all := needed(true)
	for name, c := range map[string]struct {
		have    Set
		threads bool
		want    string // the names
	}{
		"all":             {all, true, ""},
		"no threads":      {needed(false), false, ""},
		"threads wanted":  {needed(false), true, "Create Public Threads"},
		"no history":      {all &^ History, true, "Read Message History"},
		"an admin":        {Administrator, true, ""},
		"nothing at all":  {0, false, "View Channel, Send Messages, Read Message History, Send Messages in Threads, Add Reactions"},
		"others are none": {all | ManageServer, true, ""},
	} {
		var names []string
		for _, p := range Lacks(c.have, c.threads) {
			l := wording(&words.English().Chat.Permissions, p)
			names = append(names, l.Name)
			if l.Why == "" {
				t.Errorf("%s: %s has no reason", name, l.Name)
			}
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	u, err := url.Parse(Invitation("11", "22", false))
	if err != nil || u.Query().Get("permissions") != "274877975616" || u.Query().Get("client_id") != "11" || u.Query().Get("guild_id") != "22" {
		t.Errorf("the invitation is %v, %v", u, err)
	}
	if text := told([]Finding{{"5", Lacks(all, true)}}, "https://x.example"); strings.Contains(text, "x.example") || !strings.HasPrefix(text, "✅") {
		t.Errorf("nothing lacks: %q", text)
	}
	if text := told([]Finding{{"5", Lacks(all&^Send, true)}}, "https://x.example"); !strings.Contains(text, "<#5>: **Send Messages** is missing") || !strings.Contains(text, "(https://x.example)") {
		t.Errorf("one lacks: %q", text)
	}
}

func TestSetOfText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Set{`"8"`: Administrator, `"2251799813685247"`: 1<<51 - 1, `"x"`: 0, `""`: 0, `"-1"`: 0} {
		var s Set
		if err := json.Unmarshal([]byte(text), &s); err != nil || s != want {
			t.Errorf("%s: %d, %v, want %d", text, s, err, want)
		}
	}
}
