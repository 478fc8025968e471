package source

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// told is a story that was given already.
type told struct {
	item string
	text [8]byte // the beginning of its text's hash
}

// tell completes a story and gives it. key is what its ID is made of where it
// has neither an ID nor an address.
func (r *reading) tell(s *knowledge.Story, item, key string) bool {
	r.complete(s, key)
	sum := sha256.Sum256([]byte(s.Text))
	mine := told{item: item, text: [8]byte(sum[:8])}
	first, again := r.seen[s.ID]
	if !again {
		r.seen[s.ID] = mine
		return r.give(knowledge.Item{Name: item, File: r.name, Mark: r.mark, Story: s})
	}
	if first.text == mine.text {
		return r.give(knowledge.Item{Name: item, File: r.name, Mark: r.mark})
	}
	return r.refuse(item, sameError(s, first.item))
}

func sameError(s *knowledge.Story, first string) error {
	if s.URL != "" {
		return fmt.Errorf("has the same address (%s) as %s, which is kept; remove one of the two", s.URL, first)
	}
	return fmt.Errorf("has the same ID (%s) as %s, which is kept; remove one of the two", s.ID, first)
}

// refuse reports an item of a file that is otherwise read.
func (r *reading) refuse(item string, err error) bool {
	return r.give(knowledge.Item{Name: item, File: r.name, Mark: r.mark, Err: err})
}

// complete sets what every story has.
func (r *reading) complete(s *knowledge.Story, key string) {
	s.Source, s.Item = r.folder.name, r.name
	s.URL = canonical(s.URL)
	switch {
	case s.ID != "":
		s.ID = safeID(s.ID)
	case s.URL != "":
		s.ID = knowledge.StoryID(s.URL)
	default:
		s.ID = knowledge.StoryID(key)
	}
	if s.Collection == "" {
		s.Collection = r.folder.options.Collection
	}
	if s.Label == "" {
		s.Label = knowledge.News
	}
	s.Lang = language(s.Lang)
	s.Hash = s.Fingerprint()
}

// language reduces a language tag to its first part: "en-US" is "en". Where
// there is none, or none that makes sense, it is "en".
func language(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return "en"
	}
	return tag
}
