package bot

import (
	"strings"
	"testing"
	"time"
)

// first is the first claim of an answer, of which [1] is cut.
func firstOf(a *Answer) string {
	first, _, _ := strings.Cut(a.Text, "[1]")
	return first
}

// askFirst asks the questions at that moment, each with what the first claim is to have.
func askFirst(t *testing.T, s *few, at time.Time, wants map[string]string) {
	t.Helper()
	for question, want := range wants {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question, At: at})
		if a.Mode != ModeExtract || !strings.Contains(firstOf(&a), want) {
			t.Errorf("%s: want %q: %s %.2f\n%s", question, want, a.Mode, a.Confidence, a.Text)
		}
	}
}

// TestWhys: what tells why beside what was done goes before what only tells of it.
func TestWhys(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2026-03-05 | Premier Lund goes | The next election in Vik is due in 2027, but the third premier since 2024 would face calls of the people to vote at once. Because Vik elects a party, Per Lund will be replaced by another member of it. Lund resigned on Thursday after weeks of quarrels over the port.",
		"The Star | 2026-03-06 | Club acts on Falk | The club of Orm is suspending its deal with Ada Falk, it said, because Ada Falk is suspended. Ada Falk was suspended for remarks on the ferry disaster. “I am deeply sorry for my remarks,” Falk said of the suspension.",
		"The Star | 2026-03-07 | Diver quits | “I leave the guild of divers today, so that no violence will ever again be the cause of anything,” Ole Brun said. After striking a judge on the quay, Ole Brun announced that he had resigned from the guild of divers. Change takes time, he said.",
		"The Post | 2026-03-07 | Singer dies | The Mia Storm Foundation announced that she had died on Friday. Mia G. Storm, who sang in Ulm for thirty years, died from complications of a fever. She was loved.",
		"The Post | 2026-03-08 | Court fines driver | Judge Elsa Ort read the sentence in Kiel and fined Jon Rask $90,000. Rask is not doing fine, his friend said. Jon Rask was found guilty of smuggling.",
		"The Post | 2026-03-08 | County sues Orvik | The challenge of Dale County had been expected since Orvik shut the bridge in May. Dale County sued Orvik over the bridge that it had shut. The case of Dale County goes on.",
		"The Star | 2026-03-08 | Envoy leaves her post | The envoy of Norland left her post on Sunday. Her office in Ulm had nine clerks. She was fifty, and had no children. Two of them left with her. A third was ill. The office is crucial to Norland because the grain board, which feeds its people, meets there. The envoy had been there since 2020.",
	)
	at := time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)
	askFirst(t, s, at, map[string]string{
		"Why is the office in Ulm important to Norland?": "because the grain board",
		"Why did Lund resign?":                           "after weeks of quarrels",
		"why has per lund resigned":                      "after weeks of quarrels",
		"Why did the premier resign?":                    "after weeks of quarrels",
		"Why was Ada Falk suspended?":                    "for remarks on the ferry",
		"why was falk suspended":                         "for remarks on the ferry",
		"Why did Ole Brun resign from the guild?":        "After striking a judge",
		"What did Mia Storm die of?":                     "complications of a fever",
		"what did mia storm die from":                    "complications of a fever",
		"Why did Mia Storm die?":                         "complications of a fever",
		"How big a fine did Rask get?":                   "$90,000",
		"how large a fine did jon rask get":              "$90,000",
		"Why did Dale County sue Orvik?":                 "over the bridge",
		"When did Lund resign?":                          "on Thursday",
		"Who was suspended for remarks on a ferry?":      "Ada Falk",
	})
}

