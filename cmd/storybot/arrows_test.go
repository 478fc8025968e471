package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/storybot/storybot"

// TestArrows reads the import lines of every file itself (a go list would be
// cached) and holds them to the arrows: cmd imports everything, bot imports
// prompts and knowledge, prompts imports knowledge; a child imports its parent
// and never a sibling; a parent never imports a child.
func TestArrows(t *testing.T) {
	t.Parallel()
	files := 0
	err := filepath.WalkDir("../..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != "../.." {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("../..", name)
		if err != nil {
			return err
		}
		from := path.Dir(filepath.ToSlash(rel))
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			to, ours := strings.CutPrefix(imported, module+"/")
			if ours && !allowed(from, to, strings.HasSuffix(name, "_test.go")) {
				t.Errorf("%s must not import %s", rel, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d files were read", files)
	}
}

// allowed says whether a file of the package from may import the package to.
func allowed(from, to string, test bool) bool {
	fromTop, _, fromChild := strings.Cut(from, "/")
	toTop, _, toChild := strings.Cut(to, "/")
	if test && from == to { // an external test of the package itself
		return true
	}
	if test && to == "knowledge/indextest" { // the suite for engines is there for tests
		return fromTop == "knowledge"
	}
	if test && to == from+"/"+path.Base(from)+"test" { // what a package is tested against
		return true
	}
	if fromTop == toTop {
		return fromChild && !toChild && fromTop != "cmd"
	}
	switch fromTop {
	case "cmd":
		return to != "knowledge/indextest"
	case "bot":
		return to == "prompts" || to == "knowledge"
	case "prompts":
		return to == "knowledge"
	}
	return false
}

func TestAllowed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to   string
		test, want bool
	}{
		{from: "cmd/storybot", to: "knowledge/local", want: true},
		{from: "bot", to: "prompts", want: true},
		{from: "bot", to: "knowledge", want: true},
		{from: "bot/web", to: "bot", want: true},
		{from: "bot/web", to: "knowledge", want: true},
		{from: "bot/web", to: "knowledge/local"},
		{from: "bot/web", to: "bot/journal"},
		{from: "bot/web", to: "cmd/storybot"},
		{from: "bot", to: "bot/llm"},
		{from: "bot", to: "knowledge/local"},
		{from: "prompts", to: "knowledge", want: true},
		{from: "prompts", to: "bot"},
		{from: "knowledge", to: "bot"},
		{from: "knowledge", to: "prompts"},
		{from: "knowledge", to: "knowledge/local"},
		{from: "knowledge/local", to: "knowledge", want: true},
		{from: "knowledge/local", to: "knowledge/source"},
		{from: "knowledge/local", to: "knowledge/indextest"},
		{from: "knowledge/local", to: "knowledge/indextest", test: true, want: true},
		{from: "knowledge/local", to: "knowledge/source", test: true},
		{from: "knowledge", to: "knowledge", test: true, want: true},
		{from: "bot/discord", to: "bot/discord/discordtest", test: true, want: true},
		{from: "bot/discord", to: "bot/discord/discordtest"},
	} {
		if got := allowed(c.from, c.to, c.test); got != c.want {
			t.Errorf("allowed(%s, %s, test %v) = %v", c.from, c.to, c.test, got)
		}
	}
}
