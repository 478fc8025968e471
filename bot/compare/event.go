package compare

import (
	"math"
	"math/bits"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// topic is what a story is about, as far as its title and beginning show it.
type topic struct {
	read  []text.Word // of the title, then of the text, at their places there
	text  string      // as far as it is read
	title int         // how many words are of the title
	mixed bool        // it is a round-up: its title names several things

	names, words stems // nil until they are needed
}

// topicReach is how many bytes of a story are read for what it is about.
const topicReach = 2500

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

func topicOf(l *text.Language, s *knowledge.Story) *topic {
	t := &topic{read: l.Words(s.Title), text: text.Cut(s.Text, topicReach), mixed: mixes(s.Title)}
	t.title = len(t.read)
	t.read = append(t.read, l.Words(t.text)...)
	return t
}

// head are the words of the title and of the first bytes of the text.
func (t *topic) head(bytes int) []text.Word {
	n := t.title
	for n < len(t.read) && t.read[n].End <= bytes {
		n++
	}
	return t.read[:n]
}

// find finds the names and the other telling words, by their stems.
func (t *topic) find(r *reader) {
	t.names, t.words = make(stems, 1), make(stems, topicReach/256)
	for i := range t.read[:t.title] {
		t.words.add(r.telling(t.read[i].Norm))
	}
	i := t.title
	for _, span := range r.lang.Sentences(t.text) {
		for from := i; i < len(t.read) && t.read[i].Start < span.End; i++ {
			if n := r.telling(t.read[i].Norm); t.read[i].Upper && i > from {
				t.names.add(n)
			} else {
				t.words.add(n)
			}
		}
	}
	t.words.take(t.names)
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

// sameEvent reports whether two stories are of one event: not long apart, with
// a name and more in common. A round-up is of none.
func (t *topic) sameEvent(o *topic, apart time.Duration) bool {
	if apart.Abs() > eventDays*24*time.Hour || t.mixed || o.mixed {
		return false
	}
	names, words := t.common(o)
	low := eventLikeness
	switch names {
	case 0:
		low = eventNameless
	case 1:
		low = eventOneName
	}
	return likeness(t, o, names, words) >= low
}

// common counts the names and the other words that two topics share.
func (t *topic) common(o *topic) (names, words int) {
	return t.names.common(o.names) + t.names.common(o.words) + o.names.common(t.words), t.words.common(o.words)
}

// likeness is the cosine of two topics, in which a name counts as much as three words.
func likeness(t, o *topic, names, words int) float64 {
	return (float64(3*names) + float64(words)) / math.Sqrt(t.weight()*o.weight())
}

// weight is how much a topic has to share.
func (t *topic) weight() float64 { return float64(t.words.size() + 3*t.names.size() + 1) }

// How far apart, and how much alike, stories of one event are.
const (
	eventDays     = 120
	eventLikeness = 0.12
	eventOneName  = 0.135 // where they share one name
	namedLikeness = 0.05  // where both have the question's names
	eventNameless = 0.17  // where they share no name
)
