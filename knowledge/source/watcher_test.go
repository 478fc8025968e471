package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
	"go.uber.org/goleak"

	"github.com/storybot/storybot/knowledge"
)

// watcher watches folders for a test, and notes what it tells.
type watcher struct {
	t    *testing.T
	mark string // a file that is watched too, by that name
	mu   sync.Mutex
	told []string // names, in their order
	seen string   // what look saw when it was told last
	look func() string
	end  func()
}

// patience is how long a slow computer that does much else may take.
const patience = 20 * time.Second

// watch begins to watch. Names are those of the places, from base on.
func watch(t *testing.T, w *Watcher, sources ...knowledge.Source) *watcher {
	t.Helper()
	leaks := goleak.IgnoreCurrent()
	seen := &watcher{t: t, mark: filepath.Join(t.TempDir(), "mark")}
	w.File("mark", seen.mark)
	ready, ended := make(chan struct{}), make(chan error, 1)
	w.Ready = func() { close(ready) }
	if w.Quiet == 0 {
		w.Quiet = 10 * time.Millisecond
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() { ended <- w.Run(ctx, sources, seen.changed) }()
	select {
	case <-ready:
	case err := <-ended: // as where the system has no watch left to give
		t.Fatalf("watching ended before it began: %v", err)
	}
	seen.end = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("watching ended with %v", err)
		}
		goleak.VerifyNone(t, leaks)
	})
	t.Cleanup(seen.end)
	return seen
}

func (w *watcher) changed(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, name)
	if w.look != nil {
		w.seen = w.look()
	}
}

// times is how often a name was told.
func (w *watcher) times(name string) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, told := range w.told {
		if told == name {
			n++
		}
	}
	return n
}

// until waits for something that what is told brings about.
func (w *watcher) until(step string, done func() bool) {
	w.t.Helper()
	for began := time.Now(); !done(); time.Sleep(time.Millisecond) {
		if time.Since(began) > patience {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.t.Fatalf("%s: not told; told %q", step, w.told)
		}
	}
}

// settle waits until all that has happened is told. What happens to the mark is heard of
// after all before it, and told with it or later; the second mark is told after both.
func (w *watcher) settle() {
	w.t.Helper()
	for range 2 {
		n := w.times("mark")
		do(w.t, os.WriteFile(w.mark, fmt.Append(nil, n), 0o600))
		w.until("the mark", func() bool { return w.times("mark") > n })
	}
}

// after does something and looks whether a name is told then; empty: none is.
func (w *watcher) after(step, name string, what func() error) {
	w.t.Helper()
	w.settle()
	w.mu.Lock()
	before := len(w.told)
	w.mu.Unlock()
	n := w.times(name)
	do(w.t, what())
	if name != "" {
		w.until(step, func() bool { return w.times(name) > n })
		return
	}
	w.settle()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, told := range w.told[before:] {
		if told != "mark" {
			w.t.Errorf("%s: told %q", step, told)
		}
	}
}

