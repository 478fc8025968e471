package compare

import (
	"maps"
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// How much nearer a sentence must come for each other value that its story has: what is nearest of
// many may be so by chance.
const (
	otherValue  = 0.05
	otherValues = 10
)

// rivals finds, beside the sentence that answers, that of another outlet of the same days with
// another value for the same thing. A story that has the other's value somewhere knows of it, so that
// its own is of something else.
func (c *comparison) rivals() []Told {
	best, ok := c.answer()
	if !ok || c.past() {
		return nil
	}
	s := c.slotOf(&best)
	var top *Told
	for story := range c.stories {
		if story == best.Story || !c.near(story, best.Story) || s.about(story) < aboutAsked ||
			min(s.names(story), s.names(best.Story)) < namesMost*max(s.names(story), s.names(best.Story)) { // the primary of another state
			continue
		}
		if t := s.rival(story); t != nil && (top == nil || t.score > top.score) {
			top = t
		}
	}
	if top == nil {
		return nil
	}
	told := []Told{best, *top}
	if !c.day(top).Before(c.day(&best)) {
		told = []Told{*top, best}
	}
	for i := range told {
		told[i].State, told[i].Since, told[i].Of = Disputed, c.day(&told[i]), len(told)
	}
	return told
}

// rival is the sentence of a story that says otherwise than the one that answers; nil: none does.
func (s *slot) rival(story int) *Told {
	found, all := s.found(story, 0, true)
	var top *Told
	for i := range found {
		t := &found[i]
		if t.Value.common != s.best.Value.common || s.q.Want == choose.Person && s.q.focused() && s.saysAsked(s.best.Line) && !s.saysAsked(t.Line) || s.otherWay(t) || s.unasked(t) {
			continue
		}
		if same, _ := t.Value.sameAs(&s.best.Value, s.day(t)); same {
			return nil
		}
		if top == nil || t.score > top.score {
			top = t
		}
	}
	if top == nil || top.score < top.Value.needs()+otherValue*float64(min(all-1, otherValues)) ||
		s.tells(story, &s.best.Value) || s.tells(s.best.Story, &top.Value) || s.ofOld(top) {
		return nil
	}
	before, after := s.best, top
	if s.day(after).Before(s.day(before)) {
		before, after = after, before
	}
	if s.tellsOfChange(after, before) {
		return nil
	}
	return top
}

// otherWay reports whether who did it is asked for, or from where, and the sentence that answers tells that while another one tells what else
// somebody did, or to where.
func (s *slot) otherWay(t *Told) bool {
	words := s.q.wordsOf(s.asked.Question.Text)
	if s.q.Want == choose.Place && s.q.asksFrom() {
		from := func(t *Told) bool {
			f := s.q.annotate(s.lines[t.Line].Text)
			i, _ := valueWords(f, &t.Value)
			return i > 0 && scope.From(f, i)
		}
		return from(s.best) && !from(t)
	}
	if s.q.Want != choose.Person || len(words) < 2 || !s.lang.Questions.Words[words[0].Norm] || s.lang.Questions.Auxiliaries[words[1].Norm] || words[1].Stop() {
		return false
	}
	does := func(line string) bool { // "the lead" leads nobody
		f := s.q.annotate(line)
		return slices.ContainsFunc(f.Words, func(w text.Token) bool { return w.Content && s.alike(w.Key, s.q.key(words[1].Norm)) && !f.Noun(w.Norm) })
	}
	return does(s.lines[s.best.Line].Text) && !slices.ContainsFunc(s.around(t.Line), does)
}

// saysAsked reports whether a sentence, with those around it, has something of what the question says of whom it asks for: of "which climber
// broke a leg" the breaking or the leg.
func (s *slot) saysAsked(i int) bool {
	return slices.ContainsFunc(s.around(i), func(line string) bool {
		keys := s.q.keysOf(line)
		return slices.ContainsFunc(s.q.Terms, func(t choose.Term) bool {
			return !t.Focus && !t.Name && (keys[s.q.key(t.Norm)] || slices.ContainsFunc(slices.Collect(maps.Keys(keys)), func(k string) bool { return s.alike(k, s.q.key(t.Norm)) }))
		})
	})
}

// How much of a question a sentence has that tells the cause, and which share of what else it says the other
// story may have as well.
const (
	causeRelation = 0.3
	openRelation  = 0.8 // where anything is asked for
	causalGain    = 1.0 // of a sentence with a word for a cause, or that begins "It was"
	causeShared   = 0.35
)

// causes finds, where a cause is asked for, a sentence of another outlet of the same days that tells as much of
// what is asked and of which the story of the one that answers has next to nothing, nor the other way around.
func (c *comparison) causes() []Told {
	i := c.order[0]
	best := Told{Line: i, Story: c.lines[i].Story}
	need := causeRelation
	switch {
	case c.past():
		return nil
	case c.asksCause():
	case c.q.Want == choose.Anything && !c.polar():
		need = openRelation
	default:
		return nil
	}
	if open := c.lang.Patterns.OpenCause; c.q.Relation(c.lines[i].Text) < need || c.asksCause() && (open.MatchString(c.lines[i].Text) || c.asksWhy() && !c.causal(c.lines[i].Text)) { // not known, it is no other one
		return nil
	}
	s := c.slotOf(&best)
	var top *Told
	for k := range c.lines {
		t := Told{Line: k, Story: c.lines[k].Story, score: s.kin(k)}
		if c.asksCause() && (c.causal(c.lines[k].Text) || scope.ItIs(c.lang, c.q.wordsOf(c.lines[k].Text))) {
			t.score += causalGain
		}
		if t.Story == best.Story || c.asksWhy() && !c.causal(c.lines[k].Text) || !c.near(t.Story, best.Story) || s.kin(k) < need || need == openRelation && c.q.Relation(c.lines[k].Text) < need || top != nil && t.score <= top.score ||
			s.about(t.Story) < aboutAsked || s.knownOf(i, t.Story) > causeShared || s.knownOf(k, best.Story) > causeShared {
			continue
		}
		top = &t
	}
	if top == nil {
		return nil
	}
	told := []Told{best, *top}
	for k := range told {
		told[k].State, told[k].Since, told[k].Of = Disputed, c.day(&told[k]), len(told)
	}
	return told
}

// asksCause reports whether a cause is asked for.
func (c *comparison) asksCause() bool {
	return c.q.Want == choose.Reason || c.q.Want == choose.Anything && slices.ContainsFunc(c.q.wordsOf(c.asked.Question.Text), func(w text.Word) bool {
		return !w.Stop() && c.lang.Questions.Reasons[w.Norm]
	})
}

// knownOf is the share that a story has of what a sentence says beside the question.
func (s *slot) knownOf(i, story int) float64 {
	has := s.contentOf(story).keys
	all, known := 0, 0
	f := s.q.annotate(s.lines[i].Text)
	for k := range f.Words {
		w := &f.Words[k]
		if !w.Content || s.q.Names(w.Norm) || s.lang.Meaning.Saying[w.Norm] || s.lang.Weekday(w.Norm) {
			continue
		}
		all++
		if has[w.Key] {
			known++
		}
	}
	return float64(known) / float64(max(all, 1))
}

// asksWhy reports whether a reason is asked for and not what did it: "why did the council buy the mill".
func (c *comparison) asksWhy() bool {
	return slices.ContainsFunc(c.q.wordsOf(c.asked.Question.Text), func(w text.Word) bool { return c.lang.Questions.Why[w.Norm] })
}

// causal reports whether a sentence says why.
func (c *comparison) causal(line string) bool {
	return slices.ContainsFunc(c.q.wordsOf(line), func(w text.Word) bool { return c.lang.Clauses.Causes[w.Norm] || c.lang.Questions.Reasons[w.Norm] })
}

// swapped finds, beside the sentence that answers, that of another outlet of the same days in which the same two
// have each other's place before and behind the question's verb: A paid B, B paid A.
func (c *comparison) swapped() []Told {
	i := c.order[0]
	best := Told{Line: i, Story: c.lines[i].Story}
	if c.past() || c.q.Relation(c.lines[i].Text) < polarRelation {
		return nil
	}
	mine := c.rolesIn(c.lines[i].Text)
	if len(mine) == 0 {
		return nil
	}
	s := c.slotOf(&best)
	for _, k := range c.order[1:] {
		t := Told{Line: k, Story: c.lines[k].Story}
		if t.Story == best.Story || !c.near(t.Story, best.Story) || s.about(t.Story) < aboutAsked {
			continue
		}
		for _, theirs := range c.rolesIn(c.lines[k].Text) {
			if at := slices.IndexFunc(mine, func(r scope.Roles) bool { return c.alike(r.Verb, theirs.Verb) && r.Turned(&theirs) }); at >= 0 {
				return c.bothSay(best, t, mine[at].Subject, theirs.Subject)
			}
		}
	}
	return nil
}

// bothSay are two sentences that disagree, the later first.
func (c *comparison) bothSay(a, b Told, v, w string) []Told {
	a.Value, b.Value = Value{Text: v}, Value{Text: w}
	told := []Told{a, b}
	if c.day(&a).Before(c.day(&b)) {
		told = []Told{b, a}
	}
	for k := range told {
		told[k].State, told[k].Since, told[k].Of = Disputed, c.day(&told[k]), len(told)
	}
	return told
}

// alike reports whether two keys are one or may answer for one another.
func (c *comparison) alike(a, b string) bool {
	groups := c.lang.Meaning.Synonyms.Of
	return a == b || slices.ContainsFunc(groups[a], func(g int) bool { return slices.Contains(groups[b], g) })
}

// rolesIn are those of the past forms in a sentence that answer for a word of the question.
func (c *comparison) rolesIn(sentence string) []scope.Roles {
	return scope.RolesIn(c.q.annotate(sentence), func(key string) bool {
		return slices.ContainsFunc(c.q.Terms, func(t choose.Term) bool { return !t.Name && c.alike(key, c.q.key(t.Norm)) })
	})
}
