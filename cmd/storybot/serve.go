package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot/web"
)

// grace is how long requests under way may take when the bot is ended.
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
	d, err := a.wire(ctx, c, log)
	if err != nil {
		return err
	}
	d.WaitForLoad()
	d.observe()
	return errors.Join(a.serveDesk(ctx, c, d, log), d.Close())
}

// serveDesk listens, loads, answers and ends.
func (a *app) serveDesk(ctx context.Context, c *Config, d *parts, log *slog.Logger) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	halls, err := a.halls(ctx, c, d, log)
	if err != nil {
		return err
	}
	ended := make(chan error, len(halls)+1)
	for _, h := range halls {
		go func() { ended <- h.server.Serve(h.listener) }()
	}
	left := make(chan struct{})
	go func() {
		defer close(left)
		if m := discordBot(c, d, log); m != nil {
			if err := m.Run(ctx); err != nil {
				ended <- err
			}
		}
	}()
	loading := make(chan struct{})
	go func() {
		defer close(loading)
		a.upkeep(d, log).run(ctx)
	}()
	select {
	case <-ctx.Done():
		err = nil
	case err = <-ended:
		err = fmt.Errorf("serve: %w", err)
	}
	cancel()
	<-loading
	err = errors.Join(err, shutDown(halls))
	<-left
	return err
}

// hall is a listener with the server that answers there.
type hall struct {
	listener net.Listener
	server   *http.Server
}

// halls opens the socket and, if wanted, the web channel.
func (a *app) halls(ctx context.Context, c *Config, d *parts, log *slog.Logger) ([]hall, error) {
	var halls []hall
	inner, err := listen(ctx, c.DataDir)
	switch {
	case err == nil:
		operator := web.Server{Desk: d.desk(), Operator: true, Ready: d.Ready, Log: log}
		halls = append(halls, hall{inner, operator.HTTP()})
	case c.HTTPAddr == "":
		return nil, err
	default: // some shared folders take no sockets
		a.say("other commands cannot reach this bot: %v", err)
	}
	if c.HTTPAddr == "" {
		a.say("serving on the socket only: HTTP_ADDR is empty")
		return halls, nil
	}
	outer, err := new(net.ListenConfig).Listen(ctx, "tcp", c.HTTPAddr)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("HTTP_ADDR %s cannot be listened at: %w", c.HTTPAddr, cause(err)), closeAll(halls))
	}
	public := channel(c, d, outer.Addr(), log)
	a.say("answering at http://%s", outer.Addr())
	if !public.Loopback {
		a.say("whoever can reach this computer can ask there, and read every story: HTTP_ADDR is not on loopback")
	}
	return append(halls, hall{outer, public.HTTP()}), nil
}

// closeAll ends listeners at which nobody serves yet.
func closeAll(halls []hall) error {
	var errs []error
	for _, h := range halls {
		errs = append(errs, h.listener.Close())
	}
	return errors.Join(errs...)
}

// cause is what the system said, without the address that was said already.
func cause(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}

// shutDown lets the requests under way be answered, for as long as grace is,
// and ends.
func shutDown(halls []hall) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	var errs []error
	for i := len(halls) - 1; i >= 0; i-- {
		if err := halls[i].server.Shutdown(ctx); err != nil {
			errs = append(errs, fmt.Errorf("requests were still under way: %w", err), halls[i].server.Close())
		}
	}
	return errors.Join(errs...)
}
