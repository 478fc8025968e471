// Package operate is what a bot's operators may do in Discord: look how it is, load its
// stories, change their sources, and block. Who they are is seen to before.
package operate

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/knowledge"
)

// The names of the commands.
const (
	Reload  = "reload"
	Status  = "status"
	Block   = "block"
	Sources = "sources"
)

// What Sources may do, the values of its option "do".
const (
	Add    = "add"
	Remove = "remove"
	Pause  = "pause"
	Resume = "resume"
)

// Operations are the commands of operators.
type Operations struct {
	Desk    desk.InProcess
	Sources desk.SourceKeeper // nil: they cannot be changed
	Guilds  *guild.Book       // nil: nobody can be blocked
	Log     *slog.Logger
	Pace    time.Duration // between two drafts; at least 1.5 seconds
	Loading *sync.Mutex   // held while stories are loaded
}

// Command is a command with what was given for its options.
type Command struct {
	Name   string
	Option func(name string) string // empty: it was not given
	Yes    func(name string) bool
}

// Reply shows what a command does. It is an interface as Discord is behind it.
type Reply interface {
	// Draft shows how far it is.
	Draft(ctx context.Context, text string) error
	// Show shows its end, once.
	Show(ctx context.Context, messages []render.Message)
	// Fail shows that it failed, in place of Show.
	Fail(ctx context.Context, err error)
}

// Run runs a command.
func (o *Operations) Run(ctx context.Context, c Command, r Reply) {
	switch c.Name {
	case Status:
		o.status(ctx, r)
	case Reload:
		o.reload(ctx, r, c.Option("source"), c.Yes("confirm"))
	case Sources:
		o.changeSources(ctx, r, c)
	case Block:
		r.Show(ctx, []render.Message{render.Text(o.block(ctx, c.Option("user"), c.Option("server"), c.Yes("lift")))})
	}
}

func (o *Operations) status(ctx context.Context, r Reply) {
	lines, err := o.Desk.Status(ctx)
	if err != nil {
		r.Fail(ctx, err)
		return
	}
	for n := range lines {
		lines[n] = desk.Unrooted(lines[n])
	}
	r.Show(ctx, render.Status(lines))
}

// reload loads the source of that name; empty: all.
func (o *Operations) reload(ctx context.Context, r Reply, name string, confirm bool) {
	source, known := o.sourceCalled(name)
	if !known {
		r.Show(ctx, []render.Message{render.Text("There is no source " + render.Line(name, 100) + ". Choose one of those that are proposed.")})
		return
	}
	if source != "" && o.Sources != nil && slices.Contains(o.Sources.Paused(), source) {
		r.Show(ctx, []render.Message{render.Text("This source is paused; **/sources** has it read again.")})
		return
	}
	o.load(ctx, r, source, confirm)
}

// load loads, shows its progress, and ends with the report.
func (o *Operations) load(ctx context.Context, r Reply, source string, confirm bool) {
	if !o.Loading.TryLock() {
		r.Show(ctx, []render.Message{render.Text("A reload is under way already. Wait for it to end.")})
		return
	}
	var p loadProgress
	d := desk.NewDraft(max(o.Pace, 1500*time.Millisecond), nil, func(string) {
		writing, cancel := desk.Outlast(ctx)
		defer cancel()
		if err := r.Draft(writing, p.words()); err != nil {
			o.Log.Debug("progress could not be shown", "err", err)
		}
	})
	of := knowledge.LoadOptions{Retry: true, Confirm: confirm, Progress: func(what string, done int) {
		p.set(what, done)
		d.Wake()
	}}
	if source != "" {
		of.Only = []string{source}
	}
	report, titles, err := o.run(ctx, of, d)
	if err != nil {
		r.Fail(ctx, err)
		return
	}
	r.Show(ctx, render.Report(readable(report, o.titles(ctx, titles))))
}

// run loads, and lets the next load begin before the report is shown. titles are those
// of the stories before.
func (o *Operations) run(ctx context.Context, of knowledge.LoadOptions, d *desk.Draft) (report knowledge.Report, titles map[string]string, err error) {
	defer o.Loading.Unlock()
	defer d.Stop()
	titles = o.titles(ctx, nil)
	report, err = o.Desk.Load(ctx, of)
	return report, titles, err //nolint:wrapcheck // the desk says what was tried
}

// loadProgress is how far a load is.
type loadProgress struct {
	mu   sync.Mutex
	what string
	done int
}

func (p *loadProgress) set(what string, done int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.done = what, done
}

func (p *loadProgress) words() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return fmt.Sprintf("Loading … %d read, now %s", p.done, render.Line(p.what, 200))
}

// block blocks a user or a server, or lifts that, and says what it did; with neither, it
// says who is blocked.
func (o *Operations) block(ctx context.Context, user, server string, lift bool) string {
	if o.Guilds == nil {
		return "Nobody can be blocked at present; the log says why."
	}
	var err error
	user = strings.Trim(user, "<@!>") // an ID, or a mention
	switch {
	case user != "":
		err = o.Guilds.BlockUser(ctx, user, !lift)
	case server != "":
		err = o.Guilds.BlockServer(ctx, server, !lift)
	default:
		servers, users := o.Guilds.Blocked()
		slices.Sort(servers)
		return fmt.Sprintf("Blocked users (whose IDs I do not keep): %d. Servers: %s.", users, render.Line(strings.Join(servers, ", "), 1500))
	}
	switch {
	case err != nil:
		o.Log.Error("nobody was blocked", "err", err)
		return "That did not work. Is it an ID (Developer Mode, Copy ID)? The log says more."
	case lift:
		return "No longer blocked."
	}
	return "Blocked: they get nothing from now on, but **/privacy** and **/forget**."
}
