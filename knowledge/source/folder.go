package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/pdf"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// folder is a source of files: all in a folder, or one.
type folder struct {
	name    string
	where   string // its place on this machine; empty: nowhere
	options Options
	open    func() (fsys fs.FS, root string, err error)
}

// Name returns what the source is called.
func (f *folder) Name() string { return f.name }

// Place is the folder or file itself, without links, and which of its files are read.
func (f *folder) Place() string {
	if f.where == "" {
		return knowledge.Builtin + f.name
	}
	where := withoutScheme(f.where)
	if full, err := filepath.Abs(where); err == nil {
		where = full
	}
	return f.options.spec().Place(withoutLinks(where))
}

// Written is the place as it was named.
func (f *folder) Written() string { return f.where }

// withoutLinks is a path without links, as far as there is something at it.
func withoutLinks(where string) string {
	if real, err := filepath.EvalSymlinks(where); err == nil {
		return real
	}
	parent := filepath.Dir(where)
	if parent == where {
		return where
	}
	return filepath.Join(withoutLinks(parent), filepath.Base(where))
}

// Read walks the files in the order of their names.
func (f *folder) Read(ctx context.Context, same func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return func(yield func(knowledge.Item) bool) {
		fsys, root, err := f.open()
		if err != nil {
			yield(knowledge.Item{Name: f.name, Whole: true, Err: err})
			return
		}
		w := &walk{folder: f, ended: func() bool { return ctx.Err() != nil }, fsys: fsys, same: same, yield: yield, seen: make(map[string]delivered), ends: make(map[string]plain.CommonEndings)}
		reader := pdf.New(f.options.PDFReader, f.options.PDFPatience)
		defer reader.Close()
		w.pdf = func(in io.Reader, length int64) (*knowledge.Story, error) { return reader.Story(ctx, in, length) }
		if root == "." {
			defer w.drain()
			w.folders(root)
			w.flush(0)
			w.tellPassed()
			return
		}
		w.single = true
		w.file(root, true)
		w.tellPassed()
	}
}

// walk is one way through the files of a folder.
type walk struct {
	folder *folder
	ended  func() bool // nobody waits for the rest
	fsys   fs.FS
	same   func(file, mark string) bool
	yield  func(knowledge.Item) bool
	seen   map[string]delivered   // story ID to who told it first
	been   []fs.FileInfo          // the folders read so far, to find links that lead back
	linked bool                   // a link to a folder was followed
	inside string                 // the zip whose files they are; empty: none
	single bool                   // it is of one file only
	given  int                    // items so far
	passed []knowledge.PassedOver // files of kinds that are not read
	shut   int                    // entries that include and exclude shut out
	done   bool                   // the reader has had enough
	pdf    func(in io.Reader, length int64) (*knowledge.Story, error)
	ends   map[string]plain.CommonEndings // folder to what many of its plain texts end with

	pending readAhead // files that are read ahead of their turn
}

// emit yields an item and reports whether to go on.
func (w *walk) emit(item knowledge.Item) bool {
	w.flush(0)
	if w.done || w.ended() {
		w.done = true
		return false
	}
	w.given++
	w.done = !w.yield(item)
	return !w.done
}

// tellPassed tells, once all is read, what is not. A folder that holds nothing else is
// wrong: it was named to be read.
func (w *walk) tellPassed() {
	if w.given == 0 && len(w.passed) == 0 && w.shut > 0 {
		w.emit(knowledge.Item{Name: w.folder.name, Err: errors.New("holds files, and include and exclude shut out all of them; change these, or name another folder")})
	}
	if w.given == 0 && len(w.passed) > 0 && !w.single {
		w.emit(knowledge.Item{Name: w.folder.name, Err: fmt.Errorf("holds nothing that is read, but %s; save them as a kind that is, or name another folder", knowledge.PassedOverLine(w.passed))})
	}
	for i := range w.passed {
		w.emit(knowledge.Item{Name: w.passed[i].Example, Passed: &w.passed[i]})
	}
}

// fail emits an error and reports whether to go on.
func (w *walk) fail(name string, err error) bool {
	return w.emit(knowledge.Item{Name: name, File: name, Err: err})
}

// folders reads the folder dir and what is below it, and reports whether to go on.
func (w *walk) folders(dir string) bool {
	entries, err := fs.ReadDir(w.fsys, dir)
	if err != nil && dir == "." {
		return w.emit(knowledge.Item{Name: w.folder.name, Whole: true, Err: fmt.Errorf("read the folder: %w", plain.WithoutPath(err))})
	}
	if err != nil {
		return w.fail(dir, fmt.Errorf("read the folder: %w; check that it may be read", plain.WithoutPath(err)))
	}
	if info, err := fs.Stat(w.fsys, dir); err == nil {
		w.been = append(w.been, info)
	}
	for _, e := range entries {
		if isLeftBehind(e.Name()) {
			continue
		}
		if !w.entry(path.Join(dir, e.Name()), e) {
			return false
		}
	}
	return true
}

// entry reads one entry of a folder and reports whether to go on.
func (w *walk) entry(name string, e fs.DirEntry) bool {
	if w.folder.options.spec().Skips(name) {
		w.shut++
		return true
	}
	kind := e.Type()
	if kind&fs.ModeSymlink != 0 {
		info, err := fs.Stat(w.fsys, name)
		if err != nil && isKnown(name) {
			return w.fail(name, fmt.Errorf("follow the link: %w; remove it or mend it", plain.WithoutPath(err)))
		}
		if err != nil {
			return w.deadLink(name, err)
		}
		if kind = info.Mode().Type(); kind.IsDir() {
			if w.visited(info) {
				return w.fail(name, errors.New("is a link to a folder that is read already; remove it"))
			}
			w.linked = true
		}
	}
	switch {
	case kind.IsDir():
		if w.linked && w.visitedEntry(name, e) {
			return true
		}
		return w.folders(name)
	case !w.folder.options.spec().Wanted(name):
		w.shut++
		return true
	case !isKnown(name):
		w.passed = knowledge.AddPassedOver(w.passed, passedFile(name))
		return true
	default:
		return w.file(name, false)
	}
}

// passedFile is one file that is passed over.
func passedFile(name string) knowledge.PassedOver {
	return knowledge.PassedOver{Kind: ending(name), Count: 1, Example: name}
}

// isLeftBehind reports whether a file is hidden, or one that a system or a program leaves
// behind for itself.
func isLeftBehind(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// deadLink reports a link that leads round in a circle; one that leads to
// nothing and does not look like a story is passed by.
func (w *walk) deadLink(name string, err error) bool {
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	return w.fail(name, fmt.Errorf("follow the link: %w; remove it", plain.WithoutPath(err)))
}

// visited reports whether a folder was read before.
func (w *walk) visited(info fs.FileInfo) bool {
	for _, b := range w.been {
		if os.SameFile(b, info) {
			return true
		}
	}
	return false
}

// visitedEntry reports whether a folder was read before by way of a link.
func (w *walk) visitedEntry(name string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink != 0 {
		return false
	}
	info, err := fs.Stat(w.fsys, name)
	return err == nil && w.visited(info)
}
