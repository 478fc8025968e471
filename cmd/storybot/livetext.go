package main

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/storybot/storybot/bot"
)

// liveText writes the sentences of an answer on a terminal as they come, so that
// whoever waits for a model sees them arrive.
type liveText struct {
	paper
	at    int // the column
	shown []string
}

// show writes one sentence.
func (f *liveText) show(s bot.Sentence) {
	words := strings.Fields(s.Text)
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
