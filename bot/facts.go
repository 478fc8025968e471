package bot

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Texts longer than this are read up to here only, so that the time of a
// judgement stays bounded whatever is handed in.
const (
	factsMaxSource   = 400_000 // bytes of all sources together
	factsMaxSentence = 6_000   // bytes of the judged sentence
)

// factWord is one word of a text as the checks see it.
type factWord struct {
	norm     string // knowledge.Word.Norm
	key      string // what makes it equal to another word: a stem, or "#12" for a number
	at       text.Span
	sentence int
	upper    bool // begins with a capital letter
	first    bool // the first word of its sentence or of a quotation
	content  bool // not a stop word, and not the later part of a number
	name     bool // part of a name, as far as its text alone tells
	clause   bool // punctuation that ends a clause stands before it
	taken    bool // a pronoun for the one who does it stands just before
}

// textFacts is what a text says, word by word, with its numbers.
type textFacts struct {
	text      string
	words     []factWord
	sentences []factRun
	amounts   []amount
	keys      map[string]string // the key of each norm, found once
	cased     bool              // capital letters stand inside its sentences
}

// factRun is a run of words [from, to).
type factRun struct{ from, to int }

// readFacts analyses a text of at most max bytes.
func readFacts(s string, max int) *textFacts {
	if len(s) > max {
		s = strings.ToValidUTF8(s[:max], "")
	}
	f := &textFacts{text: s, keys: make(map[string]string)}
	for _, span := range text.Sentences(s) {
		f.readSentence(span)
	}
	f.joinPoints()
	f.markTaken()
	f.amounts = readAmounts(f)
	f.markNames()
	return f
}

func (f *textFacts) readSentence(span text.Span) {
	n := len(f.sentences)
	from := len(f.words)
	for _, w := range text.Words(span.Of(f.text)) {
		if w.Norm == "" { // a lone accent
			continue
		}
		w.Start += span.Start
		w.End += span.Start
		word := factWord{
			norm: w.Norm, at: w.Span, sentence: n, upper: w.Upper, first: len(f.words) == from,
			content: !w.Stop() || w.Norm == "us" && w.Upper,
		}
		if len(f.words) > from {
			gap := f.text[f.words[len(f.words)-1].at.End:w.Start]
			word.clause = strings.ContainsAny(gap, ",;:()–—") || strings.Contains(gap, " - ")
			word.first = strings.ContainsAny(gap, "\"“‘:`") || strings.Contains(gap, " '")
		}
		word.key = f.keyOf(w.Norm)
		f.words = append(f.words, word)
	}
	if len(f.words) > from {
		f.sentences = append(f.sentences, factRun{from, len(f.words)})
	}
}

// markTaken marks the words behind a pronoun: "she later bought" takes its
// subject from a sentence before.
func (f *textFacts) markTaken() {
	for i := range f.words {
		for j := i - 1; j >= max(0, i-4) && f.words[j].sentence == f.words[i].sentence; j-- {
			if factPronouns[f.words[j].norm] {
				f.words[i].taken = true
			}
		}
	}
}

// joinPoints reads the "u.s." of a text without capitals as one word.
func (f *textFacts) joinPoints() {
	for i := 0; i+1 < len(f.words); i++ {
		a, b := &f.words[i], &f.words[i+1]
		if a.norm == "u" && b.norm == "s" && strings.TrimSpace(f.text[a.at.End:b.at.Start]) == "." {
			a.key, a.content, a.name = "usa", true, true
			b.content = false
		}
	}
}

func (f *textFacts) keyOf(norm string) string {
	key, ok := f.keys[norm]
	if !ok {
		key = factKey(norm)
		f.keys[norm] = key
	}
	return key
}

// factKey is the stem of a word, by way of the few spellings that a stem misses.
func factKey(norm string) string {
	if same, ok := factSameWord[norm]; ok {
		return same
	}
	return text.Stem(norm)
}

// sourceFacts is a source read once, ready to judge many sentences by. It is
// never changed after newSource.
type sourceFacts struct {
	textFacts
	at     map[string][]int32 // key -> the words that have it, in order
	near   map[string][]int32 // first letters of a key -> the words that begin so
	groups map[int][]int32    // group of like meaning -> the words of it
	proper map[string]bool    // norms that the source only writes with a capital inside sentences
	upper  map[string]int     // how often a norm stands with a capital
	lower  map[string]int     // how often a norm stands without
}

// newSource reads the sources, which are judged by as one text.
func newSource(texts ...string) *sourceFacts {
	text := strings.Join(texts, "\n\n")
	s := &sourceFacts{
		textFacts: *readFacts(text, factsMaxSource),
		at:        make(map[string][]int32), near: make(map[string][]int32), groups: make(map[int][]int32),
		upper: make(map[string]int), lower: make(map[string]int), proper: make(map[string]bool),
	}
	for i := range s.words {
		s.index(int32(i)) //nolint:gosec // bounded by factsMaxSource
	}
	for i := range s.amounts {
		if a := &s.amounts[i]; a.torn {
			s.at[a.key()] = append(s.at[a.key()], int32(a.from)) //nolint:gosec // bounded by factsMaxSource
		}
	}
	for norm, n := range s.upper {
		if s.cased && n > 0 && s.lower[norm] == 0 {
			s.proper[norm] = true
		}
	}
	return s
}

func (s *sourceFacts) index(i int32) {
	w := &s.words[i]
	if w.upper {
		if !w.first {
			s.upper[w.norm]++
		}
	} else {
		s.lower[w.norm]++
	}
	if !w.content {
		return
	}
	s.at[w.key] = append(s.at[w.key], i)
	if p, ok := keyStart(w.key); ok {
		s.near[p] = append(s.near[p], i)
	}
	if g, ok := factLikeGroups[w.key]; ok {
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
func (s *sourceFacts) matches(w *factWord) []factMatch {
	var found []factMatch
	for _, at := range s.at[w.key] {
		if len(found) == factMatchesMax {
			return found
		}
		found = append(found, factMatch{at, 1})
	}
	if w.key == "" || w.key[0] == '#' {
		return found
	}
	if g, ok := factLikeGroups[w.key]; ok {
		for _, at := range s.groups[g] {
			if s.words[at].key != w.key && len(found) < factMatchesMax {
				found = append(found, factMatch{at, 0.8})
			}
		}
	}
	return s.familyMatches(w, found)
}

func (s *sourceFacts) familyMatches(w *factWord, found []factMatch) []factMatch {
	p, ok := keyStart(w.key)
	if !ok {
		return found
	}
	for _, at := range s.near[p] {
		other := s.words[at].key
		if other != w.key && len(found) < factMatchesMax && factFamily(w.key, other) {
			found = append(found, factMatch{at, 0.7})
		}
	}
	return found
}

// factFamily says whether two stems are likely of one root: they share a long beginning.
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
