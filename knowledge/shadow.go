package knowledge

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// shadowOf begins the name under whose marks the shadows of a source are kept: the
// stories that it told and that another source told while this one was left out.
// A feed that no longer lists one could not tell it again.
const shadowOf = "shadow\n"

// shadowsOf returns the shadows of a source, by their IDs.
func (l *loader) shadowsOf(ctx context.Context, source string) (map[string]Story, error) {
	marks, err := l.base.Index.Marks(ctx, shadowOf+source)
	if err != nil {
		return nil, fmt.Errorf("read what others told of %s: %w", source, err)
	}
	shadows := make(map[string]Story)
	for id, mark := range marks {
		var s Story
		if json.Unmarshal([]byte(mark), &s) == nil {
			shadows[id] = s
		}
	}
	return shadows, nil
}

// recallShadows finds the shadows of the sources, under all the names that they had.
func (l *loader) recallShadows(ctx context.Context, sources []Source) error {
	l.shadows, l.shadowed = make(map[string]map[string]Story), make(map[string]int)
	for _, s := range sources {
		all := make(map[string]Story)
		for _, name := range append(slices.Clone(l.from[s.Name()]), s.Name()) {
			some, err := l.shadowsOf(ctx, name)
			if err != nil {
				return err
			}
			maps.Copy(all, some)
		}
		l.shadows[s.Name()] = all
	}
	return nil
}

// takeOver keeps the shadow of a story that another source tells now, if its own
// is left out and might not tell it again.
func (r *sourceLoader) takeOver(was *Story, tx Tx) (bool, error) {
	if r.status[was.Source] != nil || !strings.Contains(r.statusBefore[was.Source].Place, "://") {
		return false, nil
	}
	r.shadowed[was.Source]++
	return true, writeShadow(tx, was)
}

func writeShadow(tx Tx, s *Story) error {
	mark, err := json.Marshal(s)
	if err == nil && tx != nil {
		err = tx.Mark(shadowOf+s.Source, s.ID, string(mark))
	}
	if err != nil {
		return fmt.Errorf("remember %s of %s: %w", s.ID, s.Source, err)
	}
	return nil
}

// comeBack gives an unchanged file of the source the stories back that a source
// told which is left out now.
func (r *sourceLoader) comeBack(ctx context.Context, file string, by origin, queue *queue) error {
	return r.giveBack(ctx, queue, func(s *Story) (origin, bool) { return by, s.Item == file })
}

// allComeBack does the same for a source that this load does not read, or cannot.
func (r *sourceLoader) allComeBack(ctx context.Context, queue *queue) error {
	return r.giveBack(ctx, queue, func(s *Story) (origin, bool) {
		if r.files[s.Item] == nil {
			r.files[s.Item] = &fileState{same: true}
		}
		return origin{r.source, s.Item, s.Item}, true
	})
}

// giveBack tells those shadows of the source anew that are of some file, and that no
// source tells which is named.
func (r *sourceLoader) giveBack(ctx context.Context, queue *queue, of func(*Story) (by origin, ok bool)) error {
	for id, s := range r.shadows[r.source] {
		by, ok := of(&s)
		if owner := r.before[id]; !ok || owner != nil && r.status[owner.Story.Source] != nil {
			continue
		}
		story, err := withText(ctx, r.view, s)
		if err != nil {
			return err
		}
		if err := r.story(ctx, story, ByName, by, queue); err != nil {
			return err
		}
	}
	return nil
}

// dropShadows forgets the shadows of a source, or only those that it has told itself.
func (l *loader) dropShadows(ctx context.Context, source string, tx Tx) error {
	shadows, err := l.shadowsOf(ctx, source)
	if err != nil || tx == nil {
		return err
	}
	for id := range shadows {
		if l.status[source] != nil && l.to[source] == "" && l.seen[id].source != source {
			continue
		}
		if err := tx.Mark(shadowOf+source, id, ""); err != nil {
			return fmt.Errorf("forget %s of %s: %w", id, source, err)
		}
	}
	return nil
}
