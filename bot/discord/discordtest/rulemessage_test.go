package discordtest_test

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

var (
	taken   = refusal{Status: 200}
	refused = refusal{400, 50035, "refused"}
)

func button(id string) fields {
	return fields{"type": 2, "style": 1, "label": "more", "custom_id": id}
}

func row(in ...any) fields { return fields{"type": 1, "components": in} }

func rows(n int) []any {
	var all []any
	for i := range n {
		all = append(all, row(button(strings.Repeat("x", i+1))))
	}
	return all
}

func embeds(n, long int) []fields {
	var all []fields
	for range n {
		all = append(all, fields{"description": strings.Repeat("é", long)})
	}
	return all
}

func TestRulesOfMessages(t *testing.T) { both(t, rulesOfMessages) }

func rulesOfMessages(t *testing.T, opts discordtest.Options) {
	s := start(t, opts)
	bot := client(t, s)
	five := []any{button("1"), button("2"), button("3"), button("4"), button("5")}
	link := fields{"type": 2, "style": 5, "label": "story", "url": "https://example.org/a"}
	options := func(n int) []fields {
		var all []fields
		for i := range n {
			all = append(all, fields{"label": "one", "value": strings.Repeat("v", i+1)})
		}
		return all
	}
	choose := func(n int) fields { return fields{"type": 3, "custom_id": "s", "options": options(n)} }
	tests := []struct {
		name string
		body fields
		want refusal
	}{
		{"the usual", with(nil), taken},
		{"2000 characters", with(fields{"content": strings.Repeat("é", 2000)}), taken},
		{"2001 characters", with(fields{"content": strings.Repeat("é", 2001)}), refused},
		{"nothing", with(fields{"content": ""}), refusal{400, 50006, "refused"}},
		{"blanks", with(fields{"content": " \n"}), refusal{400, 50006, "refused"}},
		{"no allowed_mentions", fields{"content": "hello"}, refusal{200, 0, "allowed_mentions"}},
		{"null allowed_mentions", with(fields{"allowed_mentions": nil}), refusal{200, 0, "allowed_mentions"}},
		{"parse null", with(fields{"allowed_mentions": fields{"parse": nil}}), refusal{200, 0, "allowed_mentions"}},
		{"parse missing", with(fields{"allowed_mentions": fields{"replied_user": false}}), refusal{200, 0, "allowed_mentions"}},
		{"parse users", with(fields{"allowed_mentions": fields{"parse": []string{"users"}}}), refusal{200, 0, "allowed_mentions"}},
		{"replied user", with(fields{"allowed_mentions": fields{"parse": []string{}, "replied_user": true}}), refusal{200, 0, "allowed_mentions"}},
		{"replied user off", with(fields{"allowed_mentions": fields{"parse": []string{}, "replied_user": false}}), taken},
		{"ephemeral", with(fields{"flags": 64}), refusal{200, 0, "ephemeral"}},
		{"unknown flag", with(fields{"flags": 1 << 20}), refusal{200, 0, "flags"}},
		{"suppressed embeds", with(fields{"flags": 4}), taken},
		{"nonce of 25", with(fields{"nonce": strings.Repeat("n", 25), "enforce_nonce": true}), taken},
		{"nonce of 26", with(fields{"nonce": strings.Repeat("n", 26)}), refusal{400, 50035, "openapi"}},
		{"10 embeds of 600", with(fields{"embeds": embeds(10, 600)}), taken},
		{"6001 characters of embeds", with(fields{"embeds": append(embeds(1, 3001), embeds(1, 3000)...)}), refused},
		{"11 embeds", with(fields{"embeds": embeds(11, 1)}), refusal{400, 50035, "openapi"}},
		{"empty field value", with(fields{"embeds": []fields{{"fields": []fields{{"name": "a", "value": ""}}}}}), refused},
		{"5 rows", with(fields{"components": rows(5)}), taken},
		{"6 rows", with(fields{"components": rows(6)}), refused},
		{"5 buttons and a link below", with(fields{"components": []any{row(five...), row(link)}}), taken},
		{"6 buttons in a row", with(fields{"components": []any{row(append(five, button("6"))...)}}), refusal{400, 50035, "openapi"}},
		{"custom id twice", with(fields{"components": []any{row(button("1"), button("1"))}}), refused},
		{"custom id of 100", with(fields{"components": []any{row(button(strings.Repeat("i", 100)))}}), taken},
		{"custom id of 101", with(fields{"components": []any{row(button(strings.Repeat("i", 101)))}}), refusal{400, 50035, "openapi"}},
		{"button without words", with(fields{"components": []any{row(fields{"type": 2, "style": 1, "custom_id": "a"})}}), refused},
		{"link to a script", with(fields{"components": []any{row(fields{"type": 2, "style": 5, "label": "a", "url": "javascript:1"})}}), refused},
		{"button outside a row", with(fields{"components": []any{button("1")}}), refusal{400, 50035, "openapi"}},
		{"menu of 25", with(fields{"components": []any{row(choose(25))}}), taken},
		{"menu of 26", with(fields{"components": []any{row(choose(26))}}), refusal{400, 50035, "openapi"}},
		{"menu beside a button", with(fields{"components": []any{row(button("1"), choose(2))}}), refused},
		{"unknown field", with(fields{"contents": "hello"}), refusal{200, 0, "openapi"}},
		{"unknown field deep down", with(fields{"embeds": []fields{{"description": "a", "descriptio": "b"}}}), refusal{200, 0, "openapi"}},
		{"a reply to nothing", with(fields{"message_reference": fields{"message_id": "1"}}), refusal{400, 50035, ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := try(t, s, bot, "POST", "channels/"+s.Home.ID+"/messages", test.body); got != test.want.here(s) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}
