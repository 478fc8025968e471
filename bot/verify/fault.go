package verify

import (
	"fmt"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// fault is one thing that is wrong with a claim. None is the zero fault.
type fault struct {
	kind Kind
	rule string // which of the rules found it, for measuring
	why  string // for a person: a format with one %s for what the claim cites
}

// check is one rule: it returns the fault it finds.
type check func(j *judgement) fault

// checks are all rules, the surest first: what no given text has, then what
// a sentence that the claim follows closely has otherwise.
func checks() []check {
	return []check{
		missingAmount, missingName, wrongQuotation, borrowedName, deniedOtherwise, turnedRound,
		exchangedAmounts, exchangedTimes, exchangedNames, elsewhereName, otherwiseSure, oppositeWord,
		anotherShare, anotherSpeaker, anotherCause, newerFigure, nothingInCommon, onlyAsked,
	}
}

// verdict is the judgement: a claim with a fault does not hold, and no other does.
func (j *judgement) verdict(where string) (Verdict, fault) {
	score := j.score()
	f, unsure := j.fault()
	if f.kind != "" {
		return Verdict{Score: score * unsure * verifyThreshold, Kind: f.kind, Why: strings.ReplaceAll(f.why, "{}", where), Arguable: f.rule != "missing" && f.rule != "quote" && f.kind != KindSuperseded}, f
	}
	return Verdict{Holds: true, Score: verifyThreshold + score*(1-verifyThreshold)}, f
}

// fault is the first fault of the claim, and how sure the rule is that found it: from 0,
// the surest, to 1.
func (j *judgement) fault() (fault, float64) {
	all := checks()
	for i, c := range all {
		if f := c(j); f.kind != "" {
			return f, float64(i) / float64(len(all))
		}
	}
	return fault{}, 1
}

// amountFault is the kind of fault of a wrong number.
func amountFault(a *text.Amount) Kind {
	if a.Kind.Date() {
		return KindDate
	}
	return KindNumber
}

// unitFault is the kind of fault of a name, number or date in a wrong place.
func (j *judgement) unitFault(unit text.Run) Kind {
	for i := range j.sentence.Amounts {
		if a := &j.sentence.Amounts[i]; a.From == unit.From {
			return amountFault(a)
		}
	}
	return KindAttribution
}

// onlyAsked finds a claim of which all that it cites are questions, or that is a part of one, be it a headline, and says
// nothing of what else it cites: they tell nothing.
func onlyAsked(j *judgement) fault {
	norms, asked, told := j.source.norms(j.sentence), false, false
	for i, run := range j.source.Sentences {
		if run.To == run.From {
			continue
		}
		at, last, end := j.source.row(norms, run), run.To-1, len(j.source.Text)
		if run.To < len(j.source.Words) {
			end = j.source.Words[run.To].At.Start
		}
		if at >= 0 {
			last = at + len(norms) - 1
		}
		asks := strings.Contains(j.source.Text[j.source.Words[last].At.End:end], "?")
		if !asks && j.share[i] > 0 && j.source.isCited(i) {
			return fault{}
		}
		asked, told = asked || asks && at >= 0, told || !asks && j.source.isCited(i)
	}
	if told && !asked {
		return fault{}
	}
	return fault{KindSupport, "asked", "{} only asks"}
}

func missingAmount(j *judgement) fault {
	if len(j.amounts) == 0 {
		return fault{}
	}
	a := &j.amounts[0]
	return fault{amountFault(a), "missing", j.sentence.amountText(a) + " is not in {}"}
}

func missingName(j *judgement) fault {
	for _, name := range j.names.missing {
		if !j.namedByOthers(name) {
			return fault{KindName, "missing", j.sentence.phrase(name) + " is not in {}"}
		}
	}
	return fault{}
}

// borrowedName finds a name that only a text has which is not cited.
func borrowedName(j *judgement) fault {
	if len(j.names.missing) == 0 {
		return fault{}
	}
	return fault{KindName, "borrowed", j.sentence.phrase(j.names.missing[0]) + " is not in {}"}
}

func wrongQuotation(j *judgement) fault {
	if j.quote == "" {
		return fault{}
	}
	return fault{KindQuote, "quote", fmt.Sprintf("the quoted words %q are not in {}", j.quote)}
}

func deniedOtherwise(j *judgement) fault {
	switch {
	case j.denied.word == "":
		return fault{}
	case j.denied.said:
		return fault{KindPolarity, "denied", fmt.Sprintf("%q is denied, but not in {}", j.denied.word)}
	}
	return fault{KindPolarity, "denial left out", fmt.Sprintf("%q is denied in {}", j.denied.word)}
}

func turnedRound(j *judgement) fault {
	if x, y, found := j.swappedPlaces(); found && j.turned == "" {
		return fault{j.unitFault(x), "swapped", fmt.Sprintf("%s and %s stand the other way round in {}", j.sentence.phrase(x), j.sentence.phrase(y))}
	}
	if x, y, found := j.crossed(); found && j.turned == "" {
		return fault{j.unitFault(x), "crossed", fmt.Sprintf("%s and %s belong the other way round in {}", j.sentence.phrase(x), j.sentence.phrase(y))}
	}
	if j.turned == "" {
		return fault{}
	}
	return fault{KindAttribution, "turned", fmt.Sprintf("who %s whom is the other way round in {}", j.turned)}
}

func exchangedAmounts(j *judgement) fault {
	q, own := j.exchangedAmount()
	if q == nil {
		return fault{}
	}
	return fault{amountFault(q), "exchanged", fmt.Sprintf("%s stands where {} has %s", j.sentence.amountText(q), j.source.amountText(own))}
}

func exchangedTimes(j *judgement) fault {
	said := j.exchangedTime()
	if said == "" {
		return fault{}
	}
	return fault{KindDate, "time", fmt.Sprintf("%q is not when it is in {}", said)}
}

func otherwiseSure(j *judgement) fault {
	word := j.overstated()
	if word == "" {
		return fault{}
	}
	return fault{KindCertainty, "overstated", fmt.Sprintf("it is told as a fact, but with %q in {}", word)}
}

func oppositeWord(j *judgement) fault {
	said, there := j.contrary()
	if said == "" {
		return fault{}
	}
	return fault{KindPolarity, "contrary", fmt.Sprintf("%q stands where {} has %q", said, there)}
}

func anotherShare(j *judgement) fault {
	said, there, found := j.otherShare()
	if !found {
		said, there, found = j.otherBound()
	}
	if !found {
		return fault{}
	}
	return fault{KindNumber, "share", fmt.Sprintf("%q stands where {} has %q", j.sentence.phrase(said), j.source.phrase(there))}
}

func exchangedNames(j *judgement) fault {
	own, other, found := j.exchangedName()
	if !found {
		return fault{}
	}
	return fault{KindName, "exchanged", fmt.Sprintf("%s stands where {} has %s", j.sentence.phrase(own), j.source.phrase(other))}
}

func elsewhereName(j *judgement) fault {
	if len(j.names.swapped) == 0 {
		return fault{}
	}
	return fault{KindName, "elsewhere", "this is not said of " + j.sentence.phrase(j.names.swapped[0]) + " in {}"}
}

func anotherSpeaker(j *judgement) fault {
	who, found := j.otherSpeaker()
	if !found {
		return fault{}
	}
	return fault{KindAttribution, "speaker", "it is not " + j.sentence.phrase(who) + " who says so in {}"}
}

func anotherCause(j *judgement) fault {
	cause, found := j.otherCause()
	if !found {
		return fault{}
	}
	return fault{KindSupport, "cause", fmt.Sprintf("%q is not given as the cause in {}", j.sentence.phrase(cause))}
}

func newerFigure(j *judgement) fault {
	q, newer := j.superseded()
	if w := j.standing(); w != "" {
		return fault{KindSuperseded, "standing", fmt.Sprintf("%q is not in {}, and a later story is given", w)}
	}
	if q == nil {
		return fault{}
	}
	return fault{KindSuperseded, "superseded", fmt.Sprintf("a later story has %s in place of %s", newer, j.sentence.amountText(q))}
}

func nothingInCommon(j *judgement) fault {
	if j.bearing() {
		return fault{}
	}
	return fault{KindSupport, "nothing", j.missingWords()}
}

// missingWords tells which words the source lacks.
func (j *judgement) missingWords() string {
	var lost []string
	for k, i := range j.words {
		if j.at[k] < 0 && len(lost) < 4 {
			lost = append(lost, j.sentence.Words[i].At.Of(j.sentence.Text))
		}
	}
	if len(lost) == 0 {
		return "its words do not stand together in {}"
	}
	return strings.Join(lost, ", ") + ": not in {}"
}
