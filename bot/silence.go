package bot

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/stray"
)

// silence takes out of the lines those that speak to whoever writes or reads the answer,
// and what is in another language than its story. A story may hold such, but they are
// given to no model, nothing is quoted of them, and nothing rests on them: a model that
// obeys one has its words dropped.
func (e *evidence) silence() {
	lines, places := e.lines[:0], e.places[:0]
	for from := 0; from < len(e.lines); {
		to := from + 1
		for to < len(e.lines) && e.sameParagraph(to-1, to) {
			to++
		}
		for i, spoken := range e.instructing(from, to) {
			if at := e.places[from+i]; !spoken && !stray.Foreign(e.lang, e.stories[at.story].Lang, e.lines[from+i].Text, e.lines[from+i].Read(e.lang)) {
				lines, places = append(lines, e.lines[from+i]), append(places, at)
			}
		}
		from = to
	}
	e.lines, e.places = slices.Clip(lines), slices.Clip(places)
}

// sameParagraph reports whether no paragraph ends between two lines, b after a.
func (e *evidence) sameParagraph(a, b int) bool {
	before, at := e.places[a], e.places[b]
	return before.story == at.story && !strings.Contains(e.stories[at.story].Text[min(before.End, at.Start):at.Start], "\n")
}

// instructing tells of each line of a paragraph whether it instructs. The whole paragraph
// is read for that, of which the lines may be but some.
func (e *evidence) instructing(from, to int) []bool {
	found := make([]bool, to-from)
	if !slices.ContainsFunc(e.lines[from:to], func(line choose.Line) bool { return e.lang.Instructs(line.Text) || e.lang.Addresses(line.Text) }) {
		return found
	}
	whole := e.stories[e.places[from].story].Text
	start := strings.LastIndexByte(whole[:e.places[from].Start], '\n') + 1
	end := len(whole)
	if n := strings.IndexByte(whole[e.places[to-1].End:], '\n'); n >= 0 {
		end = e.places[to-1].End + n
	}
	for _, spoken := range stray.Instructions(e.lang, whole[start:end]) {
		for i := range found {
			at := e.places[from+i]
			found[i] = found[i] || at.Start < start+spoken.End && start+spoken.Start < at.End
		}
	}
	return found
}
