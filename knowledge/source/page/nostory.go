package page

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	leastWords   = 8   // fewer tell nothing of a page but by its title and its markup
	briefWords   = 60  // a story may be as brief, but then little else tells that it is one
	shortWords   = 150 // what stands in the way of a story is hardly ever longer,
	consentWords = 600 // but for what asks for consent
	mostRuns     = 100 // so many runs of words are counted in a script
	fewWords     = 30  // a page that shows no more than that may have its words elsewhere
)

// obstacle is what a page shows instead of a story: a check, a login, a request for
// consent, a notice that the page is gone or that the site or the browser is out
// of use. It judges by the title, by how much of the text only speaks to the reader
// or of the page, and by the markup. Empty: the page may be a story.
func obstacle(s *knowledge.Story, titles []string, guarded bool) (why string) {
	words := wordCount(s.Text)
	if words > consentWords {
		return ""
	}
	lang, titled := plain.LanguageOf(s.Lang), ""
	for _, t := range titles {
		titled = plain.First(titled, noStoryTitle(lang, t))
	}
	undated := s.Published.IsZero() && len(s.Authors) == 0
	if titled == "" && (words > shortWords && !undated || words < leastWords && !guarded) {
		return ""
	}
	switch share := noStoryShare(lang, s.Text); {
	case titled != "" && (words <= briefWords || share >= 0.25):
		return titled
	case words <= shortWords && (share >= 0.5 || share >= 0.3 && guarded && undated), share >= 0.6 && undated:
		return plain.FirstSentence(lang, s.Text)
	}
	return ""
}

// noStoryTitle is the part of a title by which a page tells that it is no story.
func noStoryTitle(lang *text.Language, title string) string {
	if lang.Lines.NoStoryTitle.MatchString(title) {
		return title
	}
	for head, tail, mark := cutSegment(title); mark != ""; head, tail, mark = cutSegment(tail) {
		if lang.Lines.NoStoryTitle.MatchString(head) {
			return head
		}
	}
	return ""
}

// noStoryShare is the share of a text, by words, that lies in sentences that only
// speak to the reader, or of the page itself.
func noStoryShare(lang *text.Language, body string) float64 {
	calls, all := 0, 0
	for _, span := range lang.Sentences(body) {
		words := wordCount(span.Of(body))
		all += words
		if isNoStory(&lang.Lines, span.Of(body)) {
			calls += words
		}
	}
	return float64(calls) / float64(max(all, 1))
}

// isNoStory reports whether a sentence only speaks to the reader, or of its page.
func isNoStory(lines *text.Lines, s string) bool {
	if !lines.NoStory.MatchString(s) || lines.Reported.MatchString(s) || strings.ContainsAny(s, "“”\"«»") {
		return false
	}
	foreign := !isASCII(s) || lines.Bidding.MatchString(s)
	return foreign || wordCount(s) <= 8 || lines.Yours.MatchString(s) || lines.Mine.MatchString(s)
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) < 0
}

// wordCount is how many words a text has; where no spaces part them, two characters count as one.
func wordCount(s string) int { return text.CountWords(s) }

// isGuarded reports whether a page has a field for a password, or what tells people from machines.
func isGuarded(n *html.Node) bool {
	switch {
	case n.DataAtom == atom.Input && strings.EqualFold(attr(n, "type"), "password"):
		return true
	case n.Type == html.ElementNode && n.DataAtom != atom.A && challenge.MatchString(attr(n, "id")+" "+attr(n, "class")+" "+attr(n, "src")):
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isGuarded(c) {
			return true
		}
	}
	return false
}

// prose is a run of words as only sentences have them.
var prose = regexp.MustCompile(`\pL[\pL\pM'’-]*(?:,? \(?[\pL\pM\d'’-]+\)?){7,}`)

// unreadWords is how many words of prose lie in the <noscript> and script elements of a
// page, which are not read.
func unreadWords(n *html.Node) int {
	switch n.DataAtom {
	case atom.Noscript, atom.Script, atom.Template:
		total := 0
		for c := range n.Descendants() {
			if c.Type != html.TextNode {
				continue
			}
			for _, run := range prose.FindAllString(c.Data, mostRuns) {
				total += wordCount(run)
			}
		}
		return total
	}
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		total += unreadWords(c)
	}
	return total
}

// elsewhereError tells of a page that its words lie where they are not read; nil where they do not.
func elsewhereError(shown string, unread int) error {
	if words := wordCount(shown); words < fewWords && unread >= 2*fewWords && unread > 3*words {
		return fmt.Errorf("shows %d words, and some %d more lie in <noscript> or scripts, which are not read; save the page as a browser shows it", words, unread)
	}
	return nil
}
