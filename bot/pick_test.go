package bot

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// scored are the lines of stories, each with a score: "story score text"; a
// line follows the one before it by a space where the story is the same.
func scored(lines ...string) *evidence {
	e := &evidence{lang: text.English()}
	for _, line := range lines {
		f := strings.SplitN(line, " ", 3)
		n := int(f[0][0] - 'a')
		if n == len(e.stories) {
			e.stories = append(e.stories, knowledge.Story{ID: f[0], Outlet: f[0], Published: date("2020-01-01"), Label: knowledge.News})
			e.scores, e.why = append(e.scores, 1), append(e.why, knowledge.Why{})
		}
		s := &e.stories[n]
		if s.Text != "" {
			s.Text += " "
		}
		e.places = append(e.places, placed{story: n, Span: text.Span{Start: len(s.Text), End: len(s.Text) + len(f[2])}})
		s.Text += f[2]
		e.lines = append(e.lines, choose.Line{Text: f[2], Group: n, Weight: 1})
		e.ranked = append(e.ranked, choose.Ranked{Score: float64(f[1][0] - '0')})
	}
	for score := 9; score >= 0; score-- {
		for i := range e.ranked {
			if e.ranked[i].Score == float64(score) {
				e.order = append(e.order, i)
			}
		}
	}
	return e
}

// TestPick picks with a margin of 1 where it is sure and of 3 where it is not.
func TestPick(t *testing.T) {
	t.Parallel()
	w := &choose.Weights{Most: 3, Near: 1, NearDoubt: 2, Enough: .7, Again: 1}
	for name, c := range map[string]struct {
		lines []string
		sure  float64
		want  string
	}{
		"the best":                {[]string{"a 9 Rain fell.", "a 7 Snow came."}, 1, "Rain fell."},
		"as near as may be":       {[]string{"a 9 Rain fell.", "b 8 Snow came."}, 1, "Rain fell.|Snow came."},
		"unsure, more":            {[]string{"a 9 Rain fell.", "b 6 Snow came."}, 0, "Rain fell.|Snow came."},
		"unsure, too far":         {[]string{"a 9 Rain fell.", "b 5 Snow came."}, 0, "Rain fell."},
		"so many at most":         {[]string{"a 9 Rain fell.", "b 9 Snow came.", "c 9 Hail hit.", "d 9 Ice formed."}, 1, "Rain fell.|Snow came.|Hail hit."},
		"enough of that story":    {[]string{"a 8 Rain fell.", "a 9 Snow came.", "b 8 Dogs ran."}, .7, "Snow came.|Dogs ran."},
		"not yet enough":          {[]string{"a 8 Rain fell.", "a 2 Dogs ran.", "a 9 Snow came."}, .6, "Snow came.|Rain fell."},
		"what goes before is not": {[]string{"a 8 Rain fell.", "a 9 Snow came.", "a 2 Dogs ran.", "a 8 Ice formed."}, .6, "Snow came.|Rain fell.|Ice formed."},
		"nor who is meant":        {[]string{"a 0 Bo Li came.", "a 9 Rain fell.", "a 8 He saw ice."}, .6, "Rain fell. He saw ice."},
		"nor two of it":           {[]string{"a 8 Rain fell.", "a 8 Hail hit.", "a 9 Snow came."}, .6, "Snow came.|Rain fell. Hail hit."},
		"what goes on is joined":  {[]string{"a 9 Snow came.", "a 8 Ice formed.", "a 8 Hail hit."}, .6, "Snow came. Ice formed. Hail hit."},
		"of another story is not": {[]string{"a 9 Snow came.", "b 8 Ice formed."}, .6, "Snow came.|Ice formed."},
		"nor what is further on":  {[]string{"a 9 Snow came.", "a 2 Dogs ran.", "a 8 Ice formed."}, .6, "Snow came.|Ice formed."},
		"joined after, too":       {[]string{"a 9 Rain fell.", "a 8 Snow came."}, .6, "Rain fell. Snow came."},
		"not said twice":          {[]string{"a 9 Rain fell in the town.", "b 9 In the town fell rain."}, 1, "Rain fell in the town."},
		"four of five is twice":   {[]string{"a 9 Cold rain fell in Ulm town.", "b 9 Cold rain hit Ulm town."}, 1, "Cold rain fell in Ulm town."},
		"three of four is not":    {[]string{"a 9 Cold rain fell in Ulm.", "b 9 Cold rain hit Ulm."}, 1, "Cold rain fell in Ulm.|Cold rain hit Ulm."},
		"the best story first":    {[]string{"a 8 Rain fell.", "b 9 Snow came.", "a 2 Dogs ran.", "b 2 Cats sat.", "b 8 Hail hit."}, .6, "Snow came.|Hail hit.|Rain fell."},
		"with who is meant":       {[]string{"a 0 Bo Li came.", "a 9 He saw rain."}, 1, "He [Bo Li] saw rain."},
		"with what may be meant":  {[]string{"a 0 Bo Li met Al Fu.", "a 9 He saw rain."}, 1, "Bo Li met Al Fu. He saw rain."},
		"nobody for a name":       {[]string{"a 0 Bo Li came.", "a 9 “It was wet,” Al Fu said."}, 1, "“It was wet,” Al Fu said."},
		"but for a person":        {[]string{"a 0 Bo Li came.", "a 9 “He was wet,” Al Fu said."}, 1, "Bo Li came. “He was wet,” Al Fu said."},
		"two back":                {[]string{"a 0 Then Bo Li came.", "a 0 He sang songs.", "a 9 He saw rain."}, 1, "He [Bo Li] saw rain."},
		"two back, all told":      {[]string{"a 0 Then Bo Li met Al Fu.", "a 0 He sang songs.", "a 9 He saw rain."}, 1, "Then Bo Li met Al Fu. He sang songs. He saw rain."},
		"not three":               {[]string{"a 0 Then Bo Li came.", "a 0 He sang.", "a 0 He ate.", "a 9 He saw rain."}, 1, "He saw rain."},
		"not from another":        {[]string{"a 0 Then Bo Li came.", "b 9 He saw rain."}, 1, "He saw rain."},
	} {
		e := scored(c.lines...)
		var got []string
		for _, p := range e.pick(choose.Read(text.English(), "What?"), w, c.sure) {
			got = append(got, p.words(e.lang, &e.stories[p.story]))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, c.want)
		}
	}
}