func sourceOf(t *testing.T, dir string, o Options) knowledge.Source {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func writeAt(t *testing.T, path string) {
	t.Helper()
	do(t, os.MkdirAll(filepath.Dir(path), 0o750))
	do(t, os.WriteFile(path, []byte("# A\n\nThe bridge is open, the city said."), 0o600))
}

func TestWatchFolder(t *testing.T) {
	top := t.TempDir()
	dir, out := filepath.Join(top, "news"), filepath.Join(top, "out")
	writeAt(t, dir+"/a.md")
	writeAt(t, out+"/tree/deep/b.md")
	writeAt(t, out+"/linked/c.md")
	writeAt(t, dir+"/world/old.md")
	web := sourceOf(t, "https://example.org/rss", Options{})
	w := watch(t, NewWatcher(nil), sourceOf(t, dir, Options{Name: "news", Exclude: []string{"drafts/**", "*.txt"}}), web)
	for _, step := range []struct {
		name string
		do   func() error
		told bool
	}{
		{"nothing", func() error { return nil }, false},
		{"a file is written", func() error { return os.WriteFile(dir+"/a.md", []byte("more"), 0o600) }, true},
		{"a file is made", func() error { return os.WriteFile(dir+"/b.md", []byte("b"), 0o600) }, true},
		{"a hidden file", func() error { return os.WriteFile(dir+"/.b.md.swp", []byte("b"), 0o600) }, false},
		{"an editor's file", func() error { return os.WriteFile(dir+"/b.md~", []byte("b"), 0o600) }, false},
		{"a file shut out", func() error { return os.WriteFile(dir+"/b.txt", []byte("b"), 0o600) }, false},
		{"saved by renaming", func() error { return os.Rename(dir+"/b.md~", dir+"/b.md") }, true},
		{"removed", func() error { return os.Remove(dir + "/b.md") }, true},
		{"renamed", func() error { return os.Rename(dir+"/a.md", dir+"/c.md") }, true},
		{"may be read again", func() error { return os.Chmod(dir+"/c.md", 0o400) }, true},
		{"a folder", func() error { return os.MkdirAll(dir+"/x/y/z", 0o750) }, true},
		{"in it", func() error { return os.WriteFile(dir+"/x/y/z/a.md", []byte("b"), 0o600) }, true},
		{"a hidden folder", func() error { return os.MkdirAll(dir+"/.git/x", 0o750) }, false},
		{"in the hidden one", func() error { return os.WriteFile(dir+"/.git/x/a.md", []byte("b"), 0o600) }, false},
		{"a folder shut out", func() error { return os.MkdirAll(dir+"/drafts/x", 0o750) }, false},
		{"in the one shut out", func() error { return os.WriteFile(dir+"/drafts/x/a.md", []byte("b"), 0o600) }, false},
		{"a folder moved", func() error { return os.Rename(dir+"/x", dir+"/w") }, true},
		{"in it at its new place", func() error { return os.WriteFile(dir+"/w/y/z/a.md", []byte("c"), 0o600) }, true},
		{"a tree moved in", func() error { return os.Rename(out+"/tree", dir+"/tree") }, true},
		{"in the tree", func() error { return os.WriteFile(dir+"/tree/deep/b.md", []byte("c"), 0o600) }, true},
		{"the tree moved out", func() error { return os.Rename(dir+"/tree", out+"/tree") }, true},
		{"in the tree outside", func() error { return os.WriteFile(out+"/tree/deep/b.md", []byte("d"), 0o600) }, false},
		{"a link to a folder", func() error { return os.Symlink(out+"/linked", dir+"/link") }, true},
		{"behind the link", func() error { return os.WriteFile(out+"/linked/c.md", []byte("d"), 0o600) }, true},
		{"the link removed", func() error { return os.Remove(dir + "/link") }, true},
		{"behind no link", func() error { return os.WriteFile(out+"/linked/c.md", []byte("e"), 0o600) }, false},
		{"a folder over an empty one", func() error {
			return errors.Join(os.Mkdir(dir+"/empty", 0o750), syscall.Rename(dir+"/w", dir+"/empty")) // os.Rename would not
		}, true},
		{"in it under that name", func() error { return os.WriteFile(dir+"/empty/y/z/a.md", []byte("f"), 0o600) }, true},
		{"the folder itself moved away", func() error { return os.Rename(dir, out+"/news") }, true},
		{"in it, away", func() error { return os.WriteFile(out+"/news/c.md", []byte("f"), 0o600) }, false},
		{"and back", func() error { return os.Rename(out+"/news", dir) }, true},
		{"in it, back", func() error { return os.WriteFile(dir+"/world/old.md", []byte("f"), 0o600) }, true},
		{"all of it removed", func() error { return os.RemoveAll(dir) }, true},
		{"made anew", func() error { return os.MkdirAll(dir+"/world", 0o750) }, true},
		{"in the new one", func() error { return os.WriteFile(dir+"/world/old.md", []byte("g"), 0o600) }, true},
		{"beside it", func() error { return os.WriteFile(top+"/a.md", []byte("g"), 0o600) }, false},
	} {
		told := ""
		if step.told {
			told = "news"
		}
		w.after(step.name, told, step.do)
	}
}

func TestWatchFile(t *testing.T) {
	top := t.TempDir()
	file := filepath.Join(top, "a", "b", "wire.jsonl")
	listed := filepath.Join(top, "stories.yaml")
	cluster := filepath.Join(top, "cluster")
	writeAt(t, cluster+"/..1/stories.yaml")
	writeAt(t, cluster+"/..2/stories.yaml")
	do(t, os.Symlink("..1", cluster+"/..data"))
	do(t, os.Symlink("..data/stories.yaml", cluster+"/stories.yaml"))
	watching := NewWatcher(nil)
	watching.File("list", listed)
	watching.File("cluster", cluster+"/stories.yaml")
	w := watch(t, watching, sourceOf(t, file, Options{Name: "wire"}))
	for _, step := range []struct {
		name, told string
		do         func() error
	}{
		{"a folder above it", "", func() error { return os.Mkdir(top+"/a", 0o750) }},
		{"another one", "", func() error { return os.Mkdir(top+"/a/c", 0o750) }},
		{"the folder of it", "", func() error { return os.Mkdir(top+"/a/b", 0o750) }},
		{"beside it", "", func() error { return os.WriteFile(top+"/a/b/a.md", []byte("a"), 0o600) }},
		{"it is made", "wire", func() error { return os.WriteFile(file, []byte("a"), 0o600) }},
		{"it is written", "wire", func() error { return os.WriteFile(file, []byte("ab"), 0o600) }},
		{"it is removed", "wire", func() error { return os.Remove(file) }},
		{"all of it comes at once", "wire", func() error {
			writeAt(t, top+"/z/b/wire.jsonl")
			return errors.Join(os.RemoveAll(top+"/a"), os.Rename(top+"/z", top+"/a"))
		}},
		{"it is written there", "wire", func() error { return os.WriteFile(file, []byte("abc"), 0o600) }},
		{"the list comes", "list", func() error { return os.WriteFile(listed, []byte("a"), 0o600) }},
		{"the list is replaced", "list", func() error {
			return errors.Join(os.WriteFile(listed+".new", []byte("b"), 0o600), os.Rename(listed+".new", listed))
		}},
		{"all files of a cluster's folder are swapped", "cluster", func() error {
			return errors.Join(os.Symlink("..2", cluster+"/..tmp"), os.Rename(cluster+"/..tmp", cluster+"/..data"))
		}},
		{"where it leads is written", "cluster", func() error { return os.WriteFile(cluster+"/..2/stories.yaml", []byte("b"), 0o600) }},
	} {
		w.after(step.name, step.told, step.do)
	}
}

// TestWatchPatience: what goes on changing is told now and then, and changes
// while the one who is told is slow are told afterwards.
func TestWatchPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ms = time.Millisecond
		notes := &fsnotify.Watcher{Events: make(chan fsnotify.Event), Errors: make(chan error)}
		s := &target{name: "news", dirs: map[string]string{"/news": ""}}
		w := &watchLoop{watch: &Watcher{Quiet: 60 * ms, Most: 200 * ms}, notes: notes, watched: map[string]bool{}, changed: map[*target]change{}, sources: []*target{s}}
		told := notifier{wake: make(chan struct{}, 1)}
		ctx, cancel := context.WithCancel(t.Context())
		began, slow := time.Now(), 30*ms
		var at []time.Duration
		var wg sync.WaitGroup
		wg.Go(func() { w.run(ctx, told.notify) })
		wg.Go(func() {
			told.run(ctx, func(string) {
				at = append(at, time.Since(began))
				time.Sleep(slow)
			})
		})
		write := func() { notes.Events <- fsnotify.Event{Name: "/news/a.md", Op: fsnotify.Write} }
		for range 50 {
			write()
			time.Sleep(10 * ms)
		}
		time.Sleep(100 * ms)
		synctest.Wait()
		if want := []time.Duration{200 * ms, 400 * ms, 550 * ms}; !slices.Equal(at, want) && !slices.Equal(at, []time.Duration{200 * ms, 410 * ms, 550 * ms}) {
			t.Errorf("half a second of changes is told at %v, want %v", at, want)
		}
		at, slow, began = nil, 200*ms, time.Now()
		write()
		time.Sleep(100 * ms) // it is being told
		write()
		time.Sleep(time.Second)
		synctest.Wait()
		if want := []time.Duration{60 * ms, 260 * ms}; !slices.Equal(at, want) {
			t.Errorf("what is written while it is told is told at %v, want %v", at, want)
		}
		cancel()
		wg.Wait()
	})
}

