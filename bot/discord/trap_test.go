package discord_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/knowledge"
)

// alive asks something and sees it answered: the bot is well.
func (s *scene) alive(t *testing.T) {
	t.Helper()
	asked := s.Say(s.AddUser("ada"), s.Home, s.Bot.Mention()+" "+question)
	s.WaitMessage(s.Home, func(m discordtest.Message) bool {
		return final(m) && m.Reference != nil && m.Reference.MessageID == asked.ID
	})
}

// TestOddEvents: what discordgo leaves half empty, and what is nothing at all.
func TestOddEvents(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		for kind, payloads := range map[string][]string{
			"MESSAGE_CREATE": {`null`, `{}`, `{"id":"1"}`, `{"id":"2","author":null,"content":"x","components":[{"type":99}]}`, `{"id":"3","author":{},"type":0}`, `[1]`,
				`{"id":"4","author":{"id":"5"},"referenced_message":{"author":null},"mentions":[{}],"guild_id":"1","type":"reply"}`},
			"INTERACTION_CREATE": {`null`, `{}`, `{"id":"1","token":"t","type":3}`, `{"id":"2","token":"t","type":77,"data":null}`, `{"id":"6","token":"t","type":5,"data":{"components":[{"type":99}]}}`},
			"MESSAGE_DELETE":     {`null`, `{}`},
			"GUILD_MEMBER_ADD":   {`{}`},
			"NO_SUCH_EVENT":      {`{}`, `null`},
		} {
			for _, p := range payloads {
				s.Emit(kind, json.RawMessage(p))
			}
		}
		// A question that replies to a message of components nobody knows.
		ada := s.AddUser("ada")
		s.Emit("MESSAGE_CREATE", json.RawMessage(fmt.Sprintf(`{"id":"77","channel_id":%q,"guild_id":%q,"author":{"id":%q},"type":19,
		"content":"<@%s> %s","mentions":[{"id":%q}],"components":[],"referenced_message":{"id":"5","author":{"id":"6"},"components":[{"type":99,"components":[{}]}]}}`,
			s.Home.ID, s.Guild.ID, ada.ID, s.Bot.ID, question, s.Bot.ID)))
		eventually(t, "the question", func() bool { return len(s.desk.questions()) == 1 })
		s.alive(t)
		refused := 0 // interactions that never were cannot be replied to
		eventually(t, "two refused replies", func() bool {
			refused += len(s.TakeViolations())
			return refused >= 2
		})
		if refused != 2 {
			t.Errorf("%d replies were refused, want 2", refused)
		}
	})
}

func TestPanicIsOneAnswer(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) {
			s.desk.answer = func(context.Context, bot.Question, bot.Show) (bot.Answer, error) { panic("broken") }
		})
		s.Say(s.AddUser("ada"), s.Home, s.Bot.Mention()+" "+question)
		s.WaitMessage(s.Home, has("Something went wrong"))
		s.desk.answers(nil)
		s.alive(t)
		s.registered()
		s.desk.stories = append(s.desk.stories, knowledge.Story{ID: "panic", Title: "panic"})
		ada := s.AddUser("ada")
		s.Slash(ada, s.Home, "search", discordtest.Option{Name: "words", Value: "panic"}).WaitContent(has("Something went wrong"))
		s.Autocomplete(ada, s.Home, "ask", "story", "panic", discordtest.Option{Name: "question", Value: "x"})
		s.alive(t)
	})
}

// TestEditsDoNotWaitForEachOther: twenty slow edits take as long as one.
func TestEditsDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		s.Break(discordtest.Fault{Method: "PATCH", Path: "/messages/@original", Times: -1, Delay: 200 * time.Millisecond})
		began := time.Now()
		var all []*discordtest.Interaction
		for range 20 {
			all = append(all, s.Slash(s.AddUser("ada"), s.Home, "ask", discordtest.Option{Name: "question", Value: question}))
		}
		for _, i := range all {
			i.WaitContent(final)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("20 edits of 200 ms took %v", took)
		}
	})
}

// TestHTML429: a page of a proxy instead of JSON.
func TestHTML429(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		f := discordtest.HTML429("1")
		f.Method, f.Path = "POST", "/messages"
		s.Break(f)
		began := time.Now()
		s.alive(t)
		if took := time.Since(began); took < time.Second {
			t.Errorf("sent again after %v, want the second it was told to wait", took)
		}
	})
}

