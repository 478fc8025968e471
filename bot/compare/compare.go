package compare

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// State is how a sentence stands to what the other stories of its event say.
type State string

// The states of a sentence; none is the empty one.
const (
	Latest     State = "latest"     // it has replaced what another one says
	Superseded State = "superseded" // another one has replaced it
	Disputed   State = "disputed"   // another outlet of the same days says otherwise
)

// Line is a sentence of one of the stories, and how well it answers.
type Line struct {
	Story int // its number among the stories
	Text  string
	Words []text.Word // of Text; nil: they are read where they are needed
	Score float64
}

// Asked is what is compared and as of when.
type Asked struct {
	Question     *choose.Question
	Since, Until time.Time // what was known in [Since, Until) is asked for; a zero Until: now
	First        bool      // what was known at first is asked for
}

// Told is what one story says of what is asked.
type Told struct {
	Line  int // its number among the lines
	Story int
	Value Value // the zero Value where the sentence has none
	State State
	Since time.Time // when it was first told, in any of the stories
	Of    int       // how many stories of its event were compared

	score    float64
	own      float64 // how much of the question's verb and nouns the sentence has
	relation float64 // how much of the question's verb and nouns it has, or its title
}

// Compare returns what the stories of one event say of what is asked, the answer
// first: where it has changed, the latest and then what that replaced; where
// outlets of the same days disagree, a sentence of each; where what was known at
// another time is asked for, that. It is nil where nothing is to be said beside
// the best sentence. stories have their Text; the lines of a story follow one
// another in its order.
func Compare(l *text.Language, asked Asked, stories []knowledge.Story, lines []Line) []Told {
	c := newComparison(l, asked, stories, lines)
	c.sort()
	return c.vetted(c.surely(c.compare()))
}

// newComparison begins the work on one question.
func newComparison(l *text.Language, asked Asked, stories []knowledge.Story, lines []Line) *comparison {
	lines = slices.Clone(lines)
	for i := range lines {
		if asks(lines[i].Text) {
			lines[i] = Line{Story: lines[i].Story, Score: lines[i].Score}
		}
	}
	return &comparison{lang: l, asked: asked, q: readerFor(l, asked.Question, lines), stories: stories, lines: lines, heads: topic.NewReader(l), topics: make(map[int]*topic.Topic), contents: make(map[int]*content), shares: make(map[int]float64), since: asked.Since, until: asked.Until}
}

// fixed reports whether what is asked does not change as the days go by, so that two stories which give other values tell of
// other things: an age, or when what is over was, and how long, unless the earlier one tells of it as to come.
func (c *comparison) fixed(is, was *Told) bool {
	has := func(s string, words text.Set) bool {
		return slices.ContainsFunc(c.q.wordsOf(s), func(w text.Word) bool { return words[w.Norm] })
	}
	switch c.q.Want {
	case choose.Age:
		return true
	case choose.Date, choose.Duration:
		if c.changedTo(is) { // "the court of appeal cut his sentence to four years"
			return false
		}
		line := c.lines[was.Line].Text
		return !c.past() && !has(line, c.lang.Certainty.Future) && (has(c.asked.Question.Text, c.lang.Questions.Past) || c.q.Want == choose.Date && c.over(line))
	}
	return false
}

// changedTo reports whether a sentence tells that what it gives was changed to that, and not that somebody wants it to be.
func (c *comparison) changedTo(t *Told) bool {
	line := c.lines[t.Line].Text
	return t.Value.number != nil && c.lang.Patterns.ChangedTo.MatchString(line[:t.Value.number.At.Start]) && !c.stanceOf(line, &t.Value).meant
}

// over reports whether a sentence tells what the question asks as what has happened, and not as what was meant to.
func (c *comparison) over(line string) bool {
	f, done := c.q.annotate(line), false
	for i := range f.Words {
		w := &f.Words[i]
		if c.lang.Certainty.Meant[w.Norm] || c.lang.Certainty.Held[w.Norm] || c.lang.Certainty.Plans[w.Norm] {
			return false
		}
		done = done || scope.PastForm(f.Lang, w.Norm) && c.q.Names(w.Norm)
	}
	return done
}

// compare is Compare without its last doubts.
func (c *comparison) compare() []Told {
	if !slices.ContainsFunc(c.stories, func(s knowledge.Story) bool { return s.Published.Before(c.asked.Until) }) || c.tellsOfThen() || !c.goesOnAfter() {
		c.asked.Until = time.Time{}
	}
	if twins := c.twins(); twins != nil {
		return twins
	}
	told := c.settled()
	if len(told) > 0 && c.past() && c.asideOf(&told[0]) {
		return nil
	}
	if len(told) > 0 && (c.past() || told[0].State != "") {
		return c.newest(told)
	}
	if swapped := c.swapped(); swapped != nil {
		return swapped
	}
	if rivals := c.rivals(); rivals != nil {
		return rivals
	}
	if causes := c.causes(); causes != nil {
		return causes
	}
	if history := c.history(); history != nil {
		return history
	}
	return told
}

