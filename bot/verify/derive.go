package verify

import (
	"math"
	"slices"

	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/share"
)

// derives reports whether the source says number i of the claim in another
// form: seven in ten for 70 percent, half a million for 500,000, twenty years
// for two decades.
func (s *source) derives(claim *annotated, i int) bool {
	q := &claim.Amounts[i]
	if value, kind, ok := claim.Ratio(i); ok {
		return s.hasValueOf(value, kind)
	}
	if q.Kind == text.AmountPercent && !s.hasAmount(q) && s.hasValueOf(q.Value/100, text.AmountFraction) {
		return true
	}
	if value, ok := claim.PartOf(i); ok {
		return s.hasValueOf(value, text.AmountPlain) || s.lasts(value)
	}
	if unit := claim.UnitAfter(i); unit > 0 && s.lasts(q.Value*unit) {
		return true
	}
	return claim.fewAt(i)
}

// hasShareNear reports whether number i of the claim is a fraction that is compared
// with, and the source tells in numbers of a share near it: 40% is less than half.
func (s *source) hasShareNear(claim *annotated, i int) bool {
	q, n := &claim.Amounts[i], &claim.Lang.Numbers
	if q.Kind != text.AmountFraction || q.From < 2 || !n.RoughBefore[claim.Words[q.From-2].Norm+" "+claim.Words[q.From-1].Norm] {
		return false
	}
	compared := claim.Words[q.From-2].Norm
	return slices.ContainsFunc(share.In(&s.Annotated), func(b share.Share) bool {
		off := b.Least - q.Value
		return b.Kind == share.Number && (n.Fewer[compared] && off < 0 || n.More[compared] && off > 0) && math.Abs(off) <= roughShare
	})
}

const roughShare = 0.15

// fewAt reports whether number i only counts what a text may simply list: both
// names of two people. It is no figure.
func (f *annotated) fewAt(i int) bool {
	q := &f.Amounts[i]
	return q.Kind == text.AmountPlain && q.Value <= fewMost && q.To == q.From+1 && !text.IsDigit(f.Words[q.From].Norm[0])
}

const fewMost = 3

// lasts reports whether the source tells of a time of that many hours.
func (s *source) lasts(hours float64) bool {
	if hours <= 0 {
		return false
	}
	for i := range s.Amounts {
		if unit := s.UnitAfter(i); unit > 0 && math.Abs(s.Amounts[i].Value*unit-hours) <= lastsSlack*hours {
			return true
		}
	}
	return s.hasLength(hours)
}

const lastsSlack = 0.02

// hasLength reports whether the source tells of one such time: a decade, a week.
func (s *source) hasLength(hours float64) bool {
	for norm, unit := range s.Lang.Calendar.Lengths {
		if math.Abs(unit-hours) <= lastsSlack*hours && (s.lower[norm] > 0) {
			return true
		}
	}
	return false
}

// hasValueOf reports whether the source has a number that agrees with this value.
func (s *source) hasValueOf(value float64, kind text.AmountKind) bool {
	q := text.Amount{Value: value, Kind: kind}
	for i := range s.Amounts {
		b := &s.Amounts[i]
		switch {
		case s.agree(&q, i) || kind == text.AmountPlain && b.Kind == text.AmountPlain && amountSame(value, b.Value):
			return true
		case kind == text.AmountFraction && b.Kind == text.AmountFraction && math.Abs(value-b.Value) < 0.005:
			return true
		}
		if r, _, ok := s.Ratio(i); ok && kind == text.AmountFraction && math.Abs(value-r) < 0.005 {
			return true
		}
	}
	return false
}
