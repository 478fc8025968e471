package verify

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// collegeStory is made up, like every name in it.
const collegeStory = `Lowmere Echo, Thursday 14 July 2022: The week in Estmark

In May, Estmark Mathematics Professor Alma Renn questioned the college's rise in rankings from 18th place to 2nd place in 2021. Estmark Provost Bo Lind said the college would not send data.
Piet Orla was suspended for breaking the league's conduct rules in private talks with keepers while he was with the Hallin Herons. The Tarn Badgers play on Sunday.
Families are expected to pay an average of 17.2% more for heat this coming season, compared to last winter. Those who heat with gas face a rise of 34.3%.
Miko Sund has won eight of nine herring titles after missing last year's contest while on leave.
The mayor opened a hall for smoked herring on Monday. The Rescue League met on 3 May. The old herring hall of the mayor was lost in a fire on 4 May.
Big towns lead the list, with 430 confirmed cases in Lowmere, followed by 360 confirmed cases in West Tarn.
The band is dropping a new single on Friday, titled “Verge”, and tour tickets will go on sale on 17 October.
Former guard Gus Petrak narrowly beat a rich developer in the vote. Rolf Hern, an outsider, got 47 percent. Hern coached the Rovers once.
Ted Bold won the race for a seat in North Verl, beating the former judge Cher Beal.`

// TestExchanged: claims that follow a sentence, as it is and with one thing exchanged.
func TestExchanged(t *testing.T) {
	given := []Evidence{{Sentences: []string{collegeStory}, Story: collegeStory, Day: day(14)}}
	for _, tt := range []struct{ name, claim, kind, rule string }{
		{"name and title", "In May, Estmark Professor Alma Renn questioned the college's rise in rankings from 18th place to 2nd place in 2021.", "", ""},
		{"name and title", "In May, Estmark Provost Bo Lind questioned the college's rise in rankings from 18th place to 2nd place in 2021.", "name", "exchanged"},
		{"the last name", "Orla was suspended for breaking the league's conduct rules in private talks with keepers while he was with the Herons.", "", ""},
		{"the last name", "Piet Orla was suspended for breaking the league's conduct rules in private talks with keepers while he was with the Tarn Badgers.", "name", "exchanged"},
		{"share", "Families are expected to pay about 17% more for heat this coming season, and users of gas 34.3%.", "", ""},
		{"share", "Families are expected to pay an average of 34.3% more for heat this coming season, compared to last winter.", "number", "exchanged"},
		{"time", "Miko Sund missed the 2021 herring contest while on leave.", "", ""},
		{"time", "Miko Sund was missing this year's herring contest while on leave.", "date", "time"},
		{"day", "The mayor opened a hall for smoked herring on 11 July 2022.", "", ""},
		{"day", "The mayor opened a hall for smoked herring on 3 May.", "date", "time"},
		{"day of another clause", "Orders that the works had in 2021 still wait for a buyer, though the mayor opened a hall for smoked herring.", "", ""},
		{"day of another sentence", "On 4 May the mayor lost an old hall for smoked herring in a fire.", "", ""},
		{"crossed", "With 430 confirmed cases Lowmere leads the list, and West Tarn has 360.", "", ""},
		{"crossed", "West Tarn leads the list with 430 confirmed cases, followed by Lowmere with 360.", "number", "crossed"},
		{"crossed days", "The band's new single drops on Friday, and on 17 October tickets for the tour go on sale.", "", ""},
		{"crossed days", "The new single, “Verge”, drops on 17 October, and tour tickets go on sale on Friday.", "date", "crossed"},
		{"loser", "A rich developer was narrowly beaten by Petrak, a former guard, in the vote.", "", ""},
		{"loser", "Rolf Hern narrowly beat former guard Gus Petrak in the vote.", "attribution", "turned"},
		{"a title like a verb", "Coach Rolf Hern, an outsider, got 47 percent.", "", ""},
		{"behind a comma", "Ted Bold beat the former judge Cher Beal in the race for a seat in North Verl.", "", ""},
		{"behind a comma", "In North Verl the former judge Cher Beal beat Ted Bold.", "attribution", "turned"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if v, f := checkEvidence(text.English(), tt.claim, given); string(v.Kind) != tt.kind || f.rule != tt.rule {
				t.Errorf("%q: %s by rule %q (%s), want %q by %q", tt.claim, v.Kind, f.rule, v.Why, tt.kind, tt.rule)
			}
		})
	}
}