// TestWatchMovedIntoNew: a folder that is moved into one that was just made is found there
// before its move is heard of, and its watch ends with that.
func TestWatchMovedIntoNew(t *testing.T) {
	for _, back := range []bool{false, true} { // something else is made where it was
		dir := t.TempDir()
		was, parent, is := filepath.Join(dir, "a"), filepath.Join(dir, "p"), filepath.Join(dir, "p", "b")
		writeAt(t, was+"/deep/x.md")
		notes, err := fsnotify.NewWatcher() // without a buffer: what it hears next waits
		do(t, err)
		s := newTarget("news", dir, Options{})
		w := &watchLoop{watch: &Watcher{Quiet: 10 * time.Millisecond}, notes: notes, watched: map[string]bool{}, changed: map[*target]change{}, sources: []*target{s}}
		w.add = func(dir string) error {
			if dir != parent {
				return notes.Add(dir)
			}
			w.add = notes.Add
			err := os.Rename(was, is)
			if back {
				err = errors.Join(err, os.MkdirAll(was+"/deep", 0o750))
			}
			return errors.Join(err, notes.Add(dir))
		}
		w.rebuildAll()
		told := make(chan string, 100)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() { w.run(ctx, func(name string) { told <- name }) })
		hear := func(step string) {
			t.Helper()
			select {
			case <-told:
			case <-time.After(patience):
				t.Fatalf("%s is not told", step)
			}
			for quiet := false; !quiet; {
				select {
				case <-told:
				case <-time.After(100 * time.Millisecond):
					quiet = true
				}
			}
		}
		do(t, os.Mkdir(parent, 0o750))
		hear("the move")
		places := []string{is + "/new.md", is + "/deep/new.md"}
		if back {
			places = append(places, was+"/new.md", was+"/deep/new.md")
		}
		for _, place := range places {
			do(t, os.WriteFile(place, []byte("# A"), 0o600))
			hear(strings.TrimPrefix(place, dir))
		}
		cancel()
		wg.Wait()
		do(t, notes.Close())
	}
}

