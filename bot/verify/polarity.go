package verify

import (
	"strings"
)

// denialCheck tells where the sentence and the source deny differently.
type denialCheck struct {
	word string // what is denied in one of them only; empty: they agree
	said bool   // the sentence denies it, the source does not
}

func (a *alignment) checkDenial() denialCheck {
	s, denies := a.sentence, false
	for i := range s.Words {
		denies = denies || i < 4*alignMax && s.DeniesAt(i)
		if a.likeness >= followShare && i < 4*alignMax && s.DeniesAt(i) && !a.deniesAll(i) {
			if head, ok := a.denialBorneOut(i); !ok && !a.onlyOrContrary(i) && !a.toldInstead(i) {
				return denialCheck{head, true}
			}
		}
	}
	for k, i := range a.words {
		if !denies && a.at[k] >= 0 && a.sure[k] >= 0.7 && a.denialLeftOut(k, i) {
			return denialCheck{s.Words[i].Norm, false}
		}
	}
	return denialCheck{}
}

// denialBorneOut reports whether the source denies what the denial at word i denies.
func (a *alignment) denialBorneOut(i int) (head string, ok bool) {
	s := a.sentence
	heads := make([]int, 0, 2)
	for k, j := range a.words {
		if j > i && j <= i+6 && s.Words[j].Sentence == s.Words[i].Sentence && len(heads) < 2 {
			heads = append(heads, k)
		}
	}
	if len(heads) == 0 {
		for k := len(a.words) - 1; k >= 0 && len(heads) == 0; k-- {
			if a.words[k] < i {
				heads = append(heads, k)
			}
		}
	}
	head = s.Words[i].Norm
	for _, k := range heads {
		head = s.Words[a.words[k]].Norm
		if len(a.places[k]) > 0 {
			return head, a.deniedSomewhere(k)
		}
	}
	return head, a.anyDenialNear(a.one)
}

// deniedSomewhere reports whether the source denies content word k in a place that
// shares about as much with the sentence as any.
func (a *alignment) deniedSomewhere(k int) bool {
	best := 0.0
	for _, m := range a.places[k] {
		best = max(best, a.share[a.source.Words[m.at].Sentence])
	}
	for _, m := range a.places[k] {
		if a.share[a.source.Words[m.at].Sentence] >= best-0.2 && a.source.DeniedAt(int(m.at), 1, 1) {
			return true
		}
	}
	return false
}

// anyDenialNear reports whether source sentence t denies anything.
func (a *alignment) anyDenialNear(t int) bool {
	if t >= len(a.source.Sentences) {
		return false
	}
	r := a.source.Sentences[t]
	for i := r.From; i < r.To; i++ {
		if a.source.DeniesAt(i) || a.source.SoftlyDeniesAt(i) {
			return true
		}
	}
	return false
}

// onlyOrContrary reports whether a sentence that shares most with the claim has
// a word that denies all else, or the contrary of the word that is denied at word i.
func (a *alignment) onlyOrContrary(i int) bool {
	for _, t := range a.nearest() {
		r := a.source.Sentences[t]
		for j := r.From; j < r.To; j++ {
			if !a.sentence.onlyNot(i) && a.source.Lang.Polarity.Only[a.source.Words[j].Norm] {
				return true
			}
			for k := i; k < min(len(a.sentence.Words), i+contraryReach); k++ {
				if a.contraries(k, j) && !a.source.likeIn(&a.sentence.Words[k], r) {
					return true
				}
			}
		}
	}
	return false
}

// toldInstead reports whether the claim denies at word i what the source does not
// tell of, and tells behind a colon, semicolon or dash what is so instead.
func (a *alignment) toldInstead(i int) bool {
	behind, all, told := false, 0, 0
	for k, j := range a.words {
		if j <= i || a.sentence.Words[j].Sentence != a.sentence.Words[i].Sentence {
			continue
		}
		if !behind && strings.ContainsAny(a.sentence.Text[a.sentence.Words[i].At.End:a.sentence.Words[j].At.Start], ":;–—") {
			behind = true
		}
		switch {
		case !behind && len(a.places[k]) > 0 && !a.sentence.Words[j].Name:
			return false
		case behind && len(a.places[k]) > 0:
			told++
			fallthrough
		case behind:
			all++
		}
	}
	return told >= followLeast && 4*told >= 3*all
}

// onlyNot reports whether word i denies one word and not all of a kind.
func (f *annotated) onlyNot(i int) bool {
	p := &f.Lang.Polarity
	return p.Not[f.Words[i].Norm] || strings.HasSuffix(f.Words[i].Norm, p.Suffix)
}

// nearest are the source sentences that the claim follows, and the one that has most of its words.
func (a *alignment) nearest() []int {
	var all []int
	if a.one < len(a.source.Sentences) {
		all = append(all, a.one)
	}
	for i := range a.close {
		all = append(all, a.close[i].t)
	}
	return all
}

const contraryReach = 16 // words after a denial whose contrary may say the same

// denialLeftOut reports whether the source denies content word k, word i of the
// sentence, and the sentence does not.
func (a *alignment) denialLeftOut(k, i int) bool {
	if !a.deniedThere(a.at[k]) || a.sentence.DeniedAt(i, 2, 2) {
		return false
	}
	t := a.source.Words[a.at[k]].Sentence
	here := a.share[t]
	if !a.source.isCited(t) {
		return false
	}
	for _, m := range a.places[k] {
		if a.share[a.source.Words[m.at].Sentence] >= here-0.15 && !a.deniedThere(m.at) {
			return false
		}
	}
	return here >= 0.3
}

// deniedThere reports whether the source denies its word p: outright just before
// it, or by a "denied that" that the sentence leaves out.
func (a *alignment) deniedThere(p int32) bool {
	if a.source.DeniedAt(int(p), 0, -1) {
		return true
	}
	q, ok := a.source.DeniedThat(int(p))
	return ok && !a.says(a.source.Words[q].Key)
}
