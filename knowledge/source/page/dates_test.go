package page

import (
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// TestOwnDate: the date of a page is its own, in whatever form and language; none is
// better than that of something else on it.
func TestOwnDate(t *testing.T) {
	const (
		title = "<title>Bridge opens at last</title><h1>Bridge opens at last</h1>"
		said  = "<p>The bridge over the river Alder opens on Monday after two years of work, the city said.</p><p>It cost 12 million euros, of which the state paid a half, the mayor told the council.</p><p>Cyclists may use it, too, and there is a path for those who walk.</p>"
	)
	for page, want := range map[string]string{
		"<html lang=de>" + title + "<div class=date>25. Januar 2022</div>" + said:                                                                                       "2022-01-25",
		"<html lang=fr>" + title + "<p>Publié le jeudi 13 juin 2019 à 10h20</p>" + said:                                                                                 "2019-06-13",
		"<html lang=ja>" + title + "<p>2024年12月3日 10時00分</p>" + said:                                                                                                    "2024-12-03",
		"<html lang=ru>" + title + "<span>4 мая 2023, 10:20</span>" + said:                                                                                              "2023-05-04",
		"<html lang=ar>" + title + "<p>الاثنين، 4 مارس 2024</p>" + said:                                                                                                 "2024-03-04",
		"<html lang=es>" + title + "<p>Por Ana Ruiz, 4 de marzo de 2024</p>" + said:                                                                                     "2024-03-04",
		"<html lang=de>" + title + "<p>Aktualisiert am 5. März 2024</p>" + said:                                                                                         "",
		"<html lang=fr>" + title + "<p>Mis à jour le 5 mars 2024</p><p>Publié le 4 mars 2024</p>" + said:                                                                "2024-03-04",
		title + "<span class=entry-date><abbr class=published title='2017-07-23T17:06:45+0000'>23 July</abbr></span>" + said:                                            "2017-07-23",
		title + "<span itemprop=datePublished content='2024-03-04'>Monday</span>" + said:                                                                                "2024-03-04",
		title + "<time class=published>4 March 2024</time>" + said:                                                                                                      "2024-03-04",
		title + "<meta property='article:published_time' content='2024-03-04T00:10:00+08:00'>" + said:                                                                   "2024-03-04",
		title + "<meta property='article:published_time' content='2023-11-08T19:40:00-08:00'>" + said:                                                                   "2023-11-08",
		title + "<meta property='article:published_time' content='1709547630'>" + said:                                                                                  "2024-03-04",
		title + `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge opens at last","datePublished":1709547630000}</script>` + said:            "2024-03-04",
		title + `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge opens at last","datePublished":"2020-09-25T16:02:50CDT"}</script>` + said: "2020-09-25",
		title + `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Rain ends the drought","datePublished":"2024-05-09"}]</script>` + said:          "",
		title + said + "<div>Copyright 19.12.2019 - 12:14 h by The Lamp</div>":                                                                                          "",
		title + "<p>The bridge over the river Alder opens on Monday after two years of work.</p><p>The Lamp © 4 March 2024</p>":                                         "",
		title + "<p>The bridge over the river Alder opens on Monday after two years of work.</p><p>Copyright 4 March 2024 The Lamp</p>":                                 "",
		title + said + "<p>© 4 March 2024 The Lamp</p>":                                                                                                                 "",
		title + said + "<aside><ul><li><a href=/x>The ferry timetable</a> <time datetime='2024-06-09T09:00:00Z'>9 June 2024</time></li></ul></aside>":                   "",
		title + said + "<div><ul><li><a href=/x>The ferry timetable of the summer</a> <time datetime='2024-06-09'>9 June</time></li></ul></div>":                        "",
		"<main>" + title + said + "<article><h3><a href=/x>The ferry timetable</a></h3><time datetime='2024-06-09'>9 June</time></article></main>":                      "",
		title + said + "<div class=comments><p>Joe</p><time datetime='2024-06-09'>9 June 2024</time><p>At last!</p></div>":                                              "",
		title + said + "<section id=comments><div>Joe wrote on 9 June 2024</div><div>At last!</div></section>":                                                          "",
		title + said + "<a href=/x><time datetime='2024-06-09'>9 June 2024</time> The ferry timetable</a>":                                                              "",
		title + "<p>Error. Reference 18.5c1b.1699999999.2ab3</p>" + said:                                                                                                "",
		title + "<figure><img src=x><figcaption>The bridge on 3 June 2019. Photo: Jo Lund</figcaption></figure>" + said:                                                 "",
		title + "<p>Ann Lund (born 3 June 1950) opened the bridge.</p>" + said:                                                                                          "",
		title + "<p>Published on 4 March 2024 by Ann Lund.</p>" + said:                                                                                                  "2024-03-04",
		title + said + "<section class=most-read><article><h3><a href=/x>Ferries</a></h3><time datetime='2024-06-09'>9 June</time></article></section>":                 "",
		title + "<time data-timestamp=1709547630>3 hours ago</time>" + said:                                                                                             "2024-03-04",
		title + "<span class=timestamp data-utc='2024-03-04T10:20:30Z'>Yesterday</span>" + said:                                                                         "2024-03-04",
		title + "<time data-updated-time=1709547630>3 hours ago</time>" + said:                                                                                          "",
		title + `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge opens at last","datePublished":{"@value":"2024-03-04"}}</script>` + said:  "2024-03-04",
		"<html lang=en><meta property=og:locale content=en_GB>" + title + "<p class=date>04/03/2024</p>" + said:                                                         "2024-03-04",
		"<html lang=en><meta property=og:locale content=en_US>" + title + "<p class=date>04/03/2024</p>" + said:                                                         "",
		"<html lang=th>" + title + "<p>4 มี.ค. 2567 10:20 น.</p>" + said:                                                                                                "2024-03-04",
	} {
		s := only(t, "a.html", page)
		if got := knowledge.Day(s.Published); got != want {
			t.Errorf("got %q, want %q of %.330s", got, want, page)
		}
	}
}
