package verify

import (
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// later are the texts that were given and are of a later day.
func (a *alignment) later(day time.Time) []*source {
	var later []*source
	for _, o := range a.others {
		if o.day.After(day.Add(24 * time.Hour)) {
			later = append(later, o.read(a.source.Lang))
		}
	}
	return later
}

// read is the text, read at most once.
func (o *unread) read(l *text.Language) *source {
	if o.text == nil {
		o.text = newSourceOf(l, []string{o.body}, []time.Time{o.day})
	}
	return o.text
}

// namedByOthers reports whether one text that was given beside what is cited has
// all words of a name.
func (a *alignment) namedByOthers(name text.Run) bool {
	return slices.ContainsFunc(a.others, func(o *unread) bool {
		for i := name.From; i < name.To; i++ {
			w := &a.sentence.Words[i]
			if !a.sentence.plain(w) && !o.read(a.source.Lang).nameIn(w, a.sentence, i) {
				return false
			}
		}
		return true
	})
}

// superseded returns a number of the claim for which a later text that was
// given has a newer one, and that newer one.
func (a *alignment) superseded() (*text.Amount, string) {
	if len(a.others) == 0 || a.likeness < 0.5 || len(a.close) == 0 {
		return nil, ""
	}
	day := a.source.dayOf(a.source.Sentences[a.close[0].t])
	if day.IsZero() {
		return nil, ""
	}
	for i := range a.sentence.Amounts {
		q := &a.sentence.Amounts[i]
		if q.Loose || q.Kind.Date() || q.Kind == text.AmountOrdinal || q.Kind == text.AmountTime {
			continue
		}
		for _, o := range a.later(day) {
			if newer := a.newerIn(o, q); newer != nil {
				return q, o.amountText(newer)
			}
		}
	}
	return nil, ""
}

// newerIn is the number that a later text has for what q counts.
func (a *alignment) newerIn(o *source, q *text.Amount) *text.Amount {
	if o.hasAmount(q) {
		return nil
	}
	for i := range o.Amounts {
		b := &o.Amounts[i]
		if b.Loose || b.Kind != q.Kind || b.Unit != q.Unit || b.Value <= 1 {
			continue
		}
		after := a.sentence.KeyNear(q.To, 1)
		if (after == "" || after != o.KeyNear(b.To, 1)) && q.Kind != text.AmountMoney && q.Kind != text.AmountPercent {
			continue
		}
		if a.sharedWith(o, o.Sentences[o.Words[b.From].Sentence]) >= newerShare {
			return b
		}
	}
	return nil
}

const newerShare = 0.5 // share of a claim's words from which a later sentence tells of the same

// sharedWith is the share of the claim's content words that a sentence of another
// text has; one word tells nothing.
func (a *alignment) sharedWith(o *source, r text.Run) float64 {
	n, all := 0.0, 0.0
	for _, i := range a.words {
		w := &a.sentence.Words[i]
		if w.Key[0] == '#' {
			continue
		}
		all++
		if o.likeIn(w, r) {
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return n / all
}

// standing returns a word by which the claim says that something is so up to
// now, which its source does not say, though a later text of the same was given.
func (a *alignment) standing() string {
	if len(a.others) == 0 || len(a.close) == 0 {
		return ""
	}
	r := a.source.Sentences[a.close[0].t]
	day := a.source.dayOf(r)
	if day.IsZero() {
		return ""
	}
	for i := range a.sentence.Words {
		w := a.sentence.Words[i].Norm
		if !a.sentence.Lang.Certainty.Standing[w] || a.source.hasNorm(r, w) {
			continue
		}
		for _, o := range a.later(day) {
			if a.sharesName(o) {
				return w
			}
		}
	}
	return ""
}

// sharesName reports whether another text has a name of the claim.
func (a *alignment) sharesName(o *source) bool {
	for i := range a.sentence.Words {
		if w := &a.sentence.Words[i]; w.Name && o.upper[w.Norm] > 0 {
			return true
		}
	}
	return false
}

// dayOf is the day of the text that a sentence stands in.
func (s *source) dayOf(r text.Run) time.Time {
	at := s.Words[r.From].At.Start
	for _, p := range s.parts {
		if at >= p.at.Start && at < p.at.End {
			return p.day
		}
	}
	return time.Time{}
}
