package eval

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// placed is which of the stories found, each counted once, are among urls.
func placed(found []Found, urls []string) ranking {
	var r ranking
	seen := make(map[string]bool)
	for i := range found {
		h := &found[i]
		if seen[h.Story] {
			continue
		}
		seen[h.Story] = true
		ok := false
		for _, u := range urls {
			ok = ok || SameAddress(u, h.URL)
		}
		r.right = append(r.right, ok)
	}
	return r
}

// SameAddress reports whether two addresses are those of one story, aside from what
// leads to the same page: the scheme, www., a fragment, the page that stands for
// a folder, a slash at the end.
func SameAddress(a, b string) bool { return a == b || plainAddress(a) == plainAddress(b) }

func plainAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	plain := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(knowledge.WithoutIndex(u.EscapedPath()), "/")
	if u.RawQuery != "" {
		plain += "?" + u.RawQuery
	}
	return plain
}

// quotes reports whether a citation of a has one of the answers.
func quotes(a *bot.Answer, answers []string) bool {
	for i := range a.Citations {
		if says(a.Citations[i].Quote, answers) {
			return true
		}
	}
	return false
}

// says reports whether one of the answers stands in text as whole words, case,
// curly quotes and line breaks aside.
func says(text string, answers []string) bool {
	text = plainText(text)
	for _, answer := range answers {
		answer = plainText(answer)
		for from := 0; answer != ""; {
			i := strings.Index(text[from:], answer)
			if i < 0 {
				break
			}
			start := from + i
			if !wordBefore.MatchString(text[:start]) && !wordAfter.MatchString(text[start+len(answer):]) {
				return true
			}
			from = start + 1
		}
	}
	return false
}

// corrects reports whether text contains one of the truths, be it within a word
// ("concede" in "conceded"), case, curly quotes and line breaks aside.
func corrects(text string, truths []string) bool {
	text = plainText(text)
	for _, truth := range truths {
		if truth = plainText(truth); truth != "" && strings.Contains(text, truth) {
			return true
		}
	}
	return false
}

var (
	wordBefore = regexp.MustCompile(`[\pL\pN_]$`)
	wordAfter  = regexp.MustCompile(`^[\pL\pN_]`)
	straight   = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)
)

func plainText(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(straight.Replace(text)), " "))
}
