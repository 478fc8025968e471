package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/private"
)

// patience is how long a command tries to get at the stories before it says which
// process holds them.
const patience = 1500 * time.Millisecond

// session is a desk that a command works with, and how to leave it.
type session struct {
	desk.Desk
	keeper web.Keeper
	config *Config
	remote bool // another process owns the stories
	leave  func() error
}

// open opens the stories, or reaches the running bot that has them. Alone, it
// loads what has changed on this computer, and from the web what never was.
func (a *app) open(ctx context.Context) (*session, error) {
	s, err := a.reach(ctx)
	if err != nil || s.remote {
		return s, err
	}
	report, err := a.load(ctx, s, knowledge.LoadOptions{Local: true})
	if ctx.Err() != nil {
		return nil, errors.Join(ctx.Err(), s.leave())
	}
	if err != nil {
		a.say("the stories could not be loaded, those loaded before are used: %v", err)
	}
	for _, line := range failures(report.Failed, false) {
		a.say("%s", line)
	}
	switch {
	case len(s.config.Stories) == 0:
		if line := unnamedLine(report.Held); line != "" {
			a.say("%s", line)
		}
	case neverRead(&report): // a typo may be why other stories are left out
		for _, line := range heldLines(report.Held) {
			a.say("%s", line)
		}
	}
	return s, nil
}

// unnamedLine says how many stories are kept that no setting names, where none names any; empty: there are none.
func unnamedLine(held []knowledge.Held) string {
	kept, from := 0, []string(nil)
	for _, h := range held {
		if !h.Shut {
			kept, from = kept+h.Stories, append(from, desk.Masked(h.Source))
		}
	}
	if kept == 0 {
		return ""
	}
	if len(from) > 3 {
		from = append(from[:3], "…")
	}
	return fmt.Sprintf("STORIES is not set: answers leave out %s loaded before (%s); name their sources in STORIES or --stories", knowledge.StoryCount(kept), strings.Join(from, ", "))
}

// neverRead reports whether a source has never been read.
func neverRead(r *knowledge.Report) bool {
	return slices.ContainsFunc(r.Sources, func(s knowledge.SourceStatus) bool { return s.Read.IsZero() })
}

// reach opens the stories or reaches the bot that has them, and loads nothing. It
// tries the socket first: if nobody listens there, that is known at once, while
// the lock of a running bot would be waited for.
func (a *app) reach(ctx context.Context) (*session, error) {
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	return a.reachAt(ctx, c)
}

// reachToCheck is reach for a check, which must change nothing: it makes no
// DATA_DIR where there is none.
func (a *app) reachToCheck(ctx context.Context) (*session, error) {
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(c.DataDir); !errors.Is(err, fs.ErrNotExist) {
		return a.reachAt(ctx, c)
	}
	if c.DataDir, err = os.MkdirTemp("", "storybot-check-"); err != nil {
		return nil, fmt.Errorf("make room to check: %w", err)
	}
	s, err := a.reachAt(ctx, c)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(c.DataDir))
	}
	leave := s.leave
	s.leave = func() error { return errors.Join(leave(), os.RemoveAll(c.DataDir)) }
	return s, nil
}

func (a *app) reachAt(ctx context.Context, c *Config) (*session, error) {
	log := a.logger(c, false)
	slog.SetDefault(log)
	if shared := (*private.SharedError)(nil); errors.As(private.Folder(c.DataDir), &shared) {
		return nil, usageError{shared} // before its socket is trusted
	}
	client := web.NewClient(private.Dialer(filepath.Join(c.DataDir, private.SocketName)))
	deadline := time.Now().Add(patience)
	for {
		if alive(ctx, client) == nil {
			if a.flags.Lookup("stories").Changed {
				a.say("the bot that is running answers from its own stories: --stories is not used")
			}
			return &session{Desk: client, keeper: client, config: c, remote: true, leave: func() error { return nil }}, nil
		}
		p, err := a.wire(ctx, c, log)
		if err == nil {
			return &session{Desk: p, keeper: p, config: c, leave: p.Close}, nil
		}
		if !held(err) {
			return nil, err
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return nil, fmt.Errorf("nobody answers there: %w", err)
		}
	}
}

// alive returns within a moment nil if a bot answers, else why not.
func alive(ctx context.Context, c *web.Client) error {
	ctx, cancel := context.WithTimeout(ctx, patience/2)
	defer cancel()
	return wrapped("reach the socket", c.Alive(ctx))
}

// load loads, with progress on standard error.
func (a *app) load(ctx context.Context, d desk.Desk, o knowledge.LoadOptions) (knowledge.Report, error) {
	p := a.progress("loading")
	defer p.end()
	o.Progress = p.report
	return d.Load(ctx, o) //nolint:wrapcheck // both desks say what was tried
}

// with opens the stories for work and leaves them afterwards.
func (a *app) with(ctx context.Context, work func(s *session) error) error {
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(work(s), s.leave())
}

// wire puts the parts together, with progress where an index is mended.
func (a *app) wire(ctx context.Context, c *Config, log *slog.Logger) (*parts, error) {
	p := a.progress("mending")
	defer p.end()
	return wire(ctx, c, log, p.tellOf)
}
