package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// The stories of the tests that take two states of all sources apart: every
// sentence of every story names the colour of its state, and every figure is
// another in the other one.
var colours = [2]string{"amber", "cobalt"}

// twofold is a folder, a feed and a sitemap with its pages, all in one of two
// states. Several sources tell of the first towns.
type twofold struct {
	state  atomic.Int32 // of what is on the web
	root   string       // the folder is root/now/stories, and root/now a link, which the bot does not watch: it sees changes when told to look
	towns  int          // as many stories are in the folder, in either state
	site   *httptest.Server
	pages  string        // the address of the sitemap's site: each site is asked for one thing at a time
	asked  chan struct{} // told when the feed is fetched, if somebody listens
	weight [2]int        // so many paragraphs a story has in either state
}

const (
	fed    = 6 // stories in the feed
	mapped = 3 // pages in the sitemap
	own    = 2 // of the folder's stories, and 1 of the sitemap's, are in one state only
)

var townNames = strings.Fields(`Ashford Belmont Corvale Dunmore Eastwick Farleigh Glenside Harwood Ironbridge Juniper
	Kestrel Lindale Marston Northam Oakhurst Penrose Quarry Redmoor Selkirk Thornbury Upton Vexford Westmere Yarrow Zennor
	Alder Birch Cedar Damson Elder Fennel Garland Hazel Iris Jasmine Kingcup Laurel Maple Nettle Osier Poplar Quince Rowan Sorrel Teasel`)

