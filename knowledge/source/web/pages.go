package web

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
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
)

// pages reads the pages that a list names, and those that it has named before:
// a feed lets go of its older entries, and their stories stay until their own
// pages are gone. stays tells of a page that is no longer named whether it does.
func (r *crawl) pages(ctx context.Context, list []entry, stays func(file string) bool) error {
	r.chooseRechecks()
	seen := map[string]bool{rootFile: true}
	for _, e := range list {
		if r.done || ctx.Err() != nil {
			break
		}
		if !seen[e.file] && r.wants(e.file) {
			seen[e.file] = true
			r.entry(ctx, e)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(r.marks)) {
		if r.done || ctx.Err() != nil {
			break
		}
		if !seen[file] && stays(file) && r.wants(file) {
			r.unlisted(ctx, file)
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("read its pages: %w", err)
	}
	return nil
}

// listedBefore are the entries of a list that has not changed: what it named before.
func (r *crawl) listedBefore() []entry {
	var list []entry
	for _, file := range slices.Sorted(maps.Keys(r.marks)) {
		if m := r.marks[file]; file != rootFile && !m.Off {
			list = append(list, entry{file: file, link: file, hash: m.Entry})
		}
	}
	return list
}

// chooseRechecks chooses the pages to look at though nothing is said to be new: those
// that nobody has looked at for longest.
func (r *crawl) chooseRechecks() {
	var files []string
	for file, m := range r.marks {
		if file != rootFile && r.wants(file) && r.now.Sub(time.Unix(m.Looked, 0)) >= r.recheckAfter {
			files = append(files, file)
		}
	}
	slices.SortFunc(files, func(a, b string) int { return int(r.marks[a].Looked - r.marks[b].Looked) })
	r.recheck = make(map[string]bool)
	for _, file := range files[:min(len(files), maxRechecks)] {
		r.recheck[file] = true
	}
}

// entry reads one page that the list names.
func (r *crawl) entry(ctx context.Context, e entry) {
	had, known := r.marks[e.file]
	had.Off = false
	asBefore := known && !r.all && r.stale[e.file] == "" && e.hash == had.Entry && !had.Else
	switch {
	case r.toldBefore(had.Story):
		r.elsewhere(e, had.Story)
	case r.toldBefore(knowledge.StoryID(e.file)):
		r.elsewhere(e, knowledge.StoryID(e.file))
	case asBefore && !r.recheck[e.file]:
		r.same(e.file, had)
	case asBefore && had.Full:
		r.checkGone(ctx, e.file, had)
	case e.whole != nil:
		s := *e.whole
		r.deliver(e, &s, mark{Entry: e.hash, Full: true, Looked: r.now.Unix()})
	case e.link == "":
		r.fail(e.file, had, known, errors.New("has neither a text nor an address"))
	default:
		r.fetch(ctx, e, had, known)
	}
}

func (r *crawl) same(file string, m mark) {
	r.delivered[m.Story] = true
	r.give(knowledge.Item{Name: file, File: file, Mark: m.String(), Same: true})
}

// elsewhere remembers that the story of a page is told from elsewhere: it is
// looked at again, and takes over when that one goes.
func (r *crawl) elsewhere(e entry, id string) {
	r.give(knowledge.Item{Name: e.file, File: e.file, Mark: mark{Entry: e.hash, Story: id, Else: true, ID: e.id}.String()})
}

// deliver gives the story of an entry, unless it has been told.
func (r *crawl) deliver(e entry, s *knowledge.Story, m mark) {
	if e.id != "" {
		m.ID = e.id
	}
	if e.said.Title != "" {
		m.Label = page.ListedLabel(e.said.Title, s.Title)
	}
	if m.Label != "" && page.GivesWay(s.Label) && page.AnnouncedLabel(s) != knowledge.Retracted {
		s.Label = m.Label
	}
	plain.Fill(s, &e.said)
	page.Complete(s, page.Origin{Source: r.name, File: e.file, Key: r.name + e.file}, r.options.Spec)
	if r.toldBefore(s.ID) {
		r.elsewhere(e, s.ID)
		return
	}
	r.delivered[s.ID] = true
	m.Story = s.ID
	r.give(knowledge.Item{Name: e.file, File: e.file, Mark: m.String(), Story: s})
}

// fail reports a page that could not be read. What was known of it stays.
func (r *crawl) fail(file string, had mark, known bool, err error) {
	r.failed = true
	item := knowledge.Item{Name: file, File: file, Err: err}
	if known {
		item.Mark = had.String()
	}
	r.give(item)
}

// enough reports whether no further page is fetched in this load.
func (r *crawl) enough() bool {
	r.fetched++
	late := !r.until.IsZero() && time.Now().After(r.until)
	r.later = r.later || r.fetched > mostPages || late && r.fetched > fewPages
	return r.later
}

// fetch reads the page of an entry.
func (r *crawl) fetch(ctx context.Context, e entry, had mark, known bool) {
	if r.enough() {
		if known {
			r.same(e.file, had)
		}
		return
	}
	ask := had
	if r.all || had.Else || had.Full || e.hash != had.Entry && (had.Label != "" || page.MayAnnounce(e.said.Title)) { // a page may be as it was, and yet withdrawn
		ask = had.withoutValidators()
	}
	reply, err := r.ask(ctx, e.link, ask)
	if err != nil {
		r.fail(e.file, had, known, err)
		return
	}
	m := had.since(reply, r.now)
	m.Entry, m.Else, m.Full = e.hash, false, false
	switch {
	case reply.gone() && known: // it goes, for nothing is said of it; should it come back, the list is read again
		r.failed = true
	case reply.gone():
		r.fail(e.file, had, known, &statusError{status: reply.status})
	case reply.same():
		r.same(e.file, m)
	default:
		s, err := r.story(ctx, e.file, reply)
		if err != nil {
			r.fail(e.file, had, known, err)
			return
		}
		r.deliver(e, s, m)
	}
}

// ask asks for a page that a list led to: where robots.txt allows it, and
// where the site has not failed time and again.
func (r *crawl) ask(ctx context.Context, link string, had mark) (*reply, error) {
	u, err := url.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("is no address: %w", err)
	}
	if r.down[u.Host] >= mostFailed {
		return nil, fmt.Errorf("is not fetched: its site has just failed %d times in a row", mostFailed)
	}
	if err := r.fetcher.guard.check(u); err != nil {
		return nil, err
	}
	if err := r.fetcher.checkRobots(ctx, u); err != nil {
		return nil, err
	}
	reply, err := r.fetcher.get(ctx, link, had, pageBytes)
	if status := refusal(err); err != nil && !errors.Is(err, errRefused) && (status == 0 || status >= 500) {
		r.down[u.Host]++
	} else {
		r.down[u.Host] = 0
	}
	return reply, err
}

// unlisted looks, now and then, whether a page that the list no longer names is
// still there. That it fails is nobody's concern: its story stays.
func (r *crawl) unlisted(ctx context.Context, file string) {
	had := r.marks[file]
	had.Off = true
	switch {
	case r.toldBefore(had.Story):
		r.elsewhere(entry{file: file, hash: had.Entry}, had.Story)
	case had.Else:
		r.fetch(ctx, entry{file: file, link: file, hash: had.Entry}, had, true)
	case r.stale[file] != "":
		r.rereadStale(ctx, file, had)
	case !r.recheck[file] && !r.all:
		r.same(file, had)
	case had.Full:
		r.checkGone(ctx, file, had)
	default:
		r.reread(ctx, file, had)
	}
}

// reread reads an unnamed page that has a story.
func (r *crawl) reread(ctx context.Context, file string, had mark) {
	e := entry{file: file, link: file, hash: had.Entry}
	ask := had
	if r.all {
		ask = had.withoutValidators()
	}
	reply, err := r.ask(ctx, e.link, ask)
	if err != nil {
		had.Looked = r.now.Unix()
		r.same(file, had)
		return
	}
	if reply.gone() {
		return
	}
	m := had.since(reply, r.now)
	if !reply.same() {
		if s, err := r.story(ctx, file, reply); err == nil {
			r.deliver(e, s, m)
			return
		}
	}
	r.same(file, m)
}

// checkGone finds out whether the page of a story whose text stood in the list is
// still there; what it says is not read.
func (r *crawl) checkGone(ctx context.Context, file string, had mark) {
	if r.recheck[file] || r.all {
		had.Looked = r.now.Unix()
		if reply, err := r.ask(ctx, file, mark{}); err == nil && reply.gone() {
			return
		}
	}
	r.same(file, had)
}
