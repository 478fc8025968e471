package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// apart are files that may hold what looks like knowledge of a language, each
// with what the string begins with and the reason.
var apart = []struct{ file, begins, why string }{
	{"bot/choose/ask/answertype.go", "anything person", "the names that lang.Questions.Nouns has for types of answers, in every language"},
	{"bot/discord/render/escape.go", `(?i)\b(discord`, "hosts of Discord"},
	{"knowledge/keys/keys.go", "(?i)key|token", "names of parameters in addresses, which are the same for readers of any language"},
	{"bot/llm/phrases.go", "", "what servers of models say in their errors, which is the same for readers of any language"},
	{"bot/llm/scrub.go", `(?i)\b(?:bearer`, "schemes of an HTTP header"},
	{"knowledge/source/page/markup.go", "", "classes, ids and names of meta elements, which are the same in pages of any language"},
	{"knowledge/source/file.go", "^(?:return-path", "headers of mails"},
	{"knowledge/source/office/epub.go", "title creator", "elements of Dublin Core"},
	{"knowledge/source/plain/document.go", `(?i)\.(?:docx?`, "ends of the names of files"},
	{"knowledge/source/plain/clue.go", `(?i)(?:^|[\s/@(.])`, "ends of addresses of the web"},
	{"knowledge/source/web/gates.go", "", "parts of addresses, which are the same on sites of any language"},
	{"knowledge/source/web/salvage.go", "<", "elements of feeds"},
	{"knowledge/text/whencalendar.go", "day week", "the names that lang.Times.Means has for units, in every language"},
	{"knowledge/text/whenforms.go", "year month weekday", "the names of the parts of lang.Times.Forms, in every language"},
	{"knowledge/text/whenforms.go", "today yesterday", "the names that lang.Times.Means has for days and units, in every language"},
	{"knowledge/text/whenunit.go", "month quarter year", "the names that lang.Times.Means has for units, in every language"},
}

// holdsLanguages reports whether a file is where words of a language belong, or
// only told to people or models, or read for tests.
func holdsLanguages(file string) bool {
	for _, dir := range []string{"prompts/", "knowledge/sample/", "bot/words/"} {
		if strings.HasPrefix(file, dir) {
			return true
		}
	}
	in, ok := strings.CutPrefix(file, "knowledge/text/")
	folder, _, deeper := strings.Cut(in, "/")
	return ok && deeper && folder != "lang" || strings.Contains(file, "testdata/") || strings.HasSuffix(file, "_test.go")
}

