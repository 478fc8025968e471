package page

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/dated"
)

const (
	linesBelow = 12 // so many lines below the headline may tell the date
	linesAbove = 4  // and so many above it
	proseAbove = 2  // so many sentences may stand before the date: what the story is about
	besideDate = 14 // so many words may stand beside a date in a line that is about it,

	besideSentence = 4 // and so many where the line is a sentence: one of the story tells of something else
)

// shownDate is the date that a page shows beside its headline: below it before
// the story begins, else just above it. The zero time is none. A date that is said to be that
// of a change is only one where changed is set.
func shownDate(lang *text.Language, list []paragraph, title string, order dated.Order, changed bool) time.Time {
	at := -1
	for i := range list {
		if plain.Alike(list[i].text, title) && (at < 0 || !begun(list[at:i])) {
			at = i // the last of them before the story: the others stand in menus and in the way that led here
		}
	}
	if at < 0 {
		return time.Time{}
	}
	prose := 0
	for i := at + 1; i < min(len(list), at+1+linesBelow) && prose <= proseAbove; i++ {
		if isProse(list[i].text) {
			prose++
		}
		if t := paragraphDate(lang, &list[i], order, changed); !t.IsZero() {
			return t
		}
	}
	for i := at - 1; i >= max(0, at-linesAbove); i-- {
		if t := paragraphDate(lang, &list[i], order, changed); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// begun reports whether a story stands in these paragraphs.
func begun(list []paragraph) bool {
	prose := 0
	for i := range list {
		if isProse(list[i].text) {
			prose++
		}
	}
	return prose > proseAbove
}

// paragraphDate is the date of a paragraph that is about that of its story: no
// copyright line, no caption, and none that leads elsewhere.
func paragraphDate(lang *text.Language, p *paragraph, order dated.Order, changed bool) time.Time {
	if p.caption || p.item && p.linked > 0 || strings.Contains(p.text, "©") || lang.Lines.Copyright.MatchString(p.text) {
		return time.Time{}
	}
	return lineDate(lang, p.text, order, changed)
}

// reconcile chooses between the date that is shown beside the headline and that of
// a time element which may be of another story: the exact one, where both are
// of one day, as far as zones can tell.
func reconcile(shown, timed time.Time) time.Time {
	if apart := shown.Sub(timed).Abs(); shown.IsZero() || apart < 36*time.Hour {
		return timed
	}
	return shown
}

// lineDate is the date in a line that says little else, and nothing of a change unless that
// is what is looked for.
func lineDate(lang *text.Language, line string, order dated.Order, changed bool) time.Time {
	if len(line) > 300 {
		return time.Time{}
	}
	for _, d := range dated.Find(line, order) {
		before, after := line[:d.Start], line[d.End:]
		if words := text.CountWords(before) + text.CountWords(after); words <= besideDate && (changed || !lang.Dates.Changed.MatchString(before)) &&
			(words <= besideSentence || !plain.EndsSentence(after) || lang.Dates.Head.MatchString(line)) {
			return d.Time
		}
	}
	return time.Time{}
}

// orderOf is whether those who write this page put the day before the month:
// everyone does but those of the United States, and what is in English and under
// no country's name may be theirs.
func orderOf(lang, address string) dated.Order {
	lang = strings.ToLower(lang)
	if lang != "" && lang != "en" && !strings.HasPrefix(lang, "en-us") && !strings.HasPrefix(lang, "en_us") {
		return dated.DayFirst
	}
	u, err := url.Parse(address)
	if err != nil {
		return dated.Unknown
	}
	switch top := u.Hostname()[strings.LastIndexByte(u.Hostname(), '.')+1:]; top {
	case "us", "io", "co", "ai", "tv", "me", "fm", "cc", "ly", "to", "ws":
		return dated.Unknown
	default:
		if len(top) == 2 {
			return dated.DayFirst
		}
		return dated.Unknown
	}
}

// explicitTime is the timeConfidence of an element that says itself what it tells.
const explicitTime = 3

// timeConfidence is how sure it is that an element with a date tells when the story of
// its page was published: 0 for not at all, explicitTime where it says so.
func timeConfidence(lang *text.Language, n *html.Node) int {
	if strings.Contains(strings.ToLower(attr(n, "itemprop")), "modified") || lang.Dates.Changed.MatchString(firstWords(n)) {
		return 0
	}
	sure, in := 1, (*html.Node)(nil)
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer, atom.A:
			return 0
		case atom.Li:
			if leadsElsewhere(p) {
				return 0
			}
		case atom.Article:
			if in == nil {
				in = p
			}
			sure = 2
		case atom.Main:
			sure = 2
		}
		if aside.MatchString(attr(p, "class")) || aside.MatchString(attr(p, "id")) {
			return 0
		}
	}
	if in != nil && isCard(in) {
		return 0
	}
	if isPublished(n) || hasAttr(n, "pubdate") {
		return explicitTime
	}
	return sure
}

// isPublished reports whether an element is named as one that tells when a page was published.
func isPublished(n *html.Node) bool {
	return publishing.MatchString(attr(n, "itemprop") + " " + attr(n, "class"))
}

// isCard reports whether an article element only leads to another page: it has no
// headline of the first rank, and one that is a link.
func isCard(n *html.Node) bool {
	linked := false
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.H1:
			return false
		case atom.H2, atom.H3, atom.H4, atom.H5:
			linked = linked || leadsElsewhere(c) || c.Parent.DataAtom == atom.A
		}
	}
	return linked
}

// leadsElsewhere reports whether a link of several words stands below an element.
func leadsElsewhere(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && text.CountWords(shownText(c)) > 1 {
			return true
		}
	}
	return false
}

// firstWords is what stands before the first digit of what an element shows.
func firstWords(n *html.Node) string {
	shown := joinParagraphs(blocks(n))
	if at := strings.IndexAny(shown, "0123456789"); at >= 0 {
		return shown[:at]
	}
	return shown
}

// hasAttr reports whether an element has an attribute, be it empty.
func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
