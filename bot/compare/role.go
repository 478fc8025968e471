package compare

import (
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// roles are who stands before a verb of a sentence and who behind it, the passive turned round.
type roles struct {
	verb          string          // its key
	agent, object map[string]bool // the keys of their telling words
	subject       string          // what stands before the verb, as the sentence has it
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
			if at := slices.IndexFunc(mine, func(r roles) bool { return c.turned(&r, &theirs) }); at >= 0 {
				return c.bothSay(best, t, mine[at].subject, theirs.subject)
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

// turned reports whether two sentences have two words in each other's place around verbs of one meaning.
func (c *comparison) turned(x, y *roles) bool {
	return c.alike(x.verb, y.verb) && turn(x, y) && turn(y, x)
}

// turn reports whether one who acts in one sentence is acted on in the other one, and in neither both.
func turn(x, y *roles) bool {
	for k := range x.agent {
		if y.object[k] && !x.object[k] && !y.agent[k] {
			return true
		}
	}
	return false
}

// alike reports whether two keys are one or may answer for one another.
func (c *comparison) alike(a, b string) bool {
	groups := c.lang.Meaning.Synonyms.Of
	return a == b || slices.ContainsFunc(groups[a], func(g int) bool { return slices.Contains(groups[b], g) })
}

// roleWords is how many words before a verb, and behind it, tell who has a part in it.
const roleWords = 7

// rolesIn are those of the past forms in a sentence that answer for a word of the question.
func (c *comparison) rolesIn(sentence string) []roles {
	f := c.q.annotate(sentence)
	var found []roles
	for i := range f.Words {
		w := &f.Words[i]
		if i == 0 || w.Upper || !w.Content || !scope.PastForm(f.Lang, w.Norm) || !slices.ContainsFunc(c.q.Terms, func(t choose.Term) bool { return !t.Name && c.alike(w.Key, c.q.key(t.Norm)) }) {
			continue
		}
		from, to := max(f.ClauseStart(i), i-roleWords), min(max(f.ClauseEnd(i+1), i+1), i+1+roleWords)
		r := roles{verb: w.Key}
		switch by := slices.IndexFunc(f.Words[i+1:to], func(w text.Token) bool { return f.Lang.Clauses.Turns[w.Norm] }); {
		case i == from || i+1 >= to:
			continue
		case f.Lang.Questions.Be[f.Words[i-1].Norm] && by >= 0: // was paid by
			r.agent, r.object = scope.Keys(f.Words[i+1+by:to]), scope.Keys(f.Words[from:i])
		case f.Words[i+1].Content || f.Lang.Questions.Determiners[f.Words[i+1].Norm]:
			r.agent, r.object = scope.Keys(f.Words[from:i]), scope.Keys(f.Words[i+1:to])
		default: // "the men brought up from the pit" bring nobody
			continue
		}
		r.subject = f.Text[f.Words[from].At.Start:f.Words[i-1].At.End]
		found = append(found, r)
	}
	return found
}
