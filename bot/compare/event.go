package compare

import (
	"math"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// topic is what a story is about, as far as its title and beginning show it.
type topic struct {
	read  []text.Word // of the title, then of the text, at their places there
	ends  []int       // where in read each sentence ends
	title int         // how many words are of the title
	mixed bool        // it is a round-up: its title names several things

	names, words map[string]bool // stems; nil until they are needed
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

// wordBytes is about how many bytes a word has, with what stands before it.
const wordBytes = 5

func topicOf(l *text.Language, s *knowledge.Story) *topic {
	t := &topic{read: make([]text.Word, 0, topicReach/wordBytes), mixed: mixes(s.Title)}
	for n, part := range [...]string{s.Title, text.Cut(s.Text, topicReach)} {
		for _, span := range l.Sentences(part) {
			for _, w := range l.Words(span.Of(part)) {
				w.Start, w.End = w.Start+span.Start, w.End+span.Start
				t.read = append(t.read, w)
			}
			t.ends = append(t.ends, len(t.read))
		}
		if n == 0 {
			t.title = len(t.read)
		}
	}
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
func (t *topic) find(l *text.Language, stem func(norm string) string) {
	t.names, t.words = make(map[string]bool), make(map[string]bool)
	from := 0
	for _, end := range t.ends {
		for i := from; i < end; i++ {
			w := &t.read[i]
			switch {
			case w.Stop() || w.Number || len(w.Norm) < 3 || l.Weekday(w.Norm) || l.Month(w.Norm):
			case w.Upper && i > from && i >= t.title:
				t.names[stem(strings.TrimSuffix(w.Norm, "'s"))] = true
			default:
				t.words[stem(w.Norm)] = true
			}
		}
		from = end
	}
	for w := range t.names {
		delete(t.words, w)
	}
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
	for w := range t.names {
		if o.names[w] || o.words[w] {
			names++
		}
	}
	for w := range o.names {
		if t.words[w] {
			names++
		}
	}
	for w := range t.words {
		if o.words[w] {
			words++
		}
	}
	return names, words
}

// likeness is the cosine of two topics, in which a name counts as much as three words.
func likeness(t, o *topic, names, words int) float64 {
	return (float64(3*names) + float64(words)) / math.Sqrt(float64(len(t.words)+3*len(t.names)+1)*float64(len(o.words)+3*len(o.names)+1))
}

// How far apart, and how much alike, stories of one event are.
const (
	eventDays     = 120
	eventLikeness = 0.12
	eventOneName  = 0.135 // where they share one name
	namedLikeness = 0.05  // where both have the question's names
	eventNameless = 0.17  // where they share no name
)
