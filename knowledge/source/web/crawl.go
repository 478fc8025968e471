package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/keys"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// crawl is one reading of a source.
type crawl struct {
	*Source
	all       bool
	past      func(id string) bool                                  // stories that other sources told
	before    func(ctx context.Context, id string) *knowledge.Story // as the last load left them; nil: not known
	delivered map[string]bool                                       // stories that this one told
	brief     []told                                                // short stories that wait until all pages are read
	marks     map[string]mark
	tellers   []string          // the hosts that speak for the feed that is read; empty: it is none
	withdrawn map[string]bool   // pages that their feed has withdrawn
	stale     map[string]string // the marks made under other options: what they are of is read anew
	recheck   map[string]bool   // pages to look at though nothing is said to be new
	down      map[string]int    // site to how often in a row it has failed
	fetched   int               // pages
	failed    bool              // some page has failed
	cut       error             // why the feed was not read to its end
	later     bool              // some page waits for the next load
	until     time.Time         // when to stop fetching; zero: never
	last      time.Time         // when nothing is waited for any more, be it under way; zero: never
	now       time.Time
	yield     func(knowledge.Item) bool
	done      bool // the reader has had enough
}

// get asks for an address as a fetcher does, and waits no longer than this reading may take.
func (c *crawl) get(ctx context.Context, address string, had mark, most int) (*reply, error) {
	within, cancel := c.limited(ctx)
	defer cancel()
	reply, err := c.fetcher.get(within, address, had, most)
	return reply, late(ctx, within, err)
}

// late says of an error that it came of the end of this reading, if it did.
func late(ctx, within context.Context, err error) error {
	if err != nil && within.Err() != nil && ctx.Err() == nil {
		return lateError("took longer than a source may")
	}
	return err
}

// limited ends when this reading must.
func (c *crawl) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.last.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, c.last)
}

// give yields an item with its mark signed, and reports whether to go on.
func (c *crawl) give(item knowledge.Item) bool {
	item.Mark = c.signed(item)
	if !c.done {
		c.done = !c.yield(item)
	}
	return !c.done
}

// read reads the source. Its error means that nothing of it could be read.
func (c *crawl) read(ctx context.Context) error {
	root := c.marks[rootFile]
	known := root
	if root.Kind == pageKind {
		known = c.marks[c.canonical]
	}
	if c.all || c.showsKey(ctx, c.canonical, known) {
		known = known.withoutValidators()
	}
	reply, err := c.get(ctx, c.where, known, listBytes)
	var cut *cutError
	switch {
	case errors.As(err, &cut): // of a feed it is better than nothing
		reply = cut.reply
		if kind, other := kindOfReply(reply); other != nil || kind != feedKind {
			return err
		}
		c.cut = err
	case err != nil:
		return err
	}
	c.landed.Store(&reply.url.Host)
	if reply.gone() {
		return c.gone(root, &statusError{status: reply.status})
	}
	kind := root.Kind
	document := !reply.same() && c.document(reply) != nil
	switch {
	case document:
		kind = pageKind
	case !reply.same():
		if kind, err = kindOfReply(reply); err != nil {
			return err
		}
	}
	if root.Kind != "" && kind != root.Kind {
		return fmt.Errorf("was a %s and is now a %s", root.Kind, kind)
	}
	if c.options.Kind != "" && kind != c.options.Kind {
		return fmt.Errorf("is a %s, not a %s as its kind says", kind, c.options.Kind)
	}
	if kind != sitemapKind && kind != zipKind && !document && !isPDF(reply.body) && len(reply.body) > pageBytes {
		return fmt.Errorf("is larger than %s, which is the most for a %s", plain.Size(pageBytes), kind)
	}
	switch kind {
	case zipKind:
		return c.zip(ctx, reply, root)
	case pageKind:
		return c.page(ctx, reply, known)
	case feedKind:
		reply.body = plain.DecodeXML(reply.body, reply.declared)
		return c.feed(ctx, reply, root)
	default:
		reply.body = plain.DecodeXML(reply.body, reply.declared)
		return c.sitemap(ctx, reply, root)
	}
}

// gone is told that nothing is there. The story of a page goes with it; what a
// list has named stays, for it has pages of its own.
func (c *crawl) gone(root mark, why *statusError) error {
	if root.Kind != pageKind {
		return why
	}
	c.give(knowledge.Item{Name: c.name, File: rootFile, Mark: root.String(), Err: fmt.Errorf("%w: its story is removed", why)})
	return nil
}