// TestWatchLosesNothing does a thousand things, and looks after some of them, and
// after the last, whether who is told sees in the end what there is then.
func TestWatchLosesNothing(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // no secret
	top := t.TempDir()
	dir, out := filepath.Join(top, "in"), filepath.Join(top, "out")
	do(t, os.Mkdir(dir, 0o750))
	do(t, os.Mkdir(out, 0o750))
	w := watch(t, &Watcher{Quiet: 10 * time.Millisecond}, sourceOf(t, dir, Options{Name: "news"}))
	w.mu.Lock()
	w.look, w.seen = func() string { return state(dir) }, state(dir)
	w.mu.Unlock()
	for i := range 1000 {
		disturb(random, dir, out)
		if i%20 == 19 { // deep in a tree that may just have been made
			writeAt(t, dir+"/"+spot(random)+fmt.Sprintf("/last%d.md", i))
		}
		if i%10 != 9 {
			continue
		}
		now := state(dir)
		w.until(fmt.Sprintf("operation %d", i), func() bool {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.seen == now
		})
	}
}

// spot is a folder at random: up to four deep, of few names.
func spot(r *rand.Rand) string {
	parts := make([]string, 1+r.IntN(4))
	for i := range parts {
		parts[i] = string(rune('a' + r.IntN(3)))
	}
	return filepath.Join(parts...)
}

