package panel

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
)

// TestForChannel goes from what is chosen to what a channel has of its own.
func TestForChannel(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		id       string
		values   []string
		was      guild.Own
		channel  string
		want     guild.Own
		changes  bool
		elsewise bool // it is not about a channel
	}{
		"this one":          {id: ofThis},
		"another":           {id: ofAnother, values: []string{"7"}, channel: "7"},
		"another, forged":   {id: ofAnother, values: []string{"7", "8"}},
		"threads":           {id: ownPlace + "7", values: []string{"thread"}, channel: "7", want: guild.Own{Place: guild.InThread}, changes: true},
		"a language":        {id: ownLanguage + "7", values: []string{"any"}, was: guild.Own{Place: guild.AsReply}, channel: "7", want: guild.Own{Place: guild.AsReply, Language: guild.AnyLanguage}, changes: true},
		"two, forged":       {id: ownLanguage + "7", values: []string{"de", "fr"}, was: guild.Own{Language: "it"}, channel: "7", changes: true},
		"collections":       {id: ownCollections + "7", values: []string{"c", "cnews", "forged"}, channel: "7", want: guild.Own{Collections: []string{"", "news"}}, changes: true},
		"no collections":    {id: ownCollections + "7", was: guild.Own{Collections: []string{"a"}}, channel: "7", changes: true},
		"all as the server": {id: ownNothing + "7", was: guild.Own{Place: guild.InThread, Language: "de", Collections: []string{"a"}}, channel: "7", changes: true},
		"the server":        {id: ofServer, elsewise: true},
		"its channels":      {id: channels, elsewise: true},
		"forged":            {id: Prefix + "own-blocked:7", elsewise: true},
		"of nobody":         {id: "", elsewise: true},
	} {
		channel, change, is := ForChannel(c.id, c.values)
		if is == c.elsewise || channel != c.channel || (change != nil) != c.changes {
			t.Errorf("%s: %q, %v, changes: %v", name, channel, is, change != nil)
			continue
		}
		if change == nil {
			continue
		}
		if change(&c.was); !reflect.DeepEqual(c.was, c.want) {
			t.Errorf("%s: %+v, want %+v", name, c.was, c.want)
		}
	}
	if change, known := Change(ofServer, nil); !known || change != nil {
		t.Error("the way back changes something, or leads nowhere")
	}
}

// TestOfChannel: what a channel has of its own is shown and chosen, what is the server's is said
// to be so, and all can be taken back where there is something.
func TestOfChannel(t *testing.T) {
	t.Parallel()
	server := guild.Settings{Place: guild.InThread, Collections: []string{"news"}}
	all := map[string]guild.Own{"7": {Place: guild.AsReply, Language: guild.AnyLanguage}, "8": {Language: "fr", Collections: []string{"*odd*", ""}}}
	for name, c := range map[string]struct {
		id       string
		says     []string
		place    string // chosen in the menus
		language string
		removes  bool
	}{
		"of its own": {"7", []string{"**Settings of <#7>**", "- Answers go: as a reply to the question\n", "- Replies are in: the language of the question\n", "- Stories: as the server (news)",
			"Other channels with settings of their own**\n- <#8>: Français; ∗odd∗, stories of no collection\n"}, "reply", "any", true},
		"as the server": {"9", []string{"- Answers go: as the server (into a thread for each question)\n", "- Replies are in: as the server (the language of the question)\n", "- <#7>: as a reply to the question; the language of the question"}, asServer, asServer, false},
	} {
		m := OfChannel(english(), Channel{c.id, server, all, []string{"a", "b"}}, "")
		for _, part := range c.says {
			if !strings.Contains(m.Content+"\n", part) {
				t.Errorf("%s: %q is not in %q", name, part, m.Content)
			}
		}
		shown := menus(m)
		for id, want := range map[string]string{ownPlace + c.id: c.place, ownLanguage + c.id: c.language} {
			for _, o := range shown[id].Options {
				if o.Default != (o.Value == want) {
					t.Errorf("%s, %s: %+v is chosen: %v", name, id, o, o.Default)
				}
			}
		}
		if _, can := shown[ownNothing+c.id]; can != c.removes || len(shown[ofAnother].Chosen) != 1 || shown[ofAnother].Chosen[0].ID != c.id || *shown[ofAnother].Least != 1 || *shown[ofAnother].Most != 1 {
			t.Errorf("%s: can be taken back: %v; of %+v", name, can, shown[ofAnother].Chosen)
		}
	}
}

// TestOfChannelOfServer: where the server has set nothing, its channels are told of what goes without saying; collections
// are chosen where there is a choice, or something to take back.
func TestOfChannelOfServer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		own         guild.Own
		collections []string
		chosen      bool
	}{
		"no collections":   {guild.Own{}, nil, false},
		"one":              {guild.Own{}, []string{"a"}, false}, // no choice
		"two":              {guild.Own{}, []string{"a", "b"}, true},
		"one that is gone": {guild.Own{Collections: []string{"old"}}, nil, true},
	} {
		m := OfChannel(english(), Channel{"7", guild.Settings{}, map[string]guild.Own{"7": c.own}, c.collections}, "")
		for _, part := range []string{"- Answers go: as the server (as a reply to the question)\n", "- Replies are in: as the server (the language of the question)\n"} {
			if !strings.Contains(m.Content, part) {
				t.Errorf("%s: %q is not in %q", name, part, m.Content)
			}
		}
		if all := strings.Contains(m.Content, "- Stories: as the server (all that I have for you)"); all == (len(c.own.Collections) > 0) {
			t.Errorf("%s: %q", name, m.Content)
		}
		if _, chosen := menus(m)[ownCollections+"7"]; chosen != c.chosen {
			t.Errorf("%s: collections are chosen: %v", name, chosen)
		}
	}
}

// TestOwnNames: a server's panel names those of its channels that have something of their own, as
// far as there is room.
func TestOwnNames(t *testing.T) {
	t.Parallel()
	own := make(map[string]guild.Own)
	for n := range 12 {
		own[fmt.Sprint(100+n)] = guild.Own{Place: guild.InThread}
		m := New(english(), Server{Own: own}, "")
		if want := "their own: <#100>"; !strings.Contains(m.Content, want) || strings.Contains(m.Content, "…") != (n >= 10) {
			t.Errorf("%d channels: %s", n+1, m.Content)
		}
	}
	for _, w := range words.All() {
		if m := New(&w.Chat.Panel, Server{}, ""); !strings.Contains(m.Content, w.Chat.Panel.NoOwn) {
			t.Errorf("%s: %s", w.Script.Lang, m.Content)
		}
	}
}
