package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/storybot/storybot"

// arrows are all edges that may be between our packages: a package, and what
// it may import. cmd may import everything but what is there for tests. A new
// package, or a new edge, is a line here, and a decision.
var arrows = map[string]string{
	"cmd/storybot":         "*",
	"cmd/storybot/archive": "",
	"cmd/storybot/store":   "bot/journal bot/lease bot/limit cmd/storybot/archive knowledge knowledge/local knowledge/postgres knowledge/private knowledge/source/plain knowledge/weaviate",

	"bot":             "bot/antecedent bot/choose bot/choose/alike bot/compare bot/compare/asof bot/compare/current bot/event bot/intent bot/limit bot/naming bot/once bot/outlet bot/period bot/stray bot/verify bot/words/say bot/write prompts knowledge knowledge/text",
	"bot/choose":      "bot/choose/alike bot/choose/ask bot/choose/deed bot/choose/idle bot/choose/near bot/choose/shape bot/choose/thing bot/speaker knowledge/text knowledge/text/quotation knowledge/text/share",
	"bot/choose/idle": "knowledge/text",
	"bot/antecedent":  "bot/choose/ask bot/choose/shape bot/choose/thing knowledge/text",
	"bot/speaker":     "knowledge/text",
	"bot/stray":       "knowledge knowledge/text",
	"bot/compare":     "bot/choose bot/compare/contrary bot/compare/match bot/compare/quantity bot/compare/scope bot/compare/topic knowledge knowledge/text",
	"bot/verify":      "bot/verify/when knowledge/spelling knowledge/text knowledge/text/quotation knowledge/text/share",
	"bot/verify/when": "knowledge/text",
	"bot/write":       "bot/choose bot/verify knowledge knowledge/text prompts",
	"bot/completions": "bot bot/desk bot/markup",
	"bot/markup":      "bot",
	"bot/desk":        "bot bot/desk/tally bot/words knowledge knowledge/keys knowledge/source/refusal prompts",
	"bot/desk/tally":  "",
	"bot/discord":     "bot bot/desk bot/discord/offer bot/discord/operate bot/discord/panel bot/discord/permit bot/discord/render bot/discord/wire bot/guild bot/words knowledge",
	"bot/event":       "bot/words/say knowledge knowledge/text",
	"bot/intent":      "knowledge/text",
	"bot/period":      "knowledge knowledge/text",
	"bot/outlet":      "knowledge/text",
	"bot/eval":        "bot bot/choose bot/speaker bot/verify knowledge knowledge/text prompts",
	"bot/guild":       "",
	"bot/journal":     "bot bot/words/say",
	"bot/lease":       "",
	"bot/limit":       "",
	"bot/naming":      "bot/words/say knowledge knowledge/text",
	"bot/once":        "",
	"bot/llm":         "bot knowledge prompts",
	"bot/mcp":         "bot bot/desk knowledge",
	"bot/web":         "bot bot/desk bot/desk/tally bot/markup bot/web/gate bot/words knowledge knowledge/text",
	"bot/web/gate":    "bot/desk",
	"bot/words":       "",
	"bot/words/say":   "",

	"bot/compare/asof":     "bot/choose bot/compare bot/compare/topic knowledge knowledge/text",
	"bot/compare/contrary": "bot/choose bot/compare/scope knowledge/text",
	"bot/compare/current":  "bot/choose bot/compare bot/compare/scope bot/compare/topic knowledge knowledge/text",
	"bot/compare/match":    "bot/choose bot/compare/scope knowledge/text",
	"bot/compare/quantity": "knowledge/text",
	"bot/compare/topic":    "knowledge knowledge/text",
	"bot/compare/scope":    "knowledge/text",

	"prompts": "knowledge",

	"knowledge":                "knowledge/bm25 knowledge/cadence knowledge/slug knowledge/spelling knowledge/text knowledge/turns knowledge/wording",
	"knowledge/bm25":           "",
	"knowledge/cadence":        "",
	"knowledge/slug":           "",
	"knowledge/spelling":       "knowledge/text",
	"knowledge/turns":          "",
	"knowledge/local/disk":     "",
	"knowledge/local/hurt":     "",
	"knowledge/local/keys":     "",
	"knowledge/local/packed":   "knowledge knowledge/text",
	"knowledge/local/vectors":  "knowledge/local/packed",
	"knowledge/local/replaced": "knowledge/local/packed",
	"knowledge/local":          "knowledge knowledge/bm25 knowledge/local/disk knowledge/local/hurt knowledge/local/keys knowledge/local/packed knowledge/local/replaced knowledge/local/vectors knowledge/local/zapfile knowledge/private knowledge/text",
	"knowledge/local/zapfile":  "",
	"knowledge/postgres":       "knowledge knowledge/local knowledge/local/packed",
	"knowledge/weaviate":       "knowledge knowledge/local/packed knowledge/local/vectors",
	"knowledge/private":        "",
	"knowledge/wording":        "knowledge/text",
	"knowledge/sample":         "knowledge knowledge/text",
	"knowledge/source":         "knowledge knowledge/source/office knowledge/source/page knowledge/source/pdf knowledge/source/plain knowledge/source/web knowledge/text",
	"knowledge/source/ownlist": "knowledge knowledge/source knowledge/source/refusal",
	"knowledge/source/refusal": "",
	"knowledge/source/office":  "knowledge knowledge/source/plain knowledge/text",
	"knowledge/source/page":    "knowledge knowledge/source/plain knowledge/text knowledge/text/dated",
	"knowledge/source/pdf":     "knowledge knowledge/source/plain knowledge/text",
	"knowledge/source/plain":   "knowledge knowledge/text knowledge/text/dated",
	"knowledge/keys":           "",
	"knowledge/source/web":     "knowledge knowledge/keys knowledge/source/page knowledge/source/pdf knowledge/source/plain knowledge/text knowledge/text/dated",
	"knowledge/text":           "knowledge/text/en knowledge/text/fold knowledge/text/lang knowledge/text/memo knowledge/text/world",
	"knowledge/text/dated":     "knowledge/text knowledge/text/world",
	"knowledge/text/en":        "knowledge/text/lang",
	"knowledge/text/share":     "knowledge/text",
	"knowledge/text/quotation": "knowledge/text",
	"knowledge/text/lang":      "",
	"knowledge/text/memo":      "",
	"knowledge/text/fold":      "",
	"knowledge/text/world":     "",

	"bot/choose/alike":          "knowledge/spelling knowledge/text",
	"bot/choose/ask":            "bot/choose/shape knowledge/text",
	"bot/choose/deed":           "bot/choose/shape bot/choose/thing knowledge/text",
	"bot/choose/thing":          "bot/choose/ask bot/choose/shape knowledge/text",
	"bot/choose/near":           "",
	"bot/choose/shape":          "knowledge/text",
	"bot/discord/wire":          "",
	"bot/discord/render":        "bot bot/desk bot/guild bot/words bot/words/say knowledge knowledge/text",
	"bot/discord/offer":         "bot/discord/operate bot/discord/permit bot/discord/render bot/words",
	"bot/discord/panel":         "bot/guild bot/words",
	"bot/discord/operate":       "bot/desk bot/discord/render bot/guild bot/words knowledge",
	"bot/discord/permit":        "bot/words",
	"bot/discord/discordtest":   "",
	"bot/llm/modeltest":         "",
	"knowledge/indextest":       "knowledge knowledge/text",
	"knowledge/postgres/pgtest": "",

	"knowledge/weaviate/weaviatetest": "",
}

