package compare

import (
	"strings"
	"testing"
)

// A note of what has changed, or of who disagrees, is given only where both sentences tell it of one thing.
func TestDoubts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"each count of its own clause": {"How many people died when the tram overturned at Lund in Skane?", "latest 15, superseded Nine", []string{
			"Post | 0 | Tram overturns at Lund | Nine people died and 31 were missing when a tram overturned at Lund on Monday.",
			"Post | 50 | Correction: tram at Lund | Fourteen people are missing after the tram overturned at Lund. The number of missing is 14, and the number of dead is 15."}},
		"a number that names one of them": {"How many quakes did the station at Orvik record?", "", []string{
			"Post | 0 | Quake at Orvik | The station at Orvik recorded a magnitude 3 quake on Monday.",
			"Post | 90 | Quake again at Orvik | The station at Orvik has now recorded a magnitude 5 quake."}},
		"all that it has": {"How many workers did the Dorn foundry dismiss?", "", []string{
			"Post | 0 | Dorn foundry to dismiss workers | The Dorn foundry, which wants to dismiss workers, said that it has more than 900 workers.",
			"Post | 90 | Dorn foundry dismisses workers | The Dorn foundry has now dismissed 310 workers, in place of the 900 workers that had been feared by some. It has 900 no more."}},
		"the size of it": {"How many sailors did the Kelm line dismiss?", "", []string{
			"Post | 0 | Kelm line dismisses sailors | The Kelm line will dismiss sailors from a force of more than 700 sailors, it said.",
			"Post | 90 | Kelm line dismisses sailors | The Kelm line has now dismissed 290 sailors, more than it said."}},
		"in some days": {"How many trains were cancelled at Lund?", "", []string{
			"Post | 0 | Trains cancelled at Lund | At Lund 280 trains were cancelled in a five-day stretch of snow.",
			"Post | 40 | More trains cancelled at Lund | At Lund 170 trains were now cancelled."}},
		"somebody else by the way": {"How many cherry trees stand in the park at Ulm?", "", []string{
			"Post | 0 | Cherry trees at Ulm | In the park at Ulm 77 cherry trees stand in bloom.",
			"Post | 90 | Spring in the park at Ulm | The park at Ulm is again full of cherry trees, a fashion begun by Ada Brandt, who planted 26 cherry trees in the park at Ulm."}},
		"one of several that may": {"Which country approved the treaty on whales?", "", []string{
			"Post | 0 | Treaty on whales | The parliament of Norway approved the treaty on whales.",
			"Post | 90 | Treaty on whales approved again | The parliament of Iceland has now approved the treaty on whales. Norway had done so."}},
		"a people and no place": {"Where is the cup final of the rowers?", "", []string{
			"Post | 0 | Cup final of the rowers | The cup final of the rowers is held in Lisbon, and it is the best in Danish history.",
			"Post | 90 | Cup final of the rowers | The cup final of the rowers will now be the longest in Croatian history."}},
		"who says it": {"Who got the lamp of honour at Kell?", "", []string{
			"Post | 0 | Lamp of honour at Kell | Somebody got the lamp of honour at Kell on Monday for a good deed, Miller said.",
			"Star | 5 | Lamp of honour at Kell | A woman got the lamp of honour at Kell on Monday for a good deed, said Baker."}},
		"no cause told": {"Why does Hale want to tax bells?", "", []string{
			"Post | 0 | Hale wants to tax bells | Hale wants to tax bells from spring on, and the bill is long.",
			"Star | 5 | Tax on bells at Hale | The tax on bells that Hale wants would bring in 40,000 crowns."}},
		"no reason for it": {"Did the queen visit Moss?", "", []string{
			"Post | 0 | Queen to visit Moss | The queen will visit Moss on Monday, the palace said.",
			"Star | 5 | Queen visits Moss | The queen came to Moss, and there is no reason for the visit to cause alarm, said the mayor of Moss."}},
		"somebody else is not": {"Is Varnia a member of the league?", "", []string{
			"Post | 0 | Varnia and the league | Varnia is a member of the league, and has paid.",
			"Star | 90 | Varnia and the league | While Tessaly is not a member of the league, its ships call at ports of Varnia."}},
		"said of other things": {"Is the price of salt falling?", "", []string{
			"Post | 0 | Price of salt | With falling temperatures the price of salt is on all lips.",
			"Star | 90 | Price of salt | The price of salt is high, and hopes are rising."}},
		"only wanted": {"Was the ban on kites overturned?", "", []string{
			"Post | 0 | Ban on kites may be overturned | The court may overturn the ban on kites, papers show.",
			"Star | 5 | Ban on kites | The judge did not want to completely overturn the ban on kites, people say."}},
		"what it was": {"What was the highest price of a litre of oil at Lund?", "", []string{
			"Post | 0 | Price of oil at Lund | The price of a litre of oil at Lund was $5, the highest on record.",
			"Post | 90 | Price of oil at Lund lower | The price of a litre of oil at Lund was as low as $4."}},
		"the record of another": {"What is Lowfield's record against Ostrau?", "", []string{
			"Post | 0 | Lowfield against Ostrau | The record of Ostrau against Lowfield is of old. Pelm's record is 3-6.",
			"Post | 90 | Lowfield against Ostrau again | Lowfield's record against Ostrau is now 23-2."}},
		"what it was, after other sentences": {"Oil has become cheaper at Lund. What was the highest price of a litre of oil?", "", []string{
			"Post | 0 | Price of oil at Lund | The price of a litre of oil at Lund was $5, the highest on record.",
			"Post | 90 | Price of oil at Lund lower | The price of a litre of oil at Lund was as low as $4."}},
		"part of a name": {"How many rockets has the port of Sandhaven launched?", "", []string{
			"Post | 0 | Rockets of Sandhaven | The port of Sandhaven has launched nine rockets.",
			"Post | 90 | Rockets of Sandhaven | The port of Sandhaven has now launched the rockets of the firm AX-17."}},
		"part of a name in two words": {"How many rockets has Sandhaven launched?", "", []string{
			"Post | 0 | Rockets of Sandhaven | Sturmvogel 9 rockets are launched at Sandhaven.",
			"Post | 9 | Rockets of Sandhaven | Sandhaven has now launched 18 rockets; it launched the last on Monday."}},
		"of another state": {"When is the Tessaly vote on bridges?", "", []string{
			"Post | 0 | Vote on bridges in Tessaly | The Tessaly vote on bridges is on 3 May.",
			"Star | 5 | Vote on bridges | The Varnia vote on bridges is on 10 May."}},
		"in the measure that is asked for": {"How many acres has the fire at Moss burned?", "", []string{
			"Post | 0 | Fire at Moss | The fire at Moss has burned 14 miles from the town.",
			"Post | 90 | Fire at Moss | The fire at Moss has now burned for days, 50 miles of forest are gone."}},
		"who came after whom": {"Who is the mayor of Hale?", "", []string{
			"Post | 0 | Hale to get a mayor | Ada Quist is the mayor of Hale from Monday on.",
			"Post | 9 | New mayor of Hale | Ada Quist is now mayor of Hale; the mayor before was Ben Marsh."}},
		"what another one has": {"How many cases of ague are there in Tessaly?", "", []string{
			"Post | 0 | Ague in Tessaly | There are 3,500 cases of ague in Tessaly.",
			"Post | 9 | More ague in Tessaly | Varnia had more than 800 cases of ague on Monday, and Tessaly is again afraid of new cases."}},
		"a noun before another one": {"How many rockets has Sandhaven launched?", "latest 18, superseded 17", []string{
			"Post | 0 | Rockets of Sandhaven | Sandhaven has launched 17 rockets.",
			"Post | 9 | Rockets of Sandhaven | Sandhaven has now 18 rocket launches behind it; it launched the last on Monday."}},
		"days of two months": {"When will the fair of Lund be held?", "", []string{
			"Post | 0 | Fair of Lund | The fair of Lund will be held in November.",
			"Post | 90 | Fair of Lund | The fair of Lund will now be held from 31 October to 12 November."}},
		"by how much": {"How much does the ferry to Skar cost?", "", []string{
			"Post | 0 | Ferry to Skar | The ferry to Skar costs $5 a head, the line said.",
			"Star | 5 | Ferry to Skar | The ferry to Skar has reduced its cost by $4 a head, the line said."}},
		"a country and a town": {"Where will the choir of Lemm sing?", "", []string{
			"Post | 0 | Choir of Lemm | The choir of Lemm will sing in Norway.",
			"Post | 90 | Choir of Lemm moves | The choir of Lemm will now sing in Bergen."}},
		"what is over": {"What did the probe Ilva see at Neptune?", "", []string{
			"Post | 0 | Probe Ilva at Neptune | The probe Ilva saw a dark storm at Neptune on Monday.",
			"Post | 90 | Probe Ilva at Neptune again | The probe Ilva has now passed Neptune and moved on to look for ice."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		var got []string
		for _, f := range found {
			if f.State != "" {
				got = append(got, strings.TrimSpace(string(f.State)+" "+f.Value.Text))
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: got %q, want %q", name, s, c.want)
		}
	}
}
