package compare

import (
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
)

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
