package verify

import (
	"strings"
	"time"

	"github.com/storybot/storybot/bot/verify/when"
	"github.com/storybot/storybot/knowledge/text"
)

// Texts longer than this are read up to here only, so that the time of a
// judgement stays bounded whatever is handed in.
const (
	factsMaxSource   = 400_000 // bytes of all sources together
	factsMaxSentence = 6_000   // bytes of the judged sentence
)

// source is a source read once, ready to judge many sentences by. It is
// never changed after newSource.
type source struct {
	annotated
	at     map[string][]int32 // key -> the words that have it, in order
	near   map[string][]int32 // first letters of a key -> the words that begin so
	groups map[int][]int32    // group of like meaning -> the words of it
	proper map[string]bool    // norms that the source only writes with a capital inside sentences
	upper  map[string]int     // how often a norm stands with a capital
	lower  map[string]int     // how often a norm stands without
	cited  []bool             // the sentences that a claim cites; nil: all
	parts  []part             // the texts
}

// part is one text of a source.
type part struct {
	at     text.Span // where it stands in the source
	day    time.Time // the day from which it counts; zero: unknown
	outlet int       // how many bytes of it name the outlet
}

// unread is a text that was given beside what a claim cites. It is read where it matters.
type unread struct {
	body string
	day  time.Time
	text *source
}

// newSource reads the sources, which are judged by as one text.
func newSource(l *text.Language, texts ...string) *source {
	days := make([]time.Time, len(texts))
	for i, t := range texts {
		days[i] = when.HeadingDay(l, t)
	}
	return newSourceOf(l, texts, days)
}

// newSourceOf reads texts, each with the day from which it counts.
func newSourceOf(l *text.Language, texts []string, days []time.Time) *source {
	body := strings.Join(texts, "\n\n")
	s := &source{
		annotated: *annotate(l, body, factsMaxSource),
		at:        make(map[string][]int32), near: make(map[string][]int32), groups: make(map[int][]int32),
		upper: make(map[string]int), lower: make(map[string]int), proper: make(map[string]bool),
	}
	for i, at := 0, 0; i < len(texts); i++ {
		s.parts = append(s.parts, part{text.Span{Start: at, End: at + len(texts[i])}, days[i], outletOf(texts[i])})
		at += len(texts[i]) + len("\n\n")
	}
	for i := range s.Words {
		s.index(int32(i)) //nolint:gosec // bounded by factsMaxSource
	}
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.Torn {
			s.at[s.Lang.AmountKey(a)] = append(s.at[s.Lang.AmountKey(a)], int32(a.From)) //nolint:gosec // bounded by factsMaxSource
		}
	}
	for norm, n := range s.upper {
		if s.Cased && n > 0 && s.lower[norm] == 0 {
			s.proper[norm] = true
		}
	}
	return s
}

func (s *source) index(i int32) {
	w := &s.Words[i]
	if w.Upper {
		if !w.First {
			s.upper[w.Norm]++
		}
	} else {
		s.lower[w.Norm]++
	}
	if !w.Content {
		return
	}
	s.at[w.Key] = append(s.at[w.Key], i)
	if p, ok := keyStart(w.Key); ok {
		s.near[p] = append(s.near[p], i)
	}
	if g, ok := s.Lang.Meaning.Alike[w.Key]; ok {
		s.groups[g] = append(s.groups[g], i)
	}
}

// keyStart is the beginning by which words of one family meet: robbed and robbery.
func keyStart(key string) (string, bool) {
	if len(key) < 5 || key[0] == '#' {
		if len(key) == 4 && key[0] != '#' {
			return key, true
		}
		return "", false
	}
	return key[:4], true
}

// factMatch is where a word may stand in the source, and how surely it is the same.
type factMatch struct {
	at   int32
	sure float64 // 1 the same word, less for a like one
}

// factMatchesMax bounds how many places of one word are looked at.
const factMatchesMax = 48

// matches returns where w, or else a word much like it, stands in the source.
func (s *source) matches(w *text.Token) []factMatch {
	var found []factMatch
	for _, at := range s.at[w.Key] {
		if len(found) == factMatchesMax {
			return found
		}
		found = append(found, factMatch{at, 1})
	}
	if w.Key == "" || w.Key[0] == '#' {
		return found
	}
	if g, ok := s.Lang.Meaning.Alike[w.Key]; ok {
		for _, at := range s.groups[g] {
			if s.Words[at].Key != w.Key && len(found) < factMatchesMax {
				found = append(found, factMatch{at, 0.8})
			}
		}
	}
	return s.familyMatches(w, found)
}

func (s *source) familyMatches(w *text.Token, found []factMatch) []factMatch {
	p, ok := keyStart(w.Key)
	if !ok {
		return found
	}
	for _, at := range s.near[p] {
		other := s.Words[at].Key
		if other != w.Key && len(found) < factMatchesMax && factFamily(w.Key, other) {
			found = append(found, factMatch{at, 0.7})
		}
	}
	return found
}

// factFamily reports whether two stems are likely of one root: they share a long beginning.
func factFamily(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n >= 4 && len(a)-n <= 3 && len(b)-n <= 4 && n*10 >= len(b)*6
}

// annotated is a text as the checks read it.
type annotated struct{ text.Annotated }

func annotate(l *text.Language, s string, max int) *annotated {
	return &annotated{*l.Annotate(s, max)}
}

// isCited reports whether a claim cites source sentence t: all, where nothing is marked.
func (s *source) isCited(t int) bool { return s.cited == nil || t < len(s.cited) && s.cited[t] }

// phrase is the text of words r.
func (f *annotated) phrase(r text.Run) string {
	if r.From >= r.To {
		return ""
	}
	return f.Text[f.Words[r.From].At.Start:f.Words[r.To-1].At.End]
}

func (f *annotated) amountText(a *text.Amount) string {
	return f.phrase(text.Run{From: a.From, To: a.To})
}
