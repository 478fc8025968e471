package render

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

func TestPack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		blocks []string
		limit  int
		want   []string
	}{
		{nil, 10, []string{"There is nothing to show."}},
		{[]string{"", " "}, 10, []string{"There is nothing to show."}},
		{[]string{"one", "two"}, 10, []string{"one\n\ntwo"}},
		{[]string{"one", "three"}, 10, []string{"one\n\nthree"}},
		{[]string{"four", "three"}, 10, []string{"four", "three"}},
		{[]string{"one", "a b c d e f", "g"}, 8, []string{"one", "a b c d", "e f\n\ng"}},
		{[]string{"on", "a b c d e f g h", "i"}, 10, []string{"on\n\na b c", "d e f g h", "i"}},
		{[]string{"one", "é😀é", "x"}, 9, []string{"one\n\né😀é", "x"}},
		{[]string{"a b\nc d", "e"}, 5, []string{"a b", "c d", "e"}},
		{[]string{"a b\nc d", "e"}, 10, []string{"a b\nc d\n\ne"}},
	} {
		if got := english().pack(linesOf(c.blocks...), c.limit); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q on pages of %d:\n got %q\nwant %q", c.blocks, c.limit, got, c.want)
		}
	}
}

func TestAbout(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 60)
	for want, c := range map[string]struct {
		title, outlet, url, published string
		label                         knowledge.Label
	}{
		"**A \\*b\\***":                       {"A\n*b*", "", "", "", knowledge.News},
		"**A** (Post)":                        {"A", "Post", "", "", ""},
		"**A** (3 Jan 2019)":                  {"A", "", "", "2019-01-03", ""},
		"**A** (last year)":                   {"A", "", "", "last  year", ""},
		"**A** (Post, 3 Jan 2019, *opinion*)": {"A", "Post", "", "2019-01-03", knowledge.Opinion},
		"[**A (b) c**](<https://www.news.example/a>) (news.example)":                   {"A [b] c", "", "https://www.news.example/a", "", ""},
		"[**Without a headline**](<https://xn--bcher-kva.example/a>) (bücher.example)": {" ", "", "https://bücher.example/a", "", ""},
		"**" + long[:154] + "…** (" + long[:54] + "…)":                                 {long, long, "", "", ""},
	} {
		if got := english().about(english().heading(c.title, c.url, longHeadline), c.outlet, c.url, c.published, c.label); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestNotesOfAnAnswer(t *testing.T) {
	t.Parallel()
	at := time.Unix(5, 0)
	for name, c := range map[string]struct {
		a    bot.Answer
		want string
	}{
		"none":             {bot.Answer{Mode: bot.ModeModel}, ""},
		"never loaded":     {bot.Answer{Mode: bot.ModeModel, AsOf: time.Unix(0, 0)}, ""},
		"loaded":           {bot.Answer{Mode: bot.ModeModel, AsOf: at}, "-# The stories were last loaded <t:5:R>."},
		"loaded just now":  {bot.Answer{Mode: bot.ModeModel, AsOf: at.Add(time.Second)}, ""},
		"told already":     {bot.Answer{Mode: bot.ModeModel, AsOf: at, Notes: []bot.Note{{Kind: "freshness", Text: "Old."}}}, "-# Old."},
		"quoted":           {bot.Answer{Mode: bot.ModeExtract}, "-# The stories' own sentences."},
		"quoted, and told": {bot.Answer{Mode: bot.ModeExtract, Notes: []bot.Note{{Kind: "fallback", Text: "No *model*."}}}, "-# No \\*model\\*."},
		"another note":     {bot.Answer{Mode: bot.ModeExtract, AsOf: at, Notes: []bot.Note{{Kind: "window", Text: "2019\nonly"}}}, "-# 2019 only\n-# The stories' own sentences. The stories were last loaded <t:5:R>."},
		"a long one":       {bot.Answer{Mode: bot.ModeModel, Notes: []bot.Note{{Text: strings.Repeat("x", 400)}}}, "-# " + strings.Repeat("x", 299) + "…"},
	} {
		first, last := english().notes(c.a, at.Add(staleAfter))
		got := strings.Join(english().pack(append(first, last...), MaxContent), "|")
		if c.want == "" {
			c.want = "There is nothing to show."
		}
		if got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
}

func TestUnfinished(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, above, want string }{
		{"", "", "…"},
		{"So far.", "", "So far. …"},
		{"So *far*.", "> q?", "> q?\nSo \\*far\\*. …"},
		{strings.Repeat("x", 3000), "", strings.Repeat("x", 1998) + " …"},
	} {
		if got := Draft(c.text, c.above); got != c.want {
			t.Errorf("%.20q under %q:\n got %.60q\nwant %.60q", c.text, c.above, got, c.want)
		}
	}
}

func TestAnswerButtons(t *testing.T) {
	t.Parallel()
	cited := []bot.Citation{{N: 1}}
	for _, c := range []struct {
		a    bot.Answer
		want string
	}{
		{bot.Answer{Citations: cited}, ""},
		{bot.Answer{ID: 7}, "follow:7 2 Follow up, helpful:7 2 Helpful, useless:7 2 Not helpful"},
		{bot.Answer{ID: 7, Citations: cited}, "evidence:7 1 Evidence, follow:7 2 Follow up, helpful:7 2 Helpful, useless:7 2 Not helpful"},
	} {
		if got := labelsOf(english().AnswerButtons(c.a)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// labelsOf writes the ID, style and label of each button.
func labelsOf(rows []Row) string {
	var all []string
	for _, row := range rows {
		for _, c := range row.Components {
			all = append(all, fmt.Sprint(c.CustomID, " ", c.Style, " ", c.Label))
		}
	}
	return strings.Join(all, ", ")
}

// contents writes the messages, a line between two.
func contents(messages []Message) string {
	var all []string
	for _, m := range messages {
		all = append(all, m.Content)
	}
	return strings.Join(all, "\n-----\n")
}

// TestTooLongForSixMessages keeps the last page, with the buttons and the notes.
func TestTooLongForSixMessages(t *testing.T) {
	t.Parallel()
	for pages, want := range map[int]int{5: 5, 6: 6, 7: 6, 12: 6} {
		a := bot.Answer{ID: 1, Mode: bot.ModeModel, Text: strings.TrimSpace(strings.Repeat(strings.Repeat("x", MaxContent-1)+" ", pages-1)) + " last."}
		got := english().Answer(a, "", time.Now())
		if last := got[len(got)-1]; len(got) != want || !strings.HasSuffix(last.Content, "last.") || strings.Contains(last.Content, "left out") != (pages > 6) || len(last.Components) != 1 {
			t.Errorf("%d pages: %d messages, the last %q", pages, len(got), last.Content)
		}
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"one two", 7, "one two"}, {"one two three", 12, "one two…"}, {"abcdef", 5, "abcd…"}, {"😀😀😀", 5, "😀😀…"},
		{"Told [1] two", 11, "Told [1]…"}, {"ab\\*cdef", 4, "ab…"}, {"a [12] b", 5, "a…"}, {"ab[12]c", 6, "ab…"},
	} {
		if got := Shorten(c.text, c.limit); got != c.want {
			t.Errorf("%q to %d is %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

func TestFaultTexts(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]string{
		knowledge.ErrNotFound:            "There is no such story. /stories lists them.",
		errors.New("secret"):             "Something went wrong here; the operator's log says what. Please ask again later.",
		desk.ErrStopping:                 "I am being restarted. Please ask again in a minute.",
		context.Canceled:                 "I am being restarted. Please ask again in a minute.",
		desk.ErrForgotten:                "I no longer keep this answer, so there is nothing more to tell about it.",
		fmt.Errorf("x: %w", bot.ErrBusy): "Too many questions at once; please ask again in a moment.",
	} {
		if got := english().Fault(desk.Explain(err)); got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
}

func TestRenderHits(t *testing.T) {
	t.Parallel()
	got := english().Hits("*two* words", nil)
	if want := "The stories have nothing with these words: \\*two\\* words"; contents(got) != want {
		t.Errorf("of nothing: %q, want %q", contents(got), want)
	}
	got = english().Hits("two\nwords", []desk.Result{
		{Title: "A", Outlet: "Post", URL: "https://news.example/1", Text: "It was\n*so*."},
		{Title: "B", URL: "javascript:x", Label: knowledge.Opinion, Text: strings.Repeat("x", 400)},
	})
	want := "> two words\n\n1. [**A**](<https://news.example/1>) (Post)\nIt was \\*so\\*.\n\n2. **B** (*opinion*)\n" + strings.Repeat("x", 299) + "…"
	if contents(got) != want {
		t.Errorf("got  %q\nwant %q", contents(got), want)
	}
}

func TestRenderStories(t *testing.T) {
	t.Parallel()
	list := func(n int, title, url string) []desk.Listed {
		var all []desk.Listed
		for i := range n {
			all = append(all, desk.Listed{Title: fmt.Sprint(title, i+1), URL: url})
		}
		return all
	}
	for name, c := range map[string]struct {
		stories              []desk.Listed
		page                 int
		first, last, buttons string
		lines                int
	}{
		"none":           {nil, 0, "There are no stories with these words.", "There are no stories with these words.", "", 1},
		"one page":       {list(10, "T", ""), 0, "**10 stories**, page 1 of 1", "10. **T10**", "", 11},
		"the first page": {list(11, "T", ""), 0, "**11 stories**, page 1 of 2", "10. **T10**", "stories:1:f 2 Older", 11},
		"the last page":  {list(11, "T", ""), 1, "**11 stories**, page 2 of 2", "11. **T11**", "stories:0:f 2 Newer", 2},
		"in between":     {list(21, "T", ""), 1, "**21 stories**, page 2 of 3", "20. **T20**", "stories:0:f 2 Newer, stories:2:f 2 Older", 11},
		"beyond":         {list(11, "T", ""), 9, "**11 stories**, page 2 of 2", "11. **T11**", "stories:0:f 2 Newer", 2},
		"with addresses": {list(2, "T", "https://news.example/1"), 0, "**2 stories**, page 1 of 1", "2. [**T2**](<https://news.example/1>) (news.example)", "", 3},
		"too long ones":  {list(10, "T", "https://news.example/"+strings.Repeat("a", 600)), 0, "**10 stories**, page 1 of 1", "10. **T10**", "", 11},
		"long titles":    {list(10, strings.Repeat("T", 90), "https://news.example/"+strings.Repeat("a", 50)), 0, "**10 stories**, page 1 of 1", "10. [**" + strings.Repeat("T", 90) + "10**](<https://news.example/" + strings.Repeat("a", 50) + ">) (news.example)", "", 11},
	} {
		got := english().Stories(c.stories, c.page, "f")
		lines := strings.Split(got.Content, "\n")
		if lines[0] != c.first || lines[len(lines)-1] != c.last || len(lines) != c.lines || labelsOf(got.Components) != c.buttons || Chars(got.Content) > MaxContent {
			t.Errorf("%s: %d lines, %d characters, %s\n%s", name, len(lines), Chars(got.Content), labelsOf(got.Components), got.Content)
		}
	}
}

func TestRenderReport(t *testing.T) {
	t.Parallel()
	ids := make([]string, maxNamed+2)
	for i := range ids {
		ids[i] = fmt.Sprint("s", i+1)
	}
	got := Voice{}.Report(&knowledge.Report{Stories: 30, Added: ids[:2], Removed: ids, Failed: []knowledge.Failure{{Item: "a.txt", Error: "is *bad*"}}, TookMS: 1234})
	want := "**Loaded**: 30 stories now; 2 added, 0 updated, 27 removed, 1 failed (1.23s)\n\n**Added**\n- s1\n- s2\n\n**Removed**\n- " +
		strings.Join(ids[:25], "\n- ") + "\n… and 2 more\n\n**Failed**\n- a.txt: is \\*bad\\*"
	if contents(got) != want {
		t.Errorf("got  %q\nwant %q", contents(got), want)
	}
	if got := (Voice{}).itemised(ids[:maxNamed]); strings.Count(got, "\n") != maxNamed-1 || strings.Contains(got, "more") {
		t.Errorf("25 are named as %s", got)
	}
}

func TestEvidenceOfWhatIsGone(t *testing.T) {
	t.Parallel()
	if got := contents(english().Evidence("q", nil)); got != "This answer cites nothing." {
		t.Errorf("without citations: %q", got)
	}
	const body = "One. Two. Three. Four."
	cite := bot.Citation{N: 2, Title: "T", Quote: "Two. Three.", Start: 5, End: 16, URL: "https://news.example/1"}
	for name, c := range map[string]struct {
		p    Proof
		want string
	}{
		"gone":    {Proof{Citation: cite}, "[2] **T** (news.example)\n> **Two. Three.**\n-# Chosen because its passage fits the question best; this sentence shares no word with it.\n<https://news.example/1#:~:text=Two.%20Three.>"},
		"present": {Proof{Citation: cite, Cited: knowledge.Story{Text: body}, Found: true, Present: true}, "[2] **T** (news.example)\n> One. **Two. Three.** Four.\n-# Chosen because its passage fits the question best; this sentence shares no word with it.\n<https://news.example/1#:~:text=Two.%20Three.>"},
	} {
		if got := c.p.block(english(), "Who was it?"); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
	wide := Proof{Citation: bot.Citation{Quote: "二。", Start: 6, End: 12}, Cited: knowledge.Story{Text: "一。二。三。"}, Found: true}
	if before, after := wide.context(); before != "一。" || after != "三。" {
		t.Errorf("without spaces between, around it stand %q and %q", before, after)
	}
	p := Proof{Citation: bot.Citation{Quote: "Tea and teas"}}
	if got := p.why(english(), "Tea, tea, and TEAS for the kings"); got != "-# Chosen because it has what was asked about: tea, teas." {
		t.Errorf("shared words are told as %q", got)
	}
}

// TestBlocksAreWhole: a headline stands in one message with its text, be it evidence or what a
// search found; only where that takes too many messages, lines are laid out one by one.
func TestBlocksAreWhole(t *testing.T) {
	t.Parallel()
	whole := func(what string, messages []Message, blocks int) {
		t.Helper()
		heads := 0
		for _, m := range messages {
			lines := strings.Split(m.Content, "\n")
			for n, line := range lines {
				if strings.Contains(line, "**Head") {
					heads++
					if n == len(lines)-1 {
						t.Errorf("%s: a headline ends a message: %q", what, line)
					}
				}
			}
			if Chars(m.Content) > MaxContent {
				t.Errorf("%s: %d characters", what, Chars(m.Content))
			}
		}
		if heads != blocks || len(messages) < 2 {
			t.Errorf("%s: %d headlines in %d messages, want %d", what, heads, len(messages), blocks)
		}
	}
	for length := 100; length < 900; length += 50 {
		var proofs []Proof
		var hits []desk.Result
		for n := range 9 {
			title := fmt.Sprint("Head ", n)
			proofs = append(proofs, Proof{Citation: bot.Citation{N: n + 1, Title: title, URL: "https://news.example/1", Quote: strings.Repeat("word ", length/5)}})
			hits = append(hits, desk.Result{Title: title, URL: "https://news.example/" + strings.Repeat("a", length/2), Text: strings.Repeat("word ", 60)})
		}
		whole(fmt.Sprint("evidence of ", length), english().Evidence("word", proofs), 9)
		whole(fmt.Sprint("hits of ", length), english().Hits("word", hits), 9)
	}
	var long []Proof
	for n := range 14 {
		long = append(long, Proof{Citation: bot.Citation{N: n + 1, Title: fmt.Sprint("Head ", n), Quote: strings.Repeat("word ", 220)}})
	}
	if got := english().Evidence("word", long); len(got) > maxMessages {
		t.Errorf("%d messages", len(got))
	}
}
