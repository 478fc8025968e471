package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/sample"
	"github.com/storybot/storybot/knowledge/source"
	"github.com/storybot/storybot/knowledge/source/ownlist"
)

// scheduled is a source with its interval.
type scheduled struct {
	knowledge.Source
	every time.Duration // it is read again at this interval; 0: never
}

// remote reports whether the source is fetched over a network.
func (l *scheduled) remote() bool {
	_, ok := l.Source.(knowledge.Remote)
	return ok
}

// catalogue is the sources that STORIES names, by itself and in lists. It may
// be used by many goroutines.
type catalogue struct {
	config *Config
	own    *ownlist.List // the list that operators change while the bot runs
	mu     sync.Mutex
	last   []scheduled // as they could last be read
	lists  string      // what the lists held then
	wrong  error       // what was wrong with them when they were last read
}

// newCatalogue reads the catalogue for the first time: the lists, but none of the
// sources.
func newCatalogue(c *Config) (*catalogue, error) {
	last, err := sources(c)
	if err != nil {
		return nil, err
	}
	k := &catalogue{config: c, last: last, own: ownList(c)}
	k.own.Named = k.names
	k.lists = k.written()
	return k, nil
}

// read reads the lists again if they have changed. If one has become wrong, the
// error says so, and the sources are those of before.
func (c *catalogue) read() ([]scheduled, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	written := c.written()
	if written == c.lists {
		return c.last, c.wrong
	}
	var now []scheduled
	if now, c.wrong = sources(c.config); c.wrong == nil {
		c.last = now
	}
	c.lists = written
	return c.last, c.wrong
}

// written is what the lists hold; it is empty where there are none.
func (c *catalogue) written() string {
	var all strings.Builder
	for _, list := range c.files() {
		text, err := os.ReadFile(list) //nolint:gosec // an operator names it
		fmt.Fprintf(&all, "%q %v\n", text, err)
	}
	return all.String()
}

// known returns the sources as they were last read.
func (c *catalogue) known() []scheduled {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// ownList is the list of sources that operators change while the bot runs.
func ownList(c *Config) *ownlist.List {
	return &ownlist.List{Path: filepath.Join(c.DataDir, ownlist.FileName), Options: source.Options{AllowHosts: c.AllowHosts, Zone: c.Zone}}
}

// names are those of the sources as they were last read.
func (c *catalogue) names() []string {
	var names []string
	for _, s := range c.known() {
		names = append(names, s.Name())
	}
	return names
}

// files returns the lists of sources among the entries of STORIES, and the program's own.
func (c *catalogue) files() []string {
	paths := []string{c.own.Path}
	for _, entry := range c.config.Stories {
		if source.IsList(entry) {
			paths = append(paths, strings.TrimPrefix(entry, "file://"))
		}
	}
	return paths
}

// sources are the entries of STORIES, with those of lists in their places, and the own
// list's, or the sample. The error names everything that is wrong with them.
func sources(c *Config) ([]scheduled, error) {
	mine, err := ownList(c).Entries()
	if len(c.Stories) == 0 && len(mine) == 0 && err == nil {
		return []scheduled{{source.FS("sample", sample.Stories()), 0}}, nil
	}
	all, err2 := opened(c, ownList(c).Path, mine)
	bad := []error{err, err2}
	for _, entry := range c.Stories {
		some, err := sourcesAt(c, entry)
		if err != nil {
			bad = append(bad, err)
		}
		all = append(all, some...)
	}
	paused := ownList(c).Paused()
	lists := len(mine) > 0 || slices.ContainsFunc(c.Stories, source.IsList) // without any, an entry written twice is read once
	for i, s := range all {
		if lists && slices.ContainsFunc(all[:i], func(t scheduled) bool { return t.Name() == s.Name() }) {
			bad = append(bad, fmt.Errorf("two sources have the name %s; give one of them another", desk.Masked(s.Name())))
		}
		if slices.Contains(paused, s.Name()) {
			all[i].every = 0
		}
	}
	return all, errors.Join(bad...)
}

// sourcesAt are the sources of one entry of STORIES.
func sourcesAt(c *Config, entry string) ([]scheduled, error) {
	options := source.Options{AllowHosts: c.AllowHosts, Zone: c.Zone}
	if !source.IsList(entry) {
		s, err := source.Open(entry, options)
		if err != nil {
			return nil, fmt.Errorf("read from %q: %w", desk.Masked(entry), err)
		}
		return []scheduled{{s, c.Every}}, nil
	}
	entries, err := source.ReadList(entry)
	if err != nil {
		return nil, err //nolint:wrapcheck // each of its lines names the list
	}
	return opened(c, entry, entries)
}

// opened are the sources of the entries of a list.
func opened(c *Config, list string, entries []source.Entry) ([]scheduled, error) {
	options := source.Options{AllowHosts: c.AllowHosts, Zone: c.Zone}
	var some []scheduled
	var bad []error
	for _, e := range entries {
		s, err := e.Source(options)
		if err != nil {
			bad = append(bad, fmt.Errorf("%s: read from %q: %w", list, desk.Masked(e.Where), err))
			continue
		}
		every := c.Every
		if e.Interval != nil {
			every = *e.Interval
		}
		some = append(some, scheduled{s, every})
	}
	return some, errors.Join(bad...)
}

// Read reads the lists again if they have changed; see desk.Catalogue.
func (c *catalogue) Read() ([]knowledge.Source, error) {
	list, err := c.read()
	return sourcesOf(list), err
}

// Known returns the sources as they were last read.
func (c *catalogue) Known() []knowledge.Source { return sourcesOf(c.known()) }

// sourcesOf returns the sources without their intervals.
func sourcesOf(list []scheduled) []knowledge.Source {
	bare := make([]knowledge.Source, 0, len(list))
	for _, l := range list {
		bare = append(bare, l.Source)
	}
	return bare
}
