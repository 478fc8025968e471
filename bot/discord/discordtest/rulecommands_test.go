package discordtest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

func TestRulesOfCommands(t *testing.T) { both(t, rulesOfCommands) }

func rulesOfCommands(t *testing.T, opts discordtest.Options) {
	s := start(t, opts)
	bot := client(t, s)
	cmd := func(change fields) fields {
		c := fields{"name": "ask", "description": "Ask the stories"}
		for key, value := range change {
			c[key] = value
		}
		return c
	}
	opt := func(name string, change fields) fields {
		o := fields{"type": 3, "name": name, "description": "What"}
		for key, value := range change {
			o[key] = value
		}
		return o
	}
	options := func(n, long int) []fields {
		var all []fields
		for i := range n {
			all = append(all, opt(fmt.Sprint("o", i), fields{"description": strings.Repeat("d", 100), "choices": []fields{
				{"name": strings.Repeat("n", long), "value": strings.Repeat("v", long)},
			}}))
		}
		return all
	}
	list := func(n int) []fields {
		var all []fields
		for i := range n {
			all = append(all, fields{"name": fmt.Sprint("choice", i), "value": fmt.Sprint(i)})
		}
		return all
	}
	byOpenAPI := refusal{400, 50035, "openapi"}
	tests := []struct {
		name string
		body []fields
		want refusal
	}{
		{"usual", []fields{cmd(nil), cmd(fields{"name": "frag", "name_localizations": fields{"de": "frag"}})}, taken},
		{"none", []fields{}, taken},
		{"upper case", []fields{cmd(fields{"name": "Ask"})}, refused},
		{"blank in the name", []fields{cmd(fields{"name": "ask me"})}, refused},
		{"name of 33", []fields{cmd(fields{"name": strings.Repeat("a", 33)})}, byOpenAPI},
		{"no description", []fields{cmd(fields{"description": ""})}, refused},
		{"description of 101", []fields{cmd(fields{"description": strings.Repeat("d", 101)})}, byOpenAPI},
		{"same name twice", []fields{cmd(nil), cmd(nil)}, refused},
		{"same name, other kind", []fields{cmd(nil), {"name": "ask", "type": 3}}, taken},
		{"message command", []fields{{"name": "Ask the stories", "type": 3}}, taken},
		{"message command described", []fields{cmd(fields{"type": 3})}, refused},
		{"unknown locale", []fields{cmd(fields{"name_localizations": fields{"xx": "a"}})}, refused},
		{"upper case in a locale", []fields{cmd(fields{"name_localizations": fields{"de": "Frag"}})}, refused},
		{"same name in a locale twice", []fields{cmd(fields{"name_localizations": fields{"de": "frag"}}), cmd(fields{"name": "other", "name_localizations": fields{"de": "frag"}})}, refused},
		{"same name in two locales", []fields{cmd(fields{"name_localizations": fields{"de": "frag"}}), cmd(fields{"name": "other", "name_localizations": fields{"fr": "frag"}})}, taken},
		{"same option in a locale twice", []fields{cmd(fields{"options": []fields{opt("a", fields{"name_localizations": fields{"de": "x"}}), opt("b", fields{"name_localizations": fields{"de": "x"}})}})}, refused},
		{"choice in an unknown locale", []fields{cmd(fields{"options": []fields{opt("a", fields{"choices": []fields{{"name": "a", "value": "a", "name_localizations": fields{"xx": "a"}}}})}})}, refused},
		{"for people", []fields{cmd(fields{"contexts": []int{0, 1, 2}, "integration_types": []int{0, 1}})}, taken},
		{"among others, for servers alone", []fields{cmd(fields{"contexts": []int{0, 2}, "integration_types": []int{0}})}, refused},
		{"a context twice", []fields{cmd(fields{"contexts": []int{0, 0}})}, byOpenAPI},
		{"25 options", []fields{cmd(fields{"options": options(25, 10)})}, taken},
		{"26 options", []fields{cmd(fields{"options": options(26, 10)})}, byOpenAPI},
		{"8000 characters in all", []fields{cmd(fields{"options": options(25, 100)})}, taken},
		{"too many characters in all", []fields{cmd(fields{"options": append(options(25, 100)[:24],
			opt("last", fields{"choices": func() []fields {
				l := list(25)
				for i := range l {
					l[i] = fields{"name": fmt.Sprint(i) + strings.Repeat("n", 90), "value": fmt.Sprint(i) + strings.Repeat("v", 90)}
				}
				return l
			}()}))})}, refused},
		{"same option twice", []fields{cmd(fields{"options": []fields{opt("a", nil), opt("a", nil)}})}, refused},
		{"required after optional", []fields{cmd(fields{"options": []fields{opt("a", nil), opt("b", fields{"required": true})}})}, refused},
		{"25 choices", []fields{cmd(fields{"options": []fields{opt("a", fields{"choices": list(25)})}})}, taken},
		{"26 choices", []fields{cmd(fields{"options": []fields{opt("a", fields{"choices": list(26)})}})}, byOpenAPI},
		{"choices and autocomplete", []fields{cmd(fields{"options": []fields{opt("a", fields{"choices": list(1), "autocomplete": true})}})}, refused},
		{"unknown field", []fields{cmd(fields{"descriptions": "a"})}, refusal{200, 0, "openapi"}},
		{"unknown field that says nothing", []fields{cmd(fields{"options": []fields{opt("a", fields{"channel_types": nil})}})}, taken},
		{"101 commands", func() []fields {
			var all []fields
			for i := range 101 {
				all = append(all, cmd(fields{"name": fmt.Sprint("c", i)}))
			}
			return all
		}(), refusal{400, 30032, "refused"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := try(t, s, bot, "PUT", "applications/"+s.AppID+"/commands", test.body); got != test.want.here(s) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestCommandsKeepTheirIDs(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	least := int64(8)
	list := []*discordgo.ApplicationCommand{
		{Name: "reload", Description: "Load what changed", DefaultMemberPermissions: &least, NameLocalizations: &map[discordgo.Locale]string{discordgo.German: "laden"}},
		{Name: "Ask the stories", Type: discordgo.MessageApplicationCommand},
	}
	first, err := bot.ApplicationCommandBulkOverwrite(s.AppID, s.Guild.ID, list)
	if err != nil {
		t.Fatal(err)
	}
	second, err := bot.ApplicationCommandBulkOverwrite(s.AppID, s.Guild.ID, list[:1])
	if err != nil {
		t.Fatal(err)
	}
	if first[0].ID != second[0].ID || first[0].ID == first[1].ID {
		t.Errorf("ids %s and %s, then %s", first[0].ID, first[1].ID, second[0].ID)
	}
	if s.Overwrites(s.Guild.ID) != 2 || s.Overwrites("") != 0 || len(s.Commands(s.Guild.ID)) != 1 {
		t.Errorf("%d overwrites, %d global, %d commands", s.Overwrites(s.Guild.ID), s.Overwrites(""), len(s.Commands(s.Guild.ID)))
	}
	got, err := bot.ApplicationCommands(s.AppID, s.Guild.ID)
	if err != nil || len(got) != 1 || got[0].NameLocalizations == nil || (*got[0].NameLocalizations)[discordgo.German] != "laden" {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, want := try(t, s, bot, "GET", "applications/1/commands", nil), (refusal{403, 20012, ""}); got != want {
		t.Errorf("another's commands: got %+v, want %+v", got, want)
	}
	if got, want := try(t, s, bot, "GET", "applications/"+s.AppID+"/guilds/1/commands", nil), (refusal{403, 50001, ""}); got != want {
		t.Errorf("another's guild: got %+v, want %+v", got, want)
	}
}
