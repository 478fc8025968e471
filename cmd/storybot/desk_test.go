package main

import (
	"context"
	"errors"
	"testing"

	"github.com/storybot/storybot/bot"
)

// TestFirstLoadIsWaitedFor holds a bot that has nothing yet to waiting for its
// first load, rather than saying that the stories do not say.
func TestFirstLoadIsWaitedFor(t *testing.T) {
	t.Parallel()
	base, end, err := emptyBase(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := end(); err != nil {
			t.Error(err)
		}
	}()
	loaded := make(chan struct{})
	b := &bot.Bot{Stories: base}
	d := &desk{bot: b, silent: b, base: base, loaded: loaded}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Answer(gone, bot.Question{Text: "Who is it?"}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("answered before anything was loaded: %v", err)
	}
	if d.ready(t.Context()) == nil {
		t.Error("ready before anything was loaded")
	}
	close(loaded)
	if _, err := d.Answer(t.Context(), bot.Question{Text: "Who is it?"}, nil); err != nil {
		t.Error(err)
	}
	if err := d.ready(t.Context()); err != nil {
		t.Error(err)
	}
}