// disturb does one thing to the files; many of them fail, as they do in life.
func disturb(r *rand.Rand, dir, out string) {
	here, there, away := filepath.Join(dir, spot(r)), filepath.Join(dir, spot(r)), filepath.Join(out, spot(r))
	switch r.IntN(8) {
	case 0, 1:
		_ = os.MkdirAll(here, 0o750)
	case 2, 3:
		_ = os.WriteFile(here+"/x.md", []byte(here), 0o600)
	case 4:
		_ = os.Rename(here, there)
	case 5:
		_ = os.MkdirAll(filepath.Dir(away), 0o750)
		_ = os.Rename(here, away)
	case 6:
		_ = os.MkdirAll(filepath.Dir(here), 0o750)
		_ = os.Rename(away, here)
	case 7:
		_ = os.RemoveAll(here)
	}
}

// state is all files and folders of a folder, in one line. It may be changed meanwhile.
func state(dir string) string {
	var list []string
	_ = filepath.WalkDir(dir, func(path string, _ os.DirEntry, _ error) error {
		list = append(list, path)
		return nil
	})
	return strings.Join(list, "\n")
}

func TestWatchLimits(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"a", "b", "c"} {
		writeAt(t, filepath.Join(dir, sub, "x.md"))
	}
	var log bytes.Buffer
	notes, err := fsnotify.NewWatcher()
	do(t, err)
	defer func() { do(t, notes.Close()) }()
	s := newTarget("news", dir, Options{})
	w := &watchLoop{watch: NewWatcher(slog.New(slog.NewTextHandler(&log, nil))), notes: notes, watched: map[string]bool{}, changed: map[*target]change{}, sources: []*target{s}}
	w.add = func(dir string) error {
		if base := filepath.Base(dir); base == "a" || base == "b" {
			return syscall.ENOSPC
		}
		return notes.Add(dir)
	}
	w.rebuildAll()
	if text := log.String(); strings.Count(text, "level=WARN") != 1 || !strings.Contains(text, "max_user_watches") {
		t.Errorf("warned %q", text)
	}
	if list := notes.WatchList(); !slices.Contains(list, filepath.Join(dir, "c")) || len(w.changed) > 0 {
		t.Errorf("watches %q, touched %v", list, w.changed)
	}
	w.fault(fsnotify.ErrEventOverflow)
	if len(w.changed) != 1 || !slices.Contains(notes.WatchList(), filepath.Join(dir, "c")) {
		t.Error("after lost events not everything is told and watched")
	}
}

func TestTeller(t *testing.T) {
	told := notifier{wake: make(chan struct{}, 1)}
	for _, name := range []string{"a", "b", "a", "c", "b"} {
		told.notify(name)
	}
	var got string
	for name, ok := told.next(); ok; name, ok = told.next() {
		got += name
	}
	if got != "abc" {
		t.Errorf("tells %q, want each once, abc", got)
	}
}

// TestWatchNeverWaits: what tells of errors is never kept waiting, whoever is at work; one of each kind is taken in.
func TestWatchNeverWaits(t *testing.T) {
	notes := &fsnotify.Watcher{Events: make(chan fsnotify.Event), Errors: make(chan error)}
	w := &watchLoop{notes: notes, faults: make(chan error, 1), lost: make(chan error, 1)}
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.hear(done)
	}()
	for i := range 100 {
		err := fmt.Errorf("fault %d", i)
		if i%30 == 20 {
			err = fsnotify.ErrEventOverflow
		}
		select {
		case notes.Errors <- err:
		case <-time.After(10 * time.Second):
			t.Fatalf("error %d waits", i)
		}
	}
	close(done)
	<-ended
	if err := <-w.faults; err.Error() != "fault 0" {
		t.Errorf("taken in is %v", err)
	}
	if err := <-w.lost; !errors.Is(err, fsnotify.ErrEventOverflow) {
		t.Errorf("taken in is %v", err)
	}
}
