package discord

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

func TestAddressed(t *testing.T) {
	t.Parallel()
	mine, theirs := &message{Author: &user{ID: "me"}}, &message{Author: &user{ID: "you"}}
	for name, c := range map[string]struct {
		m    message
		want addressing
	}{
		"a talk":              {message{GuildID: "g", Content: "hello me"}, notAddressed},
		"by name":             {message{GuildID: "g", Content: "<@me> hello"}, byName},
		"by an old name":      {message{GuildID: "g", Content: "<@!me> hello"}, byName},
		"another's name":      {message{GuildID: "g", Content: "<@meow> hello", Mentions: []user{{ID: "you"}}}, notAddressed},
		"a list of names":     {message{GuildID: "g", Mentions: []user{{ID: "you"}, {ID: "me"}}}, byName},
		"a reply":             {message{GuildID: "g", Referenced: mine}, byReply},
		"a reply by name":     {message{GuildID: "g", Content: "<@me>", Referenced: mine}, byReply},
		"another's reply":     {message{GuildID: "g", Referenced: theirs}, notAddressed},
		"a reply to nobody":   {message{GuildID: "g", Referenced: &message{}}, notAddressed},
		"in private":          {message{Content: "hello"}, byDirectMessage},
		"in private, a reply": {message{Referenced: mine}, byDirectMessage},
	} {
		if got := addressed(&c.m, "me"); got != c.want {
			t.Errorf("%s is addressed %v, want %v", name, got, c.want)
		}
	}
}

// TestHear: mentions, emoji, times, commands and addresses are no words of a question.
func TestHear(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]heard{
		"<@1> who\n is  <@!1>it?": {text: "who is it?"}, "<@2> who?": {text: "who?"}, " <@1> ": {}, "who<@1>is": {text: "who is"}, "<@1> <@1> who?": {text: "who?"},
		"<:party_cat:123> who <a:wave:4>?": {text: "who ?"}, "<@&5> in <#6> at <t:-1:R>, </ask:7>": {text: "in at ,"}, "5 < 6 and <b> 7": {text: "5 < 6 and <b> 7"},
		"is https://news.example/a?b=c#d. true?":        {"is true?", []string{"https://news.example/a?b=c#d"}},
		"<https://news.example/1> (http://x.example/2)": {"(", []string{"https://news.example/1", "http://x.example/2"}},
		"an email a@b.example, and ftp://c.example":     {text: "an email a@b.example, and ftp://c.example"},
	} {
		if got := hear(content); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is heard as %+v, want %+v", content, got, want)
		}
	}
}

// TestHearAll of what somebody points to.
func TestHearAll(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]heard{
		`{"content":"so <@1>"}`: {text: "so"}, `{}`: {},
		`{"message_snapshots":[{"message":{"content":"forwarded"}}]}`:                                   {text: "forwarded"},
		`{"poll":{"question":{"text":"Who won?"},"answers":[{}]}}`:                                      {text: "Who won?"},
		`{"embeds":[{"description":"Told."},{"title":"Other"}]}`:                                        {text: "Told."},
		`{"content":"https://a.example/1","embeds":[{"title":"It rains","url":"https://a.example/1"}]}`: {"It rains", []string{"https://a.example/1", "https://a.example/1"}},
	} {
		var m message
		if err := json.Unmarshal([]byte(payload), &m); err != nil {
			t.Fatal(err)
		}
		if got := hearAll(&m); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is heard as %+v, want %+v", payload, got, want)
		}
	}
}

func TestSameAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"https://www.news.example/a/", "http://news.example/a#top", true}, {"https://news.example/a?utm_source=x&id=1", "https://news.example/a?id=1&fbclid=2", true},
		{"https://news.example/a?id=1", "https://news.example/a?id=2", false}, {"https://news.example/a", "https://news.example/A", false},
		{"https://news.example/a", "https://other.example/a", false}, {"NEWS.example", "news.example", false},
	} {
		a, b := sameAddress(c.a), sameAddress(c.b)
		if got := a == b && a != ""; got != c.want {
			t.Errorf("%s and %s are the same: %v", c.a, c.b, got)
		}
	}
}

// rememberedBot is a Bot that has not joined, with a journal of one answer.
func rememberedBot(j desk.Journal) *Bot {
	return &Bot{Journal: j, Log: slog.New(slog.DiscardHandler), threads: desk.NewRecent[bool](10), parents: desk.NewRecent[string](10)}
}

// oneAnswer is a Journal of one answer, found at the places.
type oneAnswer struct {
	desk.Journal
	entry desk.Entry
	err   error
	asked *int
}

