package weaviate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

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
