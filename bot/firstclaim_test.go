package bot

import (
	"strings"
	"testing"
)

// The stories of TestFirstClaim: a small world in which one event's figures, causes and people may be taken for another's.
const (
	firstStorm = "The Gazette #live | 2026-11-20 | Live: Storm Ylva crosses the coast of Dalmark | Friday, 9:15 p.m. Power is back in all but 700 homes, the grid company Dalgrid says. // " +
		"Friday, 8:05 a.m. The storm has killed two women. Police say that they were struck by a falling tree in Ormsund late on Thursday. // " +
		"Thursday, 10:30 p.m. The weather service has measured a gust of 151 kilometres an hour at the lighthouse of Skare, the highest in Dalmark since 2001. // " +
		"Thursday, 6:20 p.m. About 31,000 homes are without power. // Thursday, 5:30 a.m. Storm Ylva is expected to reach the coast at about four this afternoon. Ferries to Skare are suspended until Saturday."
	firstBus = "The Courier | 2026-10-12 | Bus falls from bridge at Torvik; eleven dead | Eleven people died and 20 were hurt on Monday when a bus fell from the bridge at Torvik in high winds, the police of Dalmark said. // " +
		"The driver, Aron Beck, 44, was pulled from the river by two fishermen. Beck was being treated for a broken arm at the hospital of Torvik. // The police said that the cause was not known. Aino Falk, the minister of transport, called off a visit to Oslo."
	firstFire = "The Post | 2026-11-05 | Worn cable blamed for fire at Torvik sawmill | A worn cable caused the fire that destroyed a sawmill in Torvik early on Thursday, the city's fire chief said. // " +
		"One worker died and three were hurt. Damage was put at 2.4 million crowns. // The fire burned for nine hours, and 60 firefighters were called in."
	firstRate = "The Courier | 2026-11-12 | Central bank raises key rate to 4.25% | Dalmark's central bank raised its key interest rate by a quarter of a percentage point to 4.25% on Thursday, more than most economists had forecast. // " +
		"The bank's council voted by six to three for the rise. It was the second this year, and it ends a run of cuts that began in 2024. // " +
		"Nils Orre, the bank's governor, said that the council had acted because wages were rising faster than output. // \"Power is bought dearly this winter,\" Orre told reporters."
	firstTram = "The Gazette | 2026-09-08 | Torvik council approves metro line to the harbour | Torvik's city council voted by 30 to 14 on Tuesday to build a metro line to the harbour, ending an argument of twelve years. // " +
		"The line will be 7.2 kilometres long, with nine stops. Work is to begin in May 2027, and the first passengers should travel in the spring of 2031. // Updated on Thursday: The line will cost 210 million crowns, the city's finance department now says."
	firstMinister = "The Post | 2026-11-16 | Minister of transport resigns over bridge | Aino Falk, the minister of transport, resigned on Sunday over the state of the bridge at Torvik. // " +
		"\"I should have read the report,\" Falk said. The prime minister, Jon Moe, will not resign, his office said. // The opposition had called on Moe to resign, too. If the council fails, the mayor of Torvik, Siri Lunde, would resign as well, she said."
	firstOpinion = "The Gazette #opinion | 2026-11-18 | The bridge had warned us | I would begin with the road office, which found 3 million crowns for new uniforms and none for the bolts of a bridge. Its head, Karl Noor, ought to resign before the funerals are over, and I suspect that he knows it. Nobody who resigned has brought back a bus."
	firstConsul  = "The Star | 2025-03-04 | Consul of Norland in Ormsund defects | Emil Rask, Norland's consul in Ormsund, has defected with his two sons, deputies in Dalmark said on Tuesday after a talk with the secret service. // " +
		"Rask had been in the town since 2021. Asked on Wednesday, the consulate would say nothing."
	firstStrike = "The Wire | 2026-11-09 | Dockers of Ormsund end strike after eight days | The dockers of Ormsund went back to work on Monday after a strike of eight days, their union said. // " +
		"About 1,400 dockers had walked out because the port had cut their overtime. The new contract raises pay by 6% over two years, and the vote for it was unanimous."
	firstCup = "The Star | 2026-05-30 | Torvik Harriers win the cup at last | Torvik Harriers won the Dalmark Cup for the first time in 33 years on Saturday, beating Ormsund City 2-1 after extra time. // " +
		"Ole Vik scored both goals. Winter training had been hard, said their coach, Mia Torp."
	firstWreck = "The Courier #correction | 2026-10-16 | Correction: 12 people died in the bus at Torvik, and four are missing | Four people are missing after the fall of the bus from the bridge at Torvik, the police of Dalmark said on Friday, and they withdrew the lower figures that they had given since Monday. The number of dead is 12. // " +
		"The mistake lay in the list of tickets. In fact 38 people were aboard."
	firstCoin = "The Star | 2026-11-19 | Chemist Ada Lind to be shown on coin | The late chemist Ada Lind will be honoured with a coin of ten crowns in 2027, the mint of Dalmark said on Thursday. // " +
		"Other chemists have been shown on coins in the past, including the late chemist Otto Brand, the first of the town of Skare. // " +
		"Lind, who found a cure for rust, will be shown on the coin at her bench. The chemist Per Holm was chosen for the coin of 2019."
)