func (j oneAnswer) Find(_ context.Context, place string) (int64, error) {
	*j.asked++
	for _, p := range j.entry.Posted {
		if p == place {
			return 7, nil
		}
	}
	if j.err != nil {
		return 0, j.err
	}
	return 0, desk.ErrForgotten
}

func (j oneAnswer) Answer(context.Context, int64) (desk.Entry, error) {
	*j.asked++
	return j.entry, j.err
}

func TestConversations(t *testing.T) {
	t.Parallel()
	entry := desk.Entry{Conversation: "discord:c:root", Posted: []string{"discord:old"}}
	for name, c := range map[string]struct {
		m      message
		want   string
		thread bool
	}{
		"in private":              {message{ID: "m", ChannelID: "d"}, "discord:d:direct", false},
		"a new one":               {message{ID: "m", ChannelID: "c", GuildID: "g"}, "discord:c:m", false},
		"in a thread":             {message{ID: "m", ChannelID: "t", GuildID: "g"}, "discord:t:thread", true},
		"a reply":                 {message{ID: "m", ChannelID: "c", GuildID: "g", Referenced: &message{ID: "old"}}, "discord:c:root", false},
		"a reply to another":      {message{ID: "m", ChannelID: "c", GuildID: "g", Referenced: &message{ID: "other"}}, "discord:c:m", false},
		"a reply across":          {message{ID: "m", ChannelID: "e", GuildID: "g", Referenced: &message{ID: "old"}}, "discord:e:m", false},
		"a reply within a thread": {message{ID: "m", ChannelID: "t", GuildID: "g", Referenced: &message{ID: "old"}}, "discord:t:thread", true},
	} {
		b := rememberedBot(oneAnswer{entry: entry, asked: new(int)})
		b.parents.Put("c", "")
		b.parents.Put("e", "")
		b.parents.Put("t", "c")
		if got, thread := b.conversation(t.Context(), &c.m); got != c.want || thread != c.thread {
			t.Errorf("%s: %s, thread %v, want %s, %v", name, got, thread, c.want, c.thread)
		}
	}
}

// TestThreadsAreLookedUpOnce asks the journal whether the bot has answered in a thread.
func TestThreadsAreLookedUpOnce(t *testing.T) {
	t.Parallel()
	entry := desk.Entry{Posted: []string{"discord:thread:t"}}
	for name, c := range map[string]struct {
		channel string
		err     error
		want    bool
		asked   int
	}{
		"answered": {"t", nil, true, 1}, "not answered": {"u", nil, false, 1}, "unknown": {"u", errors.New("disk"), false, 2},
	} {
		asked := 0
		b := rememberedBot(oneAnswer{entry: entry, err: c.err, asked: &asked})
		for range 2 {
			if got := b.answersIn(t.Context(), c.channel); got != c.want {
				t.Errorf("%s: answers in %s: %v", name, c.channel, got)
			}
		}
		if asked != c.asked {
			t.Errorf("%s: the journal was asked %d times, want %d", name, asked, c.asked)
		}
	}
	if rememberedBot(nil).answersIn(t.Context(), "t") {
		t.Error("a bot without a journal answers in threads")
	}
}

