package web

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	briefStory  = 150 // words: what stands in the way of a story is seldom longer
	wholeStory  = 40  // words: what is shorter cannot collapse
	aNewPage    = 400 // words: a page that long speaks for itself
	mostlyOther = 0.3 // so small a share of the same words makes two texts different ones
	mostlySame  = 0.6 // and so large a share, under one title, makes them the same
)

// replaces returns an error where what a page shows now is hardly its story any
// more: it has collapsed to a few words, or has another title, another text and
// nothing that tells of a story. The story stays as it was. A correction and a
// retraction always replace it.
func (c *crawl) replaces(ctx context.Context, had mark, s *knowledge.Story) error {
	if c.before == nil || had.Story == "" {
		return nil
	}
	was := c.before(ctx, had.Story)
	if was == nil || s.Label == knowledge.Retracted || s.Label == knowledge.Correction || announces(s) {
		return nil
	}
	words, before := text.CountWords(s.Text), text.CountWords(was.Text)
	switch {
	case before >= wholeStory && words < briefStory && words*3 < before:
		return fmt.Errorf("shows %d words where its story has %d: what is there now is hardly the story; it stays as it was", words, before)
	case words < aNewPage && s.Published.IsZero() && len(s.Authors) == 0 && before >= wholeStory &&
		commonWords(s.Title, was.Title) < mostlyOther && commonWords(s.Text, was.Text) < mostlyOther:
		return fmt.Errorf("shows something else (%q), with neither a date nor a name: what is there now is hardly the story; it stays as it was", plain.Shorten(s.Title, 60))
	}
	return nil
}

// announces reports whether one of a story's paragraphs announces that it was
// corrected or retracted.
func announces(s *knowledge.Story) bool {
	lang := plain.LanguageOf(s.Lang)
	return slices.ContainsFunc(strings.Split(s.Text, "\n"), func(l string) bool { return page.Announces(lang, l, s.Outlet) })
}

// isOther returns an error where a page is brief and has no word of what its list
// calls it: then it is not the page that was named.
func isOther(e *entry, s *knowledge.Story) error {
	named := distinctWords(e.said.Title)
	if len(named) < 3 || text.CountWords(s.Text) >= briefStory {
		return nil
	}
	shown := distinctWords(s.Title + " " + s.Text)
	for w := range named {
		if shown[w] && len(w) > 3 {
			return nil
		}
	}
	return fmt.Errorf("shows nothing of %q but %q: it is hardly its story", plain.Shorten(e.said.Title, 60), plain.Shorten(s.Title, 60))
}

// distinctWords are the words of a text, in lower case; where no spaces part them,
// its pairs of characters.
func distinctWords(s string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		runes := []rune(w)
		if !unicode.In(runes[0], unicode.Han, unicode.Hiragana, unicode.Katakana) {
			set[w] = true
			continue
		}
		for i := range len(runes) - 1 {
			set[string(runes[i:i+2])] = true
		}
	}
	return set
}

// commonWords is how many of the different words of two texts stand in both, as a
// share of all of them.
func commonWords(a, b string) float64 {
	x, y := distinctWords(a), distinctWords(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(x)+len(y)-both))
}

// told is a story that was fetched, with what its list and the last load say of it.
type told struct {
	entry entry
	story *knowledge.Story
	mark  mark
	had   mark
	known bool
}

// fetchedStory delivers a story that was fetched; a brief one only after all
// others, for several pages of a site that show the same are no stories.
func (c *crawl) fetchedStory(t told) {
	if text.CountWords(t.story.Text) < briefStory {
		c.brief = append(c.brief, t)
		return
	}
	c.deliver(t.entry, t.story, t.mark)
}

// deliverBrief delivers the stories that waited, but for those of pages that
// show the same under different addresses.
func (c *crawl) deliverBrief() {
	brief := c.brief
	c.brief = nil
	twins := sameShown(brief)
	for i, t := range brief {
		switch {
		case c.done:
			return
		case twins[i] != "":
			c.fail(t.entry.file, t.had, t.known, fmt.Errorf("shows the same as %s (%q): it is hardly a story", twins[i], plain.Shorten(t.story.Title, 60)))
		default:
			c.deliver(t.entry, t.story, t.mark)
		}
	}
}

// sameShown gives for each story the page of another one that shows the same, or "".
func sameShown(list []told) []string {
	twins := make([]string, len(list))
	byTitle := make(map[string][]int)
	for i, t := range list {
		key := siteOf(t.entry.link) + " " + plain.Letters(t.story.Title)
		for _, j := range byTitle[key] {
			if other := list[j]; other.story.URL != t.story.URL && commonWords(t.story.Text, other.story.Text) >= mostlySame {
				twins[i], twins[j] = other.entry.file, t.entry.file
				break
			}
		}
		byTitle[key] = append(byTitle[key], i)
	}
	return twins
}

func siteOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return u.Host
}

// leadsAway returns an error where a page was asked for and another one came: the
// front page of the site, or one for logging in or consenting.
func leadsAway(asked string, found *url.URL) error {
	u, err := url.Parse(asked)
	if err != nil {
		return nil //nolint:nilerr // what is no address was not asked for
	}
	if isFrontPage(found) && !isFrontPage(u) {
		return fmt.Errorf("leads to the front page %s, as if it were gone", plain.Canonical(found.String()))
	}
	if at := gate.FindString(found.Path); at != "" && !gate.MatchString(u.Path) {
		return fmt.Errorf("leads to %s, which stands in its way", plain.Shorten(plain.Canonical(found.String()), 120))
	}
	if gateHost.MatchString(found.Hostname()) && !gateHost.MatchString(u.Hostname()) {
		return fmt.Errorf("leads to %s, which stands in its way", plain.Shorten(plain.Canonical(found.String()), 120))
	}
	return nil
}

var errFrontPage = errors.New("calls itself the front page of its site, and has neither a date nor a name")

// calledFront reports whether a page that is none calls itself the front page of its site.
func calledFront(named string, found *url.URL, s *knowledge.Story) bool {
	u, err := url.Parse(named)
	return err == nil && u.Host != "" && isFrontPage(u) && !isFrontPage(found) && sameSite(u.Host, found.Host) && s.Published.IsZero() && len(s.Authors) == 0
}

// hidesAnother returns an error where a page has, for want of its key, the address of another
// source's story that is not its own.
func (c *crawl) hidesAnother(ctx context.Context, s *knowledge.Story) error {
	id := knowledge.StoryID(s.URL)
	if c.keys.None() || c.before == nil || !c.toldBefore(id) {
		return nil
	}
	if told := c.before(ctx, id); told != nil && told.Title != s.Title && commonWords(told.Text, s.Text) < mostlyOther {
		return errors.New("has the address of another source's story, but for a key: its page should name an address of its own (rel=canonical)")
	}
	return nil
}
