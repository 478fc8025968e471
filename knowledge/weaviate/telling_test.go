package weaviate

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// words are terms as a search writes them.
func words(terms ...string) string {
	for i, t := range terms {
		terms[i] = token(knowledge.Hash(t))
	}
	return strings.Join(terms, " ")
}

// A large archive is not asked for common terms, but for the three rarest whatever they are, and for all where too little is
// found, or of one story.
func TestTelling(t *testing.T) {
	f := newFake(t)
	var stories []knowledge.Story
	for i := range 20 {
		text := "A walrus and a seal swim beside the ship."
		for word, n := range map[string]int{"herring": 2, "cod": 1, "whale": 9} {
			if i < n {
				text += " The " + word + "."
			}
		}
		stories = append(stories, tale(fmt.Sprint("s", i+10), text))
	}
	x := opened(t, Options{}, []*fake{f}, stories...)
	eventually(t, "the node has all", func() bool { return x.nodes[0].has().Generation > 0 })
	for what, c := range map[string]struct {
		large int
		terms []string
		found int
		wish  knowledge.Wish
		want  []string
	}{
		"a small archive":       {21, []string{"walrus", "cod", "herring", "seal", "whale"}, 1, knowledge.Wish{N: 1}, []string{words("walrus", "cod", "herring", "seal", "whale")}},
		"the rarest three":      {20, []string{"walrus", "cod", "herring", "seal", "whale"}, 1, knowledge.Wish{N: 1}, []string{words("cod", "herring", "whale")}},
		"rare ones alone":       {20, []string{"herring", "cod"}, 1, knowledge.Wish{N: 1}, []string{words("cod", "herring")}},
		"common ones alone":     {20, []string{"walrus", "seal"}, 1, knowledge.Wish{N: 1}, []string{words("walrus", "seal")}},
		"more than three":       {20, []string{"walrus", "seal", "ship", "swim"}, 1, knowledge.Wish{N: 1}, []string{words("walrus", "seal", "ship")}},
		"what is nowhere":       {20, []string{"walrus", "unicorn"}, 1, knowledge.Wish{N: 1}, []string{words("walrus")}},
		"nothing is anywhere":   {20, []string{"unicorn"}, 1, knowledge.Wish{N: 1}, []string{words("unicorn")}},
		"of one story":          {20, []string{"walrus", "cod", "herring", "seal", "whale"}, 1, knowledge.Wish{N: 1, Filter: knowledge.Filter{Story: "s10"}}, []string{words("walrus", "cod", "herring", "seal", "whale")}},
		"too little is found":   {20, []string{"walrus", "cod", "herring", "whale"}, 1, knowledge.Wish{N: 8}, []string{words("cod", "herring", "whale"), words(slices.Sorted(slices.Values([]string{"cod", "herring", "walrus", "whale"}))...)}},
		"a quarter is found":    {20, []string{"walrus", "cod", "herring", "whale"}, 2, knowledge.Wish{N: 8}, []string{words("cod", "herring", "whale")}},
		"there is no more left": {20, []string{"cod", "herring"}, 1, knowledge.Wish{N: 2}, []string{words("cod", "herring")}},
	} {
		x.large = c.large
		f.says(stories[:c.found]...)
		before := len(f.searches())
		if _, err := searched(t, x, c.wish, slices.Clone(c.terms)...); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, q := range f.searches()[before:] {
			_, q, _ = strings.Cut(q, "words1 ")
			q, _, _ = strings.Cut(q, " words2")
			got = append(got, q)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}

// What common terms add to a score is added here.
func TestCommonScore(t *testing.T) {
	h := knowledge.Hash
	c := common{h("walrus"): {"walrus", 2}, h("seal"): {"seal", 1}}
	d := &knowledge.Document{Title: []knowledge.Term{h("cod"), h("seal")}, Terms: [][]knowledge.Term{{h("walrus"), h("walrus"), h("cod")}, {h("seal")}, {}}}
	for n, want := range []float64{2*2/2.9 + 1/1.9, 2 / 2.9, 1 / 1.9} {
		if got := c.score(d, n); math.Abs(got-want) > 1e-9 {
			t.Errorf("passage %d: %v, want %v", n, got, want)
		}
		if got := common(nil).score(d, n); got != 0 {
			t.Errorf("passage %d adds %v", n, got)
		}
	}
}

// What was published is asked for only where it matters: where a story, of one of the loads that are kept, is newer.
func TestAllBy(t *testing.T) {
	f := newFake(t)
	day := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	old, young := tale("a", "A walrus."), tale("b", "A walrus again.")
	old.Published, young.Published = day, day.AddDate(0, 0, 5)
	x := opened(t, Options{}, []*fake{f}, old, young)
	f.says(old, young)
	eventually(t, "the node has all", func() bool { return x.nodes[0].has().Generation > 0 })
	for at, want := range map[time.Time]bool{day: true, young.Published.Add(-time.Second): true, young.Published: false, day.AddDate(9, 0, 0): false, {}: false} {
		got, err := searched(t, x, knowledge.Wish{N: 9, Filter: knowledge.Filter{At: at}}, "walrus")
		all := f.searches()
		if is := strings.Contains(all[len(all)-1], "; at <="); err != nil || is != want || slices.Contains(got, "b") == want {
			t.Errorf("at %v: %q finds %q, %v", at, all[len(all)-1], got, err)
		}
	}
}

// What has changed is written in smaller pieces than all there is: a node is asked meanwhile.
func TestGently(t *testing.T) {
	f := newFake(t)
	tales := func(n int, text string) (list []knowledge.Story) {
		for i := range n {
			list = append(list, tale(fmt.Sprint("s", i), text))
		}
		return list
	}
	x := opened(t, Options{}, []*fake{f}, tales(300, "A walrus.")...)
	for _, want := range []int{batchSize, batchSize / gently} {
		if err := x.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.with(func() {
			if f.largest != want {
				t.Errorf("%d objects at once, want %d", f.largest, want)
			}
			f.largest = 0
		})
		load(t, x, tales(200, "A seal.")...)
	}
}

// All that is there is counted by filters once, which takes Weaviate long: after further loads only what they brought is. Who was away
// is counted again.
func TestCounted(t *testing.T) {
	f := newFake(t)
	stories := []knowledge.Story{tale("a", "A walrus."), tale("b", "A seal."), tale("c", "A cod.")}
	x := opened(t, Options{Every: time.Millisecond}, []*fake{f}, stories[:2]...)
	settle := func(what string, want int) {
		t.Helper()
		if err := x.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.with(func() {
			if f.counted != want {
				t.Errorf("%s: counted %d times, want %d", what, f.counted, want)
			}
		})
	}
	settle("at first", 1)
	load(t, x, stories[2])
	settle("one more", 1)
	load(t, x, tale("a", "Another walrus."))
	settle("one in place of another", 1)
	f.with(func() { f.lost = 1 })
	load(t, x, tale("b", "Another seal."))
	eventually(t, "it lacks one", func() bool { return x.nodes[0].has().Generation < 4 })
	time.Sleep(20 * time.Millisecond)
	if x.nodes[0].has().Generation >= 4 {
		t.Error("a node that lacks one is asked")
	}
	f.with(func() { f.lost, f.down = 0, true })
	eventually(t, "it is away", func() bool { return x.nodes[0].has().Generation == 0 })
	f.with(func() { f.down = false })
	settle("it was away", 2)
}
