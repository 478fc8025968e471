package panel

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
)

func english() *words.Panel { return &words.English().Chat.Panel }

// menus are the menus of a panel, by their IDs.
func menus(m Message) map[string]Widget {
	all := make(map[string]Widget)
	for _, r := range m.Components {
		for _, w := range r.Inside {
			all[w.ID] = w
		}
	}
	return all
}

// TestPanelFits holds the panel of all kinds of settings to Discord's limits.
func TestPanelFits(t *testing.T) {
	t.Parallel()
	var ids, names, checks []string
	for n := range 25 {
		ids = append(ids, fmt.Sprintf("12345678901234567%03d", n))
		names = append(names, strings.Repeat("Große Worte ", 16)+fmt.Sprint(n))
		checks = append(checks, "- ❗ <#"+ids[n]+">: **Read Message History** is missing: answers cannot be replies to their questions.")
	}
	short := append([]string{"", "a"}, names[:20]...)
	for n := range 30 {
		short = append(short, fmt.Sprint("collection ", n))
	}
	full := guild.Settings{Channels: ids, Roles: ids, Collections: names, Language: "pt", Place: guild.InThread, Quiet: guild.Hours{From: 1, Until: 2, Zone: "UTC"}}
	own, own1 := make(map[string]guild.Own), make(map[string]guild.Own)
	for n := range 100 {
		own[fmt.Sprintf("12345678901234567%03d", n)] = guild.Own{Place: guild.InThread, Language: guild.AnyLanguage, Collections: names}
	}
	own1[ids[0]] = own[ids[0]]
	for _, said := range words.All() {
		w := &said.Chat.Panel
		for name, m := range map[string]Message{
			"nothing": New(w, Server{}, ""), "all": New(w, Server{full, own, short, checks}, "✅ Saved."), "collections alone": New(w, Server{Collections: short, Checks: checks}, ""),
			"a channel": OfChannel(w, Channel{ID: "9"}, ""), "a full channel": OfChannel(w, Channel{ids[0], full, own, short}, "✅ Saved."), "a channel with no others": OfChannel(w, Channel{ids[0], full, own1, short}, "✅ Saved."),
		} {
			if n := len([]rune(m.Content)); n == 0 || n > 2000 {
				t.Errorf(said.Script.Lang+", %s: %d characters", name, n)
			}
			if n := len(m.Components); n > 5 {
				t.Errorf(said.Script.Lang+", %s: %d rows", name, n)
			}
			if (name == "all" || name == "a full channel") && (!strings.Contains(m.Content, "✅ Saved.") || !strings.Contains(m.Content, words.Fill(w.Stories, "what", "Große Worte"))) {
				t.Errorf("%s, %s: what was done, or of which stories, is not told in %s", said.Script.Lang, name, m.Content)
			}
			for id, w := range menus(m) {
				if len(id) > 100 || len(w.Options) > 25 || w.Type == menu && len(w.Options) == 0 || w.Most != nil && w.Type == menu && *w.Most > len(w.Options) {
					t.Errorf(said.Script.Lang+", %s: %s has %d options", name, id, len(w.Options))
				}
				for _, o := range w.Options {
					if n, v := len([]rune(o.Label)), len([]rune(o.Value)); n == 0 || n > 100 || v == 0 || v > 100 {
						t.Errorf(said.Script.Lang+", %s: an option of %d and %d characters", name, n, v)
					}
				}
			}
		}
		if form := HoursForm(w, full); len([]rune(form.Title)) > 45 {
			t.Errorf("%s: a title of %q", said.Script.Lang, form.Title)
		}
	}
	if _, has := menus(New(english(), Server{Collections: []string{"one"}}, ""))[collections]; has {
		t.Error("there is a choice of one collection")
	}
}

