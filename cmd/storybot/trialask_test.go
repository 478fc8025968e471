package main

import (
	"context"
	"encoding/json"
	"os/exec"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web"
)

// others ask until they are stopped: some over the socket, others by processes
// of their own. stop calls do at the moment from which on nobody need be answered.
func (k *trial) others() (stop func(do func())) {
	var all sync.WaitGroup
	for n := range 3 {
		all.Go(func() { k.asker(3 * n) })
	}
	var mu sync.Mutex // whoever has it may start a process
	var running *exec.Cmd
	all.Go(func() {
		for n := 0; ; n++ {
			time.Sleep(breath)
			mu.Lock()
			if k.dying.Load() {
				mu.Unlock()
				return
			}
			running = k.bot.command(context.Background(), k.words(n)...)
			collect := begin(running)
			mu.Unlock()
			k.heard(collect())
		}
	})
	return func(do func()) {
		mu.Lock()
		k.dying.Store(true)
		if running != nil {
			_ = running.Process.Kill() // left alone it would open the stories itself
		}
		do()
		mu.Unlock()
		all.Wait()
	}
}

// questions are answered in both states, most of them from two stories or more.
var questions = []string{
	"What did the mills at Ashford and Belmont cost?",
	"Which stories are about the mill at Corvale?",
	"How many crowns was the mill at Dunmore?",
	"Which stories are about mills?",
	"What did the mills at Eastwick and Harwood cost?",
}

// words are a command that asks.
func (k *trial) words(n int) []string {
	if n%2 == 0 || k.quiet {
		return []string{"search", "--json", "mill", townNames[n%len(townNames)]}
	}
	return []string{"ask", "--json", questions[n/2%len(questions)]}
}

// heard holds what a process printed to be of one state.
func (k *trial) heard(out string, err error) {
	switch {
	case k.dying.Load():
	case err != nil:
		k.t.Errorf("while the bot was there: %v", err)
	default:
		k.processes.Add(1)
		k.ofOne(out)
	}
}

// breath is for how long nobody asks again who was answered: without one the reload gets little of
// the computer, and lasts for five times as long.
const breath = 5 * time.Millisecond

// asker asks over the socket until the bot is killed.
func (k *trial) asker(n int) {
	client := k.bot.client()
	for ; !k.dying.Load(); n++ {
		time.Sleep(breath)
		if err := k.request(client, n); err != nil && !k.dying.Load() {
			k.t.Errorf("while the bot was there: %v", err)
			return
		}
	}
}

// request asks for one thing and holds the reply to be of one state.
func (k *trial) request(client *web.Client, n int) error {
	ctx, cancel := context.WithTimeout(k.t.Context(), 30*time.Second)
	defer cancel()
	began := time.Now()
	q := bot.Question{Text: questions[n%len(questions)], Surface: "cli"}
	if k.quiet {
		q.Surface = bot.Measuring
	}
	switch n % 7 {
	case 5:
		list, err := client.Stories(ctx, "")
		if err == nil {
			k.lists.Add(1)
			k.whole(&list)
		}
		return err
	case 6:
		q.Text = k.summed()
		a, err := client.Summary(ctx, q, bot.Brief, nil)
		return k.replied(&a, err, began)
	default:
		a, err := client.Answer(ctx, q, nil)
		return k.replied(&a, err, began)
	}
}

// summed is a story that is there in both states.
func (k *trial) summed() string {
	for id := range k.texts[0] {
		if k.texts[1][id] != "" {
			return id
		}
	}
	return "the mill at Belmont"
}

// replied holds an answer to be of one state: its words, what it cites, and the
// moment as of which it says that it speaks.
func (k *trial) replied(a *bot.Answer, err error, began time.Time) error {
	ended := time.Now()
	if err != nil {
		return err
	}
	k.answers.Add(1)
	all, err := json.Marshal(a)
	if err != nil {
		return err
	}
	state := k.ofOne(string(all))
	if len(a.Citations) == 0 {
		k.t.Errorf("not answered: %s", all)
	}
	for _, c := range a.Citations {
		if text := k.texts[state][c.Story]; text != "" && (c.End > len(text) || text[c.Start:c.End] != c.Quote) {
			k.t.Errorf("%s does not say %q in the state %s", c.Story, c.Quote, colours[state])
		}
	}
	if fresh := a.AsOf.After(k.turned); fresh != (state != k.state) {
		k.t.Errorf("an answer of the state %s speaks as of %v; the sources were turned at %v: %s", colours[state], a.AsOf, k.turned, all)
	}
	k.timed(state, began, ended)
	return nil
}

// timed finds out that an answer was under way at a commit: it is of the state after, and
// another one, asked for later, came out of the state before; or it is of the state before, and
// one of the state after had come already.
func (k *trial) timed(state int, began, ended time.Time) {
	at, now := began.UnixNano(), ended.UnixNano()
	if state != k.state {
		k.firstNew.CompareAndSwap(0, now)
		if at < k.lastOld.Load() {
			k.straddled.Add(1)
		}
		return
	}
	if last := k.lastOld.Load(); at > last {
		k.lastOld.CompareAndSwap(last, at)
	}
	if first := k.firstNew.Load(); first != 0 && now > first {
		k.straddled.Add(1)
	}
}

// ofOne holds words to be of one state, and returns it.
func (k *trial) ofOne(words string) int {
	state := colourOf(words)
	if state != 0 && state != 1 {
		k.t.Errorf("neither wholly of the one state nor of the other: %s", words)
		return 0
	}
	return state
}

// whole holds a list to have all stories of one state, and returns the state.
func (k *trial) whole(list *desk.Listing) int {
	var all []byte
	for i := range list.Stories {
		all = append(all, list.Stories[i].Title...)
		if id := list.Stories[i].ID; k.texts[1] != nil && k.texts[0][id] == "" && k.texts[1][id] == "" {
			k.t.Errorf("the list has a strange story: %+v", list.Stories[i])
		}
	}
	if len(list.Stories) != k.paper.total() || list.Total != k.paper.total() {
		k.t.Errorf("the list has %d stories, want %d", len(list.Stories), k.paper.total())
	}
	return k.ofOne(string(all))
}
