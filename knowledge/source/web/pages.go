package web

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	maxRechecks  = 20               // so many pages that a list says nothing new of are looked at in one load
	recheckAfter = 10 * time.Minute // and none that was looked at since
	mostFailed   = 3                // a site that fails so often in a row is left alone until the next load
	mostPages    = 500              // so many pages of a list are fetched in one load
	fewPages     = 5                // and so many at least, however late it is
	overtime     = 30 * time.Second // but for so long at most; then nothing is waited for
)

// pages reads the pages that a list names, and those that it has named before:
// a feed lets go of its older entries, and their stories stay until their own
// pages are gone. stays tells of a page that is no longer named whether it does.
func (c *crawl) pages(ctx context.Context, list []entry, stays func(file string) bool) error {
	c.chooseRechecks()
	seen := map[string]bool{rootFile: true}
	for _, e := range list {
		if c.done || ctx.Err() != nil {
			break
		}
		if !seen[e.file] && c.wants(e.file) {
			seen[e.file] = true
			c.entry(ctx, e)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(c.marks)) {
		if c.done || ctx.Err() != nil {
			break
		}
		if !seen[file] && stays(file) && c.wants(file) {
			c.unlisted(ctx, file)
		}
	}
	c.deliverBrief()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("read its pages: %w", err)
	}
	return nil
}

// listedBefore are the entries of a list that has not changed: what it named before.
func (c *crawl) listedBefore() []entry {
	var list []entry
	for _, file := range slices.Sorted(maps.Keys(c.marks)) {
		if m := c.marks[file]; file != rootFile && !m.Off {
			list = append(list, entry{file: file, link: file, hash: m.Entry})
		}
	}
	return list
}

// chooseRechecks chooses the pages to look at though nothing is said to be new: those
// that nobody has looked at for longest.
func (c *crawl) chooseRechecks() {
	var files []string
	for file, m := range c.marks {
		if file != rootFile && c.wants(file) && c.now.Sub(time.Unix(m.Looked, 0)) >= c.recheckAfter {
			files = append(files, file)
		}
	}
	slices.SortFunc(files, func(a, b string) int { return int(c.marks[a].Looked - c.marks[b].Looked) })
	c.recheck = make(map[string]bool)
	for _, file := range files[:min(len(files), maxRechecks)] {
		c.recheck[file] = true
	}
}

// entry reads one page that the list names.
func (c *crawl) entry(ctx context.Context, e entry) {
	had, known := c.marks[e.file]
	had.Off = false
	asBefore := known && !c.all && !c.showsKey(ctx, e.file, had) && c.stale[e.file] == "" && e.hash == had.Entry && !had.Else && !had.Start
	switch {
	case c.toldBefore(had.Story):
		c.elsewhere(e, had.Story)
	case !c.retells(&e, had) && c.toldBefore(knowledge.StoryID(c.keys.From(e.file))):
		c.elsewhere(e, knowledge.StoryID(c.keys.From(e.file)))
	case asBefore && !c.recheck[e.file]:
		c.same(e.file, had)
	case asBefore && had.Full:
		c.checkGone(ctx, e.file, had)
	case e.whole != nil:
		s := *e.whole
		c.deliver(e, &s, mark{Entry: e.hash, Full: true, Looked: c.now.Unix()})
	case e.link == "":
		c.fail(e.file, had, known, errors.New("has neither a text nor an address"))
	default:
		c.fetch(ctx, e, had, known)
	}
}

func (c *crawl) same(file string, m mark) {
	c.delivered[m.Story] = true
	c.give(knowledge.Item{Name: file, File: file, Mark: m.String(), Same: true})
}

// elsewhere remembers that the story of a page is told from elsewhere: it is
// looked at again, and takes over when that one goes.
func (c *crawl) elsewhere(e entry, id string) {
	c.give(knowledge.Item{Name: e.file, File: e.file, Mark: mark{Entry: e.hash, Story: id, Else: true, ID: e.id}.String()})
}

// deliver gives the story of an entry, unless it has been told.
func (c *crawl) deliver(e entry, s *knowledge.Story, m mark) {
	if e.id != "" {
		m.ID = e.id
	}
	if e.said.Title != "" { // else what was announced before still holds
		m.Label = page.ListedLabel(plain.LanguageOf(s.Lang), e.said.Title, s.Title)
	}
	page.Relabel(s, m.Label)
	s.URL = c.keys.From(s.URL)
	c.attribute(&e, s, m.Full || m.Start)
	plain.Fill(s, &e.said)
	page.Complete(s, page.Origin{Source: c.name, File: e.file, Key: c.keyOf(e.file)}, c.options.Spec)
	if c.toldBefore(s.ID) {
		c.elsewhere(e, s.ID)
		return
	}
	c.delivered[s.ID] = true
	m.Story = s.ID
	c.give(knowledge.Item{Name: e.file, File: e.file, Mark: m.String(), Story: s})
}

// fail reports a page that could not be read. What was known of it stays.
func (c *crawl) fail(file string, had mark, known bool, err error) {
	c.failed = true
	item := knowledge.Item{Name: file, File: file, Err: err}
	if known {
		item.Mark = had.String()
	}
	c.give(item)
}

