package render

import (
	"errors"
	"fmt"
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
func Report(r *knowledge.Report) []Message {
	blocks := []string{fmt.Sprintf("**Loaded**: %d stories now; %d added, %d updated, %d removed, %d failed (%s)",
		r.Stories, len(r.Added), len(r.Updated), len(r.Removed), len(r.Failed), (time.Duration(r.TookMS) * time.Millisecond).Round(10*time.Millisecond))}
	for _, list := range []struct {
		what string
		ids  []string
	}{{"Added", r.Added}, {"Updated", r.Updated}, {"Removed", r.Removed}} {
		if len(list.ids) > 0 {
			blocks = append(blocks, "**"+list.what+"**\n"+itemised(list.ids))
		}
	}
	if len(r.Held) > 0 {
		lines := make([]string, 0, len(r.Held))
		for _, h := range r.Held {
			lines = append(lines, Line(desk.Masked(h.Source)+": "+h.Warning(), 300))
		}
		blocks = append(blocks, "**Held**\n"+itemised(lines))
	}
	if len(r.Failed) > 0 {
		lines := make([]string, 0, len(r.Failed))
		for _, f := range r.Failed {
			lines = append(lines, Line(f.Item+": "+f.Error, 300))
		}
		blocks = append(blocks, "**Failed**\n"+itemised(lines))
	}
	if line := knowledge.PassedOverLine(r.PassedOver); line != "" {
		blocks = append(blocks, "**Passed over**\n"+plainLine(line))
	}
	return newPages(Voice{}.atMost(Voice{}.pack(linesOf(blocks...), MaxContent)))
}

// maxNamed is how many items of a list a report names.
const maxNamed = 25

func itemised(items []string) string {
	lines := make([]string, 0, min(len(items), maxNamed)+1)
	for n, item := range items {
		if n == maxNamed {
			lines = append(lines, fmt.Sprintf("… and %d more", len(items)-n))
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
