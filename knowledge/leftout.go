package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// renames are the sources that have another name or place since the last load.
type renames struct {
	to       map[string]string   // source to the name that it has now
	from     map[string][]string // the same the other way round
	replaced map[string]string   // source to the place that it was before, where it is another place now
	parted   map[string]string   // source of the web to the place that it was before, where other parts of it are read now
}

// whereOf is a place without which part of it is read.
func whereOf(place string) string { where, _, _ := strings.Cut(place, "\n"); return where }

// findRenames finds out by their places which sources have other names now.
func (l *loader) findRenames(sources []Source) {
	l.renames = renames{to: make(map[string]string), from: make(map[string][]string), replaced: make(map[string]string), parted: make(map[string]string)}
	for _, s := range sources {
		l.notePart(s, s.Name())
		was, now, written := l.statusBefore[s.Name()].Place, placeOf(s), writtenOf(s)
		if written != "" && written == l.statusBefore[s.Name()].Written {
			continue
		}
		if was != "" && now != "" && whereOf(was) != whereOf(now) {
			l.replaced[s.Name()] = was
		}
	}
	for _, s := range sources {
		if _, known := l.statusBefore[s.Name()]; known && l.replaced[s.Name()] == "" && (l.parted[s.Name()] == "" || l.skips(s, true)) {
			continue
		}
		for _, old := range l.formerly(s, sources) {
			l.notePart(s, old)
			l.to[old] = s.Name()
			l.from[s.Name()] = append(l.from[s.Name()], old)
		}
	}
}

// notePart notes where a source of the web, known by a name before, is read in other
// parts now: a feed would not name again what is shut out. A folder would.
func (l *loader) notePart(s Source, name string) {
	was, now := l.statusBefore[name].Place, placeOf(s)
	if _, remote := s.(Remote); remote && was != now && whereOf(was) == whereOf(now) && was != "" && l.parted[s.Name()] == "" {
		l.parted[s.Name()] = was
	}
}

// formerly returns the sources that were the place that s is now: the same part of
// it or, where s alone is of that place now, any part.
func (l *loader) formerly(s Source, sources []Source) (names []string) {
	place := placeOf(s)
	if place == "" {
		return nil
	}
	alone := !slices.ContainsFunc(sources, func(t Source) bool {
		return t.Name() != s.Name() && whereOf(placeOf(t)) == whereOf(place)
	})
	for _, name := range slices.Sorted(maps.Keys(l.statusBefore)) {
		had := l.statusBefore[name].Place
		free := l.to[name] == "" && (l.status[name] == nil || l.replaced[name] != "")
		if free && (had == place || alone && whereOf(had) == whereOf(place)) {
			names = append(names, name)
		}
	}
	return names
}

// marks returns the marks that a source has from the last load, be it under
// another name. A folder that is in another place is read whole.
func (l *loader) marks(ctx context.Context, s Source) (map[string]string, error) {
	_, remote := s.(Remote)
	names := l.namesBefore(s.Name())
	if len(names) == 0 && l.to[s.Name()] == "" && remote {
		names = append(names, s.Name())
	}
	all := make(map[string]string)
	for _, name := range names {
		marks, err := l.base.Index.Marks(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("read the marks of %s: %w", name, err)
		}
		maps.Copy(all, marks)
	}
	return all, nil
}

// namesBefore are the names under which a source was known before.
func (l *loader) namesBefore(source string) []string {
	names := slices.Clone(l.from[source])
	if l.to[source] == "" && l.replaced[source] == "" {
		names = append(names, source)
	}
	return names
}