// testArrows are the further edges that files of tests may have.
var testArrows = map[string]string{
	"bot":                 "knowledge/local",
	"bot/choose":          "knowledge",
	"bot/completions":     "knowledge",
	"bot/lease":           "knowledge/postgres knowledge/postgres/pgtest",
	"bot/limit":           "knowledge/postgres knowledge/postgres/pgtest",
	"bot/markup":          "knowledge",
	"bot/event":           "knowledge/sample",
	"bot/journal":         "knowledge/postgres knowledge/postgres/pgtest",
	"bot/desk":            "bot/limit bot/verify knowledge/local knowledge/text",
	"bot/discord":         "bot/discord/discordtest knowledge/text",
	"bot/discord/operate": "knowledge/source/refusal",
	"bot/web":             "bot/words/say",
	"cmd/storybot":        "bot/discord/discordtest bot/llm/modeltest knowledge/postgres/pgtest knowledge/weaviate/weaviatetest",
	"knowledge/local":     "knowledge/indextest",
	"knowledge/postgres":  "knowledge/indextest knowledge/postgres/pgtest",
	"knowledge/weaviate":  "knowledge/indextest knowledge/local knowledge/postgres knowledge/postgres/pgtest knowledge/text knowledge/weaviate/weaviatetest",
}

// testOnly are packages that no program may import.
var testOnly = []string{"bot/discord/discordtest", "bot/llm/modeltest", "knowledge/indextest", "knowledge/postgres/pgtest", "knowledge/weaviate/weaviatetest"}

// edge is one import line between two of our packages.
type edge struct {
	file, from, to string
	test           bool
}

// fault tells what is wrong with the edge, and the line to add if it is meant;
// nothing where the table has it.
func (e edge) fault(table, testTable map[string]string) string {
	to, known := table[e.from]
	switch {
	case !known:
		return fmt.Sprintf("%s: the package %s is not in the table; if it is meant to be there, add to arrows:\n\t%q: %q,", e.file, e.from, e.from, e.to)
	case e.test && (e.from == e.to || has(testTable[e.from], e.to)):
		return ""
	case to == "*" && !slices.Contains(testOnly, e.to) || has(to, e.to):
		return ""
	case e.test:
		return fmt.Sprintf("%s imports %s; if it is meant to, put into testArrows:\n\t%q: %q,", e.file, e.to, e.from, strings.TrimSpace(testTable[e.from]+" "+e.to))
	}
	return fmt.Sprintf("%s imports %s; if it is meant to, put into arrows:\n\t%q: %q,", e.file, e.to, e.from, strings.TrimSpace(to+" "+e.to))
}

