package compare

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// polarRelation is how much of a yes-or-no question a sentence must have to answer it.
const polarRelation = 0.2

// polarKin is how much a sentence must have of it with those around it.
const polarKin = 0.4

// contradicted finds, where yes or no is asked, two stories of the event of which one says the
// contrary of the other; nil where there are none.
func (c *comparison) contradicted(best *Told) []Told {
	if c.past() || !c.polar() || best.own < polarRelation {
		return nil
	}
	s := c.slotOf(best)
	var found []Told
	for story := range c.stories {
		alike := c.near(story, best.Story) && s.about(story) >= aboutAsked
		if story == best.Story || c.names(story) < namesMost*c.names(best.Story) || !alike && !c.sameEvent(story, best.Story) {
			continue
		}
		if pair := s.denial(story, alike); pair != nil && (found == nil || c.day(&pair[0]).After(c.day(&found[0]))) {
			found = pair
		}
	}
	return found
}

// denial is the first sentence of a story that says the contrary of the best, with that; nil where none does.
// In a story that is surely of what is asked it may lean on others for that.
func (s *slot) denial(story int, alike bool) []Told {
	for i := range s.lines {
		if s.lines[i].Story != story {
			continue
		}
		own := s.q.Relation(s.lines[i].Text)
		if own < polarRelation && (!alike || s.kin(i) < polarKin) {
			continue
		}
		if pair := s.contrary(*s.best, Told{Line: i, Story: story, own: own}); pair != nil {
			return pair
		}
	}
	return nil
}

// polarOwn is how much of a yes-or-no question each of two sentences must have of which one is said to contradict
// or to replace the other.
const polarOwn = 0.6

// surely is what was told, or nil where yes or no is asked and that does not show that one sentence contradicts or replaces the
// other: news has many words for each thing, and many things for each word. What is over is no state that
// changes; no number answers; and a sentence that leads its story is of what is asked, while one amid it must have
// most of the question's words.
func (c *comparison) surely(told []Told) []Told {
	if len(told) < 2 || told[0].State == "" || !c.polar() {
		return told
	}
	if c.asksOver() && told[0].State != Disputed && c.stories[told[0].Story].Label != knowledge.Correction {
		return nil
	}
	for i := range told[:2] {
		t := &told[i]
		leads := c.leads(t)
		if t.Value.number != nil || !leads && (t.Value.Text == "" || c.q.Relation(c.lines[t.Line].Text) < polarOwn) || !c.namesMany(t, leads) {
			return nil
		}
	}
	return told
}

// asksOver reports whether a question for yes or no is of what is over.
func (c *comparison) asksOver() bool {
	return c.lang.Questions.Past[c.q.wordsOf(c.asked.Question.Text)[0].Norm]
}

// leads reports whether a sentence is one of the first of its story.
func (c *comparison) leads(t *Told) bool {
	i := t.Line - leading
	return i < 0 || c.lines[i].Story != t.Story
}

// leading is how many sentences lead a story.
const leading = 2

// namesMany reports whether a sentence, or the title of the story that it leads, has most names of the question: of a
// person the last name is enough.
func (c *comparison) namesMany(t *Told, leads bool) bool {
	said := c.lines[t.Line].Text
	if leads {
		said += " " + c.stories[t.Story].Title
	}
	have := c.lang.TermSet(said)
	there, all := 0, 0
	for i := range c.q.Terms {
		if term := &c.q.Terms[i]; term.Name {
			all++
			if have[term.Stem] {
				there++
			}
		}
	}
	return 2*there >= all
}

// polar reports whether the question asks for yes or no.
func (c *comparison) polar() bool {
	words := c.q.wordsOf(c.asked.Question.Text)
	return len(words) > 0 && c.lang.Questions.Auxiliaries[words[0].Norm]
}

