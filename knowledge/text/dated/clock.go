package dated

import (
	"strings"
	"time"
	"unicode"
)

func isForeignDigit(r rune) bool { return unicode.IsDigit(r) }

// clock reads the time of day: with colons, else with words behind its numbers, else with
// a half of the day alone, else, where the day does not need these numbers, with a point.
func (r *reader) clock() {
	for _, read := range []func(*reader, int) int{(*reader).colons, (*reader).worded, (*reader).halved} {
		for i := range r.tokens {
			hour := r.at(i)
			if r.clocked || hour.digits == 0 || hour.digits > 2 {
				continue
			}
			if n := read(r, i); n > 0 {
				r.use(i, i+n)
				r.half(i, i+n)
			}
		}
	}
	if !r.clocked {
		r.pointClock()
	}
}

// colons reads a clock with colons that begins at token i, and says how many tokens it takes; 0 for none.
func (r *reader) colons(i int) int {
	hour, minute := r.at(i), r.at(i+2)
	if r.at(i+1).text != ":" || minute.digits != 2 {
		return 0
	}
	n, second := 3, 0
	if r.at(i+3).text == ":" && r.at(i+4).digits == 2 {
		n, second = 5, r.at(i+4).number
		if f := r.at(i + 5).text; (f == "." || f == ",") && r.at(i+6).digits > 0 && !r.at(i+6).apart {
			n = 7
		}
	}
	return r.taken(n, hour.number, minute.number, second)
}

// halved reads "4 pm", and "10.30 Uhr" and "5.04 pm".
func (r *reader) halved(i int) int {
	hour, mark, minute := r.at(i), r.at(i+1), r.at(i+2)
	switch {
	case mark.text == "." && minute.digits == 2 && (r.at(i+3).word.mark == hourPart || r.at(i+3).word.half > 0):
		return r.taken(3, hour.number, minute.number, 0)
	case mark.word.half > 0 && hour.number >= 1 && hour.number <= 12:
		return r.taken(1, hour.number, 0, 0)
	}
	return 0
}

func (r *reader) taken(n, hour, minute, second int) int {
	if !r.setClock(hour, minute, second) {
		return 0
	}
	return n
}

// worded reads "10時00分", "10h30", "10 Uhr 30".
func (r *reader) worded(i int) int {
	mark := r.at(i + 1)
	if mark.word.mark != hourPart || r.at(i-1).text == "." && !r.at(i).apart { // "10.30 Uhr" is halved's
		return 0
	}
	n, minute, second := 2, 0, 0
	if m := r.at(i + 2); m.digits > 0 && (r.at(i+3).word.mark == minutePart || m.digits == 2 && mark.text[0] < 0x80) {
		n, minute = 3, m.number
		if r.at(i+3).word.mark == minutePart {
			n = 4
		}
		if s := r.at(i + 4); n == 4 && s.digits > 0 && r.at(i+5).word.mark == secondPart {
			n, second = 6, s.number
		}
	}
	return r.taken(n, r.at(i).number, minute, second)
}

// half reads what tells the half of the day beside a clock.
func (r *reader) half(from, to int) {
	half := 0
	switch before, after := r.at(from-1), r.at(to); {
	case after.word.half > 0:
		half = after.word.half
		r.used[to] = true
	case before.word.half > 0 && before.text != "am": // "am" before a clock is German
		half = before.word.half
		r.used[from-1] = true
	}
	switch {
	case half == 1 && r.hour == 12:
		r.hour = 0
	case half == 2 && r.hour < 12:
		r.hour += 12
	}
}

// pointClock reads "17.04" where the day is told without these numbers.
func (r *reader) pointClock() {
	numbers, months := 0, 0
	for i, t := range r.tokens {
		if !r.used[i] && t.digits > 0 {
			numbers++
		}
		if t.word.month > 0 {
			months++
		}
	}
	if months == 0 && numbers != 5 || months > 0 && numbers != 4 {
		return
	}
	for i := len(r.tokens) - 3; i >= 0; i-- {
		hour, minute := r.at(i), r.at(i+2)
		if hour.digits > 0 && hour.digits < 3 && r.at(i+1).text == "." && minute.digits == 2 && !minute.apart && !strings.Contains("./-", r.at(i+3).text+" ") && (i == 0 || !isJoin(r.at(i-1).text)) &&
			r.setClock(hour.number, minute.number, 0) {
			r.use(i, i+3)
			r.half(i, i+3)
			return
		}
	}
}

