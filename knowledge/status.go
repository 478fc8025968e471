package knowledge

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/cadence"
)

// SourceStatus is what is known of a source since the last load that read it.
type SourceStatus struct {
	Source   string        `json:"source"`
	Place    string        `json:"place"`                 // where it really is, see Placed; empty: unknown
	Written  string        `json:"written"`               // the place as the operator wrote it
	Stories  int           `json:"stories"`               // that it has
	Newest   time.Time     `json:"newest"`                // when the newest of them was published; zero: unknown
	Read     time.Time     `json:"read"`                  // when it could last be read; zero: never
	Failures int           `json:"failures"`              // loads in a row in which it could not be read
	Problem  string        `json:"problem"`               // why not; empty: it could
	Failed   int           `json:"failed"`                // its items that failed in the last load
	Held     int           `json:"held"`                  // stories that it has no more, and that stay until an operator confirms their removal
	Left     bool          `json:"left"`                  // it is not named any more: all its stories are held, and out of the answers
	Shut     bool          `json:"shut,omitempty"`        // with Left: its source is named, and does not read these stories any more
	Passed   []PassedOver  `json:"passed_over,omitempty"` // its files of kinds that are not read, the most first
	GaveWay  []GaveWay     `json:"gave_way,omitempty"`    // its items whose stories another source has and owns; without Items
	More     bool          `json:"more"`                  // it had to stop before its end; what is left comes with the next load
	Latest   time.Time     `json:"latest"`                // when something new last came; zero: unknown
	Patience time.Duration `json:"patience"`              // after so long without anything new it is silent; 0: its cadence is not known yet
	Archive  bool          `json:"archive"`               // it was out of use when it was first read, and has brought nothing since
	Arrivals []time.Time   `json:"arrivals"`              // the last loads that brought something new, oldest first, without the very first

	dates []time.Time // when its stories were published, while they are counted
}

// mostArrivals is how many arrivals are remembered.
const mostArrivals = 100

// outOfUse is after how long without anything new a source that is read for the
// first time counts as an archive, from which nothing new is expected.
const outOfUse = 180 * 24 * time.Hour

// failuresToWarn is how many failures in a row make a source Failing.
const failuresToWarn = 2

// Failing reports whether the source could not be read several times in a row.
func (s *SourceStatus) Failing() bool { return s.Failures >= failuresToWarn }

// Silent reports whether, when the source was last read, nothing new had come
// for longer than it usually takes.
func (s *SourceStatus) Silent() bool {
	return s.Patience > 0 && s.Read.Sub(s.Latest) > s.Patience
}

// Overdue reports whether the source was last read so long ago that it must be
// expected to have something new.
func (s *SourceStatus) Overdue(now time.Time) bool {
	return s.Patience > 0 && now.Sub(s.Read) > s.Patience
}

// Warning returns what an operator should know of the source; empty if all is well.
func (s *SourceStatus) Warning(now time.Time) string {
	if s.Left {
		held := Held{Source: s.Source, Stories: s.Held, Shut: s.Shut}
		return held.Warning()
	}
	var parts []string
	if s.Failing() {
		since := "it has never been read"
		if !s.Read.IsZero() {
			since = "its stories are as of " + s.Read.UTC().Format("2006-01-02 15:04 UTC")
		}
		parts = append(parts, fmt.Sprintf("could not be read %d times in a row, %s: %s", s.Failures, since, s.Problem))
	}
	if s.Held > 0 {
		parts = append(parts, fmt.Sprintf("no longer has %d of its stories; they stay until that is confirmed", s.Held))
	}
	switch {
	case s.Silent():
		parts = append(parts, fmt.Sprintf("has brought nothing new since %s; before, it never paused for so long", Day(s.Latest)))
	case s.Overdue(now) && !s.Failing():
		parts = append(parts, "was last read on "+s.Read.UTC().Format("2006-01-02 15:04 UTC"))
	}
	return strings.Join(parts, "; ")
}

