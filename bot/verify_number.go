package bot

import (
	"math"
	"strings"
)

// amountCheck judges the numbers and dates of a sentence: how many of them the
// source does not have, and how many it has of something else.
type amountCheck struct {
	total            int
	missing, swapped []amount
}

// amountsMax bounds how many numbers of a sentence are looked at.
const amountsMax = 60

func (a *alignment) checkAmounts() amountCheck {
	var c amountCheck
	for _, q := range a.sentence.amounts {
		if q.loose {
			continue
		}
		if c.total == amountsMax {
			break
		}
		c.total++
		switch {
		case !a.source.hasAmount(&q):
			c.missing = append(c.missing, q)
		case a.swappedAmount(&q):
			c.swapped = append(c.swapped, q)
		}
	}
	return c
}

// hasAmount says whether the source has the number q, however written.
func (s *sourceFacts) hasAmount(q *amount) bool {
	for i := range s.amounts {
		if s.agree(q, i) {
			return true
		}
	}
	return q.kind == amountMonth && len(s.at[amountCalendar[amountMonth][int(q.value)]]) > 0 ||
		amountMonthOrWord[calendarKey(q)] && s.lower[calendarKey(q)] > 0
}

func calendarKey(q *amount) string {
	if q.kind == amountMonth {
		return amountCalendar[amountMonth][int(q.value)]
	}
	return ""
}

// agree says whether the number q says what the source's number i says.
func (s *sourceFacts) agree(q *amount, i int) bool {
	b := &s.amounts[i]
	switch {
	case q.kind == amountMonth || q.kind == amountWeekday || b.kind == amountMonth || b.kind == amountWeekday:
		return q.kind == b.kind && q.value == b.value
	case q.kind == amountTime || b.kind == amountTime:
		return q.kind == b.kind && q.second == b.second && amountSame(math.Mod(q.value, 12), math.Mod(b.value, 12))
	case q.kind == amountScore && b.kind == amountScore:
		return q.value == b.value && q.second == b.second || q.value == b.second && q.second == b.value
	case q.kind == amountScore:
		return i+1 < len(s.amounts) && s.amounts[i+1].from-b.to <= 2 && q.value == b.value && q.second == s.amounts[i+1].value
	case b.kind == amountScore:
		return q.value == b.value || q.value == b.second
	case q.kind == amountFraction && b.kind == amountPercent:
		return math.Abs(q.value*100-b.value) <= 1
	case q.kind == amountPercent && b.kind == amountFraction:
		return math.Abs(q.value-b.value*100) <= 1
	case q.kind == amountMoney && b.kind == amountMoney && q.unit != b.unit:
		return false
	case q.kind == amountPercent && b.kind != amountPercent || q.kind != amountPercent && b.kind == amountPercent:
		if q.kind != amountPercent || !s.sharesPercent(i) {
			return false
		}
	}
	return amountSame(q.value, b.value) || amountRounds(q, b)
}

// sharesPercent says whether the source's number i has its percent behind the next: "10 to 20 percent".
func (s *sourceFacts) sharesPercent(i int) bool {
	for j := i + 1; j < len(s.amounts) && j <= i+3 && s.amounts[j].from-s.amounts[j-1].to <= 2; j++ {
		if s.amounts[j].kind == amountPercent {
			return true
		}
	}
	return false
}

func amountSame(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(math.Abs(a), math.Abs(b)) }

// amountRounds says whether q is b in round numbers: 1.2 million for 1,234,567, about 50 for 52.
func amountRounds(q, b *amount) bool {
	if q.kind == amountYear || b.kind == amountYear || q.kind == amountOrdinal || b.value == 0 {
		return false
	}
	off := math.Abs(q.value-b.value) / b.value
	if q.rough || b.rough {
		return off <= 0.1 && q.value >= 10
	}
	return q.value >= 1000 && off <= 0.05 && amountDigits(q.value) < amountDigits(b.value)
}

// amountDigits counts the significant digits of a number.
func amountDigits(v float64) int {
	digits := strings.Trim(strings.ReplaceAll(strings.SplitN(amountKey(v), "e", 2)[0], ".", ""), "0")
	return len(digits)
}

// swappedAmount says whether the source puts another number of that kind where
// the sentence has q: beside the same word, in a sentence that shares more.
func (a *alignment) swappedAmount(q *amount) bool {
	own, other := -1.0, -1.0
	for i := range a.source.amounts {
		b := &a.source.amounts[i]
		ctx := a.share[a.source.words[b.from].sentence]
		beside := a.besideAlike(q, b)
		switch {
		case a.source.agree(q, i):
			if beside {
				ctx += 0.2
			}
			own = max(own, ctx)
		case beside && likeKind(q.kind, b.kind) && !a.sentence.hasValue(b):
			other = max(other, ctx)
		}
	}
	return other > own+0.02 && other > 0.25
}

// hasValue says whether the text has the number b too.
func (f *textFacts) hasValue(b *amount) bool {
	for i := range f.amounts {
		if f.amounts[i].value == b.value && f.amounts[i].kind == b.kind {
			return true
		}
	}
	return false
}

func likeKind(a, b amountKind) bool {
	plain := func(k amountKind) bool { return k == amountPlain || k == amountMoney || k == amountFraction }
	return a == b || plain(a) && plain(b)
}

// besideAlike says whether the word before or after is the same for both numbers.
func (a *alignment) besideAlike(q, b *amount) bool {
	s, t := a.sentence, &a.source.textFacts
	return amountSameKey(s.keyNear(q.to, 1), t.keyNear(b.to, 1)) || amountSameKey(s.keyNear(q.from-1, -1), t.keyNear(b.from-1, -1))
}

func amountSameKey(a, b string) bool { return a != "" && a == b }

// keyNear is the key of the first content word from word i on, looking at most three words far.
func (f *textFacts) keyNear(i, step int) string {
	for n := 0; n < 3 && i >= 0 && i < len(f.words); n, i = n+1, i+step {
		if f.words[i].content {
			return f.words[i].key
		}
	}
	return ""
}
