package knowledge

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// sourceLoader loads one source.
type sourceLoader struct {
	*loader
	from   Source
	source string
	remote bool
	marks  map[string]string    // as the last load left them
	known  map[string][]Failure // by file: what failed in it for sure, as the last load left it
	files  map[string]*fileState
	untold int             // what failed before in files that have not changed, and is not told again
	passed []PassedOver    // files of kinds that are not read
	whole  string          // why nothing of it could be read
	more   bool            // it had to stop before its end
	news   bool            // it has added or changed a story
	kept   map[string]bool // files that have not changed and yet hold stories that are held back
}

// fileState is what one file of a source gave.
type fileState struct {
	mark    string
	failed  bool
	same    bool
	stories int
	second  bool // another file had a story of it first
	unsure  bool // something failed that need not fail again
	sure    []Failure
}

// origin is where a story was read, or is kept from.
type origin struct{ source, file, item string }

// of names an item for a reader of a source's items: with its source, if that is another
// one of this computer.
func (o origin) of(source string) string {
	if o.source == source || strings.Contains(o.source, "://") {
		return o.item
	}
	return o.item + " of " + o.source
}

// failedMark is the prefix of the mark of a file of which a part failed, such
// as one line of many. A file that failed as a whole has no mark and is always
// read again.
const failedMark = "failed "

// loadSource reads one source. Stories are prepared on all cores and put in
// the order in which they were read.
func (l *loader) loadSource(ctx context.Context, s Source, tx Tx) error {
	marks, err := l.marks(ctx, s)
	if err != nil {
		return err
	}
	_, remote := s.(Remote)
	_, ready := s.(fetched)
	r := &sourceLoader{loader: l, from: s, source: s.Name(), marks: marks, files: make(map[string]*fileState), remote: remote}
	queue := newQueue(tx)
	if l.skips(s, len(marks) > 0) || remote && !ready { // nothing is fetched while others wait to write
		return r.stay(ctx, queue)
	}
	if err := r.recallFailures(ctx); err != nil {
		queue.Stop()
		return err
	}
	for item := range r.items(ctx, s) {
		if err := ctx.Err(); err != nil {
			queue.Stop()
			return fmt.Errorf("read %s: %w", s.Name(), err)
		}
		if err := r.item(ctx, item, queue); err != nil {
			queue.Stop()
			return fmt.Errorf("read %s: %w", s.Name(), err)
		}
		if queue.Err != nil {
			break
		}
	}
	if r.whole != "" && queue.Err == nil && ctx.Err() == nil {
		l.reads = append(l.reads, r)
		return r.stay(ctx, queue)
	}
	if err := queue.Finish(); err != nil {
		return err //nolint:wrapcheck // it is of this package
	}
	if err := ctx.Err(); err != nil { // the source may have ended early, and what it did not name is not gone
		return fmt.Errorf("read %s: %w", s.Name(), err)
	}
	l.reads = append(l.reads, r)
	r.keepFailed()
	return nil
}

// stay leaves a source as it was, since this load does not read it, or cannot. What it told
// before another one did, which is left out now, comes back.
func (r *sourceLoader) stay(ctx context.Context, queue *queue) error {
	was, known := r.statusBefore[r.source]
	if known && was.Place != "" && r.to[r.source] == "" && (len(r.renames.from[r.source]) == 0 || r.replaced[r.source] == "") {
		r.status[r.source].Place, r.status[r.source].Written = was.Place, was.Written // it is not yet what it is now
	}
	r.keepStories(r.source)
	if err := r.allComeBack(ctx, queue); err != nil {
		queue.Stop()
		return err
	}
	r.stayed = append(r.stayed, r.source)
	return queue.Finish() //nolint:wrapcheck // it is of this package
}

// skips reports whether this load does not read a source.
func (l *loader) skips(s Source, before bool) bool {
	if len(l.options.Only) > 0 && !slices.Contains(l.options.Only, s.Name()) {
		return true
	}
	_, remote := s.(Remote)
	return remote && l.options.Local && before
}

// items gives what a source holds: what was fetched, or what is read now, given the
// marks that the last load left.
func (r *sourceLoader) items(ctx context.Context, s Source) iter.Seq[Item] {
	if remote, ok := s.(fetched); ok {
		return remote.Fetch(ctx, Past{})
	}
	return s.Read(ctx, func(file, mark string) bool {
		return !r.options.All && mark != "" && (r.marks[file] == mark || r.marks[file] == failedMark+mark && (!r.options.Retry || r.known[file] != nil))
	})
}

