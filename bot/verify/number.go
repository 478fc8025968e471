package verify

import (
	"math"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// amountsMax bounds how many numbers of a sentence are looked at.
const amountsMax = 60

// missingAmounts are the numbers and dates of the sentence that the source does not have.
func (a *alignment) missingAmounts() []text.Amount {
	var missing []text.Amount
	total := 0
	for i, q := range a.sentence.Amounts {
		if q.Loose || a.sentence.ofName(&q) {
			continue
		}
		if total++; total > amountsMax {
			break
		}
		if !a.source.hasAmount(&q) && !a.dated(i) && !a.source.derives(a.sentence, i) && !a.source.hasShareNear(a.sentence, i) {
			missing = append(missing, q)
		}
	}
	return missing
}

// dated reports whether number i of the claim is part of a date that the source names in its own words.
func (a *alignment) dated(i int) bool {
	d, ok := a.sentence.dateAround(i)
	return ok && a.resolves(d)
}

// ofName reports whether a number is the end of a name: Covid-19.
func (f *annotated) ofName(q *text.Amount) bool {
	i := q.From
	return i > 0 && f.Words[i-1].Name && f.Text[f.Words[i-1].At.End:f.Words[i].At.Start] == "-"
}

// hasAmount reports whether the source has the number q, however written.
func (s *source) hasAmount(q *text.Amount) bool {
	for i := range s.Amounts {
		if s.agree(q, i) {
			return true
		}
	}
	return q.Kind == text.AmountMonth && (len(s.at[s.Lang.AmountKey(q)]) > 0 ||
		s.Lang.Calendar.Ambiguous[s.Lang.AmountKey(q)] && s.lower[s.Lang.AmountKey(q)] > 0)
}

// agree reports whether the number q says what the source's number i says.
func (s *source) agree(q *text.Amount, i int) bool {
	b := &s.Amounts[i]
	switch {
	case q.Kind == text.AmountMonth || q.Kind == text.AmountWeekday || b.Kind == text.AmountMonth || b.Kind == text.AmountWeekday:
		return q.Kind == b.Kind && q.Value == b.Value
	case q.Kind == text.AmountTime || b.Kind == text.AmountTime:
		return q.Kind == b.Kind && q.Second == b.Second && amountSame(math.Mod(q.Value, 12), math.Mod(b.Value, 12))
	case q.Kind == text.AmountScore && b.Kind == text.AmountScore:
		return q.Value == b.Value && q.Second == b.Second || q.Value == b.Second && q.Second == b.Value
	case q.Kind == text.AmountScore:
		return i+1 < len(s.Amounts) && s.Amounts[i+1].From-b.To <= 2 && q.Value == b.Value && q.Second == s.Amounts[i+1].Value
	case b.Kind == text.AmountScore:
		return q.Value == b.Value || q.Value == b.Second
	case q.Kind == text.AmountFraction && b.Kind == text.AmountPercent:
		return math.Abs(q.Value*100-b.Value) <= 1
	case q.Kind == text.AmountPercent && b.Kind == text.AmountFraction:
		return math.Abs(q.Value-b.Value*100) <= 1
	case q.Kind == text.AmountMoney && b.Kind == text.AmountMoney && q.Unit != b.Unit:
		return false
	case q.Kind == text.AmountPlain && b.Kind == text.AmountPercent && q.Value != math.Trunc(q.Value):
		return amountSame(q.Value, b.Value) // "to 2.75": nothing else is 2.75
	case q.Kind == text.AmountPercent && b.Kind != text.AmountPercent || q.Kind != text.AmountPercent && b.Kind == text.AmountPercent:
		if q.Kind != text.AmountPercent || !s.sharesPercent(i) {
			return false
		}
	}
	return amountSame(q.Value, b.Value) || amountRounds(q, b)
}

// sharesPercent reports whether the source's number i has its percent behind the next: "10 to 20 percent".
func (s *source) sharesPercent(i int) bool {
	for j := i + 1; j < len(s.Amounts) && j <= i+3 && s.Amounts[j].From-s.Amounts[j-1].To <= 2; j++ {
		if s.Amounts[j].Kind == text.AmountPercent {
			return true
		}
	}
	return false
}

func amountSame(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(math.Abs(a), math.Abs(b)) }

// amountRounds reports whether q is b in round numbers: 1.2 million for 1,234,567, about 50 for 52.
func amountRounds(q, b *text.Amount) bool {
	if q.Kind == text.AmountYear || b.Kind == text.AmountYear || q.Kind == text.AmountOrdinal || b.Value == 0 {
		return false
	}
	off := math.Abs(q.Value-b.Value) / b.Value
	if q.Rough || b.Rough {
		return off <= 0.1 && q.Value >= 10
	}
	return q.Value >= 1000 && off <= 0.05 && amountDigits(q.Value) < amountDigits(b.Value)
}

// amountDigits counts the significant digits of a number.
func amountDigits(v float64) int {
	digits := strings.Trim(strings.ReplaceAll(strings.SplitN(text.NumberKey(v), "e", 2)[0], ".", ""), "0")
	return len(digits)
}

// hasValue reports whether the text has the number b too.
func (f *annotated) hasValue(b *text.Amount) bool {
	for i := range f.Amounts {
		if f.Amounts[i].Value == b.Value && f.Amounts[i].Kind == b.Kind {
			return true
		}
	}
	return false
}

func likeKind(a, b text.AmountKind) bool {
	plain := func(k text.AmountKind) bool {
		return k == text.AmountPlain || k == text.AmountMoney || k == text.AmountFraction
	}
	return a == b || plain(a) && plain(b)
}