// failPage reports a page that cannot be had. What was known of it stays; where that is
// nothing more than its beginning, or nothing, the beginning that its list has is told.
func (c *crawl) failPage(e entry, had mark, known bool, err error) {
	if e.start == nil || known && !had.Start || errors.Is(err, errRefused) || !c.mayLeadTo(e.link) {
		c.fail(e.file, had, known, err)
		return
	}
	s := *e.start
	c.deliver(e, &s, mark{Entry: e.hash, Start: true, Looked: c.now.Unix()})
	c.fail(e.file, had, false, fmt.Errorf("%w; the beginning that its feed has is told", err))
}

// mayLeadTo reports whether people may be led to an address that was not fetched.
func (c *crawl) mayLeadTo(address string) bool {
	u, err := url.Parse(address)
	return err == nil && c.fetcher.guard.check(u) == nil && !strings.Contains(u.Host, "%") // a network of this computer
}

// enough reports whether no further page is fetched in this load.
func (c *crawl) enough() bool {
	c.fetched++
	now := time.Now()
	late, over := !c.until.IsZero() && now.After(c.until), !c.last.IsZero() && now.After(c.last)
	c.later = c.later || c.fetched > mostPages || late && c.fetched > fewPages || over
	return c.later
}

// fetch reads the page of an entry.
func (c *crawl) fetch(ctx context.Context, e entry, had mark, known bool) {
	if c.enough() {
		if known {
			c.same(e.file, had)
		}
		return
	}
	ask := had
	if c.all || c.showsKey(ctx, e.file, had) || had.Else || had.Full || had.Start || e.hash != had.Entry && (had.Label != "" || page.MayAnnounce(plain.LanguageOf(e.said.Lang), e.said.Title)) { // a page may be as it was, and yet withdrawn
		ask = had.withoutValidators()
	}
	reply, err := c.ask(ctx, e.link, ask)
	if err != nil {
		c.failPage(e, had, known, err)
		return
	}
	m := had.since(reply, c.now)
	m.Entry, m.Else, m.Full, m.Start = e.hash, false, false, false
	switch {
	case reply.gone() && known: // it goes, for nothing is said of it; should it come back, the list is read again
		c.failed = true
	case reply.gone():
		c.fail(e.file, had, known, &statusError{status: reply.status})
	case reply.same():
		c.same(e.file, m)
	default:
		s, err := c.story(ctx, e.file, reply)
		if err == nil {
			err = c.replaces(ctx, had, s)
		}
		if err == nil {
			err = isOther(&e, s)
		}
		if err != nil {
			c.failPage(e, had, known, err)
			return
		}
		c.fetchedStory(told{e, s, m, had, known})
	}
}

// ask asks for a page that a list led to: where robots.txt allows it, and
// where the site has not failed time and again.
func (c *crawl) ask(ctx context.Context, link string, had mark) (*reply, error) {
	u, err := url.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("is no address: %w", err)
	}
	if c.down[u.Host] >= mostFailed {
		return nil, fmt.Errorf("is not fetched: its site has just failed %d times in a row", mostFailed)
	}
	if err := c.fetcher.guard.check(u); err != nil {
		return nil, err
	}
	within, cancel := c.limited(ctx)
	defer cancel()
	if err := c.fetcher.checkRobots(within, u); err != nil {
		return nil, late(ctx, within, err)
	}
	reply, err := c.fetcher.get(within, link, had, pageBytes)
	err = late(ctx, within, err)
	if status := refusal(err); err != nil && !errors.Is(err, errRefused) && (status == 0 || status >= 500) {
		c.down[u.Host]++
	} else {
		c.down[u.Host] = 0
	}
	return reply, err
}

// unlisted looks, now and then, whether a page that the list no longer names is
// still there. That it fails is nobody's concern: its story stays.
func (c *crawl) unlisted(ctx context.Context, file string) {
	had := c.marks[file]
	had.Off = true
	switch {
	case c.toldBefore(had.Story):
		c.elsewhere(entry{file: file, hash: had.Entry}, had.Story)
	case had.Else:
		c.fetch(ctx, entry{file: file, link: file, hash: had.Entry}, had, true)
	case c.stale[file] != "":
		c.rereadStale(ctx, file, had)
	case !c.recheck[file] && !c.all && !c.showsKey(ctx, file, had):
		c.same(file, had)
	case had.Full:
		c.checkGone(ctx, file, had)
	default:
		c.reread(ctx, file, had)
	}
}

// reread reads an unnamed page that has a story.
func (c *crawl) reread(ctx context.Context, file string, had mark) {
	e := entry{file: file, link: file, hash: had.Entry}
	ask := had
	if c.all || c.showsKey(ctx, file, had) {
		ask = had.withoutValidators()
	}
	reply, err := c.ask(ctx, e.link, ask)
	if err != nil {
		had.Looked = c.now.Unix()
		c.same(file, had)
		return
	}
	if reply.gone() {
		return
	}
	m := had.since(reply, c.now)
	if !reply.same() {
		m.Start = false
		if s, err := c.story(ctx, file, reply); err == nil && c.replaces(ctx, had, s) == nil {
			c.deliver(e, s, m)
			return
		}
	}
	c.same(file, m)
}

// checkGone finds out whether the page of a story whose text stood in the list is
// still there; what it says is not read.
func (c *crawl) checkGone(ctx context.Context, file string, had mark) {
	if c.recheck[file] || c.all {
		had.Looked = c.now.Unix()
		if reply, err := c.ask(ctx, file, mark{}); err == nil && reply.gone() {
			return
		}
	}
	c.same(file, had)
}
