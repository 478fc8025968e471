package choose

import (
	"math"

	"github.com/storybot/storybot/bot/choose/shape"
)

// lacking measures what of the question neither the line nor its title nor its
// neighbours have: a gap in a name, in the verb, or in anything.
func (c *context) lacking(i int, f *[featureCount]float64) {
	l := &c.lines[i]
	var all, names, verb termShare
	for t := range c.q.Terms {
		term := &c.q.Terms[t]
		if term.Time {
			continue
		}
		lack, w := 1-c.held(i, t), c.weight[t]
		all.add(w, lack)
		if term.Name {
			names.add(w, lack)
			f[featLackName] = math.Max(f[featLackName], lack)
		}
		if term.verb {
			verb.add(w, lack)
		}
		if lack > 0.5 {
			f[featLackMost] = math.Max(f[featLackMost], w*lack/mostWeight)
		}
	}
	f[featLack], f[featLackNames], f[featLackVerb] = all.share(), names.share(), verb.share()
	f[featHead] = l.head
}

// mostWeight is about the weight of the rarest name.
const mostWeight = 4

// held is how well term t is held by line i, its title or a neighbour.
func (c *context) held(i, t int) float64 {
	l := &c.lines[i]
	best := l.best[t]
	if l.title != nil {
		best = math.Max(best, l.title[t])
	}
	for d := 1; d <= 3 && i-d >= 0 && c.lines[i-d].group == l.group; d++ {
		best = math.Max(best, c.lines[i-d].best[t]*heldNear)
	}
	if i+1 < len(c.lines) && c.lines[i+1].group == l.group {
		best = math.Max(best, c.lines[i+1].best[t]*heldNear)
	}
	return best
}

// heldNear is what a term in a neighbour counts.
const heldNear = 0.8

// attached measures how near something of the wanted kind stands to the verb of
// the question and to its names, and whether it does, or suffers, what is asked.
func (c *context) attached(l *line, f *[featureCount]float64) {
	f[featVerbNear] = l.says
	for _, th := range l.things {
		if !th.fresh {
			continue
		}
		for i, h := range l.hits {
			if h.term < 0 || i >= th.from && i < th.to {
				continue
			}
			term := &c.q.Terms[h.term]
			if term.verb {
				f[featVerbNear] = math.Max(f[featVerbNear], th.sure*h.worth*nearness(th, i))
				f[featDoes] = math.Max(f[featDoes], th.sure*h.worth*c.does(l, th, i))
			}
			if term.Name {
				f[featNameNear] = math.Max(f[featNameNear], th.sure*h.worth*nearness(th, i))
			}
		}
	}
}

// nearness falls with the words between the thing and word i.
func nearness(th thing, i int) float64 {
	d := th.from - i
	if i >= th.to {
		d = i - th.to + 1
	}
	return 2 / float64(2+d)
}

// does reports whether the thing is to the verb at word i as who is asked for is
// to the verb of the question: its doer, or whom it is done to.
func (c *context) does(l *line, th thing, i int) float64 {
	if c.q.manner != Who && (c.q.manner != Which || !c.q.Want.named()) {
		return 0
	}
	passive := false
	for j := max(0, i-3); j < i; j++ {
		passive = passive || c.q.lang.Questions.Be[l.words[j].Norm]
	}
	by := th.from > 0 && l.words[th.from-1].Norm == "by"
	before, after := th.to <= i && i-th.to <= 5, th.from > i && th.from-i <= 5
	switch {
	case c.q.passive == passive && before && !c.q.object, c.q.object && !passive && after:
		return 1
	case !c.q.object && !c.q.passive && by && th.from > i, c.q.object && passive && before:
		return 1
	}
	return 0
}

// years measures how the line fits the years that the question names: whether
// two of its years enclose them, and how near before them its latest one is.
func (c *context) years(l *line, f *[featureCount]float64) {
	from, to := c.q.years()
	if from == 0 {
		return
	}
	last, latest := 0, 0
	for i := range l.words {
		n := l.words[i].Norm
		if !l.words[i].Number || len(n) != 4 || !shape.Year(n) {
			continue
		}
		y := shape.Digits(n)
		if last != 0 && last <= from && to <= y && y > last {
			f[featYears] = 1
		}
		if y <= from {
			latest = max(latest, y)
		}
		last = y
	}
	if latest > 0 {
		f[featSince] = 1 / (1 + float64(from-latest)/3)
	}
}

// years are the first and the last year that the question names; 0 where it names none.
func (q *Question) years() (from, to int) {
	for i := range q.Terms {
		if n := q.Terms[i].Norm; len(n) == 4 && q.Terms[i].Number && shape.Year(n) {
			y := shape.Digits(n)
			if from == 0 || y < from {
				from = y
			}
			to = max(to, y)
		}
	}
	return from, to
}
