package choose

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/knowledge/text"
)

// TestRankSentences asks for the line that answers, of lines that are near it.
func TestRankSentences(t *testing.T) {
	tests := []struct {
		name, question string
		lines          []string
		want           int
	}{
		{"the date and not the name", "When did the Northport bridge reopen?", []string{
			"The Northport bridge is made of steel.",
			"Elena Marsh, the mayor, walked over the Northport bridge first.",
			"The Northport bridge reopened on 4 May 1987.",
			"A ferry runs in 1990.",
		}, 2},
		{"the person, by synonym", "Who established the Harbour Theatre?", []string{
			"The Harbour Theatre has 300 seats.",
			"Tickets for the Harbour Theatre cost 12 dollars.",
			"The Harbour Theatre was founded by Ines Okafor in a fish market.",
		}, 2},
		{"a pronoun leans on the sentence before", "Where did Ines Okafor study?", []string{
			"Ines Okafor founded a theatre.",
			"She studied in Lisbon and later in Prague.",
			"Many actors study for years.",
		}, 1},
		{"the people of a country", "Which ambassador left the embassy in Italy?", []string{
			"The embassy has a garden.",
			"Ambassador Jon Farrow left the Italian embassy at night.",
			"Italy is a member of the union.",
		}, 1},
		{"money", "How much did the city pay for the ferry?", []string{
			"The ferry carries 40 cars.",
			"The city paid $3 million for the ferry.",
			"The city will pay for the ferry soon.",
		}, 1},
		{"the reason", "Why was the bridge closed?", []string{
			"The bridge was closed on Monday.",
			"The bridge was closed because a barge had struck a pier.",
			"The bridge is long.",
		}, 1},
		{"a statement and not the question", "Who runs the lighthouse of Northport?", []string{
			"Who runs the lighthouse of Northport?",
			"Tom Adeyemi runs the lighthouse of Northport.",
		}, 1},
		{"the sentence and not the heading", "When does the Northport fish market open?", []string{
			"Northport fish market",
			"The Northport fish market opens on Monday at dawn.",
		}, 1},
		{"the colour", "What colour is the Northport ferry?", []string{
			"The Northport ferry is long.",
			"The Northport ferry is green.",
			"The Northport ferry is old.",
		}, 1},
		{"tokenised text", "Where is the company Tern and Sons based ?", []string{
			"Tern and Sons , a company that makes rope , is based in Lisbon .",
			"`` Tern and Sons is a fine company , '' said Mr . Marsh .",
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			scores, _ := scoresIn(text.English(), tt.question, tt.lines)
			if got := orderOf(scores)[0]; got != tt.want {
				t.Errorf("%q: chose %q, want %q", tt.question, tt.lines[got], tt.lines[tt.want])
				q := Read(text.English(), tt.question)
				for i, r := range Fitted().Rank(q, linesOf(tt.lines)) {
					t.Logf("%d %.2f %s", i, r.Score, r.explain())
				}
			}
		})
	}
}

func linesOf(texts []string) []Line {
	lines := make([]Line, len(texts))
	for i, s := range texts {
		lines[i] = Line{Text: s, Weight: 1}
	}
	return lines
}

// TestRankPrior checks that search's own liking of a story tips the scale.
func TestRankPrior(t *testing.T) {
	q := Read(text.English(), "When did the bridge reopen?")
	lines := linesOf([]string{"The bridge reopened on Monday.", "The bridge reopened on Tuesday."})
	lines[0].Weight, lines[1].Group = 0.5, 1
	r := Fitted().Rank(q, lines)
	if got, want := r[0].features[featStory]-r[1].features[featStory], -0.5; math.Abs(got-want) > 1e-9 || r[1].Score <= r[0].Score {
		t.Errorf("a line of a story liked half as much: %.2f of the feature, scores %.2f and %.2f", got, r[0].Score, r[1].Score)
	}
}

// TestRankTitle checks that a story's title stands in for what its lines take as known.
func TestRankTitle(t *testing.T) {
	q := Read(text.English(), "How many people did the Northport ferry carry?")
	lines := []Line{
		{Text: "It carried 212 people.", Group: 0, Title: "Circus comes to town"},
		{Text: "It carried 347 people.", Group: 1, Title: "Northport ferry sinks"},
	}
	r := Fitted().Rank(q, lines)
	if r[1].features[featTitle] <= r[0].features[featTitle] {
		t.Errorf("title %.2f and %.2f: want more for the second", r[0].features[featTitle], r[1].features[featTitle])
	}
}

func TestAnswerable(t *testing.T) {
	story := []string{
		"The Northport bridge reopened on 4 May 1987 after three years of repairs.",
		"Mayor Elena Marsh cut a ribbon.",
		"A barge had struck one of its piers.",
	}
	_, yes := scoresIn(text.English(), "When did the Northport bridge reopen?", story)
	for _, other := range []string{
		"Who won the chess championship in Lisbon?", "How many penguins live in the zoo?", "who is it?", "",
	} {
		_, no := scoresIn(text.English(), other, story)
		if no >= yes || no > 0.5 {
			t.Errorf("%q is answered with %.2f, the right question with %.2f", other, no, yes)
		}
	}
	if yes < 0.6 {
		t.Errorf("the right question is answered with %.2f only", yes)
	}
}

