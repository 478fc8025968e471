package current

import "testing"

// Two values of a kind in stories of one event are of one thing only where nothing around them says otherwise.
func TestVetted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ question, want, was, is string }{
		"of the first of a name, and of the third": {"When will Vega I launch?", "",
			"Vega to fly | The mission Vega III will launch in 2025, the agency said.",
			"Vega delayed | The mission Vega III will now launch in 2030, the agency said."},
		"of the one that is asked for": {"When will Vega I launch?", "latest 2027, superseded 2026",
			"Vega to fly | The mission Vega I will launch in 2026, the agency said.",
			"Vega delayed | The mission Vega I will now launch in 2027, the agency said."},
		"of the cup of another year": {"How many goals fell in Orlen Cup 9?", "",
			"Orlen Cup 7 | In Orlen Cup 7 there were 31 goals.",
			"Orlen Cup 7 | In Orlen Cup 7 there were 32 goals, the referee says now."},
		"an age and a count": {"How many cases of ague are there in Tessaly?", "",
			"Ague in Tessaly | Tessaly has nine cases of ague, the board said.",
			"Ague in Tessaly spreads | Most cases of ague in Tessaly are now in farmers, with a mean age of 36."},
		"a count that grows": {"How many cases of ague are there in Tessaly?", "latest 36, superseded nine",
			"Ague in Tessaly | Tessaly has nine cases of ague, the board said.",
			"Ague in Tessaly spreads | Tessaly now has 36 cases of ague, the board said."},
		"the record before": {"How high is the Orlen jackpot?", "",
			"Orlen jackpot | The last record was set in 2019, when the Orlen jackpot was won at 1.5 million crowns.",
			"Orlen jackpot grows | The Orlen jackpot has risen to 2.1 million crowns."},
		"the sum before": {"How high is the Orlen jackpot?", "latest 2.1 million, superseded 1.5 million",
			"Orlen jackpot | The Orlen jackpot is 1.5 million crowns this week.",
			"Orlen jackpot grows | The Orlen jackpot has risen to 2.1 million crowns."},
		"of the first film, and of the second": {"How much did The Long Tide earn?", "",
			"The Long Tide | The Long Tide is the second of its kind. The first earned 1.7 million crowns alone.",
			"The Long Tide | The Long Tide has now earned 1 million crowns."},
		"sold is another thing": {"Will Ada Quist buy Lumio?", "",
			"Quist and Lumio | Since buying Lumio, Ada Quist has laughed.",
			"Quist pays | Ada Quist pays for her purchase of Lumio by selling Meridia shares."},
		"the same thing, the other way": {"Is the Lumio bridge open?", "latest closed, superseded open",
			"Lumio bridge | The Lumio bridge is open, the town said.",
			"Lumio bridge | The Lumio bridge is closed, drivers said."},
		"nothing of what is asked": {"What is Ben Marsh owed by Ada Quist?", "",
			"Marsh and Quist | Ada Quist and Ben Marsh in spring.",
			"Marsh and Quist in court again | After weeks the case of Ben Marsh and Ada Quist is now with the jury."},
		"a month that was over": {"When will the Lund vaccine be ready?", "",
			"Lund vaccine | The fever washed over Lund in January, and then the Lund vaccine was made.",
			"Lund vaccine | The Lund vaccine will now be ready in September."},
		"other things counted": {"How many plants does Abbing have?", "",
			"Abbing recalls milk | Abbing, whose plants make milk, called back nine lots.",
			"Abbing plant shut | Abbing has now shut one of its plants after four infections."},
		"how many are so, without their noun": {"How many vines were burnt at Orlen?", "latest 29, superseded 41",
			"Vines burnt at Orlen | The number of vines burnt at Orlen is put at 41.",
			"Vines of Orlen | Some vines at Orlen are green again after the fire. That leaves 29 burnt, the growers said."},
		"what they fell to": {"What is the price of diesel in Orlen?", "",
			"Diesel in Orlen | The price of diesel in Orlen is 5 crowns a litre.",
			"Diesel in Orlen | The price of diesel in Orlen has risen each day since it fell to 3 crowns in May."},
	} {
		if got := compared(c.question, c.was, c.is); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
