package discordtest_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

func TestTheGatewayClosesWithDiscordsCodes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, query string
		op          int
		data        func(*discordtest.Server) any
		want        int
	}{
		{"wrong token", "?v=9&encoding=json", 2, func(s *discordtest.Server) any { return identity(s, fields{"token": "another"}) }, 4004},
		{"privileged intent", "?v=10&encoding=json", 2, func(s *discordtest.Server) any { return identity(s, fields{"intents": 1 << 15}) }, 4014},
		{"no such intent", "?v=9&encoding=json", 2, func(s *discordtest.Server) any { return identity(s, fields{"intents": 1 << 30}) }, 4013},
		{"no intents", "?v=9&encoding=json", 2, func(s *discordtest.Server) any { return fields{"token": s.Token} }, 4002},
		{"presence first", "?v=9&encoding=json", 3, func(*discordtest.Server) any { return fields{} }, 4003},
		{"no such op", "?v=9&encoding=json", 99, func(*discordtest.Server) any { return nil }, 4001},
		{"old version", "?v=6&encoding=json", 1, func(*discordtest.Server) any { return nil }, 4012},
		{"resume with a wrong token", "?v=9&encoding=json", 6, func(*discordtest.Server) any { return fields{"token": "x"} }, 4004},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := start(t, discordtest.Options{})
			c := dial(t, s, test.query)
			c.send(test.op, test.data(s))
			code := 0
			for code == 0 {
				_, code = c.next()
			}
			if code != test.want {
				t.Errorf("closed by %d, want %d", code, test.want)
			}
		})
	}
}

func TestOrderedCloseCodes(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	for _, want := range []int{4000, 4004, 4010, 4011, 4012, 4013, 4014} {
		s.RefuseNext(want)
		c := dial(t, s, "?v=9&encoding=json")
		c.next()
		c.send(2, identity(s, nil))
		if _, code := c.next(); code != want {
			t.Errorf("closed by %d, want %d", code, want)
		}
	}
	c, _ := enter(t, s, nil)
	c.send(2, identity(s, nil))
	for code := 0; code != 4005; {
		if _, code = c.next(); code != 0 && code != 4005 {
			t.Fatalf("a second IDENTIFY: closed by %d, want 4005", code)
		}
	}
}

func TestResume(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{Keep: 20})
	ada := s.AddUser("ada")
	missed := func() { // cuts the session off and makes it miss two messages
		c, id := enter(t, s, nil)
		p := c.until("GUILD_CREATE")
		s.Drop()
		s.WaitFor("the cut", func() bool { return s.Gateway().Connected == 0 })
		first := s.DM(ada, "one").ID
		s.DM(ada, "two")
		c = dial(t, s, "?v=9&encoding=json")
		c.next()
		c.send(6, resumeOf(s, id, p.Seq))
		var m discordgo.Message
		if err := json.Unmarshal(c.until("MESSAGE_CREATE").Data, &m); err != nil || m.ID != first {
			t.Errorf("replayed %s first, want %s", m.ID, first)
		}
		c.until("MESSAGE_CREATE")
		if p := c.until("RESUMED"); p.Seq == 0 {
			t.Error("RESUMED has no sequence number")
		}
		closeBy(t, s, c, 1000)
	}
	missed()
	const seq = 2 // READY and GUILD_CREATE
	for _, test := range []struct {
		name   string
		before func(id string, c *socket)
		seq    int64
		want   bool // the session can be resumed
		code   int
	}{
		{"closed by 1000", func(_ string, c *socket) { closeBy(t, s, c, 1000) }, seq, false, 0},
		{"closed by 4900", func(_ string, c *socket) { closeBy(t, s, c, 4900) }, seq, true, 0},
		{"too much missed", func(_ string, c *socket) {
			s.Drop()
			for range 30 {
				s.DM(ada, "chatter")
			}
		}, seq, false, 0},
		{"from the future", func(string, *socket) { s.Drop() }, 999999, false, 4007},
		{"invalid by order", func(string, *socket) { s.Drop(); s.InvalidateNext(1, true) }, seq, false, 0},
		{"ended by 4009", func(string, *socket) { s.Disconnect(4009, "Session timed out.") }, seq, false, 0},
		{"ended by 4000", func(string, *socket) { s.Disconnect(4000, "Unknown error.") }, seq, true, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, id := enter(t, s, nil)
			c.until("GUILD_CREATE")
			test.before(id, c)
			s.WaitFor("the cut", func() bool { return s.Gateway().Ready == 0 })
			c = dial(t, s, "?v=9&encoding=json")
			c.next()
			c.send(6, resumeOf(s, id, test.seq))
			p, code := c.next()
			if code != test.code || (p.Op == 9) == test.want && code == 0 {
				t.Errorf("got op %d %s, code %d", p.Op, p.Name, code)
			}
			c.ws.Close()
			s.WaitFor("the end", func() bool { return s.Gateway().Connected == 0 })
		})
	}
}

