package web

import (
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge/text"
)

// change is a place at which the newer of two texts differs from the older one: the sentences
// there, with what was taken out of them and what was added.
type change []piece

// piece is a run of one kind within a change.
type piece struct {
	Text         string
	Taken, Added bool
}

// changes lists where to differs from from, in the order of reading: sentence by sentence, and
// within those that were changed word by word.
func changes(l *text.Language, from, to string) []change {
	var found []change
	var out, in []string
	close := func() {
		if len(out)+len(in) > 0 {
			found = append(found, within(strings.Join(out, " "), strings.Join(in, " ")))
		}
		out, in = nil, nil
	}
	for _, e := range diff(sentences(l, from), sentences(l, to)) {
		switch e.Op {
		case taken:
			out = append(out, e.Token)
		case added:
			in = append(in, e.Token)
		case same:
			close()
		}
	}
	close()
	return found
}

// mostChanged is the share of the letters of two sentences that may differ, in percent; where more
// does, another sentence was put there, and to tell its words apart would only confuse.
const mostChanged = 70

// within compares two wordings of a place word by word.
func within(from, to string) change {
	whole := change{}
	for _, p := range []piece{{Text: from, Taken: true}, {Text: to, Added: true}} {
		if p.Text != "" {
			whole = append(whole, p)
		}
	}
	if from == "" || to == "" {
		return whole
	}
	var c change
	kept := 0
	for _, e := range joined(diff(tokens(from), tokens(to))) {
		p := piece{e.Token, e.Op == taken, e.Op == added}
		if last := len(c) - 1; last >= 0 && c[last].Taken == p.Taken && c[last].Added == p.Added {
			c[last].Text += p.Text
		} else {
			c = append(c, p)
		}
		if e.Op == same {
			kept += len(e.Token)
		}
	}
	if 100*kept < (100-mostChanged)*max(len(from), len(to)) {
		return whole
	}
	return c
}

// joined has what is between two edits and holds no word belong to both: "5 km" that becomes
// "nine miles" is one edit.
func joined(edits []edit[string]) []edit[string] {
	for i := 0; i < len(edits); i++ {
		if edits[i].Op == same || i+2 >= len(edits) || edits[i+1].Op != same {
			continue
		}
		end := i + 1
		for end < len(edits) && edits[end].Op == same && !isWord(edits[end].Token) {
			end++
		}
		if end == len(edits) || edits[end].Op == same {
			continue
		}
		var between []edit[string]
		for _, e := range edits[i+1 : end] {
			between = append(between, edit[string]{e.Token, taken}, edit[string]{e.Token, added})
		}
		edits = append(edits[:i+1:i+1], append(between, edits[end:]...)...)
	}
	return inOrder(edits)
}

// tokens cuts text into words, and what stands between them. Of scripts without spaces every
// character is a word.
func tokens(s string) []string {
	var list []string
	last := ""
	for _, r := range s {
		kind := "other" + string(r)
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			kind = ""
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			kind = "word"
		case unicode.IsSpace(r):
			kind = "space"
		}
		if kind != "" && kind == last {
			list[len(list)-1] += string(r)
		} else {
			list = append(list, string(r))
		}
		last = kind
	}
	return list
}

// isWord reports whether a token is more than what stands between words.
func isWord(token string) bool {
	return strings.ContainsFunc(token, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func sentences(l *text.Language, body string) []string {
	spans := l.Sentences(body)
	list := make([]string, len(spans))
	for i, s := range spans {
		list[i] = s.Of(body)
	}
	return list
}