// TestConverses: who beat somebody is told by whom he lost to; who beat another one goes behind.
func TestConverses(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2026-03-05 | Rask out in Orvik | There is no way to call Jon Rask's loss to Per Lund at the Orvik Open on Thursday anything but a sign. Rask had hoped for a title at the Orvik Open. Jon Rask goes home to rest.",
		"The Star | 2026-03-06 | Richest in Vik | Ada Falk lost her place as the richest in Vik to the shipowner Elsa Ort, the Vik Index says. Ada Falk has given away nine million. The third in Vik is Ole Brun.",
		"The Star | 2026-03-07 | Storm through | Mia Storm reached the final of the Vik Cup by beating Eva Dahl on Saturday. After stunning Karin Holm in the first round of the Vik Cup, Mia Storm wept. The Vik Cup ends on Sunday.",
	)
	at := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)
	askFirst(t, s, at, map[string]string{
		"Who beat Jon Rask at the Orvik Open?":        "loss to Per Lund",
		"Who knocked Jon Rask out of the Orvik Open?": "loss to Per Lund",
		"who defeated rask":                           "loss to Per Lund",
		"Who eliminated Jon Rask?":                    "loss to Per Lund",
		"Who stunned Karin Holm?":                     "After stunning Karin Holm",
		"Who beat Karin Holm?":                        "After stunning Karin Holm",
		"Who beat Eva Dahl?":                          "beating Eva Dahl",
		"Who lost her place as the richest in Vik?":   "Ada Falk lost",
		"Who did Jon Rask lose to at the Orvik Open?": "loss to Per Lund",
		"Whom did Mia Storm beat to reach the final?": "beating Eva Dahl",
		"Who wept after stunning Karin Holm?":         "Mia Storm wept",
		"Who is the third in Vik?":                    "Ole Brun",
		"What had Rask hoped for at the Orvik Open?":  "a title",
		"How much has Ada Falk given away?":           "nine million",
		"When does the Vik Cup end?":                  "Sunday",
		"Which cup did Mia Storm reach the final of?": "Vik Cup",
		"Who lost to Per Lund at the Orvik Open?":     "loss to Per Lund",
	})
}

// TestRelativeYears: stories of this year tell of the last one by its name, "last year"; of a year to come tells also what
// stands in a story that names it.
func TestRelativeYears(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2024-05-05 | Ferries of Vik | Tourists spent nine million in Orvik in a month. The ferries of Vik carried tourists. Guests of Vik spend more than others.",
		"The Post | 2026-04-06 | Tourists stay away from Vik | Tourist spending in Vik dropped 20% last year as the ferries stood still. The council hopes for a better summer.",
		"The Star | 2026-12-20 | Wages in Vik | The minimum wage in Vik will go up to $15 an hour for small firms. The law applies from the first day of 2027. The council of Vik voted for it.",
	)
	for _, c := range []struct{ question, at, want string }{
		{"How far did tourist spending in Vik drop last year?", "2026-04-08", "20%"},
		{"how far did tourist spending in vik fall last year", "2026-04-08", "20%"},
		{"What is the minimum wage in Vik in 2027?", "2026-12-22", "$15"},
		{"What will the minimum wage in Vik be for small firms in 2027?", "2026-12-22", "$15"},
	} {
		at, err := time.Parse(time.DateOnly, c.at)
		if err != nil {
			t.Fatal(err)
		}
		a := ask(t, &Bot{Stories: s}, s, Question{Text: c.question, At: at})
		if a.Mode != ModeExtract || !strings.Contains(firstOf(&a), c.want) {
			t.Errorf("%s: want %q: %s %.2f\n%s %v", c.question, c.want, a.Mode, a.Confidence, a.Text, a.Notes)
		}
		if notes := notesOf(a, "window"); strings.Contains(notes, "nothing of then") || strings.Contains(c.question, "last year") != strings.Contains(notes, "or passages that name last year") {
			t.Errorf("%s: %s", c.question, notes)
		}
	}
}

