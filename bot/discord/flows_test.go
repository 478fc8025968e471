package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// clerk is a Desk that notes what it is asked for, and does it or fails.
type clerk struct {
	desk.InProcess
	err    error
	panics bool
	asked  []string
	answer bot.Answer
}

func (c *clerk) note(what string, args ...any) error {
	if c.panics {
		panic("a fault")
	}
	c.asked = append(c.asked, strings.TrimSpace(what+" "+fmt.Sprint(args...)))
	return c.err
}

func (c *clerk) Answer(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
	return c.answer, c.note("answer", q.Text, " in ", q.Conversation, " of ", q.Story)
}

func (c *clerk) Summary(_ context.Context, q bot.Question, s bot.Style, _ bot.Show) (bot.Answer, error) {
	return c.answer, c.note("summary", q.Text, " ", s, " in ", q.Conversation)
}

func (c *clerk) Timeline(_ context.Context, q bot.Question) (bot.Answer, error) {
	return c.answer, c.note("timeline", q.Text, " in ", q.Conversation)
}

func (c *clerk) Digest(_ context.Context, q bot.Question) (bot.Answer, error) {
	return c.answer, c.note("digest", q.Text, " in ", q.Conversation)
}

func (c *clerk) Search(_ context.Context, q bot.Question, limit, perStory int) (desk.Results, error) {
	return desk.Results{Hits: []desk.Result{{Title: "T", Text: "It was."}}}, c.note("search", q.Text, " ", limit, " ", perStory)
}

func (c *clerk) Stories(_ context.Context, filter string) (desk.Listing, error) {
	return desk.NewListing([]*knowledge.StoryInfo{{Story: knowledge.Story{ID: "s", Title: "T"}}}), c.note("stories", filter)
}

func (c *clerk) Version(_ context.Context, id, hash string) (knowledge.Story, bool, error) {
	s := knowledge.Story{ID: id, Title: "Title of " + id, Text: "One. Two. Three."}
	return s, true, c.note("version", id, hash)
}

func (c *clerk) Load(_ context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	return knowledge.Report{Stories: 3}, c.note("load", o.Only, o.Confirm, o.Retry)
}

func (c *clerk) Sources() []string { return []string{"news", "More News", strings.Repeat("x", 101)} }

func (c *clerk) Warnings(context.Context, *words.Words) []string { return nil }

func (c *clerk) Status(context.Context, *words.Words) ([]string, error) {
	return []string{"*well*", "3 stories"}, c.note("status")
}

// ledger is a journal of answer 7, posted as message m.
type ledger struct {
	desk.Journal
	clerk *clerk
	gone  bool // it holds nothing
}

func (l ledger) Answer(context.Context, int64) (desk.Entry, error) {
	if l.gone {
		return desk.Entry{}, desk.ErrForgotten
	}
	return desk.Entry{Conversation: "discord:c:old", Standalone: "Two of what?", Posted: []string{"discord:m"}, Answer: bot.Answer{Citations: []bot.Citation{
		{N: 1, Story: "s", Version: "h", Title: "T", Quote: "Two.", Start: 5, End: 9},
		{N: 2, Story: "s", Version: "h", Title: "T", Quote: "Two.", Start: 5, End: 99},
	}}}, nil
}

func (l ledger) Feedback(_ context.Context, id int64, asker string, helpful bool) error {
	return l.clerk.note("feedback", id, " ", asker, " ", helpful)
}

func (l ledger) Forget(_ context.Context, surface, asker string) (int, error) {
	return 2, l.clerk.note("forget", surface, " ", asker)
}

func (l ledger) Posted(_ context.Context, id int64, place string) error {
	return l.clerk.note("posted", id, " ", place)
}

func (l ledger) Find(_ context.Context, place string) (int64, error) {
	return 0, desk.ErrForgotten
}

