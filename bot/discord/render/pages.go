package render

import (
	"slices"
	"strings"
)

// maxMessages is how many messages one answer may take.
const maxMessages = 6

// unit is a piece that stands whole in one message: a claim, a source, a note. sep
// stands before it where it follows another one there.
type unit struct{ sep, text string }

// pack lays units out on as few pages as hold them, each within limit. Only a unit that
// is longer than a page is cut, as split does; it begins on the page before if half of that
// is free.
func (v Voice) pack(units []unit, limit int) []string {
	var pages []string
	for _, u := range units {
		pieces := split(u.text, limit)
		if n := len(pages) - 1; n >= 0 && len(pieces) > 1 {
			if room := limit - Chars(pages[n]) - Chars(u.sep); room >= limit/2 {
				first := split(u.text, room)[0]
				pages[n] += u.sep + first
				pieces = split(strings.TrimSpace(u.text)[len(first):], limit)
				u.sep = "\n"
			}
		}
		for i, piece := range pieces {
			sep := u.sep
			if i > 0 {
				sep = "\n"
			}
			if n := len(pages) - 1; n >= 0 && Chars(pages[n])+Chars(sep)+Chars(piece) <= limit {
				pages[n] += sep + piece
				continue
			}
			pages = append(pages, piece)
		}
	}
	if len(pages) == 0 {
		pages = []string{v.chat().Buttons.Nothing}
	}
	return pages
}

// atMost is the first of the pages and the last, with a line that says that something
// is left out between, where they are more than one answer may take.
func (v Voice) atMost(pages []string) []string {
	if len(pages) <= maxMessages {
		return pages
	}
	left := "-# " + v.chat().Shown.LeftOut
	last := v.pack([]unit{{text: left}, {"\n", pages[len(pages)-1]}}, MaxContent)
	return append(slices.Clone(pages[:maxMessages-len(last)]), last...)
}

// linesOf are blocks, an empty line between two, as their lines.
func linesOf(blocks ...string) []unit {
	var units []unit
	for _, block := range blocks {
		for i, line := range strings.Split(block, "\n") {
			sep := "\n"
			if i == 0 {
				sep = "\n\n"
			}
			units = append(units, unit{sep, line})
		}
	}
	return units
}

// blocks lays out blocks, an empty line between two, each whole in one message. Where that takes too
// many messages, a headline has at least the line below it in its own.
func (v Voice) blocks(blocks ...string) []string {
	var whole, lines []unit
	for _, block := range blocks {
		whole = append(whole, unit{"\n\n", block})
		of := linesOf(block)
		if len(of) > 1 {
			of[1] = unit{"\n\n", of[0].text + of[1].sep + of[1].text}
			of = of[1:]
		}
		lines = append(lines, of...)
	}
	pages := v.pack(whole, MaxContent)
	if len(pages) > maxMessages {
		pages = v.pack(lines, MaxContent)
	}
	return v.atMost(pages)
}

func newPages(pages []string) []Message {
	messages := make([]Message, 0, len(pages))
	for _, p := range pages {
		messages = append(messages, Text(p))
	}
	return messages
}
