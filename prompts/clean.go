package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	citation = regexp.MustCompile(`\s*\[\d+\]`)
	// bracket runs of the kind that the fence's own lines are made of.
	fenceLike = regexp.MustCompile(`<{3,}|>{3,}`)
	// what model servers may take for the end of a turn or the start of another
	// one, wherever it stands in a prompt.
	turnLike = regexp.MustCompile(`(?i)<[|｜]|[|｜]>|</?(?:s|sys|think|start_of_turn|end_of_turn)>|<</?sys>>|\[/?inst\]`)
)

// cleaner returns what makes text fit for a prompt whose fence has that marker.
func cleaner(fence string) func(string) string {
	if fence == "" {
		return tame
	}
	marker := regexp.MustCompile(`(?i)` + regexp.QuoteMeta(fence))
	return func(text string) string { // the marker last: what is invisible may have split it
		return marker.ReplaceAllString(tame(text), "…")
	}
}

// fenced returns the passages in the form in which they stand inside a fence:
// headers of one line, texts indented.
func fenced(passages []Passage, clean func(string) string) []Passage {
	out := make([]Passage, len(passages))
	for i, p := range passages {
		out[i] = Passage{
			N: p.N, Outlet: join(clean(p.Outlet)), Title: join(clean(p.Title)),
			Label: join(clean(p.Label)), Published: join(clean(p.Published)), Text: indent(clean(p.Text)),
		}
	}
	return out
}

// turns prepares a conversation: one line each, and without the citations of
// earlier answers, whose numbers mean other passages.
func turns(ts []Turn, clean func(string) string) []Turn {
	out := make([]Turn, len(ts))
	for i, t := range ts {
		out[i] = Turn{Question: join(clean(t.Question)), Answer: join(clean(citation.ReplaceAllString(t.Answer, "")))}
	}
	return out
}

func join(text string) string { return strings.Join(strings.Fields(text), " ") }

// tame returns text as valid UTF-8 without what is seen by a model alone, with one kind of line end, and with signs that servers or the fence
// give a meaning of their own broken up.
func tame(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n",
		"\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(text)
	text = strings.Map(seen, text) // which also makes it valid UTF-8
	text = turnLike.ReplaceAllStringFunc(text, func(s string) string {
		_, n := utf8.DecodeRuneInString(s)
		return s[:n] + " " + s[n:]
	})
	return fenceLike.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(s[:1]+" ", len(s)) })
}

// seen drops a rune that a reader would not see, but joiners: they are part of
// some scripts.
func seen(r rune) rune {
	if r != '\n' && r != '\u200c' && r != '\u200d' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) {
		return -1
	}
	return r
}

// indent puts two spaces before each line that holds something.
func indent(text string) string {
	var b strings.Builder
	for l := range strings.Lines(strings.TrimSpace(text)) {
		if l = strings.TrimSpace(l); l != "" {
			b.WriteString("  " + l + "\n")
		}
	}
	if b.Len() == 0 {
		return "  (no text)"
	}
	return strings.TrimRight(b.String(), "\n")
}
