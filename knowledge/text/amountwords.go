package text

import "strings"

// calendarAt reads a month or a weekday at word i. "may" and "march" are
// months with a capital or beside a number only.
func (f *Annotated) calendarAt(i int) (Amount, bool) {
	w := &f.Words[i]
	if d, ok := amountWeekdays[w.Norm]; ok && (len(w.Norm) > 3 || w.Upper && !w.First) {
		return Amount{Value: d, Kind: AmountWeekday, From: i, To: i + 1}, true
	}
	m, ok := amountMonths[w.Norm]
	if !ok {
		return Amount{}, false
	}
	if MonthOrWord[w.Norm] && (!w.Upper || w.First) && !f.besideNumber(i) {
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

func amountList(words string, from float64) map[string]float64 {
	m := make(map[string]float64)
	for i, w := range strings.Fields(words) {
		for _, spelling := range strings.Split(w, "/") {
			m[spelling] = from + float64(i)
		}
	}
	return m
}

// The tables below are read only.
var (
	spelledNumbers = amountMerge(
		amountList(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
			sixteen seventeen eighteen nineteen twenty`, 2),
		map[string]float64{"zero": 0, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
			"eighty": 80, "ninety": 90, "dozen": 12, "trio": 3, "hat-trick": 3})
	spelledOrdinals = amountMerge(
		amountList(`third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
			fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`, 3),
		map[string]float64{"second": 2, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100})
	amountLoose = map[string]float64{"one": 1, "first": 1, "once": 1, "single": 1, "both": 2, "twice": 2,
		"couple": 2, "pair": 2, "duo": 2, "double": 2, "triple": 3, "hundred": 100, "hundreds": 100,
		"thousand": 1000, "thousands": 1000, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9,
		"dozens": 12}
	amountFractions = map[string]float64{"half": 0.5, "halve": 0.5, "halved": 0.5, "quarter": 0.25}
	// amountParts are the names of parts: two thirds.
	amountParts = map[string]float64{"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
		"sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10}
	amountMagnitudes = map[string]float64{"hundred": 100, "thousand": 1000, "k": 1000, "million": 1e6, "m": 1e6, "mn": 1e6,
		"mln": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12}
	amountRough = Set(`about around approximately roughly nearly almost over under some circa estimated beyond
		exceeding exceeded topped approaching above below`)
	amountCurrencies = map[string]string{"dollar": "$", "dollars": "$", "usd": "$", "pound": "£", "pounds": "£",
		"euro": "€", "euros": "€", "yen": "¥", "rupee": "₹", "rupees": "₹"}
	amountMonths = amountList(`january/jan february/feb march/mar april/apr may june/jun july/jul august/aug
		september/sept/sep october/oct november/nov december/dec`, 1)
	MonthOrWord    = Set(`may march mar jan jun dec august`)
	amountWeekdays = amountList(`monday/mon/mondays tuesday/tue/tues/tuesdays wednesday/wed/wednesdays
		thursday/thu/thur/thurs/thursdays friday/fri/fridays saturday/sat/saturdays sunday/sun/sundays`, 1)
	Calendar = map[AmountKind][]string{
		AmountMonth:   strings.Fields(`- january february march april may june july august september october november december`),
		AmountWeekday: strings.Fields(`- monday tuesday wednesday thursday friday saturday sunday`),
	}
)

func amountMerge(maps ...map[string]float64) map[string]float64 {
	all := make(map[string]float64)
	for _, m := range maps {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

// Set makes a set of the words of a text.
func Set(text string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}

// Month reports whether a word, normal, is the name of a month or its abbreviation.
func Month(norm string) bool { return amountMonths[norm] > 0 }

// Weekday reports whether a word, normal, is the name of a weekday or its abbreviation.
func Weekday(norm string) bool { return amountWeekdays[norm] > 0 }
