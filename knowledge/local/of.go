package local

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/storybot/storybot/knowledge"
)

// selection is a snapshot of some of the sources of another, as it was last asked
// for. Every question asks for the same.
type selection struct {
	mu       sync.Mutex
	sources  []string
	snapshot *snapshot // nil: nobody has asked yet
}

// Of returns the same moment without the stories of other sources. It is an error while a story of these is set
// aside and being loaded again: who asks is not to be told that there is none.
func (v *view) Of(ctx context.Context, sources []string) (knowledge.View, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("leave out sources: %w", err)
	}
	for _, a := range v.aside {
		if slices.Contains(sources, a.story.Source) {
			return nil, errAbsent(a.story.ID)
		}
	}
	return &view{snapshot: v.selected(sources), x: v.x, lastVector: v.lastVector}, nil
}

// selected returns the snapshot of these sources with a reference for the caller,
// who holds one to s.
func (s *snapshot) selected(sources []string) *snapshot {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	if s.of.snapshot == nil || !slices.Equal(s.of.sources, sources) {
		if old := s.of.snapshot; old != nil && old != s {
			old.release()
		}
		s.of.sources, s.of.snapshot = slices.Clone(sources), s.only(sources)
	}
	s.of.snapshot.retain()
	return s.of.snapshot
}

// only is s without the stories of other sources; s itself where it has none.
func (s *snapshot) only(sources []string) *snapshot {
	wanted := make(map[string]bool, len(sources))
	for _, name := range sources {
		wanted[name] = true
	}
	var others []string
	for _, d := range s.docs {
		if !wanted[d.Story.Source] {
			others = append(others, d.Story.ID)
		}
	}
	if len(others) == 0 {
		return s
	}
	return s.after(change{removed: others, version: s.version, loaded: s.info.Loaded})
}
