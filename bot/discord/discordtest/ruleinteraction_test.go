package discordtest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// ask is a command with an option that autocompletes.
var ask = discordtest.Command{Name: "ask", Description: "Ask the stories", Options: []discordtest.CommandOption{
	{Type: 3, Name: "question", Description: "What to ask", Required: true},
	{Type: 3, Name: "story", Description: "Which story", Autocomplete: true},
}}

var wordsOf = discordtest.Option{Name: "question", Value: "who won?"}

// asked is a server with a command in use and nothing answered.
func asked(t *testing.T, opts discordtest.Options) (*discordtest.Server, *discordgo.Session, *discordtest.Interaction) {
	t.Helper()
	s := start(t, opts)
	s.Register("", ask)
	return s, client(t, s), s.Slash(s.AddUser("ada"), s.Home, "ask", wordsOf)
}

func callback(i *discordtest.Interaction) string {
	return "interactions/" + i.ID + "/" + i.Token + "/callback"
}

func webhook(s *discordtest.Server, i *discordtest.Interaction) string {
	return "webhooks/" + s.AppID + "/" + i.Token
}

var deferred = fields{"type": 5}

func TestAnAcknowledgementMustComeInTime(t *testing.T) {
	t.Parallel()
	s, bot, i := asked(t, discordtest.Options{NoLimits: true})
	s.Advance(3*time.Second + time.Millisecond)
	if got, want := try(t, s, bot, "POST", callback(i), deferred), (refusal{404, 10062, "refused"}); got != want {
		t.Errorf("late: got %+v, want %+v", got, want)
	}
	i = s.Slash(i.User, s.Home, "ask", wordsOf)
	s.Advance(2 * time.Second)
	if got := try(t, s, bot, "POST", callback(i), deferred); got != taken {
		t.Errorf("in time: got %+v", got)
	}
	if ack := i.WaitAck(); ack.Took < 2*time.Second {
		t.Errorf("took %v", ack.Took)
	}
	if got, want := try(t, s, bot, "POST", callback(i), deferred), (refusal{400, 40060, "refused"}); got != want {
		t.Errorf("twice: got %+v, want %+v", got, want)
	}
	i.Token += "x"
	if got, want := try(t, s, bot, "POST", callback(i), deferred), (refusal{404, 10062, "refused"}); got != want {
		t.Errorf("forged: got %+v, want %+v", got, want)
	}
}

func TestATokenIsGoodForFifteenMinutes(t *testing.T) {
	t.Parallel()
	s, bot, i := asked(t, discordtest.Options{NoLimits: true})
	original := webhook(s, i) + "/messages/@original"
	if got, want := try(t, s, bot, "PATCH", original, with(nil)), (refusal{404, 10015, ""}); got != want {
		t.Errorf("before the acknowledgement: got %+v, want %+v", got, want)
	}
	try(t, s, bot, "POST", callback(i), deferred)
	if m, is := i.Response(); !is || !m.Loading() {
		t.Errorf("a deferral shows %+v", m)
	}
	s.Advance(14 * time.Minute)
	for _, test := range []struct {
		method, path string
		body         any
		want         refusal
	}{
		{"PATCH", original, with(nil), taken},
		{"GET", original, nil, taken},
		{"POST", webhook(s, i), with(nil), taken},
		{"PATCH", webhook(s, i) + "/messages/1", with(nil), refusal{404, 10008, ""}},
		{"PATCH", original, fields{"content": "x"}, refusal{200, 0, "allowed_mentions"}},
		{"PATCH", original, with(fields{"content": strings.Repeat("x", 2001)}), refusal{400, 50035, "openapi"}},
		{"DELETE", original, nil, taken},
		{"DELETE", original, nil, refusal{404, 10008, ""}},
	} {
		if got := try(t, s, bot, test.method, test.path, test.body); got != test.want.here(s) {
			t.Errorf("%s %s: got %+v, want %+v", test.method, test.path, got, test.want)
		}
	}
	s.Advance(time.Minute + time.Millisecond)
	if got, want := try(t, s, bot, "POST", webhook(s, i), with(nil)), (refusal{401, 50027, "refused"}); got != want {
		t.Errorf("after 15 minutes: got %+v, want %+v", got, want)
	}
}

