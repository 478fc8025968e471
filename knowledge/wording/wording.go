// Package wording tells whether two texts have one origin: copies of one text, also cut,
// reworded and under other headlines. Texts that differ by their names and numbers
// are none. It also shortens wording that is too long. It keeps nothing, and may be used by many goroutines.
package wording

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Two texts have one origin when the shorter has this share of its pairs of
// neighbouring words, and this share of its names and numbers, from the other: a
// wire text that was cut, reworded and given another headline keeps both, one
// that tells of the same event in its own words lacks the first, and one made
// from the same template the second.
const (
	originPairs = 0.3
	originFacts = 0.65
	originFew   = 5    // names and numbers in common; with fewer,
	originAlike = 0.75 // this share of the longer one's pairs must be in the other,
	originCut   = 0.95 // or this share of the shorter one's, of which there are some, with a few names
	originSome  = 8
	originNames = 2
)

// leadPairs is how many pairs of words the beginning of a text has.
const leadPairs = 40

// originReach is how many bytes of a text are read for its origin.
const originReach = 8000

// Text is what a text is known by where it was taken over from another. It does not change.
type Text struct {
	pairs, facts map[string]bool // facts are its names and numbers
	lead         map[string]bool // the pairs of its beginning
	sentences    []fact
}

// fact is one sentence: its names and numbers, and its other telling words.
type fact struct{ facts, words map[string]bool }

// Read reads a text, of which the beginning tells.
func Read(l *text.Language, s string) *Text {
	f := l.Annotate(s, originReach)
	o := &Text{pairs: make(map[string]bool), lead: make(map[string]bool), facts: make(map[string]bool)}
	for range f.Sentences {
		o.sentences = append(o.sentences, fact{facts: make(map[string]bool), words: make(map[string]bool)})
	}
	before := ""
	for i := range f.Words {
		w := &f.Words[i]
		if !w.Content {
			continue
		}
		at := &o.sentences[w.Sentence]
		if w.Name || w.Key[0] == '#' {
			o.facts[w.Key], at.facts[w.Key] = true, true
		} else {
			at.words[w.Key] = true
		}
		o.pairs[before+" "+w.Key] = true
		if len(o.pairs) <= leadPairs {
			o.lead[before+" "+w.Key] = true
		}
		before = w.Key
	}
	return o
}

// CopyOf reports whether the two texts are one, cut and edited.
func (o *Text) CopyOf(p *Text) bool {
	if facts := both(o.facts, p.facts); facts < originFew {
		same := float64(both(o.pairs, p.pairs))
		least, most := min(len(o.pairs), len(p.pairs)), max(len(o.pairs), len(p.pairs))
		cut := facts >= originNames && least >= originSome && same >= originCut*float64(least)
		return (cut || same >= originAlike*float64(most)) && !o.contradicts(p)
	}
	if lead := max(both(o.lead, p.pairs), both(p.lead, o.pairs)); float64(lead) < originPairs*leadPairs {
		return false // a later story that repeats what happened before
	}
	return shareOf(o.pairs, p.pairs) >= originPairs && shareOf(o.facts, p.facts) >= originFacts && !o.contradicts(p)
}

// contradicts reports whether a sentence stands in both, word for word but for a
// name or number for which each has one that the other text lacks.
func (o *Text) contradicts(p *Text) bool {
	for i := range o.sentences {
		a := &o.sentences[i]
		for j := range p.sentences {
			b := &p.sentences[j]
			if len(a.words) > 0 && len(a.words) == len(b.words) && both(a.words, b.words) == len(a.words) && lacks(p.facts, a.facts) && lacks(o.facts, b.facts) {
				return true
			}
		}
	}
	return false
}

// lacks reports whether one of these is not in set.
func lacks(set, these map[string]bool) bool {
	for w := range these {
		if !set[w] {
			return true
		}
	}
	return false
}

func both(a, b map[string]bool) (n int) {
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// shareOf is the share of the smaller set that the other has; 1 where it is empty.
func shareOf(a, b map[string]bool) float64 {
	if len(b) < len(a) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 1
	}
	return float64(both(a, b)) / float64(len(a))
}

// join makes two groups one, under the smaller number.
func join(first []int, a, b int) {
	for i := range first {
		if first[i] == a || first[i] == b {
			first[i] = min(a, b)
		}
	}
}

// Groups tells for each text the number of the first that it shares its origin with,
// its own where there is none.
func Groups(texts []*Text) []int {
	first := make([]int, len(texts))
	for i := range texts {
		first[i] = i
		for j := range i {
			if first[j] != first[i] && texts[i].CopyOf(texts[j]) {
				join(first[:i+1], first[i], first[j])
			}
		}
	}
	return first
}

// Cut is s or, of one that is longer, its beginning of so many bytes with an
// ellipsis, at the end of a word if there is one.
func Cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	s = strings.ToValidUTF8(s[:most], "")
	if at := strings.LastIndexByte(s, ' '); at > most/2 {
		s = s[:at]
	}
	return strings.Clone(strings.TrimRight(s, " ")) + "…"
}
