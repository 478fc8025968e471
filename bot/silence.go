package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// silence takes out of the lines those that speak to whoever writes or reads the answer,
// and what is in another language than its story. A story may hold such, but they are
// given to no model, nothing is quoted of them, and nothing rests on them: a model that
// obeys one has its words dropped.
func (e *evidence) silence() {
	lines, places := e.lines[:0], e.places[:0]
	for from := 0; from < len(e.lines); {
		to := from + 1
		for to < len(e.lines) && e.sameParagraph(to-1, to) {
			to++
		}
		for i, spoken := range e.instructing(from, to) {
			if at := e.places[from+i]; !spoken && !strays(e.lang, &e.stories[at.story], e.lines[from+i].Text) && !foreign(e.lang, &e.stories[at.story], e.lines[from+i].Read(e.lang)) {
				lines, places = append(lines, e.lines[from+i]), append(places, at)
			}
		}
		from = to
	}
	e.lines, e.places = slices.Clip(lines), slices.Clip(places)
}

// sameParagraph reports whether no paragraph ends between two lines, b after a.
func (e *evidence) sameParagraph(a, b int) bool {
	before, at := e.places[a], e.places[b]
	return before.story == at.story && !strings.Contains(e.stories[at.story].Text[min(before.End, at.Start):at.Start], "\n")
}

// instructing tells of each line of a paragraph whether it instructs. The whole paragraph
// is read for that, of which the lines may be but some.
func (e *evidence) instructing(from, to int) []bool {
	found := make([]bool, to-from)
	if !slices.ContainsFunc(e.lines[from:to], func(line choose.Line) bool { return e.lang.Instructs(line.Text) || e.lang.Addresses(line.Text) }) {
		return found
	}
	whole := e.stories[e.places[from].story].Text
	start := strings.LastIndexByte(whole[:e.places[from].Start], '\n') + 1
	end := len(whole)
	if n := strings.IndexByte(whole[e.places[to-1].End:], '\n'); n >= 0 {
		end = e.places[to-1].End + n
	}
	for _, spoken := range instructions(e.lang, whole[start:end]) {
		for i := range found {
			at := e.places[from+i]
			found[i] = found[i] || at.Start < start+spoken.End && start+spoken.Start < at.End
		}
	}
	return found
}

// instructions are the sentences of a paragraph that instruct ([text.Language.Instructs]):
// by themselves, as the rest of a quotation begun in one that does, where they go on
// speaking to their reader, and whatever they are behind the mark of a role in a
// conversation with a machine, or behind the first of several that instruct.
func instructions(l *text.Language, paragraph string) (found []text.Span) {
	sentences := l.Sentences(paragraph)
	itself, first, all := make([]bool, len(sentences)), -1, false
	for i, at := range sentences {
		if itself[i] = l.Instructs(at.Of(paragraph)) && !toldOf(l, at.Of(paragraph)); itself[i] {
			all = all || first >= 0 || l.Patterns.Roles.MatchString(at.Of(paragraph))
			if first < 0 {
				first = i
			}
		}
	}
	if all && first > 0 {
		if before := sentences[first-1].Of(paragraph); len(l.Words(before[strings.LastIndexByte(before, ':')+1:])) <= greeting {
			first--
		}
	}
	open := false
	for i := max(first, 0); first >= 0 && i < len(sentences); i++ {
		if line := sentences[i].Of(paragraph); itself[i] || all || open || l.Addresses(line) {
			open = (strings.Count(line, `"`)%2 == 1) != open
			found = append(found, sentences[i])
		}
	}
	return found
}

// toldOf reports whether a sentence only tells of an order: it is quoted, close before or
// behind it stands who said or wrote it, and what is outside of the quotation says
// nothing to its reader.
func toldOf(l *text.Language, sentence string) bool {
	parts := strings.Split(strings.NewReplacer("“", `"`, "”", `"`).Replace(sentence), `"`)
	var outside strings.Builder
	told := false
	for i := 0; i < len(parts) && len(parts) > 1; i += 2 {
		outside.WriteString(parts[i] + " ")
		words := l.Words(parts[i])
		near := words[:min(len(words), nearQuotation)] // behind one; the first words of a sentence have none before them
		if i == 0 {
			near = words[min(len(words), max(1, len(words)-nearQuotation)):] // without the first word: that would be an order
		}
		told = told || slices.ContainsFunc(near, func(w text.Word) bool { return l.Meaning.Quoting[w.Norm] })
	}
	return told && !l.Instructs(outside.String()) && !l.Addresses(outside.String())
}

// nearQuotation is within how many words of a quotation its verb of saying stands.
const nearQuotation = 4

// greeting is how many words a greeting has at most, before whoever is greeted is told what to do.
const greeting = 4

// strays reports whether most of a line's letters are no Latin ones, though its story
// says that it is in a language of Latin letters.
func strays(l *text.Language, s *knowledge.Story, line string) bool {
	letters, strange := 0, 0
	for _, r := range line {
		if unicode.IsLetter(r) {
			letters++
			if r >= firstStrange {
				strange++
			}
		}
	}
	return 2*strange > letters && strings.HasPrefix(strings.ToLower(s.Lang), l.Code)
}

// foreign reports whether a line is in another language than its story says it is in:
// hardly one of its words is common there. Of 34,000 sentences of news, 10 are so.
func foreign(l *text.Language, s *knowledge.Story, line []text.Word) bool {
	words, common := 0, 0
	for _, w := range line {
		if w.Number || w.Upper {
			continue
		}
		words++
		if c := &l.Common; c.Stop[w.Norm] || c.Commonest[w.Norm] || c.Usual[w.Norm] {
			common++
		}
	}
	return words >= 6 && 8*common < words && len(l.Common.Commonest) > 0 && strings.HasPrefix(strings.ToLower(s.Lang), l.Code)
}

// firstStrange is where the letters begin that are no Latin ones.
const firstStrange = '\u0370'

// How many sentences a headline has, and characters the name of an outlet or author.
const (
	longestTitle = 3
	longestName  = 80
)

// headed leaves of a story's heading what names it: a headline, an outlet or an author that
// instructs or is another's text is none.
func headed(l *text.Language, s *knowledge.Story) {
	instructs := func(heading string) bool {
		return l.Instructs(heading) || slices.ContainsFunc(l.Sentences(heading), func(at text.Span) bool {
			return l.Instructs(at.Of(heading)) || strays(l, s, at.Of(heading))
		})
	}
	switch sentences := l.Sentences(s.Title); {
	case instructs(text.Cut(s.Title, choose.MaxLine)):
		s.Title = "Untitled"
	case len(sentences) > longestTitle:
		s.Title = sentences[0].Of(s.Title)
	}
	nameless := func(name string) bool { return utf8.RuneCountInString(name) > longestName || instructs(name) }
	if nameless(s.Outlet) {
		s.Outlet = ""
	}
	s.Authors = slices.DeleteFunc(slices.Clone(s.Authors), nameless)
}
