package bot

import (
	"strings"
	"testing"
)

// TestTellsWho: the sentence that tells by name who does what is asked, how many there are of what is counted, or the age of him who is
// asked about, goes before another that is near it; and nothing is quoted where no sentence tells it of him, of the place or thing that is
// named, or tells of no such deed.
func TestTellsWho(t *testing.T) {
	t.Parallel()
	const (
		fake  = "The Post | 2026-03-05 | Retraction: the sonata found near Lervik is not by Clara Vinge | The Post retracts the article \"Lost sonata by Clara Vinge found in a barn\", published on 3 February. The manuscript is not by Clara Vinge, and it was not written in 1880. A laboratory found in the paper a dye that was not sold before 1950. // The score was written in 1961 by Odd Rem, a teacher from Lervik, as a study in the style of Vinge."
		bank  = "The Star | 2026-03-06 | Minister backs Foss | Eva Lund and Per Lund, now 80, spoke by video to the meeting that is to choose Kari Moe for the council. Per Lund on Tuesday endorsed Siri Foss for mayor of Moss, the first time that he has backed anybody since 2019."
		match = "The Post | 2026-03-07 | Vik beats Hamar in the final | Vik won the chess final against Hamar on Saturday. Berg's victory was a shock because the 19-year-old had never won abroad. Dahl, 34, smiled afterwards. // The 28-year-old Lena Vik came third. Tom Vik will celebrate his 66th birthday in May."
		zoo   = "The Star | 2026-03-08 | Zoo of Moss counts its lions | The zoo of Moss on Sunday launched a plan to save its animals, director Nils Hov said. A keeper of the zoo was bitten on Friday. // Its park in Lervik has 14 lions and an old tiger."
		card  = "The Post | 2026-03-09 | Kaffa is sued | Ruth Aas of Lervik has sued the chain Kaffa for 5 million crowns. Ruth Aas says that its cups are too small. // Kaffa says that it has 41 shops."
		rally = "The Post | 2026-03-09 | Rally of Norland begins | The rally of Norland begins in Moss. The rider Ola Stein won a stage of the Tour of Norland on Monday, and his fine of 300 crowns is a payment to the club."
		chief = "The Star | 2026-03-10 | Sande says that he sold no shares | The club of Vik dismissed its coach, Arne Sande, on Monday because it lost nine matches. Ida Bakk, its captain, wept. // Bakk praised the fans."
	)
	for question, c := range map[string]struct{ story, want string }{ // want: what stands first; "": refused; "?": refused or doubted
		"Who really wrote the sonata?":              {fake, "Odd Rem"},
		"Who did Per Lund endorse on Tuesday?":      {bank, "Siri Foss"},
		"How old is Lena Vik?":                      {match, "28-year-old Lena Vik"},
		"How old is Tom Vik?":                       {match, "66th birthday"},
		"How old is Dahl?":                          {match, "Dahl, 34"},
		"How old is Magne Hamar?":                   {match, ""},
		"How old is Nils Hov?":                      {zoo, ""},
		"How many lions does the zoo of Moss have?": {zoo, "14 lions"},
		"Who founded the zoo of Moss?":              {zoo, "?"},
		"Who arrested the keeper of the zoo?":       {zoo, ""},
		"Who drove Nils Hov to Lervik?":             {zoo, ""},
		"How much did Kaffa pay Ruth Aas?":          {card, ""},
		"How much does Kaffa spend on cups?":        {card, ""},
		"How much did Ola Stein pay the club?":      {rally, "300 crowns"},
		"Who won a stage of the Tour of Norland?":   {rally, "Ola Stein"},
		"Who won a stage of the Tour of Saxony?":    {rally, ""},
		"Why did the club dismiss Arne Sande?":      {chief, "because it lost nine matches"},
		"Why did the club of Vik promote Sande?":    {chief, ""},
		"Why did Ida Bakk leave the club in Turku?": {chief, ""},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		first, _, _ := strings.Cut(a.Text, "[1]")
		if told := a.Mode == ModeExtract; c.want == "" && told || c.want == "?" && told && !a.Hedged() || c.want != "" && c.want != "?" && (!told || !strings.Contains(first, c.want)) {
			t.Errorf("%s: want %q: %s %.2f\n%s\n%v", question, c.want, a.Mode, a.Confidence, a.Text, a.Notes)
		}
	}
}
