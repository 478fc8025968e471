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
	names, words map[string]bool
}

// topicReach is how many bytes of a story are read for what it is about.
const topicReach = 2500

func topicOf(l *text.Language, s *knowledge.Story) topic {
	t := topic{names: make(map[string]bool), words: make(map[string]bool)}
	for n, part := range [...]string{s.Title, text.Cut(s.Text, topicReach)} {
		for _, span := range l.Sentences(part) {
			words := l.Words(span.Of(part))
			for i := range words {
				w := &words[i]
				switch {
				case w.Stop() || w.Number || len(w.Norm) < 3 || l.Weekday(w.Norm) || l.Month(w.Norm):
				case w.Upper && i > 0 && n > 0:
					t.names[l.Stem(strings.TrimSuffix(w.Norm, "'s"))] = true
				default:
					t.words[l.Stem(w.Norm)] = true
				}
			}
		}
	}
	for w := range t.names {
		delete(t.words, w)
	}
	return t
}

// sameEvent reports whether two stories are of one event: not long apart, with
// a name and more in common.
func (t *topic) sameEvent(o *topic, apart time.Duration) bool {
	if apart.Abs() > eventDays*24*time.Hour {
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
