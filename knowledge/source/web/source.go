// Package web fetches stories: pages, and those that feeds and sitemaps name. It
// connects to public addresses only (guard.go), within limits (fetcher.go), and
// as politely as robots.txt asks (politeness.go). What was fetched is remembered
// in marks (mark.go), by which the next load asks only for what may have changed
// (source.go, pages.go).
//
// The door: New makes a Source, which is a knowledge.Remote, and Options say how
// it is read.
package web

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// Source is what an address of the web leads to. It is a knowledge.Remote.
type Source struct {
	name         string // its address, as it stands in STORIES, unless it has a name of its own
	where        string // its address
	canonical    string // the same in its canonical form
	options      Options
	fetcher      *fetcher
	recheckAfter time.Duration
}

var _ knowledge.Remote = (*Source)(nil)

// rootFile is the File under which a source remembers its own address. Its
// pages are remembered by theirs.
const rootFile = "."

// New makes the source of an address. It asks for nothing yet; Fetch does.
func New(where string, opts Options) (*Source, error) {
	u, err := url.Parse(where)
	if err != nil {
		return nil, errors.New("is not an address: write it as https://example.org/news")
	}
	if opts.Name == "" {
		opts.Name = where
	}
	o := &Source{name: opts.Name, where: where, canonical: plain.Canonical(where), options: opts, fetcher: newFetcher(allowedFrom(where, opts.AllowHosts), opts.Pace), recheckAfter: recheckAfter}
	if err := o.fetcher.guard.check(u); err != nil {
		return nil, err
	}
	if u.Hostname() == "" || o.canonical == "" {
		return nil, errors.New("is not an address: write it as https://example.org/news")
	}
	return o, nil
}

// Name returns what the source is called.
func (o *Source) Name() string { return o.name }

// Read reads everything anew.
func (o *Source) Read(ctx context.Context, _ func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return o.Fetch(ctx, knowledge.Past{})
}

// Fetch asks for what may have changed. Where the address itself cannot be
// had, or is suddenly something else, all stories stay.
func (o *Source) Fetch(ctx context.Context, past knowledge.Past) iter.Seq[knowledge.Item] {
	return func(yield func(knowledge.Item) bool) {
		defer o.fetcher.client.CloseIdleConnections()
		r := &crawl{Source: o, all: past.All, past: past.Told, until: past.Until, marks: make(map[string]mark), delivered: make(map[string]bool), down: make(map[string]int), now: time.Now()}
		r.recall(past.Marks)
		r.yield = yield
		if err := r.read(ctx); err != nil && !r.done {
			yield(knowledge.Item{Name: o.name, Whole: true, Err: fmt.Errorf("%w; its stories stay as they were", err)})
		}
	}
}

// crawl is one time that an online source is read.
type crawl struct {
	*Source
	all       bool
	past      func(id string) bool // stories that other sources told
	delivered map[string]bool      // stories that this one told
	marks     map[string]mark
	withdrawn map[string]bool   // pages that their feed has withdrawn
	stale     map[string]string // the marks made under other options: what they are of is read anew
	recheck   map[string]bool   // pages to look at though nothing is said to be new
	down      map[string]int    // site to how often in a row it has failed
	fetched   int               // pages
	failed    bool              // some page has failed
	later     bool              // some page waits for the next load
	until     time.Time         // when to stop fetching; zero: never
	now       time.Time
	yield     func(knowledge.Item) bool
	done      bool // the reader has had enough
}

// give yields an item with its mark signed, and reports whether to go on.
func (r *crawl) give(item knowledge.Item) bool {
	item.Mark = r.signed(item)
	if !r.done {
		r.done = !r.yield(item)
	}
	return !r.done
}

