package choose

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// freshen marks the things of the lines that the question does not have itself.
func (c *context) freshen() {
	for i := range c.lines {
		l := &c.lines[i]
		for k := range l.things {
			l.things[k].fresh = c.fresh(l, l.things[k])
		}
	}
}

// agree measures what speaks for the things of each line outside of it: that other
// stories have the same where they speak of what is asked, and that the line's own
// headline has it.
func (c *context) agree() {
	if !c.q.Want.Named() && !c.q.Want.Measured() && c.q.Want != Date && c.q.Want != Title && c.q.Want != Name && c.q.Want != Member {
		return
	}
	told := make(map[string]map[int]float64) // by thing, story by story, how much of the question stands beside it
	c.eachThing(func(l *line, key string, _ found) {
		if told[key] == nil {
			told[key] = make(map[int]float64)
		}
		told[key][l.group] = math.Max(told[key][l.group], c.cover(l))
	})
	c.eachThing(func(l *line, key string, th found) {
		sum := 0.0
		for _, group := range slices.Sorted(maps.Keys(told[key])) { // sums must not depend on a map's order
			if group != l.group {
				sum += told[key][group]
			}
		}
		l.agreed = math.Max(l.agreed, th.Sure*sum/(1+sum))
		if len(l.heads) > 0 && alike.HasAll(l.heads, l.words[th.From:th.To]) {
			l.headed = math.Max(l.headed, th.Sure)
		}
	})
}

// eachThing calls use for each thing of the lines that the question does not have,
// with what is the same in another line that means the same.
func (c *context) eachThing(use func(l *line, key string, th found)) {
	for i := range c.lines {
		l := &c.lines[i]
		for _, th := range l.things {
			if th.fresh && th.Sure >= agreedSure {
				use(l, c.keyOf(l.words[th.From:th.To]), th)
			}
		}
	}
}

// agreedSure is how surely a thing must be of the wanted kind to be looked for elsewhere.
const agreedSure = 0.3

// keyOf is the same for two things that are likely the same: of a person's names the
// last, of a number its digits.
func (c *context) keyOf(words []text.Word) string {
	if c.q.Want == Person {
		return words[len(words)-1].Norm
	}
	return shape.Key(c.q.lang, words)
}

// cover is the share of the terms that the line or its title has, squared: it tells
// little that it has a few.
func (c *context) cover(l *line) float64 {
	sum := 0.0
	for t, best := range l.best {
		if l.title != nil {
			best = math.Max(best, l.title[t])
		}
		sum += c.weight[t] * best
	}
	sum /= c.total
	return sum * sum
}

// holder tells how surely the line names who, or what, is the noun that is asked for:
// "the hunter Ann Lee", "her lawyer, Tom Lee", "Tom Lee, a lawyer".
func (c *context) holder(l *line) float64 {
	best := 0.0
	for i, h := range l.hits {
		if h.Term < 0 || !c.holds(h.Term) {
			continue
		}
		if j := i + 1; j < len(l.words) && c.unasked(l, j) {
			switch gap := strings.TrimSpace(shape.Gap(l.text, l.words, j)); gap {
			case "":
				best = math.Max(best, h.Worth)
			case ",":
				best = math.Max(best, 0.9*h.Worth)
			}
		}
		for j := i; j > 0 && i-j < 4; j-- {
			if l.words[j].Upper && j < i && !shape.Possessive(l.text, &l.words[j]) { // "Ann Lee, Ulm's mayor"
				break
			}
			if strings.Contains(shape.Gap(l.text, l.words, j), ",") {
				if c.unasked(l, j-1) {
					best = math.Max(best, 0.8*h.Worth)
				}
				break
			}
		}
	}
	return best
}

// holds reports whether term t is the noun of whom, or what, is asked for.
func (c *context) holds(t int) bool {
	term := &c.q.Terms[t]
	switch c.q.Want {
	case Person, Organisation, Anything, Name, Place, Member, Title:
		return !term.Name && (term.Focus || c.q.Want == Person && ask.NounType(c.q.lang, term.Norm) == Person)
	}
	return false
}

// unasked reports whether word i is of a name that the question does not have.
func (c *context) unasked(l *line, i int) bool {
	return l.words[i].Upper && !l.words[i].Stop() && l.hits[i].Term < 0
}

// full tells how surely the line names somebody in full, first name and all, where that is asked for.
func (c *context) full(l *line) float64 {
	if c.q.Want != Person && c.q.Want != Name {
		return 0
	}
	best := 0.0
	for _, th := range l.things {
		if th.fresh && th.To-th.From > 1 && l.words[th.From].Upper {
			best = math.Max(best, th.Sure)
		}
	}
	return best
}

// newNames measures, where nothing in particular is wanted, how many names the line
// has that the question has not: three are as good as more.
func (c *context) newNames(l *line) float64 {
	if c.q.Want != Anything {
		return 0
	}
	n := 0.0
	for i := 1; i < len(l.words); i++ {
		if c.unasked(l, i) {
			n++
		}
	}
	return math.Min(n, 3) / 3
}
