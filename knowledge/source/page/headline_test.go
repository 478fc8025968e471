package page

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"time"

	"codeberg.org/readeck/go-readability/v2"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// judged is what a person found on a page: the day on which its story was
// published, in UTC where the page tells the time; the day that it shows to its
// readers, which may be the one before; and the hash of the headline that it
// shows. Facts and hashes, no text.
type judged struct{ day, shown, headline string }

func judgements(t *testing.T) map[string]judged {
	t.Helper()
	raw, err := os.ReadFile("testdata/headlines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	of := make(map[string]judged)
	for line := range strings.Lines(string(raw)) {
		if f := strings.Fields(line); len(f) == 4 {
			of[f[0]] = judged{f[1], f[2], f[3]}
		}
	}
	return of
}

// titled reports whether a title is the one that was judged right: the same
// letters and digits, and nothing more, such as the name of the site.
func (j judged) titled(title string) bool {
	sum := sha256.Sum256([]byte(plain.Letters(title)))
	return hex.EncodeToString(sum[:8]) == j.headline
}

// dated reports whether a date is right: of the day that is shown in its own zone, or
// of the day in UTC, where the page tells no other zone.
func (j judged) dated(t time.Time) bool {
	return t.Format(time.DateOnly) == j.shown || t.UTC().Format(time.DateOnly) == j.day
}

// TestMainTextTitlesAndDates measures how often the title and the date of publication
// are those that a person read on the page, beside go-readability.
func TestMainTextTitlesAndDates(t *testing.T) {
	measuredAlone(t)
	list, of := pages(t), judgements(t)
	type extract func(page) (string, time.Time)
	for name, from := range map[string]extract{
		"ours": func(p page) (string, time.Time) {
			s, err := FromHTML(p.HTML)
			if err != nil {
				return "", time.Time{}
			}
			return s.Title, s.Published
		},
		"go-readability": func(p page) (string, time.Time) {
			a, err := readability.FromReader(strings.NewReader(p.HTML), nil)
			if err != nil {
				return "", time.Time{}
			}
			published, _ := a.PublishedTime()
			return a.Title(), published
		},
	} {
		titles, dates, none := 0, 0, 0
		for _, p := range list {
			title, date := from(p)
			if of[p.ID].titled(title) {
				titles++
			} else if name == "ours" {
				t.Logf("title of %.8s: %q", p.ID, title)
			}
			if of[p.ID].dated(date) {
				dates++
				continue
			}
			if date.IsZero() {
				none++
			}
			if name == "ours" {
				t.Logf("date of %.8s: %s, not %s", p.ID, at(date), of[p.ID].day)
			}
		}
		n := float64(len(list))
		t.Logf("%s of %s: title right %.4f (%d of %d), date right %.4f (%d), none %d, wrong %d", name, pagesFile, float64(titles)/n, titles, len(list), float64(dates)/n, dates, none, len(list)-dates-none)
		if name == "ours" && (float64(titles) < 0.95*n || float64(dates) < 0.95*n) {
			t.Error("want at least 0.95 of both")
		}
	}
}

// TestHeadline: the title is what the page shows as its headline, without the names around it.
func TestHeadline(t *testing.T) {
	og := func(title string) string {
		return `<meta property="og:site_name" content="The Lamp"><meta property="og:title" content="` + title + `">`
	}
	const said = "<p>The bridge over the river Alder opens on Monday after two years of work, the city said.</p>"
	for page, want := range map[string]string{
		og("Bridge opens at last - The Lamp") + "<h1>The Lamp</h1><h1>Bridge opens at last</h1>" + said:                                                                                                                                       "Bridge opens at last",
		og("Opinion | The bridge is too dear") + "<title>Opinion | The bridge is too dear - The Lamp</title><h1>The bridge is too dear</h1>" + said:                                                                                           "The bridge is too dear",
		og("Bridge over the Alder: everything you need to know") + "<h1>Everything about the bridge over the Alder</h1>" + said:                                                                                                               "Everything about the bridge over the Alder",
		og("Bridge opens at last") + "<h1>Mayor resigns after a week of protests</h1>" + said:                                                                                                                                                 "Bridge opens at last",
		og("Bridge opens at last") + "<h1></h1><h1>News</h1>" + said:                                                                                                                                                                          "Bridge opens at last",
		og("The Lamp | Norton's own paper: Bridge opens at last") + "<h1>Bridge opens at last</h1>" + said:                                                                                                                                    "Bridge opens at last",
		og("The Lamp: Bridge opens") + "<h1 hidden>Bridge opens to ferries</h1>" + said:                                                                                                                                                       "The Lamp: Bridge opens",
		"<title>Bridge opens at last – Norton Evening Courier</title><h1>Bridge opens at last</h1>" + said:                                                                                                                                    "Bridge opens at last",
		"<title>Bridge opens at last – Norton Evening Courier</title><h1>Norton Evening Courier</h1><h2>Bridge opens at last</h2>" + said:                                                                                                     "Bridge opens at last",
		"<title>Bridge opens at last | World | News | lamp.test</title><link rel=canonical href='https://www.lamp.test/bridge'>" + said:                                                                                                       "Bridge opens at last",
		"<title>The Lamp - Bridge opens at last</title><meta property='og:site_name' content='The Lamp'>" + said:                                                                                                                              "Bridge opens at last",
		`<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Rain ends the drought"},{"@type":"NewsArticle","headline":"Bridge opens at last","datePublished":"2024-05-03"}]</script>` + og("Bridge opens at last") + said: "Bridge opens at last",
	} {
		if s := only(t, "a.html", page); s.Title != want {
			t.Errorf("got %q, want %q of %.200s", s.Title, want, page)
		}
	}
}

// TestWhenPublished: the date is when a page was published, whatever else it dates.
func TestWhenPublished(t *testing.T) {
	const title, said = "<title>Bridge opens at last</title><h1>Bridge opens at last</h1>", "<p>The bridge over the river Alder opens on Monday after two years of work, the city said.</p>"
	for page, want := range map[string]string{
		title + "<p>By Ann Lee</p><p>Published 10:02 AM EST May 3, 2024</p>" + said:                                                                                                               "2024-05-03T15:02:00Z",
		title + "<p>By Ann Lee on Friday, May 3rd, 2024 at 11:08 a.m.</p>" + said:                                                                                                                 "2024-05-03T11:08:00Z",
		title + "<p>REUTERS</p><p>3 MAY 2024</p>" + said:                                                                                                                                          "2024-05-03T00:00:00Z",
		title + "<p>Registered: [ 2024-05-03 17:32 ]</p>" + said:                                                                                                                                  "2024-05-03T17:32:00Z",
		title + "<p>Updated: May 4, 2024 | Posted: May 3, 2024</p>" + said:                                                                                                                        "2024-05-03T00:00:00Z",
		title + "<p>Last updated on May 4, 2024</p>" + said:                                                                                                                                       "",
		title + "<p>The workers, who had come on May 3, 2024, and had stayed for longer than anyone in the city had thought, are gone</p>" + said:                                                 "",
		"<html lang=pt>" + title + "<p>03/05/2024 - Ann Lee</p>" + said:                                                                                                                           "2024-05-03T00:00:00Z",
		"<link rel=canonical href='https://a.com.br/b'>" + title + "<p>03/05/2024</p>" + said:                                                                                                     "2024-05-03T00:00:00Z",
		"<html lang=en>" + title + "<p>03/05/2024</p>" + said:                                                                                                                                     "",
		"<link rel=canonical href='https://lamp.test/2024/may/03/bridge'>" + title + said:                                                                                                         "2024-05-03T00:00:00Z",
		"<link rel=canonical href='https://lamp.test/story/2024-05-03/bridge'>" + title + said:                                                                                                    "2024-05-03T00:00:00Z",
		"<link rel=canonical href='https://lamp.test/news/20241399/bridge'>" + title + said:                                                                                                       "",
		"<meta name='post-date' content='2024/05/03'><meta name='post-modified-date' content='2024/05/09'>" + title + said:                                                                        "2024-05-03T00:00:00Z",
		"<meta name='last-published-date' content='2024-05-09'>" + title + said:                                                                                                                   "",
		"<aside><time datetime='2024-05-09T10:00:00Z'>today</time></aside>" + title + "<p>May 3, 2024</p>" + said:                                                                                 "2024-05-03T00:00:00Z",
		title + "<time datetime='2024-05-03T10:00:00-05:00'>May 3, 2024</time>" + said:                                                                                                            "2024-05-03T15:00:00Z",
		title + "<time itemprop=dateModified datetime='2024-05-09'></time><time class=entry-date datetime='2024-05-03'></time>" + said:                                                            "2024-05-03T00:00:00Z",
		`<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2024-05-03T08:00:00Z"},{"@type":"VideoObject","datePublished":"2024-05-09"}]}</script>` + title + said: "2024-05-03T08:00:00Z",
	} {
		if s := only(t, "a.html", page); at(s.Published) != want {
			t.Errorf("got %q, want %q of %.200s", at(s.Published), want, page)
		}
	}
}
