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
	historySpan    = 30 * 24 * time.Hour
	maxHistoryRows = 50
)

// channel is the web channel at address.
func channel(c *Config, p *parts, address net.Addr, log *slog.Logger) *web.Server {
	ip, _ := address.(*net.TCPAddr)
	s := &web.Server{Desk: p.desk(), Ready: p.Ready, Loopback: ip != nil && ip.IP.IsLoopback(), Log: log,
		Shelf: p.Base, Hosts: c.HTTPHosts, Admin: c.AdminToken, Metrics: p.Metrics}
	if name, err := os.Hostname(); err == nil && !s.Loopback {
		s.Hosts = append(s.Hosts[:len(s.Hosts):len(s.Hosts)], strings.ToLower(name))
	}
	if c.HasModel() {
		s.Model = c.Model
	}
	if p.journal != nil {
		s.Rate, s.Past = p.journal.Feedback, p.history
	}
	return s
}

// history is what the journal holds about the last month.
func (p *parts) history(ctx context.Context) (*web.Past, error) {
	o, err := p.journal.Overview(ctx, time.Now().Add(-historySpan), maxHistoryRows)
	if err != nil {
		return nil, fmt.Errorf("tell of the last month: %w", err)
	}
	past := &web.Past{Helpful: o.Helpful, NotHelped: o.NotHelped}
	for _, one := range o.Days {
		past.Days = append(past.Days, web.Day(one))
	}
	for _, one := range o.Unanswered {
		past.Unanswered = append(past.Unanswered, web.Repeated(one))
	}
	for _, one := range o.Unhelpful {
		past.Unhelpful = append(past.Unhelpful, web.Repeated(one))
	}
	return past, nil
}
