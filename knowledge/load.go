package knowledge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge/wording"
)

// LoadOptions are the options of a load. The zero value works.
type LoadOptions struct {
	DryRun   bool                        // read and compare, change nothing
	All      bool                        // read also what has not changed by its mark
	Local    bool                        // add and change, but remove nothing, and fetch nothing that was fetched before: a Remote that has been loaded stays as it is
	Retry    bool                        // read again the files in which something failed, though they have not changed
	Confirm  bool                        // remove also what would be held: more than half of a source's stories at once, and sources that are not named any more
	Until    time.Time                   // when to stop fetching, and leave the rest to another load; zero: never
	Only     []string                    // read only the sources of these names, the others stay as they are; empty: all
	Progress func(what string, done int) // told after each story read; may be nil
}

// Load makes the stories be what the sources hold: it adds, updates and removes, and shows those of these sources
// alone. The stories of a source that is not among them are held until o.Confirm, or until it is named again, be
// it by another name of the same place (see Placed). A bad item is reported and the rest goes on; what failed
// keeps the stories it had. Where a source no longer has most of its stories, they are kept until o.Confirm: it is
// more likely a fault. An error means that nothing was changed. The report's Failed also names an embedding model
// that could not be reached: its vectors are made by a later load.
func (b *Base) Load(ctx context.Context, sources []Source, o LoadOptions) (Report, error) {
	began := time.Now()
	l := &loader{base: b, options: o, seen: make(map[string]origin), textHashes: make(map[string][32]byte), collection: make(map[string]string), gaveWay: make(map[[2]string][2]string)}
	sources, release, err := (&loader{base: b, options: o}).fetch(ctx, sources)
	if err != nil {
		return Report{}, fmt.Errorf("load the stories: %w", err)
	}
	defer release()
	if o.DryRun {
		err = l.run(ctx, sources, nil)
	} else {
		err = b.loadShowing(ctx, sources, l)
	}
	if err != nil {
		return Report{}, fmt.Errorf("load the stories: %w", err)
	}
	if !o.DryRun && b.Embed != nil {
		if err := b.embedMissing(ctx, o.Progress); err != nil {
			l.fail("", "vectors of "+b.EmbedModel, err)
		}
	}
	return l.report(began, sources), nil
}

// loadShowing runs a load and shows the sources that it was given. Until it is
// over, those of before are shown too: one may have another name now.
func (b *Base) loadShowing(ctx context.Context, sources []Source, l *loader) error {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = s.Name()
	}
	if before := b.shown.Load(); before != nil {
		b.Show(slices.Concat(names, *before))
	}
	defer b.Show(names)
	return b.Index.Update(ctx, func(tx Tx) error { return l.run(ctx, sources, tx) }) //nolint:wrapcheck // wrapped by Load
}

// loader is one load in progress.
type loader struct {
	base       *Base
	options    LoadOptions
	view       View // as it was before
	now        time.Time
	before     map[string]*StoryInfo // the stories as they were before, by ID
	files      map[[2]string][]string
	seen       map[string]origin   // by story ID
	textHashes map[string][32]byte // the hash of the text of each story read
	collection map[string]string   // of each story read
	reads      []*sourceLoader
	stayed     []string                // sources that were not read
	moved      [][2]string             // source and file of stories that another source has taken over
	owners     map[string]string       // story ID to the source that owns its address and tells it
	gaveWay    map[[2]string][2]string // source and story ID to that owner and the item
	done       int
	telling    sync.Mutex // of done and options.Progress, while several are fetched

	status       map[string]*SourceStatus // by source, of those that are wanted
	statusBefore map[string]SourceStatus  // of all sources, as the last load left it
	renames
	shadows                 map[string]map[string]Story // by source and ID
	shadowed                map[string]int              // source to how many shadows this load has made
	heldSources             map[string]bool             // sources that STORIES does not name any more, and that are kept
	held                    []Held
	added, updated, removed []string
	failed                  []Failure
}

// listBefore lists the stories as they were before the load.
func (l *loader) listBefore(ctx context.Context) error {
	l.before = make(map[string]*StoryInfo)
	l.files = make(map[[2]string][]string)
	for s, err := range l.view.Stories(ctx) {
		if err != nil {
			return fmt.Errorf("list the stories: %w", err)
		}
		l.before[s.Story.ID] = s
		file := [2]string{s.Story.Source, s.Story.Item}
		l.files[file] = append(l.files[file], s.Story.ID)
	}
	return nil
}

func (l *loader) fail(source, item string, err error) {
	l.failed = append(l.failed, Failure{Source: source, Item: wording.Cut(item, mostTitle), Error: wording.Cut(err.Error(), 2*mostTitle), Twice: errors.Is(err, ErrTwice)})
}

// run reads the sources, then removes what none of them holds any more. A nil
// tx changes nothing.
func (l *loader) run(ctx context.Context, sources []Source, tx Tx) error {
	view, err := l.base.everything(ctx) // within the Update, so that no other load comes between
	if err != nil {
		return err
	}
	defer view.Close()
	l.view, l.now = view, l.base.now()
	if err := l.listBefore(ctx); err != nil {
		return err
	}
	if err := l.recallStatus(ctx, sources); err != nil {
		return err
	}
	if err := l.adopt(ctx, sources, tx); err != nil {
		return err
	}
	l.findOwners(sources)
	sources = localFirst(sources)
	for i, s := range sources {
		if slices.ContainsFunc(sources[:i], func(t Source) bool { return t.Name() == s.Name() }) {
			continue
		}
		if err := l.loadSource(ctx, s, tx); err != nil {
			return err
		}
	}
	for _, r := range l.reads {
		if err := l.holdBack(ctx, r, tx); err != nil {
			return err
		}
		if err := r.writeMarks(tx); err != nil {
			return err
		}
		if err := l.dropShadows(ctx, r.source, tx); err != nil {
			return err
		}
	}
	for _, name := range l.stayed {
		if len(l.shadows[name]) > 0 {
			if err := l.dropShadows(ctx, name, tx); err != nil {
				return err
			}
		}
	}
	if err := l.forgetMoved(tx); err != nil {
		return err
	}
	if err := l.leaveOut(ctx, tx); err != nil {
		return err
	}
	if err := l.remove(tx); err != nil {
		return err
	}
	return l.writeStatus(tx)
}

// remove takes out the stories that no source has, but those that are held.
func (l *loader) remove(tx Tx) error {
	for id, d := range l.before {
		if _, ok := l.seen[id]; ok || l.heldSources[d.Story.Source] {
			continue
		}
		l.removed = append(l.removed, id)
		if tx == nil {
			continue
		}
		if err := tx.Remove(id); err != nil {
			return fmt.Errorf("remove %s: %w", id, err)
		}
	}
	return nil
}

// forgetMoved drops the marks of files whose stories now come from another
// source, so that they are read again if that source loses them.
func (l *loader) forgetMoved(tx Tx) error {
	if tx == nil {
		return nil
	}
	for _, from := range l.moved {
		if err := tx.Mark(from[0], from[1], ""); err != nil {
			return fmt.Errorf("forget %s: %w", from[1], err)
		}
	}
	return nil
}
