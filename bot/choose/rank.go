package choose

import (
	"cmp"
	"math"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/idle"
	"github.com/storybot/storybot/bot/choose/near"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// Rank scores each line as the answer of q, in the order given.
func (w *Weights) Rank(q Question, lines []Line) []Ranked {
	result := w.rank(q, lines)
	w.sinkIdle(q.lang, lines, result)
	return result
}

// Reread reads the lines for another question, but leaves them the scores that r has.
func (w *Weights) Reread(q Question, lines []Line, r []Ranked) []Ranked {
	result := w.rank(q, lines)
	for i := range result {
		result[i].Score = r[i].Score
	}
	return result
}

// rank is Rank, before the idle lines sink.
func (w *Weights) rank(q Question, lines []Line) []Ranked {
	c := readContext(q, lines)
	result := make([]Ranked, len(lines))
	for i := range lines {
		result[i].features = c.features(i)
		result[i].found = c.lines[i].best
	}
	compare(result)
	brief := near.Brevity(len(lines))
	for i := range result {
		r := &result[i]
		for f, v := range r.features {
			r.Score += v * (w.Features[f].Always + w.Features[f].Brief*brief)
		}
	}
	w.sinkOthers(c, result)
	w.tellApart(c, result)
	w.raiseOpen(c, result)
	c.raiseNext(result)
	c.raiseTold(result)
	c.raiseFact(result)
	w.raiseDeeds(c, result)
	c.raiseVerdict(result)
	c.raiseDefinition(result)
	return result
}

// raiseOpen puts what tells of what is asked that its cause is not known, or suspected, before what tells no cause of it, where one is
// asked for: that is the answer then.
func (w *Weights) raiseOpen(c *context, r []Ranked) {
	if !c.q.asksCause() {
		return
	}
	var open []int
	for i := range r {
		f := &r[i].features
		if f[featCover]+f[featBefore]+f[featTitle] >= openCover && c.q.lang.Patterns.OpenCause.MatchString(c.lines[i].text) {
			open, r[i].open = append(open, i), true
		}
	}
	for _, i := range open {
		for j := range r { // unless its story tells one
			r[i].open = r[i].open && (r[j].open || c.lines[j].group != c.lines[i].group || !shape.HasWord(c.lines[j].words, c.q.lang.Questions.Reasons) || r[j].features[featCover] < firmCover)
		}
	}
	for _, i := range open {
		if r[i].open || !c.q.lang.Patterns.CauseOfAny.MatchString(c.lines[i].text) {
			r[i].Score += w.Open
		}
	}
}

// tellApart puts behind what tells of another one of a name that a number tells apart, of the iPhone 13, and before what names one of
// what is asked for by a noun.
func (w *Weights) tellApart(c *context, r []Ranked) {
	asked, want := thing.Numbered(c.q.lang, c.q.Text, c.q.lang.Words(c.q.Text)), c.q.wanted()
	for i := range r {
		if len(asked) > 0 && thing.Another(c.q.lang, asked, c.lines[i].text, c.lines[i].words) {
			r[i].Score -= w.Beside
		}
		if thing.NamesOne(want, c.lines[i].text, c.lines[i].words) {
			r[i].Score += w.OfKind
		}
	}
}

// raiseVerdict puts what judges a claim first, of what its story tells, where it is asked whether that is so.
func (c *context) raiseVerdict(r []Ranked) {
	if c.q.Polar() && len(r) > 0 {
		c.raise(r, math.Inf(1), true, func(i int) bool {
			return r[i].features[featSame] >= verdictSame && c.q.lang.Patterns.Verdict.MatchString(c.lines[i].text)
		})
	}
}

// raiseFact puts what was so in fact before what was said at first in the sentence before it, unless that is asked for.
func (c *context) raiseFact(r []Ranked) {
	p := &c.q.lang.Patterns
	if p.AtFirst.MatchString(c.q.Text) {
		return
	}
	for i := 0; i+1 < len(r); i++ {
		if next := i + 1; c.lines[i].group == c.lines[next].group && p.InFact.MatchString(c.lines[next].text) && p.AtFirst.MatchString(c.lines[i].text) {
			r[next].Score = math.Max(r[next].Score, r[i].Score+factGain)
		}
	}
}

const (
	verdictSame = 0.25 // how much of the question a line has, word for word, that judges what it asks
	firmCover   = 0.85 // how much of the question a line itself has that tells of its cause
	openCover   = 0.7  // how much of it a line that tells of an unknown cause, its title and the lines before it have
)

// sinkIdle puts the idle lines of stories behind the others, as far down as an answer may reach.
func (w *Weights) sinkIdle(l *text.Language, lines []Line, r []Ranked) {
	fine, at := 0, func(i int) (string, int) { return lines[i].Text, lines[i].Group }
	for _, i := range BestFirst(r) {
		switch {
		case fine == 2*w.Most:
			return
		case lines[i].Title != "" && (idle.Line(l, lines[i].Text) || idle.Shown(l, i, len(lines), at)):
			r[i].Score -= w.Idle
		default:
			fine++
		}
	}
}

// readContext reads the lines.
func readContext(q Question, lines []Line) *context {
	c := &context{q: q, lines: make([]line, len(lines))}
	m, want := newMatcher(&c.q), c.q.wanted()
	titles, heads := map[string][]float64{}, map[string]map[string]bool{}
	matched := func(s string) []float64 {
		if _, ok := titles[s]; !ok && s != "" {
			_, titles[s] = m.match(q.lang.Words(text.Cut(s, MaxLine)))
		}
		return titles[s]
	}
	for i := range lines {
		l := &c.lines[i]
		l.text, l.group = text.Cut(lines[i].Text, MaxLine), lines[i].Group
		if l.words = lines[i].Words; l.words == nil || len(l.text) < len(lines[i].Text) {
			l.words = q.lang.Words(l.text)
		}
		l.hits, l.best = m.match(l.words)
		things := thing.In(want, l.text, l.words)
		if verb := q.verbTerm(); verb >= 0 && q.Want == Reason {
			deed, asked := func(k int) bool { return l.hits[k].Term == verb }, func(k int) bool { return l.hits[k].Word >= 0 }
			things = thing.Reasons(q.lang, l.text, l.words, things, deed, c.q.doneBy(l, verb), asked)
		}
		for _, th := range things {
			l.things = append(l.things, found{Thing: th})
		}
		l.leans = shape.Leaning(q.lang, l.words)
		l.story, l.timely, l.year = cmp.Or(lines[i].Weight, 1), cmp.Or(lines[i].Timely, 1), lines[i].Year
		if i > 0 && lines[i-1].Group == lines[i].Group {
			l.at = c.lines[i-1].at + 1
		}
		l.title = matched(lines[i].Title)
		if title := lines[i].Title; title != "" {
			if _, known := heads[title]; !known {
				heads[title] = alike.HeadKeys(q.lang.Words(text.Cut(title, MaxLine)))
			}
			l.heads = heads[title]
			l.head = alike.HeadShare(heads[title], l.words)
		}
		for k, worth := range matched(lines[i].Given) { // "the ferry" further down is the one named there
			l.best[k] = math.Max(l.best[k], matchGiven*worth)
		}
	}
	c.recase()
	c.follow()
	c.hear()
	c.underHeadings()
	c.votes()
	c.weigh()
	c.freshen()
	c.turn()
	c.agree()
	return c
}

// weigh sets the weights of the terms.
func (c *context) weigh() {
	n := float64(len(c.lines))
	c.weight = make([]float64, len(c.q.Terms))
	c.local = make([]float64, len(c.q.Terms))
	for t := range c.q.Terms {
		df := 0.0
		for i := range c.lines {
			df += c.lines[i].best[t]
		}
		term := &c.q.Terms[t]
		w := term.weight
		c.weight[t] = w
		c.local[t] = w * math.Log((n+1)/(df+0.5))
		c.total += c.weight[t]
		if df > 0 {
			c.totalL += c.local[t]
		}
	}
	c.total = math.Max(c.total, 1e-9)
	c.totalL = math.Max(c.totalL, 1e-9)
}
