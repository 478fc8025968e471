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

// upkeep keeps the stories of a running bot as their sources are.
type upkeep struct {
	*app
	parts   *parts
	desk    desk.Desk
	log     *slog.Logger
	changed chan string          // names of sources and lists that have changed
	atOnce  time.Duration        // for how long a source is fetched at a time
	due     map[string]time.Time // by source: when it is looked at again
	more    map[string]bool      // by source: it had to stop before its end
	said    map[string]string    // by source: the last failures and warnings that were told
}

func (a *app) upkeep(p *parts, log *slog.Logger) *upkeep {
	return &upkeep{app: a, parts: p, desk: p.desk(), log: log, atOnce: atOnce, changed: make(chan string),
		due: make(map[string]time.Time), more: make(map[string]bool), said: make(map[string]string)}
}

// run loads what changed while nobody looked, and from then on, until ctx ends,
// what changes: a folder as soon as it does, everything else by its interval.
func (u *upkeep) run(ctx context.Context) {
	seen := u.parts.catalogue.known()
	stop := u.watch(ctx, seen)
	defer func() { stop() }()
	u.first(ctx)
	for ctx.Err() == nil {
		// whoever loads reads the lists, so the sources may be others now
		if now := u.parts.catalogue.known(); !slices.EqualFunc(seen, now, func(a, b listed) bool { return a.Source == b.Source }) {
			seen = now
			stop()
			stop = u.watch(ctx, seen)
			u.load(ctx) // all: something may have changed while nobody watched
			continue
		}
		name, wait := u.next(time.Now())
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case name = <-u.changed:
			if !slices.Contains(u.parts.catalogue.files(), name) {
				u.load(ctx, name)
			} else if _, err := u.parts.catalogue.read(); err != nil {
				u.log.Warn("a list of sources is wrong; the sources are those of before", "err", err)
			}
		case <-timer.C:
			if name != "" {
				u.load(ctx, name)
			}
		}
		timer.Stop()
	}
}

// idle is how long the upkeep sleeps where no source has an interval.
const idle = time.Hour

// next is the source to be looked at next, and in how long.
func (u *upkeep) next(now time.Time) (name string, wait time.Duration) {
	wait = idle
	for _, s := range u.parts.catalogue.known() {
		if u.more[s.Name()] {
			return s.Name(), 0
		}
		if s.every == 0 {
			continue
		}
		due, known := u.due[s.Name()]
		if !known || due.After(now.Add(s.every)) { // a new source, or a shorter interval
			due = now.Add(s.every)
			u.due[s.Name()] = due
		}
		if left := max(due.Sub(now), 0); name == "" || left < wait {
			name, wait = s.Name(), left
		}
	}
	return name, wait
}

// watch has changes of this computer's folders, files and lists of sources
// told, until stop. What changes after it has returned is told.
func (u *upkeep) watch(ctx context.Context, sources []listed) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	ready := make(chan struct{})
	w := source.NewWatch(u.log)
	open := sync.OnceFunc(func() { close(ready) })
	w.Ready = open
	for _, list := range u.parts.catalogue.files() {
		w.File(list, list)
	}
	done.Go(func() {
		err := w.Run(ctx, plain(sources), func(name string) {
			select {
			case u.changed <- name:
			case <-ctx.Done():
			}
		})
		if err != nil && ctx.Err() == nil {
			u.log.Warn("changes of folders are noticed at the next interval only", "err", err)
			open()
		}
	})
	select {
	case <-ready:
	case <-ctx.Done():
	}
	return func() { cancel(); done.Wait() }
}

// first loads what changed while nobody looked: what lies on this computer at
// once, so that it can be answered from, and then each source that is fetched.
func (u *upkeep) first(ctx context.Context) {
	defer u.parts.Loaded()
	var here, away []string
	for _, s := range u.parts.catalogue.known() {
		if s.remote() {
			away = append(away, s.Name())
		} else {
			here = append(here, s.Name())
		}
	}
	if len(here) > 0 {
		u.begin(ctx, here)
	}
	for _, name := range away {
		if ctx.Err() == nil {
			u.begin(ctx, []string{name})
		}
	}
}

