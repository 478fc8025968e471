package match

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// How much of their words two sentences share that are the same but for names and numbers, and where and how sure what is asked for
// stands beside one of these.
const (
	twinShare = 0.8
	thingGap  = 16  // bytes between a fact and what is of the kind asked for: its unit, a title
	thingSure = 0.2 // how sure that is at least
)

// Wording is a sentence as its names and numbers, and its other words.
type Wording struct {
	text  string
	facts []text.Token    // its names and numbers, in order
	has   map[string]bool // their keys
	words map[string]bool // the keys of its other telling words
}

// WordingOf reads a sentence, of which s is what is looked at; says reports whether a word names who says it.
func WordingOf(f *text.Annotated, s string, says func(k int) bool) *Wording {
	w := &Wording{text: s, has: make(map[string]bool), words: make(map[string]bool)}
	for k := range f.Words {
		switch token := &f.Words[k]; {
		case !token.Content || token.Upper && says(k):
		case token.Upper || token.Key[0] == '#':
			w.facts = append(w.facts, *token)
			w.has[token.Key] = true
		default:
			w.words[token.Key] = true
		}
	}
	return w
}

// Like reports whether two sentences share most of their words.
func (w *Wording) Like(o *Wording) bool {
	both, all := 0, max(len(w.words), len(o.words))
	for k := range w.words {
		if o.words[k] {
			both++
		}
	}
	return all > 0 && float64(both) >= twinShare*float64(all)
}

// Own is what of w's names and numbers the other lacks, as w has it: all of a
// kind that is asked for, and nothing that the question itself names; else empty.
func (w *Wording) Own(o *Wording, q *choose.Reader) string {
	var parts []string
	var asked []choose.Thing // what may be of the kind asked for
	open := q.Want == choose.Anything || q.Want == choose.Member || q.Want == choose.Title
	if !open {
		asked = q.Things(w.text)
	}
	for i := range w.facts {
		f := &w.facts[i]
		if o.has[f.Key] {
			continue
		}
		if q.Names(f.Norm) {
			return ""
		}
		if open || slices.ContainsFunc(asked, func(t choose.Thing) bool {
			return t.Sure > thingSure && t.Start < f.At.End+thingGap && f.At.Start < t.End+thingGap
		}) {
			parts = append(parts, f.At.Of(w.text))
		}
	}
	return strings.Join(parts, " ")
}
