// Package page makes stories of HTML: what a page says of itself, its headline and
// dates, and the main text among all that it shows.
//
// It also reads the notices at the edges of any story, which tell that it was
// corrected or retracted.
//
// The door: [FromHTML] and [FlatText] read a page; [Complete] sets, last of all, what
// every story has, its label by its notices among them; [Announces], [ListedLabel]
// and [Relabel] are for notices elsewhere.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// FromHTML makes a story of a web page: what the page says of itself, and of
// what it shows the part that go-readability takes for the story, without the
// captions, links and lists around it.
func FromHTML(page string) (*knowledge.Story, error) {
	if strings.Count(page, "<") > MaxTags { // a tree of them would take more memory than there is
		return flatStory(page)
	}
	doc, err := html.Parse(strings.NewReader(plain.JoinSurrogates(page)))
	if err != nil { // nested deeper than any page is: its words in a row are still its words
		return flatStory(page)
	}
	unread, guarded := unreadWords(doc), isGuarded(doc)
	dropHidden(doc)
	offers := controlsOf(doc)
	if err := tooMuchShown(textLen(doc)); err != nil {
		return nil, err
	}
	spaceInline(doc)
	s, said, titles := pageFields(doc)
	address, _ := url.Parse(s.URL)
	prune(doc, plain.LanguageOf(s.Lang))
	headline := headlineOf(doc, s.Title)
	if headline != nil {
		dropOtherStories(headline)
	}
	shown := blocks(doc)
	var part []paragraph
	if headline != nil {
		part = ownPart(headline)
	}
	article, err := readability.FromDocument(doc, address)
	if err != nil {
		return nil, fmt.Errorf("find the story in the page: %w", err)
	}
	s.Title = plain.First(s.Title, plain.OneLine(article.Title()))
	s.Outlet = plain.First(s.Outlet, plain.OneLine(article.SiteName()))
	s.Title = withoutSite(s.Title, []string{s.Outlet})
	if len(s.Authors) == 0 {
		s.Authors = plain.Names(plain.LanguageOf(s.Lang), []string{article.Byline()})
	}
	under := teasers(shown)
	found := storyOf(article.Node, part)
	if headline != nil && areTeasers(found, under) {
		found = aboveTeasers(shown, s.Title)
	}
	undated := s.Published.IsZero() && len(s.Authors) == 0
	if undated && areTeasers(found, under) {
		return nil, errors.New("is no story but leads to others, as front pages do")
	}
	if found != nil {
		plain.TidyText(s, joinParagraphs(withoutWall(pick(found, s), s)))
	}
	if s.Text == "" {
		dropFooters(doc)
		plain.TidyText(s, joinParagraphs(pick(blocks(doc), s)))
	}
	if len(s.Text)*3 < len(said) { // a page that scripts fill: only its words for machines are there
		plain.TidyText(s, strings.TrimSpace(said))
	}
	if err := elsewhereError(s.Text, unread); err != nil {
		return nil, err
	}
	if why := obstacle(s, append(titles, s.Title), guarded); why != "" {
		return nil, fmt.Errorf("is no story but stands in the way of one, or in its place: %q", plain.Shorten(why, 80))
	}
	if standsBefore(s, titles, offers) {
		return nil, fmt.Errorf("is no story but stands in the way of one, or in its place: %q", plain.Shorten(plain.First(s.Title, s.Text), 80))
	}
	if s.Text == "" {
		return nil, errors.New("has no text that could be a story; save the whole page, or remove it")
	}
	withNotices(s, shown)
	if s.Title == "" {
		s.Title = plain.FirstSentence(plain.LanguageOf(s.Lang), s.Text)
	}
	return s, nil
}

// storyOf chooses the paragraphs of the story: those that go-readability has found,
// unless none of them stands in the part of the page that its markup gives to it.
func storyOf(found *html.Node, part []paragraph) []paragraph {
	if found == nil {
		return part
	}
	list := blocks(found)
	if part != nil && !shareProse(list, part) {
		return part
	}
	return list
}

// aboveTeasers is what stands between the headline and the first heading that leads to
// another story, where that holds sentences; else all that is shown.
func aboveTeasers(shown []paragraph, title string) []paragraph {
	list := belowTitle(shown, title)
	for i := range list {
		if list[i].heading && list[i].onlyLink() {
			if hasProse(list[:i]) {
				return list[:i]
			}
			break
		}
	}
	return shown
}

// dropFooters takes out of a page what stands below all that it shows.
func dropFooters(doc *html.Node) {
	var footers []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Footer {
			footers = append(footers, n)
		}
	}
	for _, n := range footers {
		n.Parent.RemoveChild(n)
	}
}

// flatStory makes a story of a page that is nested too deep to be a page.
func flatStory(page string) (*knowledge.Story, error) {
	title, lines := FlatText(page)
	shown := 0
	for _, l := range lines {
		shown += len(l)
	}
	if len(lines) > MaxTags {
		shown = mostShown + 1
	}
	if err := tooMuchShown(shown); err != nil {
		return nil, err
	}
	text := strings.Join(lines, "\n\n")
	if title == "" {
		return plain.FromText(text, nil)
	}
	s := &knowledge.Story{Title: title}
	if plain.TidyText(s, text); s.Text == "" {
		return nil, plain.ErrNoText
	}
	return s, nil
}

// joinParagraphs sets paragraphs apart by an empty line.
func joinParagraphs(list []paragraph) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// tooMuchShown returns an error where a page shows more than a story has.
func tooMuchShown(shown int) error {
	if shown > mostShown {
		return fmt.Errorf("shows more than %s of text, which is the most for one story; split it", plain.Size(mostShown))
	}
	return nil
}

// mostShown is how much text a page may show.
const mostShown = 1 << 20

// MaxTags is how many tags a page may have: finding the story among them takes up
// to a kilobyte for each.
const MaxTags = 40000
