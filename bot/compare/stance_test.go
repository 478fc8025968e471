package compare

import (
	"strings"
	"testing"
)

// states tells what was found in short: each state with its value.
func states(found []Told) string {
	var got []string
	for _, f := range found {
		got = append(got, strings.TrimSpace(string(f.State)+" "+f.Value.Text))
	}
	return strings.Join(got, ", ")
}

// Each pair stands in one slot but for the word that makes the second value one of another thing; beside it stands a pair
// in which it is none.
func TestStances(t *testing.T) {
	t.Parallel()
	const (
		boats   = "Post | 0 | Boats burn at Hovde | Eight boats burned in the harbour of Hovde on Monday, the harbour master said."
		burned  = "How many boats burned in the harbour of Hovde?"
		bazaar  = "Post | 0 | Bazaar at Selm | The bazaar at Selm took 9,000 crowns on Sunday, its treasurer said."
		took    = "How much did the bazaar at Selm take?"
		regatta = "Post | 0 | Crowd at the Orre regatta | Some 3,000 people a day came to the Orre regatta, the club said."
		came    = "How many people a day came to the Orre regatta?"
		tavern  = "Post | 0 | Sale of the Anchor | The tavern Anchor at Skarp had net sales of 4 million euros last year, its owner said."
		sales   = "How high were the net sales of the tavern Anchor at Skarp?"
		born    = "Post | 0 | Painter Una Feld honoured | The painter Una Feld, who was born in Aldwick, got the medal of Rhyll on Monday."
		birth   = "Where was the painter Una Feld born?"
		age     = "Post | 0 | Diver Ole Brun retires | The diver Ole Brun is 61 and goes home to Nes."
		old     = "How old is the diver Ole Brun?"
		opens   = "Post | 0 | Baths of Tarn | The baths of Tarn open on 9 May, the town said."
		when    = "When do the baths of Tarn open?"
		pilot   = "Post | 0 | Airship over Moss | Captain Ada Rehn flew the airship Vela over Moss on Monday."
		flew    = "Who was the captain of the airship Vela over Moss?"
		seats   = "Post | 0 | Hall at Brede | The new hall at Brede has 700 seats, the town said."
		hall    = "How many seats has the new hall at Brede?"
	)
	for name, c := range map[string][4]string{
		"part and whole":    {burned, boats, "Star | 5 | Hovde harbour | Three of the boats that burned in the harbour of Hovde on Monday were new.", ""},
		"no part":           {burned, boats, "Star | 5 | Hovde harbour | Eleven boats burned in the harbour of Hovde on Monday.", "disputed Eleven, disputed Eight"},
		"hoped for":         {took, bazaar, "Star | 5 | Bazaar at Selm | The parish had hoped that the bazaar at Selm would take 12,000 crowns on Sunday.", ""},
		"taken":             {took, bazaar, "Star | 5 | Bazaar at Selm | The bazaar at Selm took 12,000 crowns on Sunday, the parish said.", "disputed 12,000, disputed 9,000"},
		"in all":            {came, regatta, "Star | 5 | Orre regatta | Some 9,000 people came to the Orre regatta in all.", ""},
		"a day":             {came, regatta, "Star | 5 | Orre regatta | Some 9,000 people a day came to the Orre regatta.", "disputed 9,000, disputed 3,000"},
		"gross":             {sales, tavern, "Star | 5 | Sale of the Anchor | The tavern Anchor at Skarp had gross sales of 9 million euros last year.", ""},
		"net":               {sales, tavern, "Star | 5 | Sale of the Anchor | The tavern Anchor at Skarp had net sales of 9 million euros last year.", "disputed 9 million, disputed 4 million"},
		"where she is":      {birth, born, "Star | 5 | Una Feld's medal | The painter Una Feld, who lives in Corby, got the medal of Rhyll on Monday.", ""},
		"born elsewhere":    {birth, born, "Star | 5 | Una Feld's medal | The painter Una Feld, who was born in Corby, got the medal of Rhyll on Monday.", "disputed Corby, disputed Aldwick"},
		"then":              {old, age, "Star | 5 | Diver Ole Brun goes home | The diver Ole Brun was 17 when he first dived at Nes.", ""},
		"now":               {old, age, "Star | 5 | Diver Ole Brun goes home | The diver Ole Brun is 67 and goes home to Nes.", "disputed 67, disputed 61"},
		"not then":          {when, opens, "Star | 5 | Baths of Tarn | The baths of Tarn do not open on 16 May, the town said.", ""},
		"on that day":       {when, opens, "Star | 5 | Baths of Tarn | The baths of Tarn open on 16 May, the bath master said.", "disputed 16 May, disputed 9 May"},
		"other office":      {flew, pilot, "Star | 5 | Airship over Moss | Minister Tove Ekel named the airship Vela over Moss on Monday.", ""},
		"same office":       {flew, pilot, "Star | 5 | Airship over Moss | Captain Tove Ekel flew the airship Vela over Moss on Monday.", "disputed Captain Ada Rehn, disputed Captain Tove Ekel"},
		"a share of them":   {"What percentage of the drivers of Vanta voted for a strike?", "Post | 0 | Vanta | At Vanta 72 percent of the drivers voted for a strike, the union said.", "Star | 5 | Vanta | The drivers of Vanta have voted. For a strike were 58 percent of them, the company of Vanta said.", "disputed 58 percent, disputed 72 percent"},
		"a share of others": {"What percentage of the workers of Vanta voted for a strike?", "Post | 0 | Vanta | At Vanta 72 percent of the workers voted for a strike, the union said.", "Star | 5 | Vanta | Workers of Vanta voted on Monday. Of the drivers of Lund 58 percent have a car, the company said.", ""},
		"of the district":   {"How many inhabitants has the town of Morr?", "Post | 0 | People of Morr | The town of Morr has 41,000 inhabitants, the census office said.", "Star | 5 | People of Morr | The census office counts 118,000 inhabitants in the district of Morr, it said.", ""},
		"of the town":       {"How many inhabitants has the town of Morr?", "Post | 0 | People of Morr | The town of Morr has 41,000 inhabitants, the census office said.", "Star | 5 | People of Morr | The census office counts 48,000 inhabitants in the town of Morr, it said.", "disputed 48,000, disputed 41,000"},
		"of it":             {"How many inhabitants has the town of Morr?", "Post | 0 | People of Morr | The town of Morr has 41,000 inhabitants, the census office said.", "Star | 5 | People of Morr | The census office counts 48,000 inhabitants in Morr, it said.", "disputed 48,000, disputed 41,000"},
		"guests":            {hall, seats, "Star | 5 | Hall at Brede | The new hall at Brede had 450 guests on its first night.", ""},
		"seats":             {hall, seats, "Star | 5 | Hall at Brede | The new hall at Brede has 450 seats.", "disputed 450 seats, disputed 700 seats"},
	} {
		found, _ := told(t, Asked{}, c[0], c[1], c[2])
		if got := states(found); got != c[3] {
			t.Errorf("%s: got %q, want %q", name, got, c[3])
		}
	}
}

