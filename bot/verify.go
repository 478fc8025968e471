package bot

import (
	"fmt"
	"strings"
)

// Verdict is the judgement of one sentence by its sources.
type Verdict struct {
	Holds bool    // the sources bear it out
	Score float64 // how surely, 0 to 1
	Why   string  // the reason a person understands; empty when it holds
	Kind  string  // number, date, name, quote, negation or words; empty when it holds
}

// verifyThreshold is the score from which a sentence holds; one with a plain
// fault never reaches it.
const verifyThreshold = 0.5

// Verify judges whether sentence is borne out by the sources: the texts it
// cites, or one whole article. It calls no model. Several sentences are judged
// by one source faster with [newSource].
func Verify(sentence string, sources ...string) Verdict {
	return newSource(sources...).verify(sentence)
}

// verify judges one sentence.
func (s *sourceFacts) verify(sentence string) Verdict { return s.verifyIn(sentence, "the stories") }

// verifyIn judges one sentence; the reason calls the source where.
func (s *sourceFacts) verifyIn(sentence, where string) Verdict {
	f := readFacts(sentence, factsMaxSource)
	switch {
	case len(f.words) == 0:
		return Verdict{Kind: "words", Why: "it says nothing"}
	case s.hasWhole(f):
		return Verdict{Holds: true, Score: 1}
	case len(sentence) > factsMaxSentence:
		return Verdict{Kind: "words", Why: "it is too long to check"}
	}
	j := s.judge(f)
	v := Verdict{Score: j.features.weigh(&verifyWeights)}
	if v.Kind, v.Why = j.fault(where); v.Kind != "" {
		v.Score *= verifyThreshold
	}
	if v.Kind == "" && v.Score < verifyThreshold {
		v.Kind, v.Why = "words", j.missingWords(where)
	}
	v.Holds = v.Kind == ""
	return v
}

// fault names the first plain fault of a sentence, in words that end in where.
func (j *judgement) fault(where string) (kind, why string) {
	word := func(from, to int) string {
		return j.sentence.text[j.sentence.words[from].at.Start:j.sentence.words[to-1].at.End]
	}
	amountKindName := func(a amount) string {
		if a.kind.date() {
			return "date"
		}
		return "number"
	}
	switch {
	case len(j.amounts.missing) > 0:
		a := j.amounts.missing[0]
		return amountKindName(a), fmt.Sprintf("%s is not in %s", word(a.from, a.to), where)
	case len(j.names.missing) > 0:
		r := j.names.missing[0]
		return "name", fmt.Sprintf("%s is not in %s", word(r.from, r.to), where)
	case j.quote != "":
		return "quote", fmt.Sprintf("the quoted words %q are not in %s", j.quote, where)
	case j.denied.word != "" && j.denied.said:
		return "negation", fmt.Sprintf("%q is denied, but not in %s", j.denied.word, where)
	case j.denied.word != "":
		return "negation", fmt.Sprintf("%q is denied in %s", j.denied.word, where)
	case j.turned != "":
		return "words", fmt.Sprintf("who %s whom is the other way round in %s", j.turned, where)
	case len(j.amounts.swapped) > 0:
		a := j.amounts.swapped[0]
		return amountKindName(a), fmt.Sprintf("%s is said of something else in %s", word(a.from, a.to), where)
	case len(j.names.swapped) > 0:
		r := j.names.swapped[0]
		return "name", fmt.Sprintf("this is not said of %s in %s", word(r.from, r.to), where)
	}
	return "", ""
}

// missingWords tells which words the source lacks.
func (j *judgement) missingWords(where string) string {
	var lost []string
	for k, i := range j.words {
		if j.at[k] < 0 && len(lost) < 4 {
			lost = append(lost, j.sentence.words[i].at.Of(j.sentence.text))
		}
	}
	if len(lost) == 0 {
		return fmt.Sprintf("its words do not stand together in %s", where)
	}
	return fmt.Sprintf("%s: not in %s", strings.Join(lost, ", "), where)
}

// hasWhole says whether the sentence is, word for word, a run of whole sentences of the source.
func (s *sourceFacts) hasWhole(f *textFacts) bool {
	for _, run := range s.sentences {
		n := run.from + len(f.words)
		if n > len(s.words) || n < len(s.words) && s.words[n].sentence == s.words[n-1].sentence {
			continue
		}
		same := true
		for i := range f.words {
			if s.words[run.from+i].norm != f.words[i].norm {
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
