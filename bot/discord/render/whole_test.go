package render

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// tongues are words of six languages, one of them written without spaces and one from
// the right to the left.
var tongues = map[string]string{
	"en": "the harbour council voted on Monday to keep its old lighthouse_keeper after *all* and to paint [sic] it white",
	"de": "der Hafenausschuss beschloss am Montag, den Leuchtturmwärter der Donaudampfschifffahrtsgesellschaft zu behalten und ihn zu grüßen",
	"fr": "le conseil du port a décidé lundi d’élargir l’écluse où les pêcheurs s’étaient déjà plaints à maintes reprises",
	"es": "el consejo del puerto decidió el lunes ampliar la esclusa ¿por qué? donde los pescadores habían protestado año tras año",
	"ja": "港湾評議会は月曜日に古い灯台を白く塗り直すことを決めたと発表し漁師たちはこれに反対した",
	"ar": "قرر مجلس الميناء يوم الاثنين توسيع البوابة القديمة حيث احتج الصيادون مرارا وتكرارا",
}

// someAnswer is an answer with n citations of stories in a language.
func someAnswer(r *rand.Rand, lang string, n int) bot.Answer {
	words := strings.Fields(tongues[lang])
	join := " "
	if lang == "ja" {
		words, join = strings.Split(tongues[lang], ""), ""
	}
	say := func(most int) string {
		var said []string
		for range 3 + r.IntN(most) {
			said = append(said, words[r.IntN(len(words))])
		}
		return strings.Join(said, join)
	}
	a := bot.Answer{ID: 1 + r.Int64N(1e6), Mode: []bot.Mode{bot.ModeModel, bot.ModeExtract, bot.ModeList}[r.IntN(3)]}
	sep := []string{" ", "\n", "\n- ", "\n\n"}[r.IntN(4)]
	stories := 1 + r.IntN(n)
	for i := range n {
		story := r.IntN(stories)
		c := bot.Citation{N: i + 1, Story: fmt.Sprint("s", story), Title: fmt.Sprint(say(30), " ", story), Outlet: say(3), Published: "2024-03-05",
			Label: []knowledge.Label{knowledge.News, knowledge.Opinion}[story%2]}
		if story%7 != 6 {
			c.URL = fmt.Sprintf("https://news.example/%s/(%d)?q=@%s#%d", strings.Repeat("path/", story%60), story, lang, story)
		}
		a.Citations = append(a.Citations, c)
		text := say(60) + ". " + fmt.Sprintf("[%d]", i+1)
		if a.Mode == bot.ModeList {
			text = "5 March 2024: " + text
		}
		a.Claims = append(a.Claims, bot.Claim{Text: text, Citations: []int{i + 1},
			State: []bot.State{"", "", bot.StateLatest, bot.StateSuperseded, bot.StateDisputed}[r.IntN(5)]})
		if i > 0 || sep == "\n- " {
			a.Text += sep
		}
		a.Text += text
	}
	a.Text = strings.TrimLeft(a.Text, "\n")
	for range r.IntN(4) {
		a.Notes = append(a.Notes, bot.Note{Kind: "label", Text: say(40)})
	}
	return a
}

