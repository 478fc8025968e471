package scope

import (
	"slices"

	"github.com/storybot/storybot/knowledge/text"
)

// Roles are who stands before a verb of a sentence and who behind it, the passive turned round.
type Roles struct {
	Verb          string          // its key
	Subject       string          // what stands before the verb, as the sentence has it
	agent, object map[string]bool // the keys of their telling words
}

// Turned reports whether two words have each other's place in x and y, whose verbs mean the same.
func (x *Roles) Turned(y *Roles) bool { return turn(x, y) && turn(y, x) }

// turn reports whether one who acts in one sentence is acted on in the other one, and in neither both.
func turn(x, y *Roles) bool {
	for k := range x.agent {
		if y.object[k] && !x.object[k] && !y.agent[k] {
			return true
		}
	}
	return false
}

// roleWords is how many words before a verb, and behind it, tell who has a part in it.
const roleWords = 7

// RolesIn are those of the past forms in a sentence whose keys are wanted.
func RolesIn(f *text.Annotated, wanted func(key string) bool) []Roles {
	var found []Roles
	for i := range f.Words {
		w := &f.Words[i]
		if i == 0 || w.Upper || !w.Content || !PastForm(f.Lang, w.Norm) || !wanted(w.Key) {
			continue
		}
		if r, ok := rolesAt(f, i); ok {
			found = append(found, r)
		}
	}
	return found
}

// rolesAt are those of the verb at word i.
func rolesAt(f *text.Annotated, i int) (r Roles, ok bool) {
	from, to := max(f.ClauseStart(i), i-roleWords), min(max(f.ClauseEnd(i+1), i+1), i+1+roleWords)
	r.Verb = f.Words[i].Key
	switch by := slices.IndexFunc(f.Words[i+1:to], func(w text.Token) bool { return f.Lang.Clauses.Turns[w.Norm] }); {
	case i == from || i+1 >= to:
		return r, false
	case f.Lang.Questions.Be[f.Words[i-1].Norm] && by >= 0: // was paid by
		r.agent, r.object = Keys(f.Words[i+1+by:to]), Keys(f.Words[from:i])
	case f.Words[i+1].Content || f.Lang.Questions.Determiners[f.Words[i+1].Norm]:
		r.agent, r.object = Keys(f.Words[from:i]), Keys(f.Words[i+1:to])
	default: // "the men brought up from the pit" bring nobody
		return r, false
	}
	r.Subject = f.Text[f.Words[from].At.Start:f.Words[i-1].At.End]
	return r, true
}