// TestChooseOdd checks that nothing that may be typed breaks the choice.
func TestChooseOdd(t *testing.T) {
	odd := oddQuestions()
	texts := []string{"", "The bridge reopened in 1987.", "大桥于1987年开通。", "\xff"}
	for _, s := range odd {
		texts = append(texts, s)
	}
	for name, question := range odd {
		scores, sure := scoresIn(text.English(), question, texts)
		if len(scores) != len(texts) {
			t.Fatalf("%s: %d scores for %d sentences", name, len(scores), len(texts))
		}
		for i, s := range scores {
			if math.IsNaN(s) || math.IsInf(s, 0) {
				t.Errorf("%s: sentence %d scores %v", name, i, s)
			}
		}
		if math.IsNaN(sure) || sure < 0 || sure > 1 {
			t.Errorf("%s: sure %v", name, sure)
		}
		if scores, sure = scoresIn(text.English(), question, nil); len(scores) != 0 || sure != 0 {
			t.Errorf("%s of nothing: %v, sure %v", name, scores, sure)
		}
	}
}

// TestRankLong ranks long lines for a long question of ever new words in little time.
func TestRankLong(t *testing.T) {
	var words strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&words, "w%dx%d ", i*7919%10_007, i)
	}
	lines := make([]Line, 200)
	for i := range lines {
		lines[i] = Line{Text: words.String()[i*100:], Weight: 1}
	}
	took := time.Hour
	for range 3 { // on a computer that has other things to do, too, the quickest counts
		start := time.Now()
		Fitted().Rank(Read(text.English(), words.String()), lines)
		if took = min(took, time.Since(start)); took <= 5*time.Second {
			return
		}
	}
	t.Errorf("took %v", took)
}

func TestKinship(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"theology", "theologian", true},
		{"labour", "labor", true},
		{"announce", "announcement", true},
		{"assimilate", "assimilation", true},
		{"bridge", "brigade", false},
		{"ferry", "fern", false},
		{"1987", "1988", false},
		{"cat", "category", false},
	}
	for _, tt := range tests {
		a, b := text.English().Base(tt.a), text.English().Base(tt.b)
		if got := a == b || alike.Kin(text.English(), a, b) > 0; got != tt.want {
			t.Errorf("%s and %s related: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
	for _, pair := range [][2]string{{"went", "go"}, {"70s", "1970s"}, {"twelve", "12"}, {"third", "3rd"}, {"deaths", "die"}} {
		if text.English().Base(pair[0]) != text.English().Base(pair[1]) {
			t.Errorf("%s is %s, %s is %s", pair[0], text.English().Base(pair[0]), pair[1], text.English().Base(pair[1]))
		}
	}
}

// TestScoresAreRepeatable: the same question of the same lines has the same
// scores and confidence to the last bit, every time.
func TestScoresAreRepeatable(t *testing.T) {
	question := "Which old harbour bridge of Northport did the young council close for seven weeks of costly repairs after heavy autumn storms?"
	words := strings.Fields("old harbour bridge Northport young council closed seven weeks costly repairs heavy autumn storms")
	var lines []string
	for i := range 12 {
		line := make([]string, 0, 3*len(words))
		for j := range 3 * len(words) {
			line = append(line, words[(j*(2*i+3)+j*j)%len(words)])
		}
		lines = append(lines, strings.Join(line, " ")+".")
	}
	want, sure := scoresIn(text.English(), question, lines)
	for range 50 {
		got, again := scoresIn(text.English(), question, lines)
		if !slices.Equal(got, want) || again != sure {
			t.Fatalf("scores %v, confidence %v; then %v, %v", want, sure, got, again)
		}
	}
}

// explain tells what made the score, for people: "cover 0.80*3.10 ...".
func (r *Ranked) explain() string {
	var b strings.Builder
	for f, v := range r.features {
		if v != 0 {
			b.WriteString(feature(f).String())
			b.WriteByte(' ')
			b.WriteString(trimmed(v))
			b.WriteByte('*')
			b.WriteString(trimmed(Fitted().Features[f].Always))
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

func trimmed(v float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0"), ".")
}

// TestIdleLinesSink: an idle line of a story goes behind the others; where no
// title tells of a story, nothing is idle.
func TestIdleLinesSink(t *testing.T) {
	t.Parallel()
	q := Read(text.English(), "When did the Northport ferry sink?")
	for title, want := range map[string]int{"Weather": 1, "": 0} {
		lines := []Line{{Text: "When in May 1987 did the Northport ferry sink", Title: title}, {Text: "It was in 1987.", Title: title}}
		if got := orderOf(scoresOf(Fitted().Rank(q, lines)))[0]; got != want {
			t.Errorf("title %q: line %d goes first", title, got)
		}
	}
}

// scoresIn is how well the sentences of one context answer, and how sure it is that one of them does.
func scoresIn(l *text.Language, question string, sentences []string) (scores []float64, sure float64) {
	lines := make([]Line, len(sentences))
	for i, s := range sentences {
		lines[i] = Line{Text: s, Weight: 1}
	}
	q := Read(l, question)
	r := Fitted().Rank(q, lines)
	return scoresOf(r), Fitted().Confidence(q, lines, r).Answered
}
