package discordtest_test

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

func TestRulesOfChannels(t *testing.T) { both(t, rulesOfChannels) }

func rulesOfChannels(t *testing.T, opts discordtest.Options) {
	s := start(t, opts)
	bot := client(t, s)
	ada := s.AddUser("ada")
	theirs := s.Say(ada, s.Home, "mine")
	hidden, mute, deaf := s.AddChannel(s.Guild, "hidden"), s.AddChannel(s.Guild, "mute"), s.AddChannel(s.Guild, "deaf")
	s.Permit(hidden, 0)
	s.Permit(mute, discordtest.ViewChannel|discordtest.ReadMessageHistory)
	s.Permit(deaf, discordtest.ViewChannel|discordtest.SendMessages)
	grumpy := s.AddUser("grumpy")
	unread := s.Say(ada, deaf, "old")
	s.Permit(s.DMChannel(grumpy), discordtest.ViewChannel)
	home, thread := "channels/"+s.Home.ID, fields{"name": "more", "type": 11}
	tests := []struct {
		name, method, path string
		body               any
		want               refusal
	}{
		{"edit another's message", "PATCH", home + "/messages/" + theirs.ID, with(nil), refusal{403, 50005, "refused"}},
		{"delete another's message", "DELETE", home + "/messages/" + theirs.ID, nil, refusal{403, 50013, ""}},
		{"edit what is not there", "PATCH", home + "/messages/1", with(nil), refusal{404, 10008, ""}},
		{"read a message", "GET", home + "/messages/" + theirs.ID, nil, taken},
		{"read the messages", "GET", home + "/messages?limit=5", nil, taken},
		{"unknown channel", "POST", "channels/1/messages", with(nil), refusal{404, 10003, ""}},
		{"hidden channel", "POST", "channels/" + hidden.ID + "/messages", with(nil), refusal{403, 50001, ""}},
		{"no sending", "POST", "channels/" + mute.ID + "/messages", with(nil), refusal{403, 50013, ""}},
		{"no typing", "POST", "channels/" + mute.ID + "/typing", nil, refusal{403, 50013, ""}},
		{"no threads", "POST", "channels/" + mute.ID + "/threads", thread, refusal{403, 50013, ""}},
		{"no history to reply to", "POST", "channels/" + deaf.ID + "/messages",
			with(fields{"message_reference": fields{"message_id": unread.ID}}), refusal{403, 160002, ""}},
		{"no embeds", "POST", "channels/" + deaf.ID + "/messages", with(fields{"embeds": embeds(1, 1)}), refusal{403, 50013, ""}},
		{"typing", "POST", home + "/typing", nil, taken},
		{"typing with a body", "POST", home + "/typing", fields{}, refusal{200, 0, "openapi"}},
		{"thread on a message", "POST", home + "/messages/" + theirs.ID + "/threads", fields{"name": "more"}, taken},
		{"a second thread on it", "POST", home + "/messages/" + theirs.ID + "/threads", fields{"name": "more"}, refusal{400, 160004, ""}},
		{"thread alone", "POST", home + "/threads", thread, taken},
		{"thread without a name", "POST", home + "/threads", fields{"name": "", "type": 11}, refusal{400, 50035, "openapi"}},
		{"long thread name", "POST", home + "/threads", fields{"name": strings.Repeat("x", 101), "type": 11}, refusal{400, 50035, "openapi"}},
		{"thread in a thread", "POST", "channels/" + theirs.ID + "/threads", thread, refusal{400, 50024, ""}},
		{"a word in the thread", "POST", "channels/" + theirs.ID + "/messages", with(nil), taken},
		{"the channel", "GET", home, nil, taken},
		{"the thread", "GET", "channels/" + theirs.ID, nil, taken},
		{"a DM", "POST", "users/@me/channels", fields{"recipient_id": ada.ID}, taken},
		{"a DM to nobody", "POST", "users/@me/channels", fields{"recipient_id": "1"}, refusal{400, 50033, ""}},
		{"a closed DM", "POST", "channels/" + s.DMChannel(grumpy).ID + "/messages", with(nil), refusal{403, 50007, ""}},
		{"the DM channel", "GET", "channels/" + s.DMChannel(ada).ID, nil, taken},
		{"me", "GET", "users/@me", nil, taken},
		{"gateway", "GET", "gateway", nil, taken},
		{"gateway for bots", "GET", "gateway/bot", nil, taken},
		{"unknown route", "GET", "guilds/1/bans", nil, refusal{404, 0, "unknown route"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := try(t, s, bot, test.method, test.path, test.body); got != test.want.here(s) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
	if s.Typing(s.Home.ID) != 2 || s.ThreadOn(theirs.ID) == nil {
		t.Error("typing or the thread was not noted")
	}
}

func TestAWrongTokenIsRefused(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	bot.Token = "Bot of another"
	if got, want := try(t, s, bot, "GET", "users/@me", nil), (refusal{401, 0, "authorization"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	bot.Token, bot.UserAgent = "Bot "+s.Token, "curl"
	if got, want := try(t, s, bot, "GET", "users/@me", nil), (refusal{200, 0, "user-agent"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestANoncePostsOnce(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	path := "channels/" + s.Home.ID + "/messages"
	for range 2 {
		try(t, s, bot, "POST", path, with(fields{"nonce": "1", "enforce_nonce": true}))
	}
	if n := len(s.BotMessages(s.Home)); n != 1 {
		t.Errorf("%d messages for one enforced nonce", n)
	}
	for range 2 {
		try(t, s, bot, "POST", path, with(fields{"nonce": "2"}))
	}
	if n := len(s.BotMessages(s.Home)); n != 3 {
		t.Errorf("%d messages, want 3: a nonce not enforced stops nothing", n)
	}
}

func TestAnEditThatEmptiesIsRefused(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{NoLimits: true})
	bot := client(t, s)
	path := "channels/" + s.Home.ID + "/messages"
	try(t, s, bot, "POST", path, with(nil))
	m := s.BotMessages(s.Home)[0]
	for _, test := range []struct {
		name string
		body fields
		want refusal
	}{
		{"new text", with(fields{"content": "second"}), taken},
		{"only buttons", fields{"components": rows(1), "allowed_mentions": fields{"parse": []string{}}}, taken},
		{"no buttons, no text", with(fields{"content": "", "components": []any{}}), refusal{400, 50006, "refused"}},
		{"no allowed_mentions", fields{"content": "third"}, refusal{200, 0, "allowed_mentions"}},
	} {
		if got := try(t, s, bot, "PATCH", path+"/"+m.ID, test.body); got != test.want.here(s) {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
	var texts []string
	for _, state := range s.History(m.ID) {
		texts = append(texts, state.Content)
	}
	if got := strings.Join(texts, " "); got != "hello second second third" {
		t.Errorf("history %q", got)
	}
}
