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

// operator says why the asker of i may not use operators' commands; empty: they
// may. What a server allows its admins does not count, nor what Discord shows to
// whom: only the home server, and the IDs in the settings.
func (b *Bot) operator(i *interaction) string {
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

// operate does an operator's command.
func (b *Bot) operate(ctx context.Context, i *interaction) {
	if no := b.operator(i); no != "" {
		b.reply(ctx, i, no)
		return
	}
	s, ok := b.think(ctx, i, true)
	if !ok {
		return
	}
	if i.Data.Name == cmdStatus {
		b.status(ctx, s)
		return
	}
	b.reload(ctx, s, i.option("source"), i.yes("confirm"))
}

func (b *Bot) status(ctx context.Context, s *interactionSheet) {
	lines, err := b.Desk.Status(ctx)
	if err != nil {
		b.failed(ctx, s, err)
		return
	}
	for n := range lines {
		lines[n] = "- " + shorten(plainLine(lines[n]), 300)
	}
	b.tell(ctx, s, newPages(pack([]string{strings.Join(lines, "\n")}, contentMost)))
}

// reload loads, tells how far it is, and ends with what came of it.
func (b *Bot) reload(ctx context.Context, s *interactionSheet, source string, confirm bool) {
	if source != "" && !slices.Contains(b.Desk.Sources(), source) {
		b.tell(ctx, s, []outgoing{newOutgoing("There is no source "+shorten(plainLine(source), 100)+". Choose one of those that are proposed.", nil)})
		return
	}
	if !b.loading.TryLock() {
		b.tell(ctx, s, []outgoing{newOutgoing("A reload is under way already. Wait for it to end.", nil)})
		return
	}
	var p progress
	d := desk.NewDraft(max(orElse(b.Pace, 0), 1500*time.Millisecond), func(string) {
		defer b.rescue("progress")
		writing, cancel := desk.Outlast(ctx)
		defer cancel()
		if err := s.draft(writing, p.words()); err != nil {
			b.log().Debug("progress could not be shown", "err", err)
		}
	})
	report, err := b.load(ctx, source, confirm, func(what string, done int) {
		p.set(what, done)
		d.Wake()
	}, d)
	if err != nil {
		b.failed(ctx, s, err)
		return
	}
	b.tell(ctx, s, renderReport(&report))
}

// load loads, and lets the next one begin before anybody is told of the end.
func (b *Bot) load(ctx context.Context, source string, confirm bool, tell func(string, int), d *desk.Draft) (knowledge.Report, error) {
	defer b.loading.Unlock()
	defer d.Stop()
	o := knowledge.LoadOptions{Retry: true, Confirm: confirm, Progress: tell}
	if source != "" {
		o.Only = []string{source}
	}
	return b.Desk.Load(ctx, o) //nolint:wrapcheck // the desk says what was tried
}

// progress is how far a load is.
type progress struct {
	mu   sync.Mutex
	what string
	done int
}

func (p *progress) set(what string, done int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.done = what, done
}

func (p *progress) words() string {
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
	if len(r.Failed) > 0 {
		lines := make([]string, 0, len(r.Failed))
		for _, f := range r.Failed {
			lines = append(lines, shorten(plainLine(f.Item+": "+f.Error), 300))
		}
		blocks = append(blocks, "**Failed**\n"+named(lines))
	}
	pages := pack(blocks, contentMost)
	return newPages(pages[:min(len(pages), sheets)])
}

// namedMost is how many of a list a report names.
const namedMost = 25

func named(items []string) string {
	lines := make([]string, 0, min(len(items), namedMost)+1)
	for n, item := range items {
		if n == namedMost {
			lines = append(lines, fmt.Sprintf("… and %d more", len(items)-n))
			break
		}
		lines = append(lines, "- "+item)
	}
	return strings.Join(lines, "\n")
}
