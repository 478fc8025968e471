package choose

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestRaise: of lines that are near each other, the one that tells by name who does what is asked, that counts what is counted, or that
// has the age of him who is asked about goes first.
func TestRaise(t *testing.T) {
	t.Parallel()
	for question, lines := range map[string][]string{ // the last one goes first
		"who coaches vik rovers": {"\"We lost our heads,\" said their coach, Per Crewe.", "Ada Holm, the first woman to coach a team in the final, laughed when she was told of it."},
		"Who really wrote the sonata?": {"The manuscript is not by Clara Vinge, and it was not written in 1880.",
			"A laboratory found a dye in the paper.", "The Post regrets it.", "The barn is shut.", "The score was written in 1961 by Odd Rem, a teacher from Vik, as a study in Vinge's style."},
		"Who shot the mayor in Vik?":                        {"Ada Holm of Vik heard the shots at the man.", "Odd Rem, a clerk, shot him at noon outside the hall."},
		"Who did Per Lund endorse?":                         {"Per and Eva Lund, now 80, spoke to the meeting that urged the election of Kari Moe, who was young when Per Lund won.", "Lund on Tuesday endorsed his friend, the Rev. Ada Foss, in one of two races this fall."},
		"Who saw the fire at the quay first?":               {"Faulty wiring caused the fire that destroyed a shed on the quay of Vik on Thursday, the city's chief fire officer said.", "The alarm was raised by a night watchman, Odd Rem, who saw flames above the loading bay of the quay."},
		"How many people did the Storm of the Age kill?":    {"Monday was the 24th anniversary of the so-called \"Storm of the Age\" that struck the coast in 1993.", "That storm killed more than 270 people as it pounded 26 towns."},
		"How many stops will the tram of Vik have?":         {"The council of Vik voted by 27 to 21 on Tuesday to build a tram.", "The line will be 11.4 kilometres long, with 14 stops between the station and the quay."},
		"When did the Vik Fire start?":                      {"The Vik Fire burns through trees Sunday near Ulm.", "Some 3,000 people had by then fled from their homes in the hills of Vik, a release of the governor said late in the evening, since it began Friday at noon."},
		"When did the Tern festival end?":                   {"The Tern festival draws crowds on Sunday to the quay.", "The Tern festival of songs and boats, which ran for ten days, ended Friday with a parade."},
		"How often do small meteors hit the Ulm desert?":    {"A small meteor 2 metres wide hit the Ulm desert on 11 May, 3 days ago.", "Such small meteors hit the desert quite often, roughly every 10 months or so."},
		"Who is Odd Rem's father?":                          {"Odd Rem, who left the bank of Vik, has lived in Ulm, Odd Rem said. Ada, his daughter, is a clerk of Odd Rem's.", "His father, Per Moen, once led the bank."},
		"Who is the Vik mayor?":                             {"Vik voted for a tram on Tuesday, Vik's clerk Ada Foss said in Vik.", "The mayor, Per Lund, cut the ribbon."},
		"How old is Tom Moen?":                              {"Forty-year-old Ada Moen met Tom Moen on Monday.", "Tom Moen marks his 96th birthday on Thursday."},
		"How old is the suspect in the attack on Tom Moen?": {"Tom Moen, 82, is recovering from the attack, his clerk said in Ulm.", "Police in Ulm said that the suspect, Odd Rem, 42, now faces charges of assault after the attack."},
		"How old is Tom Moen's attacker?":                   {"Tom Moen, 82, is recovering, his clerk said.", "The attacker, Odd Rem, 42, was held, Moen's clerk said."},
		"How old is Tom Moen's sister?":                     {"Tom Moen, 82, was born in Ulm.", "His sister, Ada Moen, 79, keeps bees, Tom Moen said."},
		"How old is Magne Dahl?":                            {"Berg's victory over Magne Dahl was a shock because the 19-year-old was playing black.", "Magne Dahl, 31, smiled."},
	} {
		of := linesOf(lines)
		order := BestFirst(Fitted().Rank(Read(text.English(), question), of))
		if first := order[0]; first != len(lines)-1 {
			t.Errorf("%s: %q goes first, want %q", question, lines[first], lines[len(lines)-1])
		}
	}
}
