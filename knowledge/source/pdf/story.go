package pdf

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

var documentDate = regexp.MustCompile(`^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-]\d\d)'?(\d\d)?'?)?`)

// storyOf makes a story of what is printed.
func storyOf(p *content) (*knowledge.Story, error) {
	switch p.Fault {
	case "":
	case faultLocked:
		return nil, DocumentError{errors.New("is locked with a password; save it without one")}
	case faultLong:
		return nil, DocumentError{errors.New("has more text than " + plain.Size(maxText) + "; split it")}
	default:
		return nil, DocumentError{errors.New("is no whole PDF; fetch it or print it again")}
	}
	lang := plain.LanguageOf(p.Lang)
	pages := cleanPages(p.Pages)
	if err := checkLegible(pages); err != nil {
		return nil, err
	}
	pages, margins := withoutMargins(lang.Documents.PageNumber, pages)
	s := &knowledge.Story{Lang: p.Lang}
	title := plain.SensibleTitle(&lang.Documents, p.Title)
	set := newLayout(lang, pages)
	if headline := set.headline(); headline != "" && (title == "" || strings.HasPrefix(plain.Letters(headline), plain.Letters(title))) {
		title = headline
		set.dropHeadline()
	}
	lines := set.paragraphs()
	if title == "" && len(lines) > 0 {
		title, lines = plain.TakeTitle(lang, lines)
	}
	s.Title = title
	plain.TidyLines(s, lines, nil)
	if s.Text == "" || s.Title == "" {
		return nil, plain.ErrNoText
	}
	p.fill(lang, s, margins)
	return s, nil
}

// checkLegible returns an error where there is no text, or most of its letters
// are not known.
func checkLegible(pages []textPage) error {
	letters, strange := 0, 0
	for _, s := range pages {
		for _, r := range s.Lines {
			for _, c := range r.Text {
				switch {
				case c == unicode.ReplacementChar, unicode.Is(unicode.Co, c):
					strange++
				case c > ' ':
					letters++
				}
			}
		}
	}
	switch {
	case letters+strange == 0:
		return DocumentError{errors.New("has no text, only pictures; run it through OCR")}
	case strange > letters/2:
		return DocumentError{errors.New("does not say which letters it shows; run it through OCR or print it anew")}
	}
	return nil
}

// fill takes from the margins and from what the document says of itself what
// its text does not say.
func (c *content) fill(lang *text.Language, s *knowledge.Story, margins []string) {
	if s.Published.IsZero() {
		s.Published = plain.DatelineDay(lang, s.Text)
	}
	if len(s.Authors) == 0 {
		s.Authors = plain.DocumentAuthors(lang, plain.Scrub(c.Author))
	}
	for _, m := range margins {
		if published, _, ok := plain.LineDates(lang, m); ok && s.Published.IsZero() {
			s.Published = published
		}
	}
	for _, said := range []string{c.Created, c.Modified} {
		if s.Published.IsZero() {
			s.Published = documentTime(said)
		}
	}
}

// documentTime reads a date as documents have it: D:20230314093000+01'00'. The zero
// time is none.
func documentTime(said string) time.Time {
	m := documentDate.FindStringSubmatch(strings.TrimSpace(said))
	if m == nil {
		return time.Time{}
	}
	number := func(i, none int) int {
		if n, err := strconv.Atoi(m[i]); err == nil {
			return n
		}
		return none
	}
	zone := number(7, 0) * 3600
	if minutes := number(8, 0) * 60; zone < 0 {
		zone -= minutes
	} else {
		zone += minutes
	}
	month, day := number(2, 1), number(3, 1)
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return time.Time{}
	}
	t := time.Date(number(1, 0), time.Month(month), day, number(4, 0), number(5, 0), number(6, 0), 0, time.FixedZone("", zone)).UTC()
	if t.Year() < 1990 || t.Year() > 2200 { // before there were such documents
		return time.Time{}
	}
	return t
}