// TestNoneCounted: that nobody died answers how many did, before how many were ill.
func TestNoneCounted(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2026-03-05 | Ulda's outbreak | The restaurants of Ulda have been hit by an outbreak of lurgy in two counties, with 84 people ill and 38 in hospital, the clinic said. No deaths have been reported. Ulda has taken its salad away.",
		"The Star | 2026-03-06 | Tram crashes in Kiel | A tram with 30 people hit a bus in Kiel on Friday. Nobody was hurt, and the driver left on foot. The line was shut for an hour.",
		"The Star | 2026-03-07 | Barn burns in Orm | Sixty people fought a fire at the barn of Orm on Saturday. Two people were injured in the fire, and none of them badly. No cows died.",
	)
	at := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)
	for question, want := range map[string]string{
		"How many people died in the outbreak at Ulda?":     "No deaths",
		"how many people died in ulda's outbreak":           "No deaths",
		"How many people fell ill in the outbreak at Ulda?": "84 people ill",
		"How many people were hurt in the tram crash?":      "Nobody was hurt",
		"How many people were in the tram in Kiel?":         "30 people",
		"How many people were injured in the fire in Orm?":  "Two people",
		"How many people fought the fire in Orm?":           "Sixty people",
	} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question, At: at})
		if a.Mode != ModeExtract || !strings.Contains(firstOf(&a), want) || strings.Contains(notesOf(a, "fallback"), "for certain") {
			t.Errorf("%s: want %q: %s %.2f\n%s", question, want, a.Mode, a.Confidence, a.Text)
		}
	}
}

// TestNotOf: what is told of another one, deed, time or thing is not told for sure of what is asked.
func TestNotOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		story, question, want string // what stands first, and is sure
		never                 string // what must not begin it and be sure
	}{
		{"Vik Cup | Nora Quist lost to Karin Holm in the second round of the Vik Cup. The Vik Cup ends on Sunday.", "Who beat Nora Quist?", "lost to Karin Holm", ""},
		{"Vik Cup | Nora Quist lost to Karin Holm in the second round of the Vik Cup. The Vik Cup ends on Sunday.", "Who beat Karin Holm?", "", "Nora Quist lost"},
		{"Vik Cup | Nora Quist nearly lost to Karin Holm in the second round of the Vik Cup. The Vik Cup ends on Sunday.", "Who beat Nora Quist?", "", "Nora Quist nearly"},
		{"Orm | Orm United lost striker Jon Rask to Kiel City on Thursday. Rask trains in Kiel.", "Who beat Jon Rask?", "", "Orm United lost"},
		{"Fall in Orm | Elsa Ort fell to the ground as Ada Falk ran by on Friday. She got up.", "Who knocked Elsa Ort to the ground?", "", "Elsa Ort fell"},
		{"Open | Jon Rask lost in the first round of the Orvik Open. Rask lost a set to Per Lund in practice.", "Who beat Rask in the first round?", "", "Jon Rask lost"},
		{"Steel | Per Lund fell from his horse on the way to Ada Falk. Per Lund was ousted by the board of Orm Steel on Thursday.", "Who ousted Per Lund?", "ousted by the board", ""},
		{"Final | Eva Dahl lost to Mia Storm in the final of the Vik Cup, two years after she beat Mia Storm at Ulm. It rained.", "Who beat Eva Dahl?", "lost to Mia Storm", ""},
		{"Brun | Ole Brun lost to cancer in March. He was 81.", "Who beat Ole Brun?", "", "Ole Brun lost"},
		{"Sund | Sund lost to injury its captain Dahl on Thursday. It rained.", "Who beat Sund?", "", "Sund lost"},
		{"Orm | Orm, who lost to Vik in the final, beat Kiel on Thursday. Meru lost to Orm and Kiel this season. Pell did not lose to Vik.", "Who beat Orm?", "Orm, who lost to Vik", ""},
		{"Kiel | Kiel lost 3-1 to Orm on Thursday after beating Vik on Monday. Vik had lost to Tarn, who lost to Brod. Fans of Norr saw Pell lose to Sund.", "Who beat Kiel?", "lost 3-1 to Orm", ""},
		{"Owls | The Bears lost to the Wolves on Thursday. The Hawks lost 2-0 to the Owls on Saturday.", "Who beat the Owls?", "", "The Hawks lost"},
		{"Vik | Per Lund resigned on Thursday. Mia Storm resigned after a scandal over bribes, and Lund praised her.", "Why did Per Lund resign?", "", "Mia Storm resigned after"},
		{"Orm | Per Lund was sacked by Orm on Thursday. Ole Brun, his friend, was sacked for drinking.", "Why was Per Lund sacked?", "", "Ole Brun, his friend"},
		{"Ulm | Per Lund died on Friday in Ulm. He was 81. Lund's wife, Eva Lund, died of cancer in 2011.", "Why did Per Lund die?", "", "Lund's wife"},
		{"Vik | Per Lund resigned on Thursday. After a long row with his wife, Ole Brun, who had asked Lund to stay, resigned.", "Why did Per Lund resign?", "", "After a long row"},
		{"Maid | The ferry Maid sank on Thursday after leaving the port of Orm. The ferry Maid sank because its bow door was open.", "Why did the ferry Maid sink?", "", "The ferry Maid sank on Thursday"},
		{"Orm | The railway of Orm has 90 workers. It will have a new station in 2027.", "How many workers will the railway of Orm have in 2027?", "", "The railway of Orm has"},
		{"Orm | The fair of Orm will open in 2027. Tickets cost $9 now.", "How much will tickets for the fair of Orm cost in 2027?", "", "Tickets cost"},
	} {
		s := newFew(t, "The Post | 2026-03-06 | "+c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: c.question, At: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)})
		sure := a.Mode == ModeExtract && !strings.Contains(notesOf(a, "fallback"), "for certain")
		if c.want != "" && !(sure && strings.Contains(firstOf(&a), c.want)) || c.never != "" && sure && strings.HasPrefix(a.Text, c.never) {
			t.Errorf("%s %v: %s %.2f\n%s", c.question, sure, a.Mode, a.Confidence, a.Text)
		}
	}
}

