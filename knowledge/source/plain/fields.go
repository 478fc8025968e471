package plain

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Fields are what a story says of itself, in JSON or in front matter.
type Fields struct {
	ID         Scalar   `json:"id" yaml:"id"`
	URL        Scalar   `json:"url" yaml:"url"`
	Title      Scalar   `json:"title" yaml:"title"`
	Text       string   `json:"text" yaml:"-"`
	HTML       string   `json:"html" yaml:"-"`
	Outlet     Scalar   `json:"outlet" yaml:"outlet"`
	Authors    NameList `json:"authors" yaml:"authors"`
	Published  Scalar   `json:"published" yaml:"published"`
	Updated    Scalar   `json:"updated" yaml:"updated"`
	Label      Scalar   `json:"label" yaml:"label"`
	Collection Scalar   `json:"collection" yaml:"collection"`
	Lang       Scalar   `json:"lang" yaml:"lang"`
}

// Scalar is a string that may also be written as a number or a date.
type Scalar string

// UnmarshalJSON takes a string, a number or null.
func (w *Scalar) UnmarshalJSON(b []byte) error {
	switch {
	case len(b) > 0 && b[0] == '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return fmt.Errorf("read a text: %w", err)
		}
		*w = Scalar(s)
	case string(b) == "null":
		*w = ""
	case len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9'):
		*w = Scalar(b)
	default:
		return fmt.Errorf("%s where a text should be", Shorten(string(b), 20))
	}
	return nil
}

// UnmarshalYAML takes any single value as it is written.
func (w *Scalar) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: a list where a text should be", n.Line)
	}
	if n.Tag != "!!null" {
		*w = Scalar(n.Value)
	}
	return nil
}

// NameList are the names of authors, written as a list or as one string.
type NameList []string

// UnmarshalJSON takes a list of strings, of objects with a name, or one string.
func (p *NameList) UnmarshalJSON(b []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		list = []json.RawMessage{b}
	}
	for _, raw := range list {
		var named struct {
			Name Scalar `json:"name"`
		}
		var name Scalar
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
func (p *NameList) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*p = NameList{n.Value}
		return nil
	}
	var list []string
	if err := n.Decode(&list); err != nil {
		return fmt.Errorf("read the authors: %w", err)
	}
	*p = list
	return nil
}

// metadata makes a story of the fields, all but its Text.
func (f *Fields) metadata() (*knowledge.Story, error) {
	s := &knowledge.Story{
		ID: OneLine(string(f.ID)), URL: strings.TrimSpace(string(f.URL)), Title: OneLine(string(f.Title)), Outlet: OneLine(string(f.Outlet)),
		Authors: Names(LanguageOf(string(f.Lang)), f.Authors), Collection: OneLine(string(f.Collection)), Lang: string(f.Lang),
	}
	var ok bool
	if s.Label, ok = knowledge.ParseLabel(string(f.Label)); !ok {
		return nil, fmt.Errorf("the label %q is not known; write news, opinion, sponsored, wire, live, correction or retracted", Shorten(string(f.Label), 40))
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

func dateField(name string, w Scalar) (t time.Time, err error) {
	if strings.TrimSpace(string(w)) == "" {
		return t, nil
	}
	if t, err = ParseDate(string(w)); err != nil {
		return t, fmt.Errorf("the date in %q is not clear: %w; write it as 2006-01-02", name, err)
	}
	return t, nil
}

// Fill writes into s what it lacks and t has.
func Fill(s, t *knowledge.Story) {
	s.Title = First(s.Title, t.Title)
	s.Outlet = First(s.Outlet, t.Outlet)
	s.URL = First(s.URL, t.URL)
	s.Lang = First(s.Lang, t.Lang)
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

// First is a, or b where a is blank.
func First(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

// Names cleans the names of authors as a language joins them: one each, none twice.
func Names(lang *text.Language, list []string) []string {
	var clean []string
	had := make(map[string]bool)
	for _, entry := range list {
		for _, n := range splitNames(&lang.Lines, entry) {
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
func splitNames(lines *text.Lines, s string) []string {
	s = OneLine(s)
	s = withoutFirst(lines.By, s)
	var list []string
	for _, part := range strings.FieldsFunc(betweenNames(lines, s), func(r rune) bool { return r == ';' || r == '|' }) {
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

// withoutFirst drops the one of these words that a text begins with.
func withoutFirst(words []string, s string) string {
	for _, w := range words {
		if at := len(w) + 1; len(s) > at && strings.EqualFold(s[:at], w+" ") {
			return s[at:]
		}
	}
	return s
}

// betweenNames writes a semicolon between two names for what joins them.
func betweenNames(lines *text.Lines, s string) string {
	var pairs []string
	for _, and := range lines.And {
		pairs = append(pairs, " "+and+" ", ";")
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// OneLine is a text, cleaned by Scrub, in one line with single spaces.
func OneLine(s string) string { return strings.Join(strings.Fields(Scrub(s)), " ") }

// Shorten cuts a text to most bytes, with an ellipsis where something is cut off.
func Shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// ErrNoText is the error of what has no text that could be a story.
var ErrNoText = errors.New("has no text; a story needs a title and a text")