// TestLanguagesStandApart looks into every Go file for lists of words and for
// patterns that stand outside of the folder of a language.
func TestLanguagesStandApart(t *testing.T) {
	t.Parallel()
	d := newDetector()
	files, used := 0, make([]bool, len(apart))
	err := filepath.WalkDir("../..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != "../.." {
			return fs.SkipDir
		}
		rel, err := filepath.Rel("../..", name)
		if rel = filepath.ToSlash(rel); err != nil || !strings.HasSuffix(name, ".go") || holdsLanguages(rel) {
			return err
		}
		files++
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, f := range d.findings(file) {
			allowed := false
			for i, a := range apart {
				if a.file == rel && strings.HasPrefix(f.text, a.begins) {
					allowed, used[i] = true, true
				}
			}
			if !allowed {
				t.Errorf("%s:%d: %s, %.60q: move it to knowledge/text/en and let lang.Data and text.Language have a field for it; if it is no knowledge of a language, add it to apart with the reason", rel, set.Position(f.at).Line, f.kind, f.text)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 200 {
		t.Errorf("only %d files were read", files)
	}
	for i, a := range apart {
		if !used[i] {
			t.Errorf("apart has %q of %s, which is gone", a.begins, a.file)
		}
	}
}

// detector finds words of English in Go files.
type detector struct {
	known map[string]bool // the words of the tables of English
}

// newDetector knows the words of all tables of English but those of the
// commonest words and of what words mean, among which is nearly everything.
func newDetector() *detector {
	d := &detector{known: make(map[string]bool)}
	e := text.English()
	for _, group := range []any{e.Ends, e.Calendar, e.Numbers, e.Names, e.Pronouns, e.Forms, e.Questions, e.Polarity, e.Clauses, e.Common.Stop, e.Meaning.Saying} {
		v := reflect.ValueOf(group)
		if v.Kind() != reflect.Struct {
			d.learn(v)
			continue
		}
		for i := range v.NumField() {
			d.learn(v.Field(i))
		}
	}
	return d
}

func (d *detector) learn(table reflect.Value) {
	if table.Kind() == reflect.Map {
		for _, key := range table.MapKeys() {
			d.known[key.String()] = true
		}
	}
}

// finding is a place where words of a language stand.
type finding struct {
	at         token.Pos
	kind, text string
}

// Kinds of findings.
const (
	wordList = "a list of words"
	pattern  = "a pattern of words"
	cases    = "cases that are words of English"
)

// findings are those of a file, one for each place.
func (d *detector) findings(file *ast.File) []finding {
	var list []finding
	add := func(at token.Pos, kind, text string) {
		if !slices.ContainsFunc(list, func(f finding) bool { return f.at == at }) {
			list = append(list, finding{at, kind, text})
		}
	}
	lists := func(all []ast.Expr) {
		for _, e := range all {
			if s, ok := literal(e); ok && isWordList(s) {
				add(e.Pos(), wordList, s)
			}
		}
	}
	words := func(at token.Pos, all []string) {
		if d.areWords(all) {
			add(at, cases, strings.Join(all, " "))
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil
		case *ast.CompositeLit:
			keys, values := literalParts(n)
			lists(append(keys, values...))
			words(n.Pos(), literals(keys))
			words(n.Pos(), literals(values))
		case *ast.ValueSpec:
			lists(n.Values)
		case *ast.AssignStmt:
			lists(n.Rhs)
		case *ast.CallExpr:
			if name := nameOf(n.Fun); setMaker.MatchString(name) {
				lists(n.Args)
			} else if name == "MustCompile" || name == "Compile" {
				for _, arg := range n.Args {
					if s, ok := literal(arg); ok && alternative.MatchString(s) {
						add(arg.Pos(), pattern, s)
					}
				}
			}
		case *ast.SwitchStmt:
			words(n.Pos(), literals(caseValues(n)))
		case *ast.BasicLit:
			if s, ok := literal(n); ok && isPattern(s) {
				add(n.Pos(), pattern, s)
			}
		}
		return true
	})
	return list
}

// literal is the text of a string, or of strings that are added up, in which
// what else is added stands for a space.
func literal(e ast.Expr) (s string, ok bool) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return literal(e.X)
	case *ast.BinaryExpr:
		a, left := literal(e.X)
		b, right := literal(e.Y)
		if !left && !right || e.Op != token.ADD {
			return "", false
		}
		return a + " " + b, true
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	}
	return "", false
}

func literals(all []ast.Expr) (list []string) {
	for _, e := range all {
		if s, ok := literal(e); ok {
			list = append(list, s)
		}
	}
	return list
}

// literalParts are the keys and the values of a literal. Those of a struct have names
// for keys, which are no strings.
func literalParts(lit *ast.CompositeLit) (keys, values []ast.Expr) {
	for _, e := range lit.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			keys, values = append(keys, pair.Key), append(values, pair.Value)
		} else {
			values = append(values, e)
		}
	}
	return keys, values
}

func caseValues(s *ast.SwitchStmt) (all []ast.Expr) {
	for _, clause := range s.Body.List {
		if c, ok := clause.(*ast.CaseClause); ok {
			all = append(all, c.List...)
		}
	}
	return all
}

