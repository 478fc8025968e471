package web

import (
	"errors"
	"html"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/dated"
)

const (
	mostTail   = 400
	mostQuoted = 512 << 10 // a story of more than that is no story
	fullWords  = 120       // a text of fewer words may be a teaser
)

// entry is what a list says of one of its pages.
type entry struct {
	file  string           // the canonical address; where there is none, what else names it
	link  string           // where to fetch it; empty: nowhere
	id    string           // the hash of the ID that a feed gives it
	hash  string           // changes when the list says something else of it; empty: the list would not tell
	said  knowledge.Story  // what the list knows of it, to fill in what the page lacks
	whole *knowledge.Story // the story itself, where the list has all of it
	start *knowledge.Story // its beginning, where the list has no more
}

// readFeed reads the entries of a feed, RSS, Atom or JSON, in their order. Of one that is
// damaged it reads those that are whole, with an errDamaged.
func readFeed(body []byte, found *url.URL) (list []entry, err error) {
	body = []byte(plain.JoinSurrogates(string(body)))
	feed, err := parseFeed(body)
	switch {
	case errors.Is(err, errTooMuch):
	case err != nil:
		feed, err = salvage(body, err)
	default:
		feed, err = complete(feed, body)
	}
	if feed == nil {
		return nil, err
	}
	order := orderIn(feed)
	for _, item := range feed.Items {
		if item != nil {
			list = append(list, entryOf(feed, item, found, order))
		}
	}
	return list, err
}

// orderIn is which number is the day in the dates of a feed: as its plain dates tell, else
// as its language does, where everyone who writes it puts the same first.
func orderIn(feed *gofeed.Feed) dated.Order {
	var dates []string
	for _, item := range feed.Items {
		if item != nil {
			dates = append(dates, item.Published, item.Updated)
		}
	}
	if order := dated.OrderOf(dates, time.Now()); order != dated.Unknown {
		return order
	}
	switch lang := strings.ToLower(strings.ReplaceAll(feed.Language, "_", "-")); lang {
	case "", "en":
		return dated.Unknown
	case "en-us":
		return dated.MonthFirst
	}
	return dated.DayFirst
}

func entryOf(feed *gofeed.Feed, item *gofeed.Item, found *url.URL, order dated.Order) entry {
	e := entry{said: knowledge.Story{Title: titleOf(item.Title), Outlet: titleOf(feed.Title), Lang: plain.Language(feed.Language)}}
	if u, err := found.Parse(strings.TrimSpace(item.Link)); err == nil && strings.TrimSpace(item.Link) != "" && len(item.Link) <= mostAddress {
		e.link = u.String()
		e.file = plain.Canonical(e.link)
	}
	if e.said.Title == "" && e.link == "" { // then its text is all that there is of it
		e.said.Title = plain.FirstSentence(plain.LanguageOf(e.said.Lang), plainOf(plain.First(item.Content, item.Description)))
	}
	if e.file == "" {
		e.file = "#" + plain.Shorten(plain.OneLine(plain.First(item.GUID, plain.First(e.link, plain.First(item.Title, e.said.Title)))), 200)
	}
	var authors []string
	for _, a := range item.Authors {
		if a != nil {
			authors = append(authors, titleOf(a.Name))
		}
	}
	e.said.Authors = plain.Names(plain.LanguageOf(e.said.Lang), authors)
	e.said.Published, _ = plain.ParseDateBy(item.Published, order)
	e.said.Updated, _ = plain.ParseDateBy(item.Updated, order)
	if e.said.Published.IsZero() {
		e.said.Published = e.said.Updated
	}
	if !e.said.Updated.After(e.said.Published) {
		e.said.Updated = time.Time{}
	}
	e.id = idOf(item.GUID)
	e.hash = plain.Hash(item.Title, item.Description, item.Content, item.Published, item.Updated)
	if s, all := quotedOf(item, &e); all {
		e.whole = s
	} else {
		e.start = beginning(s)
	}
	return e
}

// quotedOf makes the story of what an entry has of its text, and reports whether that is all
// there is: it is where it leads nowhere. nil: it has none.
func quotedOf(item *gofeed.Item, e *entry) (s *knowledge.Story, all bool) {
	quoted := plain.First(item.Content, item.Description)
	if strings.TrimSpace(quoted) == "" || e.said.Title == "" || len(quoted) > mostQuoted || strings.Count(quoted, "<") > page.MaxTags {
		return nil, false
	}
	parsed, err := page.FromHTML(`<html lang="` + e.said.Lang + `"><head><title>` + html.EscapeString(e.said.Title) + "</title></head><body><article>" + plain.Scrub(quoted) + "</article></body></html>")
	if err != nil || parsed.Text == "" {
		return nil, false
	}
	told := e.said
	told.Text, told.URL = parsed.Text, plain.Canonical(e.link)
	return &told, e.link == "" || len(strings.Fields(parsed.Text)) >= fullWords && !isCutOff(plain.LanguageOf(e.said.Lang), quoted)
}

// fewWords is how many words a beginning has at least; with fewer it is a label.
const fewWords = 4

// beginning marks a text as one that goes on elsewhere: it ends with an ellipsis in
// brackets. nil where there is none worth telling.
func beginning(s *knowledge.Story) *knowledge.Story {
	if s == nil || plain.Alike(s.Text, s.Title) || len(strings.Fields(s.Text)) < fewWords {
		return nil
	}
	s.Text = openEnd.ReplaceAllString(s.Text, "") + " […]"
	return s
}

// openEnd is how a text ends that goes on elsewhere.
var openEnd = regexp.MustCompile(`\s*(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*$`)

// isCutOff reports whether a text ends as one that goes on elsewhere.
func isCutOff(lang *text.Language, quoted string) bool {
	tail := plainOf(quoted[max(0, len(quoted)-mostTail*4):])
	return lang.Lines.CutOff.MatchString(tail[max(0, len(tail)-mostTail):])
}