// count adds a story to those of the source. One that is dated ahead of the clock, by
// more than the zones of the world are apart, is not its newest.
func (s *SourceStatus) count(story *Story, now time.Time) {
	s.Stories++
	if story.Published.After(s.Newest) && !story.Published.After(now.Add(24*time.Hour)) {
		s.Newest = story.Published
	}
	if !story.Published.IsZero() {
		s.dates = append(s.dates, story.Published)
	}
}

// ofStatus is the source under whose name the status of every source is kept
// among the marks.
const ofStatus = ""

// SourceStatus returns the status of each source after the last load, by the
// source's name.
func (b *Base) SourceStatus(ctx context.Context) (map[string]SourceStatus, error) {
	known := b.status.Load()
	if known != nil && known.err != nil {
		return nil, known.err
	}
	info, err := (&Base{Index: b.Index}).Info(ctx) // with nothing left out: also while a load is to bring back what was set aside
	if err != nil {
		return nil, fmt.Errorf("read the status of the sources: %w", err)
	}
	loaded := info.Loaded
	if known != nil && known.loaded.Equal(loaded) {
		return known.of, nil
	}
	marks, err := b.Index.Marks(ctx, ofStatus)
	if err != nil {
		return nil, fmt.Errorf("read the status of the sources: %w", err)
	}
	of := make(map[string]SourceStatus, len(marks))
	for name, mark := range marks {
		var s SourceStatus
		if json.Unmarshal([]byte(mark), &s) == nil { // another program's is as good as none
			s.Source = name
			of[name] = s
		}
	}
	b.status.Store(&statusAt{loaded: loaded, of: of})
	return of, nil
}

// statusAt is the status of the sources after one load. It is never changed.
type statusAt struct {
	loaded time.Time
	of     map[string]SourceStatus
	err    error // why it could not be read, in a snapshot
}

// recallStatus begins with the status that the last load left.
func (l *loader) recallStatus(ctx context.Context, sources []Source) (err error) {
	if l.statusBefore, err = l.base.SourceStatus(ctx); err != nil {
		return err
	}
	l.status = make(map[string]*SourceStatus, len(sources))
	for _, s := range sources {
		status := l.statusBefore[s.Name()]
		if place := placeOf(s); place != "" {
			status.Place, status.Written = place, writtenOf(s)
		}
		status.Source, status.Stories, status.Newest = s.Name(), 0, time.Time{}
		if status.Left {
			status.Left, status.Shut, status.Held = false, false, 0
		}
		l.status[s.Name()] = &status
	}
	return nil
}

// writeStatus updates the status of each source, and writes it unless tx is nil.
func (l *loader) writeStatus(tx Tx) error {
	for id := range l.seen {
		if d := l.before[id]; d != nil {
			if _, read := l.textHashes[id]; !read && l.status[d.Story.Source] != nil {
				l.status[d.Story.Source].count(&d.Story, l.now)
			}
		}
	}
	for _, r := range l.reads {
		l.status[r.source].update(r)
	}
	for _, g := range l.waysGiven() {
		if s := l.status[g.Source]; s != nil {
			s.giveWay(g, slices.ContainsFunc(l.reads, func(r *sourceLoader) bool { return r.source == g.Source }))
		}
	}
	for _, s := range l.status {
		s.dates = nil
	}
	if tx == nil {
		return nil
	}
	for _, s := range l.status {
		if err := writeStatusOf(tx, s); err != nil {
			return err
		}
	}
	return nil
}

func writeStatusOf(tx Tx, s *SourceStatus) error {
	mark, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("write the status of %s: %w", s.Source, err)
	}
	if err := tx.Mark(ofStatus, s.Source, string(mark)); err != nil {
		return fmt.Errorf("write the status of %s: %w", s.Source, err)
	}
	return nil
}