// stagehand is a Bot that plays against replies, and the desk it stands on.
func stagehand(list ...string) (*Bot, *clerk, *replies) {
	p, c := &replies{list: append(list, `200 {"id":"p"}`)}, &clerk{answer: bot.Answer{ID: 7, Text: "So it is."}}
	b := &Bot{Desk: c, Log: slog.New(slog.DiscardHandler), threads: desk.NewRecent[bool](9), tongues: desk.NewRecent[string](9), parents: desk.NewRecent[string](9), walls: desk.NewRecent[wall](9), asked: desk.NewRecent[struct{}](9), roles: desk.NewRecent[string](9), hinted: desk.NewRecent[struct{}](9), seen: desk.NewRecent[struct{}](9)}
	b.Journal, b.Home, b.Operators = ledger{clerk: c}, "g", []string{"u"}
	b.rest = played(p)
	b.self.set("me", "app")
	b.inflight = desk.NewInflight(context.Background())
	return b, c, p
}

// said writes what was sent to Discord: where, to whom, and the words.
func said(t *testing.T, p *replies) string {
	t.Helper()
	var all []string
	for _, line := range p.sent {
		parts := strings.SplitN(line, " ", 3)
		var body struct {
			outgoing
			Type int
			Data struct {
				Content string
				Flags   int
				Choices []choice
				Custom  string `json:"custom_id"`
			}
		}
		if len(parts) == 3 {
			if err := json.Unmarshal([]byte(parts[2]), &body); err != nil {
				t.Fatal(err)
			}
		}
		path := strings.TrimPrefix(parts[1], "/api/v10")
		words := []string{strings.NewReplacer("POST /interactions/i/token/callback", "callback", "PATCH /webhooks/app/token/messages/@original", "edit", "POST /channels/c/", "").Replace(parts[0] + " " + path)}
		if body.Type != 0 {
			words = append(words, fmt.Sprint(body.Type))
		}
		if (body.Flags|body.Data.Flags)&render.Ephemeral != 0 {
			words = append(words, "private")
		}
		words = append(words, strings.Fields(body.Content+body.Data.Content+body.Data.Custom)...)
		for _, c := range body.Data.Choices {
			words = append(words, c.Value)
		}
		all = append(all, strings.Join(words, " "))
	}
	return strings.Join(all, "; ")
}

// did is what an interaction led to: what was sent, and what the desk was asked for.
type did struct{ payload, said, asked string }

func (d *did) try(t *testing.T, name string, handle func(b *Bot, i *interaction), change func(b *Bot, c *clerk)) {
	t.Helper()
	b, c, p := stagehand()
	if change != nil {
		change(b, c)
	}
	i := interaction{ID: "i", AppID: "app", Token: "token", GuildID: "g", ChannelID: "c", came: time.Now()}
	if err := json.Unmarshal([]byte(`{"member":{"user":{"id":"u"}},"message":{"id":"m"},"data":`+d.payload+`}`), &i); err != nil {
		t.Fatal(err)
	}
	handle(b, &i)
	if got, asked := said(t, p), strings.Join(c.asked, "; "); got != d.said || asked != d.asked {
		t.Errorf("%s:\n said %s\n want %s\nasked %s\n want %s", name, got, d.said, asked, d.asked)
	}
}

func options(pairs ...string) string {
	var all []string
	for i := 0; i < len(pairs); i += 2 {
		value := `"` + pairs[i+1] + `"`
		if pairs[i+1] == "true" {
			value = "true"
		}
		all = append(all, fmt.Sprintf(`{"name":"%s","value":%s}`, pairs[i], value))
	}
	return "[" + strings.Join(all, ",") + "]"
}

