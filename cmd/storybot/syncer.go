package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source"
)

// syncer keeps the stories of a running bot in sync with their sources.
type syncer struct {
	*app
	parts   *parts
	desk    desk.Desk
	log     *slog.Logger
	changed chan string          // names of sources and lists that have changed
	slice   time.Duration        // how long a source is fetched at a time
	due     map[string]time.Time // by source: when it is read again
	more    map[string]bool      // by source: it had to stop before its end
	logged  map[string]string    // by source: the failures and warnings that were logged last
	held    string               // what was said last of the sources that are held
}

func (a *app) newSyncer(p *parts, log *slog.Logger) *syncer {
	return &syncer{app: a, parts: p, desk: p.desk(), log: log, slice: fetchSlice, changed: make(chan string),
		due: make(map[string]time.Time), more: make(map[string]bool), logged: make(map[string]string)}
}

// run loads what changed while the bot did not run and then, until ctx ends, what
// changes: folders at once, everything else at its interval.
func (y *syncer) run(ctx context.Context) {
	seen := y.parts.catalogue.known()
	stop := y.watch(ctx, seen)
	defer func() { stop() }()
	y.first(ctx)
	pruned := time.Time{}
	for ctx.Err() == nil {
		if now := time.Now(); now.Sub(pruned) >= pruneEvery {
			pruned = now
			if err := y.parts.prune(ctx, y.parts.catalogue.config, now); err != nil && ctx.Err() == nil {
				y.log.Warn("what is old could not be pruned; it is tried again tomorrow", "err", err)
			}
		}
		// every load reads the lists, so the sources may be others now
		if now := y.parts.catalogue.known(); !slices.EqualFunc(seen, now, func(a, b scheduled) bool { return a.Source == b.Source }) {
			seen = now
			stop()
			stop = y.watch(ctx, seen)
			y.load(ctx) // all: something may have changed while nothing was watched
			continue
		}
		name, wait := y.next(time.Now())
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case name = <-y.changed:
			if !slices.Contains(y.parts.catalogue.files(), name) {
				y.load(ctx, name)
			} else if _, err := y.parts.catalogue.read(); err != nil {
				y.log.Warn("a list of sources is wrong; the sources are those of before", "err", err)
			}
		case <-timer.C:
			if name != "" {
				y.load(ctx, name)
			}
		}
		timer.Stop()
	}
}

// idle is how long the syncer sleeps if no source has an interval.
const idle = time.Hour

// next returns the source to be read next, and in how long.
func (y *syncer) next(now time.Time) (name string, wait time.Duration) {
	wait = idle
	for _, s := range y.parts.catalogue.known() {
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
	defer y.parts.Loaded()
	var here, away []string
	for _, s := range y.parts.catalogue.known() {
		if s.remote() {
			away = append(away, s.Name())
		} else {
			here = append(here, s.Name())
		}
	}
	if len(here) > 0 {
		y.loadFirst(ctx, here)
	}
	for _, name := range away {
		if ctx.Err() == nil {
			y.loadFirst(ctx, []string{name})
		}
	}
}

// fetchSlice is how long a source is fetched at a time. Meanwhile nothing else is
// loaded, and its stories are not answered from until the slice is over; the next
// slice loads what is left.
const fetchSlice = 15 * time.Second

// loadFirst loads some sources for the first time, and says on standard error how that went.
func (y *syncer) loadFirst(ctx context.Context, names []string) {
	p := y.progress("loading")
	report, err := y.desk.Load(ctx, knowledge.LoadOptions{Retry: true, Only: names, Until: time.Now().Add(y.slice), Progress: p.report})
	p.end()
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		y.say("the stories could not be loaded, those loaded before are used: %v", err)
		return
	}
	for _, line := range failures(report.Failed, false) {
		y.say("%s", line)
	}
	from := ""
	if len(names) == 1 && len(y.parts.catalogue.known()) > 1 {
		from = ", from " + desk.Masked(names[0])
	}
	y.say("%d stories loaded (%d added, %d updated, %d removed%s)",
		report.Stories, len(report.Added), len(report.Updated), len(report.Removed), from)
	y.logProblems(&report, names, true)
	if report.Stories > 0 {
		y.parts.Loaded()
	}
}

// load loads the named sources again, or all if none is named.
func (y *syncer) load(ctx context.Context, names ...string) {
	report, err := y.desk.Load(ctx, knowledge.LoadOptions{Only: names, Until: time.Now().Add(y.slice)})
	for _, s := range y.parts.catalogue.known() {
		if len(names) == 0 || slices.Contains(names, s.Name()) {
			y.due[s.Name()] = time.Now().Add(s.every)
			delete(y.more, s.Name())
		}
	}
	from := desk.Masked(strings.Join(names, " "))
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		y.log.Error("the stories could not be loaded, those loaded before are used", "source", from, "err", err)
		return
	}
	if len(report.Added)+len(report.Updated)+len(report.Removed) > 0 {
		y.log.Info("the stories have changed", "source", from, "stories", report.Stories,
			"added", report.Added, "updated", report.Updated, "removed", report.Removed)
	}
	y.logProblems(&report, names, false)
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
