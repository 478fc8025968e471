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
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"go.uber.org/goleak"

	"github.com/storybot/storybot/knowledge"
)

// watcher watches folders for a test, and notes what it tells.
type watcher struct {
	t    *testing.T
	mu   sync.Mutex
	told []string // names, in their order
	at   []time.Time
	news chan struct{}
	slow atomic.Int64 // how long it takes to be told, in nanoseconds
	end  func()
}

// watch begins to watch. Names are those of the places, from base on.
func watch(t *testing.T, w *Watcher, sources ...knowledge.Source) *watcher {
	t.Helper()
	leaks := goleak.IgnoreCurrent()
	seen := &watcher{t: t, news: make(chan struct{}, 1)}
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
	began := time.Now()
	time.Sleep(time.Duration(w.slow.Load()))
	w.mu.Lock()
	w.told, w.at = append(w.told, name), append(w.at, began)
	w.mu.Unlock()
	select {
	case w.news <- struct{}{}:
	default:
	}
}

// want waits until a name is told by a call that began after the time.
func (w *watcher) want(step, name string, after time.Time) {
	w.t.Helper()
	until := time.After(3 * time.Second)
	for {
		w.mu.Lock()
		for i, told := range w.told {
			if told == name && !w.at[i].Before(after) {
				w.mu.Unlock()
				return
			}
		}
		w.mu.Unlock()
		select {
		case <-w.news:
		case <-until:
			w.t.Fatalf("%s: %s was not told; told %q", step, name, w.told)
		}
	}
}

// silent looks that nothing is told for as long as several changes would take.
func (w *watcher) silent(step string) {
	w.t.Helper()
	select {
	case <-w.news:
	default:
	}
	select {
	case <-w.news:
		w.mu.Lock()
		defer w.mu.Unlock()
		w.t.Errorf("%s: told %q", step, w.told[len(w.told)-1])
	case <-time.After(40 * time.Millisecond):
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
		before := time.Now() // not after: the test may be kept waiting longer than a change is
		do(t, step.do())
		if step.told {
			w.want(step.name, "news", before)
			time.Sleep(20 * time.Millisecond) // for what is told twice
		}
		if !step.told {
			w.silent(step.name)
		}
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
		before := time.Now() // not after: the test may be kept waiting longer than a change is
		do(t, step.do())
		if step.told == "" {
			w.silent(step.name)
			continue
		}
		w.want(step.name, step.told, before)
		time.Sleep(20 * time.Millisecond)
	}
}

// TestWatchPatience: what goes on changing is told now and then, and changes
// while the one who is told is slow are told afterwards.
func TestWatchPatience(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, &Watcher{Quiet: 60 * time.Millisecond, Most: 200 * time.Millisecond}, sourceOf(t, dir, Options{Name: "news"}))
	w.slow.Store(int64(30 * time.Millisecond))
	began, last := time.Now(), time.Now()
	for time.Since(began) < 500*time.Millisecond {
		writeAt(t, dir+"/a.md")
		last = time.Now()
		time.Sleep(10 * time.Millisecond)
	}
	w.want("quiet at last", "news", last)
	time.Sleep(150 * time.Millisecond)
	w.mu.Lock()
	if n := len(w.told); n < 2 || n > 6 || !w.at[0].Before(last) || w.at[0].Sub(began) < 100*time.Millisecond {
		t.Errorf("half a second of changes was told %d times, first after %s; want 3 or so, from 200 ms on", n, w.at[0].Sub(began))
	}
	w.mu.Unlock()
	w.slow.Store(int64(200 * time.Millisecond))
	writeAt(t, dir+"/a.md")
	time.Sleep(120 * time.Millisecond) // it is being told
	again := time.Now()
	writeAt(t, dir+"/a.md")
	w.want("written while it was told", "news", again)
}

// TestWatchLosesNothing does a thousand things, and looks after some of them,
// and after the last, whether the source is told once more.
func TestWatchLosesNothing(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // no secret
	top := t.TempDir()
	dir, out := filepath.Join(top, "in"), filepath.Join(top, "out")
	do(t, os.Mkdir(dir, 0o750))
	do(t, os.Mkdir(out, 0o750))
	w := watch(t, &Watcher{Quiet: 10 * time.Millisecond}, sourceOf(t, dir, Options{Name: "news"}))
	looked := 0
	for i := range 1000 {
		before := state(t, dir)
		disturb(random, dir, out)
		after := time.Now()
		if i%20 == 19 { // deep in a tree that may just have been made
			writeAt(t, dir+"/"+spot(random)+fmt.Sprintf("/last%d.md", i))
			after = time.Now()
		}
		if i%10 == 9 && state(t, dir) != before {
			looked++
			w.want(fmt.Sprintf("operation %d", i), "news", after)
		}
	}
	if looked < 50 {
		t.Errorf("looked only %d times", looked)
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

// state is all files of a folder, in one line.
func state(t *testing.T, dir string) string {
	t.Helper()
	var list []string
	do(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		list = append(list, path)
		return err //nolint:wrapcheck // it is a test's
	}))
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
