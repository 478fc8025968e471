package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// whyNotOperator returns why the asker of i may not use operators' commands; it
// is empty if they may. Only the home server and the IDs in the settings count,
// not what a server allows its admins or what Discord shows to whom.
func (b *Bot) whyNotOperator(i *interaction) string {
	switch {
	case b.Home == "" || len(b.Operators) == 0:
		return "This bot has no operators in Discord."
	case i.GuildID != b.Home:
		return "This works in the operators' own server only."
	case i.asker() == "":
		return saidNobody
	case !slices.Contains(b.Operators, i.asker()):
		return "This is for the bot's operators only; what you may do in this server does not count here."
	}
	return ""
}

// operate runs an operator's command.
func (b *Bot) operate(ctx context.Context, i *interaction) {
	if no := b.whyNotOperator(i); no != "" {
		b.reply(ctx, i, no)
		return
	}
	r, ok := b.deferReply(ctx, i, true)
	if !ok {
		return
	}
	b.log().Info("audit: an operator's command", "command", i.Data.Name, "by", i.asker(), "options", i.given())
	switch i.Data.Name {
	case cmdStatus:
		b.status(ctx, r)
	case cmdReload:
		b.reload(ctx, r, i.option("source"), i.yes("confirm"))
	case cmdSources:
		b.changeSources(ctx, r, i)
	case cmdBlock:
		b.deliver(ctx, r, []render.Message{render.Text(b.block(ctx, i.option("user"), i.option("server"), i.yes("lift")))})
	}
}

func (b *Bot) status(ctx context.Context, r *interactionResponder) {
	lines, err := b.Desk.Status(ctx)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	for n := range lines {
		lines[n] = desk.Unrooted(lines[n])
	}
	b.deliver(ctx, r, render.Status(lines))
}

// reload loads the source of that name; empty: all.
func (b *Bot) reload(ctx context.Context, r *interactionResponder, name string, confirm bool) {
	source, known := b.sourceCalled(name)
	if !known {
		b.deliver(ctx, r, []render.Message{render.Text("There is no source " + render.Line(name, 100) + ". Choose one of those that are proposed.")})
		return
	}
	if source != "" && b.Sources != nil && slices.Contains(b.Sources.Paused(), source) {
		b.deliver(ctx, r, []render.Message{render.Text("This source is paused; **/sources** has it read again.")})
		return
	}
	b.load(ctx, r, source, confirm)
}

// load loads, shows its progress, and ends with the report.
func (b *Bot) load(ctx context.Context, r *interactionResponder, source string, confirm bool) {
	if !b.loading.TryLock() {
		b.deliver(ctx, r, []render.Message{render.Text("A reload is under way already. Wait for it to end.")})
		return
	}
	var p loadProgress
	d := desk.NewDraft(max(durationOr(b.Pace, 0), 1500*time.Millisecond), func(string) {
		defer b.rescue("progress")
		writing, cancel := desk.Outlast(ctx)
		defer cancel()
		if err := r.draft(writing, p.words()); err != nil {
			b.log().Debug("progress could not be shown", "err", err)
		}
	})
	o := knowledge.LoadOptions{Retry: true, Confirm: confirm, Progress: func(what string, done int) {
		p.set(what, done)
		d.Wake()
	}}
	if source != "" {
		o.Only = []string{source}
	}
	titles := b.titles(ctx, nil)
	report, err := b.runReload(ctx, o, d)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	b.deliver(ctx, r, render.Report(readable(report, b.titles(ctx, titles))))
}

// runReload loads, and lets the next reload begin before the report is shown.
func (b *Bot) runReload(ctx context.Context, o knowledge.LoadOptions, d *desk.Draft) (knowledge.Report, error) {
	defer b.loading.Unlock()
	defer d.Stop()
	return b.Desk.Load(ctx, o) //nolint:wrapcheck // the desk says what was tried
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
func (b *Bot) block(ctx context.Context, user, server string, lift bool) string {
	if b.Guilds == nil {
		return "Nobody can be blocked at present; the log says why."
	}
	var err error
	user = strings.Trim(user, "<@!>") // an ID, or a mention
	switch {
	case user != "":
		err = b.Guilds.BlockUser(ctx, user, !lift)
	case server != "":
		err = b.Guilds.BlockServer(ctx, server, !lift)
	default:
		servers, users := b.Guilds.Blocked()
		slices.Sort(servers)
		return fmt.Sprintf("Blocked: %s, and servers: %s.", counted(users, "user (whose ID I do not keep)", "users (whose IDs I do not keep)"), render.Line(strings.Join(append(servers, "no more"), ", "), 1500))
	}
	switch {
	case err != nil:
		b.log().Error("nobody was blocked", "err", err)
		return "That did not work. Is it an ID (Developer Mode, Copy ID)? The log says more."
	case lift:
		return "No longer blocked."
	}
	return "Blocked: they get nothing from now on, but **/privacy** and **/forget**."
}
