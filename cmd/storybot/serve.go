package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/private"
)

// garbage is how much memory, in percent of what is in use, may wait to be collected: a
// crowd of questions makes much of it at once, and half as much as is usual costs little.
const garbage = 50

// grace is how long requests under way may take when the bot is stopped.
const grace = 20 * time.Second

func (a *app) serveCommand() *cobra.Command {
	return &cobra.Command{
		Use: "serve", Short: "Serve the web channel, and Discord (the default)",
		Long: "Loads the stories and answers at HTTP_ADDR, and in Discord if DISCORD_TOKEN is set, until it\n" +
			"is interrupted. Meanwhile the other commands reach it by a socket in DATA_DIR.",
		Example: `  storybot serve
  storybot serve --stories ~/news --http-addr 127.0.0.1:9000`,
		Args: wants(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context()) },
	}
}

// serve runs the bot until ctx ends.
func (a *app) serve(ctx context.Context) error {
	c, err := a.config()
	if err != nil {
		return err
	}
	log := a.logger(c, true)
	slog.SetDefault(log)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	var served error
	for {
		p, err := a.wire(ctx, c, log)
		if damaged(err) {
			if err = a.moveAway(ctx, c, err); err == nil {
				p, err = a.wire(ctx, c, log)
			}
		}
		if err != nil {
			return err
		}
		p.WaitForLoad()
		p.observe()
		served = a.serveDesk(ctx, c, p, log)
		closed := p.Close()
		switch {
		case damaged(served):
			if err := a.moveAway(ctx, c, served); err != nil {
				return err
			}
		case errors.Is(served, errAgain):
			a.say("starting again with what is in DATA_DIR now")
		default:
			return errors.Join(served, closed)
		}
		if closed != nil {
			log.Error("what was there could not be closed in order", "err", closed)
		}
	}
}

// moveAway has a bot do without a database that is damaged: all stories are loaded again.
func (a *app) moveAway(ctx context.Context, c *Config, why error) error {
	to, err := local.MoveAway(ctx, c.DataDir)
	if err != nil {
		return errors.Join(why, err)
	}
	next := "all stories are loaded again from their sources. The versions that texts had before, what feeds do not list any more and what " +
		"was held of sources that are not named any more are in that file, or in a backup"
	if c.Database != "" {
		next = "the stories are taken from DATABASE_URL again"
	}
	if d := (*local.DamagedError)(nil); errors.As(why, &d) {
		why = d.Err
	}
	a.say("%s is damaged (%v) and was moved to %s: %s", local.DatabaseName, why, to, next)
	return nil
}

// serveDesk listens, loads, answers and ends.
func (a *app) serveDesk(ctx context.Context, c *Config, p *parts, log *slog.Logger) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	listeners, err := a.listeners(ctx, c, p, log)
	if err != nil {
		return err
	}
	services := chats(c, p, log)
	ended := make(chan error, len(listeners)+len(services))
	for _, l := range listeners {
		go func() { ended <- l.server.Serve(l.listener) }()
	}
	var left sync.WaitGroup
	for _, s := range services {
		left.Go(func() {
			if err := s.Run(ctx); err != nil {
				ended <- err
			}
		})
	}
	loading := make(chan struct{})
	go func() {
		defer close(loading)
		a.newSyncer(p, log).run(ctx)
	}()
	select {
	case <-ctx.Done():
		err = nil
	case err = <-p.again:
	case err = <-ended:
		err = fmt.Errorf("serve: %w", err)
	}
	cancel()
	<-loading
	err = errors.Join(err, shutDownAll(listeners))
	left.Wait()
	return err
}

// listener is a network listener with the server that answers there.
type listener struct {
	listener net.Listener
	server   *http.Server
}

// listeners opens the socket and, if it is wanted, the web channel.
func (a *app) listeners(ctx context.Context, c *Config, p *parts, log *slog.Logger) ([]listener, error) {
	var listeners []listener
	inner, err := private.Listen(ctx, c.DataDir)
	switch {
	case err == nil:
		operator := web.Server{Desk: p.desk(), Operator: true, Keeper: p, Ready: p.Ready, Log: log}
		listeners = append(listeners, listener{inner, operator.HTTP()})
	case c.HTTPAddr == "":
		return nil, err //nolint:wrapcheck // it names the socket
	default: // some shared folders take no sockets
		a.say("other commands cannot reach this bot: %v", err)
	}
	if c.HTTPAddr == "" {
		a.say("serving on the socket only: HTTP_ADDR is empty")
		return listeners, nil
	}
	outer, err := new(net.ListenConfig).Listen(ctx, "tcp", c.HTTPAddr)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("HTTP_ADDR %s cannot be listened at: %w", c.HTTPAddr, systemError(err)), closeAll(listeners))
	}
	public := channel(c, p, outer.Addr(), log)
	a.say("answering at http://%s", outer.Addr())
	if !public.Loopback {
		a.say("whoever can reach this computer can ask there, and read every story: HTTP_ADDR is not on loopback")
	}
	return append(listeners, listener{outer, public.HTTP()}), nil
}

// closeAll closes listeners at which no server answers yet.
func closeAll(listeners []listener) error {
	var errs []error
	for _, l := range listeners {
		errs = append(errs, l.listener.Close())
	}
	return errors.Join(errs...)
}

// systemError is what the system said, without the address, which was said already.
func systemError(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}

// shutDownAll waits for the requests under way, no longer than grace, and then
// closes the servers.
func shutDownAll(listeners []listener) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	var errs []error
	for i := len(listeners) - 1; i >= 0; i-- {
		if err := listeners[i].server.Shutdown(ctx); err != nil {
			errs = append(errs, fmt.Errorf("requests were still under way: %w", err), listeners[i].server.Close())
		}
	}
	return errors.Join(errs...)
}
