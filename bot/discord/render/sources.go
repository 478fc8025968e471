package render

import (
	"fmt"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// sources is a line for each story that is cited, with the numbers of all citations of it.
func (v Voice) sources(citations []bot.Citation, longest int) []unit {
	var first []*bot.Citation // of each story
	marks := make(map[string]string)
	for i := range citations {
		c := &citations[i]
		story := c.Story
		if story == "" {
			story = fmt.Sprint(c.N)
		}
		if marks[story] == "" {
			first = append(first, c)
		}
		marks[story] += fmt.Sprintf("[%d]", c.N)
	}
	units := make([]unit, 0, len(first))
	for i, c := range first {
		story := c.Story
		if story == "" {
			story = fmt.Sprint(c.N)
		}
		u := unit{"\n", marks[story] + " " + v.about(v.heading(bare(c.Title, c.Outlet), c.URL, longest), c.Outlet, c.URL, c.Published, c.Label)}
		if i == 0 {
			u.sep = "\n\n"
		}
		units = append(units, u)
	}
	return units
}

// How long a headline is shown at most: usually, and where there are many of them.
const (
	longHeadline  = 160
	shortHeadline = 60
)

// heading is a headline that leads to its story, where the story has an address.
func (v Voice) heading(title, address string, longest int) string {
	title = strings.NewReplacer("[", "(", "]", ")").Replace(title) // they would end the link
	bold := "**" + Line(v.named(title), longest) + "**"
	if l := link(address); l != "" {
		return "[" + bold + "](" + l + ")"
	}
	return bold
}

// about names a story: its headline as it is given, then its outlet (else the host of
// its address), its day, and its label where it is not plain news.
func (v Voice) about(heading, outlet, address, published string, label knowledge.Label) string {
	var parts []string
	if outlet == "" {
		outlet = host(address)
	}
	if outlet != "" {
		parts = append(parts, Line(outlet, 60))
	}
	if published != "" {
		parts = append(parts, v.dayOf(published))
	}
	if label != "" && label != knowledge.News {
		parts = append(parts, "*"+plainLine(v.Words().Label(string(label)))+"*")
	}
	if len(parts) == 0 {
		return heading
	}
	return heading + " (" + strings.Join(parts, ", ") + ")"
}

// dayOf writes a day (2019-01-03) in the one form that days have in a language: 3 Jan 2019.
func (v Voice) dayOf(published string) string {
	t, err := time.Parse(time.DateOnly, published)
	if err != nil {
		return plainLine(published)
	}
	return v.Words().Day(t)
}

// stamp is how long ago a moment was, which each reader's client shows in their language.
func stamp(t time.Time) string { return fmt.Sprintf("<t:%d:R>", t.Unix()) }