// TestWhoIsMeantIsCited: what is cited tells whom the name in brackets is taken from.
func TestWhoIsMeantIsCited(t *testing.T) {
	t.Parallel()
	e := scored("a 0 Bo Li came.", "a 9 He saw rain.", "a 0 Dogs ran.")
	picks := e.pick(choose.Read(text.English(), "What?"), &choose.Weights{Most: 3, Near: 1, Enough: .7, Again: 1}, 1)
	if len(picks) != 1 || picks[0].cited().Of(e.stories[0].Text) != "Bo Li came. He saw rain." || picks[0].Of(e.stories[0].Text) != "He saw rain." {
		t.Errorf("%+v", picks)
	}
}

// TestPickLessOfOneStory: what a story says that is quoted already must come nearer.
func TestPickLessOfOneStory(t *testing.T) {
	t.Parallel()
	w := &choose.Weights{Most: 5, Near: 2, Enough: 1, Again: .5}
	e := scored("a 9 Rain fell.", "a 2 Dogs ran.", "a 8 Snow came.", "a 2 Cats sat.", "a 7 Hail hit.", "a 2 Bells rang.", "b 7 Ice formed.", "b 7 Fog rose.", "b 2 Birds sang.", "b 7 Sleet came.")
	var got []string
	for _, p := range e.pick(choose.Question{}, w, .9) {
		got = append(got, p.Of(e.stories[p.story].Text))
	}
	if s, want := strings.Join(got, "|"), "Rain fell.|Snow came.|Ice formed. Fog rose."; s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

// TestPickInDoubt: what of the question the best leaves untold goes before what merely
// comes near, as far as its story tells it.
func TestPickInDoubt(t *testing.T) {
	t.Parallel()
	q := choose.Read(text.English(), "Why did Okafor sell the brewery to Lindqvist?")
	w := &choose.Weights{Most: 3, Near: 5, Enough: 1, Again: .1, Doubt: .5}
	for name, c := range map[string]struct {
		lines []string
		sure  float64
		want  string
	}{
		"it tells more":      {[]string{"a 9 Okafor ate soup.", "a 2 Dogs ran.", "a 8 Okafor has a boat.", "a 2 Cats sat.", "a 5 She kept the brewery."}, .4, "Okafor ate soup.|She kept the brewery."},
		"it is sure":         {[]string{"a 9 Okafor ate soup.", "a 2 Dogs ran.", "a 5 She kept the brewery."}, .5, "Okafor ate soup."},
		"it is too far":      {[]string{"a 9 Okafor ate soup.", "a 2 Dogs ran.", "a 3 She kept the brewery."}, .4, "Okafor ate soup."},
		"of another story":   {[]string{"a 9 Okafor ate soup.", "b 5 The brewery was kept, not sold.", "a 2 Dogs ran.", "a 5 She kept the brewery."}, .4, "Okafor ate soup.|She kept the brewery.|The brewery was kept, not sold."},
		"nothing more to it": {[]string{"a 9 Okafor kept the brewery.", "a 2 Dogs ran.", "a 5 It is an old brewery."}, .4, "Okafor kept the brewery."},
		"a place is left":    {[]string{"a 9 Okafor ate soup.", "a 0 x.", "a 6 She kept the brewery.", "a 0 x.", "a 5 Nobody sells.", "a 0 x.", "a 4 Lindqvist is rich.", "b 8 Okafor has a boat."}, .4, "Okafor ate soup.|She kept the brewery.|Okafor has a boat."},
	} {
		e := scored(c.lines...)
		scores := e.ranked
		e.ranked = choose.Fitted().Rank(q, e.lines)
		for i := range scores {
			e.ranked[i].Score = scores[i].Score
		}
		var got []string
		for _, p := range e.pick(q, w, c.sure) {
			got = append(got, p.Of(e.stories[p.story].Text))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, c.want)
		}
	}
}

