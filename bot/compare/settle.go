package compare

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/storybot/storybot/bot/compare/quantity"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// settle finds what holds, and what stands against it.
func (c *comparison) settle(told []Told) []Told {
	best := told[0]
	byDay := c.knownThen(c.ofThatTime(told))
	if len(byDay) == 0 {
		return nil
	}
	if c.asked.First {
		return byDay[:1]
	}
	if !best.Value.known() {
		if c.past() {
			return byDay[len(byDay)-1:]
		}
		return nil
	}
	byDay = slices.DeleteFunc(byDay, func(t Told) bool {
		_, comparable := t.Value.same(&best.Value, c.day(&best))
		return !comparable
	})
	if best.Value.number != nil && best.inSlot() {
		byDay = slices.DeleteFunc(byDay, func(t Told) bool { return !t.nearSlot() })
	}
	if len(byDay) == 0 {
		return nil
	}
	found := c.against(byDay)
	if len(found) == 2 && found[0].Story != best.Story && found[1].Story != best.Story && !c.agrees(&best, found) {
		return nil // neither is what the event is told by
	}
	return found
}

// ofThatTime keeps, where sentences told later name the time asked for, those that
// do, since they tell of it; in the order of their days.
func (c *comparison) ofThatTime(told []Told) []Told {
	byDay := slices.Clone(told)
	slices.SortStableFunc(byDay, func(a, b Told) int { return c.day(&a).Compare(c.day(&b)) })
	if c.asked.Until.IsZero() || c.asked.Since.IsZero() {
		return slices.DeleteFunc(byDay, func(t Told) bool { return c.otherTime(c.day(&t), c.lines[t.Line].Text) })
	}
	later := func(t Told) bool { return !c.day(&t).Before(c.asked.Until) && c.namesTime(&t) }
	if !slices.ContainsFunc(byDay, later) {
		return byDay
	}
	byDay = slices.DeleteFunc(byDay, func(t Told) bool { return !c.namesTime(&t) })
	c.asked.Until = time.Time{}
	return byDay
}

// otherTime reports whether a text, of that moment, names times and none within that which the question names.
func (c *comparison) otherTime(said time.Time, lines ...string) bool {
	if c.since.IsZero() || c.until.IsZero() {
		return false
	}
	named := false
	for _, line := range lines {
		for _, w := range c.q.whensOf(line, said) {
			if w.First.IsZero() || w.Last.IsZero() {
				continue
			}
			if named = true; w.First.Before(c.until) && c.since.Before(w.Last) {
				return false
			}
		}
	}
	return named
}

// tellsOfThen reports whether the story that answers best was published after the
// time asked for and tells of it by name: the time is that of the event, then, and
// not the one as of which is asked.
func (c *comparison) tellsOfThen() bool {
	s := &c.stories[c.lines[c.order[0]].Story]
	return !c.asked.Until.IsZero() && !c.asked.Since.IsZero() && !s.Published.Before(c.asked.Until) &&
		c.namesTimeAnywhere(s.Title+". "+text.Cut(s.Text, topic.Reach), s.Published)
}

// namesTimeAnywhere reports whether one of the sentences of a text does.
func (c *comparison) namesTimeAnywhere(s string, said time.Time) bool {
	return slices.ContainsFunc(c.lang.Sentences(s), func(span text.Span) bool { return c.namesTimeIn(span.Of(s), said) })
}

// namesTime reports whether a sentence names a time within that asked for.
func (c *comparison) namesTime(t *Told) bool { return c.namesTimeIn(c.lines[t.Line].Text, c.day(t)) }

func (c *comparison) namesTimeIn(s string, said time.Time) bool {
	for _, w := range c.q.whensOf(s, said) {
		if !w.First.Before(c.asked.Since) && !w.Last.After(c.asked.Until) && !w.First.IsZero() && !w.Last.IsZero() {
			return true
		}
	}
	return false
}

// knownThen keeps what was told by the time asked for, where the event goes on
// after it; nothing, where it does not.
func (c *comparison) knownThen(byDay []Told) []Told {
	u := c.asked.Until
	if u.IsZero() {
		return byDay
	}
	n := 0
	for n < len(byDay) && c.day(&byDay[n]).Before(u) {
		n++
	}
	if n == len(byDay) {
		return nil
	}
	return byDay[:n]
}

