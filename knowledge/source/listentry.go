package source

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/source/web"
)

const (
	leastInterval = time.Second
	longestName   = 200
)

// The kinds of sources that a list may name.
const (
	folderKind = "folder"
	fileKind   = "file"
)

func kinds() []string {
	return append([]string{folderKind, fileKind}, web.Kinds()...)
}

// onWeb reports whether a kind of source is fetched.
func onWeb(kind string) bool {
	return slices.Contains(web.Kinds(), kind)
}

// entry reads one source of a list.
func (l *list) entry(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		l.mistake(n.Line, "sources", "%s where a source should be; write \"- where: ...\"", shape(n))
		return
	}
	var e Entry
	at := map[string]int{"where": n.Line} // field to the line that it is in
	l.each(n, func(key string, k, v *yaml.Node) {
		at[key] = k.Line
		l.field(&e, key, k, v)
	})
	if l.where(&e, at) {
		l.name(&e, at)
	}
	l.entries = append(l.entries, e)
}

// field reads one field of a source.
func (l *list) field(e *Entry, key string, k, v *yaml.Node) {
	switch key {
	case "name":
		e.Name = l.text(key, v)
	case "kind":
		if e.Kind = l.text(key, v); e.Kind != "" && !slices.Contains(kinds(), e.Kind) {
			l.mistake(v.Line, key, "%q is not known; write folder, file, feed, sitemap, page or zip", plain.Shorten(e.Kind, 40))
			e.Kind = ""
		}
	case "where":
		if e.Where = l.text(key, v); e.Where != "" {
			e.Where = strings.TrimSpace(v.Value) // two spaces in a row may be part of a file's name
		}
	case "collection":
		e.Collection = l.text(key, v)
	case "outlet":
		e.Outlet = l.text(key, v)
	case "label":
		e.Label = l.label(key, v)
	case "include":
		e.Include = l.patterns(key, v)
	case "exclude":
		e.Exclude = l.patterns(key, v)
	case "interval":
		e.Interval = l.interval(key, v)
	default:
		l.mistake(k.Line, key, "is not known; a source has name, kind, where, collection, outlet, label, include, exclude and interval")
	}
}

// text reads a text; empty where none is written.
func (l *list) text(key string, v *yaml.Node) string {
	if isNull(v) {
		return ""
	}
	if v.Kind != yaml.ScalarNode {
		l.mistake(v.Line, key, "%s where a text should be", shape(v))
		return ""
	}
	return plain.OneLine(v.Value)
}

func (l *list) label(key string, v *yaml.Node) knowledge.Label {
	text := l.text(key, v)
	if text == "" {
		return ""
	}
	label, ok := knowledge.ParseLabel(text)
	if !ok {
		l.mistake(v.Line, key, "%q is not known; write news, opinion, sponsored, wire, live, correction or retracted", plain.Shorten(text, 40))
	}
	return label
}

// patterns reads a list of patterns; one alone may stand without a list.
func (l *list) patterns(key string, v *yaml.Node) []string {
	items := v.Content
	switch {
	case isNull(v):
		return nil
	case v.Kind == yaml.ScalarNode && v.Tag == "!!str":
		items = []*yaml.Node{v}
	case v.Kind != yaml.SequenceNode:
		l.mistake(v.Line, key, "%s where a list of patterns should be", shape(v))
		return nil
	}
	var list []string
	for _, item := range items {
		item = resolveAlias(item)
		switch pattern := strings.TrimSpace(item.Value); {
		case item.Kind != yaml.ScalarNode:
			l.mistake(item.Line, key, "%s where a pattern should be", shape(item))
		case isNull(item) || pattern == "":
			l.mistake(item.Line, key, "an empty pattern; drop it or write one, such as \"world/**\"")
		case !doublestar.ValidatePattern(pattern):
			l.mistake(item.Line, key, "the pattern %q cannot be read; every [ and { needs its end", plain.Shorten(pattern, 60))
		default:
			list = append(list, pattern)
		}
	}
	return list
}

func (l *list) interval(key string, v *yaml.Node) *time.Duration {
	text := l.text(key, v)
	if text == "" {
		return nil
	}
	d, err := time.ParseDuration(text)
	switch {
	case err != nil:
		l.mistake(v.Line, key, "%q is no span of time; write it as 90s, 15m or 2h, or 0 for never", plain.Shorten(text, 40))
	case d < 0:
		l.mistake(v.Line, key, "%s is less than nothing; write 0 for never", d)
	case d > 0 && d < leastInterval:
		l.mistake(v.Line, key, "%s is too short; the least is %s, and 0 means never", d, leastInterval)
	default:
		return &d
	}
	return nil
}

// where checks the place of a source, and makes it one to be opened from here.
// It reports whether that is a place of its own.
func (l *list) where(e *Entry, at map[string]int) bool {
	line, written := at["where"], e.Where
	if written == "" {
		l.mistake(line, "where", "is missing; name a folder, a file or an address of the web")
		return e.Name != ""
	}
	scheme, _, address := strings.Cut(written, "://")
	scheme = strings.ToLower(scheme)
	online := address && (scheme == "http" || scheme == "https")
	switch {
	case strings.IndexFunc(written, unicode.IsControl) >= 0:
		l.mistake(line, "where", "has control characters in it; write it in one line")
	case address && !online && scheme != "file":
		l.mistake(line, "where", "%s:// is not supported; name a folder, a file, http:// or https://", plain.Shorten(scheme, 40))
	case IsList(written):
		l.mistake(line, "where", "is a list of sources itself; write its sources here, or name it in STORIES")
	case online && (e.Kind == folderKind || e.Kind == fileKind):
		l.mistake(at["kind"], "kind", "an address of the web is no %s; write feed, sitemap, page or zip, or drop the line", e.Kind)
	case !online && onWeb(e.Kind):
		l.mistake(at["kind"], "kind", "a place of this machine is no %s; write folder or file, or drop the line", e.Kind)
	}
	e.Name = plain.First(e.Name, written)
	if !address {
		e.Where = l.local(written)
	}
	place := strings.Join(slices.Concat([]string{e.Where, "\n"}, e.Include, []string{"\n"}, e.Exclude), "\x00")
	if had := l.places[place]; had != 0 {
		l.mistake(line, "where", "is the same source as that of line %d; drop one of the two", had)
		return false
	}
	l.places[place] = line
	return true
}

// name checks the name of a source.
func (l *list) name(e *Entry, at map[string]int) {
	line, given := at["name"]
	if !given {
		line = at["where"]
	}
	had := l.names[e.Name]
	switch {
	case given && len(e.Name) > longestName:
		l.mistake(line, "name", "is longer than %d bytes", longestName)
	case had != 0 && given:
		l.mistake(line, "name", "is that of line %d, too; give each source its own", had)
	case had != 0:
		l.mistake(line, "where", "is the name of line %d, too; give this source a name of its own", had)
	default:
		l.names[e.Name] = line
	}
}
