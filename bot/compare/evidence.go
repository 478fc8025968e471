package compare

import (
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// otherCase reports whether a sentence with a number tells of another case than the question and the sentence that answers: of the other
// side of it, of a place within the place, until when, or of what somebody else does.
func (c *comparison) otherCase(t, best *Told) bool {
	within := func(t *Told) bool { return scope.Within(c.q.annotate(c.lines[t.Line].Text), c.q.Names) }
	bounded := func(t *Told) bool {
		f := c.q.annotate(c.lines[t.Line].Text)
		from, _ := valueWords(f, &t.Value)
		return scope.Bounded(f, from)
	}
	return c.otherSide(t, best) || c.otherDoer(t, best) || t.Value.date.Month > 0 && c.sameDays(t, best) && bounded(t) && !bounded(best) || c.q.Reader != nil && within(t) && !within(best)
}

// otherSide reports whether a sentence has the contrary of a word of the question, and the one that answers that word: votes for and
// against.
func (c *comparison) otherSide(t, best *Told) bool {
	if c.q.Reader == nil || t.Value.date.Month > 0 { // "closed until 20 May"
		return false
	}
	contrasts := c.lang.Meaning.Contrasts
	f, answer, asked := c.q.annotate(c.lines[t.Line].Text), c.q.annotate(c.lines[best.Line].Text), c.q.annotate(c.asked.Question.Text)
	has := func(f *text.Annotated, key string) bool {
		return slices.ContainsFunc(f.Words, func(w text.Token) bool { return w.Key == key })
	}
	for _, w := range c.q.wordsOf(c.asked.Question.Text) {
		key := c.q.key(w.Norm)
		if groups := contrasts[key]; len(groups) > 0 && has(answer, key) && !has(f, key) && slices.ContainsFunc(f.Words, func(o text.Token) bool {
			return o.Key != key && !has(asked, o.Key) && !has(answer, o.Key) && slices.ContainsFunc(contrasts[o.Key], func(g int) bool { return slices.Contains(groups, g) })
		}) {
			return true
		}
	}
	return false
}

// otherDoer reports whether the question asks what somebody of a name does, and a sentence tells it of another name, with which it begins or
// which stands before its verb, and which the one that answers has not: what a rival of the firm closes is none of its shops.
func (c *comparison) otherDoer(t, best *Told) bool {
	words, q := c.q.wordsOf(c.asked.Question.Text), &c.lang.Questions
	at := slices.IndexFunc(words, func(w text.Word) bool { return q.Auxiliaries[w.Norm] }) + 1
	if at > 0 && at < len(words) && q.Determiners[words[at].Norm] {
		at++
	}
	if at == 0 || at >= len(words) || !words[at].Upper || !c.q.byName || q.Be[words[at-1].Norm] {
		return false
	}
	f := c.q.annotate(c.lines[t.Line].Text)
	from, _ := valueWords(f, &t.Value)
	if from < 2 || t.Value.number == nil {
		return false
	}
	other := func(k int) bool {
		w := &f.Words[k]
		if !w.Upper || !w.Content || w.Key[0] == '#' || c.q.Names(w.Norm) || f.CalendarWord(w) || c.q.keysOf(c.lines[best.Line].Text)[w.Key] {
			return false
		}
		end := k + 1
		for ; end < from && f.Words[end].Name && !f.Words[end].Clause; end++ {
			if c.q.Names(f.Words[end].Norm) {
				return false
			}
		}
		return !c.q.speaker(f, k, end)
	}
	if verb := scope.BeforeRough(f, from); verb > 0 && !f.Words[verb].Clause && f.Words[verb].Content && c.q.Names(f.Words[verb].Norm) && other(verb-1) {
		return true
	}
	k := from - 1
	for k > 0 && f.Words[k-1].Sentence == f.Words[from].Sentence {
		k--
	}
	named := f.Words[k].Name || c.topic(t.Story).Named(f.Words[k].Norm) || f.Words[k+1].Clause && q.Determiners[f.Words[k+1].Norm]
	return named && other(k)
}

// unasked reports whether one of two sentences, with those around it, has something of what the question says beside its names and the other
// one nothing, where any number may answer.
func (s *slot) unasked(t *Told) bool {
	if s.best.Value.number == nil || s.q.Want != choose.Anything && s.q.Want != choose.MannerOf && (s.q.Want != choose.Number || s.counted()) {
		return false
	}
	return s.relationAround(s.best.Line) > 0 != (s.relationAround(t.Line) > 0)
}

// counted reports whether the question has a noun for what it asks how many or how much of.
func (c *comparison) counted() bool {
	words, q := c.q.wordsOf(c.asked.Question.Text), &c.lang.Questions
	for i := 1; i < len(words); i++ {
		if (q.Much[words[i-1].Norm] || q.Many[words[i-1].Norm]) && !words[i].Stop() {
			return true
		}
	}
	return c.q.focused()
}
