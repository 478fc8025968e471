package page

import (
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text/dated"
)

// Origin is where a story was read.
type Origin struct {
	Source string // its name
	File   string // within the source
	Key    string // what its ID is made of where it has neither an ID nor an address
}

// Complete sets what every story has: where it is from, its ID and hash, and what
// the operator says of stories that do not say it themselves.
func Complete(s *knowledge.Story, from Origin, spec plain.Spec) {
	s.Source, s.Item = from.Source, from.File
	s.URL = plain.Canonical(s.URL)
	if s.ID = plain.Identity(s.ID, s.URL); s.ID == "" {
		s.ID = knowledge.StoryID(from.Key)
	}
	fillFrom(s, spec)
	s.Lang = plain.Language(s.Lang)
	s.Hash = s.Fingerprint()
}

// fillFrom gives a story what the operator has for those that lack it.
func fillFrom(s *knowledge.Story, given plain.Spec) {
	s.Published, s.Updated = dated.In(s.Published, given.Zone), dated.In(s.Updated, given.Zone)
	s.Outlet = plain.First(s.Outlet, given.Outlet)
	s.Collection = plain.First(s.Collection, given.Collection)
	if givesWay(s.Label) {
		if told := announcedLabel(s); told != "" {
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
