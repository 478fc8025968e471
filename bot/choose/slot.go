package choose

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/deed"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// lacking measures what of the question neither the line nor its title nor its neighbours have: a gap in a name, in the verb, or in anything.
func (c *context) lacking(i int, f *[featureCount]float64) {
	l := &c.lines[i]
	var all, names, verb termShare
	for t := range c.q.Terms {
		term := &c.q.Terms[t]
		if term.Time {
			continue
		}
		lack, w := 1-c.held(i, t), c.weight[t]
		all.Add(w, lack)
		if term.Name {
			names.Add(w, lack)
			f[featLackName] = math.Max(f[featLackName], lack)
		}
		if term.verb {
			verb.Add(w, lack)
		}
		if lack > 0.5 {
			f[featLackMost] = math.Max(f[featLackMost], w*lack/mostWeight)
		}
	}
	f[featLack], f[featLackNames], f[featLackVerb] = all.Share(), names.Share(), verb.Share()
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
			if h.Term < 0 || i >= th.From && i < th.To {
				continue
			}
			term := &c.q.Terms[h.Term]
			if term.verb {
				f[featVerbNear] = math.Max(f[featVerbNear], th.Sure*h.Worth*th.Near(i))
				f[featDoes] = math.Max(f[featDoes], th.Sure*h.Worth*c.does(l, th, i))
			}
			if term.Name {
				f[featNameNear] = math.Max(f[featNameNear], th.Sure*h.Worth*th.Near(i))
			}
		}
	}
}

// does reports whether the thing is to the verb at word i as who is asked for is to the verb of the question: its doer, or whom it is done to.
func (c *context) does(l *line, th found, i int) float64 {
	if c.q.manner != ask.Who && (c.q.manner != ask.Which || !c.q.Want.Named()) {
		return 0
	}
	passive := false
	for j := max(0, i-3); j < i; j++ {
		passive = passive || c.q.lang.Questions.Be[l.words[j].Norm]
	}
	by := th.From > 0 && l.words[th.From-1].Norm == "by"
	before, after := th.To <= i && i-th.To <= 5, th.From > i && th.From-i <= 5
	switch {
	case c.q.passive == passive && before && !c.q.object, c.q.object && !passive && after:
		return 1
	case !c.q.object && !c.q.passive && by && th.From > i, c.q.object && passive && before:
		return 1
	}
	return 0
}

// undone is 1 where the verb of a question of what is over stands in the line only as what is to come, planned or possible:
// "the club may sack him" does not tell who sacked him.
func (c *context) undone(l *line) float64 {
	if !c.q.over() {
		return 0
	}
	some, certain := 0.0, &c.q.lang.Certainty
	for i, h := range l.hits {
		if h.Term < 0 || !c.q.Terms[h.Term].verb {
			continue
		}
		before := slices.ContainsFunc(l.words[max(0, i-undoneWithin):i], func(w text.Word) bool {
			return certain.Future[w.Norm] || certain.Plans[w.Norm] || certain.Doubts[w.Norm]
		})
		if !before {
			return 0
		}
		some = 1
	}
	return some
}

// undoneWithin is how many words before a verb what says that it is not done stands.
const undoneWithin = 3

// over reports whether q asks of what is over, by its verb or by its auxiliary.
func (q *Question) over() bool {
	for t := range q.Terms {
		if n := q.Terms[t].Norm; q.Terms[t].verb && (shape.Past(q.lang, n) || q.lang.Certainty.Past[n]) {
			return true
		}
	}
	return slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Questions.Past[w] })
}

// years measures how the line fits the years that the question names: whether
// two of its years enclose them, and how near before them its latest one is.
func (c *context) years(l *line, f *[featureCount]float64) {
	from, to := c.q.years()
	if from == 0 {
		return
	}
	latest, enclose := shape.Years(l.words, from, to)
	if enclose {
		f[featYears] = 1
	}
	if latest > 0 {
		f[featSince] = 1 / (1 + float64(from-latest)/3)
	} else if l.year > 0 && l.year <= to && shape.LastYear(l.words) == 0 { // what names no year is of its story's
		f[featSince] = storysYear / (1 + float64(max(0, from-l.year))/3)
	}
}

// storysYear is what a year counts that the line leaves to the date of its story.
const storysYear = 0.7

// years are the first and the last year that the question names; 0 where it names none.
func (q *Question) years() (from, to int) {
	for i := range q.Terms {
		if y := shape.YearOf(&text.Word{Norm: q.Terms[i].Norm, Number: q.Terms[i].Number}); y > 0 {
			if from == 0 || y < from {
				from = y
			}
			to = max(to, y)
		}
	}
	return from, to
}

