package desk

import (
	"net/url"
	"path"
	"regexp"
	"strings"
)

// Masked hides the secrets of every address within text: its password, and what of
// its query looks like a key.
func Masked(text string) string {
	return address.ReplaceAllStringFunc(text, func(a string) string {
		u, err := url.Parse(a)
		if err != nil {
			return maskedPassword.ReplaceAllString(a, "//xxxxx@")
		}
		u.RawQuery = maskedQuery(u.RawQuery)
		if u.User == nil && u.RawQuery == "" {
			return a
		}
		return u.Redacted()
	})
}

// What in a text is an address, who it is asked as, and what a key is called.
var (
	address        = regexp.MustCompile(`[a-zA-Z][a-zA-Z0-9+.-]*://[^\s"'<>]+`)
	maskedPassword = regexp.MustCompile(`//[^/@\s]*@`)
	keyName        = regexp.MustCompile(`(?i)key|token|secret|sig|auth|pass|pwd|code|session|access|hash|cred`)
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

// longWord is how many bytes a value of a query has that tells nobody anything: a key,
// whatever it is called.
const longWord = 24

// maskedQuery is a query without what in it looks like a key.
func maskedQuery(query string) string {
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		name, value, named := strings.Cut(pair, "=")
		switch {
		case named && value != "" && (len(value) >= longWord || keyName.MatchString(name)):
			pairs[i] = name + "=xxxxx"
		case !named && len(name) >= longWord:
			pairs[i] = "xxxxx"
		}
	}
	return strings.Join(pairs, "&")
}

// SourceLabel names a source to anybody: without the folders above a file, and of an
// address its host alone, whose path or query may hold a key.
func SourceLabel(source string) string {
	if u, err := url.Parse(source); err == nil && u.Host != "" {
		return u.Host
	}
	return path.Base(strings.ReplaceAll(source, `\`, "/"))
}
