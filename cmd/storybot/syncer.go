package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/source"
)

// syncer keeps the stories of a running bot in sync with their sources.
type syncer struct {
	*app
	parts   *parts
	desk    desk.Desk
	log     *slog.Logger
	changed chan string // names of sources and lists that have changed

	waiting  []job // sources of the web that are fetched next
	fetching bool  // one is being fetched
	fetched  chan finished
	firsts   int            // sources of the web that have yet to be fetched for the first time
	left     sync.WaitGroup // what runs beside the loop

	slice  time.Duration        // how long a source is fetched at a time
	due    map[string]time.Time // by source: when it is read again
	more   map[string]bool      // by source: it had to stop before its end
	logged map[string]string    // by source: the failures and warnings that were logged last
	held   string               // what was said last of the sources that are held
}

func (a *app) newSyncer(p *parts, log *slog.Logger) *syncer {
	return &syncer{app: a, parts: p, desk: p.desk(), log: log, slice: fetchSlice, changed: make(chan string), fetched: make(chan finished, 1),
		due: make(map[string]time.Time), more: make(map[string]bool), logged: make(map[string]string)}
}

// run loads what changed while the bot did not run and then, until ctx ends, what
// changes: folders at once, everything else at its interval. One source is fetched
// at a time, beside the loop: a folder does not wait for a feed.
func (y *syncer) run(ctx context.Context) {
	seen := y.parts.catalogue.known()
	stop := y.watch(ctx, seen)
	y.left.Go(func() { y.tend(ctx) })
	defer func() { stop(); y.left.Wait() }()
	y.first(ctx)
	pruned := time.Time{}
	for ctx.Err() == nil {
		if now := time.Now(); now.Sub(pruned) >= pruneEvery {
			pruned = now
			if err := y.parts.prune(ctx, y.parts.catalogue.config, now); err != nil && ctx.Err() == nil {
				y.log.Warn("what is old could not be pruned; it is tried again in some hours", "err", err)
			}
			if err := y.parts.index.Whole(ctx); damaged(err) {
				y.parts.end(err)
			}
		}
		// every load reads the lists, so the sources may be others now
		if now := y.parts.catalogue.known(); !slices.EqualFunc(seen, now, func(a, b scheduled) bool { return a.Source == b.Source }) {
			seen = now
			stop()
			stop = y.watch(ctx, seen)
			here, away := y.parted(false)
			y.load(ctx, append(here, noSource)...) // all: something may have changed while nothing was watched
			y.waiting = away
			continue
		}
		y.step(ctx)
	}
}

// tendEvery is how often it is looked whether the files of DATA_DIR are as they were left.
const tendEvery = 5 * time.Second

// tend looks after DATA_DIR until ctx ends: what of it is damaged or taken away is
// mended, and texts that cannot be read are loaded again, or set aside by name.
func (y *syncer) tend(ctx context.Context) {
	tick := time.NewTicker(tendEvery)
	defer tick.Stop()
	said, beside := "", y.parts.beside()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := errors.Join(y.mend(ctx), y.parts.putBack(ctx, beside))
		if sound := y.parts.index.Sound(); damaged(sound) {
			err = sound
		}
		switch {
		case ctx.Err() != nil:
		case err == nil:
			said = ""
		case held(err), damaged(err):
			y.parts.end(err)
		case errors.Is(err, local.ErrReopen), errors.Is(err, errAgain):
			y.log.Error("a file of DATA_DIR was taken away or replaced; starting again", "err", err)
			y.parts.end(errAgain)
		case err.Error() != said:
			said = err.Error()
			y.log.Error("what is kept in DATA_DIR cannot be mended", "err", err)
		}
	}
}

func (y *syncer) mend(ctx context.Context) error {
	if err := y.parts.index.Watch(ctx); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	_, err := y.loadPast(ctx, knowledge.LoadOptions{All: true, Retry: true})
	return err
}

// loadPast loads some sources or, with All, those of the stories that cannot be read, which are set
// aside by name if that does not mend them. Where a load fails over what is damaged, that is set
// aside, and it is loaded once more: until then, whoever asks gets an error.
func (y *syncer) loadPast(ctx context.Context, o knowledge.LoadOptions) (report knowledge.Report, err error) {
	for range 2 {
		hurt, found := y.parts.index.Hurt()
		if o.All {
			o.Only = hurt
		}
		if o.All && len(hurt) == 0 {
			break
		}
		if report, err = y.desk.Load(ctx, o); damaged(err) || err == nil && o.All {
			if aside := y.parts.index.SetAside(ctx, found, err != nil); aside != nil {
				return report, aside //nolint:wrapcheck // it says what was tried
			}
		}
		if !damaged(err) {
			break
		}
	}
	return report, err //nolint:wrapcheck // as above
}

