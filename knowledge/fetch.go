package knowledge

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/turns"
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

// itself is a source, where it was fetched, without what it gave.
func itself(s Source) Source {
	if f, ok := s.(fetched); ok {
		return f.Remote
	}
	return s
}

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
	at, hosts := []int(nil), []string(nil)   // of those that are fetched
	told := make(map[string]map[string]bool) // by host and ID, what was told just now
	for i, s := range sources {
		if slices.Contains(names, s.Name()) {
			host := hostOf(s)
			at, hosts, told[host] = append(at, i), append(hosts, host), make(map[string]bool)
		}
	}
	err = turns.Together(ctx, hosts, mostAtOnce, func(ctx context.Context, n int) error {
		s := sources[at[n]].(Remote)
		items, err := l.fetchOne(ctx, s, sources, told[hosts[n]])
		ready[at[n]] = fetched{s, items}
		return err
	})
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // it is of fetchOne
	}
	done = true
	return ready, release, nil
}

// mostAtOnce is how many hosts are fetched from at a time.
const mostAtOnce = 8

// hostOf is the host of a source, of whose sources one at a time is fetched; else its name.
func hostOf(s Source) string {
	_, rest, ok := strings.Cut(whereOf(placeOf(s)), "://")
	if host, _, _ := strings.Cut(rest, "/"); ok && host != "" {
		return host
	}
	return "source " + s.Name()
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

// fetchOne fetches one source of several; told are the IDs that those of its host told just now.
func (l *loader) fetchOne(ctx context.Context, s Remote, sources []Source, told map[string]bool) (items []Item, err error) {
	marks, err := l.marks(ctx, s) // again: another load may just have read it
	if err != nil {
		return nil, err
	}
	past := Past{Marks: make(map[string]string, len(marks)), All: l.options.All, Retry: l.options.Retry, Until: l.options.Until, Turn: l.base.paces.Take}
	for file, mark := range marks {
		past.Marks[file] = strings.TrimPrefix(mark, failedMark)
	}
	if past.Until.IsZero() {
		past.Until = time.Now().Add(sourcePatience)
	}
	past.Told = func(id string) bool {
		d := l.before[id]
		return told[id] || d != nil && goesFirst(sources, d.Story.Source, s.Name(), d.Story.URL)
	}
	past.Story = l.storyBefore
	for item := range s.Fetch(ctx, past) {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read %s: %w", s.Name(), err)
		}
		if item.Story != nil {
			l.progress(item.Name)
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

// progress tells, one at a time, that a story was fetched.
func (l *loader) progress(what string) {
	l.telling.Lock()
	defer l.telling.Unlock()
	if l.done++; l.options.Progress != nil {
		l.options.Progress(what, l.done)
	}
}
