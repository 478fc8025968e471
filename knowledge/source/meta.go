package source

import (
	"encoding/json"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge"
)

// pageFields reads what a page says of itself: JSON-LD first, then its meta
// elements, then what else its head has. said is its text, where JSON-LD has it.
func pageFields(doc *html.Node) (s *knowledge.Story, said string) {
	h := &head{meta: make(map[string][]string)}
	h.walk(doc)
	s = &knowledge.Story{Lang: h.lang}
	if h.article != nil {
		h.article.story(s)
		said = scrub(h.article.Body.one())
	}
	if s.URL == "" || canonical(h.canonical) != "" {
		s.URL = first(canonical(h.canonical), s.URL)
	}
	s.URL = first(s.URL, canonical(h.get("og:url", "twitter:url")))
	s.Title = first(s.Title, h.get("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title", "article.headline"))
	if !h.titled {
		s.Title = first(s.Title, h.h1)
	}
	s.Outlet = first(s.Outlet, h.get("og:site_name", "application-name", "dc.publisher", "publisher"))
	if len(s.Authors) == 0 {
		s.Authors = names(h.all("author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author"))
	}
	for _, name := range []string{"article:published_time", "article:published", "og:published_time", "parsely-pub-date", "date", "pubdate", "publishdate",
		"publish-date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date", "datepublished", "article.published", "article_date_original"} {
		if s.Published.IsZero() {
			s.Published, _ = parseDate(h.get(name))
		}
	}
	if s.Published.IsZero() {
		s.Published, _ = parseDate(h.time)
	}
	for _, name := range []string{"article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified", "article.updated", "dcterms.modified"} {
		if s.Updated.IsZero() {
			s.Updated, _ = parseDate(h.get(name))
		}
	}
	if !s.Updated.After(s.Published) {
		s.Updated = time.Time{}
	}
	return s, said
}

// head gathers a page's own statements.
type head struct {
	meta                  map[string][]string
	lang, canonical, time string
	titled                bool   // it has a title element
	h1                    string // its first heading
	article               *linked
}

func (h *head) get(keys ...string) string {
	for _, k := range keys {
		for _, v := range h.meta[k] {
			if v = oneLine(v); v != "" {
				return v
			}
		}
	}
	return ""
}

func (h *head) all(keys ...string) []string {
	for _, k := range keys {
		if h.get(k) != "" && len(names(h.meta[k])) > 0 {
			return h.meta[k]
		}
	}
	return nil
}

func (h *head) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		h.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.walk(c)
	}
}

func (h *head) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = attr(n, "lang")
	case atom.Meta:
		key := strings.ToLower(strings.TrimSpace(first(attr(n, "property"), first(attr(n, "name"), attr(n, "itemprop")))))
		if key != "" {
			h.meta[key] = append(h.meta[key], attr(n, "content"))
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && h.canonical == "" {
			h.canonical = attr(n, "href")
		}
	case atom.Title:
		h.titled = h.titled || n.FirstChild != nil
	case atom.H1:
		h.h1 = first(h.h1, oneLine(written(blocks(n))))
	case atom.Time:
		if h.time == "" {
			h.time = attr(n, "datetime")
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil && h.article == nil && shallow(n.FirstChild.Data) {
			h.article = linkedArticle([]byte(n.FirstChild.Data))
		}
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

// linked is an article in JSON-LD.
type linked struct {
	Type             loose           `json:"@type"`
	Headline         loose           `json:"headline"`
	Name             loose           `json:"name"`
	URL              loose           `json:"url"`
	MainEntityOfPage loose           `json:"mainEntityOfPage"`
	Published        loose           `json:"datePublished"`
	Modified         loose           `json:"dateModified"`
	Author           loose           `json:"author"`
	Publisher        loose           `json:"publisher"`
	Language         loose           `json:"inLanguage"`
	Body             loose           `json:"articleBody"`
	Graph            json.RawMessage `json:"@graph"`
}

// loose is a value that may be a string, a thing with a name or an address, or a list of such.
type loose []string

// UnmarshalJSON takes any value and keeps the strings that name it.
func (l *loose) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*l = append(*l, html.UnescapeString(s))
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(b, &list) == nil {
		for _, v := range list[:min(len(list), 32)] {
			_ = l.UnmarshalJSON(v) // takes anything
		}
		return nil
	}
	var thing struct {
		Name loose  `json:"name"`
		ID   string `json:"@id"`
	}
	if json.Unmarshal(b, &thing) == nil {
		*l = append(*l, thing.Name...)
		if len(thing.Name) == 0 && strings.HasPrefix(thing.ID, "http") {
			*l = append(*l, thing.ID)
		}
	}
	return nil
}

// shallow says whether JSON is nested no deeper than people write it. The time
// to take in anything grows with the square of its depth.
func shallow(block string) bool {
	depth, quoted := 0, false
	for i := 0; i < len(block); i++ {
		switch c := block[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > 40 {
				return false
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return true
}

func (l loose) one() string {
	for _, s := range l {
		if s = oneLine(s); s != "" {
			return s
		}
	}
	return ""
}

// linkedArticle finds the article in a block of JSON-LD, or gives nil.
func linkedArticle(block []byte) *linked {
	var list []json.RawMessage
	if json.Unmarshal(block, &list) != nil {
		list = []json.RawMessage{block}
	}
	for _, raw := range list {
		var a linked
		if json.Unmarshal(raw, &a) != nil {
			continue
		}
		for _, t := range a.Type {
			if strings.HasSuffix(t, "Article") || t == "BlogPosting" || t == "Report" || t == "LiveBlogPosting" || t == "Review" {
				return &a
			}
		}
		if len(a.Graph) > 0 {
			if found := linkedArticle(a.Graph); found != nil {
				return found
			}
		}
	}
	return nil
}

func (a *linked) story(s *knowledge.Story) {
	s.Title = first(a.Headline.one(), a.Name.one())
	s.Outlet = withoutAddress(a.Publisher.one())
	s.Authors = names(a.Author)
	s.URL = first(canonical(a.MainEntityOfPage.one()), canonical(a.URL.one()))
	s.Published, _ = parseDate(a.Published.one())
	s.Updated, _ = parseDate(a.Modified.one())
	s.Lang = first(s.Lang, a.Language.one())
	if a.Type.one() == "LiveBlogPosting" {
		s.Label = knowledge.Live
	}
}

func withoutAddress(name string) string {
	if strings.Contains(name, "://") {
		return ""
	}
	return name
}
