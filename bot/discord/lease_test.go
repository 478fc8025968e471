package discord_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/discord/wire"
)

// rights are handed out by a test.
type rights struct {
	mu    sync.Mutex
	free  map[string]chan struct{} // holds one where the right is free
	had   map[string]*right
	given int
}

// right is one that was handed out.
type right struct {
	of      *rights
	name    string
	lost    chan struct{}
	stopped bool // the process was stopped for so long that it has the right no more, and does not know yet
}

func (r *rights) of(name string) chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.free[name] == nil {
		r.free[name] = make(chan struct{}, 1)
	}
	return r.free[name]
}

func (r *rights) hold(ctx context.Context, name string) (wire.Right, error) {
	select {
	case <-r.of(name):
	case <-ctx.Done():
		return nil, fmt.Errorf("wait: %w", ctx.Err())
	}
	made := &right{of: r, name: name, lost: make(chan struct{})}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.had[name] = made
	return made, nil
}

func (r *right) Held() bool {
	r.of.mu.Lock()
	defer r.of.mu.Unlock()
	return !r.stopped
}
func (r *right) Lost() <-chan struct{} { return r.lost }
func (r *right) Give() {
	r.of.mu.Lock()
	defer r.of.mu.Unlock()
	r.of.given++
}

// TestLeasedShards: a shard is run by whoever has the right to it, left when that is lost, and
// taken up again; what comes to one that was stopped, and is another's now, is not answered.
func TestLeasedShards(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		r := &rights{free: make(map[string]chan struct{}), had: make(map[string]*right)}
		shard := func(n int) string { return fmt.Sprintf("run shard %d of 3", n) }
		r.of(shard(0)) <- struct{}{}
		s := stage(t, discordtest.Options{Shards: 3, Concurrency: 3}, func(s *scene) { s.bot.Lease = r.hold })
		time.Sleep(time.Minute)
		if n := s.Gateway().Tried; n != 1 {
			t.Fatalf("%d IDENTIFYs with one right", n)
		}
		runs := func(what string, want int) {
			t.Helper()
			s.WaitFor(what, func() bool { return s.Gateway().Shards == want })
		}
		r.of(shard(1)) <- struct{}{}
		runs("two of three", 2)
		r.of(shard(2)) <- struct{}{}
		runs("all", 3)
		close(r.had[shard(1)].lost)
		runs("one is lost", 2)
		r.of(shard(1)) <- struct{}{}
		runs("all again", 3)
		if r.given != 1 {
			t.Errorf("%d rights were given back, want 1", r.given)
		}

		ada := s.AddUser("ada")
		asked := func() (answered int) {
			for n := range 6 {
				ch := s.AddChannel(s.AddGuild(fmt.Sprint("g", n)), "general")
				s.Say(ada, ch, s.Bot.Mention()+" "+question)
				time.Sleep(10 * time.Second)
				answered += len(s.BotMessages(ch))
			}
			return answered
		}
		if n := asked(); n != 6 {
			t.Errorf("%d answers, want one in each of six servers", n)
		}
		r.mu.Lock()
		for _, one := range r.had {
			one.stopped = true
		}
		r.mu.Unlock()
		if n := asked(); n != 0 {
			t.Errorf("%d answers by one that was stopped", n)
		}
	})
}