// atOnce is for how long a source is fetched at a time: nothing else is loaded
// meanwhile, and nothing of it answers before it is over. What is left follows.
const atOnce = 15 * time.Second

// begin loads some sources for the first time, and says on standard error what came of it.
func (u *upkeep) begin(ctx context.Context, names []string) {
	p := u.progress("loading")
	report, err := u.desk.Load(ctx, knowledge.LoadOptions{Retry: true, Only: names, Until: time.Now().Add(u.atOnce), Progress: p.tell})
	p.end()
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		u.say("the stories could not be loaded, those loaded before are used: %v", err)
		return
	}
	for _, f := range report.Failed {
		u.say("%s: %s", f.Item, f.Error)
	}
	from := ""
	if len(names) == 1 && len(u.parts.catalogue.known()) > 1 {
		from = ", from " + desk.Masked(names[0])
	}
	u.say("%d stories loaded (%d added, %d updated, %d removed%s)",
		report.Stories, len(report.Added), len(report.Updated), len(report.Removed), from)
	u.remember(&report, names, true)
	if report.Stories > 0 {
		u.parts.Loaded()
	}
}

// load loads some sources again; all where none is named.
func (u *upkeep) load(ctx context.Context, names ...string) {
	report, err := u.desk.Load(ctx, knowledge.LoadOptions{Only: names, Until: time.Now().Add(u.atOnce)})
	for _, s := range u.parts.catalogue.known() {
		if len(names) == 0 || slices.Contains(names, s.Name()) {
			u.due[s.Name()] = time.Now().Add(s.every)
			delete(u.more, s.Name())
		}
	}
	from := desk.Masked(strings.Join(names, " "))
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		u.log.Error("the stories could not be loaded, those loaded before are used", "source", from, "err", err)
		return
	}
	if len(report.Added)+len(report.Updated)+len(report.Removed) > 0 {
		u.log.Info("the stories have changed", "source", from, "stories", report.Stories,
			"added", report.Added, "updated", report.Updated, "removed", report.Removed)
	}
	u.remember(&report, names, false)
}

// remember logs what is wrong with the sources that were read, once until it is
// something else. The items that failed go without where they have been said.
func (u *upkeep) remember(r *knowledge.Report, names []string, said bool) {
	failed := make(map[string][]string)
	for _, f := range r.Failed {
		failed[f.Source] = append(failed[f.Source], f.Item+": "+f.Error)
	}
	for i := range r.Sources {
		s := &r.Sources[i]
		if len(names) > 0 && !slices.Contains(names, s.Source) {
			continue
		}
		u.more[s.Source] = s.More
		warning := s.Warning(time.Now())
		now := strings.Join(append(failed[s.Source], fmt.Sprint(s.Failing(), s.Held, s.Silent())), "\n")
		if u.said[s.Source] == now {
			continue
		}
		if was := u.said[s.Source]; was != "" && warning == "" && len(failed[s.Source]) == 0 {
			u.log.Info("a source is well again", "source", desk.Masked(s.Source))
		}
		u.said[s.Source] = now
		if warning != "" {
			u.log.Warn("a source is not well", "source", desk.Masked(s.Source), "warning", warning)
		}
		if f := failed[s.Source]; len(f) > 0 && !said && (warning == "" || len(f) > 1) {
			u.log.Warn("items of a source failed", "source", desk.Masked(s.Source), "failed", len(f), "items", strings.Join(f[:min(len(f), mostNamed)], "; "))
		}
	}
	if others := strings.Join(failed[""], "; "); others != u.said[""] {
		u.said[""] = others
		if others != "" {
			u.log.Warn("something failed", "items", others)
		}
	}
}

// mostNamed is how many failed items a line of the log names.
const mostNamed = 10