// contrary tells two sentences as what they say, the later first, where one denies what
// the other says, or uses the contrary of its word for what is asked; else nil.
func (c *comparison) contrary(a, b Told) []Told {
	if c.day(&a).Before(c.day(&b)) {
		a, b = b, a
	}
	x := c.q.annotate(c.lines[a.Line].Text)
	y := c.q.annotate(c.lines[b.Line].Text)
	v, w, agree := c.contrast(x, y)
	if agree {
		return nil
	}
	if v == "" {
		no, other := c.denied(x), c.denied(y)
		if len(no) > 0 == (len(other) > 0) || !c.affirms(a, x, other) || !c.affirms(b, y, no) {
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

// contrast is the word of each sentence, where one has a word of the question and the other one its contrary; agree is set
// where they come to the same: open, and not closed.
func (c *comparison) contrast(x, y *text.Annotated) (v, w string, agree bool) {
	for _, q := range c.q.wordsOf(c.asked.Question.Text) {
		key := c.lang.Key(q.Norm)
		if len(c.lang.Meaning.Contrasts[key]) == 0 {
			continue
		}
		v, no, at := c.side(x, key)
		w, other, by := c.side(y, key)
		switch {
		case v == "" || w == "" || c.hedged(x, at) || c.hedged(y, by):
		case c.doneTo(x, at) || c.doneTo(y, by):
			agree = true
		case no != other && c.saidOf(x, at, key) && c.saidOf(y, by, key):
			return v, w, false
		case no != other:
		case v != w:
			agree = true
		}
	}
	return "", "", agree
}

// familyPrefix is how many letters words of one family begin with: succeed, success.
const familyPrefix = 5

// side is the word of a sentence, the one at that place, for a word of the question, or for its contrary; a word that is denied stands for its contrary.
func (c *comparison) side(f *text.Annotated, key string) (word string, contrary bool, at int) {
	for i := range f.Words {
		w := &f.Words[i]
		switch {
		case w.Key == key || len(key) >= familyPrefix && strings.HasPrefix(w.Key, key[:familyPrefix]):
			if word == "" {
				word, contrary, at = wordOf(f, i), f.DeniedAt(i, deniedContent, 0), i
			}
		case slices.ContainsFunc(c.lang.Meaning.Contrasts[w.Key], func(g int) bool { return slices.Contains(c.lang.Meaning.Contrasts[key], g) }):
			return wordOf(f, i), !f.DeniedAt(i, deniedContent, 0), i
		}
	}
	return word, contrary, at
}

// hedged reports whether word i of a sentence is only wanted or possible: "may overturn", "did not want to overturn".
func (c *comparison) hedged(f *text.Annotated, i int) bool {
	hedges := &f.Lang.Certainty
	return slices.ContainsFunc(f.Words[f.ClauseStart(i):i], func(w text.Token) bool {
		return (hedges.Doubts[w.Norm] || hedges.Meant[w.Norm]) && !c.q.Names(w.Norm) || f.Lang.Questions.Auxiliaries[w.Norm] && hedges.Held[w.Norm]
	})
}

// deniedContent is how many telling words stand between a denial and what it denies: "not going to go down".
const deniedContent = 2

// wordOf is a word of a sentence from what denies it on: "no one has died".
func wordOf(f *text.Annotated, i int) string {
	from := i
	for k := i - 1; f.DeniedAt(i, deniedContent, 0) && k >= 0 && f.Words[k].Sentence == f.Words[i].Sentence; k-- {
		if from = k; f.DeniesAt(k) {
			break
		}
	}
	return f.Text[f.Words[from].At.Start:f.Words[i].At.End]
}

// saidOf reports whether the clause of word i has a word of the question beside that of key, where the question has any: prices
// that fall are no inflation that does.
func (c *comparison) saidOf(f *text.Annotated, i int, key string) bool {
	others := 0
	for t := range c.q.Terms {
		if c.q.key(c.q.Terms[t].Norm) != key {
			others++
		}
	}
	from, to := f.ClauseStart(i), max(f.ClauseEnd(i+1), i+1)
	if others == 0 || slices.ContainsFunc(f.Words[from:to], func(w text.Token) bool {
		return w.Content && w.Key != f.Words[i].Key && c.q.Names(w.Norm) || c.lang.Pronouns.Leaning[w.Norm]
	}) {
		return true
	}
	own := slices.ContainsFunc(f.Words[from:i], func(w text.Token) bool { return w.Content })
	return !own && (i+1 >= to || !f.Words[i+1].Content) // "the eagle, known to every child, is dead"
}

// doneTo reports whether a name that the question does not have follows upon word i, at once: who sells Meridia sells no Lumio.
func (c *comparison) doneTo(f *text.Annotated, i int) bool {
	to := i + 1
	return to < len(f.Words) && f.Words[to].Name && !f.Words[to].Clause && !f.CalendarWord(&f.Words[to]) && c.q.byName && !c.q.Names(f.Words[to].Norm)
}

// deniedWords is how far behind a denial a word of the question stands that it denies. What is before it is
// mostly of whom something is denied: "the captain should not be the only one".
const deniedWords = 5

// denied are the keys of the question's words that a sentence denies.
func (c *comparison) denied(f *text.Annotated) map[string]bool {
	keys := make(map[string]bool)
	for i := range f.Words {
		if !f.Lang.Polarity.Denials[f.Words[i].Norm] || c.ofOther(f, i) {
			continue
		}
		for k := i + 1; k < min(len(f.Words), i+deniedWords+1); k++ {
			w := &f.Words[k]
			if w.Sentence != f.Words[i].Sentence || w.Content && !c.q.Names(w.Norm) && !c.lang.Certainty.Firm[w.Norm] {
				break // "no reason for the visit" denies no visit
			}
			if w.Content && !w.Name && !c.named(w.Norm) {
				keys[w.Key] = true
			}
		}
	}
	for i := range f.Words { // "refused to help"
		w := &f.Words[i]
		if !w.Content || w.Name || !c.q.Names(w.Norm) {
			continue
		}
		if _, denied := f.DeniedThat(i); denied {
			keys[w.Key] = true
		}
	}
	return keys
}

// ofOther reports whether the clause of a denial begins with a name that the question does not have: what Serbia is not, Ukraine
// may be.
func (c *comparison) ofOther(f *text.Annotated, i int) bool {
	other := false
	for k := f.ClauseStart(i); k < i; k++ {
		if w := &f.Words[k]; w.Name {
			if c.q.Names(w.Norm) {
				return false
			}
			other = true
		}
	}
	return other
}

// named reports whether a word is one of a name in the question: of "is King Charles crowned" the king.
func (c *comparison) named(norm string) bool {
	stem := c.lang.Base(norm)
	return slices.ContainsFunc(c.q.Terms, func(t choose.Term) bool { return t.Name && t.Stem == stem })
}

// affirms reports whether a sentence, or the title of its story, has one of the keys that the other one denies, where there are any.
func (c *comparison) affirms(t Told, f *text.Annotated, keys map[string]bool) bool {
	over := c.asksOver()
	has := func(w text.Token) bool {
		return keys[w.Key] && !(over && strings.HasSuffix(w.Norm, f.Lang.Forms.Inflected.Going))
	} // "a hurdle to joining" is none that joined
	return len(keys) == 0 || slices.ContainsFunc(f.Words, has) || slices.ContainsFunc(c.q.annotate(c.stories[t.Story].Title).Words, has)
}

func said(no bool) string {
	if no {
		return "no"
	}
	return "yes"
}