func TestCommandFlows(t *testing.T) {
	t.Parallel()
	posted := "; posted 7 discord:p"
	for name, d := range map[string]did{
		"ask":             {`{"name":"ask","options":` + options("question", " who? ", "story", "s1") + `}`, "callback 5; edit > who? So it is.", "answer who? in discord:c:i of s1" + posted},
		"ask in private":  {`{"name":"ask","options":` + options("question", "who?", "private", "true") + `}`, "callback 5 private; edit > who? So it is.", "answer who? in discord:c:i of" + posted},
		"ask nothing":     {`{"name":"ask"}`, "callback 4 private " + saidNothing, ""},
		"ask of no time":  {`{"name":"ask","options":` + options("question", "who?", "since", "soon") + `}`, "callback 4 private `since`: soon is no date; write 2019, 2019-01 or 2019-01-03.", ""},
		"a message":       {`{"name":"Ask the stories","target_id":"x","resolved":{"messages":{"x":{"content":"<@me> who?"}}}}`, "callback 5; edit > who? So it is.", "answer who? in discord:c:i of" + posted},
		"no message":      {`{"name":"Ask the stories","target_id":"y","resolved":{"messages":{"x":{"content":"who?"}}}}`, "callback 4 private There is no text in this message that I could ask the stories with.", ""},
		"an empty one":    {`{"name":"Ask the stories","target_id":"x","resolved":{"messages":{"x":{"content":"<@me>"}}}}`, "callback 4 private There is no text in this message that I could ask the stories with.", ""},
		"summary":         {`{"name":"summary","options":` + options("topic", "rain", "style", "long") + `}`, "callback 5; edit > rain So it is.", "summary rain long in discord:c:i" + posted},
		"of a story":      {`{"name":"summary","options":` + options("topic", "rain", "story", "s1", "style", "haiku") + `}`, "callback 5; edit > Title of s1 So it is.", "version s1; summary s1 brief in discord:c:i" + posted},
		"of nothing":      {`{"name":"summary"}`, "callback 4 private Choose a story, or name a topic.", ""},
		"timeline":        {`{"name":"timeline","options":` + options("topic", "rain") + `}`, "callback 5; edit > rain So it is.", "timeline rain in discord:c:i" + posted},
		"no timeline":     {`{"name":"timeline"}`, "callback 4 private Name a topic.", ""},
		"of no day":       {`{"name":"timeline","options":` + options("topic", "rain", "since", "2020", "until", "2019") + `}`, "callback 4 private `since` is after `until`: no day is left between them.", ""},
		"search":          {`{"name":"search","options":` + options("words", "rain") + `}`, "callback 5 private; edit > rain 1. **T** It was.", "search rain 8 1"},
		"search nothing":  {`{"name":"search"}`, "callback 4 private Name some words to look for.", ""},
		"search, no date": {`{"name":"search","options":` + options("until", "x") + `}`, "callback 4 private `until`: x is no date; write 2019, 2019-01 or 2019-01-03.", ""},
		"stories":         {`{"name":"stories","options":` + options("filter", strings.Repeat("ab ", 30)) + `}`, "callback 5 private; edit **1 story**, page 1 of 1 1. **T**", "stories " + strings.TrimSpace(strings.Repeat("ab ", 19)) + "…"},
		"forget":          {`{"name":"forget"}`, "callback 5 private; edit Erased: all that I kept of you, 2 answers and ratings. What I posted stays in Discord until you or a moderator delete it.", "forget discord u"},
		"status":          {`{"name":"status"}`, "callback 5 private; edit - \\*well\\* - 3 stories", "status"},
		"reload":          {`{"name":"reload"}`, "callback 5 private; edit **Loaded**: 3 stories now; 0 added, 0 updated, 0 removed, 0 failed (0s)", "stories; load [] false true; stories"},
		"reload one":      {`{"name":"reload","options":` + options("source", "news", "confirm", "true") + `}`, "callback 5 private; edit **Loaded**: 3 stories now; 0 added, 0 updated, 0 removed, 0 failed (0s)", "stories; load [news] true true; stories"},
		"reload another":  {`{"name":"reload","options":` + options("source", "x*") + `}`, "callback 5 private; edit There is no source x\\*. Choose one of those that are proposed.", ""},
		"unknown":         {`{"name":"dance"}`, "callback 4 private I do not know this command; it may be one of an earlier version. /help lists those I know.", ""},
	} {
		d.try(t, name, func(b *Bot, i *interaction) { b.command(t.Context(), i) }, nil)
	}
}

