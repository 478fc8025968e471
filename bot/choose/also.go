package choose

import (
	"slices"

	"github.com/storybot/storybot/bot/choose/ask"
)

// Also is the line that answers what else q asks, of the story of line first, where that line does not; -1 where none does or
// nothing else is asked. A weekday alone is no date.
func (w *Weights) Also(q Question, lines []Line, first int) int {
	also := ask.Also(q.lang, q.Text)
	other := Read(q.lang, also)
	if also == "" || other.Want == Anything {
		return -1
	}
	var of []Line
	var at []int
	for i := range lines {
		if lines[i].Group == lines[first].Group && i >= first-alsoReach && i <= first+alsoReach {
			of, at = append(of, lines[i]), append(at, i)
		}
	}
	r := w.Rank(other, of)
	if r[slices.Index(at, first)].features[featKind] > weekdaySure {
		return -1
	}
	m, verb := newMatcher(&other), other.verbTerm()
	for _, k := range BestFirst(r) {
		if r[k].features[featKind] > weekdaySure && (verb < 0 || m.has(of[k].Read(q.lang), verb)) {
			return at[k]
		}
	}
	return -1
}

// alsoReach is within how many lines of the first what else is asked is looked for.
const alsoReach = 3
