// Package topic tells what a story is about, as far as its title and beginning show it, and whether two stories are of one event.
package topic

import (
	"math"
	"math/bits"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Reader reads what stories are about. It belongs to one goroutine.
type Reader struct {
	lang     *text.Language
	stems    map[string]int // the number of each stem
	tellings map[string]int // by normal words, what telling says of them
}

// NewReader returns what reads stories in a language.
func NewReader(l *text.Language) *Reader {
	return &Reader{lang: l, stems: make(map[string]int), tellings: make(map[string]int)}
}

// Topic is what a story is about. Those of one reader can be compared.
type Topic struct {
	r     *Reader
	Read  []text.Word // of the title, then of the text, at their places there
	text  string      // as far as it is read
	title int         // how many words are of the title
	mixed bool        // it is a round-up: its title names several things

	names, words stems // nil until they are needed
}

// Reach is how many bytes of a story are read for what it is about.
const Reach = 2500

// mixedTitle is how many commas a title has that names several things: "Quake, strike, cup final, pardon".
const mixedTitle = 3

// mixes reports whether a title is of a round-up; where it is cut short one comma more is taken to have been there.
func mixes(title string) bool {
	n := strings.Count(title, ", ") + strings.Count(title, "; ")
	if strings.HasSuffix(title, "...") || strings.HasSuffix(title, "…") {
		n++
	}
	return n >= mixedTitle
}

// Of is the topic of a story with its Text.
func (r *Reader) Of(s *knowledge.Story) *Topic {
	t := &Topic{r: r, Read: r.lang.Words(s.Title), text: text.Cut(s.Text, Reach), mixed: mixes(s.Title)}
	t.title = len(t.Read)
	t.Read = append(t.Read, r.lang.Words(t.text)...)
	return t
}

// Head are the words of the title and of the first bytes of the text.
func (t *Topic) Head(bytes int) []text.Word {
	n := t.title
	for n < len(t.Read) && t.Read[n].End <= bytes {
		n++
	}
	return t.Read[:n]
}

// find finds the names and the other telling words, by their stems.
func (t *Topic) find() {
	if t.words != nil {
		return
	}
	r := t.r
	t.names, t.words = make(stems, 1), make(stems, Reach/256)
	for i := range t.Read[:t.title] {
		t.words.add(r.telling(t.Read[i].Norm))
	}
	i := t.title
	for _, span := range r.lang.Sentences(t.text) {
		for from := i; i < len(t.Read) && t.Read[i].Start < span.End; i++ {
			if n := r.telling(t.Read[i].Norm); t.Read[i].Upper && i > from {
				t.names.add(n)
			} else {
				t.words.add(n)
			}
		}
	}
	t.words.take(t.names)
}

// telling is the number of a normal word's stem; -1 where the word tells of no topic.
func (r *Reader) telling(norm string) int {
	n, known := r.tellings[norm]
	if !known {
		n = -1
		if l := r.lang; len(norm) >= 3 && !l.Common.Stop[norm] && !text.IsDigit(norm[0]) && !l.Weekday(norm) && !l.Month(norm) {
			n = r.numberOf(norm)
		}
		r.tellings[norm] = n
	}
	return n
}

// numberOf is the number of a normal word's stem.
func (r *Reader) numberOf(norm string) int {
	stem := r.lang.Stem(norm)
	n, known := r.stems[stem]
	if !known {
		n = len(r.stems)
		r.stems[stem] = n
	}
	return n
}

// stems is a set of stems by their numbers, a bit for each.
type stems []uint64

// add adds a stem; none where its number is below 0.
func (s *stems) add(n int) {
	if n < 0 {
		return
	}
	for n/64 >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

func (s stems) has(n int) bool { return n >= 0 && n/64 < len(s) && s[n/64]&(1<<(n%64)) != 0 }

// take takes the stems of another set out of s.
func (s stems) take(o stems) {
	for i := range s[:min(len(s), len(o))] {
		s[i] &^= o[i]
	}
}

func (s stems) size() int { return s.common(s) }

// common is how many stems two sets share.
func (s stems) common(o stems) int {
	n := 0
	for i := range s[:min(len(s), len(o))] {
		n += bits.OnesCount64(s[i] & o[i])
	}
	return n
}

// SameEvent reports whether two stories are of one event: not long apart, with
// a name and more in common; much more where months lie between them, as in a lawsuit, and less than a year, after
// which a fair or a budget comes again. A round-up is of none.
func (t *Topic) SameEvent(o *Topic, apart time.Duration) bool {
	if apart.Abs() > slowDays*24*time.Hour || t.mixed || o.mixed {
		return false
	}
	likeness, names := t.Likeness(o)
	low := eventLikeness
	switch {
	case apart.Abs() > Days*24*time.Hour:
		if names == 0 {
			return false
		}
		low = eventSlow
	case names == 0:
		low = eventNameless
	case names == 1:
		low = eventOneName
	}
	return likeness >= low
}

// common counts the names and the other words that two topics share.
func (t *Topic) common(o *Topic) (names, words int) {
	return t.names.common(o.names) + t.names.common(o.words) + o.names.common(t.words), t.words.common(o.words)
}

// Likeness is the cosine of two topics, in which a name counts as much as three words; names is how many they share.
func (t *Topic) Likeness(o *Topic) (likeness float64, names int) {
	t.find()
	o.find()
	names, words := t.common(o)
	return (float64(3*names) + float64(words)) / math.Sqrt(t.weight()*o.weight()), names
}

// Named reports whether a normal word is a name in the story.
func (t *Topic) Named(norm string) bool {
	t.find()
	return t.names.has(t.r.numberOf(norm))
}

// weight is how much a topic has to share.
func (t *Topic) weight() float64 { return float64(t.words.size() + 3*t.names.size() + 1) }

// Days is how far apart stories of one event are at most that need not be much alike.
const Days = 120

// slowDays is how far apart they are at most.
const slowDays = 330

// How much alike they are.
const (
	eventLikeness = 0.12
	eventOneName  = 0.135 // where they share one name
	eventNameless = 0.17  // where they share no name
	eventSlow     = 0.3   // where more than Days lie between them
)
