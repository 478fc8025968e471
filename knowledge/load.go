package knowledge

import (
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"strings"
	"time"
)

// LoadOptions says how to load.
type LoadOptions struct {
	DryRun   bool                        // read and compare, change nothing
	All      bool                        // read also what has not changed by its mark
	Local    bool                        // fetch nothing that was fetched before: a Remote that has been loaded stays as it is
	Retry    bool                        // read again the files in which something failed, though they have not changed
	Progress func(what string, done int) // told after each story read; may be nil
}

// Load makes the stories be what the sources hold: it adds, updates and
// removes, and drops the stories of sources not among them. A bad item is
// reported and the rest goes on; what failed keeps the stories it had. An
// error means that nothing was changed. The report's Failed also names an
// embedding model that could not be reached: its vectors are made by a later
// load.
func (b *Base) Load(ctx context.Context, sources []Source, o LoadOptions) (Report, error) {
	began := time.Now()
	view := b.Index.View()
	l := &load{base: b, options: o, seen: make(map[string]string), texts: make(map[string][32]byte)}
	l.index(view.Documents())
	view.Close()
	var err error
	if o.DryRun {
		err = l.run(ctx, sources, nil)
	} else {
		err = b.Index.Update(ctx, func(tx Tx) error { return l.run(ctx, sources, tx) })
	}
	if err != nil {
		return Report{}, fmt.Errorf("load the stories: %w", err)
	}
	if !o.DryRun && b.Embed != nil {
		if err := b.embedMissing(ctx, o.Progress); err != nil {
			l.fail("vectors of "+b.EmbedModel, err)
		}
	}
	return l.report(began), nil
}

// load is one load on its way.
type load struct {
	base    *Base
	options LoadOptions
	had     map[string]*Document // by ID
	files   map[[2]string][]string
	seen    map[string]string   // story ID to the item it was read from, or kept for
	texts   map[string][32]byte // the hash of the text of each story read
	done    int

	added, updated, removed []string
	failed                  []Failure
}

func (l *load) index(docs []*Document) {
	l.had = make(map[string]*Document, len(docs))
	l.files = make(map[[2]string][]string)
	for _, d := range docs {
		l.had[d.Story.ID] = d
		file := [2]string{d.Story.Source, d.Story.Item}
		l.files[file] = append(l.files[file], d.Story.ID)
	}
}

func (l *load) fail(item string, err error) {
	l.failed = append(l.failed, Failure{Item: item, Error: err.Error()})
}

