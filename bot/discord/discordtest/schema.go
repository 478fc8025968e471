package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Where the description is read into: as it is, and with unknown fields forbidden.
const (
	laxDoc    = "https://discord.test/lax.json"
	strictDoc = "https://discord.test/strict.json"
)

// schemas is Discord's OpenAPI description, ready to check by. It may be used concurrently.
type schemas struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema // nil: not described
}

// usual is the description found beside the repository, read once a process; nil: none.
var usual = sync.OnceValues(func() (*schemas, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("look for the OpenAPI description: %w", err)
	}
	for {
		path := filepath.Join(dir, "shared", "discord", "openapi.json")
		if _, err := os.Stat(path); err == nil {
			return readSchemas(path)
		}
		up := filepath.Dir(dir)
		if up == dir {
			return nil, nil //nolint:nilnil // none is no failure
		}
		dir = up
	}
})

func findSchemas(t T, path string) *schemas {
	t.Helper()
	if path == NoOpenAPI {
		return nil
	}
	read := usual
	if path != "" {
		read = func() (*schemas, error) { return readSchemas(path) }
	}
	found, err := read()
	switch {
	case err != nil:
		t.Fatalf("discordtest: %v", err)
	case found == nil:
		t.Logf("discordtest: no ../shared/discord/openapi.json: bodies are not checked by Discord's description")
	}
	return found
}

func readSchemas(path string) (*schemas, error) {
	text, err := os.ReadFile(path) //nolint:gosec // a test names its own file
	if err != nil {
		return nil, fmt.Errorf("read the OpenAPI description: %w", err)
	}
	c := jsonschema.NewCompiler()
	for _, name := range []string{laxDoc, strictDoc} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if name == strictDoc {
			forbidUnknown(doc, false)
		}
		if err := c.AddResource(name, doc); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
	return &schemas{compiler: c, compiled: map[string]*jsonschema.Schema{}}, nil
}

// forbidUnknown has every object with properties refuse all others. Inside allOf it
// must not: there each part describes some of the fields only. names tells that the
// keys of the value are names of fields, not words of the language.
func forbidUnknown(v any, names bool) {
	switch v := v.(type) {
	case map[string]any:
		if _, object := v["properties"].(map[string]any); object && !names {
			v["unevaluatedProperties"] = false
		}
		for key, child := range v {
			if names || key != "allOf" {
				forbidUnknown(child, !names && key == "properties")
			}
		}
	case []any:
		for _, child := range v {
			forbidUnknown(child, false)
		}
	}
}

// get compiles the schema at a pointer into a document; nil if there is none there.
func (s *schemas) get(doc string, steps ...string) *jsonschema.Schema {
	for n, step := range steps {
		step = strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
		steps[n] = url.PathEscape(step)
	}
	at := doc + "#/" + strings.Join(steps, "/")
	s.mu.Lock()
	defer s.mu.Unlock()
	found, known := s.compiled[at]
	if !known {
		found, _ = s.compiler.Compile(at) // not there: not described
		s.compiled[at] = found
	}
	return found
}

func (s *schemas) request(doc, method, route string) *jsonschema.Schema {
	return s.get(doc, "paths", route, strings.ToLower(method), "requestBody", "content", "application/json", "schema")
}

// checkComponent checks a value by a named schema, unknown fields allowed.
func (s *schemas) checkComponent(name string, value any) error {
	return validate(s.get(laxDoc, "components", "schemas", name), jsonOf(value))
}

func (s *schemas) checkAnswer(method, route, status string, value any) error {
	schema := s.get(laxDoc, "paths", route, strings.ToLower(method), "responses", status, "content", "application/json", "schema")
	if schema == nil {
		return fmt.Errorf("no answer %s is described", status)
	}
	return validate(schema, jsonOf(value))
}

func validate(schema *jsonschema.Schema, text []byte) error {
	if schema == nil {
		return errors.New("there is no such schema")
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("no JSON: %w", err)
	}
	return valid(schema, value)
}

func valid(schema *jsonschema.Schema, value any) error {
	if err := schema.Validate(value); err != nil {
		text, _ := json.Marshal(value)
		return fmt.Errorf("%w in %.600s", err, text)
	}
	return nil
}

// Described reports whether bodies are checked by Discord's OpenAPI description.
func (s *Server) Described() bool { return s.schema != nil }
