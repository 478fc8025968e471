package render

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

func TestPlain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Plain words, as they are.":    "Plain words, as they are.",
		"He won [1] [23].":             "He won [1] [23].",
		"[1](https://evil.example)":    "[1]" + gap + "(https:" + gap + "//evil.example)",
		"[1]: https://evil.example":    "[1]" + gap + ": https:" + gap + "//evil.example",
		"[x](y) [1234]":                "\\[x\\]" + gap + "(y) \\[1234\\]",
		"@everyone @here <@1> <@&2>":   "@" + gap + "everyone @" + gap + "here \\<@" + gap + "1\\> \\<@" + gap + "&2\\>",
		"# Big\n  ## Less\n-# small":   "\\# Big\n  \\## Less\n\\-# small",
		"- a point\n- # no":            "- a point\n- # no",
		"> quoted":                     "\\> quoted",
		"*a* _b_ ~~c~~ ||d|| `e` \\":   "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\` \\\\",
		"```go\ncode\n```":             "\\`\\`\\`go\ncode\n\\`\\`\\`",
		"discord.gg/abc":               "discord" + gap + "." + gap + "gg/abc",
		"https://DISCORD.com/invite/x": "https:" + gap + "//DISCORD" + gap + "." + gap + "com/invite/x",
		"a\u202eb\x00c\u2066":          "abc",
		"bad \xff":                     "bad \uFFFD",
		"5 < 6 #2 it's":                "5 \\< 6 #2 it's",
	} {
		if got := plain(text); got != want {
			t.Errorf("plain(%q)\n got %q\nwant %q", text, got, want)
		}
	}
	if got, want := plainLine("a\nb  [1] #c"), "a b \\[1\\] #c"; got != want {
		t.Errorf("plainLine: got %q, want %q", got, want)
	}
}

func TestLink(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://news.example/a?b=c#d":                     "<https://news.example/a?b=c#d>",
		"http://news.example":                              "<http://news.example>",
		"javascript:alert(1)":                              "",
		"file:///etc/passwd":                               "",
		"https://user:secret@news.example":                 "",
		"https://discord.gg/abc":                           "",
		"news.example/a":                                   "",
		"":                                                 "",
		"https://news.example/a b>c":                       "<https://news.example/a%20b%3Ec>",
		"https://news.example/@ada/(1)#a":                  "<https://news.example/%40ada/%281%29#a>",
		"https://news.example/?q=<b>|`\\":                  "<https://news.example/?q=%3Cb%3E%7C%60%5C>",
		"https://bücher.example:8443/ü":                    "<https://xn--bcher-kva.example:8443/%C3%BC>",
		"https://news_1.example/":                          "<https://news_1.example/>",
		"https://\u202ebad.example/":                       "",
		"https://news.example/" + strings.Repeat("x", 800): "",
	} {
		if got := link(address); got != want {
			t.Errorf("link(%q) = %q, want %q", address, got, want)
		}
	}
	got := fragment("https://news.example/a", "A long-standing rule, & more")
	if want := "<https://news.example/a#:~:text=A%20long%2Dstanding%20rule%2C%20%26%20more>"; got != want {
		t.Errorf("fragment = %q, want %q", got, want)
	}
	got = fragment("https://news.example/a#top", "one two three four five six seven eight nine ten eleven")
	if want := "<https://news.example/a#top:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven>"; got != want {
		t.Errorf("fragment = %q, want %q", got, want)
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"", 10, nil},
		{"short", 10, []string{"short"}},
		{"one two three", 8, []string{"one two", "three"}},
		{"It ended. [1] It began.", 15, []string{"It ended. [1]", "It began."}},
		{"It was over [1] then", 14, []string{"It was", "over [1] then"}},
		{"first line\n\nsecond", 14, []string{"first line", "second"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"abc[12]def", 5, []string{"abc", "[12]d", "ef"}},
		{"ab\\*cd", 3, []string{"ab", "\\*c", "d"}},
		{"日本語。中国語。韓国", 6, []string{"日本語。", "中国語。韓国"}},
		{"😀😀😀", 4, []string{"😀😀", "😀"}},
		{"e\u0301e\u0301e\u0301", 3, []string{"e\u0301", "e\u0301", "e\u0301"}},
	} {
		if got := split(c.text, c.limit); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("split(%q, %d)\n got %q\nwant %q", c.text, c.limit, got, c.want)
		}
	}
}