// raiseDeeds puts first who, in what happened, does or suffers what the question says of whom
// it asks for, and is what it says he is: "Ann Lee, the mayor of Ulm, fled on Monday" before
// an old case of another's, which sinks, and before what is only said of flights.
func (w *Weights) raiseDeeds(c *context, r []Ranked) {
	verb := c.q.deed()
	if verb < 0 {
		return
	}
	for i := range r {
		if r[i].deed = c.deedIn(i, verb); c.q.Want == Number {
			r[i].deed = c.countIn(i, verb)
		}
		if r[i].deed == 0 && c.q.bare && c.q.lang.Questions.Sufferers[c.q.focus] && c.lines[i].best[verb] >= matchFamily { // nobody is named
			r[i].deed = deedNameless * c.restHeld(i, verb)
		}
		r[i].Score += w.Deed * r[i].deed
		if r[i].unreal = c.lines[i].unreal; c.lines[i].unreal || c.lines[i].past {
			r[i].Score -= w.Deed / 2
		}
	}
	if c.q.manner == ask.Who && !ask.Supposes(c.q.lang, c.q.words) {
		c.raise(r, doerNear, true, func(i int) bool { return c.tellsWho(i, verb) })
	}
}

// tellsWho reports whether line i tells by name who does, or suffers, what term verb tells.
func (c *context) tellsWho(i, verb int) bool {
	l := &c.lines[i]
	s := c.sentence(l)
	for at, h := range l.hits {
		if h.Term != verb || !s.Verbal(at) {
			continue
		}
		d := s.Read(at)
		if who, _ := c.parties(d, verb); d.Unreal == "" && who >= 0 && l.things[who].fresh && l.things[who].Sure >= thing.SureOfKind {
			return true
		}
	}
	return false
}

// sentence is the line with what it names of the wanted kind, to read deeds in.
func (c *context) sentence(l *line) deed.Sentence {
	s := deed.Sentence{Lang: c.q.lang, Text: l.text, Words: l.words, Turned: l.turned}
	for _, th := range l.things {
		s.Names = append(s.Names, deed.Name{From: th.From, To: th.To})
	}
	return s
}

// parties are who of a deed is asked for, and the other one.
func (c *context) parties(d deed.Deed, verb int) (who, other int) {
	if c.q.object || c.q.passive || c.q.lang.Questions.Sufferers[c.q.Terms[verb].Norm] {
		return d.Whom, d.Doer
	}
	return d.Doer, d.Whom
}

// deed is the term of the verb that tells what who is asked for does, or suffers; -1: none is asked for so.
func (q *Question) deed() int {
	if q.manner != ask.Who && q.manner != ask.Which && q.manner != ask.What && !q.bare || q.Want != Person && q.Want != Organisation && (q.Want != Number || !q.bare) {
		return -1
	}
	if slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Meaning.Saying[w] || q.lang.Meaning.Quoting[w] }) {
		return -1 // who says so is no matter of what was done
	}
	for t := range q.Terms {
		if q.Terms[t].verb && !q.Terms[t].Name {
			return t
		}
	}
	for t := range q.Terms {
		if q.heads(&q.Terms[t]) != nil {
			return t
		}
	}
	return -1
}

// heads is what is said where the noun of term t is answered, if q asks for that: of "the killer" that he shot somebody. It is nil of others.
func (q *Question) heads(t *Term) map[string]bool {
	if !t.Focus || !q.bare && !q.define {
		return nil
	}
	return q.lang.Questions.Heads[t.Norm]
}

// saidStems are the stems of what heads has of the noun asked for.
func (q *Question) saidStems() map[string]bool {
	stems := make(map[string]bool)
	for t := range q.Terms {
		for said := range q.heads(&q.Terms[t]) {
			stems[q.lang.Base(said)] = true
		}
	}
	return stems
}

// turn finds the lines that tell that whom q names lost to somebody, where it is asked who beat him, and takes that for the verb of q.
func (c *context) turn() {
	verb := c.q.verbTerm()
	if verb >= 0 && c.q.manner == ask.Who && !c.q.object && !c.q.passive {
		c.converses = alike.Converses(c.q.lang, c.q.Terms[verb].Stem)
	}
	for i := 0; i < len(c.lines) && c.converses != nil; i++ {
		l := &c.lines[i]
		s, named := c.sentence(l), false
		for k, h := range l.hits {
			if to := s.To(k); named && c.converses[l.words[k].Norm] && to >= 0 && l.things[to].fresh {
				l.hits[k], l.turned, l.best[verb] = hit{Term: verb, Worth: matchFamily, Word: -1}, k+1, math.Max(l.best[verb], matchFamily)
			}
			named = named || h.Term >= 0 && c.q.Terms[h.Term].Name && h.Worth >= matchSpelled
		}
	}
}

