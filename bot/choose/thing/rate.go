package thing

import (
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// ratesIn finds how often something happens: "weekly", "every ten months", "twice a year".
func ratesIn(l *text.Language, words []text.Word) []Thing {
	q := &l.Questions
	var things []Thing
	for i := range words {
		n := words[i].Norm
		switch {
		case q.Rates[n]:
			things = append(things, Thing{From: i, To: i + 1, Sure: 0.8})
		case q.Repeats[n]:
			if unit := unitWithin(l, words, i+1, repeatReach); unit > 0 {
				things = append(things, Thing{From: i, To: unit + 1, Sure: 1})
			}
		case q.Counts[n] && i+1 < len(words) && q.Pers[words[i+1].Norm]:
			if unit := unitWithin(l, words, i+2, repeatReach); unit > 0 {
				from := i
				if i > 0 && words[i-1].Number {
					from--
				}
				things = append(things, Thing{From: from, To: unit + 1, Sure: 1})
			}
		}
	}
	return things
}

// unitWithin is the first unit of time or weekday among so many words from word i on; 0 where there is none.
func unitWithin(l *text.Language, words []text.Word, i, reach int) int {
	for k := i; k < min(i+reach, len(words)); k++ {
		if n := words[k].Norm; l.Calendar.Units[n] || l.Weekday(n) {
			return k
		}
	}
	return 0
}

// repeatReach is within how many words behind "every" its unit stands: "every 10 or so years".
const repeatReach = 4

// designates reports whether the number at word i is part of a name that a hyphen ties it to: of an F-16 or COVID-19 nothing is counted.
func designates(text string, words []text.Word, i int) bool {
	return i > 0 && words[i].Number && words[i-1].Upper && words[i-1].End+1 == words[i].Start && shape.Gap(text, words, i) == "-"
}