// TestGlobal429 stops everything, not only what was refused, and waiting ends
// with its context: the bot does not wait it out to end.
func TestGlobal429(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) { s.bot.Grace = 100 * time.Millisecond })
		s.registered()
		s.Break(discordtest.Fault{Path: "/typing", Status: 429, Body: `{"message":"You are being rate limited.","retry_after":30,"global":true}`,
			Header: http.Header{"X-Ratelimit-Global": {"true"}, "Retry-After": {"30"}}})
		ada := s.AddUser("ada")
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		eventually(t, "the 429", func() bool { return strings.Contains(s.log.String(), "typing could not be shown") })
		before := len(s.Requests())
		other := s.AddChannel(s.Guild, "other")
		s.Say(ada, other, s.Bot.Mention()+" "+question)
		eventually(t, "the questions", func() bool { return len(s.desk.questions()) == 2 })
		began := time.Now()
		if err := s.stop(); err != nil {
			t.Errorf("ended with %v", err)
		}
		if took := time.Since(began); took > 12*time.Second {
			t.Errorf("ending took %v", took)
		}
		if n := len(s.Requests()) - before; n != 0 {
			t.Errorf("%d requests during a global 429", n)
		}
	})
}

// TestRetries: any 5xx and a cut connection are tried again, and nothing is
// posted twice, also where Discord posted it before the connection broke.
func TestRetries(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]discordtest.Fault{
		"500": {Status: 500, Body: "{}"}, "503": {Status: 503, Body: "<html>"}, "504 twice": {Status: 504, Times: 2}, "cut": {Drop: true}, "done, then cut": {DropAnswer: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{}, nil)
				f.Method, f.Path = "POST", "/messages"
				s.Break(f)
				s.alive(t)
				if n := len(s.BotMessages(s.Home)); n != 1 {
					t.Errorf("%d messages, want 1", n)
				}
			})
		})
	}
}

// TestHeartbeat: the first acknowledgement that is missing ends the connection,
// and the next one resumes the session: what was said meanwhile is answered.
func TestHeartbeat(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		const beat = 400 * time.Millisecond
		s := stage(t, discordtest.Options{Heartbeat: beat}, nil)
		s.WaitFor("heartbeats", func() bool { return s.Gateway().Heartbeats >= 2 })
		s.WithholdAcks(true)
		began := time.Now()
		s.WaitFor("the end of the connection", func() bool { return s.Gateway().Connected == 0 })
		if took := time.Since(began); took > 2*beat {
			t.Errorf("noticed after %v, want within two intervals of %v", took, beat)
		}
		s.WithholdAcks(false)
		s.Say(s.AddUser("ada"), s.Home, s.Bot.Mention()+" "+question)
		s.WaitMessage(s.Home, final)
		if g := s.Gateway(); g.Resumed != 1 || g.Identified != 1 {
			t.Errorf("identified %d times and resumed %d times, want one each", g.Identified, g.Resumed)
		}
	})
}

// TestConnectionsLost: however a connection ends, the session is resumed.
func TestConnectionsLost(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(s *scene){
		"cut":            func(s *scene) { s.Drop() },
		"op 7":           func(s *scene) { s.Reconnect() },
		"unknown error":  func(s *scene) { s.Disconnect(4000, "") },
		"503 in between": func(s *scene) { s.FailUpgrades(1); s.Drop() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{}, nil)
				lose(s)
				s.WaitFor("the end of the connection", func() bool { return s.Gateway().Connected == 0 })
				s.alive(t)
				if g := s.Gateway(); g.Resumed != 1 || g.Identified != 1 {
					t.Errorf("identified %d times and resumed %d times, want one each", g.Identified, g.Resumed)
				}
				if n := strings.Count(s.log.String(), "is lost"); n != 1 && name != "503 in between" {
					t.Errorf("told of %d losses, want one", n)
				}
			})
		})
	}
}

// TestSessionsLost: where the session cannot be resumed a new one begins.
func TestSessionsLost(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(s *scene){
		"invalid session": func(s *scene) { s.InvalidateNext(1, false); s.Drop() },
		"going away":      func(s *scene) { s.Disconnect(1001, "") },
		"timed out":       func(s *scene) { s.Disconnect(4009, "") },
		"invalid seq":     func(s *scene) { s.Disconnect(4007, "") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{}, nil)
				lose(s)
				s.WaitFor("a new session", func() bool { g := s.Gateway(); return g.Identified == 2 && g.Ready == 1 })
				s.alive(t)
			})
		})
	}
}

// TestFatalCloseCodes end the bot with the reason; it does not try again.
func TestFatalCloseCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{4004: "DISCORD_TOKEN", 4010: "sharded", 4011: "sharded", 4012: "version", 4013: "intents", 4014: "intents"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := &scene{Server: discordtest.New(t, discordtest.Options{AllowViolations: true, Memory: true}), journal: newMemoryJournal(), log: &testLog{}}
				s.desk = newQuoter(s.journal)
				s.RefuseNext(code)
				b := &discord.Bot{Desk: s.desk, Token: s.Token, API: s.URL, Transport: s.Transport(), Dial: s.Dial}
				err := b.Run(t.Context())
				if !errors.Is(err, wire.ErrRefused) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), s.Token) {
					t.Errorf("ended with %v, want ErrRefused that names %s", err, want)
				}
			})
		})
	}
}

