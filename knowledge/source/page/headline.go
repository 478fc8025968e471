package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	mostHeadings = 20 // so many first headings are looked at
	mostSegments = 4  // so many names of sites and sections may follow a title
)

// headline chooses the title of a page: the heading that it shows to readers,
// where its words are those the page calls itself for machines; else the first
// of those names. It is empty where there is only a title element, whose parts
// nothing tells apart.
func (m *metadata) headline(s *knowledge.Story) string {
	sites := m.sites(s)
	title := withoutSite(m.title, sites)
	var given []string
	for _, name := range []string{s.Title, m.get("og:title"), m.get("twitter:title"), m.get("parsely-title"), m.get("dc.title"), m.get("sailthru.title"), m.get("article.headline")} {
		if name = withoutSite(name, sites); name != "" {
			given = append(given, name)
		}
	}
	shown, best := "", 0.34
	for _, heading := range m.h1 {
		heading = withoutSite(heading, sites)
		if len(heading) > plain.LongTitle || heading == "" || slices.ContainsFunc(sites, func(site string) bool { return plain.Alike(heading, site) }) || isLastSegment(m.title, heading) {
			continue
		}
		if len(given) == 0 && title == "" {
			return heading
		}
		for _, name := range append(given, title) {
			if share := sharedWords(heading, name); share > best {
				shown, best = heading, share
			}
		}
	}
	if shown != "" {
		head, _, _ := cutSegment(title)
		return withoutKicker(shown, append(given, title, head))
	}
	if len(given) > 0 {
		return given[0]
	}
	if title != m.title {
		return title
	}
	return ""
}

// mostKicker is how many words the line above a headline has.
const mostKicker = 3

// withoutKicker drops from a heading what stands in it before the headline, where that is one of these names.
func withoutKicker(heading string, names []string) string {
	for _, name := range names {
		if head, ok := strings.CutSuffix(heading, name); ok && len(wordsOf(name)) >= 3 && strings.HasSuffix(head, " ") && len(wordsOf(head)) <= mostKicker && !strings.ContainsAny(head, ":–—-") {
			return name
		}
	}
	return heading
}

// sites are the names under which the page's outlet may stand beside its title.
func (m *metadata) sites(s *knowledge.Story) []string {
	list := []string{s.Outlet, m.get("og:site_name"), m.get("application-name"), m.get("apple-mobile-web-app-title"), m.get("publisher"), m.get("dc.publisher")}
	if u, err := url.Parse(s.URL); err == nil && u.Host != "" {
		host := strings.TrimPrefix(u.Hostname(), "www.")
		name, _, _ := strings.Cut(host, ".")
		list = append(list, host, name)
	}
	return slices.DeleteFunc(list, func(s string) bool { return plain.Letters(s) == "" })
}

// withoutSite drops from a title the names of its site, and of sections before
// them: "Title | World | The Lamp".
func withoutSite(title string, sites []string) string {
	title = plain.OneLine(title)
	for _, site := range sites {
		if head, tail, mark := cutSegment(title); mark != "" && plain.Alike(head, site) && len(strings.Fields(tail)) > 1 && !strings.ContainsAny(mark, ":") {
			title = tail // "The Lamp | Title"
		}
	}
	bare := title
	for range mostSegments {
		head := ""
		for _, site := range sites {
			head = plain.First(head, cutSite(bare, site))
		}
		if head == "" {
			break
		}
		bare = head
		for { // sections stand between a title and its site, set apart by the same mark
			at, most := strings.LastIndex(bare, " | "), 2
			if dash := strings.LastIndex(bare, " - "); at < 0 && dash > 0 && strings.HasPrefix(title[len(bare):], " - ") && unicode.IsUpper([]rune(bare[dash+3:] + "-")[0]) {
				at, most = dash, 1
			}
			if at <= 0 || len(strings.Fields(bare[at+3:])) > most || len(strings.Fields(bare[:at])) < 3 {
				break
			}
			bare = strings.TrimSpace(bare[:at])
		}
	}
	return bare
}

// separators are the marks between a title and the name of its site.
const separators = "|-–—·»:•›/"

// cutSite gives the title before a separator and the name of the site; empty
// where the title does not end so.
func cutSite(title, site string) string {
	for end := len(title); end > 0; {
		at := strings.LastIndexAny(title[:end], separators)
		if at <= 1 {
			return ""
		}
		_, size := utf8.DecodeRuneInString(title[at:])
		if head := strings.TrimSpace(title[:at]); title[at-1] == ' ' && plain.Alike(title[at+size:], site) {
			return strings.TrimRight(head, " "+separators)
		}
		if end = at; len(title)-at > len(site)+20 {
			return ""
		}
	}
	return ""
}

// cutSegment parts a title at its first separator.
func cutSegment(title string) (head, tail, mark string) {
	for i, r := range title {
		if i > 0 && strings.ContainsRune(separators, r) && title[i-1] == ' ' {
			return strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+utf8.RuneLen(r):]), string(r)
		}
	}
	return title, "", ""
}

// shownTitle is as much of a title element, up to one of its separators, as the
// page shows in a line of its own; empty where there is no such line.
func shownTitle(title string, list []paragraph) string {
	for end := len(title); end > 0; {
		for i := range list {
			if plain.Alike(list[i].text, title[:end]) {
				return strings.TrimSpace(title[:end])
			}
		}
		end = strings.LastIndexAny(title[:end], separators)
	}
	return ""
}

// isLastSegment reports whether a heading is only what stands last in the title
// element: the name of the site.
func isLastSegment(title, heading string) bool {
	head := cutSite(title, heading)
	return head != "" && !plain.Alike(head, heading)
}

// sharedWords is the share of the words of a heading that stand in a name, too;
// of one that is far shorter than the name, less. It is 1 for the same words.
func sharedWords(heading, name string) float64 {
	if plain.Alike(heading, name) {
		return 1
	}
	a, b := wordsOf(heading), wordsOf(name)
	shared := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			shared++
		}
	}
	return 0.99 * float64(shared) / max(float64(len(a)), float64(len(b))/2, 3)
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
