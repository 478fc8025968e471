package render

import (
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// How much of a story's text stands on a page, in characters, so that its headline and
// the line of its number stand there too.
const (
	pageText = 1500
	pageLine = 40
)

// Story writes page n of a story's text, the first 0, with buttons to those beside it, and
// to have it summarised or ask about it. A page there is not is the last.
func (v Voice) Story(s *knowledge.Story, n int) Message {
	pages := split(escape(s.Text, false), pageText)
	n = max(0, min(n, len(pages)-1))
	head := func(address string) string {
		return v.about(v.heading(bare(s.Title, s.Outlet), address, longHeadline), s.Outlet, s.URL, knowledge.Day(s.Published), s.Label)
	}
	content := head(s.URL)
	if Chars(content) > MaxContent-pageText-pageLine { // its address is that long: without it, it is not
		content = head("")
	}
	if len(pages) > 0 {
		content += "\n\n" + pages[n]
	}
	if len(pages) > 1 {
		content += "\n-# " + v.Say(v.chat().Buttons.PageOf, "n", strconv.Itoa(n+1), "m", strconv.Itoa(len(pages)))
	}
	return New(content, v.storyButtons(s.ID, n, len(pages)))
}

func (v Voice) storyButtons(id string, n, pages int) []Row {
	says := &v.chat().Buttons
	var all []Component
	add := func(do, label string) {
		if id != "" && Chars(do+":"+id) <= MaxID {
			all = append(all, Button(do+":"+id, label, Secondary))
		}
	}
	if b, ok := Summarise(id, says.Summarise); ok {
		all = append(all, b)
	}
	add(DoAbout, says.AskAbout)
	if n > 0 {
		add(DoRead+":"+strconv.Itoa(n-1), says.Back)
	}
	if n+1 < pages {
		add(DoRead+":"+strconv.Itoa(n+1), says.ReadOn)
	}
	if len(all) == 0 {
		return nil
	}
	return Buttons(all...)
}

// oneLine is text without line breaks and double spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// named is a headline, or what stands for one that is missing.
func (v Voice) named(title string) string {
	if strings.TrimSpace(title) == "" {
		return v.chat().Shown.NoHeadline
	}
	return title
}

// bare is a headline on one line without the name of its outlet at the end, as pages put
// it there, also with that of a section: "Bakers on strike | Faro Post Local".
func bare(title, outlet string) string {
	title, outlet = oneLine(title), oneLine(outlet)
	for _, bar := range []string{" | ", " - ", " – ", " — ", " · "} {
		at := strings.LastIndex(title, bar)
		if at <= 0 || outlet == "" {
			continue
		}
		tail := title[at+len(bar):]
		if tail == outlet || bar == " | " && strings.HasPrefix(tail, outlet+" ") {
			return title[:at]
		}
	}
	return title
}
