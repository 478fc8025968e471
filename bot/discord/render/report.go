package render

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// Status writes the lines that tell how the bot is doing.
func Status(lines []string) []Message {
	items := make([]string, 0, len(lines))
	for _, line := range lines {
		items = append(items, "- "+Line(line, 300))
	}
	return newPages(Voice{}.pack(linesOf(strings.Join(items, "\n")), MaxContent))
}

// Report writes what a load did, by name.
func (v Voice) Report(r *knowledge.Report) []Message {
	says, heads := &v.chat().Operate, &v.Words().Status
	blocks := []string{v.Say(says.Loaded, "n", strconv.Itoa(r.Stories), "added", strconv.Itoa(len(r.Added)), "updated", strconv.Itoa(len(r.Updated)),
		"removed", strconv.Itoa(len(r.Removed)), "failed", strconv.Itoa(len(r.Failed)), "time", (time.Duration(r.TookMS) * time.Millisecond).Round(10*time.Millisecond).String())}
	for _, list := range []struct {
		what string
		ids  []string
	}{{heads.Added, r.Added}, {heads.Updated, r.Updated}, {heads.Removed, r.Removed}} {
		if len(list.ids) > 0 {
			blocks = append(blocks, "**"+list.what+"**\n"+v.itemised(list.ids))
		}
	}
	if len(r.Held) > 0 {
		lines := make([]string, 0, len(r.Held))
		for _, h := range r.Held {
			lines = append(lines, Line(desk.Masked(h.Source)+": "+desk.HeldIn(v.Words(), h), 300))
		}
		blocks = append(blocks, "**"+says.Held+"**\n"+v.itemised(lines))
	}
	if len(r.Failed) > 0 {
		lines := make([]string, 0, len(r.Failed))
		for _, f := range r.Failed {
			lines = append(lines, Line(f.Item+": "+f.Error, 300))
		}
		blocks = append(blocks, "**"+heads.Failed+"**\n"+v.itemised(lines))
	}
	if len(r.GaveWay) > 0 {
		lines := make([]string, 0, len(r.GaveWay))
		for _, g := range r.GaveWay {
			lines = append(lines, Line(desk.Masked(g.Line()), 300))
		}
		blocks = append(blocks, v.itemised(lines))
	}
	if line := desk.PassedOverIn(v.Words(), r.PassedOver); line != "" {
		blocks = append(blocks, "**"+says.NotRead+"**\n"+plainLine(line))
	}
	return newPages(v.atMost(v.pack(linesOf(blocks...), MaxContent)))
}

// maxNamed is how many items of a list a report names.
const maxNamed = 25

func (v Voice) itemised(items []string) string {
	lines := make([]string, 0, min(len(items), maxNamed)+1)
	for n, item := range items {
		if n == maxNamed {
			lines = append(lines, v.Say(v.chat().Operate.More, "n", strconv.Itoa(len(items)-n)))
			break
		}
		lines = append(lines, "- "+item)
	}
	return strings.Join(lines, "\n")
}

// Sentence is the innermost words of an error as a sentence.
func Sentence(err error) string {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	r, size := utf8.DecodeRuneInString(err.Error())
	return string(unicode.ToUpper(r)) + err.Error()[size:] + "."
}