// against is the last that was told, and the last before it that says otherwise;
// nothing where none does, unless what was known then is asked for.
func (c *comparison) against(byDay []Told) []Told {
	answer := byDay[len(byDay)-1]
	answer.Since = c.day(&answer)
	for i := len(byDay) - 2; i >= 0; i-- {
		before := byDay[i]
		same, _ := answer.Value.same(&before.Value, c.day(&before))
		if right := c.corrected(&answer, &before); same && right != nil {
			right.Since = answer.Since
			answer, same = *right, false
		}
		if same {
			answer.Since = c.day(&before)
			continue
		}
		before.Since = c.day(&before)
		told := c.tellsOfChange(&answer, &before)
		if !told && c.sameDays(&before, &answer) || !c.ofOneThing(&before, &answer) { // of the same days: see rivals
			continue
		}
		inSlot := before.inSlot() && answer.inSlot()
		if c.day(&before).Before(c.day(&answer)) && (!before.far(&answer) || c.dwindled(&answer, &before)) && (inSlot || told && before.nearSlot() && answer.nearSlot()) {
			answer.State, before.State = Latest, Superseded
			return []Told{answer, before}
		} // else one of them is easily of something else
	}
	if c.past() {
		return []Told{answer}
	}
	return nil
}

// otherState reports whether a sentence counts people in a state, and in none of
// those that the question names.
func (c *comparison) otherState(sentence string) bool {
	asked, told := c.states(c.asked.Question.Text), c.states(sentence)
	return len(asked) > 0 && len(told) > 0 && !slices.ContainsFunc(told, func(s int) bool { return slices.Contains(asked, s) })
}

// states are the states in which people are counted that a text names.
func (c *comparison) states(s string) []int { return statesIn(c.lang, s, c.q.wordsOf(s)) }

func statesIn(l *text.Language, s string, words []text.Word) (states []int) {
	if l.Patterns.LivesLost.MatchString(s) {
		states = append(states, 0) // the dead
	}
	for _, w := range words {
		states = append(states, l.Meaning.Tallies[l.Key(w.Norm)]...)
	}
	return states
}

// ofOneThing reports whether the two sentences have about as much of the question;
// a correction need not.
func (c *comparison) ofOneThing(before, after *Told) bool {
	return c.stories[after.Story].Label == knowledge.Correction || min(before.own, after.own) >= ownShare*max(before.own, after.own)
}

// agrees reports whether one of two sentences has the value of best.
func (c *comparison) agrees(best *Told, found []Told) bool {
	return slices.ContainsFunc(found, func(t Told) bool {
		same, _ := t.Value.same(&best.Value, c.day(best))
		return same
	})
}

// corrected is what a correction puts in the place of what was told before, where
// the best of its sentences tells that again; nil where there is nothing.
func (c *comparison) corrected(answer, before *Told) *Told {
	if c.stories[answer.Story].Label != knowledge.Correction {
		return nil
	}
	if next := c.rightAfter(answer); next != nil {
		return next
	}
	for _, t := range c.of(answer.Story) {
		if same, comparable := t.Value.same(&before.Value, c.day(before)); comparable && !same && t.inSlot() {
			return &t
		}
	}
	return nil
}

// rightAfter is what the sentence behind one gives that leans on it: "We gave the sum as 46 million. It is 44."
func (c *comparison) rightAfter(t *Told) *Told {
	i := t.Line + 1
	if i >= len(c.lines) || c.lines[i].Story != t.Story || t.Value.number == nil {
		return nil
	}
	words := c.q.wordsOf(c.lines[i].Text)
	if len(words) == 0 || !c.lang.Pronouns.Opening[words[0].Norm] {
		return nil
	}
	for _, n := range c.numbers(text.Cut(c.lines[i].Text, sentenceReach)) {
		if same, comparable := n.Same(t.Value.number); comparable && !same && !n.Left {
			next := *t
			next.Line, next.Value = i, Value{Text: n.At.Of(c.lines[i].Text), sure: t.Value.sure, kind: t.Value.kind, number: &n}
			return &next
		}
	}
	return nil
}

// inSlot reports whether a value stands where the question wants one: near to what
// the question says, or as the only one of its unit in a sentence that has much of
// that. A name is one of many in a story, so that more is needed.
func (t *Told) inSlot() bool {
	v := &t.Value
	switch {
	case v.number != nil:
		return v.near <= slotWords || v.number.Typed() && len(v.others) == 0 && t.own >= typedRelation
	case v.date != (quantity.Date{}):
		return t.own >= nameRelation && v.sure >= dateSure
	}
	return t.own >= nameRelation && v.near <= slotWords && v.sure >= nameSure
}

// nearSlot is the same where the later sentence tells of a change.
func (t *Told) nearSlot() bool {
	v := &t.Value
	if v.number != nil {
		return t.inSlot() || t.relation >= changeRelation && len(v.others) == 0 && (v.number.Typed() || v.near <= changeWords)
	}
	return t.inSlot() || v.names == nil && t.own >= changeRelation && v.sure >= nameSure
}

