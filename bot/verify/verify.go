package verify

import (
	"fmt"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Verdict is the judgement of one sentence by its sources.
type Verdict struct {
	Holds bool    // the sources bear it out
	Score float64 // how surely, 0 to 1
	Why   string  // the reason a person understands; empty when it holds
	Kind  Kind    // what is wrong; empty when it holds
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
	KindAttribution Kind = "attribution" // said or done by somebody else
	KindSupport     Kind = "support"     // what it says is not there
	KindCitation    Kind = "citation"    // it cites nothing, or what does not exist
)

// Kinds are all kinds of fault.
func Kinds() []Kind {
	return []Kind{KindNumber, KindDate, KindName, KindQuote, KindPolarity, KindAttribution, KindSupport, KindCitation}
}

// verifyThreshold is the score from which a sentence holds; one with a plain
// fault never reaches it.
const verifyThreshold = 0.5

// Verify judges whether sentence is borne out by the sources: the texts it
// cites, or one whole article. It calls no model. Several sentences are judged
// by one source faster with [newSource].
func Verify(l *text.Language, sentence string, sources ...string) Verdict {
	return newSource(l, sources...).verify(sentence)
}

// verify judges one sentence.
func (s *source) verify(sentence string) Verdict { return s.verifyIn(sentence, "the stories") }

// verifyIn judges one sentence; the reason calls the source where.
func (s *source) verifyIn(sentence, where string) Verdict {
	f := annotate(s.Lang, sentence, factsMaxSource)
	switch {
	case len(f.Words) == 0:
		return Verdict{Kind: KindSupport, Why: "it says nothing"}
	case s.hasWhole(f):
		return Verdict{Holds: true, Score: 1}
	case len(sentence) > factsMaxSentence:
		return Verdict{Kind: KindSupport, Why: "it is too long to check"}
	}
	j := s.judge(f)
	v := Verdict{Score: j.features.weigh(&verifyWeights)}
	if v.Kind, v.Why = j.fault(where); v.Kind != "" {
		v.Score *= verifyThreshold
	}
	if v.Kind == "" && v.Score < verifyThreshold {
		v.Kind, v.Why = KindSupport, j.missingWords(where)
	}
	v.Holds = v.Kind == ""
	return v
}

// fault names the first plain fault of a sentence, in words that end in where.
func (j *judgement) fault(where string) (kind Kind, why string) {
	word := func(from, to int) string {
		return j.sentence.Text[j.sentence.Words[from].At.Start:j.sentence.Words[to-1].At.End]
	}
	amountKindName := func(a text.Amount) Kind {
		if a.Kind.Date() {
			return KindDate
		}
		return KindNumber
	}
	switch {
	case len(j.amounts.missing) > 0:
		a := j.amounts.missing[0]
		return amountKindName(a), fmt.Sprintf("%s is not in %s", word(a.From, a.To), where)
	case len(j.names.missing) > 0:
		r := j.names.missing[0]
		return KindName, fmt.Sprintf("%s is not in %s", word(r.From, r.To), where)
	case j.quote != "":
		return KindQuote, fmt.Sprintf("the quoted words %q are not in %s", j.quote, where)
	case j.denied.word != "" && j.denied.said:
		return KindPolarity, fmt.Sprintf("%q is denied, but not in %s", j.denied.word, where)
	case j.denied.word != "":
		return KindPolarity, fmt.Sprintf("%q is denied in %s", j.denied.word, where)
	case j.turned != "":
		return KindAttribution, fmt.Sprintf("who %s whom is the other way round in %s", j.turned, where)
	case len(j.amounts.swapped) > 0:
		a := j.amounts.swapped[0]
		return amountKindName(a), fmt.Sprintf("%s is said of something else in %s", word(a.From, a.To), where)
	case len(j.names.swapped) > 0:
		r := j.names.swapped[0]
		return KindName, fmt.Sprintf("this is not said of %s in %s", word(r.From, r.To), where)
	}
	return "", ""
}

// missingWords tells which words the source lacks.
func (j *judgement) missingWords(where string) string {
	var lost []string
	for k, i := range j.words {
		if j.at[k] < 0 && len(lost) < 4 {
			lost = append(lost, j.sentence.Words[i].At.Of(j.sentence.Text))
		}
	}
	if len(lost) == 0 {
		return fmt.Sprintf("its words do not stand together in %s", where)
	}
	return fmt.Sprintf("%s: not in %s", strings.Join(lost, ", "), where)
}

// hasWhole reports whether the sentence is, word for word, a run of whole sentences of the source.
func (s *source) hasWhole(f *annotated) bool {
	for _, run := range s.Sentences {
		n := run.From + len(f.Words)
		if n > len(s.Words) || n < len(s.Words) && s.Words[n].Sentence == s.Words[n-1].Sentence {
			continue
		}
		same := true
		for i := range f.Words {
			if s.Words[run.From+i].Norm != f.Words[i].Norm {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	return false
}
