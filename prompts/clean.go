package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	citation = regexp.MustCompile(`\s*\[\d+(?:\.\d+)?\]`)
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

// fenced returns the stories in the form in which they stand inside a fence:
// headings and sentences of one line each.
func fenced(stories []Story, clean func(string) string) []Story {
	out := make([]Story, len(stories))
	for i, s := range stories {
		out[i] = Story{
			N: s.N, Outlet: join(clean(s.Outlet)), Day: s.Day, Updated: s.Updated, Label: join(clean(s.Label)),
			Relation: s.Relation, Title: join(clean(s.Title)), Sentences: make([]Sentence, len(s.Sentences)),
		}
		for j, line := range s.Sentences {
			out[i].Sentences[j] = Sentence{N: line.N, Text: join(clean(line.Text)), Gap: line.Gap, Also: join(clean(line.Also))}
		}
	}
	return out
}

// turns prepares a conversation: one line each, and without the citations of
// earlier answers, whose numbers mean other passages.
func turns(ts []Turn, clean func(string) string) []Turn {
	out := make([]Turn, len(ts))
	for i, t := range ts {
		out[i] = Turn{Question: join(clean(t.Question)), Answer: join(clean(citation.ReplaceAllString(t.Answer, ""))), Stories: make([]string, len(t.Stories))}
		for j, name := range t.Stories {
			out[i].Stories[j] = join(clean(name))
		}
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
