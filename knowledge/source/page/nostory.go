package page

import (
	"fmt"
	"regexp"
	"slices"
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
	calls, yours := noStoryShares(lang, s)
	switch {
	case titled != "" && (calls >= 0.25 || words <= briefWords && (undated || calls > 0)):
		return titled
	case words <= shortWords && (calls >= 0.5 || calls >= 0.3 && guarded && undated), calls >= 0.6 && undated,
		words <= shortWords && undated && calls >= 0.25 && yours >= 0.6:
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

// noStoryShares are the share of a story's text, by words, that lies in sentences that
// only speak to the reader, or of the page itself, and that in these and in others that
// have a word for the reader.
func noStoryShares(lang *text.Language, s *knowledge.Story) (calls, yours float64) {
	all, foreign := 0, isForeign(s)
	for _, span := range lang.Sentences(s.Text) {
		sentence := span.Of(s.Text)
		words := wordCount(sentence)
		all += words
		switch {
		case isNoStory(&lang.Lines, sentence, foreign):
			calls += float64(words)
			yours += float64(words)
		case lang.Lines.Yours.MatchString(sentence) && !lang.Lines.Reported.MatchString(sentence):
			yours += float64(words)
		}
	}
	return calls / float64(max(all, 1)), yours / float64(max(all, 1))
}

// isForeign reports whether a story says that it is in another language than English.
func isForeign(s *knowledge.Story) bool {
	return s.Lang != "" && plain.Language(s.Lang) != "en"
}

// isNoStory reports whether a sentence only speaks to the reader, or of its page. In
// another language than English the words of these patterns say enough.
func isNoStory(lines *text.Lines, s string, foreign bool) bool {
	if strings.ContainsAny(s, "“”\"«»") {
		return false
	}
	speaks := foreign || !isASCII(s) || wordCount(s) <= 8 || lines.Yours.MatchString(s) || lines.Mine.MatchString(s) || lines.Bidding.MatchString(s)
	return speaks && lines.NoStory.MatchString(s) && !lines.Reported.MatchString(s) // NoStory is by far the longest to look for
}

// mostWall is how many words a line has that tells that the rest of a story is locked.
const mostWall = 60

// withoutWall drops from the end of a story what tells that the rest of it is for
// those who pay or sign in.
func withoutWall(list []paragraph, s *knowledge.Story) []paragraph {
	lines, foreign := &plain.LanguageOf(s.Lang).Lines, isForeign(s)
	for i := range list {
		p := &list[i]
		if p.words() > mostWall || !lines.CutOff.MatchString(p.text) || !lines.NoStory.MatchString(p.text) {
			continue
		}
		rest := slices.ContainsFunc(list[i+1:], func(p paragraph) bool {
			return isProse(p.text) && !isNoStory(lines, p.text, foreign) && !lines.NoStory.MatchString(p.text)
		})
		if !rest && i > 0 {
			return list[:i]
		}
	}
	return list
}

const (
	fewTeasers  = 5   // so many headings that are links are those of a front page
	mostUnder   = 2   // with so many lines under each,
	mostTeasers = 0.7 // where so much of what is there stands under them
)

// teasers are the paragraphs of a page that stand under headings which are links;
// nil where these are few. shown is all that the page shows.
func teasers(shown []paragraph) map[string]bool {
	under, linked, left := make(map[string]bool), 0, 0
	for i := range shown {
		switch p := &shown[i]; {
		case p.heading && p.onlyLink():
			linked++
			left = mostUnder
		case p.heading:
			left = 0
		case left > 0:
			under[p.text] = true
			left--
		}
	}
	if linked < fewTeasers {
		return nil
	}
	return under
}

// areTeasers reports whether these paragraphs lead to other stories, as those of a front page do.
func areTeasers(list []paragraph, under map[string]bool) bool {
	of := 0
	for i := range list {
		if under[list[i].text] || list[i].heading && list[i].onlyLink() {
			of++
		}
	}
	return of > 0 && float64(of) >= mostTeasers*float64(len(list))
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

// unreadWords is how many words of prose lie in the <noscript>, script and like elements of a
// page, which are not read.
func unreadWords(n *html.Node) int {
	switch n.DataAtom {
	case atom.Noscript, atom.Script, atom.Template, atom.Textarea:
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