// TestFirstClaim: the first claim answers what is asked, of the event that is asked about, or the stories do not say. A
// want that begins with "!" must not be hedged; "-" is a refusal, "?" one or a hedge.
func TestFirstClaim(t *testing.T) {
	t.Parallel()
	all := []string{firstStorm, firstBus, firstFire, firstRate, firstTram, firstMinister, firstOpinion, firstConsul, firstStrike, firstCup, firstWreck, firstCoin}
	for kind, cases := range map[string]map[string]string{
		"the event that is asked about": {
			"how many people died in the storm":             "killed two",
			"How many people did the storm kill?":           "killed two",
			"how many people died in the storm in Dalmark":  "killed two",
			"how many dead in the fire":                     "One worker",
			"how many people were hurt in the sawmill fire": "three were hurt",
			"how many people died in the bus":               "number of dead is 12",
			"how many were hurt when the bus fell":          "20 were hurt",
			"how many people died in the strike":            "-",
			"how many people died in the earthquake":        "-",
			"storm deaths":                                  "killed two",
			"how long did the strike last":                  "eight days",
			"how long did the fire burn":                    "nine hours",
		},
		"what happened, not what ought to": {
			"who resigned?":                                 "Aino Falk, the minister of transport, resigned",
			"who has resigned":                              "Aino Falk, the minister of transport, resigned",
			"Who resigned in November?":                     "Aino Falk, the minister of transport, resigned",
			"What is the name of the driver of the bus?":    "Aron Beck",
			"What is the name of the governor of the bank?": "Nils Orre",
			"which minister resigned":                       "Aino Falk, the minister of transport, resigned",
			"Who ought to resign?":                          "Karl Noor",
			"who should resign":                             "Karl Noor",
			"Who would resign if the council fails?":        "Siri Lunde",
			"Who will not resign?":                          "Jon Moe",
			"Who resigned over the bridge?":                 "Aino Falk, the minister of transport, resigned",
		},
		"what is to come, not what was": {
			"Which late chemist will be shown on a coin in 2027?":        "Ada Lind",
			"Which late chemist will be shown on a new coin of Dalmark?": "Ada Lind",
			"Who will be shown on the new coin?":                         "Ada Lind",
			"Which chemist will be honoured with a coin?":                "Ada Lind",
			"Who was chosen for the coin of 2019?":                       "Per Holm",
			"Which chemists have been shown on coins in the past?":       "Otto Brand",
		},
		"the cause of what is asked": {
			"What caused the power cuts?":             "-",
			"what caused the outage":                  "-",
			"What caused the fire?":                   "worn cable",
			"what caused the sawmill fire":            "worn cable",
			"What caused the bus crash?":              "cause was not known",
			"why did the bus fall":                    "cause was not known",
			"What caused the strike?":                 "cut their overtime",
			"Why did the dockers strike?":             "cut their overtime",
			"What caused the storm?":                  "-",
			"What was the cause of the fire?":         "worn cable",
			"what was the cause of the power failure": "-",
			"What caused the flood?":                  "-",
		},
		"the reason first": {
			"Why did the central bank raise rates?":    "!acted because wages",
			"why were rates raised":                    "acted because wages",
			"Why did the bank raise its key rate?":     "!acted because wages",
			"What was the reason for the rate rise?":   "acted because wages",
			"why did aino falk resign":                 "!over the state of the bridge",
			"Why did the dockers of Ormsund walk out?": "!cut their overtime",
		},
		"the value asked for": {
			"how strong were the winds in storm Ylva":     "!151 kilometres an hour",
			"how fast were the winds of Ylva":             "!151 kilometres an hour",
			"When will the metro line open?":              "spring of 2031",
			"when does the metro open":                    "spring of 2031",
			"when will the first passengers travel":       "!spring of 2031",
			"When does work on the metro line begin?":     "May 2027",
			"when will the metro be finished":             "spring of 2031",
			"how long is the metro line":                  "7.2 kilometres",
			"How much will the metro line cost?":          "210 million",
			"when did the council approve the metro line": "!on Tuesday",
		},
		"who and when": {
			"Which consul defected and when?":   "!Emil Rask",
			"who defected and when":             "Emil Rask",
			"Who resigned and why?":             "Aino Falk, the minister of transport, resigned",
			"Which minister resigned and when?": "Aino Falk, the minister of transport, resigned",
			"When and where did the bus fall?":  "Monday",
			"who won the cup and when":          "Torvik Harriers won",
			"How many people died and where?":   "number of dead is 12",
		},
		"yes or no of how": {
			"was the vote for the contract unanimous?":     "!vote for it was unanimous",
			"was the decision of the bank unanimous?":      "!six to three",
			"was the council vote on the metro unanimous?": "!30 to 14",
			"Did the bank's council agree unanimously?":    "six to three",
		},
		"the dead before the missing": {
			"bus casualties":        "number of dead is 12",
			"bus crash casualties":  "number of dead is 12",
			"bus deaths":            "number of dead is 12",
			"casualties of the bus": "number of dead is 12",
			"bus death toll":        "number of dead is 12",
			"bus missing":           "Four people are missing",
			"how many are missing":  "Four people are missing",
			"storm casualties":      "killed two",
			"fire casualties":       "One worker",
		},
		"whether it is so": {
			"did the prime minister resign":         "Jon Moe, will not resign",
			"Was the sawmill sold?":                 "?",
			"did the driver of the bus confess":     "?",
			"Was the consul arrested?":              "?",
			"Did the minister of transport resign?": "!Aino Falk, the minister of transport, resigned",
		},
		"the verb is no noun": {
			"did the central bank cut jobs": "?",
			"did the fire chief resign?":    "?",
		},
		"bare words": {
			"cup winner":        "Torvik Harriers won",
			"winner of the cup": "Torvik Harriers won",
			"the cup's scorer":  "Ole Vik",
			"harriers coach":    "Mia Torp",
			"metro cost":        "210 million",
			"strike length":     "eight days",
		},
	} {
		for question, want := range cases {
			s := newFew(t, all...)
			a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
			first := ""
			if len(a.Claims) > 0 {
				first = a.Claims[0].Text
			}
			want, plain := strings.CutPrefix(want, "!")
			switch {
			case want == "?":
				if a.Mode != ModeNone && !a.Hedged() {
					t.Errorf("%s: %s: not in doubt, %.2f:\n%s", kind, question, a.Confidence, a.Text)
				}
			case want == "-" && a.Mode != ModeNone, want != "-" && !strings.Contains(first, want):
				t.Errorf("%s: %s: want %q first:\n%s\n%v", kind, question, want, a.Text, a.Notes)
			case plain && a.Hedged():
				t.Errorf("%s: %s: hedged, %.2f:\n%s", kind, question, a.Confidence, a.Text)
			}
		}
	}
}