func TestQuestionOfAnInteraction(t *testing.T) {
	t.Parallel()
	b := &Bot{Audience: func(server, channel, asker string) []string { return []string{server, channel, asker} }}
	read := func(payload string) *interaction {
		var i interaction
		if err := json.Unmarshal([]byte(payload), &i); err != nil {
			t.Fatal(err)
		}
		return &i
	}
	const inServer = `{"id":"i","channel_id":"c","guild_id":"g","member":{"user":{"id":"u"}}`
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	options := func(since, until string) string {
		return `,"data":{"options":[{"name":"since","value":"` + since + `"},{"name":"until","value":"` + until + `"}]}}`
	}
	for name, c := range map[string]struct {
		payload      string
		private      bool
		conversation string
		since, until time.Time
		wrong        string
	}{
		"in a server":     {inServer + "}", false, "discord:c:i", time.Time{}, time.Time{}, ""},
		"in a thread":     {inServer + `,"channel":{"type":11}}`, false, "discord:c:thread", time.Time{}, time.Time{}, ""},
		"next to threads": {inServer + `,"channel":{"type":13}}`, false, "discord:c:i", time.Time{}, time.Time{}, ""},
		"private there":   {inServer + `,"channel":{"type":11}}`, true, "discord:c:i", time.Time{}, time.Time{}, ""},
		"in private":      {`{"id":"i","channel_id":"c","user":{"id":"u"}}`, false, "discord:c:direct", time.Time{}, time.Time{}, ""},
		"with a window":   {inServer + options("2019", "2019-02"), false, "discord:c:i", day(2019, 1, 1), day(2019, 3, 1), ""},
		"no date":         {inServer + options("*soon*", ""), false, "discord:c:i", time.Time{}, time.Time{}, "`since`: \\*soon\\* is no date; write 2019, 2019-01 or 2019-01-03."},
		"no date, either": {inServer + options("", "x"), false, "discord:c:i", time.Time{}, time.Time{}, "`until`: x is no date; write 2019, 2019-01 or 2019-01-03."},
		"an empty window": {inServer + options("2020", "2019"), false, "discord:c:i", day(2020, 1, 1), day(2020, 1, 1), "`since` is after `until`: no day is left between them."},
	} {
		i := read(c.payload)
		q, wrong := b.questionOf(i, "who?", c.private)
		want := bot.Question{Text: "who?", Asker: "u", Surface: "discord", Channel: "c", Server: i.GuildID, Conversation: c.conversation,
			Collections: []string{i.GuildID, "c", "u"}, Since: c.since, Until: c.until}
		if !reflect.DeepEqual(q, want) || wrong != c.wrong {
			t.Errorf("%s:\n got %+v, %q\nwant %+v, %q", name, q, wrong, want, c.wrong)
		}
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	var i interaction
	if err := json.Unmarshal([]byte(`{"data":{"options":[{"name":"a","value":" x "},{"name":"b","value":true},{"name":"c","value":7,"focused":true},{"name":"d","value":"y","focused":true}]}}`), &i); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]struct {
		text string
		yes  bool
	}{"a": {"x", false}, "b": {"", true}, "c": {"", false}, "none": {"", false}} {
		if text, yes := i.option(name), i.yes(name); text != want.text || yes != want.yes {
			t.Errorf("%s is %q, %v, want %+v", name, text, yes, want)
		}
	}
	if name, text := i.focused(); name != "c" || text != "" {
		t.Errorf("%s is typed: %q", name, text)
	}
	i.Data.Options = i.Data.Options[3:]
	if name, text := i.focused(); name != "d" || text != "y" {
		t.Errorf("%s is typed: %q", name, text)
	}
}

func TestTyped(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]string{
		`[{"custom_id":"q","value":" a "}]`:                                              "a",
		`[{"components":[{"custom_id":"x","value":"b"},{"custom_id":"q","value":"c"}]}]`: "c",
		`[{"custom_id":"x"},{"component":{"custom_id":"q","value":"d"}}]`:                "d",
		`[{"component":{"components":[{"custom_id":"q","value":"e"}]}}]`:                 "e",
		`[{"custom_id":"x","value":"f"}]`:                                                "",
		`[]`:                                                                             "",
	} {
		var inputs []input
		if err := json.Unmarshal([]byte(payload), &inputs); err != nil {
			t.Fatal(err)
		}
		if got := typed(inputs, "q"); got != want {
			t.Errorf("%s: %q, want %q", payload, got, want)
		}
	}
}