// noSource is the name of no source: a load of it alone reads none, and yet leaves
// out those that are not named any more.
const noSource = ""

// step waits for the next thing to do and does it.
func (y *syncer) step(ctx context.Context) {
	if len(y.waiting) > 0 && !y.fetching {
		next := y.waiting[0]
		y.waiting = y.waiting[1:]
		y.fetch(ctx, next)
	}
	name, wait := y.next(time.Now())
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case name := <-y.changed:
		if !slices.Contains(y.parts.catalogue.files(), name) {
			y.load(ctx, name)
		} else if _, err := y.parts.catalogue.read(); err != nil {
			y.log.Warn("a list of sources is wrong; the sources are those of before", "err", err)
		}
	case f := <-y.fetched:
		y.fetching = false
		y.loaded(ctx, &f)
	case <-timer.C:
		switch {
		case name == "":
		case y.isAway(name):
			y.fetch(ctx, job{name: name})
		default:
			y.load(ctx, name)
		}
	}
}

// job is a source to be fetched.
type job struct {
	name  string
	first bool // for the first time since the bot has run
}

// finished is a load that is over.
type finished struct {
	names  []string // empty: all
	first  bool
	report knowledge.Report
	err    error
}

// fetch loads a source of the web beside the loop, which is told when that is over.
func (y *syncer) fetch(ctx context.Context, j job) {
	y.fetching = true
	y.left.Go(func() { y.fetched <- y.loadNow(ctx, j.first, []string{j.name}) }) // there is room for one
}

// loadNow loads some sources, with progress where it is the first time.
func (y *syncer) loadNow(ctx context.Context, first bool, names []string) finished {
	o := knowledge.LoadOptions{Only: names, Until: time.Now().Add(y.slice)}
	if first {
		p := y.progress("loading")
		defer p.end()
		o.Retry, o.Progress = true, p.report
	}
	report, err := y.loadPast(ctx, o)
	if damaged(err) {
		y.parts.end(err)
	}
	return finished{names, first, report, err}
}

// load loads the named sources again.
func (y *syncer) load(ctx context.Context, names ...string) {
	f := y.loadNow(ctx, false, names)
	y.loaded(ctx, &f)
}

// parted are the names of the sources of this computer, and those of the web, to be fetched.
func (y *syncer) parted(first bool) (here []string, away []job) {
	for _, s := range y.parts.catalogue.known() {
		if s.remote() {
			away = append(away, job{s.Name(), first})
		} else {
			here = append(here, s.Name())
		}
	}
	return here, away
}

// isAway reports whether a source is one of the web.
func (y *syncer) isAway(name string) bool {
	_, away := y.parted(false)
	return slices.Contains(away, job{name: name})
}

// idle is how long the syncer sleeps if no source has an interval.
const idle = time.Hour

// next returns the source to be read next, and in how long.
func (y *syncer) next(now time.Time) (name string, wait time.Duration) {
	wait = idle
	for _, s := range y.parts.catalogue.known() {
		if s.remote() && (y.fetching || len(y.waiting) > 0) {
			continue // once that is over
		}
		if y.more[s.Name()] {
			return s.Name(), 0
		}
		if s.every == 0 {
			continue
		}
		due, known := y.due[s.Name()]
		if !known || due.After(now.Add(s.every)) { // a new source, or a shorter interval
			due = now.Add(s.every)
			y.due[s.Name()] = due
		}
		if left := max(due.Sub(now), 0); name == "" || left < wait {
			name, wait = s.Name(), left
		}
	}
	return name, wait
}

// watch sends changes of this computer's folders, files and lists of sources to
// changed until stop is called. Nothing that changes after it has returned is missed.
func (y *syncer) watch(ctx context.Context, sources []scheduled) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	ready := make(chan struct{})
	w := source.NewWatcher(y.log)
	open := sync.OnceFunc(func() { close(ready) })
	w.Ready = open
	for _, list := range y.parts.catalogue.files() {
		w.File(list, list)
	}
	done.Go(func() {
		err := w.Run(ctx, sourcesOf(sources), func(name string) {
			select {
			case y.changed <- name:
			case <-ctx.Done():
			}
		})
		if err != nil && ctx.Err() == nil {
			y.log.Warn("changes of folders are noticed at the next interval only", "err", err)
			open()
		}
	})
	select {
	case <-ready:
	case <-ctx.Done():
	}
	return func() { cancel(); done.Wait() }
}

