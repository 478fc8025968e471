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
