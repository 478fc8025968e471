package verify

import (
	"math"
	"strings"

	"github.com/storybot/storybot/bot/verify/when"
	"github.com/storybot/storybot/knowledge/text"
)

// dateAround reads the date that amount i of a claim is part of.
func (f *annotated) dateAround(i int) (d when.Date, said bool) {
	from, to := i, i+1
	for from > 0 && f.oneDate(from-1) {
		from--
	}
	for to < len(f.Amounts) && f.oneDate(to-1) {
		to++
	}
	for k := from; k < to; k++ {
		switch a := &f.Amounts[k]; {
		case a.Kind == text.AmountWeekday:
			d.Weekday = int(a.Value)
		case a.Kind == text.AmountMonth:
			d.Month = int(a.Value)
		case a.Kind == text.AmountYear:
			d.Year = int(a.Value)
		default:
			d.Day = int(a.Value)
		}
	}
	if d.Day > 0 && d.Month == 0 {
		return d, false
	}
	return d, d.Weekday+d.Month+d.Year > 0
}

// oneDate reports whether amounts i and i+1 are parts of one date.
func (f *annotated) oneDate(i int) bool {
	a, b := &f.Amounts[i], &f.Amounts[i+1]
	if b.From-a.To > 1 || f.Words[a.From].Sentence != f.Words[b.From].Sentence || b.From > a.To && f.Words[a.To].Content {
		return false
	}
	switch {
	case a.Kind == text.AmountWeekday:
		return b.Kind == text.AmountMonth || dayNumber(b)
	case a.Kind == text.AmountMonth:
		return b.Kind == text.AmountYear || dayNumber(b) && b.From == a.To
	case dayNumber(a):
		return b.Kind == text.AmountMonth || b.Kind == text.AmountYear && i > 0 && f.Amounts[i-1].Kind == text.AmountMonth && f.Amounts[i-1].To == a.From
	}
	return false
}

// dayNumber reports whether an amount can be a day of a month.
func dayNumber(a *text.Amount) bool {
	return (a.Kind == text.AmountPlain || a.Kind == text.AmountOrdinal) && a.Value >= 1 && a.Value <= 31 && a.Value == math.Trunc(a.Value)
}

const headingMax = 500 // bytes of a heading

// outletOf is how many bytes of a text name its outlet: those of its heading before the colon or the comma.
func outletOf(body string) int {
	heading, _, found := strings.Cut(body, "\n\n")
	colon := strings.Index(heading, ": ")
	if !found || colon < 0 || colon > headingMax {
		return 0
	}
	if comma := strings.Index(heading[:colon], ", "); comma >= 0 {
		return comma
	}
	return colon
}
