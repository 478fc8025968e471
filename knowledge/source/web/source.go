// Package web fetches stories: pages, and those that feeds and sitemaps name. It
// connects to public addresses only (guard.go), within limits (fetcher.go), and
// as politely as robots.txt asks (politeness.go). What was fetched is remembered
// in marks (mark.go), by which the next load asks only for what may have changed
// (source.go, pages.go).
//
// The door: [New] makes a [Source], which is a [knowledge.Remote], and [Options] say how
// it is read.
package web

import (
	"context"
	"errors"
	"iter"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/keys"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// Source is what an address of the web leads to. It is a knowledge.Remote.
type Source struct {
	name         string      // its address, as it stands in STORIES, unless it has a name of its own
	where        string      // its address
	canonical    string      // the same in its canonical form
	keys         keys.Hidden // in its address: no story shows them
	options      Options
	fetcher      *fetcher
	recheckAfter time.Duration
	overtime     time.Duration
	landed       atomic.Pointer[string] // the host that its address led to when it was last fetched
}

var (
	_ knowledge.Choosing = (*Source)(nil)
	_ knowledge.Owning   = (*Source)(nil)
)

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
	o := &Source{name: opts.Name, where: where, canonical: plain.Canonical(where), keys: keys.Of(where), options: opts, fetcher: newFetcher(allowedFrom(where, opts.AllowHosts), opts.Pace), recheckAfter: recheckAfter, overtime: overtime}
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

// Place is the address in its canonical form, and which of its pages are read.
func (o *Source) Place() string { return o.options.Place(o.canonical) }

// Written is the address as it was named.
func (o *Source) Written() string { return o.where }

// Wants reports whether an address of it is to be read.
func (o *Source) Wants(file string) bool { return o.options.WantedAt(file) }

// Owns reports whether an address is of the site of the source's own, or of that which it
// led to when it was last fetched.
func (o *Source) Owns(address string) bool {
	landed := o.landed.Load()
	host := hostIn(address)
	return host == "" || sameSite(host, hostIn(o.where)) || landed != nil && sameSite(host, *landed)
}

// Read reads everything anew.
func (o *Source) Read(ctx context.Context, _ func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return o.Fetch(ctx, knowledge.Past{})
}

// Fetch asks for what may have changed. Where the address itself cannot be
// had, or is suddenly something else, all stories stay.
func (o *Source) Fetch(ctx context.Context, past knowledge.Past) iter.Seq[knowledge.Item] {
	return func(yield func(knowledge.Item) bool) {
		defer o.fetcher.client.CloseIdleConnections()
		r := &crawl{Source: o, all: past.All, past: past.Told, before: past.Story, until: past.Until, marks: make(map[string]mark), delivered: make(map[string]bool), down: make(map[string]int), now: time.Now()}
		o.fetcher.politeness.turn = past.Turn
		if past.Retry {
			o.fetcher.politeness.askAgain()
		}
		if !past.Until.IsZero() {
			r.last = r.now.Add(max(past.Until.Sub(r.now), 0) + o.overtime)
		}
		r.recall(past.Marks)
		r.yield = yield
		if err := r.read(ctx); err != nil && !r.done {
			yield(knowledge.Item{Name: o.name, Whole: true, Err: err})
		}
	}
}
