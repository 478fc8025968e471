// Package outlet reads of which outlet a question asks what it tells: "according to the Gazette", "what does CNN say
// about the strike".
package outlet

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Asked are the places of a question that may name the outlet whose word it asks for.
type Asked struct {
	lang     *text.Language
	question string
	places   []place
}

// place is where the word of somebody is asked for.
type place struct {
	text.Span
	who  text.Span // who that is named, and what may stand behind the name
	goes bool      // who is last, and what stands behind the name may be of the question
}

// Read reads a question. Nobody is asked for where it has no Places.
func Read(l *text.Language, question string) Asked {
	a := Asked{lang: l, question: question}
	for _, m := range l.Patterns.ToldBy.FindAllStringSubmatchIndex(question, -1) {
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 && m[g+1] > m[g] {
				a.places = append(a.places, place{text.Span{Start: m[0], End: m[1]}, text.Span{Start: m[g], End: m[g+1]}, m[g+1] == m[1]})
			}
		}
	}
	return a
}

// Somebody reports whether the question asks for the word of somebody, who may be an outlet.
func (a *Asked) Somebody() bool { return len(a.places) > 0 }

// Of reports whether it is the word of the outlet of that name that is asked for, and the question without that:
// "How many died?" of "How many died, according to the Gazette?". Of a name of several words the last will do.
// It is not where nothing else is asked.
func (a *Asked) Of(outlet string) (rest string, ok bool) {
	name := a.words(outlet)
	for _, p := range a.places {
		who := a.words(p.who.Of(a.question))
		n := a.named(who, name)
		if n == 0 {
			continue
		}
		behind := a.owned(p.who.Start, who, n)
		switch {
		case n < len(who) && who[n-1].Upper && who[n].Upper && behind == p.who.Start+who[n-1].End: // the Gazette Foundation
			continue
		case p.goes:
			p.End = behind
		case behind < p.who.Start+who[len(who)-1].End: // the Gazette of Ulm
			continue
		}
		rest = join(a.question[:p.Start], a.question[p.End:])
		if slices.ContainsFunc(a.lang.Words(rest), func(w text.Word) bool { return !w.Stop() }) {
			return rest, true
		}
	}
	return "", false
}

// words are the words of a name, without an article before it.
func (a *Asked) words(name string) []text.Word {
	words := a.lang.Words(name)
	if len(words) > 0 && a.lang.Questions.Determiners[words[0].Norm] {
		return words[1:]
	}
	return words
}

// named is how many of the words that who begins with are the name, or its last ones; 0 where none is. A single common
// word is a name with a capital only: the week is not The Week, nor the news BBC News.
func (a *Asked) named(who, name []text.Word) int {
	for from := range name {
		part := name[from:]
		if len(who) < len(part) || !slices.EqualFunc(who[:len(part)], part, func(v, w text.Word) bool { return v.Norm == w.Norm }) {
			continue
		}
		if w := &who[0]; len(part) > 1 || w.Upper || a.lang.Rarity(w.Norm, w.Stem()) >= rare {
			return len(part)
		}
	}
	return 0
}

// rare is how rare a word is at least that no list of common words has, an abbreviation among them.
const rare = 2

// owned is the end of what belongs to the outlet whose name is the first n words of who, which begin at start: of
// "the Gazette's chief columnist" it is that of "columnist"; the end of the name where there is no such thing.
func (a *Asked) owned(start int, who []text.Word, n int) int {
	last := &who[n-1]
	end := start + last.End
	if strings.HasSuffix(last.Norm, "s") == strings.HasSuffix(strings.ToLower(a.question[start+last.Start:end]), "s") { // no possessive
		return end
	}
	for k := n; k < min(n+mostOwned, len(who)) && !who[k].Stop(); k++ {
		end = start + who[k].End
	}
	return end
}

// mostOwned is how many words stand at most for what belongs to an outlet.
const mostOwned = 2

// join joins what is before and behind a part of a question.
func join(before, behind string) string {
	before, behind = strings.TrimRight(before, " ,;–-"), strings.TrimLeft(behind, " ,;–-")
	if before == "" || behind == "" || strings.IndexAny(behind, "?!.") == 0 {
		return before + behind
	}
	return before + " " + behind
}
