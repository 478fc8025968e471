package bot

import "strings"

// refine reads what stands around a number: magnitude, percent, money, doubt.
func (f *textFacts) refine(a *amount) {
	if a.kind == amountMonth || a.kind == amountWeekday || a.kind == amountScore || a.kind == amountTime {
		return
	}
	for a.to < len(f.words) && !f.words[a.to].clause && a.kind != amountOrdinal {
		m, ok := amountMagnitudes[f.words[a.to].norm]
		if !ok || f.words[a.to].sentence != f.words[a.to-1].sentence || len(f.words[a.to].norm) == 1 && !f.isMoney(a) {
			break
		}
		if a.kind == amountYear {
			a.kind = amountPlain
		}
		a.value *= m
		a.to++
		a.loose = false
	}
	f.refineUnit(a)
	f.refineRough(a)
}

func (f *textFacts) refineUnit(a *amount) {
	end := f.words[a.to-1].at.End
	after := strings.TrimLeft(f.text[end:min(end+3, len(f.text))], " ")
	next, next2 := f.norm(a.to), f.norm(a.to+1)
	before := f.before(a)
	switch {
	case strings.HasPrefix(after, "%"):
		a.kind = amountPercent
	case next == "percent" || next == "pc" || next == "percentage" && next2 != "point":
		a.kind = amountPercent
	case next == "per" && (next2 == "cent" || next2 == "cents"):
		a.kind = amountPercent
	case amountCurrency(before) != "":
		a.kind, a.unit = amountMoney, amountCurrency(before)
	case amountCurrencies[next] != "":
		a.kind, a.unit = amountMoney, amountCurrencies[next]
	}
	if a.kind == amountMoney || a.kind == amountPercent {
		a.loose = false
	}
}

// before is the text right before a number, where its currency stands.
func (f *textFacts) before(a *amount) string {
	start := f.words[a.from].at.Start
	return strings.TrimRight(f.text[max(0, start-6):start], " ")
}

func (f *textFacts) isMoney(a *amount) bool { return amountCurrency(f.before(a)) != "" }

func (f *textFacts) refineRough(a *amount) {
	one, two := f.norm(a.from-1), f.norm(a.from-2)
	a.rough = amountRough[one] || one == "than" && (two == "more" || two == "less" || two == "fewer") ||
		one == "to" && (two == "up" || two == "close") || one == "least" || one == "most" && two == "at" ||
		(f.norm(a.to) == "or" && (f.norm(a.to+1) == "so" || f.norm(a.to+1) == "more"))
}

// norm is the norm of word i, or empty where there is none.
func (f *textFacts) norm(i int) string {
	if i < 0 || i >= len(f.words) {
		return ""
	}
	return f.words[i].norm
}

func amountCurrency(s string) string {
	for _, c := range []string{"$", "£", "€", "¥", "₹"} {
		if strings.HasSuffix(s, c) {
			return c
		}
	}
	return ""
}
