package source

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/storybot/storybot/knowledge"
)

const (
	usualQuiet   = 300 * time.Millisecond
	usualMost    = 5 * time.Second
	eventsWaited = 1024
)

// Watcher watches the sources that are on this machine and tells which of them
// have changed. Its fields are set before Run.
type Watcher struct {
	Quiet time.Duration // a change is told once nothing has changed for so long; zero: 300 ms
	Most  time.Duration // and after so long, though it goes on; zero: 5 s
	Ready func()        // called by Run once all is watched: what changes from then on is told; may be nil
	Log   *slog.Logger  // hears, once, of what cannot be watched; nil: nobody does

	files []*target
}

// NewWatcher makes a Watcher that logs to log, which may be nil.
func NewWatcher(log *slog.Logger) *Watcher { return &Watcher{Log: log} }

// File has Run watch a single file beside the sources, a list of sources say,
// and tell its changes under that name. It need not exist yet.
func (w *Watcher) File(name, path string) {
	w.files = append(w.files, newTarget(name, path, Options{}))
}

// Run watches until ctx ends, and then returns nil. It calls changed with the
// name of a source after something that the source would read may have been
// made, written, renamed or removed; for changes while changed is at work it
// is called again afterwards, and never twice at a time. What a source passes
// by, hidden files say, is passed by here. Sources of the web and of no folder
// of this machine are not watched. An error means that nothing is.
func (w *Watcher) Run(ctx context.Context, sources []knowledge.Source, changed func(name string)) error {
	notes, err := fsnotify.NewBufferedWatcher(eventsWaited)
	if err != nil {
		return fmt.Errorf("watch the folders: %w", err)
	}
	t := &watchLoop{watch: w, notes: notes, add: notes.Add, watched: make(map[string]bool), changed: make(map[*target]change), faults: make(chan error, 1), lost: make(chan error, 1)}
	t.sources = append(t.sources, w.files...)
	for _, s := range sources {
		if f, ok := s.(*folder); ok && f.where != "" {
			t.sources = append(t.sources, newTarget(f.name, f.where, f.options))
		}
	}
	var told notifier
	told.wake = make(chan struct{}, 1)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		told.run(ctx, changed)
	}()
	heard := make(chan struct{})
	go t.hear(heard)
	defer close(heard)
	t.rebuildAll()
	if w.Ready != nil {
		w.Ready()
	}
	t.run(ctx, told.notify)
	<-ended
	if err := notes.Close(); err != nil {
		return fmt.Errorf("end watching: %w", err)
	}
	return nil
}

// watchLoop is a Watcher at work. It is used by one goroutine, but for hear.
type watchLoop struct {
	watch   *Watcher
	notes   *fsnotify.Watcher
	add     func(dir string) error
	sources []*target
	watched map[string]bool // the folders that are watched, by their real paths
	changed map[*target]change
	faults  chan error // the first that is not taken in yet
	lost    chan error // the same, of lost events
	warned  bool
}

// hear takes what notes tells of errors, until done is closed, so that notes never waits: while it tells of one it may hold
// the lock that it needs to add or remove a folder.
func (w *watchLoop) hear(done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case err, ok := <-w.notes.Errors:
			if !ok {
				return
			}
			to := w.faults
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				to = w.lost
			}
			select {
			case to <- err:
			default: // one of the kind is not taken in yet
			}
		}
	}
}

// change is when a source that is not told yet has changed.
type change struct{ first, last time.Time }

func (w *watchLoop) change(s *target) {
	now := time.Now()
	had, ok := w.changed[s]
	if had.last = now; !ok {
		had.first = now
	}
	w.changed[s] = had
}

// run takes in what happens, and tells the sources that are due.
func (w *watchLoop) run(ctx context.Context, tell func(name string)) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		timer.Reset(w.notifyDue(tell))
		select {
		case <-ctx.Done():
			return
		case event := <-w.notes.Events:
			w.event(event)
		case err := <-w.faults:
			w.fault(err)
		case err := <-w.lost:
			w.fault(err)
		case <-timer.C:
		}
	}
}

// notifyDue tells the sources that are due and says how long the next one has.
func (w *watchLoop) notifyDue(tell func(name string)) time.Duration {
	quiet, most, next := w.watch.Quiet, w.watch.Most, time.Hour
	if quiet <= 0 {
		quiet = usualQuiet
	}
	if most <= 0 {
		most = usualMost
	}
	for s, at := range w.changed {
		left := min(time.Until(at.last.Add(quiet)), time.Until(at.first.Add(most)))
		if left <= 0 {
			if s.moved {
				w.renew(s)
			}
			delete(w.changed, s)
			tell(s.name)
			continue
		}
		next = min(next, left)
	}
	return next
}

// fault takes in that something cannot be watched. Where events were lost,
// everything may have changed.
func (w *watchLoop) fault(err error) {
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		w.warn("", err)
		return
	}
	for dir := range w.watched {
		w.unwatch(dir)
	}
	w.rebuildAll()
	for _, s := range w.sources {
		w.change(s)
	}
}

// warn says once that not all can be watched.
func (w *watchLoop) warn(dir string, err error) {
	if w.warned || w.watch.Log == nil {
		return
	}
	w.warned = true
	text := "not all folders can be watched; they are still looked at by interval and by reload"
	if errors.Is(err, syscall.ENOSPC) {
		text += "; raise fs.inotify.max_user_watches to watch more"
	}
	w.watch.Log.Warn(text, "folder", dir, "err", err)
}

// event takes in one event.
func (w *watchLoop) event(e fsnotify.Event) {
	if e.Name == "" {
		return
	}
	name := filepath.Clean(e.Name)
	if e.Has(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) && w.watched[name] {
		w.drop(name) // also what was made: it may have replaced an empty folder
	}
	for _, s := range w.sources {
		w.source(s, name, e.Op)
	}
}

// drop forgets a folder that is gone from its place, and all below it.
func (w *watchLoop) drop(name string) {
	below := func(dir string) bool { return dir == name || strings.HasPrefix(dir, name+string(filepath.Separator)) }
	for dir := range w.watched {
		if below(dir) {
			w.unwatch(dir)
		}
	}
	for _, s := range w.sources {
		gone, top := s.drop(below)
		if top {
			w.rebuild(s)
		}
		s.moved = s.moved || gone
		if gone || top {
			w.change(s)
		}
	}
}

// renew watches a source anew, folder by folder, before it is told. The system knows a folder
// that was moved by where it was: one that was found at its new place before its move was
// heard of lost its watch when that was.
func (w *watchLoop) renew(s *target) {
	had := s.dirs
	for dir := range had {
		delete(w.watched, dir)
	}
	w.rebuild(s)
	for dir := range had {
		if !w.watched[dir] {
			w.unwatch(dir)
		}
	}
}

func (w *watchLoop) unwatch(dir string) {
	delete(w.watched, dir)
	_ = w.notes.Remove(dir) // it may have ended with the folder
}