// nameOf is the name of a function, without that of its package.
func nameOf(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

var (
	// setMaker is what functions are called that cut a text into words.
	setMaker = regexp.MustCompile(`^(?:Fields|FieldsSeq|Split|SplitSeq)$|(?i)(?:set|list|words)(?:of)?$`)
	// lowerWord is a word in small letters, or what a table has of one: "two:2", "may/mai".
	lowerWord = regexp.MustCompile(`^\p{Ll}+(?:['’.-]\p{Ll}+)*(?:[:/][\p{Ll}\d_.-]+)*\.?$`)
	// syntaxMark is in patterns and nowhere else.
	syntaxMark = regexp.MustCompile(`\(\?|\\[bsdwWS]|\)[?*+]|\[\^?[a-zA-Z]-`)
	// alternative is two words to choose from.
	alternative = regexp.MustCompile(`[a-zA-Z]{3,}[?)]*\|[(?:i]*[a-zA-Z]{3,}`)
)

// isWordList reports whether a text is a list of six words or more, in small
// letters, and no phrase: in a phrase some words are stop words, and others not.
func isWordList(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n;|", r) })
	if len(words) < 6 {
		return false
	}
	stops := 0
	for _, w := range words {
		if !lowerWord.MatchString(w) {
			return false
		}
		if text.English().Common.Stop[w] {
			stops++
		}
	}
	return len(words) > 20 || 6*stops <= len(words) || 12*stops >= 11*len(words)
}

// isPattern reports whether a text is a pattern that has two words to choose
// from.
func isPattern(s string) bool { return syntaxMark.MatchString(s) && alternative.MatchString(s) }

// areWords reports whether at least four of these texts, and three in four, are
// words of the tables.
func (d *detector) areWords(all []string) bool {
	n := 0
	for _, s := range all {
		if d.known[s] {
			n++
		}
	}
	return n >= 4 && 4*n >= 3*len(all)
}

func TestDetector(t *testing.T) {
	t.Parallel()
	d := newDetector()
	for code, want := range map[string]string{
		"var v = set(\"mister madam doctor professor captain judge\")":                         wordList,
		"var v = strings.Fields(`mister madam;\n doctor professor captain judge`)":             wordList,
		"const c = \"the a an of to in and\"":                                                  wordList,
		"var v = table{titles: \"mister|madam|doctor|professor|captain|judge\"}":               wordList,
		"var v = map[string]string{\"x\": \"one:1 two:2 three:3 four:4 five:5 six:6\"}":        wordList,
		"func f() { list := \"mister madam doctor \" + \"professor captain judge\"; g(list) }": wordList,
		"var v = regexp.MustCompile(`(?i)^(?:mister|madam) `)":                                 pattern,
		"func f() { g(`\\b(yesterday|today)\\b`) }":                                            pattern,
		"var v = lazy(`(?i)` + head + ` (?:said|told) `)":                                      pattern,
		"var v = regexp.MustCompile(`yesterday|today`)":                                        pattern,
		"func f() { switch w { case \"january\", \"february\": case \"march\", \"april\": } }": cases,
		"var v = map[string]int{\"monday\": 1, \"tuesday\": 2, \"friday\": 5, \"sunday\": 7}":  cases,
		"var v = []string{\"he\", \"she\", \"it\", \"they\"}":                                  cases,

		"var err = errors.New(\"the stream broke off before its end was there\")":        "",
		"var v = routes{name: \"edit the reply to an interaction\"}":                     "",
		"type t struct { a int `json:\"mister madam doctor professor captain judge\"` }": "",
		"const c = \"SELECT id, title FROM stories WHERE source = ?\"":                   "",
		"var v = table{\"bot\": \"knowledge/text knowledge/text/lang Bot\"}":             "",
		"var v = regexp.MustCompile(`^[a-z]+(?:-[a-z]+)*$`)":                             "",
		"var v = \"json|yaml\"": "",
		"func f() { switch w { case \"http\", \"https\", \"file\", \"ftp\": } }":     "",
		"var v = []string{\"title\", \"date\", \"href\", \"rel\", \"src\", \"alt\"}": "",
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "f.go", "package p\n"+code, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range d.findings(file) {
			got += f.kind
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", code, got, want)
		}
	}
	for file, want := range map[string]bool{
		"knowledge/text/en/en.go": true, "knowledge/text/de/titles.go": true, "knowledge/text/lang/lang.go": false, "knowledge/text/when.go": false,
		"prompts/prompts.go": true, "knowledge/sample/sample.go": true, "bot/bot.go": false, "bot/words/en.go": true, "bot/wordspace/en.go": false, "bot/bot_test.go": true, "bot/testdata/x.go": true,
	} {
		if got := holdsLanguages(file); got != want {
			t.Errorf("%s: %v, want %v", file, got, want)
		}
	}
}
