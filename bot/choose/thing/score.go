package thing

import (
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// scoresIn finds how a match or a vote ended: "3-2", "27 to 21". Another number may be a score, too.
func scoresIn(l *text.Language, s string, words []text.Word) []Thing {
	tied := func(i int) bool { // to the word before it
		gap := ""
		if i > 0 && i < len(words) {
			gap = shape.Gap(s, words, i)
		}
		return gap == "-" || gap == "–"
	}
	counts := func(i int) bool { // a number of points, and not of a unit
		return i < len(words) && words[i].Number && len(words[i].Norm) <= mostDigits &&
			!(i+1 < len(words) && (shape.Measured(l, words[:i+2], i) || l.Calendar.Units[words[i+1].Norm] || l.Numbers.Vague[words[i+1].Norm]))
	}
	var things []Thing
	for i := range words {
		th := Thing{From: i, To: i + 1, Sure: 0.3}
		switch {
		case !words[i].Number || shape.Year(words[i].Norm):
			continue
		case len(words[i].Norm) > mostDigits || tied(i):
		case counts(i+1) && tied(i+1) && !tied(i+2):
			th.To, th.Sure = i+2, 1
		case i+1 < len(words) && words[i+1].Norm == l.Forms.Inflected.Infinitive && counts(i+2):
			th.To, th.Sure = i+3, 0.8
		}
		things = append(things, th)
	}
	return things
}

// mostDigits is how many digits a side's points have at most.
const mostDigits = 3