// isJoin reports whether a mark joins the numbers of a date.
func isJoin(mark string) bool { return mark == "." || mark == "/" || mark == "-" }

// zones reads the zone: hours behind the clock, the name of a zone, or both, where the
// hours hold.
func (r *reader) zones() {
	if !r.clocked {
		return
	}
	named := false
	for i := range r.tokens {
		t := r.at(i)
		switch {
		case t.text == "z" && i > 0 && r.tokens[i-1].digits > 0, t.word.zoned && t.word.month == 0 && r.isZone(i):
			if !named && r.zone == nil {
				r.zone, named = zoneOf(t.word.zone), true
			}
			r.used[i] = true
			if n, offset := r.offsetAt(i + 1); n > 0 {
				r.zone = zoneOf(offset)
				r.use(i+1, i+1+n)
			}
		case t.letters && r.at(i+1).text == "/" && r.at(i+2).letters:
			r.place(i)
		default:
			if n, offset := r.offsetAt(i); n > 0 && i > 0 && (r.tokens[i-1].digits > 0 && r.used[i-1] || r.tokens[i-1].word.half > 0) {
				r.zone, named = zoneOf(offset), true
				r.use(i, i+n)
			}
		}
	}
	r.brackets()
}

// isZone reports whether the word at a place, which may be the name of a zone, is
// meant as one: in capitals, as names are, or of several words.
func (r *reader) isZone(i int) bool {
	t := r.tokens[i]
	written := r.text[t.start:t.end]
	return strings.Contains(t.text, ".") || written == strings.ToUpper(written)
}

// offsetAt reads "+0100", "-05:00" or "+8" at a place; n is how many tokens it takes, 0 for none.
func (r *reader) offsetAt(i int) (n, offset int) {
	sign := 0
	switch r.at(i).text {
	case "+":
		sign = 1
	case "-", "−":
		sign = -1
	default:
		return 0, 0
	}
	t := r.at(i + 1)
	if t.digits == 0 || t.apart || isJoin(r.at(i+2).text) || r.at(i+2).word.month > 0 {
		return 0, 0
	}
	hours, minutes, n := t.number, 0, 2
	switch {
	case t.digits == 4:
		hours, minutes = t.number/100, t.number%100
	case t.digits == 2 && r.at(i+2).text == ":" && r.at(i+3).digits == 2:
		minutes, n = r.at(i+3).number, 4
	case t.digits > 2:
		return 0, 0
	}
	if hours > 14 || minutes%15 != 0 || minutes > 45 {
		return 0, 0
	}
	return n, sign * (hours*3600 + minutes*60)
}

// place reads a zone that is named by a place: Europe/Paris.
func (r *reader) place(i int) {
	end := i + 3
	for r.at(end).text == "_" && r.at(end+1).letters || r.at(end).text == "/" && r.at(end+1).letters {
		end += 2
	}
	zone, err := time.LoadLocation(r.text[r.tokens[i].start:r.tokens[end-1].end])
	if err != nil {
		return
	}
	r.use(i, end)
	if r.zone == nil {
		r.zone = zone
	}
}

// brackets passes over what stands in brackets behind a zone: its name in words.
func (r *reader) brackets() {
	if r.zone == nil {
		return
	}
	from := -1
	for i, t := range r.tokens {
		switch {
		case t.text == "(" || t.text == "[":
			from = i
		case (t.text == ")" || t.text == "]") && from >= 0:
			for j := from; j <= i; j++ {
				r.used[j] = r.used[j] || r.tokens[j].digits == 0
			}
			from = -1
		}
	}
}
