package asof

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// What was known by a day is what the stories of that event said which were there by then, if the event goes on.
func TestKnown(t *testing.T) {
	t.Parallel()
	const (
		weir  = "2025-03-03 | Weir of Aldmoor | The weir of Aldmoor will cost 4 million crowns, the water board said."
		dear  = "2025-04-10 | Weir of Aldmoor dearer | The weir of Aldmoor will now cost 6 million crowns, the water board said, and not 4 million."
		done  = "2025-06-02 | Weir of Aldmoor done | The weir of Aldmoor has cost 7 million crowns in the end, the water board said."
		costs = "How much will the weir of Aldmoor cost?"
		trial = "2025-03-03 | Forger Ulla Brandt sentenced | The court of Selm sentenced the forger Ulla Brandt to five years in prison for the false Vermeers."
		after = "2025-11-03 | Forger Ulla Brandt free | The court of Selm has freed the forger Ulla Brandt, who had been sentenced for the false Vermeers."
		term  = "How long was the forger Ulla Brandt sentenced to prison?"
		fair  = "2025-03-03 | Fair of Olm | The fair of Olm drew 900 guests on Sunday, its host said."
		fair2 = "2025-05-05 | Cheese of Olm | Olm cheese won a prize in Brask, where it was made into a tower."
	)
	for name, c := range map[string]struct {
		question, day string // the first after that which is asked for
		stories       []string
		want          string // of the sentence
	}{
		"the last by then":                      {costs, "2025-05-01", []string{weir, dear, done}, "6 million"},
		"the first by then":                     {costs, "2025-03-20", []string{weir, dear, done}, "4 million crowns, the"},
		"in whatever order":                     {costs, "2025-05-01", []string{done, dear, weir}, "6 million"},
		"before all of it":                      {costs, "2025-02-01", []string{weir, dear, done}, ""},
		"after all of it":                       {costs, "2025-07-01", []string{weir, dear, done}, ""},
		"before a verdict, months apart":        {term, "2025-06-01", []string{trial, after}, "five years"},
		"nothing else of the event":             {costs, "2025-05-01", []string{weir, fair2}, ""},
		"only something else by then":           {costs, "2025-05-01", []string{fair, done}, ""},
		"something else beside":                 {costs, "2025-03-20", []string{weir, dear, fair}, "4 million crowns, the"},
		"told later of that day":                {"How many guests did the fair of Olm draw?", "2025-03-05", []string{"2025-03-01 | Fair of Olm | The fair of Olm wants 300 guests.", "2025-03-07 | Fair of Olm | The fair of Olm drew 900 guests on 4 March, its host said."}, ""},
		"told later of another day":             {"How many guests did the fair of Olm draw?", "2025-03-05", []string{"2025-03-01 | Fair of Olm | The fair of Olm drew 300 guests, its host said.", "2025-03-07 | Fair of Olm | The fair of Olm has drawn 900 guests, its host said."}, "300"},
		"a link between, over more than a year": {costs, "2025-12-01", []string{weir, "2025-11-02 | Weir of Aldmoor dearer | The weir of Aldmoor will now cost 6 million crowns, the water board said, and not 4 million.", "2026-06-02 | Weir of Aldmoor done | The weir of Aldmoor has cost 7 million crowns in the end, the water board said."}, "6 million"},
	} {
		told, lines := knownBy(t, c.question, c.day, c.stories)
		got := ""
		if len(told) > 0 {
			got = lines[told[0].Line].Text
			if told[0].State != "" || told[0].Of < 2 || told[0].Story != lines[told[0].Line].Story || told[0].Since.IsZero() {
				t.Errorf("%s: %+v", name, told[0])
			}
		}
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Who is asked for by a line that only describes them is named by the line before it.
func TestKnownByDescription(t *testing.T) {
	t.Parallel()
	const (
		won   = "2025-03-03 | Outsider wins | Nobody had heard of Tilo Marn. The plumber from Aske won the regatta of Orm on Sunday."
		lost  = "2025-03-09 | Regatta of Orm | Pia Lund has won the regatta of Orm after all, the jury of the regatta said; a plumber from Aske had cut a corner."
		asked = "Who won the regatta of Orm?"
	)
	for name, c := range map[string]struct {
		question string
		stories  []string
		want     string // the lines, by a bar
	}{
		"a trade":              {asked, []string{won, lost}, "Nobody had heard of Tilo Marn.|The plumber from Aske won the regatta of Orm on Sunday."},
		"a number is asked":    {"How many boats won the regatta of Orm?", []string{won, lost}, "The plumber from Aske won the regatta of Orm on Sunday."},
		"a name":               {asked, []string{"2025-03-03 | Outsider wins | Nobody had heard of Tilo Marn. Tilo Marn won the regatta of Orm on Sunday.", lost}, "Tilo Marn won the regatta of Orm on Sunday."},
		"a name after it":      {asked, []string{"2025-03-03 | Outsider wins | Nobody had heard of Tilo Marn. The plumber Marn won the regatta of Orm on Sunday.", lost}, "The plumber Marn won the regatta of Orm on Sunday."},
		"nobody is named":      {asked, []string{"2025-03-03 | Outsider wins | Nobody had heard of him. The plumber from Aske won the regatta of Orm on Sunday.", lost}, "The plumber from Aske won the regatta of Orm on Sunday."},
		"what is asked named":  {asked, []string{"2025-03-03 | Outsider wins | Nobody slept in Orm. The plumber from Aske won the regatta of Orm on Sunday.", lost}, "The plumber from Aske won the regatta of Orm on Sunday."},
		"nothing stands first": {asked, []string{"2025-03-03 | Outsider wins | The plumber from Aske won the regatta of Orm on Sunday. Nobody had heard of Tilo Marn.", lost}, "The plumber from Aske won the regatta of Orm on Sunday."},
	} {
		told, lines := knownBy(t, c.question, "2025-03-05", c.stories)
		var got []string
		for i := range told {
			got = append(got, lines[told[i].Line].Text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Where no time is asked for, or the first of all, there is nothing of then.
func TestKnownOfNoTime(t *testing.T) {
	t.Parallel()
	q := choose.Read(text.English(), "How much will the weir of Aldmoor cost?")
	day := time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)
	stories := []knowledge.Story{{ID: "a", Published: day.Add(-time.Hour)}, {ID: "b", Published: day.Add(time.Hour)}}
	lines := []compare.Line{{Story: 0, Text: "The weir will cost 4 million."}, {Story: 1, Text: "The weir will cost 6 million."}}
	for name, asked := range map[string]compare.Asked{
		"now": {Question: &q}, "first": {Question: &q, First: true, Since: day.Add(-24 * time.Hour), Until: day},
	} {
		if told, sure := Known(text.English(), asked, stories, lines); told != nil || sure {
			t.Errorf("%s: %v", name, told)
		}
	}
	if told, _ := Known(text.English(), compare.Asked{Question: &q, Since: day.Add(-24 * time.Hour), Until: day}, stories, nil); told != nil {
		t.Errorf("of no lines: %v", told)
	}
}

// knownBy asks of stories "day | title | text" what was known before the morning of a day.
func knownBy(t *testing.T, question, until string, told []string) ([]compare.Told, []compare.Line) {
	t.Helper()
	l := text.English()
	q := choose.Read(l, question)
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var stories []knowledge.Story
	var lines []compare.Line
	var ranked []choose.Line
	for n, story := range told {
		parts := strings.SplitN(story, " | ", 3)
		stories = append(stories, knowledge.Story{ID: parts[0] + parts[1], Published: day(parts[0]), Title: parts[1], Text: parts[2], Lang: "en"})
		for _, span := range l.Sentences(parts[2]) {
			lines = append(lines, compare.Line{Story: n, Text: span.Of(parts[2])})
			ranked = append(ranked, choose.Line{Text: span.Of(parts[2]), Group: n, Title: parts[1], Given: parts[1], Weight: 1})
		}
	}
	for i, r := range choose.Fitted().Rank(q, ranked) {
		lines[i].Score = r.Score
	}
	to := day(until)
	known, _ := Known(l, compare.Asked{Question: &q, Since: to.Add(-24 * time.Hour), Until: to}, stories, lines)
	return known, lines
}
