package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/web"
)

// What the status page looks back on.
const (
	lookBack = 30 * 24 * time.Hour
	mostRows = 50
)

// observe has a watch count what the bot does from now on.
func (d *desk) observe() {
	d.watch = web.NewWatch(d.base)
	if d.bot.Model != nil {
		d.bot.Model = d.watch.Model(d.bot.Model)
	}
}

// front is where questions from outside are brought: the desk, with whoever counts them.
func (d *desk) front() web.Desk {
	if d.watch == nil {
		return d
	}
	return d.watch.Desk(d)
}

// channel is the web channel at address.
func channel(c *Config, d *desk, address net.Addr, log *slog.Logger) *web.Server {
	ip, _ := address.(*net.TCPAddr)
	s := &web.Server{Desk: d.front(), Ready: d.ready, Loopback: ip != nil && ip.IP.IsLoopback(), Log: log,
		Shelf: d.base, Hosts: c.HTTPHosts, Admin: c.AdminToken, Watch: d.watch}
	if name, err := os.Hostname(); err == nil && !s.Loopback {
		s.Hosts = append(s.Hosts[:len(s.Hosts):len(s.Hosts)], strings.ToLower(name))
	}
	if c.HasModel() {
		s.Model = c.Model
	}
	if d.book != nil {
		s.Rate, s.Past = d.book.Feedback, d.past
	}
	return s
}

// past is what the journal tells of the last month.
func (d *desk) past(ctx context.Context) (*web.Past, error) {
	o, err := d.book.Overview(ctx, time.Now().Add(-lookBack), mostRows)
	if err != nil {
		return nil, fmt.Errorf("tell of the last month: %w", err)
	}
	p := &web.Past{Helpful: o.Helpful, NotHelped: o.NotHelped}
	for _, one := range o.Days {
		p.Days = append(p.Days, web.Day(one))
	}
	for _, one := range o.Unanswered {
		p.Unanswered = append(p.Unanswered, web.Repeated(one))
	}
	for _, one := range o.Unhelpful {
		p.Unhelpful = append(p.Unhelpful, web.Repeated(one))
	}
	return p, nil
}
