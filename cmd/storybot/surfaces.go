package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot/completions"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord"
	"github.com/storybot/storybot/bot/discord/operate"
	discordwire "github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/bot/mcp"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/bot/web/gate"
)

// What the status page looks back on.
const (
	historySpan    = 30 * 24 * time.Hour
	maxHistoryRows = 50
	weekSpan       = 7 * 24 * time.Hour
	maxWeekRows    = 3
)

// channel is the web channel at address.
func channel(c *Config, p *parts, address net.Addr, log *slog.Logger) *web.Server {
	ip, _ := address.(*net.TCPAddr)
	s := &web.Server{Desk: p.desk(), Ready: p.Ready, Loopback: ip != nil && ip.IP.IsLoopback(), Log: log,
		Shelf: p.Base, Hosts: c.HTTPHosts, Admin: c.AdminToken, Metrics: p.Metrics,
		Frames: c.HTTPFrames, Proxies: c.Proxies, UserHeader: c.UserHeader, Password: c.Password,
		Version: version(), Began: p.Began, Dir: p.dir, Sources: p.catalogue.own, Test: p.Local.Test,
		Asks: gate.Pace{PerSecond: math.MaxFloat64, Burst: 1}}
	if c.PerAddress.Per > 0 {
		s.Asks = gate.Pace{PerSecond: float64(c.PerAddress.Count) / c.PerAddress.Per.Seconds(), Burst: c.PerAddress.Count}
	}
	if name, err := os.Hostname(); err == nil && !s.Loopback {
		s.Hosts = append(s.Hosts[:len(s.Hosts):len(s.Hosts)], strings.ToLower(name))
	}
	if c.HasModel() {
		s.Model = c.Model
	}
	if p.journal != nil {
		s.Rate, s.Past, s.Record = p.journal.Feedback, p.history, postings{p.journal}.Answer
		var err error
		if s.Secret, err = p.journal.Secret(context.Background()); err != nil {
			log.Warn("the addresses of answers hold only until the bot ends", "error", err)
		}
	}
	s.MoreAsks, s.MoreReads = asModel(p, log).Routes()
	s.MoreAsks["POST /mcp"] = tools(p.desk(), log).Handler().ServeHTTP
	return s
}

// asModel is the bot as a language model that other programs talk to.
func asModel(p *parts, log *slog.Logger) *completions.Server {
	s := completions.New(p.desk())
	s.Log = log
	if p.journal != nil {
		s.Journal = postings{p.journal}
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

// week is what the journal holds about the last week, for the status in a chat.
func (p *parts) week(ctx context.Context) (desk.Week, error) {
	o, err := p.journal.Overview(ctx, time.Now().Add(-weekSpan), maxWeekRows)
	if err != nil {
		return desk.Week{}, fmt.Errorf("tell of the last week: %w", err)
	}
	k := desk.Week{Helpful: o.Helpful, NotHelped: o.NotHelped}
	for _, one := range o.Days {
		k.Days = append(k.Days, desk.Spent{Day: one.Day, Questions: one.Questions, Answered: one.Answered, Tokens: one.Usage.PromptTokens + one.Usage.CompletionTokens})
	}
	for _, one := range o.Unanswered {
		k.Unanswered = append(k.Unanswered, desk.Repeated{Question: one.Question, Times: one.Times})
	}
	for _, one := range o.Unhelpful {
		k.Unhelpful = append(k.Unhelpful, desk.Repeated{Question: one.Question, Times: one.Times})
	}
	return k, nil
}

// tools is the bot as a server of the Model Context Protocol.
func tools(d desk.Desk, log *slog.Logger) *mcp.Server {
	s := mcp.NewServer(d, version())
	s.Log = log
	return s
}

func (a *app) mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "mcp", Short: "Serve the Model Context Protocol on standard input and output",
		Long: "Gives a program that talks to a language model, such as an editor or a desktop assistant,\n" +
			"the tools search, ask, story, timeline and digest, and the stories as resources. Such a\n" +
			"program starts this command by itself: name `storybot mcp` in its settings. Beside a running\n" +
			"bot it works with that bot's stories; the same tools are at /mcp of the web channel.",
		Example: `  storybot mcp
  storybot --stories ~/news mcp`,
		Args: wants(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.with(c.Context(), func(s *session) error {
				return tools(s, slog.Default()).Run(c.Context(), a.in, a.out) //nolint:wrapcheck // it says what it did
			})
		},
	}
}

// discordBot is the bot in Discord.
func discordBot(c *Config, p *parts, log *slog.Logger) *discord.Bot {
	b := &discord.Bot{
		Desk: p.desk(), Token: c.DiscordToken, API: c.DiscordAPI,
		Home: c.DiscordGuild, Operators: c.Operators, Part: c.Shards, Content: c.DiscordContent, Log: log, Zone: c.Zone.String(), Sources: p.catalogue.own,
	}
	if len(c.Operators) > 0 && c.DiscordGuild == "" {
		log.Warn("OPERATOR_IDS names operators, but without DISCORD_GUILD_ID there is no server in Discord with their commands")
	}
	if p.journal != nil {
		b.Journal, b.Pending = postings{p.journal}, p.journal
		var err error
		if b.Guilds, err = guild.Open(context.Background(), p.journal); err != nil {
			log.Error("what is set for servers of Discord, and who is blocked, is not known", "err", err)
		}
		b.Watch = &operate.Watch{Troubles: p.Troubles, Store: p.journal}
	}
	if p.store != nil && p.store.Leases != nil && c.Shards.Of == 0 {
		b.Lease = func(ctx context.Context, name string) (discordwire.Right, error) {
			return p.store.Leases.Hold(ctx, name) //nolint:wrapcheck // only that it ended counts
		}
	}
	if u, err := url.Parse(c.BaseURL); err == nil && c.HasModel() {
		b.ModelHost = u.Host
	}
	return b
}

// postings is the journal as surfaces see it: where answers were posted.
type postings struct{ *journal.Journal }

var _ desk.Journal = postings{}

// Find returns the number of the answer posted at place.
func (p postings) Find(ctx context.Context, place string) (int64, error) {
	id, err := p.Journal.Find(ctx, place)
	return id, forgotten(err)
}

// Answer returns what is held of an answer.
func (p postings) Answer(ctx context.Context, id int64) (desk.Entry, error) {
	e, err := p.Journal.Answer(ctx, id)
	if err != nil {
		return desk.Entry{}, forgotten(err)
	}
	return desk.Entry{Asker: e.Asker, Conversation: e.Conversation, Standalone: e.Standalone, Asked: e.Asked, Answer: e.Answer, Posted: e.Posted}, nil
}

// Posted remembers the place of an answer.
func (p postings) Posted(ctx context.Context, id int64, place string) error {
	return forgotten(p.Journal.Posted(ctx, id, place))
}

// Feedback remembers whether an answer helped.
func (p postings) Feedback(ctx context.Context, id int64, asker string, helpful bool) error {
	return forgotten(p.Journal.Feedback(ctx, id, asker, helpful))
}

// forgotten turns the journal's error of a missing answer into desk.ErrForgotten.
func forgotten(err error) error {
	if errors.Is(err, journal.ErrNotFound) {
		return fmt.Errorf("%w: %w", desk.ErrForgotten, err)
	}
	return err
}
