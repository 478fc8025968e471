package plain

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/storybot/storybot/knowledge"
)

// Format is the number of this way of reading. Raise it when the same file gives
// other stories than before, so that every file is read anew.
const Format = 4

// Spec is what an operator says of the stories of one source.
type Spec struct {
	Collection string          // of the stories that name none; empty: the default collection
	Outlet     string          // of the stories that name none
	Zone       *time.Location  // of the dates that name none; nil: UTC
	Label      knowledge.Label // of the stories that name none and announce none in their text; empty: news

	// Include and Exclude are patterns as doublestar has them ("world/**") of the
	// path within a folder, or of an address of a feed or sitemap. What is
	// included and not excluded is read; an empty Include includes all.
	Include, Exclude []string
}

// Signature is what the marks of files and pages have at their end, so that they
// are read anew when the operator says otherwise. It is empty where nothing is said.
func (s Spec) Signature() string {
	if s.Collection == "" && s.Outlet == "" && s.Label == "" && len(s.Include) == 0 && len(s.Exclude) == 0 {
		return ""
	}
	return "-" + Hash(slices.Concat([]string{s.Collection, s.Outlet, string(s.Label), "\n"}, s.Include, []string{"\n"}, s.Exclude)...)
}

// Place is a place with what is read of it, as knowledge.Placed has it.
func (s Spec) Place(where string) string {
	if len(s.Include) == 0 && len(s.Exclude) == 0 {
		return where
	}
	return where + "\n" + strings.Join(slices.Concat(s.Include, []string{"\x00"}, s.Exclude), "\x00")
}

// Wanted reports whether what is at that path is read, as Include and Exclude
// have it.
func (s Spec) Wanted(path string) bool {
	path = strings.Trim(path, "/")
	fits := func(pattern string) bool { return matches(pattern, path) }
	return (len(s.Include) == 0 || slices.ContainsFunc(s.Include, fits)) && !slices.ContainsFunc(s.Exclude, fits)
}

// Skips reports whether nothing below a folder is read.
func (s Spec) Skips(dir string) bool {
	return slices.ContainsFunc(s.Exclude, func(pattern string) bool {
		return (strings.HasSuffix(pattern, "/**") || strings.HasSuffix(pattern, "/")) && matches(pattern, dir)
	})
}

// WantedAt reports the same of a page by its address. What has no address has an
// empty path.
func (s Spec) WantedAt(address string) bool {
	if len(s.Include) == 0 && len(s.Exclude) == 0 {
		return true
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return s.Wanted("")
	}
	return s.Wanted(u.Path)
}

// matches reports whether a pattern fits a path. A slash at a pattern's beginning
// does not count; one at its end is for all that is below.
func matches(pattern, path string) bool {
	pattern = strings.TrimPrefix(pattern, "/")
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	ok, err := doublestar.Match(pattern, path)
	return err == nil && ok
}
