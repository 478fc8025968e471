package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/joho/godotenv"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// document is a Markdown file that people read.
type document struct {
	name    string // from the root: docs/api.md
	text    string
	blocks  []codeBlock
	spans   []string // of code, within the text
	links   []string // and images, as they are written
	anchors []string // of the headings, as GitHub makes them
}

// codeBlock is a fenced block of code.
type codeBlock struct {
	lang, text string
	mark       string // the comment before it: <!-- mark -->
}

// documents are README.md, the pages of docs/, and the other files beside them.
func documents(t *testing.T) []document {
	t.Helper()
	names := []string{"../../README.md", "../../CONTRIBUTING.md", "../../deploy/README.md"}
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) < 9 {
		t.Fatalf("%q, %v", pages, err)
	}
	var all []document
	for _, name := range append(names, pages...) {
		all = append(all, readDocument(t, name))
	}
	return all
}

func readDocument(t *testing.T, file string) document {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := document{name: strings.TrimPrefix(filepath.ToSlash(file), "../../"), text: string(source)}
	err = ast.Walk(goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source)), func(n ast.Node, enters bool) (ast.WalkStatus, error) {
		if enters {
			d.add(n, source)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// add takes what is wanted of a node.
func (d *document) add(n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Heading:
		d.anchors = append(d.anchors, anchor(plainText(n, source)))
	case *ast.Link:
		d.links = append(d.links, string(n.Destination))
	case *ast.Image:
		d.links = append(d.links, string(n.Destination))
	case *ast.CodeSpan:
		d.spans = append(d.spans, strings.Join(strings.Fields(plainText(n, source)), " "))
	case *ast.FencedCodeBlock:
		b := codeBlock{lang: string(n.Language(source)), text: string(n.Lines().Value(source))}
		if before, ok := n.PreviousSibling().(*ast.HTMLBlock); ok {
			b.mark = strings.Trim(string(before.Lines().Value(source)), "<!-> \n")
		}
		d.blocks = append(d.blocks, b)
	}
}

// plainText is the text within a node.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, enters bool) (ast.WalkStatus, error) {
		if leaf, ok := n.(*ast.Text); ok && enters {
			b.Write(leaf.Segment.Value(source))
			if leaf.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// anchor is what GitHub makes of a heading.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}

// TestDocumentLinks follows every link and anchor of every Markdown file.
func TestDocumentLinks(t *testing.T) {
	t.Parallel()
	known := map[string]document{}
	for _, d := range documents(t) {
		known[d.name] = d
	}
	known["CHANGELOG.md"] = readDocument(t, "../../CHANGELOG.md")
	followed := 0
	for _, d := range known {
		for _, l := range d.links {
			if strings.HasPrefix(l, "https://") {
				continue
			}
			followed++
			if fault := follow(d.name, l, known); fault != "" {
				t.Errorf("%s: [%s]: %s", d.name, l, fault)
			}
		}
	}
	if followed < 40 {
		t.Errorf("only %d links were followed", followed)
	}
	for l, want := range map[string]string{"gone.md": "there is no docs/gone.md", "api.md#gone": "docs/api.md has no #gone", "../../up": "there is no ../up", "#json": "", "http://x": "it is not https"} {
		if got := follow("docs/api.md", l, known); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

// follow says why a link of the file from leads nowhere.
func follow(from, link string, known map[string]document) string {
	if strings.Contains(link, ":") {
		return "it is not https"
	}
	file, fragment, _ := strings.Cut(link, "#")
	to := from
	if file != "" {
		to = path.Join(path.Dir(from), file)
	}
	if _, err := os.Stat(filepath.Join("../..", to)); err != nil || strings.HasPrefix(to, "..") {
		return "there is no " + to
	}
	if fragment != "" && !slices.Contains(known[to].anchors, fragment) {
		return to + " has no #" + fragment
	}
	return ""
}

// TestReadmeIsShort keeps the README what one reads at once, and the page of every document within
// its reach.
func TestReadmeIsShort(t *testing.T) {
	t.Parallel()
	readme := readDocument(t, "../../README.md")
	if n := len(strings.Fields(readme.text)); n < 500 || n > 800 {
		t.Errorf("the README has %d words: 500 to 800 are wanted; what is beyond belongs into docs/", n)
	}
	for _, d := range documents(t) {
		if strings.HasPrefix(d.name, "docs/") && !slices.Contains(readme.links, d.name) {
			t.Errorf("the README does not lead to %s", d.name)
		}
	}
	picture, err := os.Stat("../../docs/answer.svg")
	if err != nil || picture.Size() > 10_000 {
		t.Errorf("the picture: %v, or larger than 10 kB", err)
	}
}

// What the documents name in code.
var (
	namedSetting = regexp.MustCompile(`^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?$|^([A-Z]+)=`)
	namedRoute   = regexp.MustCompile(`^(?:GET|POST) /\S*$`)
	namedFile    = regexp.MustCompile(`^(?:cmd|bot|knowledge|prompts|deploy|docs)/[\w./-]+$`)
	namedMetric  = regexp.MustCompile(`\bstorybot_[a-z_]+`)
)

// notMetrics begin as the names of metrics do.
var notMetrics = regexp.MustCompile(`^storybot_visitor$`)

// TestDocumentNames finds every setting, route, file, metric, command and test that the documents
// name, and every metric and route in docs/api.md.
func TestDocumentNames(t *testing.T) {
	t.Parallel()
	code := readCode(t)
	seen := map[string]int{}
	for _, d := range documents(t) {
		spans := d.spans
		for _, b := range d.blocks {
			if b.lang == "sh" {
				spans = append(spans, shellLines(b.text)...)
			}
		}
		for _, span := range spans {
			kind, fault := code.fault(span)
			seen[kind]++
			if fault != "" {
				t.Errorf("%s: `%s`: %s", d.name, span, fault)
			}
		}
		for _, name := range namedMetric.FindAllString(d.text, -1) {
			if !code.metrics[strings.TrimSuffix(name, "_bucket")] && !notMetrics.MatchString(name) {
				t.Errorf("%s: there is no metric %s", d.name, name)
			}
		}
		if d.name == "docs/api.md" {
			for name := range code.metrics {
				if !strings.Contains(d.text, "`"+name+"`") {
					t.Errorf("%s does not tell of the metric %s", d.name, name)
				}
			}
			for route := range code.routes {
				if code.public(route) && !strings.Contains(d.text, "`"+route+"`") {
					t.Errorf("%s does not tell of %s", d.name, route)
				}
			}
		}
	}
	for kind, least := range map[string]int{"setting": 40, "route": 15, "file": 40, "storybot": 50, "go": 30} {
		if seen[kind] < least {
			t.Errorf("only %d of %s were found: %v", seen[kind], kind, seen)
		}
	}
	for _, bad := range []string{"NO_SUCH_SETTING", "STORYBOT_NOTHING=1 go test ./bot", "GET /nothing", "bot/nothing.go", "storybot nothing", "storybot ask --nothing",
		"storybot --nothing ask", "go test ./nothing", "go test ./bot -run NothingAtAll", "go test ./bot/verify -run 'VerifyModel|NothingAtAll'", "go run ./cmd/nothing"} {
		if _, fault := code.fault(bad); fault == "" {
			t.Errorf("`%s` passes", bad)
		}
	}
}

// TestDocumentBlocks holds the blocks of code that are no commands to what they are of.
func TestDocumentBlocks(t *testing.T) {
	t.Parallel()
	compiler := jsonschema.NewCompiler()
	data, err := os.ReadFile("../../bot/web/page/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	api, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiler.AddResource("openapi.json", api); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, d := range documents(t) {
		for _, b := range d.blocks {
			seen[b.lang]++
			var err error
			switch b.lang {
			case "sh", "text": // see TestExamples
			case "yaml": // see knowledge/source
				if b.text == "" || d.name != "docs/sources.md" {
					err = fmt.Errorf("nobody reads it")
				}
			case "dotenv":
				err = dotenvFault(t, b.text)
			case "json":
				err = jsonFault(compiler, b)
			case "caddyfile":
				err = within("../../deploy/Caddyfile", b.text)
			default:
				err = fmt.Errorf("it is not known how to try it")
			}
			if err != nil {
				t.Errorf("%s: a block of %q: %v\n%s", d.name, b.lang, err, b.text)
			}
		}
	}
	for lang, least := range map[string]int{"sh": 12, "yaml": 1, "dotenv": 3, "json": 5, "caddyfile": 1} {
		if seen[lang] < least {
			t.Errorf("only %d blocks of %s: %v", seen[lang], lang, seen)
		}
	}
	for _, bad := range []codeBlock{{lang: "json", text: `{`}, {lang: "json", text: `{"mode": "none"}`, mark: "Answer"}, {lang: "json", text: `{"mcpServers": {"a": {"command": "storybot", "args": ["gone"]}}}`}} {
		if jsonFault(compiler, bad) == nil {
			t.Errorf("%+v passes", bad)
		}
	}
	if dotenvFault(t, "GONE=1") == nil || dotenvFault(t, "LOG_LEVEL=loud") == nil || within("../../deploy/Caddyfile", "bot.example.net {\n}\n") == nil {
		t.Error("a wrong block passes")
	}
}

// dotenvFault says what is wrong with a part of the file .env.
func dotenvFault(t *testing.T, block string) error {
	t.Helper()
	set, err := godotenv.Unmarshal(block)
	if err != nil {
		return err
	}
	values := defaults(t)
	for name, text := range set {
		at := slices.IndexFunc(values, func(v value) bool { return v.name == name })
		if at < 0 {
			return fmt.Errorf("there is no setting %s", name)
		}
		values[at].text = text
	}
	_, err = parse(values)
	return err
}

// jsonFault says what is wrong with a block of JSON: one with a mark is of that schema of the API,
// one without tells other programs how to start this one.
func jsonFault(compiler *jsonschema.Compiler, b codeBlock) error {
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(b.text))
	if err != nil {
		return err
	}
	if b.mark == "" {
		servers, _ := value.(map[string]any)["mcpServers"].(map[string]any)
		server, _ := servers["storybot"].(map[string]any)
		args, _ := server["args"].([]any)
		if server["command"] != "storybot" || len(args) == 0 {
			return fmt.Errorf("it is of no schema, and starts no storybot")
		}
		return wholeCommand("storybot " + strings.Trim(fmt.Sprint(args), "[]"))
	}
	schema, err := compiler.Compile("openapi.json#/components/schemas/" + b.mark)
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// within says whether the lines of block stand in a file, comments aside.
func within(file, block string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			lines = append(lines, line)
		}
	}
	if !strings.Contains(strings.Join(lines, ""), block) {
		return fmt.Errorf("it does not stand in %s", file)
	}
	return nil
}

// Figures: shares, parts of a whole, and what has a unit.
var (
	shareFigure = regexp.MustCompile(`\b\d\.\d{3}\b|\b\d+ of \d[\d,]*\d`)
	unitFigure  = regexp.MustCompile(`\b\d[\d.,]* (?:MB|kB|ms|s)\b`)
)

// TestFiguresAgree finds the figures that other pages tell in the benchmarks, which name their commands.
func TestFiguresAgree(t *testing.T) {
	t.Parallel()
	benchmarks := strings.ReplaceAll(readDocument(t, "../../docs/benchmarks.md").text, "**", "")
	_, checking, _ := strings.Cut(readDocument(t, "../../docs/checking.md").text, "## How often it is wrong")
	_, capacity, _ := strings.Cut(readDocument(t, "../../docs/operating.md").text, "## Capacity")
	capacity, _, _ = strings.Cut(capacity, "What the bot holds itself to")
	figures := append(shareFigure.FindAllString(checking, -1), unitFigure.FindAllString(capacity, -1)...)
	if len(figures) < 30 {
		t.Errorf("only %d figures: %q", len(figures), figures)
	}
	for _, figure := range figures {
		if !strings.Contains(benchmarks, figure) {
			t.Errorf("%s stands in docs/checking.md or docs/operating.md, and not in docs/benchmarks.md", figure)
		}
	}
}