// TestWhatIsOfTheKindAskedFor: where the best line has a number, a further one must have one.
func TestWhatIsOfTheKindAskedFor(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"How many people came to Ulm?": "false true",
		"What about people of Ulm?":    "false false",
		"Who came to Ulm?":             "false false",
	} {
		e := scored("a 9 31 people came to Ulm.", "b 9 Some people came to Ulm.")
		q := choose.Read(text.English(), question)
		e.rank(q, choose.Fitted())
		e.order = []int{0, 1}
		got := []string{"false", "false"}
		for i := range got {
			if e.lacks(q, i) {
				got[i] = "true"
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: lacks %s, want %s", question, s, want)
		}
	}
}

func TestCitationsAreNumberedOnce(t *testing.T) {
	t.Parallel()
	s := knowledge.Story{ID: "a", Hash: "h", Title: "T", Outlet: "O", Source: "src", URL: "u", Published: date("2020-01-02"), Text: "One two three."}
	other := s
	other.ID = "b"
	var shown []string
	q := quoted{show: func(n Shown) {
		line := n.Opens + n.Text
		for _, c := range n.Added {
			line += " " + c.Story + ":" + c.Quote
		}
		shown = append(shown, line)
	}}
	for _, c := range []struct {
		s          *knowledge.Story
		start, end int
	}{{&s, 0, 3}, {&s, 0, 7}, {&s, 4, 7}, {&other, 0, 3}, {&s, 0, 7}} {
		q.quote(c.s, text.Span{Start: c.start, End: c.end}, "- ", c.s.Text[c.start:c.end])
	}
	want := "- One [1] a:One|- One two [2] a:One two|- two [3] a:two|- One [4] b:One|- One two [2]"
	if got := strings.Join(shown, "|"); got != want {
		t.Errorf("shown %s\nwant  %s", got, want)
	}
	if got, want := q.citations[2], (Citation{N: 3, Story: "a", Version: "h", Source: "src", Title: "T", Outlet: "O", Label: knowledge.News,
		Published: "2020-01-02", URL: "u", Quote: "two", Start: 4, End: 7}); got != want {
		t.Errorf("the citation is %+v, want %+v", got, want)
	}
}

// TestPickEnds: sentences that touch are quoted as one, and are no more than four all
// the same, however much of the question each of a paragraph has.
func TestPickEnds(t *testing.T) {
	t.Parallel()
	const story = "The Courier | 2026-11-12 | Bank of Norvania cuts its key rate | " +
		"The Bank of Norvania cut its key rate on Thursday. The council of the bank voted by seven to two for the cut. " +
		"The cut of the rate was the third this year. The governor of the bank, Tomas Verhal, said that the rate had been too high. " +
		"The bank had cut the rate in March. The rate of the bank stood at 4% before the cut. It is a cut that the bank had not announced. " +
		"The bank votes on the rate again in December."
	l := text.English()
	for _, question := range []string{"Was the rate cut of the bank unanimous?", "What does the bank say about the rate cut?", "bank rate cut", "Tell me of the bank's cut of the rate"} {
		s := newFew(t, story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		quoted := 0
		for _, c := range a.Citations {
			quoted += len(l.Sentences(c.Quote))
		}
		if quoted == 0 || quoted > 4 {
			t.Errorf("%q: %d sentences are quoted: %s", question, quoted, a.Text)
		}
	}
}
