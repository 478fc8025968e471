package llm

import "strings"

const (
	thoughtBegin = "<think>"
	thoughtEnd   = "</think>"
)

// thought leaves out what a model thinks aloud before it writes, where a server
// does not tell that from the text: a first part between <think> and </think>.
// The zero thought is ready for the first piece.
type thought struct {
	held   string // not yet told from a tag's beginning
	inside bool
	past   bool // a thought has ended: what space follows belongs to it
	over   bool // what comes now is text
}

// take returns what of the next piece, and of what was held, is text.
func (t *thought) take(piece string) string {
	if t.over {
		return piece
	}
	t.held += piece
	if !t.inside {
		start := strings.TrimLeft(t.held, " \r\n\t")
		if !strings.HasPrefix(start, thoughtBegin) {
			if strings.HasPrefix(thoughtBegin, start) {
				return "" // too short to tell
			}
			if t.past {
				t.held = start
			}
			return t.rest()
		}
		t.inside, t.held = true, start[len(thoughtBegin):]
	}
	_, after, ended := strings.Cut(t.held, thoughtEnd)
	if !ended {
		t.held = t.held[max(0, len(t.held)-len(thoughtEnd)):]
		return ""
	}
	t.held, t.inside, t.past = "", false, true
	return t.take(after)
}

// rest returns what is held and is text, at the latest when the model is done.
func (t *thought) rest() string {
	if t.inside {
		return ""
	}
	held := t.held
	t.held, t.over = "", true
	return held
}
