package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/storybot/storybot/knowledge"
)

// fields are what a story says of itself, in JSON or in front matter.
type fields struct {
	ID         word   `json:"id" yaml:"id"`
	URL        word   `json:"url" yaml:"url"`
	Title      word   `json:"title" yaml:"title"`
	Text       string `json:"text" yaml:"-"`
	HTML       string `json:"html" yaml:"-"`
	Outlet     word   `json:"outlet" yaml:"outlet"`
	Authors    people `json:"authors" yaml:"authors"`
	Published  word   `json:"published" yaml:"published"`
	Updated    word   `json:"updated" yaml:"updated"`
	Label      word   `json:"label" yaml:"label"`
	Collection word   `json:"collection" yaml:"collection"`
	Lang       word   `json:"lang" yaml:"lang"`
}

// word is a string that may be written as a number or a date.
type word string

// UnmarshalJSON takes a string, a number or null.
func (w *word) UnmarshalJSON(b []byte) error {
	switch {
	case len(b) > 0 && b[0] == '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return fmt.Errorf("read a text: %w", err)
		}
		*w = word(s)
	case string(b) == "null":
		*w = ""
	case len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9'):
		*w = word(b)
	default:
		return fmt.Errorf("%s where a text should be", cut(string(b), 20))
	}
	return nil
}

// UnmarshalYAML takes any single value as it is written.
func (w *word) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: a list where a text should be", n.Line)
	}
	if n.Tag != "!!null" {
		*w = word(n.Value)
	}
	return nil
}

// people are the names of authors, written as a list or as one string.
type people []string

// UnmarshalJSON takes a list of strings, of objects with a name, or one string.
func (p *people) UnmarshalJSON(b []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		list = []json.RawMessage{b}
	}
	for _, raw := range list {
		var named struct {
			Name word `json:"name"`
		}
		var name word
		if err := name.UnmarshalJSON(raw); err != nil {
			if err := json.Unmarshal(raw, &named); err != nil {
				return fmt.Errorf("read the authors: %w", err)
			}
			name = named.Name
		}
		*p = append(*p, string(name))
	}
	return nil
}

// UnmarshalYAML takes a list or one string.
func (p *people) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*p = people{n.Value}
		return nil
	}
	var list []string
	if err := n.Decode(&list); err != nil {
		return fmt.Errorf("read the authors: %w", err)
	}
	*p = list
	return nil
}

// story makes a story of the fields, all but its Text.
func (f *fields) story() (*knowledge.Story, error) {
	s := &knowledge.Story{
		ID: oneLine(string(f.ID)), URL: strings.TrimSpace(string(f.URL)), Title: oneLine(string(f.Title)), Outlet: oneLine(string(f.Outlet)),
		Authors: names(f.Authors), Collection: oneLine(string(f.Collection)), Lang: string(f.Lang),
	}
	var ok bool
	if s.Label, ok = knowledge.ParseLabel(string(f.Label)); !ok {
		return nil, fmt.Errorf("the label %q is not known; write news, opinion, sponsored, wire, live, correction or retracted", cut(string(f.Label), 40))
	}
	if strings.TrimSpace(string(f.Label)) == "" { // none is named
		s.Label = ""
	}
	var err error
	if s.Published, err = dateField("published", f.Published); err != nil {
		return nil, err
	}
	if s.Updated, err = dateField("updated", f.Updated); err != nil {
		return nil, err
	}
	return s, nil
}

func dateField(name string, w word) (t time.Time, err error) {
	if strings.TrimSpace(string(w)) == "" {
		return t, nil
	}
	if t, err = parseDate(string(w)); err != nil {
		return t, fmt.Errorf("the date in %q is not clear: %w; write it as 2006-01-02", name, err)
	}
	return t, nil
}

// fill writes what s lacks from t, which says less surely: the page itself, say.
func fill(s, t *knowledge.Story) {
	s.Title = first(s.Title, t.Title)
	s.Outlet = first(s.Outlet, t.Outlet)
	s.URL = first(s.URL, t.URL)
	s.Lang = first(s.Lang, t.Lang)
	if len(s.Authors) == 0 {
		s.Authors = t.Authors
	}
	if s.Published.IsZero() {
		s.Published = t.Published
	}
	if s.Updated.IsZero() {
		s.Updated = t.Updated
	}
}

func first(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

// names cleans the names of authors: one each, none twice.
func names(list []string) []string {
	var clean []string
	had := make(map[string]bool)
	for _, entry := range list {
		for _, n := range splitNames(entry) {
			if !had[strings.ToLower(n)] {
				had[strings.ToLower(n)] = true
				clean = append(clean, n)
			}
		}
	}
	return clean
}

// splitNames parts "By A, B and C" into its names. A part of one word after a
// comma is no name of its own but a "Jr." or what a name sorts by.
func splitNames(s string) []string {
	s = oneLine(s)
	s = withoutBy(s)
	var list []string
	for _, part := range strings.FieldsFunc(betweenNames(s), func(r rune) bool { return r == ';' || r == '|' }) {
		pieces := strings.Split(part, ",")
		for _, p := range pieces {
			if !strings.Contains(strings.TrimSpace(p), " ") {
				pieces = []string{part}
				break
			}
		}
		for _, p := range pieces {
			if p = strings.Trim(p, ", "); p != "" && !strings.Contains(p, "://") {
				list = append(list, p)
			}
		}
	}
	return list
}

// oneLine makes clean text one line.
func oneLine(s string) string { return strings.Join(strings.Fields(scrub(s)), " ") }

func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

var errNoText = errors.New("has no text; a story needs a title and a text")
