package choose

import (
	"cmp"
	"math"
	"slices"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/idle"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// Line is one sentence that may answer a question. Lines of one story follow
// one another in its order, so that a sentence may lean on those before it.
type Line struct {
	Text   string
	Words  []text.Word // of Text; nil: they are read where they are needed
	Group  int         // the story it is of: lines of one story share it
	Title  string      // its story's title; may be empty
	Given  string      // what its story has named before it, as the title and the first sentence do; may be empty
	Weight float64     // how well search liked its story, the best is 1; 0 counts as 1
	Timely float64     // how well its story fits the time asked for, at most 1; 0 counts as 1
}

// Read returns the Words of the line, which it reads where they are not known yet.
func (l *Line) Read(lang *text.Language) []text.Word {
	if l.Words == nil {
		l.Words = lang.Words(l.Text)
	}
	return l.Words
}

// Ranked is how well a line answers.
type Ranked struct {
	Score    float64 // higher is better; comparable within one call only
	features [featureCount]float64
	found    []float64 // for each term of the question, the worth of its best match
	deed     float64   // as raiseDeeds
	open     bool      // a cause is asked for, and it tells of what is asked that it is not known, or suspected
}

// Open reports whether the line tells that the cause that is asked for is not known, or suspected: all there is to say.
func (r *Ranked) Open() bool { return r.open }

// HasKind reports whether the line has something of the kind that is asked for.
func (r *Ranked) HasKind() bool { return r.features[featKind] > 0 }

// Scores scores the sentences of one context as answers of question, one score
// each, higher is better, and says from 0 to 1 how sure it is that one of them
// answers. The scores of two calls do not compare. It takes any text.
func Scores(l *text.Language, question string, sentences []string) (scores []float64, confidence float64) {
	lines := make([]Line, len(sentences))
	for i, s := range sentences {
		lines[i] = Line{Text: s, Weight: 1}
	}
	q, w := Read(l, question), Fitted()
	r := w.Rank(q, lines)
	scores = make([]float64, len(r))
	for i := range r {
		scores[i] = r[i].Score
	}
	return scores, w.Confidence(q, lines, r).Answered
}

// Rank scores each line as the answer of q, in the order given.
func (w *Weights) Rank(q Question, lines []Line) []Ranked {
	c := readContext(q, lines)
	result := make([]Ranked, len(lines))
	for i := range lines {
		result[i].features = c.features(i)
		result[i].found = c.lines[i].best
	}
	compare(result)
	brief := brevity(len(lines))
	for i := range result {
		r := &result[i]
		for f, v := range r.features {
			r.Score += v * (w.Features[f].Always + w.Features[f].Brief*brief)
		}
	}
	w.raiseOpen(c, result)
	c.raiseFact(result)
	w.raiseDeeds(c, result)
	w.sinkIdle(q.lang, lines, result)
	return result
}

// BestFirst is the numbers of the lines, the best first, equal ones in their order.
func BestFirst(r []Ranked) []int {
	order := make([]int, len(r))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(r[b].Score, r[a].Score) })
	return order
}

// raiseOpen puts what tells of what is asked that its cause is not known, or suspected, before what tells no cause of it, where one is
// asked for: that is the answer then.
func (w *Weights) raiseOpen(c *context, r []Ranked) {
	if !c.q.asksCause() {
		return
	}
	tells := func(i int) bool { // of what is asked
		f := &r[i].features
		return f[featCover]+f[featBefore]+f[featTitle] >= openCover
	}
	var open []int
	for i := range r {
		if c.q.lang.Patterns.OpenCause.MatchString(c.lines[i].text) && tells(i) {
			open, r[i].open = append(open, i), true
		}
	}
	for _, i := range open {
		for j := range r { // unless its story tells one
			r[i].open = r[i].open && (r[j].open || c.lines[j].group != c.lines[i].group || !shape.HasWord(c.lines[j].words, c.q.lang.Questions.Reasons) || r[j].features[featCover] < firmCover)
		}
	}
	for _, i := range open {
		r[i].Score += w.Open
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

// factGain is by how much what was so in fact goes before what was said at first.
const factGain = 0.1

// firmCover is how much of the question a line itself has that tells of its cause.
const firmCover = 0.85

// openCover is how much of the question a line that tells of an unknown cause, its title and the lines before it have.
const openCover = 0.7

// sinkIdle puts the idle lines of stories behind the others, as far down as an answer may reach.
func (w *Weights) sinkIdle(l *text.Language, lines []Line, r []Ranked) {
	fine := 0
	for _, i := range BestFirst(r) {
		switch {
		case fine == 2*w.Most:
			return
		case lines[i].Title != "" && idle.Line(l, lines[i].Text):
			r[i].Score -= w.Idle
		default:
			fine++
		}
	}
}

// brevity is near 1 for a handful of lines and near 0 for a long text. In a
// paragraph the neighbours of a line speak of the same thing and it is the
// words that tell; in long texts it is more whether the wanted kind is there.
func brevity(lines int) float64 { return 1 / (1 + float64(lines)/8) }

// context is a question read against its lines.
type context struct {
	q      Question
	lines  []line
	weight []float64 // of each term: how telling it is
	local  []float64 // of each term: how telling it is among these lines
	total  float64   // of weight
	totalL float64   // of local
}

// line is one sentence read for one question.
type line struct {
	text    string
	words   []text.Word
	hits    []hit     // one for each word
	best    []float64 // for each term, the worth of its best match here
	title   []float64 // for each term, that in the story's title
	things  []found
	at      int // its place in its story
	group   int
	leans   float64 // 0 to 1: how much it leans on the sentences before it
	head    float64 // share of its story's headline
	story   float64 // as Line.Weight and Line.Timely
	timely  float64
	heading float64         // how far it stands under a heading that asks the same
	says    float64         // share of who is asked what they said that says something here
	heads   map[string]bool // the telling words of its headline, as alike.HeadKeys
	agreed  float64         // how far other stories have the same thing, as featAgreed
	headed  float64         // how far its headline has it
}

// found is something of the wanted kind in a line.
type found struct {
	thing.Thing
	fresh bool // the question does not have it itself
}

// wanted is what q has lines read for.
func (q *Question) wanted() *thing.Wanted {
	return &thing.Wanted{Lang: q.lang, Type: q.Want, Manner: q.manner, Focus: q.focus, Measure: q.measure, Said: q.saidStems()}
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
		for _, th := range thing.In(want, l.text, l.words) {
			l.things = append(l.things, found{Thing: th})
		}
		l.leans = shape.Leaning(q.lang, l.words)
		l.story, l.timely = cmp.Or(lines[i].Weight, 1), cmp.Or(lines[i].Timely, 1)
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
	c.weigh()
	c.freshen()
	c.agree()
	return c
}

// matchGiven is what a term counts in a sentence that lacks it, where it is
// given before. Chosen on rtqa and the sample's questions.
const matchGiven = 0.8

// MaxLine is how much of a sentence is read: more is no sentence.
const MaxLine = 4000

// match finds the terms in words: a hit for each word, and for each term the
// worth of its best match.
func (m *matcher) match(words []text.Word) (hits []hit, best []float64) {
	hits = make([]hit, len(words))
	best = make([]float64, len(m.q.Terms))
	for i := range words {
		h := m.look(&words[i])
		hits[i] = h
		if h.term >= 0 && h.worth > best[h.term] {
			best[h.term] = h.worth
		}
	}
	return hits, best
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
