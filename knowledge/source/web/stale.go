package web

import (
	"context"
	"fmt"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/keys"
)

// recall takes in what the last load remembered. Of what it remembered under
// other options only that it was there still holds.
func (c *crawl) recall(marks map[string]string) {
	c.stale = make(map[string]string)
	for file, written := range marks {
		text, signature := cutSignature(written)
		c.marks[file] = parseMark(text)
		if signature != c.signature(file) {
			c.marks[file] = mark{Kind: c.marks[file].Kind}
			c.stale[file] = written
		}
	}
}

// cutSignature parts a mark from that of the options it was made under.
func cutSignature(written string) (text, signature string) {
	if at := strings.LastIndexByte(written, '}') + 1; at > 0 {
		return written[:at], written[at:]
	}
	return written, ""
}

// signed is the mark of an item as it is kept: with that of the options. What
// stays as it was under other options keeps the mark of these, and so is read
// anew by the next load.
func (c *crawl) signed(item knowledge.Item) string {
	switch old := c.stale[item.File]; {
	case item.Mark == "":
		return ""
	case old != "" && (item.Same || item.Err != nil):
		return old
	}
	return item.Mark + c.signature(item.File)
}

// signature is that of what the options say of a page. Which pages are read is of the
// list of them alone: none is asked for again because others are.
func (c *crawl) signature(file string) string {
	said := c.options.Spec
	if file != rootFile {
		said.Include, said.Exclude = nil, nil
	}
	return said.Signature()
}

// rereadStale reads an unnamed page again, since other options are for it now.
func (c *crawl) rereadStale(ctx context.Context, file string, had mark) {
	if c.enough() {
		c.same(file, had)
		return
	}
	reply, err := c.ask(ctx, file, mark{})
	if err == nil && reply.gone() {
		return
	}
	var s *knowledge.Story
	if err == nil {
		s, err = c.story(ctx, file, reply)
	}
	if err == nil {
		err = c.replaces(ctx, had, s)
	}
	if err != nil {
		c.fail(file, had, true, fmt.Errorf("keeps the collection, outlet and label that it had, for its page %w", err))
		return
	}
	c.deliver(entry{file: file, link: file, hash: had.Entry}, s, had.since(reply, c.now))
}

// ownOutlet names the outlet of the options where else a feed's title would do:
// the operator knows better whose feed it is.
func (c *crawl) ownOutlet(list []entry) {
	for i := range list {
		if e := &list[i]; c.options.Outlet != "" {
			e.said.Outlet = c.options.Outlet
			if e.whole != nil {
				e.whole.Outlet = c.options.Outlet
			}
		}
	}
}

// showsKey reports whether the story of a page shows a key of the source's address, as those
// do that were made before keys were left out: it must be made anew, even if its page is as it was.
func (c *crawl) showsKey(ctx context.Context, file string, had mark) bool {
	if c.keys.None() || had.Story == "" {
		return false
	}
	if c.keyOf(file) != c.name+file && had.Story == knowledge.StoryID(c.name+file) {
		return true
	}
	if c.before == nil {
		return false
	}
	s := c.before(ctx, had.Story)
	return s != nil && (s.URL != c.keys.From(s.URL) || s.URL == c.canonical && s.URL != keys.From(s.URL))
}

// keyOf names a story that has no address, by its source and where it is in it.
func (c *crawl) keyOf(file string) string { return c.keys.FromText(keys.From(c.name) + file) }