func TestWhoIsAnOperator(t *testing.T) {
	t.Parallel()
	const nobody, elsewhere, others = "This bot has no operators in Discord.", "This works in the operators' own server only.",
		"This is for the bot's operators only; what you may do in this server does not count here."
	for name, c := range map[string]struct {
		home, server, asker string
		operators           []string
		want                string
	}{
		"an operator":       {"h", "h", "ada", []string{"bob", "ada"}, ""},
		"no home":           {"", "", "ada", []string{"ada"}, nobody},
		"no operators":      {"h", "h", "ada", nil, nobody},
		"in another server": {"h", "g", "ada", []string{"ada"}, elsewhere},
		"in private":        {"h", "", "ada", []string{"ada"}, elsewhere},
		"somebody else":     {"h", "h", "eve", []string{"ada"}, others},
		"nobody known":      {"h", "h", "", []string{"ada"}, saidNobody},
	} {
		i := &interaction{GuildID: c.server}
		i.Member = &member{User: &user{ID: c.asker}}
		if got := (&Bot{Home: c.home, Operators: c.operators}).whyNotOperator(i); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestEntryWaitsForItsPlace: where an answer was posted is recorded a moment after it was.
func TestEntryWaitsForItsPlace(t *testing.T) {
	t.Parallel()
	clicked := &interaction{Message: &clickedMessage{ID: "m"}}
	failing := errors.New("disk")
	for name, c := range map[string]struct {
		i      *interaction
		posted string
		err    error
		want   error
		asked  int
		took   time.Duration
	}{
		"its own":    {clicked, "discord:m", nil, nil, 1, 0},
		"another's":  {clicked, "discord:x", nil, desk.ErrForgotten, 4, 600 * time.Millisecond},
		"no message": {&interaction{}, "discord:m", nil, desk.ErrForgotten, 4, 600 * time.Millisecond},
		"failing":    {clicked, "discord:m", failing, failing, 1, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			asked, began := 0, time.Now()
			b := rememberedBot(oneAnswer{entry: desk.Entry{Posted: []string{c.posted}}, err: c.err, asked: &asked})
			_, err := b.entry(t.Context(), c.i, 7)
			if !errors.Is(err, c.want) || asked != c.asked || time.Since(began) != c.took {
				t.Errorf("%s: %v after %d looks and %v, want %+v", name, err, asked, time.Since(began), c)
			}
		})
	}
}

// listing is a Desk of a few stories.
type listing struct {
	desk.InProcess
	stories []*knowledge.StoryInfo
	err     error
}

func (l listing) Stories(context.Context, string) (desk.Listing, error) {
	return desk.NewListing(l.stories), l.err
}

func TestStoryChoices(t *testing.T) {
	t.Parallel()
	story := func(id, title, outlet, day string) *knowledge.StoryInfo {
		s := knowledge.Story{ID: id, Title: title, Outlet: outlet, Collection: id}
		s.Published, _ = time.Parse(time.DateOnly, day)
		return &knowledge.StoryInfo{Story: s}
	}
	long := strings.Repeat("x", 150)
	for name, c := range map[string]struct {
		story *knowledge.StoryInfo
		want  []choice
	}{
		"whole":          {story("a", "A\n title", "Post", "2019-01-03"), []choice{{"A title · Post 2019-01-03", "a"}}},
		"no outlet":      {story("a", "A", "", "2019-01-03"), []choice{{"A · 2019-01-03", "a"}}},
		"no tail":        {story("a", "A", "", ""), []choice{{"A", "a"}}},
		"no name":        {story("a", "", "", ""), []choice{{"a", "a"}}},
		"a long title":   {story("a", long, "Post", ""), []choice{{strings.Repeat("x", 92) + "… · Post", "a"}}},
		"all is long":    {story("a", long, long, "2019-01-03"), []choice{{strings.Repeat("x", 56) + "… · " + strings.Repeat("x", 39) + "…", "a"}}},
		"only the title": {story("a", long, "", ""), []choice{{strings.Repeat("x", 99) + "…", "a"}}},
		"a long ID":      {story(long, "A", "", ""), []choice{}},
		"no ID":          {story("", "A", "", ""), []choice{}},
		"the longest ID": {story(long[:100], "A", "", ""), []choice{{"A", long[:100]}}},
	} {
		b := &Bot{Desk: listing{stories: []*knowledge.StoryInfo{c.story}}}
		if got := b.storyChoices(t.Context(), &interaction{}, ""); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	var many []*knowledge.StoryInfo
	for range maxChoices + 1 {
		many = append(many, story("a", "A", "", ""), story("b", "B", "", ""))
	}
	b := &Bot{Desk: listing{stories: many}, Audience: func(string, string, string) []string { return []string{"b"} }}
	if got := b.storyChoices(t.Context(), &interaction{}, ""); len(got) != maxChoices || got[0] != (choice{"B", "b"}) {
		t.Errorf("of many: %v", got)
	}
	b.Desk = listing{err: errors.New("broken")}
	if got := b.storyChoices(t.Context(), &interaction{}, ""); got == nil || len(got) != 0 {
		t.Errorf("of a broken desk: %#v, want an empty list", got)
	}
}

// TestAsker: in a server only its member counts, elsewhere only the user.
func TestAsker(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]string{
		`{"guild_id":"9","member":{"user":{"id":"1"}}}`:                   "1",
		`{"guild_id":"9","member":{"user":{"id":"1"}},"user":{"id":"2"}}`: "1",
		`{"guild_id":"9","user":{"id":"2"}}`:                              "",
		`{"guild_id":"9","member":{}}`:                                    "",
		`{"user":{"id":"2"}}`:                                             "2",
		`{"member":{"user":{"id":"1"}}}`:                                  "",
		`{}`:                                                              "",
	} {
		var i interaction
		if err := json.Unmarshal([]byte(payload), &i); err != nil {
			t.Fatal(err)
		}
		if got := i.asker(); got != want {
			t.Errorf("%s: asked by %q, want %q", payload, got, want)
		}
	}
}