// run reads all sources, then removes what none of them holds any more. A nil
// tx changes nothing.
func (l *load) run(ctx context.Context, sources []Source, tx Tx) error {
	wanted := make(map[string]bool)
	for _, s := range sources {
		if wanted[s.Name()] {
			continue
		}
		wanted[s.Name()] = true
		if err := l.source(ctx, s, tx); err != nil {
			return err
		}
	}
	if err := l.forgetSources(ctx, wanted, tx); err != nil {
		return err
	}
	for id := range l.had {
		if _, ok := l.seen[id]; ok {
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

// forgetSources drops the marks of sources that are no longer wanted, so that
// they are read anew should they come back.
func (l *load) forgetSources(ctx context.Context, wanted map[string]bool, tx Tx) error {
	if tx == nil {
		return nil
	}
	names, err := l.base.Index.Sources(ctx)
	if err != nil {
		return fmt.Errorf("list the sources: %w", err)
	}
	for _, name := range names {
		if wanted[name] {
			continue
		}
		marks, err := l.base.Index.Marks(ctx, name)
		if err != nil {
			return fmt.Errorf("read the marks of %s: %w", name, err)
		}
		for file := range marks {
			if err := tx.Mark(name, file, ""); err != nil {
				return fmt.Errorf("forget %s: %w", file, err)
			}
		}
	}
	return nil
}

// fileState is what one file of a source gave.
type fileState struct {
	mark   string
	failed bool
	same   bool
}

// failedMark stands before the mark of a file of which a part failed, a line
// of many, say. A file that failed whole has no mark and is always read again.
const failedMark = "failed "

// source reads one source. Stories are made ready on all cores and put in
// the order they were read.
func (l *load) source(ctx context.Context, s Source, tx Tx) error {
	marks, err := l.base.Index.Marks(ctx, s.Name())
	if err != nil {
		return fmt.Errorf("read the marks of %s: %w", s.Name(), err)
	}
	if _, ok := s.(Remote); ok && l.options.Local && len(marks) > 0 {
		l.keep(func(d *Document) bool { return d.Story.Source == s.Name() })
		return nil
	}
	files := make(map[string]*fileState)
	queue := newQueue(tx)
	whole := false
	for item := range l.items(ctx, s, marks) {
		if err := ctx.Err(); err != nil {
			queue.stop()
			return fmt.Errorf("read %s: %w", s.Name(), err)
		}
		whole = whole || item.Whole
		l.item(s.Name(), item, files, queue)
		if queue.err != nil {
			break
		}
	}
	if err := queue.finish(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil { // the source may have ended early, and what it did not name is not gone
		return fmt.Errorf("read %s: %w", s.Name(), err)
	}
	if whole {
		l.keep(func(d *Document) bool { return d.Story.Source == s.Name() })
		return nil
	}
	return l.closeFiles(s.Name(), files, marks, tx)
}

// items begins to read a source, with what the last load has left of it.
func (l *load) items(ctx context.Context, s Source, marks map[string]string) iter.Seq[Item] {
	if r, ok := s.(Remote); ok {
		past := Past{Marks: make(map[string]string, len(marks)), All: l.options.All}
		for file, mark := range marks {
			past.Marks[file] = strings.TrimPrefix(mark, failedMark)
		}
		past.Told = func(id string) bool { return l.seen[id] != "" }
		return r.Fetch(ctx, past)
	}
	return s.Read(ctx, func(file, mark string) bool {
		return !l.options.All && mark != "" && (marks[file] == mark || marks[file] == failedMark+mark && !l.options.Retry)
	})
}

// item takes in one item of a source.
func (l *load) item(source string, item Item, files map[string]*fileState, queue *queue) {
	f := files[item.File]
	if f == nil {
		f = &fileState{}
		files[item.File] = f
	}
	if item.Mark != "" {
		f.mark = item.Mark
	}
	switch {
	case item.Err != nil:
		f.failed = true
		l.fail(item.Name, item.Err)
	case item.Same:
		f.same = true
		for _, id := range l.files[[2]string{source, item.File}] {
			l.seen[id] = item.Name
		}
	case item.Story != nil:
		l.story(*item.Story, item.Name, queue)
	}
}

// story takes in one story: new, changed, as it was, or a second one of its ID.
func (l *load) story(s Story, name string, queue *queue) {
	if first, ok := l.seen[s.ID]; ok {
		if first != name && !l.sameText(&s) {
			l.fail(name, fmt.Errorf("has the same ID %s as %s, which is kept; remove one of the two", s.ID, first))
		}
		return
	}
	l.texts[s.ID] = sha256.Sum256([]byte(s.Text))
	l.seen[s.ID] = name
	l.done++
	if l.options.Progress != nil {
		l.options.Progress(name, l.done)
	}
	old := l.had[s.ID]
	switch {
	case old == nil:
		l.added = append(l.added, s.ID)
	case old.Story.Hash == s.Hash:
		return
	default:
		l.updated = append(l.updated, s.ID)
	}
	queue.put(s)
}

// sameText says whether the story of that ID that was read or kept in this
// load has the same text: then there is nothing to choose between the two.
func (l *load) sameText(s *Story) bool {
	sum, read := l.texts[s.ID]
	if !read {
		d := l.had[s.ID]
		if d == nil {
			return false
		}
		view := l.base.Index.View()
		defer view.Close()
		text, err := view.Text(context.Background(), s.ID, d.Story.Hash)
		if err != nil {
			return false
		}
		sum = sha256.Sum256([]byte(text))
	}
	return sum == sha256.Sum256([]byte(s.Text))
}

// closeFiles keeps the stories of files that failed and writes the marks of
// those that did not.
func (l *load) closeFiles(source string, files map[string]*fileState, marks map[string]string, tx Tx) error {
	for file, f := range files {
		if f.failed {
			if f.mark != "" {
				f.mark = failedMark + f.mark
			}
			for _, id := range l.files[[2]string{source, file}] {
				if _, ok := l.seen[id]; !ok {
					l.seen[id] = file
				}
			}
		}
		same := f.same && strings.TrimPrefix(marks[file], failedMark) == f.mark // a Remote's mark may tell more than that
		if tx == nil || same || marks[file] == f.mark {
			continue
		}
		if err := tx.Mark(source, file, f.mark); err != nil {
			return fmt.Errorf("mark %s: %w", file, err)
		}
	}
	for file := range marks {
		if files[file] == nil && tx != nil {
			if err := tx.Mark(source, file, ""); err != nil {
				return fmt.Errorf("forget %s: %w", file, err)
			}
		}
	}
	return nil
}

func (l *load) keep(which func(*Document) bool) {
	for id, d := range l.had {
		if _, ok := l.seen[id]; !ok && which(d) {
			l.seen[id] = d.Story.Item
		}
	}
}
