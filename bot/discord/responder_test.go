package discord

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/render"
)

func pages2() []render.Message {
	return []render.Message{render.Text("One."), render.Text("Two.")}
}

// ids are the posted messages.
func ids(all []posted) string {
	var list []string
	for _, p := range all {
		list = append(list, p.ID)
	}
	return strings.Join(list, " ")
}

// TestResponderInAChannel plays what Discord may reply to an answer of two messages.
func TestResponderInAChannel(t *testing.T) {
	t.Parallel()
	const one, two, edit = "messages One.", "messages Two.", "PATCH /channels/c/messages/d One."
	for name, c := range map[string]struct {
		replies []string
		draft   bool
		said    string
		posted  string
		err     string
	}{
		"two messages":       {[]string{`200 {"id":"a"}`, `200 {"id":"b"}`}, false, one + "; " + two, "a b", ""},
		"after a draft":      {[]string{`200 {"id":"d"}`, "204", `200 {"id":"b"}`}, true, "messages So …; " + edit + "; " + two, "d b", ""},
		"draft taken away":   {[]string{`200 {"id":"d"}`, `404 {"message":"x","code":10008}`}, true, "messages So …; " + edit, "", ""},
		"channel taken away": {[]string{`200 {"id":"a"}`, `404 {"message":"x","code":10003}`}, false, one + "; " + two, "a", "server g, channel c: post a message: discord says 404 Not Found (code 10003): x"},
		"refused":            {[]string{`400 {"message":"bad","code":50035}`, `200 {"id":"dm"}`, `200 {"id":"w"}`}, false, one + "; POST /users/@me/channels; POST /channels/dm/messages You asked me in <#c>, but Discord does not take it there.; POST /channels/dm/messages One.; POST /channels/dm/messages Two.", "w w", ""},
		"may not read":       {[]string{`403 {"message":"x","code":160002}`, `200 {"id":"a"}`, `200 {"id":"b"}`}, false, one + "; messages <@u> One.; " + two, "a b", ""},
		"second refused":     {[]string{`200 {"id":"a"}`, `400 {"message":"bad","code":50035}`}, false, one + "; " + two, "a", "server g, channel c: post a message: discord says 400 Bad Request (code 50035): bad"},
		"may not write":      {[]string{`403 {"message":"x","code":50013}`, `200 {"id":"dm"}`, `200 {"id":"w"}`}, false, one + "; POST /users/@me/channels; POST /channels/dm/messages You asked me in <#c>, but I may not write there; a moderator can let me.; POST /channels/dm/messages One.; POST /channels/dm/messages Two.", "w w", ""},
		"may not even see":   {[]string{`403 {"message":"x","code":50001}`, `403 {"message":"no","code":50007}`}, false, one + "; POST /users/@me/channels", "", "server g, channel c: post a message: discord says 403 Forbidden (code 50001): x; nor in private: open direct messages: discord says 403 Forbidden (code 50007): no"},
		"the draft's reply was lost": {[]string{"broken", "broken", "broken", "broken", "broken", `200 {"id":"d","content":"So …"}`, "204", `200 {"id":"b"}`}, true,
			strings.Repeat("messages So …; ", 5) + one + "; " + edit + "; " + two, "d b", ""},
		"lost before it came": {[]string{"broken", "broken", "broken", "broken", "broken", `200 {"id":"a","content":"One."}`, `200 {"id":"b"}`}, true,
			strings.Repeat("messages So …; ", 5) + one + "; " + two, "a b", ""},
	} {
		b, _, p := stagehand()
		p.list = c.replies
		r := &messageResponder{bot: b, at: place{server: "g", channel: "c", asker: "u"}, message: "m"}
		if c.draft {
			if err := r.draft(t.Context(), "So …"); (err != nil) != (c.replies[0] == "broken") {
				t.Errorf("%s: the draft: %v", name, err)
			}
		}
		all, err := r.finish(t.Context(), pages2())
		got := ""
		if err != nil {
			got = err.Error()
		}
		if s := said(t, p); s != c.said || ids(all) != c.posted || got != c.err {
			t.Errorf("%s:\n said %s\n want %s\nposted %s, %s\n  want %s, %s", name, s, c.said, ids(all), got, c.posted, c.err)
		}
	}
}

