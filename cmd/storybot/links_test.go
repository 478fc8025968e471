package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// link is a [Name] in a comment: a name of the package, or of another one
// ("text.Words"), or of a type ("Base.Search"), and a field named behind it
// ("[Story].Text").
var link = regexp.MustCompile(`\[\*?((?:[a-z]\w*\.)?[A-Z]\w*(?:\.[A-Z]\w*)?)\](?:\.([A-Z]\w*))?`)

// fileName is a file of the package that its comment names.
var fileName = regexp.MustCompile(`\b\w+\.go\b`)

// TestLinks finds every name that a comment of a package or of a declaration
// links to, and every file that a package's comment names: the guided tour must
// not lead to what is gone.
func TestLinks(t *testing.T) {
	t.Parallel()
	l := &packageReader{root: "../..", fset: token.NewFileSet(), known: make(map[string]*checkedPackage)}
	found := 0
	err := filepath.WalkDir("../..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if strings.HasPrefix(entry.Name(), ".") && name != "../.." || entry.Name() == "testdata" {
			return fs.SkipDir
		}
		rel, err := filepath.Rel("../..", name)
		if err != nil {
			return err
		}
		p, err := l.load(filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		for _, file := range p.files {
			for _, f := range fileName.FindAllString(file.Doc.Text(), -1) {
				if _, err := os.Stat(filepath.Join(name, f)); err != nil {
					t.Errorf("%s: the package has no file %s", l.fset.Position(file.Package), f)
				}
			}
			for _, comment := range docs(file) {
				n, faults := l.brokenLinks(p, file, comment.Text())
				found += n
				for _, fault := range faults {
					t.Errorf("%s: %s", l.fset.Position(comment.Pos()), fault)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 50 {
		t.Errorf("only %d links were found", found)
	}
}

// docs returns the comments of the package and of its declarations, their
// fields and methods, but none from within functions.
func docs(file *ast.File) []*ast.CommentGroup {
	var out []*ast.CommentGroup
	for _, group := range file.Comments {
		inside := false
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			inside = inside || ok && f.Body != nil && f.Body.Pos() < group.Pos() && group.Pos() < f.Body.End()
		}
		if !inside {
			out = append(out, group)
		}
	}
	return out
}

// brokenLinks returns how many links a comment has and what is wrong with those
// that lead nowhere. Links into packages of others are not followed.
func (l *packageReader) brokenLinks(p *checkedPackage, file *ast.File, comment string) (n int, faults []string) {
	for _, m := range link.FindAllStringSubmatch(comment, -1) {
		n++
		in, names := p, strings.Split(m[1], ".")
		if first := names[0]; first[0] >= 'a' {
			dir, err := l.named(file, first)
			if err != nil {
				faults = append(faults, fmt.Sprintf("%s: %v", m[0], err))
				continue
			}
			if dir == "" {
				continue
			}
			if in, err = l.load(dir); err != nil {
				faults = append(faults, err.Error())
				continue
			}
			names = names[1:]
		}
		if m[2] != "" {
			names = append(names, m[2])
		}
		if fault := in.missing(names); fault != "" {
			faults = append(faults, fmt.Sprintf("%s: %s", m[0], fault))
		}
	}
	return n, faults
}

// named returns the folder of our package of that name: one that the file
// imports, else any. It is empty for a package of others that the file imports.
func (l *packageReader) named(file *ast.File, name string) (string, error) {
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if path.Base(imported) == name {
			dir, ours := strings.CutPrefix(imported, module+"/")
			if !ours {
				return "", nil
			}
			return dir, nil
		}
	}
	for dir := range arrows {
		if path.Base(dir) == name {
			return dir, nil
		}
	}
	return "", fmt.Errorf("there is no package %s here", name)
}

// missing says which name is not there: of the package, or of a type of it.
func (p *checkedPackage) missing(names []string) string {
	object := p.types.Scope().Lookup(names[0])
	if object == nil {
		return fmt.Sprintf("the package %s has no %s", p.types.Name(), names[0])
	}
	for _, name := range names[1:] {
		if object, _, _ = types.LookupFieldOrMethod(object.Type(), true, p.types, name); object == nil {
			return fmt.Sprintf("%s has no %s", strings.Join(names[:len(names)-1], "."), name)
		}
	}
	return ""
}

func TestBrokenLinks(t *testing.T) {
	t.Parallel()
	const src = `package p
import "regexp"
type T struct{ Field int; Next *U }
type U struct{ T }
func (T) Do() {}
func F() {}
var _ regexp.Regexp`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	l := &packageReader{root: "../..", fset: fset, known: make(map[string]*checkedPackage)}
	config := types.Config{Importer: l, Error: func(error) {}}
	p := &checkedPackage{}
	p.types, _ = config.Check("p", fset, []*ast.File{file}, nil)
	for _, c := range []struct {
		comment string
		n       int
		want    string // the first fault
	}{
		{"no link, [1] and [x] are none", 0, ""},
		{"[T] and [F]", 2, ""},
		{"[*T]", 1, ""},
		{"[T.Do], [T.Field], [U.Do]", 3, ""},
		{"[T].Field", 1, ""},
		{"see [T]. Then", 1, ""},
		{"[Gone]", 1, "[Gone]: the package p has no Gone"},
		{"[T.Gone]", 1, "[T.Gone]: T has no Gone"},
		{"[T].Gone", 1, "[T].Gone: T has no Gone"},
		{"[regexp.Whatever]", 1, ""},
		{"[knowledge.Base.Search]", 1, ""},
		{"[knowledge.Gone]", 1, "[knowledge.Gone]: the package knowledge has no Gone"},
		{"[gone.Gone]", 1, "[gone.Gone]: there is no package gone here"},
	} {
		n, faults := l.brokenLinks(p, file, c.comment)
		if got := strings.Join(faults, "; "); n != c.n || got != c.want {
			t.Errorf("%s: %d links, %q, want %d, %q", c.comment, n, got, c.n, c.want)
		}
	}
}