func TestContentIsWithheld(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		say    func(s *discordtest.Server, ada discordtest.User) discordtest.Message
		intent bool
		want   string
	}{
		{"a channel", func(s *discordtest.Server, ada discordtest.User) discordtest.Message {
			return s.Say(ada, s.Home, "secret")
		}, false, ""},
		{"a channel, with the intent", func(s *discordtest.Server, ada discordtest.User) discordtest.Message {
			return s.Say(ada, s.Home, "secret")
		}, true, "secret"},
		{"a mention", func(s *discordtest.Server, ada discordtest.User) discordtest.Message {
			return s.Say(ada, s.Home, s.Bot.Mention()+" hi")
		}, false, "<@BOT> hi"},
		{"a DM", func(s *discordtest.Server, ada discordtest.User) discordtest.Message { return s.DM(ada, "hi") }, false, "hi"},
		{"a reply to another", func(s *discordtest.Server, ada discordtest.User) discordtest.Message {
			return s.Reply(ada, s.Home, s.Say(ada, s.Home, "first").ID, "second")
		}, false, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			opts, intents := discordtest.Options{}, 1<<0|1<<9|1<<12
			if test.intent {
				opts.Privileged, intents = 1<<15, intents|1<<15
			}
			s := start(t, opts)
			c, _ := enter(t, s, fields{"intents": intents})
			said := test.say(s, s.AddUser("ada"))
			var m discordgo.Message
			for m.ID != said.ID {
				if err := json.Unmarshal(c.until("MESSAGE_CREATE").Data, &m); err != nil {
					t.Fatal(err)
				}
			}
			got := string(bytes.ReplaceAll([]byte(m.Content), []byte(s.Bot.ID), []byte("BOT")))
			if got != test.want {
				t.Errorf("content %q, want %q", got, test.want)
			}
		})
	}
}

func TestARepliedBotReadsTheReply(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	sent, err := bot.ChannelMessageSendComplex(s.Home.ID, &discordgo.MessageSend{Content: "answer", AllowedMentions: quiet})
	if err != nil {
		t.Fatal(err)
	}
	c, _ := enter(t, s, nil)
	ada := s.AddUser("ada")
	s.Post(discordtest.Post{Author: ada, Channel: s.Home, Text: "silent", ReplyTo: sent.ID, NoPing: true})
	s.Reply(ada, s.Home, sent.ID, "aloud")
	for _, want := range []string{"", "aloud"} {
		var m discordgo.Message
		if err := json.Unmarshal(c.until("MESSAGE_CREATE").Data, &m); err != nil {
			t.Fatal(err)
		}
		if m.Content != want || m.ReferencedMessage == nil || m.ReferencedMessage.Content != "answer" {
			t.Errorf("content %q of a reply to %+v, want %q", m.Content, m.ReferencedMessage, want)
		}
	}
}

func TestHeartbeats(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{Heartbeat: time.Minute})
	c := dial(t, s, "?v=9&encoding=json")
	if p, _ := c.next(); p.Op != 10 || string(p.Data) != `{"heartbeat_interval":60000}` {
		t.Errorf("greeted by op %d %s", p.Op, p.Data)
	}
	c.send(1, nil)
	if p, _ := c.next(); p.Op != 11 {
		t.Errorf("a heartbeat is answered by op %d", p.Op)
	}
	s.WithholdAcks(true)
	c.send(1, nil)
	s.WaitFor("two heartbeats", func() bool { return s.Gateway().Heartbeats == 2 })
	s.Reconnect()
	if p, _ := c.next(); p.Op != 7 {
		t.Errorf("op %d, want 7 and no ACK before it", p.Op)
	}
	s.Beat()
	if p, _ := c.next(); p.Op != 1 {
		t.Errorf("op %d, want a heartbeat asked for", p.Op)
	}
}

func TestZlibStream(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	c := dial(t, s, "?v=10&encoding=json&compress=zlib-stream")
	var all bytes.Buffer
	read := func(want int) {
		t.Helper()
		_, text, err := c.ws.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasSuffix(text, []byte{0, 0, 0xff, 0xff}) {
			t.Errorf("a message does not end at a flush: % x", text)
		}
		all.Write(text)
		z, err := zlib.NewReader(bytes.NewReader(all.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		plan, last := json.NewDecoder(z), packet{}
		for plan.Decode(&last) == nil {
			continue
		}
		if last.Op != want {
			t.Errorf("op %d, want %d", last.Op, want)
		}
	}
	read(10)
	c.send(1, nil)
	read(11)
}

func TestASilentClientIsClosed(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{Heartbeat: 10 * time.Millisecond})
	c, id := enter(t, s, nil)
	code := 0
	for code == 0 {
		_, code = c.next()
	}
	if code != 4009 {
		t.Errorf("closed by %d, want 4009", code)
	}
	c = dial(t, s, "?v=9&encoding=json")
	c.next()
	c.send(6, resumeOf(s, id, 1))
	if p, _ := c.next(); p.Op != 9 {
		t.Errorf("op %d: a session timed out cannot be resumed", p.Op)
	}
}

func TestPlacesGoAway(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	c, _ := enter(t, s, nil)
	s.RemoveChannel(s.Thread(s.AddUser("ada"), s.Home, "", "more"))
	c.until("THREAD_DELETE")
	s.RemoveChannel(s.AddChannel(s.Guild, "short-lived"))
	c.until("CHANNEL_DELETE")
	s.RemoveGuild(s.Guild)
	c.until("GUILD_DELETE")
	if got, want := try(t, s, bot, "POST", "channels/"+s.Home.ID+"/messages", with(nil)), (refusal{404, 10003, ""}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