// TestThenAndNow: a story of now that names last year, or last summer, of something else does not go before what was told then.
func TestThenAndNow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ then, now, question, want string }{
		{"Ada Holm won the Tarn regatta on Sunday. Nine boats sank.", "The Tarn regatta will be held in July. Ines Ruud, who won the Ulm regatta last year, will sail. Two boats sank in a storm on Thursday.", "Who won the Tarn regatta last year?", "Ada Holm"},
		{"Nine boats sank in the Tarn regatta on Sunday.", "The Tarn regatta will be held in July. Ines Ruud will sail, as last year. Two boats sank in a storm at Tarn on Thursday.", "How many boats sank in the Tarn regatta last year?", "Nine boats"},
		{"The deficit of Vik was $9 million. Mayor Nora Quist blamed the ferries.", "The deficit of Vik is $40 million. Last year the town hired a new clerk. Mayor Per Lund blamed the strike.", "What was the deficit of Vik last year?", "$9 million"},
		{"Mia Storm won the Vik Cup on Sunday.", "Per Lund won the Vik Cup on Thursday. Lund lost in the final last year.", "Who won the Vik Cup last year?", "Mia Storm"},
		{"Traffic in the port of Vik fell 4% in the spring.", "Ada Falk joined the port last year. Port traffic fell 30% in January.", "By how much did traffic in the port of Vik fall last year?", "4%"},
	} {
		s := newFew(t, "The Post | 2025-07-10 | Then | "+c.then, "The Star | 2026-03-05 | Now | "+c.now)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: c.question, At: time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)})
		if a.Mode != ModeExtract || !strings.Contains(firstOf(&a), c.want) {
			t.Errorf("%s: want %q: %s %.2f\n%s", c.question, c.want, a.Mode, a.Confidence, a.Text)
		}
	}
}

// TestDigestOfDays: what is new in a month is of that month alone, and the note says no more.
func TestDigestOfDays(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2026-02-05 | Bridge opens | The bridge of Orm was opened on Thursday.",
		"The Post | 2026-03-05 | Port shut | The port of Vik was shut on Thursday. In February the bridge of Orm had been opened, and last month Vik was at rest.",
	)
	for _, question := range []string{"what happened in February", "what happened last month"} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question, At: time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)})
		if notes := notesOf(a, "window"); strings.Contains(a.Text, "port of Vik") || !strings.Contains(a.Text, "bridge of Orm") || !strings.Contains(notes, "February 2026") || strings.Contains(notes, "name") {
			t.Errorf("%s: %s\n%s", question, a.Text, notes)
		}
	}
}
