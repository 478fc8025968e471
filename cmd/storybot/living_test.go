package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/private"
)

// living is a DATA_DIR with its settings, at which real processes work: a bot
// that serves, and commands beside it.
type living struct {
	t       *testing.T
	dir     string
	env     []string
	load    int       // in so many steps the bot loads when it starts
	program string    // what runs
	bot     *exec.Cmd // serves; nil: none does
	said    *heard    // by it, on standard error
}

// newLiving has a bot for those sources. Nothing runs yet.
func newLiving(t *testing.T, dir string, stories []string, more ...string) *living {
	t.Helper()
	l := &living{t: t, dir: dir, load: steps(stories), program: program(), env: append(os.Environ(), "DATA_DIR="+dir, "STORIES="+strings.Join(stories, "\n"),
		"HTTP_ADDR=", "LIMIT_USER=0", "LIMIT_DAY=0", "LIMIT_QUEUE=0", "RELOAD_INTERVAL=0", "LOG_LEVEL=warn")}
	l.env = append(l.env, more...)
	t.Cleanup(func() { l.kill() })
	return l
}

// steps is in how many steps a bot loads when it starts: what is on this
// computer is one, and every source of the web is one.
func steps(stories []string) int {
	here, away := 0, 0
	for _, s := range stories {
		if strings.Contains(s, "://") {
			away++
		} else {
			here = 1
		}
	}
	return here + away
}

// reads has the bot read those sources, once it is started again.
func (l *living) reads(stories ...string) {
	l.env, l.load = append(l.env, "STORIES="+strings.Join(stories, "\n")), steps(stories)
}

// program is what runs: this program, or the one that STORYBOT_PROGRAM names.
func program() string {
	if built := os.Getenv("STORYBOT_PROGRAM"); built != "" {
		return built
	}
	return "storybot" // testscript has put it into the PATH
}

// command prepares a command beside the bot.
func (l *living) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, l.program, args...)
	cmd.Env, cmd.Dir = l.env, l.t.TempDir()
	return cmd
}

// run runs a command and returns what it printed; its error has what it complained of.
func (l *living) run(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(l.t.Context(), time.Minute)
	defer cancel()
	return output(l.command(ctx, args...))
}

// output runs a command to its end.
func output(cmd *exec.Cmd) (string, error) { return begin(cmd)() }

// begin starts a command; what it printed is collected later.
func begin(cmd *exec.Cmd) (collect func() (string, error)) {
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Start()
	return func() (string, error) {
		if err == nil {
			err = cmd.Wait()
		}
		if err != nil {
			return out.String(), fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args[1:], " "), err, strings.TrimSpace(errs.String()))
		}
		return out.String(), nil
	}
}

// read runs a command and reads the JSON that it prints. That the stories do
// not say is no failure.
func (l *living) read(into any, args ...string) {
	l.t.Helper()
	out, err := l.run(args...)
	if exit := new(exec.ExitError); errors.As(err, &exit) && exit.ExitCode() == exitNone {
		err = nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(out), into)
	}
	if err != nil {
		l.t.Fatal(err)
	}
}

// ask asks and returns the answer.
func (l *living) ask(question string) (a bot.Answer) {
	l.t.Helper()
	l.read(&a, "ask", "--json", question)
	return a
}

// stories are all that are there, by ID.
func (l *living) stories() map[string]desk.Listed {
	l.t.Helper()
	var list desk.Listing
	l.read(&list, "stories", "--json")
	all := make(map[string]desk.Listed, len(list.Stories))
	for _, s := range list.Stories {
		all[s.ID] = s
	}
	return all
}

// reload reloads and returns the report.
func (l *living) reload(args ...string) (r knowledge.Report) {
	l.t.Helper()
	l.read(&r, append([]string{"reload", "--json"}, args...)...)
	return r
}

// serve starts the bot and waits until it has loaded.
func (l *living) serve() {
	l.t.Helper()
	if err := l.start(); err != nil {
		l.t.Fatal(err)
	}
	if err := l.said.wait(l.t.Context(), " loaded (", l.load); err != nil {
		l.t.Fatal(err)
	}
}

// start starts the bot.
func (l *living) start() error {
	l.bot, l.said = l.command(context.Background(), "serve"), newHeard()
	l.bot.Stderr = l.said
	if err := l.bot.Start(); err != nil {
		return fmt.Errorf("start the bot: %w", err)
	}
	go func(said *heard, cmd *exec.Cmd) {
		said.end(cmd.Wait())
	}(l.said, l.bot)
	return nil
}

// kill kills the bot as kill -9 does, and waits for its end.
func (l *living) kill() {
	if l.bot == nil {
		return
	}
	_ = l.bot.Process.Kill()
	<-l.said.ended
	l.bot = nil
}

// stop ends the bot as a signal does.
func (l *living) stop() {
	l.t.Helper()
	if err := l.bot.Process.Signal(os.Interrupt); err != nil {
		l.t.Fatal(err)
	}
	<-l.said.ended
	if l.said.outcome != nil {
		l.t.Errorf("the bot ended with %v: %s", l.said.outcome, l.said)
	}
	l.bot = nil
}

// client reaches the bot over its socket, as the commands do.
func (l *living) client() *web.Client {
	return web.NewClient(private.Dialer(filepath.Join(l.dir, private.SocketName)))
}

// heard is what a process says, while it goes on saying more.
type heard struct {
	mu      sync.Mutex
	text    bytes.Buffer
	more    chan struct{} // closed when there is more
	ended   chan struct{}
	outcome error // after ended
}

func newHeard() *heard { return &heard{more: make(chan struct{}), ended: make(chan struct{})} }

// Write takes in what was said.
func (h *heard) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	close(h.more)
	h.more = make(chan struct{})
	return h.text.Write(b)
}

// String is all that was said so far.
func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

func (h *heard) end(err error) {
	h.outcome = err
	close(h.ended)
}

// wait waits until the words have been said so many times.
func (h *heard) wait(ctx context.Context, words string, times int) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		h.mu.Lock()
		text, more := h.text.String(), h.more
		h.mu.Unlock()
		if strings.Count(text, words) >= times {
			return nil
		}
		select {
		case <-more:
		case <-h.ended:
			if text = h.String(); strings.Count(text, words) >= times {
				return nil
			}
			return fmt.Errorf("the bot ended (%w) without %q: %s", h.outcome, words, text)
		case <-ctx.Done():
			return fmt.Errorf("the bot does not say %q but: %s", words, text)
		}
	}
}
