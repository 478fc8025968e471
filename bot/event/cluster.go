// Package event finds what happened in what was published: which stories tell
// of one event, which are copies of one text, and which sentences of stories on
// a topic tell of an event, and of which day.
package event

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Cluster is the stories of one event.
type Cluster struct {
	Stories []int    // their numbers, newest first
	Lead    int      // the number of the one that tells best how things stand: of the last day, and the most like all
	Outlets []string // theirs, each once
	Origins int      // how many texts they are: copies of one are one
}

// How alike two texts of one event are, and how long it may be before it is told of again.
const (
	sameEvent = 0.30
	eventGap  = 3 * 24 * time.Hour
	eventHead = 900 // bytes of a story that say what it is about
)

// Clusters groups stories, which have their Text, by the event they tell of: by
// the words of their titles and beginnings (cosine of tf-idf vectors to the
// cluster's centroid, single pass in the order of their dates, as in Allan and
// others 1998) while no more than three days pass between them. The largest
// clusters are first, and of those the newest.
func Clusters(l *text.Language, stories []knowledge.Story) []Cluster {
	vectors := vectorsOf(l, stories)
	order := byDate(stories)
	var groups []*group
	for _, i := range order {
		var best *group
		near := sameEvent
		for _, g := range groups {
			if gap := stories[i].Published.Sub(g.last); gap > eventGap {
				continue
			}
			if c := g.cosine(vectors[i]); c >= near {
				best, near = g, c
			}
		}
		if best == nil {
			best = &group{sum: make(vector)}
			groups = append(groups, best)
		}
		best.add(i, vectors[i], stories[i].Published)
	}
	return clustersOf(stories, vectors, groups)
}

// Texts groups stories, which have their Text, by the text they are copies of,
// the newest first.
func Texts(stories []knowledge.Story) []Cluster {
	var clusters []Cluster
	number := make(map[int]int)
	for i, first := range knowledge.Origins(stories) {
		n, known := number[first]
		if !known {
			n = len(clusters)
			number[first] = n
			clusters = append(clusters, Cluster{Lead: i, Origins: 1})
		}
		clusters[n].Stories = append(clusters[n].Stories, i)
		clusters[n].outlet(stories[i].Outlet)
	}
	slices.SortStableFunc(clusters, func(a, b Cluster) int { return stories[b.Lead].Published.Compare(stories[a.Lead].Published) })
	return clusters
}

// origins counts the texts of the numbered stories; copies of one are one.
func origins(stories []knowledge.Story, numbers []int) int {
	if len(numbers) < 2 {
		return len(numbers)
	}
	of := make([]knowledge.Story, len(numbers))
	for n, i := range numbers {
		of[n] = stories[i]
	}
	first := knowledge.Origins(of)
	slices.Sort(first)
	return len(slices.Compact(first))
}

// outlet adds an outlet, once.
func (c *Cluster) outlet(o string) {
	if o != "" && !slices.Contains(c.Outlets, o) {
		c.Outlets = append(c.Outlets, o)
	}
}

// byDate is the numbers of the stories, oldest first.
func byDate(stories []knowledge.Story) []int {
	order := make([]int, len(stories))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return stories[a].Published.Compare(stories[b].Published) })
	return order
}

// clustersOf counts what the groups have.
func clustersOf(stories []knowledge.Story, vectors []vector, groups []*group) []Cluster {
	clusters := make([]Cluster, 0, len(groups))
	for _, g := range groups {
		slices.Reverse(g.stories)
		c := Cluster{Stories: g.stories, Lead: g.lead(stories, vectors)}
		for _, i := range g.stories {
			c.outlet(stories[i].Outlet)
		}
		c.Origins = origins(stories, g.stories)
		clusters = append(clusters, c)
	}
	slices.SortStableFunc(clusters, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.size(), a.size()), stories[b.Stories[0]].Published.Compare(stories[a.Stories[0]].Published))
	})
	return clusters
}

// size is how much an event is told of: texts count, and outlets.
func (c *Cluster) size() int { return c.Origins + len(c.Outlets) }

// vector is a text's terms and their weights.
type vector map[string]float64

// group is a cluster on its way.
type group struct {
	stories []int
	sum     vector
	norm    float64
	last    time.Time
}

func (g *group) add(i int, v vector, published time.Time) {
	g.stories = append(g.stories, i)
	g.last = published
	square := 0.0
	for t, w := range v {
		g.sum[t] += w
	}
	for _, w := range g.sum {
		square += w * w
	}
	g.norm = math.Sqrt(square)
}

// lead is the story of the last day that is nearest to the centroid.
func (g *group) lead(stories []knowledge.Story, vectors []vector) int {
	best := g.stories[0]
	for _, i := range g.stories {
		if g.last.Sub(stories[i].Published) < 24*time.Hour && g.cosine(vectors[i]) > g.cosine(vectors[best])+alike {
			best = i
		}
	}
	return best
}

// alike is up to which difference cosines are the same: each is a sum in any order.
const alike = 1e-9

// cosine is that of v, of length 1, and the centroid.
func (g *group) cosine(v vector) float64 {
	sum := 0.0
	for t, w := range v {
		sum += w * g.sum[t]
	}
	return sum / max(g.norm, 1e-9)
}

// fewestCounted is how many stories there are taken to be at least, so that among few a
// word that most of them have still tells something.
const fewestCounted = 50

// vectorsOf is what each story is about, as a vector of length 1.
func vectorsOf(l *text.Language, stories []knowledge.Story) []vector {
	vectors := make([]vector, len(stories))
	df := make(map[string]float64)
	for i := range stories {
		v := make(vector)
		count(l, v, stories[i].Title, 2)
		count(l, v, text.Cut(stories[i].Text, eventHead), 1)
		for t := range v {
			df[t]++
		}
		vectors[i] = v
	}
	for _, v := range vectors {
		square := 0.0
		for t, n := range v {
			w := (1 + math.Log(n)) * l.Rarity(t, t) * math.Log((max(float64(len(stories)), fewestCounted)+1)/df[t])
			v[t] = w
			square += w * w
		}
		for t := range v {
			v[t] /= max(math.Sqrt(square), 1e-9)
		}
	}
	return vectors
}

// count counts the terms of s, each by weight.
func count(l *text.Language, v vector, s string, weight float64) {
	for _, t := range l.Terms(s) {
		v[t] += weight
	}
}
