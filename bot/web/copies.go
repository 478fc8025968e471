package web

import (
	"context"
	"fmt"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// copies returns the stories that are nearly the same as story: those that a
// search for its beginning joins with it.
func (s *Server) copies(ctx context.Context, story *knowledge.Story) ([]knowledge.Story, error) {
	words := story.Title
	spans := text.Of(story.Lang).Sentences(story.Text)
	for _, span := range spans[:min(2, len(spans))] {
		words += " " + span.Of(story.Text)
	}
	found, err := s.Shelf.Search(ctx, knowledge.Query{Text: words, Limit: 5, PerStory: 1, Dated: true})
	if err != nil {
		return nil, fmt.Errorf("find the copies of %s: %w", story.ID, err)
	}
	for i := range found.Hits {
		h := &found.Hits[i]
		same := append([]knowledge.Story{h.Story}, h.Copies...)
		var others []knowledge.Story
		for _, one := range same {
			if one.ID != story.ID {
				others = append(others, one)
			}
		}
		if len(others) < len(same) {
			return others, nil
		}
	}
	return nil, nil
}
