package compare

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// changes tells what replaces what in stories "outlet | hours after the first | title | text".
func changes(t *testing.T, rows ...string) string {
	t.Helper()
	l := text.English()
	var stories []knowledge.Story
	var lines []Line
	for n, row := range rows {
		parts := strings.SplitN(row, " | ", 4)
		after, err := time.ParseDuration(parts[1] + "h")
		if err != nil {
			t.Fatal(err)
		}
		s := knowledge.Story{Outlet: parts[0], Published: first.Add(after), Title: parts[2], Text: parts[3], Lang: "en"}
		if strings.HasPrefix(s.Title, "Correction") {
			s.Label = knowledge.Correction
		}
		if strings.HasPrefix(s.Title, "Opinion") {
			s.Label = knowledge.Opinion
		}
		stories = append(stories, s)
		for _, span := range l.Sentences(s.Text) {
			lines = append(lines, Line{Story: n, Text: span.Of(s.Text)})
		}
	}
	var got []string
	for _, c := range Changes(l, stories, lines) {
		sign := ">"
		if c.Disputed {
			sign = "?"
		}
		got = append(got, fmt.Sprintf("%s%s%s", c.Was.Text, sign, c.Is.Text))
	}
	return strings.Join(got, " ")
}

// What the stories' own figures say of what was told before, with no question.
func TestChanges(t *testing.T) {
	t.Parallel()
	const (
		hut  = "Post | 0 | Slide buries the Arvenal hut | Six climbers died and 11 were missing after a slide buried the Arvenal hut on Monday. The hut stands above Sankt Urs."
		mill = "Post | 0 | Fire at the Dorn mill | A fire gutted the Dorn mill near Ulm on Monday night. The owner put the damage at 3 million euros."
	)
	for name, c := range map[string]struct {
		stories []string
		want    string
	}{
		"the toll rises":               {[]string{hut, "Post | 30 | More dead at the Arvenal hut | Rescuers found two more climbers under the slide at the Arvenal hut above Sankt Urs, raising the number of dead to eight."}, "Six>eight"},
		"cattle":                       {[]string{hut, "Post | 30 | Arvenal hut | The slide at the Arvenal hut above Sankt Urs has now killed 794 cattle."}, ""},
		"two figures in one line":      {[]string{hut, "Post | 30 | Correction: Arvenal hut | After the slide at the Arvenal hut above Sankt Urs the number of dead is eight, and nine are missing."}, "Six>eight 11>nine"},
		"the old one told again":       {[]string{hut, "Post | 30 | Correction: Arvenal hut | The slide at the Arvenal hut above Sankt Urs killed eight. We said that six were dead."}, "Six>eight six>eight"},
		"other words for the dead":     {[]string{hut, "Post | 30 | Toll rises | The death toll of the slide at the Arvenal hut above Sankt Urs has now reached 8."}, "Six>8"},
		"no word of a change":          {[]string{hut, "Post | 30 | Mourning at the Arvenal hut | At the Arvenal hut above Sankt Urs a priest spoke of eight dead of the slide."}, ""},
		"another event":                {[]string{hut, "Post | 30 | Bus crash | A coach overturned near Pelm, and the number of dead has risen to eight."}, ""},
		"another state":                {[]string{hut, "Post | 30 | Arvenal hut | The number of climbers injured by the slide at the Arvenal hut above Sankt Urs has risen to eight."}, ""},
		"the same number":              {[]string{hut, "Post | 30 | Arvenal hut | The number of dead of the slide at the Arvenal hut above Sankt Urs has risen to 6."}, ""},
		"what a correction takes back": {[]string{"Post | 0 | Correction: the Arvenal hut | Six people are missing at the Arvenal hut. The police had said that 11 people were missing on Monday and nine on Tuesday."}, "11>Six nine>Six"},
		"two counts of a correction":   {[]string{"Post | 0 | Correction: the Arvenal hut | Six people are missing at the Arvenal hut. Of those missing at the hut, four people are missing from Ulm."}, ""},
		"an opinion":                   {[]string{hut, "Post | 30 | Opinion: The Arvenal hut | The dead of the slide at the Arvenal hut above Sankt Urs now number eight, or nine dead if we count hope."}, ""},
		"earlier":                      {[]string{"Post | 30 | More dead | The number of dead of the slide at the Arvenal hut above Sankt Urs rose to eight.", "Post | 40 | Arvenal hut | At the Arvenal hut above Sankt Urs the slide has now left eight dead."}, ""},
		"within a story": {[]string{"Post | 0 | Bridge of Keln | The town of Keln will build a bridge. Updated: the bridge will now cost 48 million francs. The 41 million in the first version of this article left out a ramp."},
			"41 million>48 million"},
		"a sum that is no older version": {[]string{"Post | 0 | Bridge of Keln | The town of Keln will build a bridge. The bridge will now cost 48 million francs. The state pays 21 million francs."}, ""},
		"outlets that differ":            {[]string{mill, "Star | 4 | Dorn mill burns down | The Dorn mill near Ulm burned down in a fire on Monday. The insurer estimates the damage at 5 million euros."}, "3 million?5 million"},
		"a sum by which it changes":      {[]string{mill, "Star | 4 | Dorn mill burns down | The Dorn mill near Ulm burned down in a fire on Monday. A wall reduced the damage by 5 million euros."}, ""},
		"the dead of a day":              {[]string{hut, "Post | 30 | Arvenal hut | The slide at the Arvenal hut above Sankt Urs was the worst, and now eight died in the last 10 days."}, ""},
		"several sums for one word":      {[]string{mill, "Star | 4 | Dorn mill burns down | The Dorn mill near Ulm burned down in a fire on Monday. The damage of the roof is 5 million euros. The damage of the wheel is 2 million euros."}, ""},
		"a rounded sum":                  {[]string{mill, "Star | 4 | Dorn mill burns down | The Dorn mill near Ulm burned down in a fire on Monday. The insurer estimates the damage at about 3.1 million euros."}, ""},
		"a sum for something else":       {[]string{mill, "Star | 4 | Dorn mill burns down | The Dorn mill near Ulm burned down in a fire on Monday. Its yearly turnover was 5 million euros."}, ""},
		"of the same outlet":             {[]string{mill, "Post | 4 | Dorn mill | The Dorn mill near Ulm burned down in a fire on Monday. The insurer estimates the damage at 5 million euros."}, ""},
	} {
		if got := changes(t, c.stories...); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
