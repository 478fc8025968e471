package source

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// target is a source, or a single file, that is watched. All its paths are
// real ones, without links: one folder has one watch, however it is reached.
type target struct {
	name    string
	where   string
	options Options

	dirs   map[string]string // the folders of its tree, to their paths within the source
	links  map[string]bool   // links to folders
	points map[string]bool   // where the source itself is, or would begin to be, and what links lead to
	exists bool              // it is
	moved  bool              // a folder of it has gone, perhaps to another place in it
}

func newTarget(name, where string, o Options) *target {
	if full, err := filepath.Abs(withoutScheme(where)); err == nil {
		where = full
	}
	return &target{name: name, where: where, options: o}
}

// drop forgets the folders that are gone, and reports whether there were any, and
// whether with them the source has lost its hold, so that it is to be laid anew.
func (t *target) drop(below func(dir string) bool) (gone, top bool) {
	for dir, name := range t.dirs {
		if below(dir) {
			delete(t.dirs, dir)
			gone, top = true, top || name == ""
		}
	}
	for point := range t.points {
		top = top || below(filepath.Dir(point))
	}
	for link := range t.links {
		top = top || below(link)
	}
	return gone, top
}

// rebuildAll watches all sources.
func (w *watchLoop) rebuildAll() {
	for _, s := range w.sources {
		w.rebuild(s)
	}
}

// rebuild watches a source as it is now, from its top, and nothing that is of no
// source any more.
func (w *watchLoop) rebuild(s *target) {
	s.moved = false
	s.dirs, s.links, s.points = make(map[string]string), make(map[string]bool), make(map[string]bool)
	w.place(s)
	if real, err := filepath.EvalSymlinks(s.where); err == nil {
		info, err := os.Stat(real)
		switch s.exists = err == nil; {
		case err != nil:
		case info.IsDir():
			w.tree(s, real, "")
		default:
			w.point(s, real)
		}
	} else {
		s.exists = false
	}
	needed := make(map[string]bool)
	for _, s := range w.sources {
		for dir := range s.dirs {
			needed[dir] = true
		}
		for point := range s.points {
			needed[filepath.Dir(point)] = true
		}
	}
	for dir := range w.watched {
		if !needed[dir] {
			w.unwatch(dir)
		}
	}
}

// place watches for the source itself to come, to go, or to be replaced: in the
// folder it is in or, where there is none, in the nearest one above that.
func (w *watchLoop) place(s *target) {
	for from := s.where; ; {
		parent := filepath.Dir(from)
		if parent == from {
			return
		}
		real, err := filepath.EvalSymlinks(parent)
		if err != nil {
			from = parent
			continue
		}
		w.point(s, filepath.Join(real, filepath.Base(from)))
		if _, err := os.Stat(from); err != nil || from == s.where {
			return
		}
		from = s.where // it has come while we looked
	}
}

// point watches the folder of a file, or of what is to come, for that alone.
func (w *watchLoop) point(s *target, file string) {
	s.points[file] = true
	w.observe(filepath.Dir(file))
}

// tree watches a folder and those below it. It is watched before it is looked
// into, so that nothing comes between the two.
func (w *watchLoop) tree(s *target, dir, name string) {
	if _, known := s.dirs[dir]; known || name != "" && s.options.spec().Skips(name) || !w.observe(dir) {
		return
	}
	s.dirs[dir] = name
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // the source's reader reports it
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Type()&(fs.ModeDir|fs.ModeSymlink) != 0 {
			w.branch(s, filepath.Join(dir, e.Name()), path.Join(name, e.Name()))
		}
	}
}

// branch watches what stands in a tree where it is a folder or leads to one,
// and reports whether it is.
func (w *watchLoop) branch(s *target, place, name string) bool {
	info, err := os.Stat(place)
	if err != nil || !info.IsDir() {
		return false
	}
	if link, err := os.Lstat(place); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		s.links[place] = true
		if place, err = filepath.EvalSymlinks(place); err != nil {
			return true
		}
		w.point(s, place)
	}
	w.tree(s, place, name)
	return true
}

// observe has a folder watched, and reports whether it is.
func (w *watchLoop) observe(dir string) bool {
	if w.watched[dir] {
		return true
	}
	err := w.add(dir)
	switch {
	case err == nil:
		w.watched[dir] = true
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission): // gone again; or the source's reader reports it
	default:
		w.warn(dir, err)
	}
	return err == nil
}

// source takes in what has happened to a file or folder, as far as it is of a source.
func (w *watchLoop) source(s *target, place string, what fsnotify.Op) {
	if s.points[place] {
		w.top(s, what)
		return
	}
	folder, ours := s.dirs[filepath.Dir(place)]
	base := filepath.Base(place)
	inList := s.points[filepath.Join(filepath.Dir(place), filepath.Base(s.where))]
	switch name := path.Join(folder, base); {
	case base == "..data" && (ours || inList), s.links[place]: // the first is how a cluster swaps all files of a folder at once
		w.rebuild(s)
		w.change(s)
	case !ours, strings.HasPrefix(base, "."), s.options.spec().Skips(name):
	case what.Has(fsnotify.Create|fsnotify.Chmod) && w.branch(s, place, name):
		w.change(s)
	case isKnown(base) && s.options.spec().Wanted(name):
		w.change(s)
	}
}

// top takes in what has happened to the source itself.
func (w *watchLoop) top(s *target, what fsnotify.Op) {
	was := s.exists
	if what != fsnotify.Write {
		w.rebuild(s)
	}
	if was || s.exists {
		w.change(s)
	}
}
