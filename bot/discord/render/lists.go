package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot/desk"
)

// How much lists hold.
const (
	pageStories = 10
	MaxFilter   = 60  // characters of a filter of stories: it must fit into a button's ID
	MaxChoice   = 100 // characters of a proposal of an autocomplete
)

// Hits writes what a search found.
func (v Voice) Hits(words string, hits []desk.Result) []Message {
	if len(hits) == 0 {
		return []Message{Text(v.Say(v.chat().Shown.NoHits, "words", Line(words, 200)))}
	}
	blocks := []string{Quote(words)}
	for n := range hits {
		h := &hits[n]
		title := v.about(v.heading(bare(h.Title, h.Outlet), h.URL, longHeadline), h.Outlet, h.URL, h.Published, h.Label)
		blocks = append(blocks, fmt.Sprintf("%d. %s\n%s", n+1, title, Line(h.Text, 300)))
	}
	return newPages(v.blocks(blocks...))
}

// Stories writes page n of the stories, with buttons to those beside it.
func (v Voice) Stories(stories []desk.Listed, n int, filter string) Message {
	if len(stories) == 0 {
		return Text(v.chat().Shown.NoStories)
	}
	pages := (len(stories) + pageStories - 1) / pageStories
	n = min(n, pages-1)
	says := &v.chat().Buttons
	lines := []string{v.Say(says.OneOfStories, "count", v.Words().Say(v.Words().Script.Stories, len(stories)), "n", strconv.Itoa(n+1), "m", strconv.Itoa(pages))}
	length := Chars(lines[0])
	for at := n * pageStories; at < min(len(stories), (n+1)*pageStories); at++ {
		s := &stories[at]
		line := fmt.Sprintf("%d. %s", at+1, v.about(v.heading(bare(s.Title, s.Outlet), s.URL, 100), s.Outlet, s.URL, s.Published, s.Label))
		if length+Chars(line) >= MaxContent*(at+1-n*pageStories+1)/(pageStories+1) { // its share of the page, and what others left
			line = fmt.Sprintf("%d. %s", at+1, v.about(v.heading(bare(s.Title, s.Outlet), "", 100), s.Outlet, "", s.Published, s.Label))
		}
		length += Chars(line) + 1
		if length > MaxContent {
			break
		}
		lines = append(lines, line)
	}
	var below []Component
	for _, turn := range []struct {
		to    int
		label string
	}{{n - 1, says.Newer}, {n + 1, says.Older}} {
		if turn.to >= 0 && turn.to < pages {
			below = append(below, Button(DoStories+":"+strconv.Itoa(turn.to)+":"+filter, turn.label, Secondary))
		}
	}
	var rows []Row
	if of := v.options(stories[n*pageStories : n*pageStories+len(lines)-1]); len(of) > 0 {
		rows = append(rows, menu(DoOpen, says.ReadOne, of))
	}
	if len(below) > 0 {
		rows = append(rows, Buttons(below...)...)
	}
	return New(strings.Join(lines, "\n"), rows)
}

// options are the lines of a menu of stories. One whose ID is too long for it, or is there
// already, is left out: Discord would refuse them all.
func (v Voice) options(stories []desk.Listed) []Option {
	var all []Option
	there := make(map[string]bool)
	for i := range stories {
		s := &stories[i]
		if s.ID == "" || Chars(s.ID) > MaxID || there[s.ID] {
			continue
		}
		there[s.ID] = true
		o := Option{Label: Shorten(v.named(bare(s.Title, s.Outlet)), maxOption), Value: s.ID}
		if s.Published != "" {
			o.Description = v.dayOf(s.Published)
		}
		if s.Outlet != "" {
			o.Description = strings.TrimSuffix(Shorten(oneLine(s.Outlet), 60)+", "+o.Description, ", ")
		}
		all = append(all, o)
	}
	return all
}

// Choice names a story where one is chosen from a list, within MaxChoice characters.
func Choice(s *desk.Listed) string {
	name := oneLine(s.Title)
	if name == "" { // Discord refuses a whole list for one choice without a name
		name = s.ID
	}
	if tail := strings.TrimSpace(s.Outlet + " " + s.Published); tail != "" {
		tail = Shorten(tail, 40)
		name = Shorten(name, MaxChoice-3-Chars(tail)) + " · " + tail
	}
	return Shorten(name, MaxChoice)
}