// far reports whether two numbers are so unlike that they hardly count the same.
func (t *Told) far(o *Told) bool {
	if t.Value.number == nil || o.Value.number == nil {
		return false
	}
	a, b := t.Value.number.Value, o.Value.number.Value
	return min(a, b) <= 1 || max(a, b) > farTimes*min(a, b)
}

// dwindled reports whether the later of two numbers tells how many are still so, of however many more before: 60 of 22,000 without power.
func (c *comparison) dwindled(after, before *Told) bool {
	n, m := after.Value.number, before.Value.number
	now := c.lang.Patterns.Now
	return n != nil && m != nil && 1 < n.Value && n.Value < m.Value && !now.MatchString(c.lines[before.Line].Text) && (now.MatchString(c.lines[after.Line].Text) || now.MatchString(c.asked.Question.Text))
}

const (
	nameRelation   = 0.6
	typedRelation  = 0.4
	changeRelation = 0.4
	nameSure       = 0.7
	dateSure       = 0.6
	slotWords      = 8
	changeWords    = 12
	farTimes       = 8
	ownShare       = 0.45 // how much less of the question one of two sentences may have
)

// sameDays reports whether two outlets tell it on the same days.
func (c *comparison) sameDays(before, after *Told) bool {
	a, b := &c.stories[before.Story], &c.stories[after.Story]
	return a.Outlet != b.Outlet && b.Published.Sub(a.Published) <= sameDays
}

// near reports whether two stories are of other outlets and the same days, and both tell news.
func (c *comparison) near(a, b int) bool {
	s, t := &c.stories[a], &c.stories[b]
	return s.Outlet != t.Outlet && s.Label != knowledge.Opinion && s.Published.Sub(t.Published).Abs() <= sameDays
}

// sameDays is how far apart stories of the same days are published.
const sameDays = 31 * time.Hour

// tellsOfChange reports whether the later of two tells that what was told before no
// longer holds: it is a correction, says so, or names the value before.
func (c *comparison) tellsOfChange(after, before *Told) bool {
	s := &c.stories[after.Story]
	words, told := c.lang.Patterns.Changed, c.changing(before, after)
	if after.Value.names != nil { // who fell into a lake replaced no other lake
		told = c.lang.Patterns.Motion.ReplaceAllString(told, " ")
	}
	if c.sameDays(before, after) { // of two accounts of one day, more is needed to tell that one replaces the other
		words = c.lang.Patterns.Revised
	}
	if s.Label == knowledge.Correction || (!c.sameDays(before, after) || c.speaksOf(s.Title)) && c.changes(words, s.Title) || c.changes(words, told) {
		return true
	}
	return slices.ContainsFunc(after.Value.others, func(n quantity.Number) bool {
		return before.Value.number != nil && n.Value == before.Value.number.Value
	})
}

// speaksOf reports whether a title has something of what is asked, or, where nothing is asked, names people that are counted.
func (c *comparison) speaksOf(title string) bool {
	if c.q.Reader == nil {
		return scope.Counts(c.lang, title)
	}
	return c.q.Relation(title) > 0
}

// changeReach is how many words before a number, and behind it, tell of its change.
const changeReach = 7

// changing is what of the later sentence may tell of a change: all, or of two numbers of the same days what stands around
// the later one, since "when the roof fell" changes no number.
func (c *comparison) changing(before, after *Told) string {
	line := c.lines[after.Line].Text
	if after.Value.number == nil || !c.sameDays(before, after) {
		return line
	}
	f := c.q.annotate(line)
	from, to := valueWords(f, &after.Value)
	if from < 0 {
		return line
	}
	from, to = max(0, from-changeReach), min(len(f.Words), to+changeReach)
	return f.Text[f.Words[from].At.Start:f.Words[to-1].At.End]
}

// changes reports whether a text has words of a pattern that are neither a name nor what the question itself
// says: where it is asked by how much wages rose, "rose" tells of no other number.
func (c *comparison) changes(words *text.Pattern, s string) bool {
	for _, m := range words.Regexp().FindAllStringIndex(s, -1) {
		word := s[m[0]:m[1]]
		name := m[0] > 0 && unicode.IsUpper(rune(word[0])) && !strings.ContainsAny(s[max(0, m[0]-2):m[0]], ".:;!?\"")
		if !name && (c.q.Reader == nil || !c.q.Names(strings.ToLower(word))) {
			return true
		}
	}
	return false
}