// read reads the source. Its error means that nothing of it could be read.
func (r *crawl) read(ctx context.Context) error {
	root := r.marks[rootFile]
	known := root
	if root.Kind == pageKind {
		known = r.marks[r.canonical]
	}
	if r.all {
		known = known.withoutValidators()
	}
	reply, err := r.fetcher.get(ctx, r.where, known, listBytes)
	if err != nil {
		return err
	}
	if reply.gone() {
		return r.gone(root, &statusError{status: reply.status})
	}
	kind := root.Kind
	if !reply.same() {
		if kind, err = kindOfReply(reply); err != nil {
			return err
		}
		if root.Kind != "" && kind != root.Kind {
			return fmt.Errorf("was a %s and is now a %s", root.Kind, kind)
		}
	}
	if r.options.Kind != "" && kind != r.options.Kind {
		return fmt.Errorf("is a %s, not a %s as its kind says", kind, r.options.Kind)
	}
	if kind != sitemapKind && kind != zipKind && !isPDF(reply.body) && len(reply.body) > pageBytes {
		return fmt.Errorf("is larger than %s, which is the most for a %s", plain.Size(pageBytes), kind)
	}
	switch kind {
	case zipKind:
		return r.zip(ctx, reply, root)
	case pageKind:
		return r.page(ctx, reply, known)
	case feedKind:
		return r.feed(ctx, reply, root)
	default:
		return r.sitemap(ctx, reply, root)
	}
}

// gone is told that nothing is there. The story of a page goes with it; what a
// list has named stays, for it has pages of its own.
func (r *crawl) gone(root mark, why *statusError) error {
	if root.Kind != pageKind {
		return why
	}
	r.give(knowledge.Item{Name: r.name, File: rootFile, Mark: root.String(), Err: fmt.Errorf("%w: its story is removed", why)})
	return nil
}

// page gives the one story of a page.
func (r *crawl) page(ctx context.Context, reply *reply, had mark) error {
	r.give(knowledge.Item{Name: r.name, File: rootFile, Mark: mark{Kind: pageKind}.String()})
	if reply.same() && !r.toldBefore(had.Story) {
		r.same(r.canonical, had.since(reply, r.now))
		return nil
	}
	e := entry{file: r.canonical}
	if reply.same() {
		r.elsewhere(e, had.Story)
		return nil
	}
	s, err := r.story(ctx, r.canonical, reply)
	if err != nil {
		return err
	}
	r.deliver(e, s, mark{}.since(reply, r.now))
	return nil
}

// feed reads the pages of a feed. It names the feed itself last: one of which
// something failed is read again, though it may not have changed.
func (r *crawl) feed(ctx context.Context, reply *reply, root mark) error {
	var list []entry
	var err error
	if reply.same() {
		list = r.listedBefore()
	} else if list, err = readFeed(reply.body, reply.url); err != nil {
		return err
	}
	r.ownOutlet(list)
	r.withdraw(list, readTombstones(reply.body, reply.url))
	if err := r.pages(ctx, list, func(string) bool { return true }); err != nil {
		return err
	}
	r.root(feedKind, reply, root)
	return nil
}

// root remembers the list itself.
func (r *crawl) root(kind string, reply *reply, had mark) {
	if r.later && r.until.IsZero() {
		r.give(knowledge.Item{Name: r.name, Err: fmt.Errorf("names more than %d pages that are new; the rest is loaded by the next reload", mostPages)})
	}
	m := had.since(reply, r.now)
	if m.Kind = kind; r.failed || r.later {
		m = m.withoutValidators()
	}
	r.give(knowledge.Item{Name: r.name, File: rootFile, Mark: m.String(), More: r.later})
}

// toldBefore reports whether the story of that ID has been told, by another source
// or by this one.
func (r *crawl) toldBefore(id string) bool {
	return id != "" && r.delivered[id] || id != "" && r.past != nil && r.past(id)
}

const (
	pageKind    = "page"
	feedKind    = "feed"
	sitemapKind = "sitemap"
)

