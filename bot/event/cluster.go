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
	Stories []int     // their numbers, newest first
	Lead    int       // the number of the one that tells best how things stand: of the last day, and the most like all
	Outlets []string  // theirs, each once
	Origins int       // how many texts they are: copies of one are one
	Days    []Cluster // what was told of it on each day, newest first; nil where that is one
}

// How alike two texts of one event are, and how long it may be before it is told of again.
const (
	sameEvent = 0.24
	eventGap  = 3 * 24 * time.Hour
	eventHead = 900 // bytes of a story that say what it is about
)

// Clusters groups stories, which have their Text, by the event they tell of: by
// the words of their titles and beginnings (cosine of tf-idf vectors to the
// cluster's centroid, single pass in the order of their dates, as in Allan and
// others 1998) while no more than three days pass between them. The largest
// clusters are first, and of those the newest.
func Clusters(l *text.Language, stories []knowledge.Story) []Cluster {
	m := measure(l, stories)
	vectors := m.vectors
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
	return m.clusters(stories, groups)
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

// clusters counts what the groups have.
func (m *measured) clusters(stories []knowledge.Story, groups []*group) []Cluster {
	clusters := make([]Cluster, 0, len(groups))
	for _, g := range groups {
		slices.Reverse(g.stories)
		c := m.cluster(stories, g)
		for rest := g.stories; len(rest) > 0; {
			on := knowledge.Midnight(stories[rest[0]].Published)
			n := slices.IndexFunc(rest, func(i int) bool { return !knowledge.Midnight(stories[i].Published).Equal(on) })
			if n < 0 {
				n = len(rest)
			}
			if n == len(g.stories) {
				break
			}
			of := *g
			of.stories, of.last, rest = rest[:n], stories[rest[0]].Published, rest[n:]
			c.Days = append(c.Days, m.cluster(stories, &of))
		}
		clusters = append(clusters, c)
	}
	slices.SortStableFunc(clusters, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.size(), a.size()), stories[b.Stories[0]].Published.Compare(stories[a.Stories[0]].Published))
	})
	return clusters
}

// cluster counts what a group has, whose stories are the newest first.
func (m *measured) cluster(stories []knowledge.Story, g *group) Cluster {
	c := Cluster{Stories: g.stories, Lead: m.lead(stories, g), Origins: origins(stories, g.stories)}
	for _, i := range g.stories {
		c.outlet(stories[i].Outlet)
	}
	return c
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

// lead is the story of the last day whose own lead, with the title, is nearest to the centroid.
func (m *measured) lead(stories []knowledge.Story, g *group) int {
	best := g.stories[0]
	if len(g.stories) == 1 {
		return best
	}
	most := 0.0
	for _, i := range g.stories {
		if g.last.Sub(stories[i].Published) >= 24*time.Hour {
			continue
		}
		span, ok := Lead(m.lang, &stories[i], nil)
		if !ok {
			continue
		}
		v := make(vector)
		count(m.lang, v, span.Of(stories[i].Text), 1)
		m.weigh(v)
		if c := g.cosine(v); c > most+alike {
			best, most = i, c
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

// othersCounted is how many other stories, without the word, a word is counted among: what half the stories of
// a day are about tells those apart from the rest of the news, though among them it is common.
const othersCounted = 300

// titleWeight is how often a word of a title counts as one of the beginning.
const titleWeight = 4

// measured is what each of some stories is about.
type measured struct {
	lang    *text.Language
	vectors []vector           // of each, of length 1
	df      map[string]float64 // in how many a term is
}

func measure(l *text.Language, stories []knowledge.Story) *measured {
	m := &measured{lang: l, vectors: make([]vector, len(stories)), df: make(map[string]float64)}
	for i := range stories {
		v := make(vector)
		count(l, v, stories[i].Title, titleWeight)
		count(l, v, text.Cut(stories[i].Text, eventHead), 1)
		for t := range v {
			m.df[t]++
		}
		m.vectors[i] = v
	}
	for _, v := range m.vectors {
		m.weigh(v)
	}
	return m
}

// weigh makes counts of terms a vector of length 1.
func (m *measured) weigh(v vector) {
	square := 0.0
	for t, n := range v {
		w := (1 + math.Log(n)) * m.lang.Rarity(t, t) * math.Log((float64(len(m.vectors))+othersCounted)/max(m.df[t], 1))
		v[t] = w
		square += w * w
	}
	for t := range v {
		v[t] /= max(math.Sqrt(square), 1e-9)
	}
}

// count counts the terms of s, each by weight.
func count(l *text.Language, v vector, s string, weight float64) {
	for _, t := range l.Terms(s) {
		v[t] += weight
	}
}
