// Package operate is what a bot's operators may do in Discord: look how it is, load its
// stories, change their sources, and block. Who they are is seen to before.
package operate

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
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
	Voice   render.Voice      // how the operator is spoken to
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
		o.say(ctx, r, o.block(ctx, c.Option("user"), c.Option("server"), c.Yes("lift")))
	}
}

// says is what operators read, in their language.
func (o *Operations) says() *words.Operate { return &o.Voice.Words().Chat.Operate }

// say ends a command with a text, whose placeholders it fills.
func (o *Operations) say(ctx context.Context, r Reply, text string, namesAndValues ...string) {
	r.Show(ctx, []render.Message{render.Text(o.Voice.Say(text, namesAndValues...))})
}

func (o *Operations) status(ctx context.Context, r Reply) {
	lines, err := o.Desk.Status(ctx, o.Voice.Words())
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
		o.say(ctx, r, o.says().NoSource, "name", render.Line(name, 100))
		return
	}
	if source != "" && o.Sources != nil && slices.Contains(o.Sources.Paused(), source) {
		o.say(ctx, r, o.says().PausedSource)
		return
	}
	o.load(ctx, r, source, confirm)
}

// load loads, shows its progress, and ends with the report.
func (o *Operations) load(ctx context.Context, r Reply, source string, confirm bool) {
	if !o.Loading.TryLock() {
		o.say(ctx, r, o.says().UnderWay)
		return
	}
	var p loadProgress
	d := desk.NewDraft(max(o.Pace, 1500*time.Millisecond), nil, func(string) {
		writing, cancel := desk.Outlast(ctx)
		defer cancel()
		if err := r.Draft(writing, p.words(o.says())); err != nil {
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
	r.Show(ctx, o.Voice.Report(readable(report, o.titles(ctx, titles))))
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

func (p *loadProgress) words(says *words.Operate) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return words.Fill(says.Progress, "n", strconv.Itoa(p.done), "what", render.Line(desk.Masked(desk.Unrooted(p.what)), 200))
}

// block blocks a user or a server, or lifts that, and says what it did; with neither, it
// says who is blocked.
func (o *Operations) block(ctx context.Context, user, server string, lift bool) string {
	if o.Guilds == nil {
		return o.says().NoBlocking
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
		return words.Fill(o.says().AreBlocked, "n", strconv.Itoa(users), "list", render.Line(strings.Join(servers, ", "), 1500))
	}
	switch {
	case err != nil:
		o.Log.Error("nobody was blocked", "err", err)
		return o.says().NotBlocked
	case lift:
		return o.says().Lifted
	}
	return o.says().NowBlocked
}
