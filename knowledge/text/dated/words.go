package dated

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/world"
)

// part is a part of a date.
type part int

const (
	noPart part = iota
	yearPart
	monthPart
	dayPart
	hourPart
	minutePart
	secondPart
)

// partOf reads the name that the tables have for a part.
func partOf(name string) part {
	return part(1 + slices.Index([]string{"year", "month", "day", "hour", "minute", "second"}, name))
}

// meaning is what a word may be within a date; in several languages it may be
// several things.
type meaning struct {
	month, weekday int // from 1 on, Monday first
	half           int // of the day: 1 or 2
	mark, before   part
	era            int // the year before the first of it
	zone           int // seconds east of Greenwich
	zoned          bool
	filler         bool
	ordinal        bool
}

// vocabulary is every word that dates have, folded, in all languages.
type vocabulary struct {
	words   map[string]meaning
	longest int // of the words in scripts without spaces, in characters
	phrase  int // how many words those of several have at most
}

// known returns the vocabulary, which is made once.
var known = sync.OnceValue(newVocabulary)

func newVocabulary() *vocabulary {
	v := &vocabulary{words: make(map[string]meaning)}
	w := world.Dates()
	english := text.English()
	v.ranks(w.Months, func(m *meaning, n int) { m.month = n })
	v.ranks(w.Weekdays, func(m *meaning, n int) { m.weekday = n })
	for word, n := range english.Calendar.Months {
		v.add(word, func(m *meaning) { m.month = int(n) })
	}
	for word, n := range english.Calendar.Weekdays {
		v.add(word, func(m *meaning) { m.weekday = int(n) })
	}
	v.pairs(w.Marks, func(m *meaning, is string) { m.mark = partOf(is) })
	v.pairs(w.Before, func(m *meaning, is string) { m.before = partOf(is) })
	v.pairs(w.Eras, func(m *meaning, is string) { m.era, _ = strconv.Atoi(is) })
	v.pairs(w.Halves+" am:am pm:pm", func(m *meaning, is string) { m.half = 1 + strings.Index("ap", is[:1]) })
	for _, f := range append(strings.Fields(w.Fillers), english.Dates.Fillers...) {
		v.add(f, func(m *meaning) { m.filler = true })
	}
	for _, o := range append(strings.Fields(w.Ordinals), english.Dates.Ordinals...) {
		v.add(o, func(m *meaning) { m.ordinal = true })
	}
	v.pairs(w.Zones, func(m *meaning, is string) {
		hours, _ := strconv.ParseFloat(is, 64)
		m.zone, m.zoned = int(hours*3600), true
	})
	for name, hours := range english.Dates.Zones {
		v.add(name, func(m *meaning) { m.zone, m.zoned = int(hours*3600), true })
	}
	return v
}

// add tells something of a word.
func (v *vocabulary) add(word string, tell func(*meaning)) {
	key := fold(word)
	m := v.words[key]
	tell(&m)
	v.words[key] = m
	v.phrase = max(v.phrase, 1+strings.Count(key, "."))
	if r := []rune(key); len(r) > 0 && isUnspaced(r[0]) {
		v.longest = max(v.longest, len(r))
	}
}

// ranks adds lists whose words count from 1 on, each with its forms.
func (v *vocabulary) ranks(lists []string, tell func(*meaning, int)) {
	for _, list := range lists {
		for n, forms := range strings.Fields(list) {
			for form := range strings.SplitSeq(forms, "/") {
				v.add(form, func(m *meaning) { tell(m, n+1) })
			}
		}
	}
}

func (v *vocabulary) pairs(list string, tell func(*meaning, string)) {
	for _, pair := range strings.Fields(list) {
		word, is, _ := strings.Cut(pair, ":")
		v.add(word, func(m *meaning) { tell(m, is) })
	}
}

// fold writes a word in small letters without its accents.
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	s = strings.ToLower(s)
	if ascii {
		return s
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) && !unicode.In(r, unicode.Devanagari, unicode.Thai) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

// isUnspaced reports whether a letter is of a script that puts no spaces between words.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
