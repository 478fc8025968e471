package knowledge

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
)

// sourcePatience is how long a source is fetched if a load does not say.
const sourcePatience = 2 * time.Minute

// fetched is a Remote that was fetched before a load began to write: nothing waits
// for a network while others wait to write.
type fetched struct {
	Remote
	items []Item
}

// Fetch yields what was fetched.
func (f fetched) Fetch(context.Context, Past) iter.Seq[Item] { return slices.Values(f.items) }

// Wants is that of the source.
func (f fetched) Wants(file string) bool {
	c, ok := f.Remote.(Choosing)
	return !ok || c.Wants(file)
}

// Place is that of the source.
func (f fetched) Place() string { return placeOf(f.Remote) }

// Written is that of the source.
func (f fetched) Written() string { return writtenOf(f.Remote) }

// fetch fetches every Remote that a load reads, and returns the sources with what
// they gave. release is called when the load is over: until then no other load
// fetches the same, or it would take what this one found for gone.
func (l *loader) fetch(ctx context.Context, sources []Source) (ready []Source, release func(), err error) {
	remote := func(s Source) bool {
		_, remote := s.(Remote)
		return remote && (len(l.options.Only) == 0 || slices.Contains(l.options.Only, s.Name()))
	}
	if !slices.ContainsFunc(sources, remote) {
		release, err = l.takeHere(ctx)
		return sources, release, err
	}
	if l.view, err = l.base.everything(ctx); err != nil {
		return nil, nil, err
	}
	defer l.view.Close()
	if err := l.listBefore(ctx); err != nil {
		return nil, nil, err
	}
	if err := l.recallStatus(ctx, sources); err != nil {
		return nil, nil, err
	}
	l.findRenames(sources)
	var names []string
	for _, s := range sources {
		if remote(s) && !l.skipsNow(ctx, s) && !slices.Contains(names, s.Name()) {
			names = append(names, s.Name())
		}
	}
	if len(l.options.Only) == 0 && !l.options.Local {
		names = append(names, whole)
	}
	if release, err = l.base.fetching.Take(ctx, names); err != nil {
		return nil, nil, fmt.Errorf("a load is under way: %w", err)
	}
	done := false
	defer func() {
		if !done { // also when a source panics
			release()
		}
	}()
	ready = slices.Clone(sources)
	told := make(map[string]bool)
	for i, s := range sources {
		if !slices.Contains(names, s.Name()) {
			continue
		}
		items, err := l.fetchOne(ctx, s.(Remote), sources[:i], told)
		if err != nil {
			return nil, nil, err
		}
		ready[i] = fetched{s.(Remote), items}
	}
	done = true
	return ready, release, nil
}

// whole is the name of a load of all sources, which is to be seen at once: while it
// fetches, a load of some of this computer waits, but not for long: who has saved a file
// sees it within a second.
const (
	whole         = ""
	wholePatience = 300 * time.Millisecond
)

// takeHere has a load of sources of this computer wait for one of all sources.
func (l *loader) takeHere(ctx context.Context) (release func(), err error) {
	brief, cancel := context.WithTimeout(ctx, wholePatience)
	defer cancel()
	if release, err = l.base.fetching.Take(brief, []string{whole}); err == nil {
		return release, nil
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("a load is under way: %w", err)
	}
	return func() {}, nil
}

// skipsNow reports whether a load will not read a source.
func (l *loader) skipsNow(ctx context.Context, s Source) bool {
	marks, err := l.marks(ctx, s)
	return err == nil && l.skips(s, len(marks) > 0)
}

// fetchOne fetches one source; earlier are those that tell a story before it, told
// what they told just now.
func (l *loader) fetchOne(ctx context.Context, s Remote, earlier []Source, told map[string]bool) (items []Item, err error) {
	marks, err := l.marks(ctx, s) // again: another load may just have read it
	if err != nil {
		return nil, err
	}
	past := Past{Marks: make(map[string]string, len(marks)), All: l.options.All, Retry: l.options.Retry, Until: l.options.Until}
	for file, mark := range marks {
		past.Marks[file] = strings.TrimPrefix(mark, failedMark)
	}
	if past.Until.IsZero() {
		past.Until = time.Now().Add(sourcePatience)
	}
	past.Told = func(id string) bool {
		d := l.before[id]
		return told[id] || d != nil && slices.ContainsFunc(earlier, func(e Source) bool { return e.Name() == d.Story.Source })
	}
	past.Story = l.storyBefore
	for item := range s.Fetch(ctx, past) {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read %s: %w", s.Name(), err)
		}
		if item.Story != nil && l.options.Progress != nil {
			l.done++
			l.options.Progress(item.Name, l.done)
		}
		items = append(items, item)
	}
	if err := ctx.Err(); err != nil { // it may have ended early, and what it did not name is not gone
		return nil, fmt.Errorf("read %s: %w", s.Name(), err)
	}
	for _, item := range items {
		if item.Story != nil {
			told[item.Story.ID] = true
		}
	}
	return items, nil
}
