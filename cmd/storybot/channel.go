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

// channel is the web channel at address.
func channel(c *Config, d *parts, address net.Addr, log *slog.Logger) *web.Server {
	ip, _ := address.(*net.TCPAddr)
	s := &web.Server{Desk: d.desk(), Ready: d.Ready, Loopback: ip != nil && ip.IP.IsLoopback(), Log: log,
		Shelf: d.Base, Hosts: c.HTTPHosts, Admin: c.AdminToken, Metrics: d.Metrics}
	if name, err := os.Hostname(); err == nil && !s.Loopback {
		s.Hosts = append(s.Hosts[:len(s.Hosts):len(s.Hosts)], strings.ToLower(name))
	}
	if c.HasModel() {
		s.Model = c.Model
	}
	if d.journal != nil {
		s.Rate, s.Past = d.journal.Feedback, d.past
	}
	return s
}

// past is what the journal tells of the last month.
func (d *parts) past(ctx context.Context) (*web.Past, error) {
	o, err := d.journal.Overview(ctx, time.Now().Add(-lookBack), mostRows)
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
