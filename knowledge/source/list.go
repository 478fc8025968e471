package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// Entry is one source of a list of sources.
type Entry struct {
	Name       string // unique within the list; Where as it is written there, unless the list names it
	Kind       string // folder, file, feed, sitemap, page or zip (of the web); empty: found out
	Where      string // a place of this machine, relative to the working directory or absolute, or an address
	Collection string // of the stories that name none
	Outlet     string // of the stories that name none
	Label      knowledge.Label
	Include    []string       // patterns of what is read; empty: all
	Exclude    []string       // patterns of what is not
	Interval   *time.Duration // it is looked at again by itself so often; nil: as the program's setting has it; 0: never
}

// Source makes the source of the entry. What o says of all sources holds, but
// for what the entry says of its own.
func (e Entry) Source(o Options) (knowledge.Source, error) {
	o.Name, o.Kind, o.Outlet, o.Label, o.Include, o.Exclude = e.Name, e.Kind, e.Outlet, e.Label, e.Include, e.Exclude
	o.Collection = plain.First(e.Collection, o.Collection)
	return Open(e.Where, o)
}

// IsList reports whether an entry of STORIES is a list of sources by its name: a
// file of this machine that ends in .yaml or .yml.
func IsList(where string) bool {
	where = strings.ToLower(strings.TrimSpace(where))
	scheme, _, address := strings.Cut(where, "://")
	return (strings.HasSuffix(where, ".yaml") || strings.HasSuffix(where, ".yml")) && (!address || scheme == "file")
}

// withoutScheme is the path of a place of this machine that is written with file://.
func withoutScheme(where string) string {
	where = strings.TrimSpace(where)
	if scheme, path, ok := strings.Cut(where, "://"); ok && strings.EqualFold(scheme, "file") {
		return path
	}
	return where
}

// listFileBytes is how long a list of sources may be.
const listFileBytes = 4 << 20

// ReadList reads a list of sources, in its order. Paths in it are relative to
// the folder it is in. Its error names all mistakes, one a line, each with the
// file, the line and the field.
func ReadList(path string) ([]Entry, error) {
	path = withoutScheme(path)
	f, err := os.Open(path) //nolint:gosec // an operator names it
	if err != nil {
		return nil, fmt.Errorf("open the list of sources %s: %w", path, plain.WithoutPath(err))
	}
	defer f.Close() //nolint:errcheck // only read
	raw, err := io.ReadAll(io.LimitReader(f, listFileBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the list of sources %s: %w", path, plain.WithoutPath(err))
	}
	if len(raw) > listFileBytes {
		return nil, fmt.Errorf("%s: is larger than %s, which is the most for a list of sources", path, plain.Size(listFileBytes))
	}
	return parseList(path, raw)
}

// parseList reads a list of sources that is at path.
func parseList(path string, raw []byte) ([]Entry, error) {
	l := &list{path: path, names: make(map[string]int), places: make(map[string]int)}
	if text, err := plain.Decode(raw, ""); err != nil {
		l.mistake(1, "", "%v", err)
	} else {
		l.read([]byte(text))
	}
	if len(l.mistakes) > 0 {
		return nil, l.err()
	}
	return l.entries, nil
}

// list is a list of sources being read.
type list struct {
	path          string
	entries       []Entry
	names, places map[string]int // to the line they were first used in
	mistakes      []mistake
}

// mistake is one thing that is wrong with a list.
type mistake struct {
	line int
	text string
}

// mistake notes a mistake. field may be empty.
func (l *list) mistake(line int, field, format string, a ...any) {
	text := plain.OneLine(fmt.Sprintf(format, a...))
	if field != "" {
		text = field + ": " + text
	}
	l.mistakes = append(l.mistakes, mistake{line, text})
}

// err is all mistakes as one error, from the top of the file to its end.
func (l *list) err() error {
	slices.SortStableFunc(l.mistakes, func(a, b mistake) int { return cmp.Compare(a.line, b.line) })
	errs := make([]error, len(l.mistakes))
	for i, m := range l.mistakes {
		errs[i] = fmt.Errorf("%s:%d: %s", l.path, m.line, m.text)
	}
	return errors.Join(errs...)
}

// read reads the document.
func (l *list) read(raw []byte) {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	var doc, more yaml.Node
	err := d.Decode(&doc)
	switch {
	case errors.Is(err, io.EOF):
		l.mistake(1, "sources", "is missing; write a list of sources")
		return
	case err != nil:
		l.notYAML(err)
		return
	}
	if err := d.Decode(&more); err == nil {
		l.mistake(more.Line, "", "a second document begins here; write all sources in the first")
	} else if !errors.Is(err, io.EOF) {
		l.notYAML(err)
	}
	if len(doc.Content) == 0 {
		l.mistake(1, "sources", "is missing; write a list of sources")
		return
	}
	l.root(doc.Content[0])
}

// notYAML notes that a document is no YAML; the parser ends at the first fault.
func (l *list) notYAML(err error) {
	text, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if n, err := fmt.Sscanf(text, "line %d:", &line); err == nil && n == 1 {
		_, text, _ = strings.Cut(text, ": ")
	}
	if strings.HasPrefix(text, "found character that cannot start any token") || strings.HasPrefix(text, "found a tab character") {
		text += "; indent with spaces, not with tabs, and put what begins with @, ` or % into quotation marks"
	}
	l.mistake(line, "", "is not YAML: %s", text)
}

// root reads the outermost element.
func (l *list) root(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		l.mistake(max(n.Line, 1), "sources", "is missing; write \"sources:\", and the sources as a list below it")
		return
	}
	var sources *yaml.Node
	l.each(n, func(key string, k, v *yaml.Node) {
		if key != "sources" {
			l.mistake(k.Line, key, "is not known here; only sources is")
			return
		}
		sources = v
	})
	switch {
	case sources == nil:
		l.mistake(n.Line, "sources", "is missing; write a list of sources")
	case sources.Kind != yaml.SequenceNode && !isNull(sources):
		l.mistake(sources.Line, "sources", "is %s where a list should be", shape(sources))
	case len(sources.Content) == 0:
		l.mistake(sources.Line, "sources", "is empty; name a source, or drop the file from STORIES")
	default:
		for _, item := range sources.Content {
			l.entry(resolveAlias(item))
		}
	}
}

// each gives the keys of a mapping with their values, and notes those written twice.
func (l *list) each(n *yaml.Node, do func(key string, k, v *yaml.Node)) {
	had := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], resolveAlias(n.Content[i+1])
		key := plain.Shorten(plain.OneLine(k.Value), 40)
		if k.Kind != yaml.ScalarNode || key == "" {
			l.mistake(k.Line, "", "%s where the name of a field should be", shape(k))
			continue
		}
		if line, again := had[key]; again {
			l.mistake(k.Line, key, "is written twice; it is in line %d already", line)
			continue
		}
		had[key] = k.Line
		do(key, k, v)
	}
}

// resolveAlias is what an alias stands for, and of anything else itself.
func resolveAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// isNull reports whether nothing is written there.
func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// shape says what is written there.
func shape(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a group of fields"
	case yaml.SequenceNode:
		return "a list"
	}
	return fmt.Sprintf("%q", plain.Shorten(plain.OneLine(n.Value), 40))
}

// local makes a place that is named in a list one to be opened from here.
func (l *list) local(where string) string {
	if rest, ok := strings.CutPrefix(where, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if filepath.IsAbs(where) {
		return where
	}
	return filepath.Join(filepath.Dir(l.path), where)
}