// TestFailingFlows: whoever asked is told what went wrong, in one message.
func TestFailingFlows(t *testing.T) {
	t.Parallel()
	const wrong = "Something went wrong here; the operator's log says what. Please ask again later."
	fail := func(_ *Bot, c *clerk) { c.err = errors.New("secret path") }
	for name, c := range map[string]struct {
		did
		change func(b *Bot, c *clerk)
	}{
		"ask":          {did{`{"name":"ask","options":` + options("question", "who?") + `}`, "callback 5; edit " + wrong, "answer who? in discord:c:i of"}, fail},
		"search":       {did{`{"name":"search","options":` + options("words", "rain") + `}`, "callback 5 private; edit " + wrong, "search rain 8 1"}, fail},
		"stories":      {did{`{"name":"stories"}`, "callback 5 private; edit " + wrong, "stories"}, fail},
		"status":       {did{`{"name":"status"}`, "callback 5 private; edit " + wrong, "status"}, fail},
		"reload":       {did{`{"name":"reload"}`, "callback 5 private; edit " + wrong, "stories; load [] false true"}, fail},
		"forget":       {did{`{"name":"forget"}`, "callback 5 private; edit That failed, and the operator's log says why. Please try again; what I keep of you may still be there.", "forget discord u"}, fail},
		"headline":     {did{`{"name":"summary","options":` + options("story", "s1") + `}`, "callback 5; edit " + wrong, "version s1; summary s1 brief in discord:c:i"}, fail},
		"no journal":   {did{`{"name":"forget"}`, "callback 5 private; edit I keep nothing of anybody.", ""}, func(b *Bot, _ *clerk) { b.Journal = nil }},
		"busy":         {did{`{"name":"ask","options":` + options("question", "who?") + `}`, "callback 5; edit Too many questions at once; please ask again in a moment.", "answer who? in discord:c:i of"}, func(_ *Bot, c *clerk) { c.err = bot.ErrBusy }},
		"no operator":  {did{`{"name":"status"}`, "callback 4 private This is for the bot's operators only; what you may do in this server does not count here.", ""}, func(b *Bot, _ *clerk) { b.Operators = []string{"v"} }},
		"two reloads":  {did{`{"name":"reload"}`, "callback 5 private; edit A reload is under way already. Wait for it to end.", ""}, func(b *Bot, _ *clerk) { b.loading.Lock() }},
		"not for them": {did{`{"name":"summary","options":` + options("story", "s1") + `}`, "callback 5; edit > s1 So it is.", "version s1; summary s1 brief in discord:c:i; posted 7 discord:p"}, func(b *Bot, _ *clerk) { b.Audience = func(string, string, string) []string { return []string{"x"} } }},
	} {
		c.try(t, name, func(b *Bot, i *interaction) { b.command(t.Context(), i) }, c.change)
	}
}

func TestButtonFlows(t *testing.T) {
	t.Parallel()
	const evidence = "callback 5 private; edit [1] **T** > One. **Two.** Three. -# Chosen because it has what was asked about: two. [2] **T** > **Two.** -# Chosen because it has what was asked about: two."
	for name, d := range map[string]did{
		"evidence":       {`{"custom_id":"evidence:7"}`, evidence, "version sh; version sh"},
		"helpful":        {`{"custom_id":"helpful:7"}`, "callback 6; edit", "feedback 7 u true"},
		"not helpful":    {`{"custom_id":"useless:7"}`, "callback 6; edit", "feedback 7 u false"},
		"follow up":      {`{"custom_id":"follow:7"}`, "callback 9 follow:7", ""},
		"another page":   {`{"custom_id":"stories:0:a:b"}`, "callback 6; edit **1 story**, page 1 of 1 1. **T**", "stories a:b"},
		"no page":        {`{"custom_id":"stories:-1:"}`, "callback 4 private I do not know this page.", ""},
		"no page at all": {`{"custom_id":"stories:x:"}`, "callback 4 private I do not know this page.", ""},
		"unknown":        {`{"custom_id":"dance:7"}`, "callback 4 private " + saidUnknown, ""},
		"no number":      {`{"custom_id":"evidence:x"}`, "callback 4 private " + saidUnknown, ""},
		"number nought":  {`{"custom_id":"evidence:0"}`, "callback 4 private " + saidUnknown, ""},
	} {
		d.try(t, name, func(b *Bot, i *interaction) { b.buttonPressed(t.Context(), i) }, nil)
	}
	forgotten := did{`{"custom_id":"helpful:7"}`, "callback 4 private I no longer keep this answer, so there is nothing more to tell about it.", ""}
	forgotten.try(t, "no journal", func(b *Bot, i *interaction) { b.buttonPressed(t.Context(), i) }, func(b *Bot, _ *clerk) { b.Journal = nil })
	nobody := did{`{"custom_id":"helpful:7"}`, "callback 4 private " + saidNobody, ""}
	nobody.try(t, "nobody", func(b *Bot, i *interaction) { i.GuildID = ""; b.buttonPressed(t.Context(), i) }, nil)
}

