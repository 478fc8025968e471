package offer

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/words"
)

func TestCommandsAreCompared(t *testing.T) {
	t.Parallel()
	a, b := Everywhere(), Everywhere()
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	b[0].ID = "7"
	b[0].Contexts = []int{amongOthers, inPrivate, inServers}
	if !Same(a, b, false) {
		t.Error("the same in another order are others")
	}
	for name, change := range map[string]func(c *Command){
		"description":     func(c *Command) { c.Description += "!" },
		"contexts":        func(c *Command) { c.Contexts = []int{inServers} },
		"options":         func(c *Command) { c.Options = append(c.Options, Option{Name: "x"}) },
		"names":           func(c *Command) { c.Names = nil },
		"German":          func(c *Command) { c.Descriptions["de"] += "!" },
		"options' German": func(c *Command) { c.Options[0].Names["de"] = "x" },
		"installs":        func(c *Command) { c.Integrations = []int{byServer} },
	} {
		b := Everywhere()
		change(&b[0])
		if Same(a, b, false) {
			t.Errorf("with another %s they are the same", name)
		}
	}
	if Same(a, a[1:], false) {
		t.Error("with one less they are the same")
	}
	home := AtHome()
	for n := range home { // as Discord returns those of one server
		home[n].Contexts, home[n].Integrations = nil, []int{byServer}
	}
	if !Same(home, AtHome(), true) {
		t.Error("what Discord does not tell of a server's commands makes them others")
	}
}

// name is what Discord takes as the name of a command or an option.
var name = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// TestNames: every name and text of every command is there in each language that the bot
// speaks, in Discord's form, and no two commands or options have one name.
func TestNames(t *testing.T) {
	t.Parallel()
	codes := strings.Fields("de es-419 es-ES fr it pt-BR")
	seen := make(map[string]bool)
	check := func(at, english string, others map[string]string, most int, named bool) {
		t.Helper()
		have := []string{}
		for code, text := range others {
			have = append(have, code)
			if n := utf8.RuneCountInString(text); n < 1 || n > most || named && (!name.MatchString(text) || strings.ToLower(text) != text) {
				t.Errorf("%s, %s: %q", at, code, text)
			}
			if key := at + " " + code + " " + text; named && seen[key] {
				t.Errorf("twice: %s", key)
			} else {
				seen[key] = true
			}
		}
		if slices.Sort(have); !slices.Equal(have, codes) || english == "" || utf8.RuneCountInString(english) > most || named && !name.MatchString(english) {
			t.Errorf("%s: %q in %v", at, english, have)
		}
	}
	all := append(Everywhere(), AtHome()...)
	for _, c := range all {
		if c.Type == messageCommand {
			check("a message", c.Name, c.Names, 32, false)
			continue
		}
		check("commands", c.Name, c.Names, 32, true)
		check(c.Name+" does", c.Description, c.Descriptions, 100, false)
		for _, o := range c.Options {
			check(c.Name, o.Name, o.Names, 32, true)
			check(c.Name+" "+o.Name+" does", o.Description, o.Descriptions, 100, false)
			for _, k := range o.Choices {
				check(c.Name+" "+o.Name+" "+k.Value, k.Name, k.Names, 100, false)
			}
		}
	}
	for n, want := range []string{Ask, Summary, Timeline, Search, Stories, Help, Privacy, Forget, Settings, Message, "reload", "status", "sources", "block"} {
		if all[n].Name != want {
			t.Errorf("%s is called %s", want, all[n].Name)
		}
	}
}

// TestWhere: people may install for themselves what works without a server; managers' and
// operators' commands are servers' alone.
func TestWhere(t *testing.T) {
	t.Parallel()
	for _, c := range Everywhere() {
		contexts, installs := []int{inServers, inPrivate, amongOthers}, []int{byServer, byUser}
		if c.Name == Settings {
			contexts, installs = []int{inServers}, []int{byServer}
		}
		if !slices.Equal(c.Contexts, contexts) || !slices.Equal(c.Integrations, installs) || (c.Permissions != "") != (c.Name == Settings) {
			t.Errorf("%s: %v %v %q", c.Name, c.Contexts, c.Integrations, c.Permissions)
		}
	}
	for _, c := range append(AtHome(), ForServersAlone(Everywhere())...) {
		if slices.Contains(c.Contexts, amongOthers) || !slices.Equal(c.Integrations, []int{byServer}) {
			t.Errorf("%s: %v %v", c.Name, c.Contexts, c.Integrations)
		}
	}
	for _, c := range AtHome() {
		if c.Permissions != "0" { // only admins are offered them, and whom these allow them
			t.Errorf("%s is offered to whoever may do %q", c.Name, c.Permissions)
		}
	}
	if !slices.Contains(Everywhere()[0].Integrations, byUser) {
		t.Error("taking a way out of a list changes another")
	}
}

// TestOptionName: what is wrong with an option is told by the name that its user sees.
func TestOptionName(t *testing.T) {
	t.Parallel()
	de, _ := words.Of("de")
	for english, want := range map[string]string{"since": "seit", "until": "bis", "other": "other"} {
		if got := OptionName(&de.Chat.Offers, english); got != want {
			t.Errorf("%s is %s, want %s", english, got, want)
		}
	}
}
