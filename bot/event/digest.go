package event

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/storybot/storybot/knowledge"
)

// Items are the n largest clusters, which come first, in the order of a digest: the
// newest first.
func Items(stories []knowledge.Story, clusters []Cluster, n int) []Cluster {
	items := slices.Clone(clusters[:min(len(clusters), n)])
	slices.SortStableFunc(items, func(a, b Cluster) int {
		return cmp.Or(stories[b.Lead].Published.Compare(stories[a.Lead].Published), cmp.Compare(len(b.Stories), len(a.Stories)))
	})
	return items
}

// Head is the first line of a digest of so many items, which says what is left out:
// of so many clusters on a topic, or of events without one, made out in so many stories
// that were read, of so many.
func Head(topic string, items, clusters int, stories [2]int) string {
	read, all := stories[0], stories[1]
	line, most := Plural(clusters, "event"), "most told of"
	if topic != "" {
		line, most = Plural(clusters, "text")+" on “"+topic+"”", "newest"
	}
	if read != clusters || topic == "" {
		line += " in " + Plural(read, "story")
	}
	if all > read {
		line += fmt.Sprintf(", of %d", all)
	}
	if clusters > items {
		return fmt.Sprintf("%s; the %d %s:", line, items, most)
	}
	return line + ":"
}

// Plural is a number with its noun.
func Plural(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case noun == "story":
		return fmt.Sprintf("%d stories", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Told counts who tells of it, copies as one: " (3 outlets, 1 origin)"; empty where
// only one does.
func (c *Cluster) Told() string {
	switch {
	case len(c.Stories) == 1:
		return ""
	case len(c.Outlets) < 2:
		return " (" + Plural(len(c.Stories), "story") + ")"
	}
	return " (" + Plural(len(c.Outlets), "outlet") + ", " + Plural(c.Origins, "origin") + ")"
}
