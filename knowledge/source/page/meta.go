package page

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// pageFields reads what a page says of itself: JSON-LD first, then its meta
// elements, then what else its head has, and what it shows above the story.
// said is its text, where JSON-LD has it; titles are all that it calls itself.
func pageFields(doc *html.Node) (s *knowledge.Story, said string, titles []string) {
	h := &metadata{meta: make(map[string][]string)}
	h.walk(doc)
	s = &knowledge.Story{Lang: h.lang}
	if article := h.ld.article(append(slices.Clone(h.h1), h.get("og:title"), h.title)...); article != nil {
		article.story(s)
		said = plain.Scrub(article.Body.one())
	}
	if s.URL == "" || plain.Canonical(h.canonical) != "" {
		s.URL = plain.First(plain.Canonical(h.canonical), s.URL)
	}
	s.URL = plain.First(s.URL, plain.Canonical(h.get("og:url", "twitter:url")))
	s.Outlet = plain.First(s.Outlet, h.get("og:site_name", "application-name", "dc.publisher", "publisher"))
	if s.Title = h.headline(s); s.Title == "" {
		s.Title = shownTitle(h.title, blocks(doc))
	}
	if len(s.Authors) == 0 {
		s.Authors = plain.Names(h.language(), h.all("author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author"))
	}
	h.when(s, doc)
	return s, said, append(h.h1[:min(len(h.h1), 1)], h.title)
}

// when sets the dates of a story: when it was published, and not when it was changed.
func (m *metadata) when(s *knowledge.Story, doc *html.Node) {
	order := orderOf(m.locale(), s.URL)
	changed := func() time.Time { return time.Time{} }
	say := func(date string) {
		if s.Published.IsZero() {
			s.Published, _ = plain.ParseDateBy(date, order)
		}
	}
	for _, name := range []string{"article:published_time", "article:published", "og:published_time", "og:article:published_time", "parsely-pub-date", "date", "pubdate",
		"publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date", "datepublished", "article.published", "article_date_original"} {
		say(m.get(name))
	}
	for _, name := range m.keys {
		if datedKey.MatchString(name) && !changedKey.MatchString(name) {
			say(m.get(name))
		}
	}
	if m.timed == explicitTime {
		say(m.time)
	}
	if s.Published.IsZero() {
		s.Published = m.ld.dated
	}
	if s.Published.IsZero() {
		timed, _ := plain.ParseDateBy(m.time, order)
		list := blocks(doc)
		s.Published = reconcile(shownDate(m.language(), list, s.Title, order, false), timed)
		changed = func() time.Time { return shownDate(m.language(), list, s.Title, order, true) }
	}
	if s.Published.IsZero() {
		s.Published = plain.AddressDate(m.language(), s.URL)
	}
	for _, name := range []string{"article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified", "article.updated", "dcterms.modified"} {
		if s.Updated.IsZero() {
			s.Updated, _ = plain.ParseDateBy(m.get(name), order)
		}
	}
	if s.Published.IsZero() && s.Updated.IsZero() {
		s.Updated = changed() // the only date of the page
	}
	if !s.Updated.After(s.Published) {
		s.Updated = time.Time{}
	}
}

// mostTold is how many elements that tell a date are looked at.
const mostTold = 300

// metadata gathers a page's own statements.
type metadata struct {
	meta                  map[string][]string
	keys                  []string // of meta, in their order
	lang, canonical, time string
	told                  int      // elements that tell a date
	timed                 int      // how sure it is that time is when the story was published
	title                 string   // its title element
	h1                    []string // its first headings
	ld                    jsonLD
}

// language is what the page is read by.
func (m *metadata) language() *text.Language { return plain.LanguageOf(m.lang) }

// locale is the language of the page with its country, where it tells that.
func (m *metadata) locale() string {
	if said := m.get("og:locale"); len(said) > len(m.lang) && plain.Language(said) == plain.Language(m.lang) {
		return said
	}
	return m.lang
}

func (m *metadata) get(keys ...string) string {
	for _, k := range keys {
		for _, v := range m.meta[k] {
			if v = plain.OneLine(v); v != "" {
				return v
			}
		}
	}
	return ""
}

func (m *metadata) all(keys ...string) []string {
	for _, k := range keys {
		if m.get(k) != "" && len(plain.Names(m.language(), m.meta[k])) > 0 {
			return m.meta[k]
		}
	}
	return nil
}

func (m *metadata) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		m.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.walk(c)
	}
}

func (m *metadata) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		m.lang = attr(n, "lang")
	case atom.Meta:
		key := strings.ToLower(strings.TrimSpace(plain.First(attr(n, "property"), plain.First(attr(n, "name"), attr(n, "itemprop")))))
		if key != "" {
			if len(m.meta[key]) == 0 {
				m.keys = append(m.keys, key)
			}
			m.meta[key] = append(m.meta[key], attr(n, "content"))
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
			m.canonical = attr(n, "href")
		}
	case atom.Title:
		if m.title == "" && n.FirstChild != nil {
			m.title = plain.OneLine(n.FirstChild.Data)
		}
	case atom.H1:
		if len(m.h1) < mostHeadings {
			m.h1 = append(m.h1, plain.OneLine(joinParagraphs(blocks(n))))
		}
	case atom.Time:
		m.dates(n, plain.First(plain.First(attr(n, "datetime"), dataDate(n)), shownText(n)))
	case atom.Abbr, atom.Span, atom.Div, atom.P:
		if isPublished(n) {
			m.dates(n, plain.First(plain.First(attr(n, "content"), plain.First(attr(n, "datetime"), attr(n, "title"))), plain.First(dataDate(n), shownText(n))))
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil && isShallow(n.FirstChild.Data) {
			m.ld.add([]byte(n.FirstChild.Data))
		}
	}
}

// dataDate is the date that an element keeps for scripts, which show it in words of their own.
func dataDate(n *html.Node) string {
	for _, a := range n.Attr {
		if dataKey.MatchString(a.Key) && !changedKey.MatchString(a.Key) {
			if _, err := plain.ParseDate(a.Val); err == nil {
				return a.Val
			}
		}
	}
	return ""
}

// dates takes in a date that an element tells, where it is the page's own and surer
// than what was found before.
func (m *metadata) dates(n *html.Node, date string) {
	if m.told++; m.told > mostTold {
		return
	}
	sure := timeConfidence(m.language(), n)
	if sure <= m.timed || len(date) > 100 {
		return
	}
	if _, err := plain.ParseDateBy(date, orderOf(m.locale(), "")); err == nil {
		m.time, m.timed = date, sure
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
