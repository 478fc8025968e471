package source

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/storybot/storybot/knowledge"
)

// mark is what the marks of files and pages have at their end, so that they are
// read anew when the options say otherwise. It is empty where these say nothing.
func (o *Options) mark() string {
	if o.Collection == "" && o.Outlet == "" && o.Label == "" && len(o.Include) == 0 && len(o.Exclude) == 0 {
		return ""
	}
	return "-" + hashOf(slices.Concat([]string{o.Collection, o.Outlet, string(o.Label), "\n"}, o.Include, []string{"\n"}, o.Exclude)...)
}

// fits says whether a source on the web, or on this machine, can be of the
// kind that it is said to be.
func (o *Options) fits(web bool) error {
	switch {
	case o.Kind == "":
	case !slices.Contains(kinds(), o.Kind):
		return fmt.Errorf("the kind %q is not known; it is one of %s", cut(o.Kind, 40), strings.Join(kinds(), ", "))
	case web && !onWeb(o.Kind):
		return fmt.Errorf("an address of the web is no %s", o.Kind)
	case !web && onWeb(o.Kind):
		return fmt.Errorf("a place of this machine is no %s", o.Kind)
	}
	return nil
}

// wanted says whether what is at that path is read, as Include and Exclude
// have it.
func (o *Options) wanted(path string) bool {
	path = strings.Trim(path, "/")
	fits := func(pattern string) bool { return matches(pattern, path) }
	return (len(o.Include) == 0 || slices.ContainsFunc(o.Include, fits)) && !slices.ContainsFunc(o.Exclude, fits)
}

// passed says whether nothing in a folder is read.
func (o *Options) passed(dir string) bool {
	return slices.ContainsFunc(o.Exclude, func(pattern string) bool {
		return (strings.HasSuffix(pattern, "/**") || strings.HasSuffix(pattern, "/")) && matches(pattern, dir)
	})
}

// wantedPage says the same as wanted of the address of a page. What has no
// address has an empty path.
func (o *Options) wantedPage(address string) bool {
	if len(o.Include) == 0 && len(o.Exclude) == 0 {
		return true
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return o.wanted("")
	}
	return o.wanted(u.Path)
}

// matches says whether a pattern fits a path. A slash at a pattern's beginning
// does not count; one at its end is for all that is below.
func matches(pattern, path string) bool {
	pattern = strings.TrimPrefix(pattern, "/")
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	ok, err := doublestar.Match(pattern, path)
	return err == nil && ok
}

// filled gives a story what these options have for those that lack it.
func (o *Options) filled(s *knowledge.Story) {
	s.Outlet = first(s.Outlet, o.Outlet)
	s.Collection = first(s.Collection, o.Collection)
	if open(s.Label) {
		if told := announced(s); told != "" {
			s.Label = told
		}
	}
	if s.Label == "" {
		s.Label = o.Label
	}
	if s.Label == "" {
		s.Label = knowledge.News
	}
}
