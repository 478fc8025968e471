package bot

import (
	"strings"
	"testing"
)

// TestRefused: nothing is quoted where what is asked is told of nobody: where to, how many of those it is asked of, a number of
// what no sentence counts, why somebody did the contrary of what he did; what is told goes first all the same.
func TestRefused(t *testing.T) {
	t.Parallel()
	const (
		train = "The Post | 2026-03-05 | Night train derails at Grimstad | A night train derailed near Grimstad on Tuesday, injuring 14 people, the railway said. The engine left the rails on a wet bridge. // Crews will need a week to lift the coaches. \"I thought of going home,\" said Eva Rud, the guard."
		bus   = "The Star | 2026-03-06 | Bus burns out near Lervik | A bus bound for Lervik burned out on Wednesday, the police said. All 31 passengers got off in time. // The driver, Ole Nygard, smelled smoke. It had left Moss at dawn."
		flood = "The Star | 2026-03-07 | River Otra floods the town of Vik | The river Otra flooded the town of Vik on Friday, and 220 soldiers carried sandbags. The water rose to 3.2 metres. // Sixty people slept in the school. The power company has 90 people at work."
		pool  = "The Post | 2026-03-08 | Moss approves its new swimming pool | The council of Moss voted on Tuesday to build a swimming pool, by 19 votes to 12. It will be 50 metres long. Work is to start in May 2027, and the first swimmers should get in by the summer of 2029. // Ida Lund voted against it because the town has debts and had refused to ask the swimmers."
		shop  = "The Post | 2026-03-09 | Profit of Kaffa falls | The profit of the coffee chain Kaffa fell by 12% last year because beans became dearer, it said on Monday. // Kaffa has 41 shops. Its chief, Jon Vold, lowered the price of a cup in June."
		envoy = "The Star | 2026-03-10 | Consul of Norland leaves his post | Karl Aune has been the consul of Norland in Bergen since August 2021. He vanished from his house at some point in January, the police said. // Aune studied in Oslo. His deputy, Mia Foss, runs the office."
		fair  = "The Post | 2026-03-11 | Book fair of Hamar | The book fair of Hamar is on Saturday, 14 March. Doors open at 9:30 a.m. at the town hall. // A ticket is free. The town gave 40,000 crowns. Nora Bakk, a 61-year-old writer, reads after Per Dahl. Tor Eng, 34, a poet, comes with his daughter."
		match = "The Star | 2026-03-12 | Hamar to play Moss | Hamar will play Moss in the cup on Sunday, 15 March, at the Mjos stadium. // The clubs drew 1-1 in May. Lena Vik, 22, is hurt, so that Ida Strand stands in the goal."
	)
	for question, c := range map[string]struct{ story, want string }{ // want: what stands first; "": refused; "?": refused or doubted
		"Where was the train going?":                        {train, ""},
		"Where was the night train heading?":                {train, ""},
		"How many people were evacuated from the train?":    {train, ""},
		"How many people were injured on the train?":        {train, "injuring 14 people"},
		"Where was the bus going?":                          {bus, "bound for Lervik"},
		"How many people were arrested after the bus fire?": {bus, ""},
		"How many people were rescued from the flood?":      {flood, ""},
		"How many people drowned in the flood?":             {flood, ""},
		"How many dogs were carried out of the flood?":      {flood, "?"},
		"How many soldiers carried sandbags?":               {flood, "220 soldiers"},
		"When does the new swimming pool open?":             {pool, "summer of 2029"},
		"When do the first swimmers get in?":                {pool, "summer of 2029"},
		"When did the council vote on the pool?":            {pool, "on Tuesday"},
		"Why did the council reject the swimming pool?":     {pool, ""},
		"Why did Ida Lund vote against the pool?":           {pool, "because the town has debts"},
		"Why did Ida Lund vote for the pool?":               {pool, ""},
		"Why did the profit of Kaffa rise?":                 {shop, ""},
		"Why did the profit of Kaffa fall?":                 {shop, "because beans became dearer"},
		"When did Karl Aune vanish?":                        {envoy, "in January"},
		"When did Karl Aune disappear?":                     {envoy, "in January"},
		"Since when has Karl Aune been the consul?":         {envoy, "since August 2021"},
		"What time do doors open at the book fair?":         {fair, "9:30 a.m."},
		"When is the book fair of Hamar?":                   {fair, "14 March"},
		"How old is Nora Bakk?":                             {fair, "61-year-old"},
		"How old is Tor Eng?":                               {fair, "34"},
		"How old is Per Dahl?":                              {fair, ""},
		"How much did Hamar spend on the tent of the fair?": {fair, ""},
		"How much does the stand at the book fair cost?":    {fair, ""},
		"What time does Hamar play Moss?":                   {match, ""},
		"What day does Hamar play Moss?":                    {match, "Sunday, 15 March"},
		"At what time will Hamar play Moss on Sunday?":      {match, ""},
		"How old is Ida Strand?":                            {match, ""},
		"How old is Lena Vik?":                              {match, "Lena Vik, 22"},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		first, _, _ := strings.Cut(a.Text, "[1]")
		if told := a.Mode == ModeExtract; c.want == "" && told || c.want == "?" && told && !a.Hedged() || c.want != "" && c.want != "?" && (!told || !strings.Contains(first, c.want)) {
			t.Errorf("%s: want %q: %s %.2f\n%s\n%v", question, c.want, a.Mode, a.Confidence, a.Text, a.Notes)
		}
	}
}
