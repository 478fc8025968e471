package text

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
