package discord_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord/discordtest"
)

// onDisk are the answers under way as they outlive a process.
type onDisk struct {
	mu  sync.Mutex
	all map[string]string
}

func (d *onDisk) Pending(_ context.Context, place, shown string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all[place] = shown
	return nil
}

func (d *onDisk) Settled(_ context.Context, place string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.all, place)
	return nil
}

func (d *onDisk) Unsettled(context.Context) (map[string]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.all), nil
}

func (d *onDisk) left() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.all)
}

// killable is a process that can be killed: from then on nothing that it does reaches
// Discord or the disk.
type killable struct {
	http.RoundTripper
	disk   *onDisk
	mu     sync.Mutex
	killed bool
	slow   string // a channel whose drafts it does not come to note
	late   bool   // it does not come to note that an answer is there
}

func (k *killable) dead() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.killed
}

func (k *killable) tardy() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.late
}

func (k *killable) notes(late bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.late = late
}

func (k *killable) kill() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.killed = true
}

func (k *killable) RoundTrip(r *http.Request) (*http.Response, error) {
	if k.dead() {
		return nil, errors.New("killed")
	}
	return k.RoundTripper.RoundTrip(r)
}

func (k *killable) Pending(ctx context.Context, place, shown string) error {
	if k.dead() || shown != "" && strings.Contains(place, k.slow) {
		return nil
	}
	return k.disk.Pending(ctx, place, shown)
}

func (k *killable) Settled(ctx context.Context, place string) error {
	if k.dead() || k.tardy() {
		return nil
	}
	return k.disk.Settled(ctx, place)
}

func (k *killable) Unsettled(ctx context.Context) (map[string]string, error) {
	return k.disk.Unsettled(ctx)
}

// message is a message of the bot as it stands.
func (s *scene) message(c *discordtest.Channel, id string) discordtest.Message {
	for _, m := range s.BotMessages(c) {
		if m.ID == id {
			return m
		}
	}
	return discordtest.Message{}
}

// TestInterrupted: what a killed process was writing, or had only begun to, is marked by
// the next one, once, wherever it was asked; what was finished is left alone.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		down time.Duration // for how long there is no process
		said map[string]bool
	}{
		"for a moment": {5 * time.Second, map[string]bool{"drafted": true, "unnoted": true, "begun": true, "slash": true, "private": true, "thread": true}},
		"for an hour":  {61 * time.Minute, map[string]bool{"drafted": true, "slash": true, "thread": true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) { interrupt(t, c.down, c.said) })
		})
	}
}

func interrupt(t *testing.T, down time.Duration, want map[string]bool) {
	t.Helper()
	disk := &onDisk{all: map[string]string{}}
	p := &killable{disk: disk, slow: "none"}
	s := stage(t, discordtest.Options{AllowViolations: true}, func(s *scene) {
		p.RoundTripper = s.Transport()
		s.bot.Transport, s.bot.Pending, s.bot.Grace = p, p, time.Millisecond
		s.bot.Guilds = newBook()
	})
	s.registered()
	ada := s.AddUser("ada")
	answered := s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
	s.WaitMessage(s.Home, final)
	s.WaitFor("what is answered to be settled", func() bool { return disk.left() == 0 })
	p.notes(true)
	there := []func() discordtest.Message{}
	for n, stream := range []bool{false, true} { // with a draft before it and without
		u := s.AddUser(fmt.Sprint("early", n))
		if stream {
			s.desk.answers(func(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
				show(bot.Shown{Claim: bot.Claim{Text: "So far."}, Opens: " "})
				time.Sleep(2 * time.Second)
				a := s.desk.quote(q)
				a.ID = s.journal.record(q, a)
				return a, nil
			})
		}
		asked := s.Say(u, s.Home, s.Bot.Mention()+" "+question)
		m := s.WaitMessage(s.Home, func(m discordtest.Message) bool {
			return final(m) && m.Reference != nil && m.Reference.MessageID == asked.ID
		})
		i := s.Slash(u, s.Home, "ask", discordtest.Option{Name: "question", Value: question})
		i.WaitContent(final)
		there = append(there, func() discordtest.Message { return s.message(s.Home, m.ID) }, func() discordtest.Message { m, _ := i.Response(); return m })
	}
	time.Sleep(time.Second)
	p.notes(false)
	s.desk.answers(func(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
		if !strings.Contains(q.Text, "begun") {
			show(bot.Shown{Claim: bot.Claim{Text: "Half of it."}, Opens: " "})
		}
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	})
	rooms := map[string]*discordtest.Channel{}
	for _, name := range []string{"drafted", "unnoted", "begun", "thread"} {
		rooms[name] = s.AddChannel(s.Guild, name)
	}
	p.slow = rooms["unnoted"].ID
	s.threadIn(t, rooms["thread"].ID)
	users := map[string]discordtest.User{}
	asked := map[string]discordtest.Message{}
	for name, c := range rooms {
		users[name] = s.AddUser(name)
		asked[name] = s.Say(users[name], c, s.Bot.Mention()+" "+name+"?")
	}
	s.WaitMessage(rooms["drafted"], has("Half of it."))
	s.WaitMessage(rooms["unnoted"], has("Half of it."))
	s.WaitFor("a thread", func() bool { return s.ThreadOn(asked["thread"].ID) != nil })
	rooms["thread"] = s.ThreadOn(asked["thread"].ID)
	s.WaitMessage(rooms["thread"], has("Half of it."))
	s.Speak(ada.ID, "pt-BR")
	slash := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: "slash?"})
	private := s.Slash(s.AddUser("bob"), s.Home, "ask", discordtest.Option{Name: "question", Value: "private?"}, discordtest.Option{Name: "private", Value: true})
	slash.WaitContent(has("Half of it."))
	private.WaitContent(has("Half of it."))
	s.WaitFor("all to be noted", func() bool { return disk.left() == 6+len(there) })
	time.Sleep(time.Second)

	p.kill()
	_ = s.stop()
	s.desk.answers(nil)
	time.Sleep(down)
	s.join(t, func(s *scene) { s.bot.Pending = disk })
	s.WaitFor("nothing to be left", func() bool { return disk.left() == 0 })
	time.Sleep(10 * time.Second)

	marked := func(m discordtest.Message) bool {
		return has("Interrupted", "ask again")(m) || has("Interrompido", "Pergunte de novo")(m) // in Portuguese, to ada
	}
	for name, c := range rooms {
		all := s.BotMessages(c)
		if is := len(all) == 1 && marked(all[0]) && (name != "begun" || all[0].Reference.MessageID == asked[name].ID); is != want[name] || len(all) > 1 {
			t.Errorf("%s: %d messages, the last %+v", name, len(all), all)
		}
	}
	for name, i := range map[string]*discordtest.Interaction{"slash": slash, "private": private} {
		if m, _ := i.Response(); marked(m) != want[name] || marked(m) && has("Interrompido")(m) != (name == "slash") || m.Ephemeral() != (name == "private") {
			t.Errorf("%s: %q", name, m.Content)
		}
	}
	for n, now := range there {
		if m := now(); !final(m) || marked(m) {
			t.Errorf("answer %d, which was there, is %q", n, m.Content)
		}
	}
	for _, m := range s.BotMessages(s.Home) {
		if m.Reference != nil && m.Reference.MessageID == answered.ID && marked(m) {
			t.Error("a finished answer is marked")
		}
	}
	if len(s.BotMessages(s.DMChannel(ada)))+len(s.BotMessages(s.DMChannel(users["drafted"]))) > 0 {
		t.Error("somebody was written to in private")
	}
}