// What in a message is a link, an escaped character, a citation or half of one.
var (
	links   = regexp.MustCompile(`\[\*\*((?:\\.|[^\\\[\]])*?)\*\*\]\(<(https://[^<>()\s]+)>\)`)
	escaped = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]`)
	cites   = regexp.MustCompile(`\[\d{1,3}\]`)
)

// brokenIn tells what is cut in a message; empty: nothing is.
func brokenIn(content string) string {
	if Chars(content) > MaxContent {
		return fmt.Sprintf("%d characters", Chars(content))
	}
	left := cites.ReplaceAllString(links.ReplaceAllString(escaped.ReplaceAllString(content, ""), ""), "")
	if strings.ContainsAny(left, "[]") || strings.Contains(left, "](") || strings.Contains(left, "https:"+"//") {
		return "half a link or citation"
	}
	for _, line := range strings.Split(left, "\n") {
		if strings.Count(line, "~~")%2 != 0 || strings.Count(line, "**")%2 != 0 {
			return "half a mark in " + line
		}
	}
	if strings.HasSuffix(left, `\`) {
		return "half an escape"
	}
	return ""
}

// TestAnswersAreWhole: of 1,000 answers with 1 to 25 citations in six languages, no link or
// mark is cut, every citation and every story's link stands somewhere, and no message is
// too long.
func TestAnswersAreWhole(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	cut, long, lost, messages, shortened := 0, 0, 0, 0, 0
	langs := []string{"en", "de", "fr", "es", "ja", "ar"}
	many := 1000
	if Raced {
		many = 100
	}
	for n := range many {
		a := someAnswer(r, langs[n%len(langs)], 1+n%25)
		var all []string
		for _, m := range english().Answer(a, "> q", time.Now()) {
			messages++
			all = append(all, m.Content)
			why := brokenIn(m.Content)
			switch {
			case Chars(m.Content) > MaxContent:
				long++
			case why != "":
				cut++
			}
			if why != "" && cut+long < 4 {
				t.Errorf("%s in\n%s", why, m.Content)
			}
		}
		text := strings.Join(all, "\n")
		if strings.Contains(text, "left out here") {
			shortened++
			continue
		}
		for i := range a.Citations {
			c := &a.Citations[i]
			if strings.Count(text, fmt.Sprintf("[%d]", c.N)) < 2 || c.URL != "" && !strings.Contains(text, "("+link(c.URL)+")") {
				lost++
			}
		}
	}
	t.Logf("%d answers of 1 to 25 citations in six languages, %d messages: %d cut links or marks, %d over the limits, %d citations lost; %d answers longer than %d messages", many, messages, cut, long, lost, shortened, maxMessages)
	if cut+long+lost > 0 {
		t.Errorf("%d cut, %d too long, %d lost", cut, long, lost)
	}
}

// TestBrokenIsSeen: what that test looks for is found.
func TestBrokenIsSeen(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]bool{
		"Plain. [1]": false, "[1] [**A**](<https://a.example>) (Post)": false, "~~Gone.~~ [2] \\[x\\] \\*": false,
		"[1] [**A**](<https://a.exam": true, "ple>) (Post)": false, "<https://a.example>": true, "~~Gone.": true, "**A": true, "[1": true, "a \\": true,
		strings.Repeat("x", 2001): true,
	} {
		if got := brokenIn(content); (got != "") != want {
			t.Errorf("%.40s is broken: %q", content, got)
		}
	}
}

// TestStatesAreShown of claims, in the text as it stands.
func TestStatesAreShown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a    bot.Answer
		want string
	}{
		"superseded":      {bot.Answer{Text: "Nine died. [1]\nTen did. [2]", Claims: []bot.Claim{{Text: "Nine died. [1]", State: bot.StateSuperseded}, {Text: "Ten did. [2]", State: bot.StateLatest}}}, "~~Nine died.~~ [1]\nTen did. [2] *(latest)*"},
		"disputed":        {bot.Answer{Text: "It *was*. [1][2]", Claims: []bot.Claim{{Text: "It *was*. [1][2]", State: bot.StateDisputed}}}, "It \\*was\\*. [1]" + gap + "[2] *(disputed)*"},
		"two lines":       {bot.Answer{Text: "One\ntwo [1]", Claims: []bot.Claim{{Text: "One\ntwo [1]", State: bot.StateSuperseded}}}, "One\ntwo [1] *(superseded)*"},
		"without claims":  {bot.Answer{Text: "It was. [1]"}, "It was. [1]"},
		"of another text": {bot.Answer{Text: "It was. [1]", Claims: []bot.Claim{{Text: "Other."}}}, "It was. [1]"},
		"a timeline":      {bot.Answer{Mode: bot.ModeList, Text: "May 2026: It was. [1]\n- 14 May 2026: So: it is. [2]", Claims: []bot.Claim{{Text: "May 2026: It was. [1]"}, {Text: "14 May 2026: So: it is. [2]"}}}, "**May 2026**: It was. [1]\n- **14 May 2026**: So: it is. [2]"},
		"a list":          {bot.Answer{Mode: bot.ModeList, Text: "He said: 7. [1]", Claims: []bot.Claim{{Text: "He said: 7. [1]"}}}, "He said: 7. [1]"},
		"no list":         {bot.Answer{Mode: bot.ModeModel, Text: "In 2026: rain. [1]", Claims: []bot.Claim{{Text: "In 2026: rain. [1]"}}}, "In 2026: rain. [1]"},
		"something after": {bot.Answer{Text: "One. [1] And > two", Claims: []bot.Claim{{Text: "One. [1]"}}}, "One. [1]\nAnd \\> two"},
	} {
		if got := strings.Join(english().pack(english().claims(c.a), MaxContent), "|"); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
}

// TestRowsAreLinked: a row of a list that names a headline links it, and it is not listed
// again below.
func TestRowsAreLinked(t *testing.T) {
	t.Parallel()
	a := bot.Answer{Mode: bot.ModeList, Text: "2 stories:\n- “Rain” (Post, 3 March 2024) [1]\n- “Snow” (Post) [2]\n- No “Rain” [3]", Claims: []bot.Claim{
		{Text: "2 stories:"}, {Text: "“Rain” (Post, 3 March 2024) [1]", Citations: []int{1}}, {Text: "“Snow” (Post) [2]", Citations: []int{2}}, {Text: "No “Rain” [3]", Citations: []int{3}},
	}, Citations: []bot.Citation{{N: 1, Story: "r", Title: "Rain", URL: "https://a.example/r"}, {N: 2, Story: "s", Title: "Snow"}, {N: 3, Story: "t", Title: "Thaw", Outlet: "Post"}}}
	want := "2 stories:\n- [**Rain**](<https://a.example/r>) (Post, 3 March 2024) [1]\n- “Snow” (Post) [2]\n- No “Rain” [3]\n\n[2] **Snow**\n[3] **Thaw** (Post)"
	if got := english().Answer(a, "", time.Now()); len(got) != 1 || got[0].Content != want {
		t.Errorf("got  %q\nwant %q", got[0].Content, want)
	}
}

// TestSourcesAreGrouped by story.
func TestSourcesAreGrouped(t *testing.T) {
	t.Parallel()
	units := english().sources([]bot.Citation{
		{N: 1, Story: "a", Title: "A", URL: "https://a.example"}, {N: 2, Story: "b", Title: "B"}, {N: 3, Story: "a", Title: "A"}, {N: 4, Title: "C"}, {N: 5, Title: "D"}, {N: 6, Story: "a", Title: "A"},
	}, longHeadline)
	var got []string
	for _, u := range units {
		got = append(got, u.text)
	}
	if want := []string{"[1][3][6] [**A**](<https://a.example>) (a.example)", "[2] **B**", "[4] **C**", "[5] **D**"}; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