// storyBefore returns a story as it was before this load, nil for none.
func (l *loader) storyBefore(ctx context.Context, id string) *Story {
	before := l.before[id]
	if before == nil {
		return nil
	}
	s := before.Story
	var err error
	if s.Text, err = l.view.Text(ctx, id, s.Hash); err != nil {
		return nil // a text that cannot be read is nothing to compare with
	}
	return &s
}

// item handles one item of a source.
func (r *sourceLoader) item(ctx context.Context, item Item, queue *queue) error {
	if item.Passed != nil {
		r.passed = AddPassedOver(r.passed, *item.Passed)
		return nil
	}
	if item.Whole && item.Err != nil {
		r.whole = item.Err.Error()
		item.Err = r.explained(item.Err)
	}
	r.more = r.more || item.More
	by := origin{r.source, item.File, item.Name}
	f := r.files[item.File]
	if f == nil {
		f = &fileState{}
		r.files[item.File] = f
	}
	if item.Mark != "" {
		f.mark = item.Mark
	}
	switch {
	case item.Err != nil:
		f.failed, f.unsure = true, f.unsure || !item.Sure
		f.second = f.second || !item.Sure && errors.Is(item.Err, ErrTwice)
		r.fail(r.source, item.Name, item.Err)
		f.sure = append(f.sure, r.failed[len(r.failed)-1])
	case item.Same:
		if !f.same {
			r.failAgain(item.File)
		}
		f.same = true
		for _, id := range r.loader.files[[2]string{r.source, item.File}] {
			if r.yields(id, r.source) {
				r.giveWay(id, r.source, item.File)
			} else if first, ok := r.seen[id]; !ok || first.source == r.source {
				r.seen[id] = by
			}
		}
		return r.comeBack(ctx, item.File, by, queue)
	case item.Story != nil:
		f.stories++
		s := *item.Story
		s.Source = r.source // whatever a source writes: it is known by this
		s.Bound()
		return r.story(ctx, s, item.Known, by, queue)
	}
	return nil
}

// story handles one story: new, changed, unchanged, or a second one of its ID.
func (r *sourceLoader) story(ctx context.Context, s Story, known Identity, by origin, queue *queue) error {
	own := r.own
	if known != ByPath {
		own = r.ownTelling
	}
	if known == ByPath || claim(r.from, "") == 0 && known == ByName && s.URL == "" {
		if err := own(ctx, &s); err != nil {
			return err
		}
	}
	if r.yields(s.ID, r.source) {
		r.files[by.file].second = true
		r.giveWay(s.ID, r.source, by.item)
		return nil
	}
	if first, ok := r.seen[s.ID]; ok {
		if first.file != by.file || first.source != by.source {
			r.files[by.file].second = true
		}
		if first.item == by.item && first.source == by.source {
			return nil
		}
		same, err := r.sameText(ctx, &s)
		if err == nil && same && !r.remote {
			r.failed = append(r.failed, Failure{Source: r.source, Item: by.item, Error: known.shared() + " as " + first.of(r.source) + ", which is kept; remove one of the two", Twice: true})
		}
		if err == nil && !same && (!r.remote || first.source == r.source) { // a feed may carry what another tells
			r.fail(r.source, by.item, fmt.Errorf("has the same ID %s as %s, which is kept; remove one of the two", s.ID, first.item))
		}
		return err
	}
	r.status[r.source].count(&s, r.now)
	r.textHashes[s.ID] = sha256.Sum256([]byte(s.Text))
	r.collection[s.ID] = s.Collection
	r.seen[s.ID] = by
	r.done++
	if r.options.Progress != nil && !r.remote { // that was told when it was fetched
		r.options.Progress(by.item, r.done)
	}
	old := r.before[s.ID]
	switch {
	case old == nil:
		r.added = append(r.added, s.ID)
	default:
		if same, err := r.unchanged(ctx, &old.Story, &s); err != nil || same {
			return err
		}
		r.updated = append(r.updated, s.ID)
		if held, err := r.takeOver(&old.Story, queue.tx); err != nil {
			return err
		} else if was := old.Story; !held && (was.Source != s.Source || was.Item != s.Item) {
			r.moved = append(r.moved, [2]string{was.Source, was.Item})
			if len(r.options.Only) > 0 && !slices.Contains(r.options.Only, was.Source) && r.yields(s.ID, was.Source) {
				r.giveWay(s.ID, was.Source, was.Item) // it is not read now, to say so itself
			}
		}
	}
	r.news = true
	queue.put(s)
	return nil
}