// goesOnAfter reports whether a story of the event was published after the time asked for; else what was known then is what is known.
func (c *comparison) goesOnAfter() bool {
	top := c.lines[c.order[0]].Story
	return slices.ContainsFunc(c.order, func(i int) bool {
		story := c.lines[i].Story
		return !c.stories[story].Published.Before(c.asked.Until) && (story == top || c.sameEvent(story, top))
	})
}

// bornOut reports whether what seems to have replaced something does so by what its story says of it, or by how near both
// come to what is asked: stories of one event tell many things of a kind.
func (c *comparison) bornOut(is, was *Told) bool {
	if c.stories[is.Story].Label == knowledge.Correction || c.dwindled(is, was) || c.lang.Patterns.AtFirst.MatchString(c.lines[is.Line].Text) {
		return true
	}
	best, ok := c.answer()
	s := c.slotOf(&best)
	s.times = grownTimes
	return ok && (s.replaced(is, was) || is.Value.names != nil && s.tells(is.Story, &was.Value))
}

// asideOf reports whether what was told then has next to nothing of what is asked, while the sentence that answers best has much: a story
// that tells of many things names its day with each.
func (c *comparison) asideOf(then *Told) bool {
	best := c.order[0]
	s := c.slotOf(&Told{Line: best, Story: c.lines[best].Story})
	return s.kin(then.Line) < asideShare*s.kin(best)
}

// asideShare is how much of what the sentence that answers best has of the question one of another time has at least.
const asideShare = 0.2

// besideIt reports whether a value that seems to have replaced another one stands by itself, in a sentence that has little of what
// the other one's has, and tells of no change: "the mill employs 2,900", of those who are to go.
func (c *comparison) besideIt(is, was *Told) bool {
	if n := is.Value.number; c.past() || !is.Value.known() || n != nil && n.Typed() || c.tellsOfChange(is, was) || c.dwindled(is, was) || c.tells(is.Story, &was.Value) {
		return false
	}
	s := c.slotOf(was)
	return s.kin(is.Line) < besideShare*s.kin(was.Line)
}

// besideShare is how much of what the sentence with the earlier number has one must have that replaces it.
const besideShare = 0.6

// newest is what was told, or what history finds of a later day, of that time.
func (c *comparison) newest(told []Told) []Told {
	if c.asked.First || !c.past() && (told[0].State != Latest || told[0].Value.number == nil) {
		return told
	}
	if history := c.history(); history != nil && c.day(&history[0]).After(c.day(&told[0])) {
		return history
	}
	return told
}

// settled is what Compare returns where the stories say it in like words.
func (c *comparison) settled() []Told {
	c.all = c.candidates()
	best := c.anchor()
	if best == nil {
		return nil
	}
	first, top := *best, c.lines[c.order[0]].Story
	c.renew(&first)
	if pair := c.contradicted(&first); pair != nil {
		return pair
	}
	if !c.past() && first.Line != c.order[0] && !(first.Value.number != nil && first.inSlot()) || top != best.Story && !c.sameEvent(top, best.Story) {
		return nil
	}
	told := append([]Told{first}, c.ofEvent(best)...)
	of := len(told)
	if of < 2 || !slices.ContainsFunc(told, func(t Told) bool { return t.Story == top }) {
		return nil
	}
	event := told
	told = c.settle(told)
	if len(told) == 2 && c.besideIt(&told[0], &told[1]) {
		told = c.settle(slices.DeleteFunc(slices.Clone(event), func(t Told) bool { return t.Line == told[0].Line }))
	}
	if len(told) == 2 && !c.past() && told[0].State == Latest && !c.bornOut(&told[0], &told[1]) {
		return nil
	}
	for i := range told {
		told[i].Of = of
	}
	return told
}

// readerFor is the reader of a question, which knows the words of the lines.
func readerFor(l *text.Language, q *choose.Question, lines []Line) *reader {
	r := readerOf(l, q)
	for i := range lines {
		if lines[i].Words != nil {
			r.of(lines[i].Text).words = lines[i].Words
		}
	}
	return r
}

// comparison is the work on one question.
type comparison struct {
	lang     *text.Language
	asked    Asked
	q        *reader
	order    []int // the lines that are looked at, best first
	stories  []knowledge.Story
	lines    []Line
	heads    *topic.Reader
	topics   map[int]*topic.Topic
	contents map[int]*content
	shares   map[int]float64     // of each story, what names says of it
	all      map[int]*candidates // of each story

	since, until time.Time // the time that the question names
}

func (c *comparison) day(t *Told) time.Time { return c.stories[t.Story].Published }

// past reports whether what was known at another time than that of asking is wanted.
func (c *comparison) past() bool { return c.asked.First || !c.asked.Until.IsZero() }

// mostLines is how many of the best sentences are compared.
const mostLines = 60

func (c *comparison) sort() {
	c.order = make([]int, len(c.lines))
	for i := range c.order {
		c.order[i] = i
	}
	slices.SortStableFunc(c.order, func(a, b int) int { return cmp.Compare(c.lines[b].Score, c.lines[a].Score) })
	c.order = c.order[:min(len(c.order), mostLines)]
}

// asks reports whether a line is a question, which tells nothing.
func asks(line string) bool { return strings.HasSuffix(strings.TrimRight(line, " \"”’'»)"), "?") }