func newTwofold(t *testing.T, towns int, weight [2]int) *twofold {
	t.Helper()
	l := &twofold{root: t.TempDir(), towns: towns, weight: weight, asked: make(chan struct{}, 1)}
	for state, colour := range colours {
		folder := filepath.Join(l.root, colour, "stories")
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		for i := range towns + own {
			number := i
			if i >= towns {
				number += state * own
			}
			name := fmt.Sprintf("town-%03d.txt", number)
			if err := os.WriteFile(filepath.Join(folder, name), []byte(l.title(state, number)+"\n\n"+l.body("folder", state, number)+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	l.site = httptest.NewServer(http.HandlerFunc(l.serve))
	t.Cleanup(l.site.Close)
	mapped := httptest.NewServer(http.HandlerFunc(l.serve))
	t.Cleanup(mapped.Close)
	l.pages = mapped.URL
	l.turn(t, 0)
	return l
}

// sources are the entries of STORIES.
func (l *twofold) sources() []string {
	return []string{l.site.URL + "/feed.xml", l.pages + "/sitemap.xml", filepath.Join(l.root, "now", "stories")}
}

// allow is what lets the bot fetch them.
func (l *twofold) allow() string {
	return "ALLOW_HOSTS=" + strings.TrimPrefix(l.site.URL, "http://") + " " + strings.TrimPrefix(l.pages, "http://")
}

// total is how many stories there are in either state.
func (l *twofold) total() int { return l.towns + own + fed + mapped }

// turn turns all sources to a state: what is on the web, and then the folder.
func (l *twofold) turn(t *testing.T, state int) {
	t.Helper()
	l.state.Store(int32(state)) //nolint:gosec // 0 or 1
	next := filepath.Join(l.root, "next")
	if err := os.Symlink(colours[state], next); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, filepath.Join(l.root, "now")); err != nil {
		t.Fatal(err)
	}
}

func (l *twofold) town(number int) string {
	name := townNames[number%len(townNames)]
	if round := number / len(townNames); round > 0 {
		name += fmt.Sprint(" ", round)
	}
	return name
}

// price is the figure of a story; the feed and the sitemap tell those of the
// first towns again.
func price(state, number int) string { return fmt.Sprintf("%d,%03d", 4+state*3, 100+number) }

func (l *twofold) title(state, number int) string {
	return fmt.Sprintf("The %s ledger of the mill at %s", colours[state], l.town(number))
}

// tales are how each source tells its stories: first the figure, then what else
// there is to say. %[1]s is the town, %[2]s the colour, %[3]s the figure and
// %[4]d a number.
var tales = map[string][]string{
	"folder": {
		"The mill at %[1]s cost %[3]s crowns, the %[2]s ledger says.",
		"The council of %[1]s voted for the %[2]s plan of the %[4]d wheels after a long and quiet evening in the old hall.",
		"Carters from the valley of %[1]s brought %[4]d loads of %[2]s slate over the pass before the first snow fell on the road.",
		"A mason named %[2]s Number %[4]d told the reeve that the wall would stand for a hundred years if the river stayed in its bed.",
		"Nobody in %[1]s has seen the %[2]s seal since the %[4]dth day of the fair, when the wardens counted the sacks and went home.",
	},
	"feed": {
		"For %[3]s crowns the mill at %[1]s was built, as the keepers of the %[2]s books have it.",
		"Fishermen beside %[1]s complain of %[4]d new %[2]s sluices, which in their words drive every trout down to the sea.",
		"The keepers answered that %[4]d of the %[2]s gates would be opened in spring, and all of them by the end of harvest.",
		"At the inn of %[1]s there was dancing under %[2]s lanterns until %[4]d minutes past midnight, and nobody paid for bread.",
		"Bakers have ordered %[4]d bushels of the finer %[2]s flour, which is twice of what they took in the year of the flood.",
	},
	"sitemap": {
		"Builders were paid %[3]s crowns for the mill at %[1]s under the %[2]s contract, which this paper has seen.",
		"Its author, a notary from the coast, has drawn %[4]d such %[2]s contracts in his life and lost not a single one in court.",
		"Judges in %[1]s read the %[2]s paper aloud for %[4]d hours while the millwrights waited in the yard with their hats off.",
		"Her Excellency wished the %[2]s wheel to turn %[4]d times before supper, and the crowd counted every turn with her.",
		"Tax of %[4]d pence is due on every %[2]s sack that leaves %[1]s by the north gate, from Lammas on.",
	},
}

// body is the text of a story as that kind of source tells it.
func (l *twofold) body(kind string, state, number int) string {
	var b strings.Builder
	fmt.Fprintf(&b, tales[kind][0], l.town(number), colours[state], price(state, number))
	for i := range l.weight[state] {
		b.WriteString("\n\n")
		for j, sentence := range tales[kind][1:] {
			fmt.Fprintf(&b, sentence+" ", l.town(number), colours[state], price(state, number), 3+10*i+j+400*state)
		}
	}
	return strings.TrimSpace(b.String())
}

// serve is the site.
func (l *twofold) serve(out http.ResponseWriter, in *http.Request) {
	state := int(l.state.Load())
	tag := `"` + colours[state] + `"`
	out.Header().Set("ETag", tag)
	switch path := in.URL.Path; {
	case path == "/feed.xml":
		select {
		case l.asked <- struct{}{}:
		default:
		}
		if in.Header.Get("If-None-Match") == tag {
			out.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = out.Write([]byte(l.feed(state)))
	case path == "/sitemap.xml":
		if in.Header.Get("If-None-Match") == tag {
			out.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = out.Write([]byte(l.sitemap(state)))
	case strings.HasPrefix(path, "/page/"):
		var number int
		if _, err := fmt.Sscanf(path, "/page/%d", &number); err != nil || number == mapped-1+1-state {
			http.NotFound(out, in)
			return
		}
		_, _ = fmt.Fprintf(out, `<!DOCTYPE html><html><head><title>%[1]s</title></head><body><article><h1>%[1]s</h1>%[2]s</article></body></html>`,
			l.title(state, number), paragraphs(l.body("sitemap", state, number)))
	default:
		http.NotFound(out, in)
	}
}

func paragraphs(text string) string {
	return "<p>" + strings.ReplaceAll(text, "\n\n", "</p><p>") + "</p>"
}

// feed has the whole texts of its stories.
func (l *twofold) feed(state int) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Evening Star</title>`)
	for i := range fed {
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s/star/%d</link><pubDate>Mon, 0%d Mar 2021 00:00:00 GMT</pubDate><content:encoded><![CDATA[%s]]></content:encoded></item>`,
			l.title(state, i), l.site.URL, i, i+1, paragraphs(l.body("feed", state, i)))
	}
	return b.String() + "</channel></rss>"
}

// sitemap names one page in either state that is not in the other one.
func (l *twofold) sitemap(state int) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for i := range mapped {
		if i == mapped-1 {
			i += state
		}
		fmt.Fprintf(&b, `<url><loc>%s/page/%d</loc><lastmod>2021-04-0%d</lastmod></url>`, l.pages, i, 1+state)
	}
	return b.String() + "</urlset>"
}

// colourOf says of which state a text is: 0 or 1, 2 where it is of both, and -1 of none.
func colourOf(text string) int {
	text = strings.ToLower(text)
	a, b := strings.Contains(text, colours[0]), strings.Contains(text, colours[1])
	switch {
	case a && b:
		return 2
	case a:
		return 0
	case b:
		return 1
	}
	return -1
}
