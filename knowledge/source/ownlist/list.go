// Package ownlist is the list of sources that operators change while the bot runs: a
// stories.yaml of the program's own, beside those that the settings name. It also holds
// which sources are paused, of whichever list they are.
package ownlist

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source"
	"github.com/storybot/storybot/knowledge/source/refusal"
)

// FileName is what the list is called in its folder.
const FileName = "stories.yaml"

// listed is a source as it is written into the list.
type listed struct {
	Name       string `yaml:"name"`
	Where      string `yaml:"where"`
	Collection string `yaml:"collection,omitempty"`
	Outlet     string `yaml:"outlet,omitempty"`
}

// list is the file.
type list struct {
	Sources []listed `yaml:"sources,omitempty"`
	Paused  []string `yaml:"paused,omitempty"` // names
}

// List is the list in a folder. It may be used by many goroutines; only they write it.
type List struct {
	Path string
	// Named are the names of all sources now, those of this list included.
	Named   func() []string
	Options source.Options // of each source that is added

	mu sync.Mutex
}

// Entries are the sources of the list; none where there is no list yet.
func (l *List) Entries() ([]source.Entry, error) {
	now, err := l.read()
	if err != nil || len(now.Sources) == 0 {
		return nil, err
	}
	var entries []source.Entry
	for _, s := range now.Sources {
		if !online(s.Where) {
			return nil, fmt.Errorf("%s: %s: %w", l.Path, s.Name, refusal.ErrAddress)
		}
		entries = append(entries, s.entry())
	}
	return entries, nil
}

func (s *listed) entry() source.Entry {
	return source.Entry{Name: s.Name, Where: s.Where, Collection: s.Collection, Outlet: s.Outlet}
}

// Paused are the names of the sources that are not read.
func (l *List) Paused() []string {
	now, err := l.read()
	if err != nil {
		return nil // Entries tells of it
	}
	return now.Paused
}

// Owned are the names of the sources of the list, which can be removed.
func (l *List) Owned() []string {
	now, err := l.read()
	if err != nil {
		return nil // Entries tells of it
	}
	var names []string
	for _, s := range now.Sources {
		names = append(names, s.Name)
	}
	return names
}

// Add adds a source at an address of the web; without a name it is called by that, and
// collection and outlet are those of stories that name none. The error is one of
// package refusal, or tells what is wrong with the address.
func (l *List) Add(name, where, collection, outlet string) error {
	s := written(name, where, collection, outlet)
	if _, err := l.open(s); err != nil {
		return err
	}
	return l.change(func(now *list) error {
		if slices.ContainsFunc(now.Sources, named(s.Name)) {
			return refusal.ErrTaken
		}
		now.Sources = append(now.Sources, s)
		return nil
	})
}

// Open returns the source that Add would add, and its errors, and adds nothing.
func (l *List) Open(name, where, collection, outlet string) (knowledge.Source, error) {
	return l.open(written(name, where, collection, outlet))
}

// written is a source as somebody has typed it.
func written(name, where, collection, outlet string) listed {
	s := listed{strings.TrimSpace(name), strings.TrimSpace(where), strings.TrimSpace(collection), strings.TrimSpace(outlet)}
	if s.Name == "" {
		s.Name = s.Where
	}
	return s
}

func (l *List) open(s listed) (knowledge.Source, error) {
	switch {
	case !online(s.Where):
		return nil, refusal.ErrAddress
	case s.Name == "" || len([]rune(s.Name)) > 100 || strings.ContainsAny(s.Name+s.Collection+s.Outlet, "\n\r\x00"):
		return nil, refusal.ErrName
	case slices.Contains(l.Named(), s.Name):
		return nil, refusal.ErrTaken
	}
	opened, err := s.entry().Source(l.Options)
	if err != nil {
		return nil, fmt.Errorf("add a source: %w", err)
	}
	return opened, nil
}

// Remove takes a source out of the list. Its stories are out of the answers at once, and
// kept until an operator confirms that they may go. The error is one of
// package refusal.
func (l *List) Remove(name string) error {
	return l.change(func(now *list) error {
		if !slices.ContainsFunc(now.Sources, named(name)) {
			if slices.Contains(l.Named(), name) {
				return refusal.ErrNamed
			}
			return refusal.ErrUnknown
		}
		now.Sources = slices.DeleteFunc(now.Sources, named(name))
		now.Paused = slices.DeleteFunc(now.Paused, func(p string) bool { return p == name })
		return nil
	})
}

// Pause has a source be read no more, or again; its stories stay as they are. The error is
// one of package refusal.
func (l *List) Pause(name string, paused bool) error {
	return l.change(func(now *list) error {
		if had := slices.Contains(now.Paused, name) || slices.ContainsFunc(now.Sources, named(name)); !had && !slices.Contains(l.Named(), name) {
			return refusal.ErrUnknown
		}
		now.Paused = slices.DeleteFunc(now.Paused, func(p string) bool { return p == name })
		if paused {
			now.Paused = append(now.Paused, name)
		}
		return nil
	})
}

func named(name string) func(listed) bool { return func(s listed) bool { return s.Name == name } }

// online reports whether a place is an address of the web: whoever may change the list
// from afar is to reach no file of this computer by it.
func online(where string) bool {
	u, err := url.Parse(where)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// read reads the file; it is empty where there is none.
func (l *List) read() (list, error) {
	var now list
	raw, err := os.ReadFile(l.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return now, nil
	}
	if err == nil {
		d := yaml.NewDecoder(bytes.NewReader(raw))
		d.KnownFields(true)
		err = d.Decode(&now)
	}
	if errors.Is(err, io.EOF) {
		return now, nil
	}
	if err != nil {
		return list{}, fmt.Errorf("%w %s: %w", refusal.ErrUnread, l.Path, err)
	}
	return now, nil
}

// change changes the file, whole or not at all.
func (l *List) change(change func(now *list) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now, err := l.read()
	if err != nil {
		return err
	}
	if err := change(&now); err != nil {
		return err
	}
	var text bytes.Buffer
	text.WriteString("# Written by storybot, for /sources in Discord and the status page.\n")
	if err := yaml.NewEncoder(&text).Encode(now); err != nil {
		return fmt.Errorf("%w %s: %w", refusal.ErrNotWritten, l.Path, err)
	}
	part, err := os.CreateTemp(filepath.Dir(l.Path), "."+FileName+"-*")
	if err != nil {
		return fmt.Errorf("%w %s: %w", refusal.ErrNotWritten, l.Path, err)
	}
	_, err = part.Write(text.Bytes())
	if err = errors.Join(err, part.Sync(), part.Close()); err == nil {
		err = os.Rename(part.Name(), l.Path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%w %s: %w", refusal.ErrNotWritten, l.Path, err), os.Remove(part.Name()))
	}
	return nil
}