// FuzzSplit: no piece is too long, nothing but space is lost, and no citation,
// link or escape is cut.
func FuzzSplit(f *testing.F) {
	f.Add("It ended [12]. See <https://news.example/x> \\*now\\*. 日本 e\u0301 😀", 12)
	f.Add(strings.Repeat("word [3] ", 300), 2000)
	f.Add(strings.Repeat("x", 5000), 2000)
	cut := regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*(?:\[\d{0,3}|\\)$`)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = max(10, limit%2001)
		text = plain(text)
		var all strings.Builder
		for _, p := range split(text, limit) {
			if Chars(p) > limit || p == "" || !utf8.ValidString(p) {
				t.Fatalf("piece %q of %d", p, limit)
			}
			if cut.MatchString(p) {
				t.Fatalf("cut in %q of %q", p, text)
			}
			all.WriteString(p)
		}
		if squeeze(all.String()) != squeeze(text) {
			t.Fatalf("lost something of %q: %q", text, all.String())
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestRender(t *testing.T) {
	t.Parallel()
	a := bot.Answer{
		ID: 42, Mode: bot.ModeModel, Text: "Olsen painted it. [1] Others doubt that. [2]", AsOf: time.Unix(1_700_000_000, 0),
		Citations: []bot.Citation{
			{N: 1, Title: "The lighthouse", Outlet: "Faro Post", Published: "2019-01-03", URL: "https://news.example/1", Label: knowledge.News},
			{N: 2, Title: "I doubt *it*", Label: knowledge.Opinion},
		},
		Notes: []bot.Note{{Kind: "window", Text: "Only stories of 2019."}},
	}
	loaded := time.Unix(1_700_000_000, 0)
	got := english().Answer(a, Quote("who painted it?"), loaded)
	want := "> who painted it?\nOlsen painted it. [1] Others doubt that. [2]\n\n" +
		"[1] [**The lighthouse**](<https://news.example/1>) (Faro Post, 3 Jan 2019)\n[2] **I doubt \\*it\\*** (*opinion*)\n\n" +
		"-# Only stories of 2019."
	if len(got) != 1 || got[0].Content != want {
		t.Fatalf("got %q\nwant %q", got[0].Content, want)
	}
	var ids []string
	for _, c := range got[0].Components[0].Components {
		ids = append(ids, c.CustomID)
	}
	if ids := strings.Join(ids, " "); ids != "evidence:42 follow:42 helpful:42 useless:42" {
		t.Errorf("buttons %s", ids)
	}
	a.Mode, a.Notes = bot.ModeExtract, nil
	if got := english().Answer(a, "", loaded.Add(time.Hour)); !strings.HasSuffix(got[0].Content, "-# The stories' own sentences.") {
		t.Errorf("no word of there being no model: %q", got[0].Content)
	}
	a.Notes = []bot.Note{{Kind: "fallback", Text: "The model failed."}}
	if got := english().Answer(a, "", loaded); strings.Contains(got[0].Content, "own sentences.") {
		t.Errorf("told twice: %q", got[0].Content)
	}
}

// TestQuotes: what is quoted from several places stands in items of its own, below the
// line that says how far it answers; what is long is marked as superseded, not struck out.
func TestQuotes(t *testing.T) {
	t.Parallel()
	claim := func(text string, state bot.State) bot.Claim { return bot.Claim{Text: text, State: state} }
	long := "Olsen " + strings.Repeat("painted ", 25) + "it."
	unsure := []bot.Note{{Kind: "fallback", Text: "None is *sure*."}, {Kind: "window", Text: "Of 2019."}}
	for name, c := range map[string]struct {
		a    bot.Answer
		want string
	}{
		"one": {bot.Answer{Mode: bot.ModeExtract, Text: "One. [1]", Claims: []bot.Claim{claim("One. [1]", "")}, Notes: unsure},
			"-# None is \\*sure\\*.\nOne. [1]\n\n-# Of 2019."},
		"two": {bot.Answer{Mode: bot.ModeExtract, Text: "One. [1]\nTwo. [2]", Claims: []bot.Claim{claim("One. [1]", ""), claim("Two. [2]", "")}, Notes: unsure[:1]},
			"-# None is \\*sure\\*.\n- One. [1]\n- Two. [2]"},
		"a list already": {bot.Answer{Mode: bot.ModeExtract, Text: "- One. [1]\n- Two. [2]", Claims: []bot.Claim{claim("One. [1]", ""), claim("Two. [2]", "")}, Notes: unsure[:1]},
			"-# None is \\*sure\\*.\n- One. [1]\n- Two. [2]"},
		"running text": {bot.Answer{Mode: bot.ModeExtract, Text: "One. [1] Two. [2]", Claims: []bot.Claim{claim("One. [1]", ""), claim("Two. [2]", "")}, Notes: unsure[:1]},
			"-# None is \\*sure\\*.\nOne. [1] Two. [2]"},
		"written": {bot.Answer{Mode: bot.ModeModel, Text: "One. [1]\nTwo. [2]", Claims: []bot.Claim{claim("One. [1]", ""), claim("Two. [2]", "")}, Notes: unsure[:1]},
			"One. [1]\nTwo. [2]\n\n-# None is \\*sure\\*."},
		"older, short": {bot.Answer{Mode: bot.ModeModel, Text: "One. [1]", Claims: []bot.Claim{claim("One. [1]", bot.StateSuperseded)}}, "~~One.~~ [1]"},
		"older, long":  {bot.Answer{Mode: bot.ModeModel, Text: long + " [1]", Claims: []bot.Claim{claim(long+" [1]", bot.StateSuperseded)}}, long + " [1] *(superseded)*"},
	} {
		if got := english().Answer(c.a, "", time.Now()); contents(got) != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, contents(got), c.want)
		}
	}
}

// TestRenderLong: every source stands whole in one message, in order, and only
// the last message has buttons.
func TestRenderLong(t *testing.T) {
	t.Parallel()
	a := bot.Answer{ID: 1, Mode: bot.ModeModel}
	for n := 1; n <= 15; n++ {
		a.Text += strings.Repeat("word ", 40) + "[" + strconv.Itoa(n) + "] "
		a.Citations = append(a.Citations, bot.Citation{N: n, Title: strings.Repeat("Title ", 40), Outlet: "Outlet", URL: "https://news.example/" + strings.Repeat("p", 100) + strconv.Itoa(n)})
	}
	messages := english().Answer(a, "", time.Now())
	var all strings.Builder
	for i, m := range messages {
		if Chars(m.Content) > MaxContent {
			t.Errorf("message %d has %d characters", i, Chars(m.Content))
		}
		if (len(m.Components) > 0) != (i == len(messages)-1) {
			t.Errorf("message %d of %d has %d rows of buttons", i, len(messages), len(m.Components))
		}
		all.WriteString(m.Content + "\n")
	}
	for n := 1; n <= 15; n++ {
		if !strings.Contains(all.String(), "p"+strconv.Itoa(n)+">") || !strings.Contains(all.String(), "word ["+strconv.Itoa(n)+"]") {
			t.Errorf("source %d is cut or lost", n)
		}
	}
}

func TestEvidenceBlock(t *testing.T) {
	t.Parallel()
	const text = "It rained. Olsen painted it on Monday. The harbour paid. Nobody came."
	p := Proof{
		Citation: bot.Citation{N: 1, Title: "The lighthouse", Outlet: "Faro Post", Published: "2019-01-03", Quote: "Olsen painted it on Monday.", Start: 11, End: 38, URL: "https://news.example/1"},
		Cited:    knowledge.Story{Text: text, Updated: time.Date(2019, 2, 1, 0, 0, 0, 0, time.UTC)}, Found: true,
	}
	want := "[1] **The lighthouse** (Faro Post, 3 Jan 2019), updated 1 Feb 2019\n" +
		"> It rained. **Olsen painted it on Monday.** The harbour paid.\n" +
		"-# Chosen because it has what was asked about: painted, lighthouse.\n" +
		"-# The story has changed since; this is how it read when the answer was given.\n" +
		"<https://news.example/1#:~:text=Olsen%20painted%20it%20on%20Monday.>"
	if got := p.block(english(), "Who painted the lighthouse?"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
