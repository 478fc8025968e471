package page

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// webPage sets a story into a page with all that usually stands around it.
func webPage(head, story string) string {
	return `<!DOCTYPE html><html lang="en-GB"><head><title>Bridge over the Alder opens | The Lamp</title>` + head + `</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Bridge over the Alder opens</h1>` + story + `
<div class="newsletter-signup">Get the best of The Lamp every morning.</div></article>
<aside><h2>Most read</h2><ul><li><a href="/1">Mayor resigns after a week of protests</a></li><li><a href="/2">Rain ends the long drought</a></li></ul></aside></main>
<footer>© 2024 The Lamp Ltd. All rights reserved.</footer><script>alert("no")</script></body></html>`
}

const bridge = `<figure><img src="a.jpg"><figcaption>The new bridge. Ann Lee/AP</figcaption></figure>
<p>The bridge over the river Alder opens on Monday after two years of work, the city said on Friday in a statement.</p>
<p>It cost 12 million euros, of which the state paid <b>half</b>.<br>Cyclists may use it, too, and there is a path for those who walk.</p>
<p><a href="/related">Read how the old bridge fell into the river in the great flood</a></p>
<h2>Who will pay</h2>
<ul><li>The state pays six million euros over three years.</li><li>The city pays the rest.</li></ul>
<p>"We have waited long enough for this bridge," the mayor said, and thanked the two hundred people who built it.</p>
<h3>More on this</h3><ul><li><a href="/3">How the bridge was planned</a></li><li><a href="/4">The history of the ferries</a></li></ul>`

func TestPage(t *testing.T) {
	const text = `The bridge over the river Alder opens on Monday after two years of work, the city said on Friday in a statement.

It cost 12 million euros, of which the state paid half.

Cyclists may use it, too, and there is a path for those who walk.

Who will pay

The state pays six million euros over three years.

The city pays the rest.

"We have waited long enough for this bridge," the mayor said, and thanked the two hundred people who built it.`
	full := "Bridge over the Alder opens|The Lamp|Ann Lee, Raj Patel|2024-05-03T08:30:00Z|2024-05-04T10:00:00Z|https://example.org/bridge|en|news"
	tests := map[string]struct{ head, want string }{
		"JSON-LD": {`<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge over the Alder opens",
			"datePublished": "2024-05-03T10:30:00+02:00", "dateModified": "2024-05-04T10:00:00Z", "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Raj Patel"}],
			"publisher": {"@type": "Organization", "name": "The Lamp"}, "mainEntityOfPage": {"@id": "https://example.org/bridge"}}</script>`, full},
		"JSON-LD, graph": {`<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["ReportageNewsArticle"], "headline": "Bridge over the Alder opens",
			"datePublished": "2024-05-03T08:30Z", "dateModified": "2024-05-04T10:00:00Z", "author": ["Ann Lee", "Raj Patel"], "publisher": {"name": "The Lamp"}, "url": "https://example.org/bridge?utm_source=x"}]}</script>`, full},
		"OpenGraph": {`<meta property="og:title" content="Bridge over the Alder opens – The Lamp"><meta property="og:site_name" content="The Lamp">
			<meta property="article:published_time" content="2024-05-03T08:30:00Z"><meta property="article:modified_time" content="2024-05-04T10:00:00Z">
			<meta name="author" content="Ann Lee and Raj Patel"><link rel="canonical" href="https://example.org/bridge"><meta property="og:url" content="https://example.org/other">`, full},
		"broken JSON-LD, the rest": {`<script type="application/ld+json">{"@type": "NewsArticle", </script><meta property="og:site_name" content="The Lamp"><link rel="canonical" href="/bridge">`,
			"Bridge over the Alder opens|The Lamp|||||en|news"},
		"a live page": {`<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Bridge over the Alder opens", "publisher": "The Lamp"}</script>`, "Bridge over the Alder opens|The Lamp|||||en|live"},
	}
	for name, test := range tests {
		s := only(t, "a.html", webPage(test.head, bridge))
		if s.Text != text {
			t.Errorf("%s: text is\n%s\nwant\n%s", name, s.Text, text)
		}
		got := fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s", s.Title, s.Outlet, strings.Join(s.Authors, ", "), at(s.Published), at(s.Updated), s.URL, s.Lang, s.Label)
		if got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, test.want)
		}
	}
}

func at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func TestOddPages(t *testing.T) {
	const words = "The bridge over the Alder opens on Monday, the city said."
	tests := map[string]struct{ in, title, text string }{
		"a fragment":          {"<h1>Bridge opens</h1><p>" + words + "</p>", "Bridge opens", words},
		"no title":            {"<p>" + words + "</p>", words, words},
		"filled by scripts":   {`<title>Bridge opens</title><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge opens", "articleBody": "` + words + ` It cost 12 million."}</script><div id="root">Loading</div>`, "Bridge opens", words + " It cost 12 million."},
		"deep":                {"<title>Bridge opens</title>" + strings.Repeat("<b>", 10000) + words, "Bridge opens", words},
		"deep lists":          {"<title>Bridge opens</title>" + strings.Repeat("<ul><li>", 5000) + words, "Bridge opens", words},
		"never closed":        {"<title>Bridge opens</title><table><tr><td><p>" + words, "Bridge opens", words},
		"entities and spaces": {"<title>Caf&eacute; &amp; bar</title><p>The&nbsp;caf&eacute; \n  closed &mdash; for&#8203; good.</p>", "Café & bar", "The café closed — for good."},
	}
	for name, test := range tests {
		began := time.Now()
		s := only(t, "a.html", test.in)
		if s.Title != test.title || s.Text != test.text {
			t.Errorf("%s: got %q with\n%q\nwant %q with\n%q", name, s.Title, s.Text, test.title, test.text)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// TestPicked: what is left out of a page's story are links, captions and what
// hangs at its end, and no sentence.
func TestPicked(t *testing.T) {
	list := []paragraph{
		{text: "Home", linked: 4}, {text: "News", linked: 4}, {text: "Bridge opens", heading: true},
		{text: "It opens on Monday.", linked: 19}, {text: "How it was built in two years", linked: 29},
		{text: "Workers on the bridge (Image: Agency)"}, {text: "Costs", heading: true}, {text: "It cost 12 million."},
		{text: "Follow the story", heading: true}, {text: "The flood that took the old one", linked: 31},
		{text: "Builders", heading: true}, {text: "Norton Steel", linked: 12}, {text: "They won the contract in May."},
		{text: "Bridges", linked: 7}, {text: "Rivers", linked: 6}, {text: "Norton", linked: 6}, {text: "The mayor was there."},
		{text: "More", heading: true}, {text: "The ferries of the Alder", linked: 24}, {text: "Ann Lee"},
	}
	var got []string
	for _, p := range pick(list, &knowledge.Story{Title: "Bridge opens"}) {
		got = append(got, p.text)
	}
	if want := "It opens on Monday.|Costs|It cost 12 million.|Builders|Norton Steel|They won the contract in May.|The mayor was there."; strings.Join(got, "|") != want {
		t.Errorf("picked %q, want %q", strings.Join(got, "|"), want)
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(webPage("", bridge))
	f.Add(`<script type="application/ld+json">{"@type": "Article", "author": [[["a"]]], "@graph": [{}]}</script><p>Said.`)
	f.Fuzz(func(t *testing.T, doc string) {
		if s, err := FromHTML(plain.Scrub(doc)); err == nil {
			cleanStory(t, s)
		}
	})
}