// TestResponderPostsOnce: a message has the nonce of its question, and only the first refers to it.
func TestResponderPostsOnce(t *testing.T) {
	t.Parallel()
	b, _, p := stagehand(`200 {"id":"a"}`)
	if _, err := (&messageResponder{bot: b, at: place{server: "g", channel: "c", asker: "u"}, message: "12345678901234567890123"}).finish(t.Context(), pages2()); err != nil {
		t.Fatal(err)
	}
	const rest = `"allowed_mentions":{"parse":[]},"components":[],"flags":4,"nonce":"12345678901234567890-`
	for i, want := range []string{
		`{"content":"One.",` + rest + `0","enforce_nonce":true,"message_reference":{"message_id":"12345678901234567890123","fail_if_not_exists":false}}`,
		`{"content":"Two.",` + rest + `1","enforce_nonce":true}`,
	} {
		if got := strings.SplitN(p.sent[i], " ", 3)[2]; got != want {
			t.Errorf("message %d is\n%s, want\n%s", i+1, got, want)
		}
	}
}

func TestResponderOfAnInteraction(t *testing.T) {
	t.Parallel()
	const edit = "edit One."
	for name, c := range map[string]struct {
		replies []string
		private bool
		age     time.Duration
		said    string
		posted  string
		failed  bool
	}{
		"two messages": {[]string{`200 {"id":"a"}`, `200 {"id":"b"}`}, false, 0, edit + "; POST /webhooks/app/token Two.", "a b", false},
		"in private":   {[]string{`200 {"id":"a"}`, `200 {"id":"b"}`}, true, 0, edit + "; POST /webhooks/app/token private Two.", "a b", false},
		"just in time": {[]string{`200 {"id":"a"}`}, false, tokenLife - time.Minute, edit + "; POST /webhooks/app/token Two.", "a a", false},
		"too late":     {[]string{`200 {"id":"a"}`}, false, tokenLife, "messages One.; messages Two.", "a a", false},
		"taken away":   {[]string{`404 {"message":"x","code":10008}`}, false, 0, edit, "", false},
		"refused":      {[]string{`200 {"id":"a"}`, `400 {"message":"x","code":1}`}, false, 0, edit + "; POST /webhooks/app/token Two.; messages Two.", "a", true},
	} {
		b, _, p := stagehand()
		p.list = c.replies
		r := &interactionResponder{bot: b, private: c.private, i: &interaction{ID: "i", AppID: "app", Token: "token", ChannelID: "c", came: time.Now().Add(-c.age)}}
		all, err := r.finish(t.Context(), pages2())
		if s := said(t, p); s != c.said || ids(all) != c.posted || (err != nil) != c.failed {
			t.Errorf("%s: said %s, want %s; posted %s, %v", name, s, c.said, ids(all), err)
		}
		p.sent = nil
		late := c.age >= tokenLife
		if err := r.discard(t.Context()); err == nil && (said(t, p) == "edit This was taken back.") == late {
			t.Errorf("%s: taken back by %q", name, said(t, p))
		}
	}
}

func TestResponderTakesBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, reply, said string
		failed             bool
	}{
		"nothing was shown": {"", "500", "", false},
		"the draft":         {"d", "204", "DELETE /channels/c/messages/d", false},
		"it is gone":        {"d", `404 {"message":"x","code":10008}`, "DELETE /channels/c/messages/d", false},
		"it may not":        {"d", `403 {"message":"x","code":50013}`, "DELETE /channels/c/messages/d", true},
	} {
		b, _, p := stagehand()
		p.list = []string{c.reply}
		err := (&messageResponder{bot: b, at: place{server: "g", channel: "c", asker: "u"}, first: c.first}).discard(t.Context())
		if got := said(t, p); got != c.said || (err != nil) != c.failed {
			t.Errorf("%s: %s, %v, want %s", name, got, err, c.said)
		}
	}
}

