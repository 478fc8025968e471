package desk

import (
	"context"
	"fmt"

	"github.com/storybot/storybot/knowledge"
)

// Stories lists the stories.
func (l *Local) Stories(ctx context.Context, filter string) (Listing, error) {
	if err := l.wait(ctx); err != nil {
		return Listing{}, err
	}
	return NewListing(l.Base.Stories(ctx, filter)), nil
}

// Story opens one story.
func (l *Local) Story(ctx context.Context, id string) (Opened, error) {
	if err := l.wait(ctx); err != nil {
		return Opened{}, err
	}
	view := l.Base.Index.View()
	defer view.Close()
	doc := view.Document(id)
	if doc == nil {
		return Opened{}, fmt.Errorf("%s: %w", id, knowledge.ErrNotFound)
	}
	text, err := view.Text(ctx, id, doc.Story.Hash)
	if err != nil {
		return Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	versions, err := view.Versions(ctx, id)
	if err != nil {
		return Opened{}, fmt.Errorf("versions of %s: %w", id, err)
	}
	return NewOpened(doc, text, versions), nil
}

// Version opens a version of a story, the present one where none is named. Of
// a story that is gone, only the text of a named version is known.
func (l *Local) Version(ctx context.Context, id, hash string) (s knowledge.Story, present bool, err error) {
	view := l.Base.Index.View()
	defer view.Close()
	doc := view.Document(id)
	if doc == nil && hash == "" {
		return s, false, fmt.Errorf("%s: %w", id, knowledge.ErrNotFound)
	}
	if doc != nil {
		s = doc.Story
		present = hash == "" || hash == s.Hash
	}
	if hash == "" {
		hash = s.Hash
	}
	s.Text, err = view.Text(ctx, id, hash)
	return s, present, wrapped("open "+id, err)
}