// update updates the status once the source has been read.
func (s *SourceStatus) update(r *sourceLoader) {
	s.Failed, s.More = r.untold, r.more
	for _, f := range r.failed {
		if f.Source == r.source {
			s.Failed++
		}
	}
	if r.kept == nil && !r.options.Local {
		s.Held = 0
	}
	if r.whole == "" && !(r.remote && !r.news) { // what is remote and as it was does not tell again
		s.Passed, s.GaveWay = r.passed, nil
	}
	if why := r.unreadable(); why != "" {
		s.Failures, s.Problem = s.Failures+1, why
		return
	}
	first := s.Read.IsZero()
	s.Failures, s.Problem, s.Read = 0, "", r.now
	if r.news && !first {
		s.Arrivals = append(s.Arrivals, r.now)
		s.Arrivals = slices.Clone(s.Arrivals[max(0, len(s.Arrivals)-mostArrivals):])
	}
	if !r.remote {
		s.dates = nil // a file's date is not when it came
	}
	s.Latest, s.Patience = cadence.Of(s.Arrivals, s.dates, r.now)
	s.Archive = (first && s.Silent() && r.now.Sub(s.Latest) > outOfUse || s.Archive) && (first || !r.news)
	if s.Archive {
		s.Patience = 0
	}
}

// giveWay adds items that gave way to those that did before, or puts them in their place where the
// source was read.
func (s *SourceStatus) giveWay(g GaveWay, read bool) {
	s.GaveWay, g.Items = slices.Clone(s.GaveWay), nil
	at := slices.IndexFunc(s.GaveWay, func(o GaveWay) bool { return o.To == g.To })
	switch {
	case at < 0:
		s.GaveWay = append(s.GaveWay, g)
	case read:
		s.GaveWay[at] = g
	default:
		s.GaveWay[at].Count += g.Count
	}
}

// unreadable returns why a source counts as not read: as a whole, or because more than half of its files failed.
// It is empty if the source was read, as a list is whose pages fail: each of these is told by name.
func (r *sourceLoader) unreadable() string {
	if r.whole != "" {
		return r.whole
	}
	failed, good := 0, 0
	for _, f := range r.files {
		switch {
		case f.failed && f.stories == 0:
			failed++
		case r.remote && f.mark != "":
			return ""
		case f.same || f.stories > 0:
			good++
		}
	}
	if failed <= good {
		return ""
	}
	for _, f := range r.failed {
		if f.Source == r.source {
			return f.Item + ": " + f.Error
		}
	}
	return ""
}

// failuresOf begins the name under whose marks it is kept what failed for sure in
// the files of a source: it need not be read again to be told again.
const failuresOf = "failures\n"

// mostRemembered is how many failures of a file are kept; one with more is read again.
const mostRemembered = 1000

// recallFailures reads what failed for sure when the files were read last.
func (r *sourceLoader) recallFailures(ctx context.Context) error {
	if r.remote {
		return nil
	}
	r.known = make(map[string][]Failure)
	for _, name := range r.namesBefore(r.source) {
		marks, err := r.base.Index.Marks(ctx, failuresOf+name)
		if err != nil {
			return fmt.Errorf("read what failed of %s: %w", name, err)
		}
		for file, mark := range marks {
			var list []Failure
			if json.Unmarshal([]byte(mark), &list) == nil && len(list) > 0 {
				r.known[file] = list
			}
		}
	}
	return nil
}

// failAgain tells again what has failed in a file that has not changed.
func (r *sourceLoader) failAgain(file string) {
	if !r.options.Retry { // who does not ask for it is told once, and yet it has failed
		r.untold += len(r.known[file])
		return
	}
	for _, f := range r.known[file] {
		f.Source = r.source
		r.failed = append(r.failed, f)
	}
}

// rememberFailures keeps what has failed for sure in a file that was read.
func (r *sourceLoader) rememberFailures(file string, f *fileState, tx Tx) error {
	if r.remote || f.same {
		return nil
	}
	mark := ""
	if f.failed && !f.unsure && !f.second && f.mark != "" && len(f.sure) <= mostRemembered {
		list, err := json.Marshal(f.sure)
		if err != nil {
			return fmt.Errorf("remember what failed in %s: %w", file, err)
		}
		mark = string(list)
	}
	if mark == "" && r.known[file] == nil {
		return nil
	}
	if err := tx.Mark(failuresOf+r.source, file, mark); err != nil {
		return fmt.Errorf("remember what failed in %s: %w", file, err)
	}
	return nil
}
