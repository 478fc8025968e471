package web

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/dated"
)

const (
	mostEntries  = 5000  // a feed with more is no feed
	mostElements = 50000 // outside of what its entries quote
	mostNested   = 200
	mostTail     = 400
	mostQuoted   = 512 << 10 // a story of more than that is no story
	fullWords    = 120       // a text of fewer words may be a teaser
)

// entry is what a list says of one of its pages.
type entry struct {
	file  string           // the canonical address; where there is none, what else names it
	link  string           // where to fetch it; empty: nowhere
	id    string           // the hash of the ID that a feed gives it
	hash  string           // changes when the list says something else of it; empty: the list would not tell
	said  knowledge.Story  // what the list knows of it, to fill in what the page lacks
	whole *knowledge.Story // the story itself, where the list has all of it
}

// readFeed reads the entries of a feed, RSS, Atom or JSON, in their order.
func readFeed(body []byte, found *url.URL) (list []entry, err error) {
	if err := checkFeedSize(body); err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil { // what is read comes from strangers
			list, err = nil, fmt.Errorf("read the feed: %v", p)
		}
	}()
	feed, err := gofeed.NewParser().Parse(bytes.NewReader([]byte(plain.JoinSurrogates(string(body)))))
	if err != nil {
		return nil, fmt.Errorf("read the feed: %w", err)
	}
	order := orderIn(feed)
	for _, item := range feed.Items {
		if item != nil {
			list = append(list, entryOf(feed, item, found, order))
		}
	}
	return list, nil
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

// checkFeedSize refuses a feed that would take more memory than it is worth, before
// anything is made of it.
func checkFeedSize(body []byte) error {
	if b := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\ufeff")), " \t\r\n"); bytes.HasPrefix(b, []byte("{")) {
		if bytes.Count(b, []byte("{")) > 4*mostEntries {
			return fmt.Errorf("has more than %d entries, which is more than a feed has", mostEntries)
		}
		return nil
	}
	d := decoderOf(bytes.NewReader(body))
	depth, elements, entries := 0, 0, 0
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil: // gofeed may be more lenient, but not with a bomb behind the fault
			if bytes.Count(body, []byte("<")) > mostEntries {
				return fmt.Errorf("read the feed: %w", err)
			}
			return nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth, elements = depth+1, elements+1
			if t.Name.Local == "item" || t.Name.Local == "entry" {
				entries++
			}
		case xml.EndElement:
			depth--
		}
		switch {
		case entries > mostEntries:
			return fmt.Errorf("has more than %d entries, which is more than a feed has", mostEntries)
		case depth > mostNested, elements > mostElements:
			return errors.New("is nested deeper, or has more elements, than a feed has")
		}
	}
}

func entryOf(feed *gofeed.Feed, item *gofeed.Item, found *url.URL, order dated.Order) entry {
	e := entry{said: knowledge.Story{Title: plainOf(item.Title), Outlet: plainOf(feed.Title), Lang: plain.Language(feed.Language)}}
	if u, err := found.Parse(strings.TrimSpace(item.Link)); err == nil && strings.TrimSpace(item.Link) != "" {
		e.link = u.String()
		e.file = plain.Canonical(e.link)
	}
	if e.file == "" {
		e.file = "#" + plain.Shorten(plain.OneLine(plain.First(item.GUID, plain.First(e.link, item.Title))), 200)
	}
	var authors []string
	for _, a := range item.Authors {
		if a != nil {
			authors = append(authors, plainOf(a.Name))
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
	e.whole = wholeOf(item, &e)
	return e
}

// wholeOf makes the story of an entry that has all of its text, or that leads
// nowhere; nil where there is more to be fetched.
func wholeOf(item *gofeed.Item, e *entry) *knowledge.Story {
	quoted := plain.First(item.Content, item.Description)
	if strings.TrimSpace(quoted) == "" || e.said.Title == "" || len(quoted) > mostQuoted || strings.Count(quoted, "<") > page.MaxTags {
		return nil
	}
	parsed, err := page.FromHTML(`<html lang="` + e.said.Lang + `"><head><title>` + html.EscapeString(e.said.Title) + "</title></head><body><article>" + plain.Scrub(quoted) + "</article></body></html>")
	if err != nil || parsed.Text == "" {
		return nil
	}
	if e.link != "" && (len(strings.Fields(parsed.Text)) < fullWords || isCutOff(plain.LanguageOf(e.said.Lang), quoted)) {
		return nil
	}
	s := e.said
	s.Text, s.URL = parsed.Text, plain.Canonical(e.link)
	return &s
}

// tags are tags and remarks of HTML. A "<" before anything else is one that was meant.
var tags = regexp.MustCompile(`</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*=[^<>]*|\s+[\w-]+)?\s*/?>|<!--.*?-->|<!\[CDATA\[|\]\]>`)

// withoutTags drops from a piece of HTML the tags of elements that there are.
func withoutTags(s string) string {
	return tags.ReplaceAllStringFunc(s, func(tag string) string {
		name := tags.FindStringSubmatch(tag)[1]
		if name != "" && atom.Lookup([]byte(strings.ToLower(name))) == 0 {
			return tag
		}
		return " "
	})
}

// isCutOff reports whether a text ends as one that goes on elsewhere.
func isCutOff(lang *text.Language, quoted string) bool {
	tail := plainOf(quoted[max(0, len(quoted)-mostTail*4):])
	return lang.Lines.CutOff.MatchString(tail[max(0, len(tail)-mostTail):])
}

// plainOf is what one reads of a short piece of HTML, in one line.
func plainOf(s string) string {
	return plain.OneLine(html.UnescapeString(withoutTags(html.UnescapeString(s))))
}
