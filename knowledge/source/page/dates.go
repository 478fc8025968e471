package page

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	linesBelow = 12 // so many lines below the headline may tell the date
	linesAbove = 4  // and so many above it
	besideDate = 14 // so many words may stand beside a date in a line that is about it
)

// shownDate is the date that a page shows beside its headline: below it before
// the story begins, else just above it. The zero time is none.
func shownDate(lang *text.Language, list []paragraph, title string, dayFirst bool) time.Time {
	at := -1
	for i := range list {
		if plain.Alike(list[i].text, title) {
			at = i // the last of them: the others stand in menus and in the way that led here
		}
	}
	if at < 0 {
		return time.Time{}
	}
	for i := at + 1; i < min(len(list), at+1+linesBelow); i++ {
		if t := lineDate(lang, list[i].text, dayFirst); !t.IsZero() {
			return t
		}
	}
	for i := at - 1; i >= max(0, at-linesAbove); i-- {
		if t := lineDate(lang, list[i].text, dayFirst); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
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

// lineDate is the date in a line that says little else, and nothing of a change.
func lineDate(lang *text.Language, line string, dayFirst bool) time.Time {
	if len(line) > 300 {
		return time.Time{}
	}
	for _, at := range lang.Dates.Shown.FindAllStringSubmatchIndex(line, 4) {
		if len(strings.Fields(line[:at[0]]))+len(strings.Fields(line[at[1]:])) > besideDate || lang.Dates.Changed.MatchString(line[:at[0]]) {
			continue
		}
		t, err := plain.ParseDateIn(lang, strings.NewReplacer(" @ ", " ", "@", " ", " • ", " ").Replace(line[at[0]:at[1]]))
		if err != nil { // a clock that is not understood does not cost the day
			t = plain.ParseDay(lang, line[at[2]:at[3]], dayFirst)
		}
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// dayFirst reports whether those who write this page put the day before the month:
// everyone does but those of the United States, and what is in English and under
// no country's name may be theirs.
func dayFirst(lang, address string) bool {
	lang = strings.ToLower(lang)
	if lang != "" && lang != "en" && !strings.HasPrefix(lang, "en-us") && !strings.HasPrefix(lang, "en_us") {
		return true
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch top := u.Hostname()[strings.LastIndexByte(u.Hostname(), '.')+1:]; top {
	case "us", "io", "co", "ai", "tv", "me", "fm", "cc", "ly", "to", "ws":
		return false
	default:
		return len(top) == 2
	}
}

// explicitTime is the timeConfidence of an element that says itself what it tells.
const explicitTime = 3

// timeConfidence is how sure it is that a time element tells when the story of
// its page was published: 0 for not at all, explicitTime where it says so.
func timeConfidence(lang *text.Language, n *html.Node) int {
	if attr(n, "datetime") == "" || strings.Contains(strings.ToLower(attr(n, "itemprop")), "modified") || lang.Dates.Changed.MatchString(firstWords(n)) {
		return 0
	}
	sure := 1
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer:
			return 1
		case atom.Article, atom.Main:
			sure = 2
		}
		if aside.MatchString(attr(p, "class")) || aside.MatchString(attr(p, "id")) {
			return 1
		}
	}
	if publishing.MatchString(attr(n, "itemprop")+" "+attr(n, "class")) || hasAttr(n, "pubdate") {
		return explicitTime
	}
	return sure
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
