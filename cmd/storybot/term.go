package main

import (
	"io"
	"os"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/term"

	"github.com/storybot/storybot/bot"
)

// paper is output for people: its width, and whether it shows colours.
type paper struct {
	io.Writer
	width  int // zero: no limit
	colour bool
}

// widest is how wide a line of text may be before it is hard to read.
const widest = 100

// paper describes standard output.
func (a *app) paper() paper {
	p := paper{Writer: a.out}
	f, ok := a.out.(*os.File)
	if !ok || !isTerminal(f) {
		return p
	}
	p.width = 80
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
		p.width = min(w, widest)
	}
	_, plain := a.lookup("NO_COLOR")
	kind, _ := a.lookup("TERM")
	p.colour = !plain && kind != "dumb"
	return p
}

// The looks that text can have on a terminal.
const (
	bold = "1"
	dim  = "2"
)

// in gives text a look, where colours are wanted.
func (p paper) in(look, text string) string {
	if !p.colour || text == "" {
		return text
	}
	return "\x1b[" + look + "m" + text + "\x1b[0m"
}

// wrap breaks the lines of text at width; lines after the first of each are
// indented. Zero is no limit.
func wrap(text string, width int, indent string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = wrapLine(line, width, indent)
	}
	return strings.Join(lines, "\n")
}

func wrapLine(line string, width int, indent string) string {
	if width <= 0 || uniseg.StringWidth(line) <= width {
		return line
	}
	var b strings.Builder
	at := 0
	for i, word := range strings.Fields(line) {
		w := uniseg.StringWidth(word)
		switch {
		case i == 0:
		case at+1+w > width:
			b.WriteString("\n" + indent)
			at = uniseg.StringWidth(indent)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += w
	}
	return b.String()
}

// cut shortens text to at most width columns.
func cut(text string, width int) string {
	if uniseg.StringWidth(text) <= width {
		return text
	}
	var b strings.Builder
	at := 0
	for g := uniseg.NewGraphemes(text); g.Next(); {
		at += g.Width()
		if at > width-1 {
			break
		}
		b.WriteString(g.Str())
	}
	return b.String() + "…"
}

// liveText writes the sentences of an answer on a terminal as they come, so that
// whoever waits for a model sees them arrive.
type liveText struct {
	paper
	at    int // the column
	shown []string
}

// show writes one sentence.
func (f *liveText) show(c bot.Shown) {
	if breaks := strings.Count(c.Opens, "\n"); breaks > 0 && len(f.shown) > 0 {
		_ = f.print(strings.Repeat("\n", breaks))
		f.at = 0
	}
	words := strings.Fields(c.Opens + c.Text)
	f.shown = append(f.shown, words...)
	for _, word := range words {
		w := uniseg.StringWidth(word)
		switch {
		case f.at == 0:
		case f.at+1+w > f.width:
			word, f.at = "\n"+word, 0
		default:
			word = " " + word
			f.at++
		}
		_ = f.print(word)
		f.at += w
	}
}

// finish ends the text and reports whether it was the whole answer. If it was
// not, as when the model failed midway, the whole answer must follow.
func (f *liveText) finish(a *bot.Answer) (all bool) {
	if len(f.shown) == 0 {
		return false
	}
	_ = f.print("\n")
	if strings.Join(f.shown, " ") == strings.Join(strings.Fields(a.Text), " ") {
		return true
	}
	_ = f.print("\n")
	return false
}