// Who acts and who is acted on, places without a name, times of day, what is refused, denied or put right in the next sentence.
func TestWaysToDiffer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"roles turned": {"Who paid whom for the well at Orby?", "disputed The monks of Orby, disputed The brewer Lund", []string{
			"Post | 0 | Well at Orby | The brewer Lund paid the monks of Orby 5,000 crowns for the well.",
			"Star | 5 | Well at Orby | The monks of Orby paid the brewer Lund 5,000 crowns for the well."}},
		"roles turned twice": {"Who paid whom for the well at Orby?", "", []string{
			"Post | 0 | Well at Orby | The brewer Lund paid the monks of Orby 5,000 crowns for the well.",
			"Star | 5 | Well at Orby | The monks of Orby were paid 5,000 crowns by the brewer Lund for the well."}},
		"other things counted": {"How many looms did the fire at the Ossel mill destroy?", "", []string{
			"Post | 0 | Fire at the Ossel mill | The fire at the Ossel mill destroyed 40 looms on Monday.",
			"Star | 5 | Fire at the Ossel mill | The fire at the Ossel mill destroyed 90 carts on Monday."}},
		"no name at the beginning": {"Who was driving car 9 when it burned at Moss?", "", []string{
			"Post | 0 | Car 9 burns at Moss | The race at Moss ended with car 9 in flames. Its driver, Ole Brun, was hurt.",
			"Star | 5 | Car 9 burns at Moss | Petrol spilled at Moss on Sunday, and car 9, in the lead, burned out."}},
		"up to, and meant so": {"What is the main rate of the bank of Moss?", "latest 4.75 percent, superseded 4.25 percent", []string{
			"Post | 0 | Bank of Moss | The bank of Moss raised its main rate to 4.25 percent.",
			"Post | 300 | Bank of Moss | Instead the bank of Moss went up to 4.75 percent."}},
		"the last in other words": {"How much oil leaked under Moss bay?", "latest 870 barrels, superseded 1,050 barrels", []string{
			"Post | 0 | Leak under Moss bay | A pipe under Moss bay leaked 200 barrels of oil on Sunday, its owner said.",
			"Post | 70 | Leak under Moss bay | Inspectors now put the leak of oil under Moss bay at 1,050 barrels.",
			"Star | 300 | Oil under Moss bay | Two weeks after the leak under Moss bay a university has drilled in the mud. Its estimate of the oil that escaped is 870 barrels."}},
		"a word of the question's family": {"What nationality is Ole Brun, who climbed Ama Peak?", "disputed Austrian, disputed Norwegian", []string{
			"Post | 0 | Ama Peak is climbed | Ole Brun, a Norwegian, has climbed Ama Peak alone.",
			"Star | 5 | Ama Peak, a climb alone | Ole Brun is an Austrian citizen, his agent says."}},
		"places without a name": {"Where was the stolen cello of Arden found?", "disputed a ditch, disputed the attic of a bakery", []string{
			"Post | 0 | Cello of Arden is back | The stolen cello of Arden was found in the attic of a bakery on Monday.",
			"Star | 5 | Cello of Arden | The stolen cello of Arden was found in a ditch on Monday by a jogger."}},
		"a place and the same, nearer": {"Where was the stolen cello of Arden found?", "", []string{
			"Post | 0 | Cello of Arden is back | The stolen cello of Arden was found in the attic of a bakery on Monday.",
			"Star | 5 | Cello of Arden | The stolen cello of Arden was found in the bakery on Monday."}},
		"a place in the next sentence": {"Where was the missing goat of Arden found?", "disputed the tower of the church, disputed the cellar of the bank", []string{
			"Post | 0 | Lost goat of Arden is safe | The goat that was lost in Arden for two days has been found in the cellar of the bank, police said.",
			"Star | 5 | Goat found | The missing goat of Arden is back with its owners. It was found in the tower of the church, after two days."}},
		"moved to another place": {"Where will the choir of Lemm sing?", "latest the tennis hall, superseded Mill Street", []string{
			"Post | 0 | Choir of Lemm | The choir of Lemm will sing in Mill Street in May.",
			"Star | 90 | Choir of Lemm moves | The choir of Lemm, which was to sing in May, has been moved to the tennis hall."}},
		"times of day": {"At what time did the kiln at Yarm explode?", "disputed 4:40, disputed 3:15", []string{
			"Post | 0 | Kiln at Yarm explodes | The kiln at Yarm exploded at 3:15 on Monday morning.",
			"Star | 5 | Kiln at Yarm | It was 4:40 on Monday morning when the kiln at Yarm exploded."}},
		"one time of day": {"At what time did the kiln at Yarm explode?", "", []string{
			"Post | 0 | Kiln at Yarm explodes | The kiln at Yarm exploded at 3:15 on Monday morning.",
			"Star | 5 | Kiln at Yarm | It was 3:20 on Monday morning when the kiln at Yarm exploded."}},
		"refused": {"Did the tug Mona help the yacht Iris?", "disputed no, disputed yes", []string{
			"Post | 0 | Yacht Iris sinks | The tug Mona stopped to help the yacht Iris on Sunday, its crew said.",
			"Star | 5 | Yacht Iris sinks | The tug Mona refused to help the yacht Iris on Sunday, its owner said."}},
		"open, and not closed": {"Is the bank in Immen closed?", "", []string{
			"Post | 0 | Bank in Immen | The bank in Immen stays open, its head said.",
			"Star | 5 | Bank in Immen | The bank in Immen is not closed, its clerks say."}},
		"denied since": {"What gas leaked at the works in Sorn?", "latest, superseded", []string{
			"Post | 0 | Leak at Sorn | Clouds of ammonia leaked at the works in Sorn on Monday, the brigade said.",
			"Star | 60 | Leak at Sorn | What leaked at the works in Sorn was chlorine and not ammonia, a laboratory found."}},
		"not with": {"What gas leaked at the works in Sorn?", "", []string{
			"Post | 0 | Leak at Sorn | Clouds of ammonia leaked at the works in Sorn on Monday, the brigade said.",
			"Star | 60 | Leak at Sorn | What leaked at the works in Sorn would burn, not like ammonia, a laboratory found."}},
		"put right behind": {"How much will the cable to Isle Rona cost?", "latest 440 million, superseded 410 million", []string{
			"Post | 0 | Cable to Isle Rona | The cable to Isle Rona will cost 410 million euros, the works said.",
			"Post | 900 | Dearer cable | The cable to Isle Rona is now to cost 460 million euros, the works said.",
			"Post | 1400 | Correction | In our report we gave the price of the cable to Isle Rona as 460 million euros. It is 440 million euros."}},
		"of no change beside": {"How many people will the Orvik mill dismiss?", "", []string{
			"Post | 0 | Orvik mill to shrink | The Orvik mill will dismiss 520 people by May, its owners said.",
			"Star | 60 | Orvik mill | The settlement at Orvik holds a surprise. The mill, whose furnace is old, employs 2,900 people."}},
		"a roof that fell": {"How many people were hurt at the Ossel mill?", "disputed 14, disputed 9", []string{
			"Post | 0 | Ossel mill burns | At the Ossel mill 9 people were hurt on Monday.",
			"Star | 5 | Ossel mill burns | Its roof fell in, and beams, tiles and a chimney came down at noon, which is how 14 people were hurt at the Ossel mill."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
