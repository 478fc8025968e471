package compare

import (
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// How much of a question a sentence has that tells the cause, and which share of what else it says the other
// story may have as well.
const (
	causeRelation = 0.3
	causeShared   = 0.35
)

// causes finds, where a cause is asked for, a sentence of another outlet of the same days that tells as much of
// what is asked and of which the story of the one that answers has next to nothing, nor the other way around.
func (c *comparison) causes() []Told {
	i := c.order[0]
	best := Told{Line: i, Story: c.lines[i].Story}
	if c.past() || !c.asksCause() || c.q.Relation(c.lines[i].Text) < causeRelation {
		return nil
	}
	s := c.slotOf(&best)
	var top *Told
	for k := range c.lines {
		t := Told{Line: k, Story: c.lines[k].Story, score: s.kin(k)}
		if t.Story == best.Story || !c.near(t.Story, best.Story) || s.kin(k) < causeRelation || top != nil && t.score <= top.score ||
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
	return c.q.Want == choose.Reason || c.q.Want == choose.Anything && slices.ContainsFunc(c.lang.Words(c.asked.Question.Text), func(w text.Word) bool {
		return !w.Stop() && c.lang.Questions.Reasons[w.Norm]
	})
}

// knownOf is the share that a story has of what a sentence says beside the question.
func (s *slot) knownOf(i, story int) float64 {
	f := s.lang.Annotate(text.Cut(s.lines[i].Text, sentenceReach), sentenceReach)
	keys := make(map[string]bool)
	for k := range f.Words {
		if w := &f.Words[k]; w.Content && !s.q.Names(w.Norm) && !s.lang.Meaning.Saying[w.Norm] && !s.lang.Weekday(w.Norm) {
			keys[w.Key] = true
		}
	}
	all := len(keys)
	t := &s.stories[story]
	f = s.lang.Annotate(text.Cut(t.Title+". "+t.Text, tellsReach), tellsReach)
	for k := range f.Words {
		delete(keys, f.Words[k].Key)
	}
	return float64(all-len(keys)) / float64(max(all, 1))
}