func has(list, word string) bool { return slices.Contains(strings.Fields(list), word) }

// TestArrows reads the import lines of every file itself (a go list would be
// cached) and holds them to the table, in which nothing may be left over.
func TestArrows(t *testing.T) {
	t.Parallel()
	packages, edges := readEdges(t)
	if len(packages) < 10 || len(edges) < 100 {
		t.Fatalf("only %d packages and %d imports were read", len(packages), len(edges))
	}
	drawn := make(map[string]bool)
	for _, e := range edges {
		if fault := e.fault(arrows, testArrows); fault != "" {
			t.Error(fault)
		}
		drawn[e.from+" "+e.to] = true
	}
	for _, p := range packages {
		if _, ok := arrows[p]; !ok {
			t.Errorf("the package %s is not in the table; add to arrows:\n\t%q: %q,", p, p, "")
		}
	}
	for _, table := range []map[string]string{arrows, testArrows} {
		for from, list := range table {
			if !slices.Contains(packages, from) {
				t.Errorf("the table has %s, which is gone", from)
			}
			for _, to := range strings.Fields(list) {
				if to != "*" && !drawn[from+" "+to] {
					t.Errorf("the table has an arrow from %s to %s, which no file draws", from, to)
				}
			}
		}
	}
	if cycle := findCycle(arrows); cycle != "" {
		t.Errorf("the table has a cycle: %s", cycle)
	}
}

// readEdges returns our packages and their imports of one another.
func readEdges(t *testing.T) (packages []string, edges []edge) {
	t.Helper()
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
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("../..", name)
		if err != nil {
			return err
		}
		from := path.Dir(filepath.ToSlash(rel))
		if !slices.Contains(packages, from) {
			packages = append(packages, from)
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if to, ours := strings.CutPrefix(imported, module+"/"); ours {
				edges = append(edges, edge{file: rel, from: from, to: to, test: strings.HasSuffix(name, "_test.go")})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages, edges
}

// findCycle returns a way from a package back to itself, or nothing.
func findCycle(table map[string]string) string {
	var visit func(at string, way []string) string
	visit = func(at string, way []string) string {
		if i := slices.Index(way, at); i >= 0 {
			return strings.Join(append(way[i:], at), " -> ")
		}
		for _, to := range strings.Fields(table[at]) {
			if cycle := visit(to, append(slices.Clone(way), at)); cycle != "" {
				return cycle
			}
		}
		return ""
	}
	for from := range table {
		if cycle := visit(from, nil); cycle != "" {
			return cycle
		}
	}
	return ""
}

func TestArrowFaults(t *testing.T) {
	t.Parallel()
	table := map[string]string{"cmd/storybot": "*", "bot": "knowledge", "knowledge": "", "knowledge/local": "knowledge"}
	tests := map[string]string{"knowledge/local": "knowledge/indextest"}
	for _, c := range []struct {
		from, to string
		test     bool
		want     string // the line to add; empty: no fault
	}{
		{from: "cmd/storybot", to: "knowledge/local"},
		{from: "cmd/storybot", to: "knowledge/indextest", want: `"cmd/storybot": "* knowledge/indextest",`},
		{from: "bot", to: "knowledge"},
		{from: "bot", to: "knowledge/local", want: `"bot": "knowledge knowledge/local",`},
		{from: "bot", to: "bot", want: `"bot": "knowledge bot",`},
		{from: "bot", to: "bot", test: true},
		{from: "knowledge", to: "bot", want: `"knowledge": "bot",`},
		{from: "knowledge/local", to: "knowledge/indextest", want: `"knowledge/local": "knowledge knowledge/indextest",`},
		{from: "knowledge/local", to: "knowledge/indextest", test: true},
		{from: "knowledge/local", to: "bot", test: true, want: `"knowledge/local": "knowledge/indextest bot",`},
		{from: "bot/new", to: "bot", want: `"bot/new": "bot",`},
	} {
		got := edge{file: "f.go", from: c.from, to: c.to, test: c.test}.fault(table, tests)
		if c.want == "" && got != "" || c.want != "" && !strings.HasSuffix(got, "\n\t"+c.want) {
			t.Errorf("%s -> %s (test %v): %q, want the line %q", c.from, c.to, c.test, got, c.want)
		}
	}
	if got := findCycle(map[string]string{"a": "b", "b": "c", "c": "b"}); !strings.Contains(got, "b -> c -> b") && !strings.Contains(got, "c -> b -> c") {
		t.Errorf("the cycle of b and c is told as %q", got)
	}
}
