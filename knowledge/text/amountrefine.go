package text

import "strings"

// refine reads what stands around a number: magnitude, percent, money, doubt.
func (f *Annotated) refine(a *Amount) {
	if a.Kind == AmountMonth || a.Kind == AmountWeekday || a.Kind == AmountScore || a.Kind == AmountTime {
		return
	}
	for a.To < len(f.Words) && !f.Words[a.To].Clause && a.Kind != AmountOrdinal {
		m, ok := f.Lang.Numbers.Magnitudes[f.Words[a.To].Norm]
		if !ok || f.Words[a.To].Sentence != f.Words[a.To-1].Sentence || len(f.Words[a.To].Norm) == 1 && !f.isMoney(a) {
			break
		}
		if a.Kind == AmountYear {
			a.Kind = AmountPlain
		}
		a.Value *= m
		a.To++
		a.Loose = false
	}
	f.refineUnit(a)
	f.refineRough(a)
}

func (f *Annotated) refineUnit(a *Amount) {
	end := f.Words[a.To-1].At.End
	after := strings.TrimLeft(f.Text[end:min(end+3, len(f.Text))], " ")
	next, next2 := f.norm(a.To), f.norm(a.To+1)
	before, numbers := f.before(a), &f.Lang.Numbers
	switch {
	case strings.HasPrefix(after, "%"):
		a.Kind = AmountPercent
	case (numbers.Percent[next] || numbers.Percent[next+" "+next2]) && !numbers.PercentExempt[next+" "+next2]:
		a.Kind = AmountPercent
	case amountCurrency(before) != "":
		a.Kind, a.Unit = AmountMoney, amountCurrency(before)
	case numbers.Currencies[next] != "":
		a.Kind, a.Unit = AmountMoney, numbers.Currencies[next]
	}
	if a.Kind == AmountMoney || a.Kind == AmountPercent {
		a.Loose = false
	}
}

// before is the text right before a number, where its currency stands.
func (f *Annotated) before(a *Amount) string {
	start := f.Words[a.From].At.Start
	return strings.TrimRight(f.Text[max(0, start-6):start], " ")
}

func (f *Annotated) isMoney(a *Amount) bool { return amountCurrency(f.before(a)) != "" }

func (f *Annotated) refineRough(a *Amount) {
	one, two, numbers := f.norm(a.From-1), f.norm(a.From-2), &f.Lang.Numbers
	a.Rough = numbers.Rough[one] || numbers.RoughBefore[two+" "+one] || numbers.RoughAfter[f.norm(a.To)+" "+f.norm(a.To+1)]
}

func amountCurrency(s string) string {
	for _, c := range []string{"$", "£", "€", "¥", "₹"} {
		if strings.HasSuffix(s, c) {
			return c
		}
	}
	return ""
}

// calendarAt reads a month or a weekday at word i. "may" and "march" are
// months with a capital or beside a number only.
func (f *Annotated) calendarAt(i int) (Amount, bool) {
	w := &f.Words[i]
	if d, ok := f.Lang.Calendar.Weekdays[w.Norm]; ok && (len(w.Norm) > 3 || w.Upper && !w.First) {
		return Amount{Value: d, Kind: AmountWeekday, From: i, To: i + 1}, true
	}
	m, ok := f.Lang.Calendar.Months[w.Norm]
	if !ok {
		return Amount{}, false
	}
	if f.Lang.Calendar.Ambiguous[w.Norm] && (!w.Upper || w.First) && !f.besideNumber(i) {
		return Amount{}, false
	}
	return Amount{Value: m, Kind: AmountMonth, From: i, To: i + 1}, true
}

func (f *Annotated) besideNumber(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if n := f.norm(j); n != "" && IsDigit(n[0]) {
			return true
		}
	}
	return f.norm(i-1) == "of" && f.norm(i-2) != "" && IsDigit(f.norm(i - 2)[0])
}

// Share is how much of something a text speaks of, from Least to Most, as shares of 1.
type Share struct {
	Least, Most float64
	Kind        ShareKind
	InNumbers   bool
	Said        Run // its words
	Of          Run // the words of what it is a share of, at most two; empty: not told here
}

// ShareKind says how a share is told.
type ShareKind int

// The kinds.
const (
	ShareNumber ShareKind = iota // 40% of the wall, two of the nine
	ShareWord                    // all of the wall, nobody, most
	ShareVote                    // unanimous; 7-2
	ShareOne                     // the only, one of the three
)

// Shares finds where a text tells how much of something it speaks of.
func (f *Annotated) Shares() []Share {
	var found []Share
	for i := range f.Words {
		if s, ok := f.shareInWords(i); ok {
			found = append(found, s)
		}
	}
	for i := range f.Amounts {
		if s, ok := f.shareInNumbers(i); ok {
			found = append(found, s)
		}
	}
	return found
}

