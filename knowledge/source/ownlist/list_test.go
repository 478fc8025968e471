package ownlist

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/source/refusal"
)

// TestList adds, pauses and removes, one after the other: each step has its outcome, and
// what is there afterwards is there for the next run too.
func TestList(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), FileName)
	l := &List{Path: path}
	l.Named = func() []string {
		names := []string{"/srv/news"}
		entries, err := l.Entries()
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name)
		}
		return names
	}
	const feed = "https://news.example.org/feed"
	for _, step := range []struct {
		name    string
		do      func() error
		err     error
		sources string // afterwards, their names
		paused  string
	}{
		{"a file of this computer", func() error { return l.Add("", "/etc/passwd", "", "") }, refusal.ErrAddress, "", ""},
		{"a file by its address", func() error { return l.Add("", "file:///etc/passwd", "", "") }, refusal.ErrAddress, "", ""},
		{"a file of a host", func() error { return l.Add("", "file://localhost/etc/passwd", "", "") }, refusal.ErrAddress, "", ""},
		{"another scheme", func() error { return l.Add("", "ftp://a.example/x", "", "") }, refusal.ErrAddress, "", ""},
		{"no address", func() error { return l.Add("x", "", "", "") }, refusal.ErrAddress, "", ""},
		{"an address", func() error { return l.Add("", " "+feed+" ", "", "") }, nil, feed, ""},
		{"the same again", func() error { return l.Add("", feed, "", "") }, refusal.ErrTaken, feed, ""},
		{"by a name", func() error {
			return l.Add("Post: #1", feed+"2", "a, b", "x")
		}, nil, feed + " Post: #1", ""},
		{"a name of STORIES", func() error { return l.Add("/srv/news", feed+"3", "", "") }, refusal.ErrTaken, feed + " Post: #1", ""},
		{"a name of two lines", func() error { return l.Add("a\nb", feed+"3", "", "") }, refusal.ErrName, feed + " Post: #1", ""},
		{"a long name", func() error { return l.Add(strings.Repeat("a", 101), feed+"3", "", "") }, refusal.ErrName, feed + " Post: #1", ""},
		{"pause one", func() error { return l.Pause("Post: #1", true) }, nil, feed + " Post: #1", "Post: #1"},
		{"pause it again", func() error { return l.Pause("Post: #1", true) }, nil, feed + " Post: #1", "Post: #1"},
		{"pause one of STORIES", func() error { return l.Pause("/srv/news", true) }, nil, feed + " Post: #1", "Post: #1 /srv/news"},
		{"pause none", func() error { return l.Pause("none", true) }, refusal.ErrUnknown, feed + " Post: #1", "Post: #1 /srv/news"},
		{"resume one", func() error { return l.Pause("/srv/news", false) }, nil, feed + " Post: #1", "Post: #1"},
		{"remove one of STORIES", func() error { return l.Remove("/srv/news") }, refusal.ErrNamed, feed + " Post: #1", "Post: #1"},
		{"remove none", func() error { return l.Remove("none") }, refusal.ErrUnknown, feed + " Post: #1", "Post: #1"},
		{"remove one that is paused", func() error { return l.Remove("Post: #1") }, nil, feed, ""},
		{"remove the last", func() error { return l.Remove(feed) }, nil, "", ""},
	} {
		if err := step.do(); !errors.Is(err, step.err) || (err == nil) != (step.err == nil) {
			t.Errorf("%s: %v, want %v", step.name, err, step.err)
		}
		again := &List{Path: path}
		entries, err := again.Entries()
		var names []string
		for _, e := range entries {
			names = append(names, e.Name)
		}
		if owned := again.Owned(); !slices.Equal(owned, names) {
			t.Errorf("%s: its own are %q, not %q", step.name, owned, names)
		}
		if got := strings.Join(names, " "); err != nil || got != step.sources {
			t.Errorf("%s: the sources are %q, %v, want %q", step.name, got, err, step.sources)
		}
		if got := strings.Join(again.Paused(), " "); got != step.paused {
			t.Errorf("%s: paused are %q, want %q", step.name, got, step.paused)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); err != nil || len(left) != 1 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// TestWritten: what stands in the file by somebody's hand is taken, or told and left as it is.
func TestWritten(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text    string
		sources []string
		wrong   string
	}{
		"a comment":       {"# nothing\n", nil, ""},
		"nothing":         {"# nothing yet\nsources: []\n", nil, ""},
		"two":             {"sources:\n- name: a\n  where: https://a.example\n- {name: b, where: http://b.example, outlet: B}\npaused: [a]\n", []string{"a", "b"}, ""},
		"a local place":   {"sources: [{name: a, where: /etc}]\n", nil, "only an address"},
		"no YAML":         {"sources: [\n", nil, "stories.yaml"},
		"unknown entries": {"sources: [{name: a, where: https://a.example, kind: feed}]\n", nil, "kind"},
	} {
		l := &List{Path: filepath.Join(t.TempDir(), FileName), Named: func() []string { return nil }}
		if err := os.WriteFile(l.Path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		entries, err := l.Entries()
		var names []string
		for _, e := range entries {
			names = append(names, e.Name)
		}
		if !slices.Equal(names, c.sources) || (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%s: %q, %v, want %q, %q", name, names, err, c.sources, c.wrong)
		}
	}
	l := &List{Path: filepath.Join(t.TempDir(), FileName), Named: func() []string { return nil }}
	if err := os.WriteFile(l.Path, []byte("sources: [\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := l.Add("", "https://a.example", "", "")
	if text, readErr := os.ReadFile(l.Path); err == nil || readErr != nil || string(text) != "sources: [\n" {
		t.Errorf("what cannot be read was overwritten: %v, %q", err, text)
	}
}
