package source

import (
	"github.com/storybot/storybot/knowledge"
)

// origin is where a story was read.
type origin struct {
	Source string // its name
	File   string // within the source
	Key    string // what its ID is made of where it has neither an ID nor an address
}

// complete sets what every story has.
func complete(s *knowledge.Story, from origin, spec spec) {
	s.Source, s.Item = from.Source, from.File
	s.URL = canonical(s.URL)
	if s.ID = identity(s.ID, s.URL); s.ID == "" {
		s.ID = knowledge.StoryID(from.Key)
	}
	fillFrom(s, spec)
	s.Lang = language(s.Lang)
	s.Hash = s.Fingerprint()
}

// fillFrom gives a story what the operator has for those that lack it.
func fillFrom(s *knowledge.Story, given spec) {
	s.Outlet = first(s.Outlet, given.Outlet)
	s.Collection = first(s.Collection, given.Collection)
	if open(s.Label) {
		if told := announced(s); told != "" {
			s.Label = told
		}
	}
	if s.Label == "" {
		s.Label = given.Label
	}
	if s.Label == "" {
		s.Label = knowledge.News
	}
}