// TestChange goes from what is chosen to settings and back to what the panel shows chosen.
func TestChange(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		id     string
		values []string
		is     guild.Settings
		want   guild.Settings
	}{
		"channels":              {channels, []string{"1", "2"}, guild.Settings{}, guild.Settings{Channels: []string{"1", "2"}}},
		"no channels":           {channels, nil, guild.Settings{Channels: []string{"1"}}, guild.Settings{}},
		"roles":                 {roles, []string{"3"}, guild.Settings{Place: guild.AsReply}, guild.Settings{Place: guild.AsReply, Roles: []string{"3"}}},
		"collections":           {collections, []string{"c", "cnews", "forged"}, guild.Settings{Collections: []string{"x"}}, guild.Settings{Collections: []string{"", "news"}}},
		"all collections":       {collections, []string{}, guild.Settings{Collections: []string{"x"}}, guild.Settings{}},
		"a language":            {language, []string{"de"}, guild.Settings{}, guild.Settings{Language: "de"}},
		"two languages, forged": {language, []string{"de", "en"}, guild.Settings{Language: "fr"}, guild.Settings{}},
		"threads":               {place, nil, guild.Settings{}, guild.Settings{Place: guild.InThread}},
		"replies again":         {place, nil, guild.Settings{Place: guild.InThread}, guild.Settings{Place: guild.AsReply}},
	} {
		change, known := Change(c.id, c.values)
		if !known || change == nil {
			t.Errorf("%s: not known", name)
			continue
		}
		if change(&c.is); !reflect.DeepEqual(c.is, c.want) {
			t.Errorf("%s: %+v, want %+v", name, c.is, c.want)
		}
	}
	if change, known := Change(check, nil); !known || change != nil {
		t.Error("a check changes something")
	}
	if _, known := Change(Prefix+"forged", nil); known {
		t.Error("what is no part of the panel is known")
	}
	shown := menus(New(english(), Server{Settings: guild.Settings{Channels: []string{"1"}, Roles: []string{"3"}, Collections: []string{"b", ""}, Language: "de"}, Collections: []string{"", "a", "b"}}, ""))
	if c := shown[channels].Chosen; len(c) != 1 || c[0] != (chosen{"1", "channel"}) {
		t.Errorf("channels: %+v", c)
	}
	if c := shown[roles].Chosen; len(c) != 1 || c[0] != (chosen{"3", "role"}) {
		t.Errorf("roles: %+v", c)
	}
	want := []option{{"b", "cb", true}, {"stories of no collection", "c", true}, {"a", "ca", false}}
	if got := shown[collections].Options; !reflect.DeepEqual(got, want) {
		t.Errorf("collections: %+v, want %+v", got, want)
	}
	for _, o := range shown[language].Options {
		if o.Default != (o.Value == "de") {
			t.Errorf("languages: %+v", o)
		}
	}
}

// TestNames: a collection's name becomes no mention and no mark.
func TestNames(t *testing.T) {
	t.Parallel()
	m := New(english(), Server{Settings: guild.Settings{Collections: []string{"<@&1> **@everyone** [x](https://x.example)\nnext"}}}, "")
	for _, bad := range []string{"<@&1>", "**@", "@everyone", "[x](", "\nnext"} {
		if strings.Contains(m.Content, bad) {
			t.Errorf("%q stands in %q", bad, m.Content)
		}
	}
}

func TestSetHours(t *testing.T) {
	t.Parallel()
	s := guild.Settings{Language: "de"}
	change, err := SetHours("22:00-07:00", "Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	if change(&s); s.Quiet != (guild.Hours{From: 22 * 60, Until: 7 * 60, Zone: "Europe/Berlin"}) || s.Language != "de" {
		t.Errorf("%+v", s)
	}
	if form := HoursForm(english(), s); form.Widgets[0].Inside[0].Value != "22:00-07:00 Europe/Berlin" || !AsksHours(form.ID) {
		t.Errorf("%+v", form)
	}
	if _, err := SetHours("now", "UTC"); !errors.Is(err, guild.ErrHours) || Wrong(english(), err) != english().WrongHours {
		t.Error(err)
	}
	if _, err := SetHours("22-7 Faro", "UTC"); Wrong(english(), err) != english().WrongZone {
		t.Error(err)
	}
	if change, err = SetHours("", "UTC"); err != nil {
		t.Fatal(err)
	}
	if change(&s); s.Quiet != (guild.Hours{}) {
		t.Errorf("%+v", s)
	}
}