// TestPlacesAreRecorded for buttons and replies, where there is something to find again.
func TestPlacesAreRecorded(t *testing.T) {
	t.Parallel()
	both := []posted{{ID: "a"}, {ID: "b"}}
	for name, c := range map[string]struct {
		id       int64
		all      []posted
		to       responder
		asked    string
		answered bool
	}{
		"in a channel":   {7, both, &messageResponder{at: place{channel: "c"}}, "posted 7 discord:a; posted 7 discord:b", false},
		"in a thread":    {7, both, &messageResponder{at: place{channel: "c"}, thread: true}, "posted 7 discord:a; posted 7 discord:b; posted 7 discord:thread:c", true},
		"nothing came":   {7, nil, &messageResponder{at: place{channel: "c"}, thread: true}, "", false},
		"no number":      {0, both, &messageResponder{at: place{channel: "c"}, thread: true}, "", false},
		"an interaction": {7, both, &interactionResponder{}, "posted 7 discord:a; posted 7 discord:b", false},
	} {
		b, clerk, _ := stagehand()
		clerk.err = errors.New("disk") // costs the place, not the others
		b.recordPlaces(t.Context(), c.id, c.all, c.to)
		answered, _ := b.threads.Get("c")
		if got := strings.Join(clerk.asked, "; "); got != c.asked || answered != c.answered {
			t.Errorf("%s: %s, answered %v, want %s, %v", name, got, answered, c.asked, c.answered)
		}
	}
}

func TestRegistersWhatDiffers(t *testing.T) {
	t.Parallel()
	here := `200 ` + encoded(t, offer.Everywhere())
	for name, c := range map[string]struct {
		home    string
		replies []string
		said    string
	}{
		"nothing is there": {"", []string{"200 {}", "200 []", here}, "GET /applications/@me; GET /applications/app/commands; PUT /applications/app/commands"},
		"all is there":     {"", []string{"200 {}", here}, "GET /applications/@me; GET /applications/app/commands"},
		"not to be read":   {"", []string{`403 {"message":"x"}`, `403 {"message":"x"}`}, "GET /applications/@me; GET /applications/app/commands"},
		"not for people":   {"", []string{`200 {"integration_types_config":{"0":{}}}`, `200 ` + encoded(t, offer.ForServersAlone(offer.Everywhere()))}, "GET /applications/@me; GET /applications/app/commands"},
		"for people":       {"", []string{`200 {"integration_types_config":{"0":{},"1":{}}}`, here}, "GET /applications/@me; GET /applications/app/commands"},
		"at home":          {"g", []string{"200 {}", `403 {"message":"x"}`}, "GET /applications/app/commands|GET /applications/app/guilds/g/commands"},
	} {
		b, _, p := stagehand()
		b.Home, p.list = c.home, c.replies
		b.registerAll(t.Context(), "app")
		var paths []string
		for _, s := range p.sent {
			f := strings.Fields(s)
			paths = append(paths, f[0]+" "+strings.TrimPrefix(f[1], "/api/v10"))
		}
		got := strings.Join(paths, "; ")
		if want := strings.Split(c.said, "|"); c.home == "" && got != c.said || c.home != "" && (len(paths) != 3 || !strings.Contains(got, want[0]) || !strings.Contains(got, want[1])) {
			t.Errorf("%s: %s, want %s", name, got, c.said)
		}
	}
}