// unchanged reports whether a story is what and where it was. One that is what it was has the same hash as
// then, also where an earlier program hashed more. All makes sure that what is damaged is put again.
func (l *loader) unchanged(ctx context.Context, was, s *Story) (bool, error) {
	known := *was
	known.Text = s.Text
	if l.options.All || was.Hash != s.Hash {
		sum, err := l.oldTextHash(ctx, s.ID)
		if errors.Is(err, ErrDamaged) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if sum == l.textHashes[s.ID] && known.Fingerprint() == s.Hash {
			s.Hash = was.Hash
		}
	}
	return was.Hash == s.Hash && was.Source == s.Source && was.Item == s.Item, nil
}

// sameText reports whether the story with the ID of s that was read or kept in this load has the same text: then
// there is nothing to choose between the two.
func (l *loader) sameText(ctx context.Context, s *Story) (bool, error) {
	sum, read := l.textHashes[s.ID]
	if !read {
		var err error
		if sum, err = l.oldTextHash(ctx, s.ID); err != nil {
			return false, err
		}
	}
	return sum == sha256.Sum256([]byte(s.Text)), nil
}

// oldTextHash is the hash of the text that a story had before this load. A story
// that was not there has none, which is no text's hash.
func (l *loader) oldTextHash(ctx context.Context, id string) (sum [32]byte, err error) {
	before := l.before[id]
	if before == nil {
		return sum, nil
	}
	text, err := l.view.Text(ctx, id, before.Story.Hash)
	if err != nil {
		return sum, fmt.Errorf("read the text of %s as it was: %w", id, err)
	}
	return sha256.Sum256([]byte(text)), nil
}

// keepFailed keeps the stories of the files that failed.
func (r *sourceLoader) keepFailed() {
	for file, f := range r.files {
		if !f.failed {
			continue
		}
		for _, id := range r.loader.files[[2]string{r.source, file}] {
			if _, ok := r.seen[id]; !ok && !r.yields(id, r.source) {
				r.seen[id] = origin{r.source, file, file}
			}
		}
	}
}

// writeMarks writes the marks of the files that were read. A file whose stories are held back gets none, and
// neither does a file that is the second to have a story: it is read again, and takes over when the first loses
// the story.
func (r *sourceLoader) writeMarks(tx Tx) error {
	if tx == nil || r.whole != "" {
		return nil
	}
	for file, f := range r.files {
		if err := r.rememberFailures(file, f, tx); err != nil {
			return err
		}
		mark := f.mark
		switch {
		case r.kept[file], f.second:
			mark = ""
		case f.failed && mark != "":
			mark = failedMark + mark
		}
		same := f.same && strings.TrimPrefix(r.marks[file], failedMark) == mark // a Remote's mark may tell more than that
		if same || r.marks[file] == mark {
			continue
		}
		if err := tx.Mark(r.source, file, mark); err != nil {
			return fmt.Errorf("mark %s: %w", file, err)
		}
	}
	for file := range r.marks {
		if r.files[file] != nil || r.options.Local {
			continue
		}
		if err := tx.Mark(r.source, file, ""); err != nil {
			return fmt.Errorf("forget %s: %w", file, err)
		}
	}
	return nil
}

// explained says what follows from the failure of a whole source.
func (r *sourceLoader) explained(err error) error {
	for _, d := range r.before {
		if d.Story.Source == r.source {
			return fmt.Errorf("%w; its stories stay as they were", err)
		}
	}
	more := ""
	if r.options.Confirm {
		more = "; what else is held stays until it can be read"
	}
	return fmt.Errorf("%w; it has no stories yet: see that STORIES names the right place%s", err, more)
}

// keepStories keeps all stories of a source.
func (l *loader) keepStories(source string) {
	for id, d := range l.before {
		if _, ok := l.seen[id]; !ok && d.Story.Source == source && !l.yields(id, source) {
			l.seen[id] = origin{source, d.Story.Item, d.Story.Item}
		}
	}
}
