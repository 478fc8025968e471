package knowledge

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/storybot/storybot/knowledge/turns"
)

// Base is the stories: it loads them into an Index and finds them there. It may be used by many goroutines.
type Base struct {
	Index      Index
	Embed      Embed            // nil: words only
	EmbedModel string           // the name Embed's vectors are kept under
	Now        func() time.Time // nil: time.Now

	status   atomic.Pointer[statusAt] // as it was last read
	fetching turns.Turns              // of the sources that are fetched
	paces    turns.Paces              // of the hosts that are asked
	shown    atomic.Pointer[[]string] // the sources whose stories are seen; nil: of all
}

// Show has only the stories of these sources be seen from now on: those of others are out of every answer, list
// and search, and stay where they are. A Load calls it with the sources that it is given.
func (b *Base) Show(sources []string) { b.shown.Store(&sources) }

func (b *Base) now() time.Time {
	if b.Now != nil {
		return b.Now()
	}
	return time.Now()
}

// Info returns the counts of what is loaded.
func (b *Base) Info(ctx context.Context) (Info, error) {
	view, err := b.Open(ctx)
	if err != nil {
		return Info{}, err
	}
	defer view.Close()
	return infoOf(ctx, view)
}

// Open opens the present state of the stories that are shown, for the caller to close.
func (b *Base) Open(ctx context.Context) (View, error) {
	view, err := b.everything(ctx)
	shown := b.shown.Load()
	if err != nil || shown == nil {
		return view, err
	}
	defer view.Close()
	some, err := view.Of(ctx, *shown)
	if err != nil {
		return nil, fmt.Errorf("open the stories: %w", err)
	}
	return some, nil
}

// everything opens the present state of all stories, shown or not.
func (b *Base) everything(ctx context.Context) (View, error) {
	view, err := b.Index.View(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the stories: %w", err)
	}
	return view, nil
}

func infoOf(ctx context.Context, view View) (Info, error) {
	info, err := view.Info(ctx)
	if err != nil {
		return Info{}, fmt.Errorf("count the stories: %w", err)
	}
	return info, nil
}

// Story returns the present version of a story with its Text, or ErrNotFound.
func (b *Base) Story(ctx context.Context, id string) (Story, error) {
	view, err := b.Open(ctx)
	if err != nil {
		return Story{}, err
	}
	defer view.Close()
	info, err := view.Story(ctx, id)
	if err != nil {
		return Story{}, fmt.Errorf("open %s: %w", id, err)
	}
	return withText(ctx, view, info.Story)
}

// withText is s with its Text.
func withText(ctx context.Context, view View, s Story) (Story, error) {
	text, err := view.Text(ctx, s.ID, s.Hash)
	if err != nil {
		return Story{}, fmt.Errorf("read the text of %s: %w", s.ID, err)
	}
	s.Text = text
	return s, nil
}

// Versions returns the versions of a story, oldest first.
func (b *Base) Versions(ctx context.Context, id string) ([]Version, error) {
	view, err := b.Open(ctx)
	if err != nil {
		return nil, err
	}
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
	view, err := b.Open(ctx)
	if err != nil {
		return "", err
	}
	defer view.Close()
	text, err := view.Text(ctx, id, hash)
	if err != nil {
		return "", fmt.Errorf("version %s of %s: %w", hash, id, err)
	}
	return text, nil
}

// Stories returns the stories, without Text, whose title, outlet, authors, ID
// or source hold every word of filter; all for an empty one. Newest first.
func (b *Base) Stories(ctx context.Context, filter string) ([]*StoryInfo, error) {
	view, err := b.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer view.Close()
	words := strings.Fields(strings.ToLower(filter))
	var found []*StoryInfo
	for s, err := range view.Stories(ctx) {
		if err != nil {
			return nil, fmt.Errorf("list the stories: %w", err)
		}
		if matches(&s.Story, words) {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b *StoryInfo) int { return b.Story.Published.Compare(a.Story.Published) })
	return found, nil
}

// matches reports whether what a list shows of s has every one of the words.
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
