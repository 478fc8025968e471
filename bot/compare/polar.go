package compare

import (
	"slices"

	"github.com/storybot/storybot/knowledge/text"
)

// polarRelation is how much of a yes-or-no question a sentence must have to answer it.
const polarRelation = 0.2

// contradicted finds, where yes or no is asked, two stories of the event of which one says the
// contrary of the other; nil where there are none.
func (c *comparison) contradicted(told []Told) []Told {
	if c.past() || !c.polar() || told[0].own < polarRelation {
		return nil
	}
	best := &told[0]
	var found []Told
	for i := range c.stories {
		if i == best.Story || len(c.all[i]) == 0 || c.names(i) < namesMost*c.names(best.Story) {
			continue
		}
		for k := range c.all[i] {
			t := c.all[i][k]
			if t.own < polarRelation || !c.sameEvent(&t, best) {
				continue
			}
			if pair := c.contrary(*best, t); pair != nil && (found == nil || c.day(&pair[0]).After(c.day(&found[0]))) {
				found = pair
			}
			break
		}
	}
	return found
}

// polar reports whether the question asks for yes or no.
func (c *comparison) polar() bool {
	words := c.lang.Words(c.asked.Question.Text)
	return len(words) > 0 && c.lang.Questions.Auxiliaries[words[0].Norm]
}

// contrary tells two sentences as what they say, the later first, where one denies what
// the other says, or uses the contrary of its word for what is asked; else nil.
func (c *comparison) contrary(a, b Told) []Told {
	if c.day(&a).Before(c.day(&b)) {
		a, b = b, a
	}
	x := c.lang.Annotate(text.Cut(c.lines[a.Line].Text, sentenceReach), sentenceReach)
	y := c.lang.Annotate(text.Cut(c.lines[b.Line].Text, sentenceReach), sentenceReach)
	v, w := c.contrast(x, y)
	if v == "" {
		no, other := c.denied(x), c.denied(y)
		if len(no) > 0 == (len(other) > 0) || !has(x, other) || !has(y, no) {
			return nil
		}
		v, w = said(len(no) > 0), said(len(other) > 0)
	}
	a.Value, b.Value = Value{Text: v}, Value{Text: w}
	a.Since, b.Since = c.day(&a), c.day(&b)
	a.Of, b.Of = 2, 2
	switch {
	case c.sameDays(&b, &a) && !c.tellsOfChange(&a, &b):
		a.State, b.State = Disputed, Disputed
	case c.day(&b).Before(c.day(&a)):
		a.State, b.State = Latest, Superseded
	default:
		return nil
	}
	return []Told{a, b}
}

// contrast is the word of each sentence where they are contraries in what the question asks.
func (c *comparison) contrast(x, y *text.Annotated) (v, w string) {
	groups := make(map[int]bool)
	for _, q := range c.lang.Words(c.asked.Question.Text) {
		for _, g := range c.lang.Meaning.Contrasts[c.lang.Key(q.Norm)] {
			groups[g] = true
		}
	}
	for i := range x.Words {
		for _, g := range c.lang.Meaning.Contrasts[x.Words[i].Key] {
			if !groups[g] {
				continue
			}
			for k := range y.Words {
				for _, h := range c.lang.Meaning.Contrasts[y.Words[k].Key] {
					if g == h && x.Words[i].Key != y.Words[k].Key {
						return x.Words[i].At.Of(x.Text), y.Words[k].At.Of(y.Text)
					}
				}
			}
		}
	}
	return "", ""
}

// deniedWords is how far from a denial a word of the question stands that it denies.
const deniedWords = 5

// denied are the keys of the question's words that a sentence denies.
func (c *comparison) denied(f *text.Annotated) map[string]bool {
	keys := make(map[string]bool)
	for i := range f.Words {
		if !f.Lang.Polarity.Denials[f.Words[i].Norm] {
			continue
		}
		for k := max(0, i-deniedWords); k < min(len(f.Words), i+deniedWords+1); k++ {
			if w := &f.Words[k]; w.Content && !w.Name && w.Sentence == f.Words[i].Sentence && c.q.Names(w.Norm) {
				keys[w.Key] = true
			}
		}
	}
	return keys
}

// has reports whether a text has one of the keys, where there are any.
func has(f *text.Annotated, keys map[string]bool) bool {
	return len(keys) == 0 || slices.ContainsFunc(f.Words, func(w text.Token) bool { return keys[w.Key] })
}

func said(no bool) string {
	if no {
		return "no"
	}
	return "yes"
}
