package choose

import (
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
)

// modified reports whether the noun that is asked for stands there with a word
// before it that the question has not: "binary notation" for "which notation".
func (c *context) modified(l *line) float64 {
	for i, h := range l.hits {
		if i == 0 || h.Term < 0 || !c.q.Terms[h.Term].Focus {
			continue
		}
		if b := l.hits[i-1]; b.Term < 0 && !b.Stop && strings.TrimSpace(shape.Gap(l.text, l.words, i)) == "" {
			return 1
		}
	}
	return 0
}

// kinds measures what of the wanted kind the line has.
func (c *context) kinds(l *line, f *[featureCount]float64) {
	stale := 0.0
	for _, th := range l.things {
		if !th.fresh {
			stale = math.Max(stale, th.Sure)
			continue
		}
		f[featKind] = math.Max(f[featKind], th.Sure)
		f[featCounted] = math.Max(f[featCounted], c.counts(l, th))
		if c.q.manner == ask.Who && th.From > 0 && l.words[th.From-1].Norm == "by" {
			f[featByName] = 1
		}
		near := 0.0
		for i, h := range l.hits {
			if h.Term < 0 || i >= th.From && i < th.To && c.q.Want != Saying {
				continue
			}
			d := max(th.From-i, 0) // who says it is part of it
			if i >= th.To {
				d = i - th.To + 1
			}
			near += c.weight[h.Term] / c.total * h.Worth * 2 / float64(2+d)
		}
		f[featKindNear] = math.Max(f[featKindNear], th.Sure*math.Min(near, 1))
	}
	if f[featKind] == 0 {
		f[featStale] = stale
	}
	switch c.q.Want {
	case Date:
		f[featKindDate] = f[featKind]
	case Number, Money, Percent, Duration, Age, ask.Rate:
		f[featKindNumber] = f[featKind]
	case Place, Country, State, City:
		f[featKindPlace] = f[featKind]
	case Reason, MannerOf, Saying, Member:
		f[featKindText] = f[featKind]
	}
}

// asked reports whether the thing is a name of the question with no more than a word
// beside it: "Las Vegas" is not where in Vegas it is, but "Google chief Ann Lee" is who
// leads Google.
func (c *context) asked(l *line, th found) bool {
	named, others := false, 0
	for i := th.From; i < th.To && i < len(l.hits); i++ {
		switch h := l.hits[i]; {
		case h.Term < 0:
			others++
		case h.Worth >= matchSpelled && c.q.Terms[h.Term].Name && !c.q.Terms[h.Term].Focus:
			named = true
		}
	}
	return named && others < 2
}

// counts tells how surely the thing is a number of what is asked how many there are
// of: "14 wooden stops" where stops are counted.
func (c *context) counts(l *line, th found) float64 {
	if c.q.manner != ask.HowMany && c.q.Want != Number {
		return 0
	}
	for i := th.To; i < min(th.To+countedWithin, len(l.words)) && !l.words[i].Number && !strings.ContainsAny(shape.Gap(l.text, l.words, i), ",;:()"); i++ {
		if h := l.hits[i]; h.Term >= 0 && c.q.Terms[h.Term].Focus {
			if c.further(l, th.To) {
				return h.Worth * furtherShare
			}
			return h.Worth
		}
	}
	return 0
}

// further reports whether word i adds what is counted to others told of before, and the question does not: "three
// other passengers", "four more".
func (c *context) further(l *line, i int) bool {
	return l.hits[i].Word < 0 && (c.q.lang.Numbers.More[l.words[i].Norm] || c.q.lang.Patterns.OneMore.MatchString(l.text[l.words[i].Start:]))
}

// furtherShare is what a number of further ones counts: it is a part of what is asked for.
const furtherShare = 0.5

// countedWithin is how many words behind a number what it counts may stand.
const countedWithin = 4

// fresh reports whether the thing has a word that the question has not, and of names
// none that it has.
func (c *context) fresh(l *line, th found) bool {
	if c.q.Want.Named() && c.asked(l, th) {
		return false
	}
	for i := th.From; i < th.To && i < len(l.hits); i++ {
		h := l.hits[i]
		if h.Worth < matchFamily && (!h.Stop || c.q.Want == Reason || c.q.Want == MannerOf) && h.Word < 0 {
			return true
		}
	}
	return th.To-th.From > 12
}

// form measures what the line is in itself.
func (c *context) form(l *line, f *[featureCount]float64) {
	n := len(l.words)
	f[featLength] = math.Log(float64(n + 1))
	if n < 6 {
		f[featShort] = float64(6-n) / 6
	}
	if n < 4 {
		f[featStub] = 1
	}
	if strings.HasSuffix(strings.TrimRight(l.text, " \"”'"), "?") {
		f[featAsks] = 1
	}
	f[featLeans] = l.leans
	if l.at == 0 {
		f[featLead] = 1
	}
	f[featEarly] = 1 / (1 + float64(l.at)/3)
	fresh := 0
	for _, h := range l.hits {
		if h.Term < 0 && !h.Stop {
			fresh++
		}
	}
	f[featNew] = math.Min(1, float64(fresh)/8)
	if c.q.define {
		f[featDefines] = thing.Introduces(c.q.lang, l.words, l.mentions(c.q.mains()))
	}
}

// mentions is, for each word of the line, the number of the term among asked that it is, or -1.
func (l *line) mentions(asked []int) []int {
	at := make([]int, len(l.words))
	for i, h := range l.hits {
		at[i] = -1
		if h.Worth >= matchFamily && !h.Stop { // a pronoun may mean anything
			at[i] = slices.Index(asked, h.Term)
		}
	}
	return at
}

// raiseDefinition puts what says what something is first, the better the sooner, where that is asked.
func (c *context) raiseDefinition(r []Ranked) {
	asked := c.q.defined()
	if len(asked) == 0 || len(r) == 0 {
		return
	}
	says := make([]float64, len(r))
	for i := range c.lines {
		l := &c.lines[i]
		says[i] = thing.Definition(c.q.lang, l.text, l.words, l.mentions(asked), len(asked)) - leaningCost*l.leans
		titled := func(t int) bool { return len(l.title) > 0 && l.title[t] >= matchFamily }
		if says[i] <= 0 && thing.Told(c.q.lang, l.text, l.words) && !slices.ContainsFunc(asked, func(t int) bool { return !titled(t) }) {
			says[i] = 1
		}
	}
	if best := slices.Max(says); best > 0 {
		near := math.Inf(1)
		if best < surelySaid {
			near = unsureNear
		}
		c.raise(r, near, false, func(i int) bool {
			r[i].settles = says[i] == best && best >= surelySaid
			return says[i] == best
		})
	}
}

// surelySaid is how well at least a line says what something is that answers it for sure; one that says it less well scores at
// most so much less than the best.
const (
	surelySaid = 0.6
	unsureNear = 2.0
)

// leaningCost is how much worse a definition is that leans on the sentence before it.
const leaningCost = 0.15