func encoded(t *testing.T, list []offer.Command) string {
	t.Helper()
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestEventsAreTaken as far as they can be read.
func TestEventsAreTaken(t *testing.T) {
	t.Parallel()
	const command = `{"id":"i","application_id":"app","token":"token","type":2,"guild_id":"g","channel_id":"c","member":{"user":{"id":"u"}},"data":{"name":"status"}`
	const status = "callback 5 private; edit - \\*well\\* - 3 stories"
	for name, c := range map[string]struct{ kind, data, said string }{
		"a command":          {"INTERACTION_CREATE", command + "}", status},
		"of another app":     {"INTERACTION_CREATE", strings.Replace(command, `"application_id":"app",`, "", 1) + "}", status},
		"with an odd field":  {"INTERACTION_CREATE", command + `,"message":7}`, status},
		"without a token":    {"INTERACTION_CREATE", strings.Replace(command, `"token":"token",`, "", 1) + "}", ""},
		"without a number":   {"INTERACTION_CREATE", strings.Replace(command, `"id":"i",`, "", 1) + "}", ""},
		"no JSON":            {"INTERACTION_CREATE", "{", ""},
		"of another kind":    {"TYPING_START", command + "}", ""},
		"a message":          {"MESSAGE_CREATE", `{"id":"m","channel_id":"c","author":{"id":"u"},"content":"who?"}`, "typing; messages So it is."},
		"a message, garbled": {"MESSAGE_CREATE", `{"id":"m","channel_id":"c","author":{"id":"u"},"content":"who?","mentions":7}`, "typing; messages So it is."},
	} {
		b, _, p := stagehand()
		for range 2 { // a replay does nothing
			b.dispatch(c.kind, []byte(c.data))
		}
		b.inflight.Drain(5 * time.Second)
		if got := said(t, p); got != c.said {
			t.Errorf("%s: said %s, want %s", name, got, c.said)
		}
	}
	b, _, p := stagehand()
	b.self = identity{}
	p.list = []string{"200 {}", "200 []", "200 []"}
	b.Home = ""
	for _, ready := range []string{`{}`, `{"user":{"id":"me"}}`, `{"user":{"id":"me"},"application":{"id":"app"}}`} {
		b.dispatch("READY", []byte(ready))
		b.inflight.Drain(5 * time.Second)
	}
	if user, app := b.self.get(); user != "me" || app != "app" || len(p.sent) != 3 || !strings.Contains(p.sent[1], "/applications/me/commands") {
		t.Errorf("it is %s of %s, after %q", user, app, p.sent)
	}
}

// TestEventsOfDeletedQuestions withdraw them.
func TestEventsOfDeletedQuestions(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{`{"id":"a"}`: "a", `{"ids":["a","b"]}`: "a b", `{"id":"x"}`: ""} {
		var got []string
		synctest.Test(t, func(t *testing.T) {
			b, _, _ := stagehand()
			withdrawn := make(chan string, 2)
			for _, id := range []string{"a", "b"} {
				b.inflight.Start(id, "u", func(ctx context.Context) {
					<-ctx.Done()
					if errors.Is(context.Cause(ctx), desk.ErrWithdrawn) {
						withdrawn <- id
					}
				})
			}
			b.dispatch("MESSAGE_DELETE_BULK", []byte(data))
			b.inflight.Close()
			b.inflight.Drain(50 * time.Millisecond)
			close(withdrawn)
			for id := range withdrawn {
				got = append(got, id)
			}
		})
		slices.Sort(got)
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s withdraws %q, want %q", data, s, want)
		}
	}
}

// TestLearnsLanguages of servers and people from the events that tell them.
func TestLearnsLanguages(t *testing.T) {
	t.Parallel()
	b, _, _ := stagehand()
	for _, c := range []struct{ kind, data, server, person, want string }{
		{"GUILD_CREATE", `{"id":"g","preferred_locale":"de","joined_at":"2020-01-01T00:00:00Z"}`, "g", "", "de"},
		{"GUILD_CREATE", `{"id":"g","unavailable":true}`, "g", "", "de"},
		{"GUILD_UPDATE", `{"id":"g","preferred_locale":"pt-BR"}`, "g", "", "pt"},
		{"GUILD_UPDATE", `{"id":"g","preferred_locale":"en-US"}`, "g", "", "en"},
		{"GUILD_UPDATE", `{"id":"g","preferred_locale":"ko"}`, "g", "", "en"},
		{"INTERACTION_CREATE", `{"id":"1","application_id":"app","token":"t","type":2,"guild_id":"h","locale":"it","guild_locale":"fr","member":{"user":{"id":"u"}},"data":{"name":"privacy"}}`, "h", "", "fr"},
		{"INTERACTION_CREATE", `{"id":"2","application_id":"app","token":"t","type":2,"guild_id":"h","locale":"it","guild_locale":"fr","member":{"user":{"id":"u"}},"data":{"name":"privacy"}}`, "", "u", "it"},
		{"INTERACTION_CREATE", `{"id":"3","application_id":"app","token":"t","type":2,"guild_id":"i","locale":"de","guild_locale":"es-ES","authorizing_integration_owners":{"1":"u"},"member":{"user":{"id":"u"}},"data":{"name":"privacy"}}`, "i", "", "en"},
	} {
		b.dispatch(c.kind, []byte(c.data))
		b.inflight.Drain(5 * time.Second)
		if got := b.voiceAt(place{server: c.server, asker: c.person}).Words().Script.Lang; got != c.want {
			t.Errorf("after %s %s: %s, want %s", c.kind, c.data, got, c.want)
		}
	}
}
