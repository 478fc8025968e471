package desk

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/keys"
)

// Masked hides the secrets of every address within text: its password, and what of
// its query looks like a key.
func Masked(text string) string {
	return address.ReplaceAllStringFunc(text, func(a string) string {
		u, err := url.Parse(a)
		if err != nil {
			return maskedPassword.ReplaceAllString(a, "//xxxxx@")
		}
		u.RawQuery = keys.Masked(u.RawQuery)
		if u.User == nil && u.RawQuery == "" {
			return a
		}
		return u.Redacted()
	})
}

// What in a text is an address, and who it is asked as.
var (
	address        = regexp.MustCompile(`[a-zA-Z][a-zA-Z0-9+.-]*://[^\s"'<>]+`)
	maskedPassword = regexp.MustCompile(`//[^/@\s]*@`)
)

// absolute is a path of this computer in a text, after what it may follow.
var absolute = regexp.MustCompile(`(^|[\s"'(=,;])((?:[A-Za-z]:)?[/\\](?:[^\s/\\"'():,;]+[/\\])+)`)

// Unrooted leaves out the folders of each absolute path within text: where things lie on
// this computer is for its log alone. Addresses stay.
func Unrooted(text string) string { return absolute.ReplaceAllString(text, "$1") }

// SourceName names a source to operators: without the folders above a file, and without
// the secrets of an address.
func SourceName(source string) string {
	if strings.Contains(source, "://") {
		return Masked(source)
	}
	return path.Base(strings.ReplaceAll(source, `\`, "/"))
}

// SourceLabel names a source to anybody: without the folders above a file, and of an
// address its host alone, whose path or query may hold a key.
func SourceLabel(source string) string {
	if u, err := url.Parse(source); err == nil && u.Host != "" {
		return u.Host
	}
	return path.Base(strings.ReplaceAll(source, `\`, "/"))
}
