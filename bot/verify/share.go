package verify

import (
	"slices"

	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/share"
)

// otherShare is a word of the claim that tells how much of something (all, none, most,
// unanimous, the only) and what a cited sentence that the claim follows has of it
// instead: 40%, two of nine, a vote of 7 to 2. It is none where any given sentence agrees with the
// claim, or nothing tells that both are of the same.
func (a *alignment) otherShare() (said, there text.Run, found bool) {
	var given []share.Share
	for _, s := range share.In(&a.sentence.Annotated) {
		if s.InNumbers || s.Most-s.Least > 0.9 {
			continue
		}
		if given == nil {
			given = share.In(&a.source.Annotated)
		}
		if s.Least > 0 && s.Most > shareMost {
			s.Most = 1 // who says most does not say that it was not all
		}
		other := -1
		for i := range given {
			b := &given[i]
			if !a.ofTheSame(&s, b) {
				continue
			}
			if s.Least <= b.Most+shareSlack && b.Least <= s.Most+shareSlack {
				other = -1
				break
			}
			if a.tellsThat(b.Said.From) {
				other = i
			}
		}
		if other >= 0 {
			return s.Said, given[other].Said, true
		}
	}
	return said, there, false
}

const (
	shareMost   = 0.9  // a share up to which is nearly all
	shareSlack  = 0.02 // by how much shares may differ
	shareFollow = 0.4  // the share of the claim's words that a sentence has which tells of the same
)

// tellsThat reports whether the sentence of source word i is cited, and one that the claim follows.
func (a *alignment) tellsThat(i int) bool {
	t := a.source.Words[i].Sentence
	return a.source.isCited(t) && a.share[t] >= shareFollow && slices.Contains(a.nearest(), t)
}

// ofTheSame reports whether a share of the claim and one of the source are of the same thing,
// as far as their words tell, or both of a vote.
func (a *alignment) ofTheSame(s, b *share.Share) bool {
	switch {
	case s.Kind == share.Vote || b.Kind == share.Vote || s.Kind == share.One || b.Kind == share.One && s.Most > 0:
		if s.Kind != b.Kind {
			return false
		}
	case s.Of.To == s.Of.From:
		return a.likeness >= followShare && a.tellsThat(b.Said.From)
	}
	if s.Kind == share.Vote {
		return a.tellsThat(b.Said.From)
	}
	for k, i := range a.words {
		if i < s.Of.From || i >= s.Of.To {
			continue
		}
		for _, m := range a.places[k] {
			if m.sure >= 0.7 && int(m.at) >= b.Of.From && int(m.at) < b.Of.To {
				return true
			}
		}
	}
	return false
}

// deniesAll reports whether word i only denies that it was all, "not every", and a sentence
// that the claim follows has another share.
func (a *alignment) deniesAll(i int) bool {
	f := a.sentence
	if i+1 >= len(f.Words) || f.Lang.Polarity.No[f.Words[i].Norm] {
		return false
	}
	next, n := f.Words[i+1].Norm, &f.Lang.Numbers
	return (n.ShareLeast[next] == 1 || n.Unanimous[next]) &&
		slices.ContainsFunc(share.In(&a.source.Annotated), func(b share.Share) bool { return b.Least < shareMost && a.tellsThat(b.Said.From) })
}

// otherBound is a number of the claim that is told as less, or as more, than what a cited
// sentence tells as the contrary with the same number: "nearly 40" and "only 40" for "over 40".
func (a *alignment) otherBound() (said, there text.Run, found bool) {
	for i := range a.sentence.Amounts {
		q, bound := &a.sentence.Amounts[i], share.Bound(&a.sentence.Annotated, i)
		if bound == 0 || q.Loose {
			continue
		}
		other := -1
		for k := range a.source.Amounts {
			b := &a.source.Amounts[k]
			if b.Kind != q.Kind || b.Unit != q.Unit || !amountSame(b.Value, q.Value) {
				continue
			}
			if share.Bound(&a.source.Annotated, k) != -bound {
				other = -1
				break
			}
			if a.tellsThat(b.From) {
				other = k
			}
		}
		if other >= 0 {
			b := &a.source.Amounts[other]
			return text.Run{From: q.From - 1, To: q.To}, text.Run{From: b.From - 1, To: b.To}, true
		}
	}
	return said, there, false
}
