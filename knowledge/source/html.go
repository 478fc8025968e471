package source

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"github.com/storybot/storybot/knowledge"
)

// fromHTML makes a story of a web page.
func fromHTML(page string) (*knowledge.Story, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil { // nested deeper than any page is: its words in a row are still its words
		return fillText(&knowledge.Story{Label: knowledge.News}, strings.Join(flatText(page), "\n\n"))
	}
	s := pageFields(doc)
	address, _ := url.Parse(s.URL)
	article, err := readability.FromDocument(doc, address)
	if err != nil {
		return nil, fmt.Errorf("find the story in the page: %w", err)
	}
	s.Title = first(s.Title, oneLine(article.Title()))
	s.Outlet = first(s.Outlet, oneLine(article.SiteName()))
	if len(s.Authors) == 0 {
		s.Authors = names([]string{article.Byline()})
	}
	if article.Node != nil {
		tidyText(s, strings.Join(blocks(article.Node), "\n\n"))
	}
	if s.Text == "" {
		tidyText(s, strings.Join(blocks(doc), "\n\n"))
	}
	if s.Text == "" {
		return nil, errors.New("has no text that could be a story; save the whole page, or remove it")
	}
	if s.Title == "" {
		s.Title = firstSentence(s.Text)
	}
	return s, nil
}