// TestForgottenFlows: of an answer that is no longer held nothing is shown or kept.
func TestForgottenFlows(t *testing.T) {
	t.Parallel()
	for what, said := range map[string]string{
		"evidence": "callback 5 private; edit I no longer keep this answer, so there is nothing more to tell about it.",
		"helpful":  "callback 6; POST /webhooks/app/token private I no longer keep this answer, so there is nothing more to tell about it.",
		"follow":   "callback 5; edit I no longer keep this answer, so there is nothing more to tell about it.",
	} {
		d := did{`{"custom_id":"` + what + `:7","components":[{"custom_id":"question","value":"and?"}]}`, said, ""}
		d.try(t, what, func(b *Bot, i *interaction) {
			if what == "follow" {
				b.modalFilled(t.Context(), i)
			} else {
				b.buttonPressed(t.Context(), i)
			}
		}, func(b *Bot, c *clerk) { b.Journal = ledger{clerk: c, gone: true} })
	}
}

func TestModalFlows(t *testing.T) {
	t.Parallel()
	const filled = `"components":[{"components":[{"custom_id":"question","value":" and? "}]}]}`
	for name, d := range map[string]did{
		"filled":      {`{"custom_id":"follow:7",` + filled, "callback 5; edit > and? So it is.", "answer and? in discord:c:old of; posted 7 discord:p"},
		"empty":       {`{"custom_id":"follow:7"}`, "callback 4 private " + saidNothing, ""},
		"another one": {`{"custom_id":"dance:7",` + filled, "callback 4 private " + saidUnknown, ""},
		"no number":   {`{"custom_id":"follow:x",` + filled, "callback 4 private " + saidUnknown, ""},
	} {
		d.try(t, name, func(b *Bot, i *interaction) { b.modalFilled(t.Context(), i) }, nil)
	}
	private := did{`{"custom_id":"follow:7",` + filled, "callback 5 private; edit > and? So it is.", "answer and? in discord:c:old of; posted 7 discord:p"}
	private.try(t, "of a private answer", func(b *Bot, i *interaction) { i.Message.Flags = render.Ephemeral; b.modalFilled(t.Context(), i) }, nil)
}

func TestProposals(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]did{
		"stories":      {`{"options":[{"name":"story","value":"t","focused":true}]}`, "callback 8 s", "stories t"},
		"sources":      {`{"options":[{"name":"source","value":"NEWS","focused":true}]}`, "callback 8 news More News", ""},
		"some sources": {`{"options":[{"name":"source","value":"more","focused":true}]}`, "callback 8 More News", ""},
		"other things": {`{"options":[{"name":"topic","value":"t","focused":true}]}`, "callback 8", ""},
	} {
		d.try(t, name, func(b *Bot, i *interaction) { b.complete(t.Context(), i) }, nil)
	}
	others := did{`{"options":[{"name":"source","value":"","focused":true}]}`, "callback 8", ""}
	others.try(t, "sources for others", func(b *Bot, i *interaction) { b.complete(t.Context(), i) }, func(b *Bot, _ *clerk) { b.Operators = nil })
}

