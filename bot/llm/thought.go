package llm

import "strings"

// thoughtTags are what models begin and end a thought with.
func thoughtTags() [][2]string {
	return [][2]string{
		{"<think>", "</think>"}, {"<thinking>", "</thinking>"}, {"<thought>", "</thought>"},
		{"<reasoning>", "</reasoning>"}, {"[THINK]", "[/THINK]"},
	}
}

// thought leaves out what a model thinks aloud before it writes, where a server
// does not tell that from the text: a first part between tags such as <think> and
// </think>. The zero thought is ready for the first piece.
type thought struct {
	held string // not yet told from a tag's beginning
	end  string // the tag that ends the thought that it is in; empty: in none
	past bool   // a thought has ended: what space follows belongs to it
	over bool   // what comes now is text
}

// take returns what of the next piece, and of what was held, is text.
func (t *thought) take(piece string) string {
	if t.over {
		return piece
	}
	t.held += piece
	if t.end == "" {
		start := strings.TrimLeft(t.held, " \r\n\t")
		tag, end, maybe := opens(start)
		if maybe {
			return "" // too short to tell
		}
		if end == "" {
			if t.past {
				t.held = start
			}
			return t.rest()
		}
		t.end, t.held = end, start[len(tag):]
	}
	_, after, ended := strings.Cut(t.held, t.end)
	if !ended {
		t.held = t.held[max(0, len(t.held)-len(t.end)):]
		return ""
	}
	t.held, t.end, t.past = "", "", true
	return t.take(after)
}

// opens returns the tag that start begins with, and the one that ends it; maybe
// reports whether a tag may still come of it.
func opens(start string) (tag, end string, maybe bool) {
	for _, t := range thoughtTags() {
		switch {
		case strings.HasPrefix(start, t[0]):
			return t[0], t[1], false
		case strings.HasPrefix(t[0], start):
			maybe = true
		}
	}
	return "", "", maybe
}

// rest returns what is held and is text, at the latest when the model is done.
func (t *thought) rest() string {
	if t.end != "" {
		return ""
	}
	held := t.held
	t.held, t.over = "", true
	return held
}
