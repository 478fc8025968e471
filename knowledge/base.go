package knowledge

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// Base is the stories: it loads them into an Index and finds them there. It
// may be used by many goroutines.
type Base struct {
	Index      Index
	Embed      Embed            // nil: words only
	EmbedModel string           // the name Embed's vectors are kept under
	Now        func() time.Time // nil: time.Now

	states atomic.Pointer[states] // as they were last read
}

func (b *Base) now() time.Time {
	if b.Now != nil {
		return b.Now()
	}
	return time.Now()
}

// Info tells what is loaded.
func (b *Base) Info() Info {
	view := b.Index.View()
	defer view.Close()
	return view.Info()
}

// Story returns the present version of a story with its Text, or ErrNotFound.
func (b *Base) Story(ctx context.Context, id string) (Story, error) {
	view := b.Index.View()
	defer view.Close()
	d := view.Document(id)
	if d == nil {
		return Story{}, fmt.Errorf("%s: %w", id, ErrNotFound)
	}
	return withText(ctx, view, d)
}

func withText(ctx context.Context, view View, d *Document) (Story, error) {
	s := d.Story
	text, err := view.Text(ctx, s.ID, s.Hash)
	if err != nil {
		return Story{}, fmt.Errorf("read the text of %s: %w", s.ID, err)
	}
	s.Text = text
	return s, nil
}

// Versions returns the versions of a story, oldest first.
func (b *Base) Versions(ctx context.Context, id string) ([]Version, error) {
	view := b.Index.View()
	defer view.Close()
	versions, err := view.Versions(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("versions of %s: %w", id, err)
	}
	return versions, nil
}

// Text returns the Text of the version of the story with that hash, be it the
// present one or an old one, or ErrNotFound.
func (b *Base) Text(ctx context.Context, id, hash string) (string, error) {
	view := b.Index.View()
	defer view.Close()
	text, err := view.Text(ctx, id, hash)
	if err != nil {
		return "", fmt.Errorf("version %s of %s: %w", hash, id, err)
	}
	return text, nil
}

// Stories returns the stories, without Text, whose title, outlet, authors, ID
// or source hold every word of filter; all for an empty one. Newest first.
func (b *Base) Stories(_ context.Context, filter string) []*Document {
	view := b.Index.View()
	defer view.Close()
	words := strings.Fields(strings.ToLower(filter))
	var found []*Document
	for _, d := range view.Documents() {
		if matches(&d.Story, words) {
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b *Document) int { return b.Story.Published.Compare(a.Story.Published) })
	return found
}

func matches(s *Story, words []string) bool {
	if len(words) == 0 {
		return true
	}
	all := strings.ToLower(strings.Join([]string{s.Title, s.Outlet, strings.Join(s.Authors, " "), s.ID, s.Source, string(s.Label), Day(s.Published)}, " "))
	for _, w := range words {
		if !strings.Contains(all, w) {
			return false
		}
	}
	return true
}
