package page

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// articleLD is an article in JSON-LD.
type articleLD struct {
	Type             looseText       `json:"@type"`
	Headline         looseText       `json:"headline"`
	Name             looseText       `json:"name"`
	URL              looseText       `json:"url"`
	MainEntityOfPage looseText       `json:"mainEntityOfPage"`
	Published        looseText       `json:"datePublished"`
	Modified         looseText       `json:"dateModified"`
	Author           looseText       `json:"author"`
	Publisher        looseText       `json:"publisher"`
	Language         looseText       `json:"inLanguage"`
	Body             looseText       `json:"articleBody"`
	Status           looseText       `json:"creativeWorkStatus"`
	Correction       json.RawMessage `json:"correction"`
	Graph            json.RawMessage `json:"@graph"`
}

// looseText is a value that may be a string, a number, a thing with a name or an address,
// or a list of these.
type looseText []string

// UnmarshalJSON takes any value and keeps the strings and numbers that name it.
func (l *looseText) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*l = append(*l, html.UnescapeString(s))
		return nil
	}
	if len(b) > 0 && b[0] >= '0' && b[0] <= '9' { // seconds since 1970
		*l = append(*l, string(b))
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
		Name  looseText `json:"name"`
		Value looseText `json:"@value"`
		ID    string    `json:"@id"`
	}
	if json.Unmarshal(b, &thing) == nil {
		*l = append(append(*l, thing.Name...), thing.Value...)
		if len(thing.Name) == 0 && strings.HasPrefix(thing.ID, "http") {
			*l = append(*l, thing.ID)
		}
	}
	return nil
}

// isShallow reports whether JSON is nested no deeper than people write it. The time
// to take in anything grows with the square of its depth.
func isShallow(block string) bool {
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

func (l looseText) one() string {
	for _, s := range l {
		if s = plain.OneLine(s); s != "" {
			return s
		}
	}
	return ""
}

// mostLinked is how many articles in JSON-LD are looked at.
const mostLinked = 20

// jsonLD is what the blocks of JSON-LD in a page say of it.
type jsonLD struct {
	articles []*articleLD
	dated    time.Time // when what is no article but holds one was published
}

// article is the article that the page is about: the one whose title is that of
// the page, of several the one with a date, of these the first; nil for none. One that
// has no word of the page's titles is of another story.
func (d *jsonLD) article(titles ...string) (best *articleLD) {
	most := -1.0
	for _, a := range d.articles {
		score := 0.0
		for _, t := range titles {
			score = max(score, sharedWords(plain.First(a.Headline.one(), a.Name.one()), t))
		}
		if score = float64(int(score*4)) * 2; a.Published.one() != "" { // close is as good as equal
			score++
		}
		if score > most {
			best, most = a, score
		}
	}
	if best != nil && isOther(plain.First(best.Headline.one(), best.Name.one()), titles) {
		return nil
	}
	return best
}

// isOther reports whether a headline has no word of the titles that there are.
func isOther(headline string, titles []string) bool {
	named := false
	for _, t := range titles {
		if wordsOf(t) == nil {
			continue
		}
		if named = true; sharedWords(headline, t) > 0 {
			return false
		}
	}
	return named && wordsOf(headline) != nil
}

// add takes in one block.
func (d *jsonLD) add(block []byte) {
	var list []json.RawMessage
	if json.Unmarshal(block, &list) != nil {
		list = []json.RawMessage{block}
	}
	for _, raw := range list {
		var a articleLD
		if len(d.articles) == mostLinked || json.Unmarshal(raw, &a) != nil {
			continue
		}
		switch {
		case a.is(articleType):
			d.articles = append(d.articles, &a)
		case d.dated.IsZero() && a.is(holdsArticle):
			d.dated, _ = plain.ParseDate(a.Published.one())
		}
		if len(a.Graph) > 0 {
			d.add(a.Graph)
		}
	}
}

// is reports whether one of its types is of that kind.
func (a *articleLD) is(kind func(string) bool) bool { return slices.ContainsFunc(a.Type, kind) }

// articleType reports whether a type is that of an article.
func articleType(t string) bool {
	return strings.HasSuffix(t, "Article") || t == "BlogPosting" || t == "Report" || t == "LiveBlogPosting" || t == "Review"
}

// holdsArticle reports whether a type stands for the page of an article, or for
// its sum.
func holdsArticle(t string) bool { return t == "WebPage" || t == "ClaimReview" || t == "ItemPage" }

func (a *articleLD) story(s *knowledge.Story) {
	s.Title = plain.First(a.Headline.one(), a.Name.one())
	s.Outlet = withoutAddress(a.Publisher.one())
	s.Authors = plain.Names(plain.LanguageOf(s.Lang), a.Author)
	s.URL = plain.First(plain.Canonical(a.MainEntityOfPage.one()), plain.Canonical(a.URL.one()))
	s.Published, _ = plain.ParseDate(a.Published.one())
	s.Updated, _ = plain.ParseDate(a.Modified.one())
	s.Lang = plain.First(s.Lang, a.Language.one())
	s.Label = a.label()
}

// label is what an article in JSON-LD is by its type, its status and its
// corrections; empty where that is nothing of its own.
func (a *articleLD) label() knowledge.Label {
	status := strings.ToLower(a.Status.one())
	switch {
	case a.is(func(t string) bool { return strings.HasPrefix(t, "Retract") }), status == "retracted", status == "withdrawn":
		return knowledge.Retracted
	case a.Type.one() == "LiveBlogPosting":
		return knowledge.Live
	case tellsCorrection(a.Correction):
		return knowledge.Correction
	}
	return ""
}

// tellsCorrection reports whether the value of an article's correction is one. A
// mere address may be that of a page about corrections in general.
func tellsCorrection(raw json.RawMessage) bool {
	var text string
	var list []json.RawMessage
	var comment struct {
		Text, Description, Name looseText
	}
	switch {
	case json.Unmarshal(raw, &text) == nil:
		return strings.TrimSpace(text) != "" && !strings.HasPrefix(text, "http")
	case json.Unmarshal(raw, &list) == nil:
		return slices.ContainsFunc(list, tellsCorrection)
	case json.Unmarshal(raw, &comment) == nil:
		return comment.Text.one()+comment.Description.one()+comment.Name.one() != ""
	}
	return false
}

func withoutAddress(name string) string {
	if strings.Contains(name, "://") {
		return ""
	}
	return name
}
