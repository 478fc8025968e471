package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The most that one package may hold: files and lines of its own (tests do
// not count), and files that all need each other.
const (
	mostFiles = 26
	mostLines = 4000
	mostKnot  = 15
)

// roomless are packages that may be as large as they are.
var roomless = []string{"bot/discord/discordtest"} // a test's Discord

// room is one package as its files show it.
type room struct {
	name  string
	files []string
	lines int
	knot  []string // the largest group of files that all need each other
}

// faults tells what is too large in the package, and what to do about it.
func (r room) faults() []string {
	var out []string
	if n := len(r.files); n > mostFiles {
		out = append(out, fmt.Sprintf("the package %s has %d files of its own, more than %d: move a group that the others enter by few names into a package of its own", r.name, n, mostFiles))
	}
	if r.lines > mostLines {
		out = append(out, fmt.Sprintf("the package %s has %d lines of its own, more than %d: move a group of files that the others enter by few names into a package of its own", r.name, r.lines, mostLines))
	}
	if n := len(r.knot); n > mostKnot {
		out = append(out, fmt.Sprintf("in the package %s, %d files all need each other, more than %d: put a type that they share into a file that uses none of them, or hand one of them what it needs as an argument (%s)", r.name, n, mostKnot, strings.Join(r.knot, " ")))
	}
	return out
}

// TestRooms holds every package to a size that can be read in one sitting.
func TestRooms(t *testing.T) {
	t.Parallel()
	rooms := readRooms(t, "../..")
	if len(rooms) < 10 {
		t.Fatalf("only %d packages were read", len(rooms))
	}
	for _, r := range rooms {
		t.Logf("%-24s %2d files, %4d lines, %2d that all need each other", r.name, len(r.files), r.lines, len(r.knot))
		if slices.Contains(roomless, r.name) {
			continue
		}
		for _, fault := range r.faults() {
			t.Error(fault)
		}
	}
}

func TestRoomFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name               string
		files, lines, knot int
		want               []string // a beginning of each fault
	}{
		{name: "as large as may be", files: mostFiles, lines: mostLines, knot: mostKnot},
		{name: "files", files: mostFiles + 1, lines: 1, want: []string{"the package p has 27 files of its own, more than 26: "}},
		{name: "lines", files: 1, lines: mostLines + 1, want: []string{"the package p has 4001 lines of its own, more than 4000: "}},
		{name: "knot", files: mostKnot + 1, lines: 1, knot: mostKnot + 1, want: []string{"in the package p, 16 files all need each other, more than 15: "}},
		{name: "files and lines", files: mostFiles + 1, lines: mostLines + 1, want: []string{"the package p has 27 files", "the package p has 4001 lines"}},
	} {
		got := room{name: "p", files: make([]string, c.files), lines: c.lines, knot: make([]string, c.knot)}.faults()
		if !slices.EqualFunc(got, c.want, strings.HasPrefix) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// readRooms reads every package under root but its tests.
func readRooms(t *testing.T, root string) []room {
	t.Helper()
	l := &packageReader{root: root, fset: token.NewFileSet(), known: make(map[string]*checkedPackage)}
	var rooms []room
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if strings.HasPrefix(entry.Name(), ".") && name != root || entry.Name() == "testdata" {
			return fs.SkipDir
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		p, err := l.load(filepath.ToSlash(rel))
		if err != nil || len(p.files) == 0 {
			return err
		}
		r := room{name: filepath.ToSlash(rel), lines: p.lines, knot: largest(components(p.needs(l.fset)))}
		for _, f := range p.files {
			r.files = append(r.files, filepath.Base(l.fset.Position(f.Package).Filename))
		}
		rooms = append(rooms, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rooms
}

// packageReader reads and type-checks packages of ours by their folder. To it, what
// others wrote is an empty package, so that nothing but our own files is read: a
// need is missed only where a value comes out of a generic function of others.
type packageReader struct {
	root  string
	fset  *token.FileSet
	known map[string]*checkedPackage
}

// checkedPackage is one package: its files, its lines, and what its names stand for.
type checkedPackage struct {
	files []*ast.File
	lines int
	types *types.Package
	info  types.Info
}

// load reads the package in the folder, without its tests.
func (l *packageReader) load(dir string) (*checkedPackage, error) {
	if p, ok := l.known[dir]; ok {
		return p, nil
	}
	names, err := filepath.Glob(filepath.Join(l.root, dir, "*.go"))
	if err != nil {
		return nil, err
	}
	p := &checkedPackage{info: types.Info{Uses: make(map[*ast.Ident]types.Object)}}
	l.known[dir] = p
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(l.fset, name, src, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, file)
		p.lines += l.fset.File(file.Package).LineCount()
	}
	config := types.Config{Importer: l, Error: func(error) {}} // names of others' packages are not found
	p.types, _ = config.Check(path.Join(module, dir), l.fset, p.files, &p.info)
	return p, nil
}

// Import returns a package of ours checked, any other empty.
func (l *packageReader) Import(imported string) (*types.Package, error) {
	if dir, ours := strings.CutPrefix(imported, module+"/"); ours {
		p, err := l.load(dir)
		if err != nil {
			return nil, err
		}
		if p.types == nil {
			return nil, errors.New(dir + " imports itself")
		}
		return p.types, nil
	}
	empty := types.NewPackage(imported, path.Base(imported))
	empty.MarkComplete()
	return empty, nil
}

// needs returns, for each file, the other files of the package that declare
// what it uses.
func (p *checkedPackage) needs(fset *token.FileSet) map[string][]string {
	out := make(map[string][]string)
	for _, file := range p.files {
		out[filepath.Base(fset.Position(file.Package).Filename)] = nil
	}
	for used, object := range p.info.Uses {
		if object.Pkg() != p.types || !object.Pos().IsValid() {
			continue
		}
		from, to := filepath.Base(fset.Position(used.Pos()).Filename), filepath.Base(fset.Position(object.Pos()).Filename)
		if from != to && !slices.Contains(out[from], to) {
			out[from] = append(out[from], to)
		}
	}
	return out
}

// TestReadRooms reads a package whose files need one another in every way that
// a file can: by a function, by a method and by a field of what another returns.
func TestReadRooms(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for name, content := range map[string]string{
		"p/a.go":      "package p\n\nimport \"strings\"\n\nfunc A() string { return strings.ToUpper(newB().c.word()) }\n\nfunc (*b) is() string { return \"\" }\n",
		"p/b.go":      "package p\n\ntype b struct{ c *c }\n\nfunc newB() *b { return &b{} }\n",
		"p/c.go":      "package p\n\nimport \"module/q\"\n\ntype c struct{ b []*b }\n\nfunc (c *c) word() string { return q.First(c.b).is() }\n", // of a.go, by way of q
		"p/d.go":      "package p\n\nvar d = A()\n",                                                                                              // needs, and is not needed
		"p/e.go":      "package p\n\nconst lone = 1\n",                                                                                           // neither
		"p/e_test.go": "package p\n\nvar _, _ = lone, d\n\nvar e = 1\n",                                                                          // does not count
		"q/q.go":      "package q\n\nfunc First[T any](list []T) T { return list[0] }\n",
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.ReplaceAll(content, `"module/`, `"`+module+"/")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := []room{
		{name: "p", files: []string{"a.go", "b.go", "c.go", "d.go", "e.go"}, lines: 25, knot: []string{"a.go", "b.go", "c.go"}},
		{name: "q", files: []string{"q.go"}, lines: 3, knot: nil},
	}
	got := readRooms(t, root)
	for i := range got {
		if len(got[i].knot) == 1 {
			got[i].knot = nil // any of them
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, want %+v", got, want)
	}
}
