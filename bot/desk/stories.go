package desk

import (
	"context"
	"errors"
	"fmt"

	"github.com/storybot/storybot/knowledge"
)

// Stories lists the stories.
func (l *Local) Stories(ctx context.Context, filter string) (Listing, error) {
	if err := l.wait(ctx); err != nil {
		return Listing{}, err
	}
	stories, err := l.Base.Stories(ctx, filter)
	if err != nil {
		return Listing{}, err //nolint:wrapcheck // it says what was tried
	}
	return NewListing(stories), nil
}

// Story opens one story.
func (l *Local) Story(ctx context.Context, id string) (Opened, error) {
	if err := l.wait(ctx); err != nil {
		return Opened{}, err
	}
	view, err := l.Base.Open(ctx)
	if err != nil {
		return Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	defer view.Close()
	info, err := view.Story(ctx, id)
	if err != nil {
		return Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	text, err := view.Text(ctx, id, info.Story.Hash)
	if err != nil {
		return Opened{}, fmt.Errorf("open %s: %w", id, err)
	}
	versions, err := view.Versions(ctx, id)
	if err != nil {
		return Opened{}, fmt.Errorf("versions of %s: %w", id, err)
	}
	return NewOpened(info, text, versions), nil
}

// Version opens a version of a story, the present one where none is named. Of
// a story that is gone, only the text of a named version is known.
func (l *Local) Version(ctx context.Context, id, hash string) (s knowledge.Story, present bool, err error) {
	view, err := l.Base.Open(ctx)
	if err != nil {
		return s, false, fmt.Errorf("open %s: %w", id, err)
	}
	defer view.Close()
	info, err := view.Story(ctx, id)
	if err != nil && (hash == "" || !errors.Is(err, knowledge.ErrNotFound)) {
		return s, false, fmt.Errorf("open %s: %w", id, err)
	}
	if err == nil {
		s = info.Story
		present = hash == "" || hash == s.Hash
	}
	if hash == "" {
		hash = s.Hash
	}
	s.Text, err = view.Text(ctx, id, hash)
	return s, present, wrapped("open "+id, err)
}