// page gives the one story of a page.
func (c *crawl) page(ctx context.Context, reply *reply, had mark) error {
	c.give(knowledge.Item{Name: c.name, File: rootFile, Mark: mark{Kind: pageKind}.String()})
	if reply.same() && !c.toldBefore(had.Story) {
		c.same(c.canonical, had.since(reply, c.now))
		return nil
	}
	e := entry{file: c.canonical}
	if reply.same() {
		c.elsewhere(e, had.Story)
		return nil
	}
	s, err := c.story(ctx, c.canonical, reply)
	if err == nil {
		err = c.replaces(ctx, had, s)
	}
	if err != nil {
		return err
	}
	if s.URL == plain.Canonical(reply.url.String()) { // it names no address itself
		s.URL = keys.From(s.URL)
	}
	if err := c.hidesAnother(ctx, s); err != nil {
		return err
	}
	c.deliver(e, s, mark{}.since(reply, c.now))
	return nil
}

// feed reads the pages of a feed. It names the feed itself last: one of which
// something failed is read again, though it may not have changed.
func (c *crawl) feed(ctx context.Context, reply *reply, root mark) error {
	var list []entry
	var err error
	if reply.same() {
		list = c.listedBefore()
	} else if list, err = readFeed(reply.body, reply.url); err != nil && !errors.Is(err, errDamaged) {
		return cmp.Or(c.cut, err) //nolint:wrapcheck // it says what was tried
	}
	c.failed = c.failed || err != nil || c.cut != nil // it is read again, though it may not have changed
	if err != nil {
		c.give(knowledge.Item{Name: c.name, Err: err})
	}
	c.tellers = []string{reply.url.Host, hostIn(c.where)}
	c.ownOutlet(list)
	c.withdraw(list, readTombstones(reply.body, reply.url))
	if err := c.pages(ctx, list, func(string) bool { return true }); err != nil {
		return err
	}
	c.root(feedKind, reply, root)
	return nil
}

// root remembers the list itself.
func (c *crawl) root(kind string, reply *reply, had mark) {
	if c.later && c.until.IsZero() {
		c.give(knowledge.Item{Name: c.name, Err: fmt.Errorf("names more than %d pages that are new; the rest is loaded by the next reload", mostPages)})
	}
	m := had.since(reply, c.now)
	if m.Kind = kind; c.failed || c.later {
		m = m.withoutValidators()
	}
	c.give(knowledge.Item{Name: c.name, File: rootFile, Mark: m.String(), More: c.later})
}

// toldBefore reports whether the story of that ID has been told, by another source
// or by this one.
func (c *crawl) toldBefore(id string) bool {
	return id != "" && c.delivered[id] || id != "" && c.past != nil && c.past(id)
}

// teller is the host of the feed that is read, where an address is not of its site, and
// empty where it is: a site speaks for its own addresses only.
func (c *crawl) teller(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || len(c.tellers) == 0 || slices.ContainsFunc(c.tellers, func(host string) bool { return sameSite(host, u.Host) }) {
		return ""
	}
	return c.tellers[0]
}

// retells reports whether a feed has, itself, the text of an entry with another site's address.
func (c *crawl) retells(e *entry, had mark) bool {
	return (e.whole != nil || had.Full && e.hash == had.Entry) && c.teller(e.link) != ""
}

// attribute says whose a story is whose address is of another site than its feed. Where the
// feed itself has the text, it is that feed's telling: under an ID of its own it stands beside the
// story of the outlet whose address it carries, never in its place. Where the text is that of
// the page, the feed's name is not its outlet's.
func (c *crawl) attribute(e *entry, s *knowledge.Story, ofFeed bool) {
	host := c.teller(s.URL)
	switch {
	case host == "":
	case ofFeed:
		s.ID = knowledge.StoryID(host + "/" + s.URL)
		s.Outlet = toldBy(plain.First(s.Outlet, e.said.Outlet), host)
	default:
		e.said.Outlet = plain.First(c.options.Outlet, hostIn(s.URL))
	}
}

// toldBy names an outlet and the host that tells of it.
func toldBy(outlet, host string) string {
	if outlet == "" {
		return "as told by " + host
	}
	return outlet + ", as told by " + host
}

// hostIn is the host of an address; empty where it has none.
func hostIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
