package stray

import (
	"slices"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// How many sentences a headline has, characters the name of an outlet or author, and bytes what is read of a headline.
const (
	longestTitle = 3
	longestName  = 80
	longestLine  = 4000
)

// Headed leaves of a story's heading what names it: a headline, an outlet or an author that
// instructs or is another's text is none.
func Headed(l *text.Language, s *knowledge.Story) {
	instructs := func(heading string) bool {
		return l.Instructs(heading) || slices.ContainsFunc(l.Sentences(heading), func(at text.Span) bool {
			return l.Instructs(at.Of(heading)) || ForeignHeading(l, s.Lang, at.Of(heading), l.Words(at.Of(heading)))
		})
	}
	switch sentences := l.Sentences(s.Title); {
	case instructs(text.Cut(s.Title, longestLine)):
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
