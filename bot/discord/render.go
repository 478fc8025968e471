package discord

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// maxMessages is how many messages one answer may take.
const maxMessages = 6

// render writes an answer as the messages that show it, each within Discord's
// 2,000 characters, the buttons below the last. above is a line to begin with;
// it may be empty.
func render(a bot.Answer, above string) []outgoing {
	blocks := []string{plain(a.Text)}
	if above != "" {
		blocks[0] = above + "\n" + blocks[0]
	}
	if lines := sources(a.Citations); len(lines) > 0 {
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	if notes := notes(a); notes != "" {
		blocks = append(blocks, notes)
	}
	pages := pack(blocks, maxContent)
	if len(pages) > maxMessages {
		pages = append(pages[:maxMessages-1], pages[len(pages)-1])
	}
	messages := make([]outgoing, 0, len(pages))
	for i, page := range pages {
		var below []actionRow
		if i == len(pages)-1 {
			below = answerButtons(a)
		}
		messages = append(messages, newOutgoing(page, below))
	}
	return messages
}

// pack lays blocks out on as few pages as hold them, an empty line between two.
// A block is kept whole where a page can hold it.
func pack(blocks []string, limit int) []string {
	var pages []string
	for _, block := range blocks {
		if n := len(pages) - 1; n >= 0 && chars(pages[n])+2+chars(block) <= limit {
			pages[n] += "\n\n" + block
			continue
		}
		for _, piece := range split(block, limit) {
			if n := len(pages) - 1; n >= 0 && chars(pages[n])+2+chars(piece) <= limit {
				pages[n] += "\n\n" + piece
				continue
			}
			pages = append(pages, piece)
		}
	}
	if len(pages) == 0 {
		pages = []string{"There is nothing to show."}
	}
	return pages
}

// sources is a line for each citation.
func sources(citations []bot.Citation) []string {
	lines := make([]string, 0, len(citations))
	for i := range citations {
		c := &citations[i]
		line := fmt.Sprintf("[%d] %s", c.N, about(c.Title, c.Outlet, c.Published, c.Label))
		if l := link(c.URL); l != "" {
			line += " " + l
		}
		lines = append(lines, line)
	}
	return lines
}

// about names a story: headline, outlet, day, and its label where it is not plain news.
func about(title, outlet, published string, label knowledge.Label) string {
	parts := []string{"**" + shorten(plainLine(title), 160) + "**"}
	if outlet != "" {
		parts = append(parts, shorten(plainLine(outlet), 60))
	}
	if published != "" {
		parts = append(parts, plainLine(published))
	}
	if label != "" && label != knowledge.News {
		parts = append(parts, "*"+plainLine(string(label))+"*")
	}
	return strings.Join(parts, ", ")
}

// notes are what the reader should know, small, at the end.
func notes(a bot.Answer) string {
	var lines []string
	for _, n := range a.Notes {
		lines = append(lines, "-# "+shorten(plainLine(n.Text), 300))
	}
	var last []string
	if a.Mode == bot.ModeExtract && !notesFallback(a) {
		last = append(last, "The stories' own sentences.")
	}
	if !a.AsOf.IsZero() && a.AsOf.Unix() > 0 {
		last = append(last, "Stories as of "+stamp(a.AsOf)+".")
	}
	if len(last) > 0 {
		lines = append(lines, "-# "+strings.Join(last, " "))
	}
	return strings.Join(lines, "\n")
}

// notesFallback reports whether a note says already why no model wrote the answer.
func notesFallback(a bot.Answer) bool {
	for _, n := range a.Notes {
		if n.Kind == "fallback" {
			return true
		}
	}
	return false
}

// stamp is a moment that each reader's client shows in their own time.
func stamp(t time.Time) string { return fmt.Sprintf("<t:%d:f>", t.Unix()) }

// unfinished is what is shown of an answer while it is written.
func unfinished(text, above string) string {
	text = plain(text)
	if above != "" {
		text = above + "\n" + text
	}
	pieces := split(text, maxContent-2)
	if len(pieces) == 0 {
		return "…"
	}
	return pieces[0] + " …"
}

// quoteLine is the line that quotes the question where nothing else shows it.
func quoteLine(question string) string {
	return "> " + shorten(plainLine(question), 300)
}

// What a button does, the first part of its ID; the second is the answer's number.
const (
	doEvidence = "evidence"
	doFollow   = "follow"
	doHelpful  = "helpful"
	doUseless  = "useless"
	doStories  = "stories"
)

// answerButtons are those below an answer. Without a number in the journal
// there would be nothing to find again, and there are none.
func answerButtons(a bot.Answer) []actionRow {
	if a.ID == 0 {
		return nil
	}
	id := ":" + strconv.FormatInt(a.ID, 10)
	var all []component
	if len(a.Citations) > 0 {
		all = append(all, button(doEvidence+id, "Evidence", primary))
	}
	return buttons(append(all,
		button(doFollow+id, "Follow up", secondary),
		button(doHelpful+id, "Helpful", secondary),
		button(doUseless+id, "Not helpful", secondary))...)
}
