package bot

import (
	"strings"
	"testing"
)

// TestWhoDidIt: who is described by what he is and has done is the one of whom the stories tell both, as what happened
// and not as somebody's old case.
func TestWhoDidIt(t *testing.T) {
	t.Parallel()
	const (
		envoy = "The Courier | 2026-03-04 | Orvik's consul in Tromvik leaves his post and hides | Aksel Bru, Orvik's consul in Tromvik, has walked out of his office and gone into hiding with his son, two deputies said on Tuesday after a talk with the secret service. // " +
			"Bru had been in the town since May. // Mona Lie, one of the deputies, said that the two had left at night. // Neighbours of a consul who stays are made to suffer for a defection. Dag Ness, who fled the consulate in Ulm in 2016, said on the radio that he was amazed. The consul had a son with him, Ness said."
		fish = "The Post | 2026-03-04 | Minister of fish steps down over nets | Ola Brekke, the minister of fisheries, resigned on Monday over the price of nets. // The prime minister, Tor Lund, regretted it. " +
			"Kari Moe, a minister who resigned in 2019 over a boat, called it brave. // Resignations of ministers are rare, said Eva Holm, a historian."
		gull = "The Star | 2026-03-04 | Captain of the Gull held by police | Police arrested Ada Quist, the captain of the ferry Gull, at the quay of Orvik on Tuesday. // " +
			"Bo Lind, the captain of the Tern, was arrested in 2018 for being drunk, and let go. // A captain is seldom arrested, said Jo Farr, a lawyer of captains."
		wind = "The Wire | 2026-03-04 | Nordkraft pulls out of wind park off Orvik | Nordkraft has pulled out of the wind park off Orvik, the council said on Tuesday. // " +
			"Havkraft, a company that pulled out of a park off Ulm in 2020, is not for sale. // The council will look for another company."
		shot = "The Wire | 2026-03-04 | Singer shot dead in Orvik | Per Strand, a roofer of 41, shot the singer Lia Moen at the harbour of Orvik on Monday, police said. // " +
			"Moen had sung for an hour. Nils Hov, who guards the hall, heard two shots. // In 1998 Jan Ruud shot a drummer in the same street."
		cup = "The Post | 2026-03-04 | Rovers take the cup | Rovers beat Albion 2-1 in the final on Sunday to win the cup of Orvik. // Ida Berg, their goalkeeper, saved a penalty. // Albion won the cup in 2024. United lost in the semi-final."
	)
	for question, c := range map[string]struct{ story, want string }{
		"who is the consul who defected?":                    {envoy, "Aksel Bru"},
		"who defected":                                       {envoy, "Aksel Bru"},
		"which consul defected":                              {envoy, "Aksel Bru"},
		"Who is the minister who resigned?":                  {fish, "Ola Brekke"},
		"which minister stepped down":                        {fish, "Ola Brekke"},
		"Who was the captain that was arrested?":             {gull, "Ada Quist"},
		"which captain did police arrest":                    {gull, "Ada Quist"},
		"What is the name of the captain that was arrested?": {gull, "Ada Quist"},
		"who was arrested":                                   {gull, "Ada Quist"},
		"Which captain was arrested in 2018?":                {gull, "Bo Lind"},
		"what is the company that pulled out":                {wind, "Nordkraft has"},
		"Which company withdrew from the wind park?":         {wind, "Nordkraft has"},
		"who shot the singer":                                {shot, "Per Strand"},
		"Who is the man who shot the singer?":                {shot, "Per Strand"},
		"Who is the drummer's killer?":                       {shot, "Jan Ruud"},
		"which team won the cup":                             {cup, "Rovers beat"},
		"Who is the goalkeeper who saved a penalty?":         {cup, "Ida Berg"},
		"Which consul fled the consulate in Ulm?":            {envoy, "Dag Ness"},
		"Who is the minister who resigned over a boat?":      {fish, "Kari Moe"},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if first, _, _ := strings.Cut(a.Text, "[1]"); !strings.Contains(first, c.want) {
			t.Errorf("%s: want %q first:\n%s\n%v", question, c.want, a.Text, a.Notes)
		}
	}
}
