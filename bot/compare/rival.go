package compare

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
		if story == best.Story || !c.near(story, best.Story) || s.about(story) < aboutAsked {
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
	found, all := s.found(story, 0)
	var top *Told
	for i := range found {
		t := &found[i]
		if t.Value.common != s.best.Value.common {
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
