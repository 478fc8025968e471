package verify

import (
	"regexp"
	"slices"

	"github.com/storybot/storybot/knowledge/text"
)

// Verdict is the judgement of one sentence by its sources.
type Verdict struct {
	Holds bool    // the sources bear it out
	Score float64 // how surely, 0 to 1
	Why   string  // the reason a person understands; empty when it holds
	Kind  Kind    // what is wrong; empty when it holds

	Arguable bool // who did what, how sure, denied or not: of this a reader is a better judge than rules
}

// Kind says what is wrong with a claim.
type Kind string

// The kinds of fault, as they stand in the JSON of an answer.
const (
	KindNumber      Kind = "number"      // a number that the source does not have, or has of something else
	KindDate        Kind = "date"        // the same of a date
	KindName        Kind = "name"        // the same of a name
	KindQuote       Kind = "quote"       // quoted words that nobody said
	KindPolarity    Kind = "polarity"    // denied in one of claim and source only
	KindCertainty   Kind = "certainty"   // only possible, planned or alleged in the source, a fact in the claim
	KindSuperseded  Kind = "superseded"  // an older figure, though a newer one is given
	KindAttribution Kind = "attribution" // said or done by somebody else
	KindSupport     Kind = "support"     // what it says is not there
	KindCitation    Kind = "citation"    // it cites nothing, or what does not exist
)

// Kinds are all kinds of fault.
func Kinds() []Kind {
	return []Kind{KindNumber, KindDate, KindName, KindQuote, KindPolarity, KindCertainty, KindSuperseded, KindAttribution, KindSupport, KindCitation}
}

// verifyThreshold is the score that a claim without a fault never falls under, and
// one with a fault never reaches. A low score alone is no fault.
const verifyThreshold = 0.5

// Verify judges whether a claim is borne out by the sources: the texts it
// cites, or one whole article. It calls no model.
func Verify(l *text.Language, claim string, sources ...string) Verdict {
	return newSource(l, sources...).verify(claim)
}

// verify judges one claim.
func (s *source) verify(claim string) Verdict {
	v, _ := s.verifyIn(claim, "the stories", nil)
	return v
}

// verifyIn judges one claim; the reason calls the source where. others are what
// else was given beside the source.
func (s *source) verifyIn(claim, where string, others []*unread) (Verdict, fault) {
	plain := bare(claim)
	f := annotate(s.Lang, plain, factsMaxSource)
	switch {
	case s.hasWhole(f) || plain != claim && s.hasWhole(annotate(s.Lang, claim, factsMaxSource)): // the story's own "1)"
		return Verdict{Holds: true, Score: 1}, fault{}
	case len(f.Words) == 0:
		f := fault{KindSupport, "empty", "it says nothing"}
		return Verdict{Kind: f.kind, Why: f.why}, f
	case len(claim) > factsMaxSentence:
		f := fault{KindSupport, "long", "it is too long to check"}
		return Verdict{Kind: f.kind, Why: f.why}, f
	}
	return s.judge(f, others).verdict(where)
}

// bare is a claim without marks of citations and numbers of lists.
func bare(claim string) string {
	return listNumber.ReplaceAllString(citationMarks.ReplaceAllString(claim, ""), "")
}

// listNumber is the number of an item before a claim.
var listNumber = regexp.MustCompile(`^\s*\d{1,2}[.)]\s`)

// citationMarks are marks of citations that a claim still has.
var citationMarks = regexp.MustCompile(`\s*\[\d{1,3}(?:\.\d{1,3})?(?:\s*[,;–-]\s*\d{1,3}(?:\.\d{1,3})?)*\]`)

// hasWhole reports whether the sentence is, word for word, a run of whole sentences of the source.
func (s *source) hasWhole(f *annotated) bool {
	norms := s.norms(f)
	return len(norms) > 0 && slices.ContainsFunc(s.Sentences, func(run text.Run) bool {
		n := run.From + len(norms)
		return n <= len(s.Words) && (n == len(s.Words) || s.Words[n].Sentence != s.Words[n-1].Sentence) && s.row(norms, text.Run{From: run.From, To: n}) >= 0
	})
}
