package compare

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/compare/contrary"
	"github.com/storybot/storybot/bot/compare/scope"
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
		if t.Value.number != nil || !leads && (t.Value.Text == "" || c.q.Relation(c.lines[t.Line].Text) < polarOwn) || !c.namesMany(t, leads) || !c.ofSubject(t) {
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

// ofSubject reports whether the story of a sentence has some of the nouns of which the question asks yes or no: that the canteen will be
// closed tells nothing of the ward.
func (c *comparison) ofSubject(t *Told) bool {
	words, found := c.q.wordsOf(c.asked.Question.Text), false
	for i, w := range words[1:] {
		switch {
		case found && scope.Partitive(c.lang, w.Norm) && i+2 < len(words) && words[i+2].Upper: // the board of a name is known by that
			return true
		case w.Stop() && (found || i > 0):
			return !found
		case w.Stop():
		case w.Upper || scope.PastForm(c.lang, w.Norm) || c.contentOf(t.Story).keys[c.q.key(w.Norm)]:
			return true
		default:
			found = true
		}
	}
	return !found
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
	r := c.contraries()
	v, w, agree := r.Contrast(x, y)
	if agree {
		return nil
	}
	if v == "" {
		no, other := r.Denied(x), r.Denied(y)
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

// contraries reads sentences as contraries by the words of the question.
func (c *comparison) contraries() *contrary.Reader {
	return &contrary.Reader{Question: c.q.wordsOf(c.asked.Question.Text), Terms: c.q.Terms, Names: c.q.Names, Key: c.q.key}
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