func TestMessageFlows(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		payload     string
		said, asked string
	}{
		"by name":           {`{"id":"m1","guild_id":"g","content":"<@me> who?"}`, "typing; messages So it is.", "answer who? in discord:c:m1 of; posted 7 discord:p"},
		"in private":        {`{"id":"m1","content":"who?"}`, "typing; messages So it is.", "answer who? in discord:c:direct of; posted 7 discord:p"},
		"a bot":             {`{"id":"m1","content":"who?","author":{"id":"u","bot":true}}`, "", ""},
		"itself":            {`{"id":"m1","content":"who?","author":{"id":"me"}}`, "", ""},
		"a webhook":         {`{"id":"m1","content":"who?","webhook_id":"w"}`, "", ""},
		"nobody":            {`{"id":"m1","content":"who?","author":{"id":""}}`, "", ""},
		"no number":         {`{"id":"","content":"who?"}`, "", ""},
		"the system's":      {`{"id":"m1","content":"who?","type":7}`, "", ""},
		"a reply":           {`{"id":"m1","content":"who?","type":19}`, "typing; messages So it is.", "answer who? in discord:c:direct of; posted 7 discord:p"},
		"a talk":            {`{"id":"m1","guild_id":"g","content":"who?"}`, "", ""},
		"without words":     {`{"id":"m1","guild_id":"g","content":"<@me>"}`, "messages " + saidNothing, ""},
		"withheld":          {`{"id":"m1","guild_id":"g","content":"","referenced_message":{"author":{"id":"me"}}}`, "messages " + saidHidden, ""},
		"in its thread":     {`{"id":"m1","guild_id":"g","channel_id":"t","content":"who?"}`, "POST /channels/t/typing; POST /channels/t/messages So it is.", "answer who? in discord:t:thread of; posted 7 discord:p; posted 7 discord:thread:t"},
		"withheld there":    {`{"id":"m1","guild_id":"g","channel_id":"t","content":""}`, "POST /channels/t/messages " + saidHidden, ""},
		"in another thread": {`{"id":"m1","guild_id":"g","channel_id":"v","content":"who?"}`, "", ""},
	} {
		b, clerk, p := stagehand()
		b.parents.Put("c", "")
		b.parents.Put("t", "c")
		b.threads.Put("t", true)
		m := message{ChannelID: "c", Author: &user{ID: "u"}}
		if err := json.Unmarshal([]byte(c.payload), &m); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time it is a replay
			b.message(&m)
		}
		b.inflight.Drain(5 * time.Second)
		if got, asked := said(t, p), strings.Join(clerk.asked, "; "); got != c.said || asked != c.asked {
			t.Errorf("%s:\n said %s\n want %s\nasked %s\n want %s", name, got, c.said, asked, c.asked)
		}
	}
}

// TestPanickingFlows: whoever asked is told, by an edit where the reply was
// acknowledged, else by the reply; nobody waits for proposals.
func TestPanickingFlows(t *testing.T) {
	t.Parallel()
	const wrong = "Something went wrong here; the operator's log says what. Please ask again later."
	for name, c := range map[string]struct {
		kind    int
		payload string
		replies []string
		said    string
	}{
		"a command":        {onCommand, `{"name":"status"}`, []string{"204", "200"}, "callback 5 private; edit " + wrong},
		"not acknowledged": {onCommand, `{"name":"status"}`, []string{"204", `404 {"message":"x","code":10015}`, "204"}, "callback 5 private; edit " + wrong + "; callback 4 private " + wrong},
		"a button":         {onButton, `{"custom_id":"helpful:7"}`, []string{"204", "200"}, "callback 6; POST /webhooks/app/token private " + wrong},
		"proposals":        {onAutocomplete, `{"options":[{"name":"story","value":"t","focused":true}]}`, []string{"204"}, ""},
	} {
		b, clerk, p := stagehand()
		p.list, clerk.panics = c.replies, true
		var i interaction
		if err := json.Unmarshal([]byte(`{"id":"i","application_id":"app","token":"token","guild_id":"g","channel_id":"c","member":{"user":{"id":"u"}},"message":{"id":"m"},"data":`+c.payload+`}`), &i); err != nil {
			t.Fatal(err)
		}
		i.Type, i.came = c.kind, time.Now()
		b.interaction(&i)
		b.inflight.Drain(5 * time.Second)
		if got := said(t, p); got != c.said {
			t.Errorf("%s: said %s, want %s", name, got, c.said)
		}
	}
}