// adopt gives what sources had under other names to those that they have now:
// stories, marks and status.
func (l *loader) adopt(ctx context.Context, sources []Source, tx Tx) error {
	l.findRenames(sources)
	if err := l.recallShadows(ctx, sources); err != nil || len(l.to) == 0 {
		return err
	}
	given := make(map[string][]string)
	for id, d := range l.before {
		if to := l.to[d.Story.Source]; to != "" {
			given[to] = append(given[to], id)
		}
	}
	for old := range l.to {
		if err := l.forget(ctx, old, tx); err != nil {
			return err
		}
		if l.status[old] != nil {
			l.status[old] = &SourceStatus{Source: old, Place: l.status[old].Place, Written: l.status[old].Written}
		}
	}
	for _, s := range sources {
		name := s.Name()
		if len(l.from[name]) == 0 {
			continue
		}
		if _, known := l.statusBefore[name]; !known || l.replaced[name] != "" || l.to[name] != "" {
			status := l.statusBefore[l.from[name][0]]
			status.Source, status.Place, status.Written, status.Stories, status.Newest = name, placeOf(s), writtenOf(s), 0, time.Time{}
			status.Left, status.Shut, status.Held = false, false, 0
			l.status[name] = &status
		}
		if err := l.give(ctx, given[name], name, tx); err != nil {
			return err
		}
		marks, err := l.marks(ctx, s)
		if err != nil {
			return err
		}
		if err := writeMarksOf(tx, name, marks); err != nil {
			return err
		}
		for _, old := range l.from[name] {
			failed, err := l.base.Index.Marks(ctx, failuresOf+old)
			if err != nil {
				return fmt.Errorf("read what failed of %s: %w", old, err)
			}
			if err := writeMarksOf(tx, failuresOf+name, failed); err != nil {
				return err
			}
		}
		for id, s := range l.shadows[name] {
			s.Source = name
			l.shadows[name][id] = s
			if err := writeShadow(tx, &s); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeMarksOf(tx Tx, source string, marks map[string]string) error {
	for file, mark := range marks {
		if tx == nil {
			break
		}
		if err := tx.Mark(source, file, mark); err != nil {
			return fmt.Errorf("mark %s: %w", file, err)
		}
	}
	return nil
}

// give makes stories those of another source.
func (l *loader) give(ctx context.Context, ids []string, to string, tx Tx) error {
	queue := newQueue(tx)
	for _, id := range ids {
		d := *l.before[id]
		was := [2]string{d.Story.Source, d.Story.Item}
		l.files[was] = slices.DeleteFunc(l.files[was], func(other string) bool { return other == id })
		d.Story.Source = to
		now := [2]string{to, d.Story.Item}
		l.before[id], l.files[now] = &d, append(l.files[now], id)
		story, err := withText(ctx, l.view, d.Story)
		if err != nil {
			queue.Stop()
			return err
		}
		queue.put(story)
	}
	return queue.Finish() //nolint:wrapcheck // it is of this package
}

// setAside holds the stories that a source had while it was another place, or was
// read in other parts.
func (l *loader) setAside(ctx context.Context, r *sourceLoader, gone []string, tx Tx) error {
	place := l.replaced[r.source]
	name := r.source + " at " + whereOf(place)
	if place == "" {
		place, name = l.parted[r.source], r.source+" as it was read before"
	}
	had, err := l.base.Index.Marks(ctx, r.source)
	if err != nil {
		return fmt.Errorf("read the marks of %s: %w", r.source, err)
	}
	marks := make(map[string]string)
	for _, id := range gone {
		item := l.before[id].Story.Item
		if mark := cmp.Or(had[item], r.marks[item]); mark != "" {
			marks[item] = mark
		}
	}
	if err := l.give(ctx, gone, name, tx); err != nil || len(gone) == 0 {
		return err
	}
	status := l.statusBefore[r.source]
	status.Source, status.Place, status.Stories, status.Shut = name, place, len(gone), l.replaced[r.source] == ""
	l.statusBefore = maps.Clone(l.statusBefore) // others hold the one before
	l.statusBefore[name] = status
	delete(l.to, name) // of what was held under it before, this is what is left
	if err := writeMarksOf(tx, name, marks); err != nil || tx == nil {
		return err
	}
	return writeStatusOf(tx, &status)
}

// confirmed reports whether what is held may go: not while a place that is named
// has never been read, for it may be the one that is missed, written wrong.
func (l *loader) confirmed() bool {
	return l.options.Confirm && (len(l.options.Only) == 0 || slices.Contains(l.options.Only, "")) && !slices.ContainsFunc(l.reads, func(r *sourceLoader) bool {
		return r.whole != "" && l.statusBefore[r.source].Read.IsZero()
	})
}

// leaveOut holds the sources that are not named any more or, where that is
// confirmed, forgets them, and with them their stories.
func (l *loader) leaveOut(ctx context.Context, tx Tx) error {
	left := make(map[string]int)
	for name := range l.statusBefore {
		left[name] = 0
	}
	for id, d := range l.before {
		if _, told := l.seen[id]; !told {
			left[d.Story.Source]++
		}
	}
	for name := range l.to { // all that they had is another's
		delete(left, name)
	}
	for name := range left {
		shadows, err := l.shadowsOf(ctx, name)
		if err != nil {
			return err
		}
		left[name] += len(shadows) + l.shadowed[name]
	}
	l.heldSources = make(map[string]bool)
	for _, name := range slices.Sorted(maps.Keys(left)) {
		builtin := strings.HasPrefix(l.statusBefore[name].Place, Builtin)
		switch {
		case l.status[name] != nil:
		case l.options.Local, left[name] > 0 && !builtin && !l.confirmed():
			l.heldSources[name] = true
			if left[name] == 0 || builtin {
				continue
			}
			l.held = append(l.held, Held{Source: name, Stories: left[name], Shut: l.statusBefore[name].Shut})
			if err := l.noteLeft(name, left[name], tx); err != nil {
				return err
			}
		default:
			if err := l.forget(ctx, name, tx); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteLeft notes in the status of a source that it is not named any more.
func (l *loader) noteLeft(name string, stories int, tx Tx) error {
	status := l.statusBefore[name]
	if tx == nil || l.options.Local || status.Left && status.Held == stories {
		return nil
	}
	status.Source, status.Left, status.Held, status.Stories = name, true, stories, stories
	return writeStatusOf(tx, &status)
}

// forget drops the marks and the status of a source.
func (l *loader) forget(ctx context.Context, name string, tx Tx) error {
	if tx == nil {
		return nil
	}
	for _, kept := range []string{name, failuresOf + name} {
		marks, err := l.base.Index.Marks(ctx, kept)
		if err != nil {
			return fmt.Errorf("read the marks of %s: %w", name, err)
		}
		for file := range marks {
			if err := tx.Mark(kept, file, ""); err != nil {
				return fmt.Errorf("forget %s: %w", file, err)
			}
		}
	}
	if err := l.dropShadows(ctx, name, tx); err != nil {
		return err
	}
	if err := tx.Mark(ofStatus, name, ""); err != nil {
		return fmt.Errorf("forget the status of %s: %w", name, err)
	}
	return nil
}

// Prune forgets the versions of stories that were replaced before that moment,
// but those that are cited, by ID and hash. It returns how many.
func (b *Base) Prune(ctx context.Context, before time.Time, cited map[[2]string]bool) (int, error) {
	names, err := b.Index.Sources(ctx)
	if err != nil {
		return 0, fmt.Errorf("prune the versions: %w", err)
	}
	needed := maps.Clone(cited)
	if needed == nil {
		needed = make(map[[2]string]bool)
	}
	l := &loader{base: b}
	for _, name := range names {
		source, ok := strings.CutPrefix(name, shadowOf)
		if !ok {
			continue
		}
		shadows, err := l.shadowsOf(ctx, source)
		if err != nil {
			return 0, err
		}
		for id, s := range shadows {
			needed[[2]string{id, s.Hash}] = true
		}
	}
	n, err := b.Index.Prune(ctx, before, func(story, hash string) bool { return needed[[2]string{story, hash}] })
	if err != nil {
		return 0, fmt.Errorf("prune the versions: %w", err)
	}
	return n, nil
}
