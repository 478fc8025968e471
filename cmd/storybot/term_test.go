package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, indent, want string
		width              int
	}{
		{"one two three", "", "one two three", 0},
		{"one two three", "", "one two\nthree", 8},
		{"one two three", "  ", "one two\n  three", 7},
		{"one\ntwo three four", "", "one\ntwo three\nfour", 9},
		{"averylongwordthatfitsnowhere x", "", "averylongwordthatfitsnowhere\nx", 5},
		{"日本 語の 文", "", "日本\n語の\n文", 6},
		{"  kept as it is", "", "  kept as it is", 40},
		{"", "", "", 5},
	} {
		if got := wrap(c.text, c.width, c.indent); got != c.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"short": "short", "exactly ten": "exactly t…", "日本語日本語": "日本語日…"} {
		if got := cut(text, 10); got != want {
			t.Errorf("cut(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSpelled(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{"2019-01-03": "3 Jan 2019", "": "", "unknown": "unknown"} {
		if got := spelled(day); got != want {
			t.Errorf("spelled(%q) = %q, want %q", day, got, want)
		}
	}
}

// TestProgress holds progress to plain lines, a few only, where no terminal is.
func TestProgress(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := (&app{errs: &out}).progress("loading")
	p.report("first", 1)
	if out.Len() > 0 {
		t.Errorf("work that has just begun tells %q", out.String())
	}
	p.start = time.Now().Add(-time.Minute)
	p.total = 9
	p.report("second", 2)
	p.report("third", 3)
	p.end()
	if got := out.String(); got != "loading: second (2 of 9)\n" {
		t.Errorf("told %q", got)
	}
}

// TestProgressBar holds progress to a bar that is gone when the work is done.
func TestProgressBar(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := (&app{errs: &out}).progress("loading")
	p.fancy, p.start, p.total = true, time.Now().Add(-time.Minute), 9
	p.report("second", 2)
	p.end()
	if got := out.String(); !strings.Contains(got, "loading: second") || strings.Contains(got, "\n") {
		t.Errorf("drew %q", got)
	}
}

// TestFlow holds what is shown sentence by sentence to the answer's text.
func TestFlow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentences  []string
		text, want string
		all        bool
	}{
		{[]string{"One two [1].", "Three four."}, "One two [1]. Three\nfour.", "One two\n[1]. Three\nfour.\n", true},
		{[]string{"One two [1]."}, "Another.", "One two\n[1].\n\n", false},
		{[]string{"One:", "\n- two three", "\n- four"}, "One:\n- two three\n- four", "One:\n- two\nthree\n- four\n", true},
		{nil, "Another.", "", false},
	} {
		var out bytes.Buffer
		f := liveText{paper: paper{Writer: &out, width: 10}}
		for _, s := range c.sentences {
			opens := " "
			if item, is := strings.CutPrefix(s, "\n- "); is {
				opens, s = "\n- ", item
			}
			f.show(bot.Shown{Claim: bot.Claim{Text: s}, Opens: opens})
		}
		if all := f.finish(&bot.Answer{Text: c.text}); all != c.all || out.String() != c.want {
			t.Errorf("%q: wrote %q, %v, want %q", c.sentences, out.String(), all, c.want)
		}
	}
}

// TestRescue holds a fault to an error with exit code 1.
func TestRescue(t *testing.T) {
	t.Parallel()
	if code := exitCode(desk.Rescue(func() error { panic("a fault") })); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
}
