package compare

import (
	"slices"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// reader reads each text once for one question, however often it is looked at: a sentence stands in
// several pairs of stories, and reading it costs more than all that is then compared. It
// belongs to one goroutine; what it returns is not changed.
type reader struct {
	*choose.Reader      // of the question; nil where there is none
	byName         bool // the question has names
	lang           *text.Language
	seen           map[string]*reading
	keyed          map[string]string // keys, by normal words
}

// reading is what was read of a text so far.
type reading struct {
	words           []text.Word
	annotated       *text.Annotated
	keys            map[string]bool
	relation, names float64 // a relation below 0: not read
	whens           []text.When
	said            time.Time // of whens; the zero time: not read
	value           *Value    // the zero Value where there is none; nil: not read
}

func readerOf(l *text.Language, q *choose.Question) *reader {
	r := &reader{lang: l, seen: make(map[string]*reading), keyed: make(map[string]string)}
	if q != nil {
		days := q.AnyDay() // "was put off to May" is compared with "will open in May"
		if q.Want == choose.Anything && slices.ContainsFunc(q.Terms, func(t choose.Term) bool {
			return l.Questions.Nouns[t.Norm] == choose.Date.String() && !l.Calendar.Units[t.Norm] && !l.Calendar.Periods[t.Norm]
		}) {
			days.Want = choose.Date // "what was the planned launch date"
		}
		r.Reader = days.Reader()
		r.byName = slices.ContainsFunc(q.Terms, func(t choose.Term) bool { return t.Name })
	}
	return r
}

func (r *reader) of(s string) *reading {
	seen := r.seen[s]
	if seen == nil {
		seen = &reading{relation: -1}
		r.seen[s] = seen
	}
	return seen
}

// Relation is that of [choose.Reader].
func (r *reader) Relation(s string) float64 {
	relation, _ := r.shares(s)
	return relation
}

// NameShare is that of [choose.Reader].
func (r *reader) NameShare(s string) float64 {
	_, names := r.shares(s)
	return names
}

// shares are both, of texts taken together.
func (r *reader) shares(texts ...string) (relation, names float64) {
	if len(texts) > 1 {
		var words []text.Word
		for _, s := range texts {
			words = append(words, r.wordsOf(s)...)
		}
		return r.Shares(words)
	}
	s := texts[0]
	seen := r.of(s)
	if seen.relation < 0 {
		seen.relation, seen.names = r.Shares(r.wordsOf(s))
	}
	return seen.relation, seen.names
}

// focused reports whether the question has a noun for what it asks for: "which climber".
func (r *reader) focused() bool {
	return slices.ContainsFunc(r.Terms, func(t choose.Term) bool { return t.Focus })
}

// wordsOf are the words of a text.
func (r *reader) wordsOf(s string) []text.Word {
	seen := r.of(s)
	if seen.words == nil {
		seen.words = r.lang.Words(s)
	}
	return seen.words
}

// numbered reports whether a text may have a number: a word of it is one, or part of one.
func (r *reader) numbered(s string) bool {
	n := &r.lang.Numbers
	return slices.ContainsFunc(r.wordsOf(s), func(w text.Word) bool {
		return w.Number || n.Cardinals[w.Norm] > 0 || n.Fractions[w.Norm] > 0 || n.Parts[w.Norm] > 0 || n.Loose[w.Norm] > 0 || n.Magnitudes[w.Norm] > 0
	})
}

// key is that of a normal word.
func (r *reader) key(norm string) string {
	key, known := r.keyed[norm]
	if !known {
		key = r.lang.Key(norm)
		r.keyed[norm] = key
	}
	return key
}

// annotate reads the beginning of a sentence, as far as sentences are read.
func (r *reader) annotate(s string) *text.Annotated {
	seen := r.of(s)
	if seen.annotated == nil {
		if len(s) > sentenceReach {
			seen.annotated = r.lang.Annotate(text.Cut(s, sentenceReach), sentenceReach)
		} else {
			seen.annotated = r.lang.AnnotateWords(s, r.wordsOf(s), r.keyed)
		}
	}
	return seen.annotated
}

// keysOf are the keys of a sentence's telling words, numbers aside.
func (r *reader) keysOf(s string) map[string]bool {
	seen := r.of(s)
	if seen.keys == nil {
		seen.keys = make(map[string]bool)
		for _, w := range r.wordsOf(text.Cut(s, sentenceReach)) {
			if !w.Stop() && !w.Number {
				seen.keys[r.key(w.Norm)] = true
			}
		}
	}
	return seen.keys
}

// whensOf are the times that a text of that moment names.
func (r *reader) whensOf(s string, said time.Time) []text.When {
	seen := r.of(s)
	if seen.said.IsZero() || !seen.said.Equal(said) {
		seen.whens, seen.said = r.lang.Whens(s, said), said
	}
	return seen.whens
}

// value is what a sentence gives for what is asked; ok is false where it gives none that could be compared.
func (r *reader) value(s string) (v Value, ok bool) {
	seen := r.of(s)
	if seen.value == nil {
		if v, ok = r.valueIn(s); !ok {
			v = Value{}
		}
		seen.value = &v
	}
	return *seen.value, seen.value.known()
}