// TestWrongToken: a token that Discord's API does not take ends the bot before it connects.
func TestWrongToken(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := discordtest.New(t, discordtest.Options{AllowViolations: true, Memory: true})
		b := &discord.Bot{Token: "another", API: s.URL, Transport: s.Transport(), Dial: s.Dial}
		if err := b.Run(t.Context()); !errors.Is(err, wire.ErrRefused) || !strings.Contains(err.Error(), "DISCORD_TOKEN") || strings.Contains(err.Error(), "another") {
			t.Errorf("ended with %v", err)
		}
		if n := len(s.Requests()); n != 1 {
			t.Errorf("%d requests with a wrong token", n)
		}
	})
}

// TestFatalLater: a token that is reset ends a running bot.
func TestFatalLater(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{AllowViolations: true}, nil)
		s.Disconnect(4004, "Authentication failed.")
		select {
		case err := <-s.ended:
			if !errors.Is(err, wire.ErrRefused) {
				t.Errorf("ended with %v", err)
			}
			s.ended <- err
		case <-time.After(10 * time.Second):
			t.Error("the bot goes on")
		}
	})
}

// TestStallBeforeHello: Discord accepts a connection and says nothing.
func TestStallBeforeHello(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := &scene{Server: discordtest.New(t, discordtest.Options{Memory: true}), journal: newMemoryJournal(), log: &testLog{}}
		s.desk = newQuoter(s.journal)
		s.StallHello()
		b := &discord.Bot{Desk: s.desk, Token: s.Token, API: s.URL, Transport: s.Transport(), Dial: s.Dial, Hello: 300 * time.Millisecond}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- b.Run(ctx) }()
		s.WaitFor("a connection", func() bool { return s.Gateway().Connected == 1 })
		s.WaitFor("its end", func() bool { return s.Gateway().Connected == 0 })
		s.ReleaseHello()
		s.WaitReady()
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("ended with %v", err)
		}
	})
}

// TestEndWhileConnecting: ending the bot while a connection is being made ends
// it, at once and for good.
func TestEndWhileConnecting(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]func(s *scene){
		"no hello":   func(s *scene) { s.StallHello() },
		"no upgrade": func(s *scene) { s.FailUpgrades(100) },
		"no gateway": func(s *scene) { s.Break(discordtest.Fault{Path: "/gateway", Times: -1, Status: 500}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{}, nil)
				trouble(s)
				s.Drop()
				s.WaitFor("the end of the connection", func() bool { return s.Gateway().Connected == 0 })
				if name == "no hello" {
					s.WaitFor("another one", func() bool { return s.Gateway().Connected == 1 })
				} else {
					time.Sleep(2500 * time.Millisecond) // into the attempts to connect again
				}
				began := time.Now()
				if err := s.stop(); err != nil {
					t.Errorf("ended with %v", err)
				}
				if took := time.Since(began); took > 3*time.Second {
					t.Errorf("ending took %v", took)
				}
				s.Mend()
				s.FailUpgrades(0)
				s.WaitFor("the end of all connections", func() bool { return s.Gateway().Connected == 0 })
				before := s.Gateway()
				time.Sleep(1500 * time.Millisecond)
				if after := s.Gateway(); after.Connected != 0 || after.Identified+after.Resumed != before.Identified+before.Resumed {
					t.Error("a connection was made after the end")
				}
			})
		})
	}
}

// TestNoSecrets: neither the token nor those of interactions are logged, also
// not at the debug level and when everything fails.
func TestNoSecrets(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{AllowViolations: true}, func(s *scene) { s.bot.Patience = 2 * time.Second })
		s.registered()
		ada := s.AddUser("ada")
		i := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question})
		i.WaitContent(final)
		s.Break(discordtest.Fault{Path: "/webhooks/", Status: 403, Body: `{"message":"Missing Access","code":50001}`, Times: -1})
		s.Break(discordtest.Fault{Path: "/callback", Drop: true, Times: -1})
		j := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question})
		eventually(t, "a complaint", func() bool { return strings.Contains(s.log.String(), "could not be acknowledged") })
		s.Drop()
		_ = s.stop()
		for _, secret := range []string{s.Token, i.Token, j.Token} {
			if strings.Contains(s.log.String(), secret) {
				t.Errorf("the log holds a token:\n%s", s.log)
			}
		}
	})
}

// TestOneOutcomeForAll: many ask at once, in one channel; each gets one answer,
// within the channel's rate limit.
func TestOneOutcomeForAll(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{Patience: 30 * time.Second}, nil)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() { s.alive(t) })
		}
		wg.Wait()
		if n := len(s.BotMessages(s.Home)); n != 8 {
			t.Errorf("%d messages, want 8", n)
		}
	})
}