func TestTheFirstFollowUpOfADeferralIsTheAnswer(t *testing.T) {
	t.Parallel()
	s, bot, i := asked(t, discordtest.Options{NoLimits: true})
	try(t, s, bot, "POST", callback(i), fields{"type": 5, "data": fields{"flags": 64}})
	try(t, s, bot, "POST", webhook(s, i), with(nil))
	if m := i.WaitContent(nil); m.Content != "hello" || !m.Ephemeral() || len(i.FollowUps()) != 0 {
		t.Errorf("the answer is %+v with %d followups", m, len(i.FollowUps()))
	}
	if n := len(s.Messages(s.Home)); n != 0 {
		t.Errorf("everyone sees %d messages, want none", n)
	}
	m, _ := i.Response()
	if got, want := try(t, s, bot, "PATCH", "channels/"+s.Home.ID+"/messages/"+m.ID, with(nil)), (refusal{404, 10008, ""}); got != want {
		t.Errorf("an ephemeral message by its channel: got %+v, want %+v", got, want)
	}
	try(t, s, bot, "POST", webhook(s, i), with(fields{"content": "in public"}))
	if f := i.WaitFollowUp(nil); f.Ephemeral() || f.Content != "in public" {
		t.Errorf("followed up by %+v", f)
	}
}

func choices(n int) fields {
	list := []fields{}
	for k := range n {
		list = append(list, fields{"name": fmt.Sprint("story ", k), "value": fmt.Sprint(k)})
	}
	return fields{"type": 8, "data": fields{"choices": list}}
}

func TestRulesOfFirstAnswers(t *testing.T) { both(t, rulesOfFirstAnswers) }

func rulesOfFirstAnswers(t *testing.T, opts discordtest.Options) {
	input := func(change fields) fields {
		in := fields{"type": 4, "custom_id": "q", "label": "Question", "style": 2, "max_length": 500}
		for key, value := range change {
			in[key] = value
		}
		return in
	}
	modal := func(parts ...any) fields {
		return fields{"type": 9, "data": fields{"custom_id": "m", "title": "Follow up", "components": parts}}
	}
	const command, typed, pressed, sent = 2, 4, 3, 5
	tests := []struct {
		name string
		kind int
		body fields
		want refusal
	}{
		{"message", command, fields{"type": 4, "data": with(nil)}, taken},
		{"message that pings", command, fields{"type": 4, "data": fields{"content": "a"}}, refusal{200, 0, "allowed_mentions"}},
		{"empty message", command, fields{"type": 4, "data": with(fields{"content": ""})}, refusal{400, 50006, "refused"}},
		{"ephemeral", command, fields{"type": 4, "data": with(fields{"flags": 64})}, taken},
		{"edit of nothing", command, fields{"type": 7, "data": with(nil)}, refused},
		{"choices for a command", command, choices(1), refused},
		{"modal", command, modal(row(input(nil))), taken},
		{"modal with a long title", command, fields{"type": 9, "data": fields{"custom_id": "m", "title": strings.Repeat("t", 46), "components": []any{row(input(nil))}}}, refusal{400, 50035, "openapi"}},
		{"modal without parts", command, modal(), refusal{400, 50035, "openapi"}},
		{"modal of six", command, modal(row(input(nil)), row(input(nil)), row(input(nil)), row(input(nil)), row(input(nil)), row(input(nil))), refused},
		{"same input twice", command, modal(row(input(nil)), row(input(nil))), refused},
		{"input without a label", command, modal(row(input(fields{"label": ""}))), refusal{400, 50035, "openapi"}},
		{"button in a modal", command, modal(row(button("b"))), refusal{400, 50035, "openapi"}},
		{"25 choices", typed, choices(25), taken},
		{"no choices", typed, choices(0), taken},
		{"26 choices", typed, choices(26), refusal{400, 50035, "openapi"}},
		{"message for an autocomplete", typed, fields{"type": 4, "data": with(nil)}, refused},
		{"number for a text", typed, fields{"type": 8, "data": fields{"choices": []fields{{"name": "a", "value": 1}}}}, refused},
		{"long choice", typed, fields{"type": 8, "data": fields{"choices": []fields{{"name": strings.Repeat("n", 101), "value": "1"}}}}, refusal{400, 50035, "openapi"}},
		{"edit of the pressed message", pressed, fields{"type": 7, "data": with(nil)}, taken},
		{"nothing seen for a button", pressed, fields{"type": 6}, taken},
		{"modal for a button", pressed, modal(row(input(nil))), taken},
		{"modal for a modal", sent, modal(row(input(nil))), refused},
		{"message for a modal", sent, fields{"type": 4, "data": with(nil)}, taken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, bot, i := asked(t, opts)
			switch test.kind {
			case typed:
				i = s.Autocomplete(i.User, s.Home, "ask", "story", "le")
			case pressed, sent:
				try(t, s, bot, "POST", "channels/"+s.Home.ID+"/messages", with(fields{"components": rows(1)}))
				i = s.Press(i.User, s.BotMessages(s.Home)[0].ID, "x")
			}
			if test.kind == sent {
				try(t, s, bot, "POST", callback(i), modal(row(input(nil))))
				i = i.SubmitModal(map[string]string{"q": "and then?"})
			}
			if got := try(t, s, bot, "POST", callback(i), test.body); got != test.want.here(s) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}