// shareInWords reads "all of the wall" at word i.
func (f *Annotated) shareInWords(i int) (Share, bool) {
	w, n := f.Words[i].Norm, &f.Lang.Numbers
	s := Share{Least: n.ShareLeast[w], Most: n.ShareMost[w], Kind: ShareWord, Said: Run{i, i + 1}}
	_, known := n.ShareMost[w]
	switch {
	case n.Unanimous[w]:
		s.Least, s.Most, s.Kind = 1, 1, ShareVote
	case n.Sole[w] && f.Lang.Questions.Determiners[f.norm(i-1)]:
		s.Least, s.Most, s.Kind = 1, 1, ShareOne
	case f.Lang.Polarity.No[w] && f.DeniesAt(i):
	case !known || i+1 < len(f.Words) && f.Words[i+1].Key[0] == '#':
		return Share{}, false // "some 40 people"
	}
	if before := i - 1; s.Kind == ShareWord && (n.Ratios[f.norm(before)] || f.Lang.Questions.Determiners[f.norm(before)] && n.Ratios[f.norm(before-1)]) {
		return Share{}, false // "a third of the whole town"
	}
	if s.Kind != ShareVote {
		s.Of = f.thing(i + 1)
	}
	switch {
	case i > 0 && f.DeniesAt(i-1):
		s.Least, s.Most = 0, max(0, 0.95*s.Least)
	case s.Least == 1 && s.Kind == ShareWord && n.Rough[f.norm(i-1)]:
		s.Least, s.Most = 0.7, 0.95
	}
	return s, true
}

// shareInNumbers reads "40% of the wall", "two of the nine judges" and the 7-2 of a vote.
func (f *Annotated) shareInNumbers(i int) (Share, bool) {
	a, n := &f.Amounts[i], &f.Lang.Numbers
	s := Share{Least: a.Value, Most: a.Value, Said: Run{a.From, a.To}, InNumbers: true}
	switch {
	case a.Kind == AmountScore && a.Value+a.Second > 0, f.against(i):
		b := a.Second
		if a.Kind != AmountScore {
			b = f.Amounts[i+1].Value
		}
		s.Kind, s.Least = ShareVote, max(a.Value, b)/(a.Value+b)
		s.Most = s.Least
		return s, true
	case a.Kind == AmountPercent:
		s.Least, s.Most = a.Value/100, a.Value/100
		for s.Said.To < len(f.Words) && n.Percent[f.norm(s.Said.To)] {
			s.Said.To++
		}
	case a.Kind == AmountFraction:
	case a.Kind == AmountPlain && i+1 < len(f.Amounts) && f.Amounts[i+1].Kind == AmountPlain && f.Amounts[i+1].Value > a.Value && f.outOf(a.To, f.Amounts[i+1].From):
		s.Least = a.Value / f.Amounts[i+1].Value
		s.Most, s.Said.To = s.Least, f.Amounts[i+1].To
		if a.Value == 1 {
			s.Kind = ShareOne
		}
		s.Of = f.thing(s.Said.To)
		return s, true
	default:
		return Share{}, false
	}
	if a.Rough {
		s.Least, s.Most = s.Least-0.1, s.Most+0.1
	}
	if next := f.norm(s.Said.To); !n.Ratios[next] && (a.Kind != AmountFraction || !f.Lang.Questions.Determiners[next]) {
		return Share{}, false
	}
	s.Of = f.thing(s.Said.To)
	return s, true
}

// against reports whether number i stands against the next one: "seven votes to two".
func (f *Annotated) against(i int) bool {
	if i+1 >= len(f.Amounts) {
		return false
	}
	a, b := &f.Amounts[i], &f.Amounts[i+1]
	last := f.norm(b.From - 1)
	return a.Kind == AmountPlain && b.Kind == AmountPlain && a.Value > 0 && b.From > a.To && b.From <= a.To+2 && f.Words[a.From].Sentence == f.Words[b.From].Sentence &&
		f.Lang.Questions.Prepositions[last] && !f.Lang.Numbers.Ratios[last]
}

// outOf reports whether only "of", "out of the" and the like stand between two words.
func (f *Annotated) outOf(from, to int) bool {
	for i := from; i < to; i++ {
		if !f.Lang.Numbers.Ratios[f.Words[i].Norm] && !f.Lang.Questions.Determiners[f.Words[i].Norm] {
			return false
		}
	}
	return to > from && f.Lang.Numbers.Ratios[f.Words[from].Norm]
}

// thing is the first word from word i on that is telling, and a second right behind it: of what
// a share is. It is empty where a pronoun stands there.
func (f *Annotated) thing(i int) Run {
	for k := i; k < min(len(f.Words), i+4); k++ {
		w := &f.Words[k]
		switch {
		case k > i && w.Clause, f.Lang.Pronouns.Referring[w.Norm] && !f.Lang.Questions.Determiners[w.Norm]:
			return Run{}
		case w.Content && w.Key[0] != '#':
			if k+1 < len(f.Words) && f.Words[k+1].Content && !f.Words[k+1].Clause && f.Words[k+1].Sentence == w.Sentence {
				return Run{k, k + 2}
			}
			return Run{k, k + 1}
		}
	}
	return Run{}
}

// Bound is -1 where number i is told as more than what there is, 1 as less, 0 as neither.
func (f *Annotated) Bound(i int) int {
	for k := f.Amounts[i].From - 1; k >= max(0, f.Amounts[i].From-2); k-- {
		switch w := f.Words[k].Norm; {
		case f.Lang.Numbers.Fewer[w]:
			return -1
		case f.Lang.Numbers.More[w]:
			return 1
		case f.Words[k].Content:
			return 0
		}
	}
	return 0
}
