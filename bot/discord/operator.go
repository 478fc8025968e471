package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
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
	if i.Data.Name == cmdStatus {
		b.status(ctx, r)
		return
	}
	b.reload(ctx, r, i.option("source"), i.yes("confirm"))
}

func (b *Bot) status(ctx context.Context, r *interactionResponder) {
	lines, err := b.Desk.Status(ctx)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	for n := range lines {
		lines[n] = "- " + shorten(plainLine(lines[n]), 300)
	}
	b.deliver(ctx, r, newPages(pack(linesOf(strings.Join(lines, "\n")), maxContent)))
}

// reload loads, shows its progress, and ends with the report.
func (b *Bot) reload(ctx context.Context, r *interactionResponder, source string, confirm bool) {
	if source != "" && !slices.Contains(b.Desk.Sources(), source) {
		b.deliver(ctx, r, []outgoing{newOutgoing("There is no source "+shorten(plainLine(source), 100)+". Choose one of those that are proposed.", nil)})
		return
	}
	if !b.loading.TryLock() {
		b.deliver(ctx, r, []outgoing{newOutgoing("A reload is under way already. Wait for it to end.", nil)})
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
	report, err := b.runReload(ctx, o, d)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	b.deliver(ctx, r, renderReport(&report))
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
	return fmt.Sprintf("Loading … %d read, now %s", p.done, shorten(plainLine(p.what), 200))
}

// renderReport writes what a load did, by name.
func renderReport(r *knowledge.Report) []outgoing {
	blocks := []string{fmt.Sprintf("**Loaded**: %d stories now; %d added, %d updated, %d removed, %d failed (%s)",
		r.Stories, len(r.Added), len(r.Updated), len(r.Removed), len(r.Failed), (time.Duration(r.TookMS) * time.Millisecond).Round(10*time.Millisecond))}
	for _, list := range []struct {
		what string
		ids  []string
	}{{"Added", r.Added}, {"Updated", r.Updated}, {"Removed", r.Removed}} {
		if len(list.ids) > 0 {
			blocks = append(blocks, "**"+list.what+"**\n"+named(list.ids))
		}
	}
	if len(r.Held) > 0 {
		lines := make([]string, 0, len(r.Held))
		for _, h := range r.Held {
			lines = append(lines, shorten(plainLine(desk.Masked(h.Source)+": "+h.Warning()), 300))
		}
		blocks = append(blocks, "**Held**\n"+named(lines))
	}
	if len(r.Failed) > 0 {
		lines := make([]string, 0, len(r.Failed))
		for _, f := range r.Failed {
			lines = append(lines, shorten(plainLine(f.Item+": "+f.Error), 300))
		}
		blocks = append(blocks, "**Failed**\n"+named(lines))
	}
	if line := knowledge.PassedOverLine(r.PassedOver); line != "" {
		blocks = append(blocks, "**Passed over**\n"+plainLine(line))
	}
	return newPages(atMost(pack(linesOf(blocks...), maxContent)))
}

// maxNamed is how many items of a list a report names.
const maxNamed = 25

func named(items []string) string {
	lines := make([]string, 0, min(len(items), maxNamed)+1)
	for n, item := range items {
		if n == maxNamed {
			lines = append(lines, fmt.Sprintf("… and %d more", len(items)-n))
			break
		}
		lines = append(lines, "- "+item)
	}
	return strings.Join(lines, "\n")
}