// Sought is what else a few search words are to be searched by: what is said where their noun is answered; empty of others.
func (q *Question) Sought() string {
	for t := range q.Terms {
		if said := q.heads(&q.Terms[t]); said != nil && q.bare {
			return strings.Join(slices.Sorted(maps.Keys(said)), " ")
		}
	}
	return ""
}

// deedIn is how far line i tells so, at most 1.
func (c *context) deedIn(i, verb int) float64 {
	l := &c.lines[i]
	if l.best[verb] == 0 {
		return 0
	}
	s := c.sentence(l)
	best, unreal, past, supposes := 0.0, false, false, ask.Supposes(c.q.lang, c.q.words)
	for at, h := range l.hits {
		if h.Term != verb || !s.Verbal(at) {
			continue
		}
		d := s.Read(at)
		switch {
		case d.Unreal != "" && !supposes:
			unreal = true
			continue
		case d.Unreal == "" && ask.Owes(c.q.lang, c.q.words):
			continue
		}
		who, other := c.parties(d, verb)
		past = past || c.converses != nil && l.turned == 0 && h.Worth >= matchFamily && other >= 0 && l.things[other].fresh && c.q.named() // he beat another one
		if who < 0 || !l.things[who].fresh || l.things[who].Sure < thing.SureOfKind {
			continue
		}
		worth := math.Sqrt(l.things[who].Sure) * c.isRole(l, l.things[who], at) // a name of whatever sort will do
		switch {
		case !slices.ContainsFunc(c.q.Terms, func(t Term) bool { return t.Name }):
		case other >= 0 && l.things[other].fresh: // it is another's
			worth *= deedOld
		case other < 0 && c.q.object:
			worth *= deedOther
		}
		if h.Worth < matchFamily {
			worth *= deedSynonym
		}
		if d.Aside || ask.Owes(c.q.lang, c.q.words) && !c.q.lang.Certainty.Duties[d.Unreal] && !c.q.lang.Polarity.Denials[d.Unreal] {
			worth *= deedAside
		}
		if d.Unreal == "" && ask.ToCome(c.q.lang, c.q.words) {
			worth *= deedOld
		}
		if from, to := c.q.years(); d.Old > 0 && (d.Old < from || d.Old > to) {
			worth, past = worth*deedOld, past || d.Old < l.year
		}
		best = math.Max(best, worth)
	}
	if !supposes { // what ought to be is no story's matter
		best *= c.main(l, verb)
	}
	if best *= c.restHeld(i, verb) * l.story; best < deedLeast {
		best = 0
	}
	l.unreal, l.past = unreal && best == 0, past && best == 0
	return best
}

// countIn is how far line i has a number and says what is said where the noun, term head, of a few search words is answered.
func (c *context) countIn(i, head int) float64 {
	best := 0.0
	for _, th := range c.lines[i].things {
		if c.lines[i].best[head] >= matchFamily {
			best = math.Max(best, th.Sure)
		}
	}
	return best * c.restHeld(i, head)
}

// What a deed counts that is told by another word, in passing, or of a year that is not asked
// for; of who is not told to be what is asked; and outside of what its story is about.
const (
	deedSynonym  = 0.9
	deedAside    = 0.5
	deedOld      = 0.3
	deedOther    = 0.7
	deedBeside   = 0.4
	deedNameless = 0.5  // of victims that are not named
	deedLeast    = 0.35 // how far a line must tell so for it to count
)

// main is how far the line tells of what its story is about: its first, or one that, as the headline does, has what is done.
func (c *context) main(l *line, verb int) float64 {
	switch {
	case l.at == 0:
		return 1
	case l.title != nil && l.title[verb] > 0:
		return math.Max(deedBeside, math.Min(1, 2*l.head))
	}
	return deedBeside
}

// isRole is 1 where the line says of who is named, on the way to the verb at word at or right
// behind the name, that he is what is asked for, or nothing of the kind is asked for.
func (c *context) isRole(l *line, th found, at int) float64 {
	asked := false
	for t := range c.q.Terms {
		asked = asked || c.q.Terms[t].Focus && c.q.heads(&c.q.Terms[t]) == nil
	}
	if !asked {
		return 1
	}
	from, to := max(0, th.From-3), max(at, min(th.To+6, len(l.hits)))
	for k := from; k < to; k++ {
		if h := l.hits[k]; h.Term >= 0 && c.q.Terms[h.Term].Focus && h.Worth >= matchSynonym {
			return 1
		}
	}
	return deedOther
}

// restHeld is the share of what else is asked that line i, its title or its neighbours have.
func (c *context) restHeld(i, verb int) float64 {
	var rest termShare
	for t := range c.q.Terms {
		if term := &c.q.Terms[t]; t != verb && !term.Focus && !term.Time {
			rest.Add(c.weight[t], c.held(i, t))
		}
	}
	if rest.Whole == 0 {
		return 1
	}
	return rest.Share() * rest.Share()
}
