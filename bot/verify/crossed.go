package verify

import "github.com/storybot/storybot/knowledge/text"

// crossed returns two numbers or dates of the claim that a cited sentence has,
// each with what the claim has with the other: "12 boats in Hallin, 40 in Tarn".
func (a *alignment) crossed() (x, y text.Run, found bool) {
	for i := range a.close {
		t := a.close[i].t
		if !a.source.isCited(t) {
			continue
		}
		for p := range a.sentence.Amounts {
			for q := range p {
				if a.crossedIn(t, p, q) {
					return runOf(&a.sentence.Amounts[q]), runOf(&a.sentence.Amounts[p]), true
				}
			}
		}
	}
	return x, y, false
}

// crossedIn reports whether sentence t has numbers p and q of the claim, and
// around each more of what the claim has around the other.
func (a *alignment) crossedIn(t, p, q int) bool {
	b, c := &a.sentence.Amounts[p], &a.sentence.Amounts[q]
	x, y := a.amountIn(t, b), a.amountIn(t, c)
	if b.Loose || c.Loose || b.Kind != c.Kind && !b.Kind.Date() || b.Kind.Date() != c.Kind.Date() || x == nil || y == nil || x == y {
		return false
	}
	own, other := a.sentence.partAround(b), a.sentence.partAround(c)
	there, across := a.source.partAround(x), a.source.partAround(y)
	return own != other && there != across && a.common(own, across) > a.common(own, there) && a.common(other, there) > a.common(other, across)
}

func runOf(q *text.Amount) text.Run { return text.Run{From: q.From, To: q.To} }

// amountIn is the number of source sentence t that says what q says; nil: none.
func (a *alignment) amountIn(t int, q *text.Amount) *text.Amount {
	for i := range a.source.Amounts {
		if b := &a.source.Amounts[i]; a.source.Words[b.From].Sentence == t && a.source.agree(q, i) {
			return b
		}
	}
	return nil
}

// partAround is what stands around a number up to the next comma, dash or "and".
func (f *annotated) partAround(q *text.Amount) text.Run {
	r := f.Sentences[f.Words[q.From].Sentence]
	part := text.Run{From: q.From, To: q.To}
	for part.From > r.From && !f.Words[part.From].Clause {
		part.From--
	}
	for part.To < r.To && !f.Words[part.To].Clause {
		part.To++
	}
	return part
}

// common is how much of part p of the claim part r of the source has; names count double.
func (a *alignment) common(p, r text.Run) int {
	n := 0
	for i := p.From; i < p.To; i++ {
		w := &a.sentence.Words[i]
		if !w.Content || w.Key[0] == '#' || a.sentence.CalendarWord(w) || !a.source.likeIn(w, r) {
			continue
		}
		if n++; w.Name {
			n++
		}
	}
	return n
}
