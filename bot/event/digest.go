package event

import (
	"cmp"
	"slices"
	"time"

	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
)

// Items are the n largest clusters, which come first, in the order of a digest: those of the newest day
// first, and of a day those of which most stories told on it, then the largest. Where there are fewer,
// what was told of them on days before is, too, the largest first, while there is room.
func Items(stories []knowledge.Story, clusters []Cluster, n int) []Cluster {
	items := slices.Clone(clusters[:min(len(clusters), n)])
	for i, room := 0, n-len(items); room > 0 && i < len(clusters); i++ {
		if days := clusters[i].Days[:min(len(clusters[i].Days), room+1)]; len(days) > 1 { // the newest is the line of all
			items[i].Lead = days[0].Lead
			items, room = append(items, days[1:]...), room-len(days)+1
		}
	}
	of := func(c *Cluster) time.Time { return knowledge.Midnight(stories[c.Lead].Published) }
	onIt := func(c *Cluster) (n int) {
		for _, i := range c.Stories {
			if knowledge.Midnight(stories[i].Published).Equal(of(c)) {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(items, func(a, b Cluster) int {
		return cmp.Or(of(&b).Compare(of(&a)), cmp.Compare(onIt(&b), onIt(&a)), cmp.Compare(b.size(), a.size()))
	})
	return items
}

// StoriesOf is of how many stories some clusters are.
func StoriesOf(clusters []Cluster) (n int) {
	for i := range clusters {
		n += len(clusters[i].Stories)
	}
	return n
}

// Head is the first line of a digest of so many items, which says what is left out:
// of so many clusters on a topic, or of events without one, made out in so many stories
// that were read, of so many. lead stands before it; it may say nothing.
func Head(topic string, items, clusters int, stories [2]int, lead say.Message) say.Message {
	read, all := stories[0], stories[1]
	with := say.With{"lead": lead, "what": say.Count(say.Events, clusters, nil)}
	longer := say.DigestMost
	if topic != "" {
		with["what"], longer = say.Count(say.Texts, clusters, say.With{"topic": say.Text(topic)}), say.DigestNewest
	}
	if read != clusters || topic == "" {
		with["read"] = say.Count(say.InStories, read, nil)
	}
	if all > read {
		with["all"] = say.Tell(say.OfAll, say.With{"m": say.Number(all)})
	}
	if clusters <= items {
		return say.Tell(say.Digest, with)
	}
	with["m"] = say.Number(items)
	return say.Tell(longer, with)
}

// Told counts who tells of it, copies as one: " (3 outlets, 1 origin)"; nothing where
// only one does.
func (c *Cluster) Told() say.Message {
	switch {
	case len(c.Stories) == 1:
		return say.Message{}
	case len(c.Outlets) < 2:
		return say.Count(say.ToldBy, len(c.Stories), nil)
	}
	return say.Tell(say.ToldByOutlets, say.With{
		"outlets": say.Count(say.Outlets, len(c.Outlets), nil), "origins": say.Count(say.Origins, c.Origins, nil),
	})
}
