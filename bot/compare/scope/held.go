package scope

import "github.com/storybot/storybot/knowledge/text"

// Held is how a sentence holds a value; two values that are held otherwise are of other things.
type Held struct {
	Degree string // the key of the adjective that tells what a measure is of: 30 metres wide
	Await  bool   // it is told as expected: "90 millimetres of rain are forecast"
	Before bool   // it is told as what had been so before what the sentence is about: "the quota had been 31,000 tonnes"
}

// degreeWords is how many words behind a measure tell what it is of.
const degreeWords = 2

// HeldAt is how the value of words [from, to) is held.
func HeldAt(f *text.Annotated, from, to int) (h Held) {
	for k := to; k < min(len(f.Words), to+degreeWords) && !f.Words[k].Clause; k++ {
		if w := &f.Words[k]; degree(f.Lang, w.Norm) {
			h.Degree = w.Key
			break
		}
	}
	h.Before, h.Await = hadBefore(f, from), awaited(f, to)
	return h
}

// degree reports whether a word asks how much of a measure something has: wide, long, old.
func degree(l *text.Language, norm string) bool {
	q := &l.Questions
	return q.Degrees[norm] || q.Long[norm] || q.Old[norm]
}

// AsksDegree is the key of the first word of a question that asks how much of a measure something has; empty: there is none.
func AsksDegree(f *text.Annotated) string {
	for i := 1; i < len(f.Words); i++ {
		if w := &f.Words[i]; degree(f.Lang, w.Norm) && f.Lang.Questions.Words[f.Words[i-1].Norm] {
			return w.Key
		}
	}
	return ""
}

// hadBefore reports whether the clause of word i tells what had been so, "had been 31,000 tonnes", or expected: what had been done by then,
// "the storm had killed 90 people by Monday", is no less so. In what somebody said it is only told as said, and "the balloon that had
// been lost" tells it of the balloon.
func hadBefore(f *text.Annotated, i int) bool {
	had := false
	for k := f.ClauseStart(i); k < i; k++ {
		w := &f.Words[k]
		q := &f.Lang.Questions
		switch {
		case f.Lang.Meaning.Saying[w.Norm], f.Lang.Clauses.Relative[w.Norm], w.Norm == f.Lang.Clauses.That:
			return false
		case had && (q.Be[w.Norm] || f.Lang.Certainty.Meant[w.Norm]):
			return true
		case q.Past[w.Norm] && q.Auxiliaries[w.Norm] && !q.Be[w.Norm] && !q.Does[w.Norm]:
			had = k > 0 && f.Words[k-1].Content // "there had been 90 deaths by then"
		}
	}
	return false
}

// NounBefore is the key of the noun right before word k; empty where no plain word stands there.
func NounBefore(f *text.Annotated, k int) string {
	if k == 0 || f.Words[k].Clause {
		return ""
	}
	if w := &f.Words[k-1]; w.Content && !w.Name && w.Key[0] != '#' && !PastForm(f.Lang, w.Norm) {
		return w.Key
	}
	return ""
}

// awaited reports whether a value that ends before word i is told behind it as no more than expected.
func awaited(f *text.Annotated, i int) bool {
	for k := i; k+1 < len(f.Words) && !f.Words[k].Clause && f.Words[k].Sentence == f.Words[max(0, i-1)].Sentence; k++ {
		if f.Lang.Questions.Be[f.Words[k].Norm] && f.Lang.Certainty.Meant[f.Words[k+1].Norm] {
			return true
		}
	}
	return false
}

// Apart reports whether two values are held otherwise; degree is the key of what the question asks the measure of, and alike
// reports whether two keys may answer for one another.
func (h *Held) Apart(o *Held, degree string, alike func(a, b string) bool) bool {
	other := func(x, y *Held) bool {
		return x.Degree != "" && (y.Degree != "" && !alike(x.Degree, y.Degree) || y.Degree == "" && degree != "" && !alike(x.Degree, degree))
	}
	return other(h, o) || other(o, h) || h.Before != o.Before
}