// kindOfReply tells what an address leads to, by what is there rather than by
// what the server calls it.
func kindOfReply(r *reply) (string, error) {
	head := strings.TrimLeft(strings.TrimPrefix(string(r.body[:min(len(r.body), plain.SniffBytes)]), "\ufeff"), " \t\r\n")
	switch {
	case head == "":
		return "", errors.New("answers with nothing")
	case strings.HasPrefix(head, "\x1f\x8b"):
		return sitemapKind, nil
	case strings.HasPrefix(head, "{"):
		return feedKind, nil
	case isPDF(r.body):
		return pageKind, nil
	case isZip(r.body):
		return zipKind, nil
	}
	switch rootElement(head) {
	case "rss", "rdf", "feed":
		return feedKind, nil
	case "urlset", "sitemapindex":
		return sitemapKind, nil
	}
	switch r.kind {
	case "", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml":
		return pageKind, nil
	}
	return "", fmt.Errorf("is %s, which is not read", plain.Shorten(plain.OneLine(r.kind), 60))
}

// rootElement is the name of the first element of a document, in lower case and
// without its prefix.
func rootElement(head string) string {
	for {
		at := strings.IndexByte(head, '<')
		if at < 0 {
			return ""
		}
		head = head[at+1:]
		switch {
		case strings.HasPrefix(head, "!--"):
			_, head, _ = strings.Cut(head, "-->")
			continue
		case strings.HasPrefix(head, "?"), strings.HasPrefix(head, "!"):
			continue
		}
		name := strings.ToLower(head[:len(head)-len(strings.TrimLeft(head, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:"))])
		if _, local, ok := strings.Cut(name, ":"); ok {
			return local
		}
		return name
	}
}

// textStory makes the story of a page that was asked for and fetched. Its address is where it
// was found in the end, or another one of the same site that it names.
func textStory(asked string, r *reply) (s *knowledge.Story, err error) {
	defer plain.Recover(&err)
	if u, err := url.Parse(asked); err == nil && isFrontPage(r.url) && !isFrontPage(u) {
		return nil, fmt.Errorf("leads to the front page %s, as if it were gone", plain.Canonical(r.url.String()))
	}
	declared := ""
	if r.kind != "text/plain" {
		declared = plain.First(r.declared, "text/html")
	}
	text, err := plain.Decode(r.body, declared)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("answers with nothing")
	}
	if strings.Count(text, "<") > page.MaxTags {
		return nil, errors.New("has more elements than a page has")
	}
	if r.kind == "text/plain" {
		s, err = plain.FromText(text, nil)
	} else {
		s, err = page.FromHTML(text)
	}
	if err != nil {
		return nil, err
	}
	s.URL = addressOf(s.URL, r.url)
	return s, nil
}

// isFrontPage reports whether an address is that of a site's front page.
func isFrontPage(u *url.URL) bool { return (u.Path == "/" || u.Path == "") && u.RawQuery == "" }

// addressOf chooses between the address that a page names and the one where it
// was found. A page speaks for its own site only, and no story is its front page.
func addressOf(named string, found *url.URL) string {
	here := plain.Canonical(found.String())
	u, err := url.Parse(plain.Canonical(named))
	if err != nil || u.Host == "" || !sameSite(u.Host, found.Host) || isFrontPage(u) {
		return here
	}
	return plain.Canonical(named)
}

// sameSite reports whether two hosts belong together: www.example.org and
// amp.example.org do. Of numbers, every one is a site of its own.
func sameSite(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == b {
		return true
	}
	if isNumeric(a) || isNumeric(b) {
		return false
	}
	siteA, errA := publicsuffix.EffectiveTLDPlusOne(a)
	siteB, errB := publicsuffix.EffectiveTLDPlusOne(b)
	return errA == nil && errB == nil && siteA == siteB
}

// isNumeric reports whether a host, perhaps with its port, is given by its number.
func isNumeric(host string) bool {
	u := url.URL{Host: host}
	return net.ParseIP(u.Hostname()) != nil
}
