package bot

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// differ compares what the quoted stories say: where the number asked for has
// changed from one day's story to a later one's, the later is put first and
// the earlier called superseded; a question about the present has the latest first; where outlets differ at the same time, that is told.
func (e *evidence) differ(q choose.Question, picks []placed) ([]placed, func([]Citation) []Note) {
	a, b, ok := e.conflict(q, picks)
	if !ok && e.lang.Patterns.Now.MatchString(q.Text) {
		slices.SortStableFunc(picks, func(x, y placed) int {
			return e.stories[y.story].Published.Compare(e.stories[x.story].Published)
		})
	}
	if !ok {
		return picks, func(c []Citation) []Note { return e.disputed(picks, c) }
	}
	older, newer := &e.stories[a.story], &e.stories[b.story]
	if newer.Published.Before(older.Published) {
		older, newer = newer, older
	}
	if newer.Published.Sub(older.Published) < 18*time.Hour {
		return picks, func(c []Citation) []Note {
			return []Note{{Kind: "disagreement", Text: fmt.Sprintf("The stories differ: %s and %s give different figures.", marked(older, c), marked(newer, c))}}
		}
	}
	slices.SortStableFunc(picks, func(x, y placed) int {
		return cmp.Compare(order(x.story, e.numberOf(newer)), order(y.story, e.numberOf(newer)))
	})
	return picks, func(c []Citation) []Note {
		return []Note{{Kind: "superseded", Text: fmt.Sprintf("%s has the latest figure, of %s; the one in %s, of %s, is older.",
			marked(newer, c), newer.Published.Format("2 January 2006"), marked(older, c), older.Published.Format("2 January 2006"))}}
	}
}

func (e *evidence) numberOf(s *knowledge.Story) int {
	return slices.IndexFunc(e.stories, func(o knowledge.Story) bool { return o.ID == s.ID })
}

// marked is the story's mark in the answer.
func marked(s *knowledge.Story, citations []Citation) string {
	for _, c := range citations {
		if c.Story == s.ID {
			return fmt.Sprintf("[%d]", c.N)
		}
	}
	return headline(s)
}

// conflict finds two picks of different stories that answer in the same words
// of the question but have no number in common.
func (e *evidence) conflict(q choose.Question, picks []placed) (a, b placed, ok bool) {
	switch q.Want {
	case choose.Number, choose.Money, choose.Percent, choose.Duration, choose.Age:
	default:
		return a, b, false
	}
	for i, a := range picks {
		textA := a.Of(e.stories[a.story].Text)
		for _, b := range picks[i+1:] {
			textB := b.Of(e.stories[b.story].Text)
			if a.story == b.story || !sameTerms(e.lang, q, textA, textB) {
				continue
			}
			x, y := amountsIn(e.lang, q, textA), amountsIn(e.lang, q, textB)
			if len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(v string) bool { return slices.Contains(y, v) }) {
				return a, b, true
			}
		}
	}
	return a, b, false
}

// amountsIn are the numbers in a text of the kind that q wants, dates left out.
func amountsIn(l *text.Language, q choose.Question, s string) []string {
	f := l.Annotate(s, amountsReach)
	var values []string
	for _, a := range f.Amounts {
		if a.Loose || a.Kind.Date() || a.Kind == text.AmountOrdinal || (q.Want == choose.Money) != (a.Kind == text.AmountMoney) || (q.Want == choose.Percent) != (a.Kind == text.AmountPercent) {
			continue
		}
		values = append(values, text.NumberKey(a.Value))
	}
	return values
}

// sameTerms reports whether two texts have the same of the question's telling
// words that are no names, and more than half of them.
func sameTerms(l *text.Language, q choose.Question, a, b string) bool {
	x, y := l.TermSet(a), l.TermSet(b)
	both, all := 0, 0
	for i := range q.Terms {
		t := &q.Terms[i]
		if t.Name || t.Time || t.Number {
			continue
		}
		all++
		stem := l.Stem(t.Norm)
		if x[stem] != y[stem] && !t.Focus {
			return false
		}
		if x[stem] && y[stem] {
			both++
		}
	}
	return both > 0 && 2*both > all
}

// disputed tells that quoted stories of the same days contradict each other,
// where one of them says so itself.
func (e *evidence) disputed(picks []placed, citations []Citation) []Note {
	for i, a := range picks {
		for _, b := range picks[i+1:] {
			s, t := &e.stories[a.story], &e.stories[b.story]
			if a.story == b.story || s.Outlet == t.Outlet || s.Published.Sub(t.Published).Abs() > 48*time.Hour {
				continue
			}
			if e.contradicts(a.story) || e.contradicts(b.story) {
				return []Note{{Kind: "disagreement", Text: fmt.Sprintf("The stories differ: %s and %s contradict each other.", marked(s, citations), marked(t, citations))}}
			}
		}
	}
	return nil
}

func (e *evidence) contradicts(story int) bool {
	told, known := e.contradict[story]
	if !known {
		told = e.lang.Patterns.Contradicts.MatchString(e.stories[story].Text)
		e.contradict[story] = told
	}
	return told
}

// amountsReach is how many bytes of a pick are read for numbers.
const amountsReach = 6_000