// first loads what changed while the bot did not run: first what lies on this
// computer, so that it can be answered from soon, then each source that is fetched.
func (y *syncer) first(ctx context.Context) {
	here, away := y.parted(true)
	y.waiting, y.firsts = away, len(away)
	if len(here) > 0 {
		f := y.loadNow(ctx, true, here)
		y.loaded(ctx, &f)
	}
	if len(away) == 0 {
		y.parts.Loaded()
	}
}

// fetchSlice is how long a source is fetched at a time. Its stories are not
// answered from until the slice is over; the next slice loads what is left.
const fetchSlice = 15 * time.Second

// loaded takes in what a load did, and tells it: on standard error the first time,
// later in the log.
func (y *syncer) loaded(ctx context.Context, f *finished) {
	for _, s := range y.parts.catalogue.known() {
		if slices.Contains(f.names, s.Name()) {
			y.due[s.Name()] = time.Now().Add(s.every)
			delete(y.more, s.Name())
		}
	}
	if ctx.Err() != nil {
		return
	}
	if f.first {
		y.tellFirst(f)
	} else {
		y.tell(f)
	}
}

// tellFirst says on standard error how the first load of some sources went, and
// lets questions go on that wait for it.
func (y *syncer) tellFirst(f *finished) {
	if y.isAway(f.names[0]) {
		if y.firsts--; y.firsts == 0 {
			defer y.parts.Loaded()
		}
	}
	report := &f.report
	if f.err != nil {
		y.say("the stories could not be loaded, those loaded before are used: %v", f.err)
		return
	}
	for _, line := range append(failures(report.Failed, false), gaveWay(report.GaveWay, false)...) {
		y.say("%s", line)
	}
	from := ""
	if len(f.names) == 1 && len(y.parts.catalogue.known()) > 1 {
		from = ", from " + desk.Masked(f.names[0])
	}
	y.say("%s loaded (%d added, %d updated, %d removed%s)",
		knowledge.StoryCount(report.Stories), len(report.Added), len(report.Updated), len(report.Removed), from)
	y.logProblems(report, f.names, true)
	if report.Stories > 0 {
		y.parts.Loaded()
	}
}

// tell logs how a load went.
func (y *syncer) tell(f *finished) {
	from := desk.Masked(strings.TrimSpace(strings.Join(f.names, " ")))
	if f.err != nil {
		y.log.Error("the stories could not be loaded, those loaded before are used", "source", from, "err", f.err)
		return
	}
	report := &f.report
	if len(report.Added)+len(report.Updated)+len(report.Removed) > 0 {
		y.log.Info("the stories have changed", "source", from, "stories", report.Stories,
			"added", report.Added, "updated", report.Updated, "removed", report.Removed, "gave_way", gaveWay(report.GaveWay, false))
	}
	y.logProblems(report, f.names, false)
}

// logProblems logs what is wrong with the sources that were read, once until that
// changes. Failed items are left out if said, that is if they were printed.
func (y *syncer) logProblems(r *knowledge.Report, names []string, said bool) {
	failed := make(map[string][]string)
	for _, f := range r.Failed {
		failed[f.Source] = append(failed[f.Source], f.Item+": "+f.Error)
	}
	held := strings.Join(heldLines(r.Held), "\n")
	if held != "" && held != y.held {
		for _, h := range r.Held {
			y.log.Warn("a source is held", "source", desk.Masked(h.Source), "warning", h.Warning())
		}
	}
	y.held = held
	for i := range r.Sources {
		s := &r.Sources[i]
		if len(names) > 0 && !slices.Contains(names, s.Source) {
			continue
		}
		y.more[s.Source] = s.More
		warning := s.Warning(time.Now())
		now := strings.Join(append(failed[s.Source], fmt.Sprint(s.Failing(), s.Held, s.Silent())), "\n")
		if y.logged[s.Source] == now {
			continue
		}
		if was := y.logged[s.Source]; was != "" && warning == "" && len(failed[s.Source]) == 0 {
			y.log.Info("a source is well again", "source", desk.Masked(s.Source))
		}
		y.logged[s.Source] = now
		if warning != "" {
			y.log.Warn("a source is not well", "source", desk.Masked(s.Source), "warning", warning)
		}
		if f := failed[s.Source]; len(f) > 0 && !said && (warning == "" || len(f) > 1) {
			y.log.Warn("items of a source failed", "source", desk.Masked(s.Source), "failed", len(f), "items", strings.Join(f[:min(len(f), maxNamedItems)], "; "))
		}
	}
	if others := strings.Join(failed[""], "; "); others != y.logged[""] {
		y.logged[""] = others
		if others != "" {
			y.log.Warn("something failed", "items", others)
		}
	}
}

// maxNamedItems is how many failed items a line of the log names.
const maxNamedItems = 10
