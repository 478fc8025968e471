package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/joho/godotenv"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestDocumentBlocks holds the blocks of code that are no commands to what they are of.
func TestDocumentBlocks(t *testing.T) {
	t.Parallel()
	compiler := apiSchemas(t)
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

// TestDocumentKinds finds every kind of a note, of what was dropped, of a check and of an answer, as
// the API describes them, in the documents.
func TestDocumentKinds(t *testing.T) {
	t.Parallel()
	checking, api := readDocument(t, "../../docs/checking.md"), readDocument(t, "../../docs/api.md")
	for place, d := range map[string]document{"Note/properties/kind": checking, "Dropped/properties/kind": api, "Claim/properties/checked": api, "Answer/properties/mode": api} {
		schema, err := apiSchemas(t).Compile("openapi.json#/components/schemas/" + place)
		if err != nil {
			t.Fatal(err)
		}
		if len(schema.Enum.Values) < 3 {
			t.Errorf("%s has only %v", place, schema.Enum.Values)
		}
		for _, kind := range schema.Enum.Values {
			if !slices.Contains(d.spans, fmt.Sprint(kind)) {
				t.Errorf("%s does not tell of %v of %s", d.name, kind, place)
			}
		}
	}
}

// apiSchemas compiles the schemas of the description of the API.
func apiSchemas(t *testing.T) *jsonschema.Compiler {
	t.Helper()
	data, err := os.ReadFile("../../bot/web/page/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	api, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("openapi.json", api); err != nil {
		t.Fatal(err)
	}
	return compiler
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
