package choose

import (
	"slices"
	"strings"
)

// also is what else q asks at its end, as in "who resigned, and when?"; ok is false where it asks one thing.
func (q *Question) also() (other Question, ok bool) {
	words := q.lang.Words(q.Text)
	for i := max(2, len(words)-mostAlso); i+1 < len(words); i++ {
		if w := &words[i+1]; q.lang.Clauses.And[words[i].Norm] && q.lang.Questions.Words[w.Norm] && q.lang.Questions.Words[words[0].Norm] {
			rest := words[1].Start
			if n := words[1].Norm; q.lang.Questions.Many[n] || q.lang.Questions.Much[n] {
				rest = words[2].Start
			}
			tail := strings.TrimRight(q.Text[w.Start:], " ?!.")
			return Read(q.lang, tail+" "+strings.TrimRight(q.Text[rest:words[i].Start], " ,")), rest < words[i].Start
		}
	}
	return Question{}, false
}

// mostAlso is how many words what else is asked has at most, its "and" with it.
const mostAlso = 4

// Also is the line that answers what else q asks, of the story of line first, where that line does not; -1 where none does or
// nothing else is asked. A weekday alone is no date.
func (w *Weights) Also(q Question, lines []Line, first int) int {
	other, ok := q.also()
	if !ok || other.Want == Anything {
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
