package weaviate

import (
	"slices"
	"testing"
	"time"
)

// A node that was killed while it wrote has passages that its filters take to be what they are not, so that it never counts
// what it should, though it has all. It is mended as soon as it has lacked something for as long as it may.
func TestMisfiled(t *testing.T) {
	t.Parallel()
	type wrong func(p properties) (filed int, is bool)
	isGone := func(p properties) bool { return p.Gone != forever }
	story := func(id string) func(p properties) bool {
		return func(p properties) bool { return p.Story == name(id) && !isGone(p) }
	}
	filedAs := func(which func(p properties) bool, gone int) wrong {
		return func(p properties) (int, bool) { return gone, which(p) }
	}
	for what, wrong := range map[string]wrong{
		"what is gone is found":                  filedAs(isGone, forever),
		"one that is there is not found":         filedAs(story("a"), -1),
		"one that is there is taken to be gone":  filedAs(story("b"), 1),
		"nothing is found":                       filedAs(func(p properties) bool { return !isGone(p) }, -1),
		"what is gone is found and the rest not": func(p properties) (int, bool) { return map[bool]int{true: forever, false: -1}[isGone(p)], true },
	} {
		for node := range 3 {
			t.Run(what, func(t *testing.T) {
				t.Parallel()
				nodes := cluster(t)
				x := opened(t, Options{Mend: 50 * time.Millisecond}, nodes, tale("a", "A walrus."), tale("b", "A walrus."), tale("c", "A walrus."))
				settled(t, x, nodes...)
				load(t, x, tale("a", "Another walrus."), tale("c", "Another walrus."))
				settled(t, x, nodes...)
				f := nodes[node]
				f.with(func() { f.down, f.misfiled = true, make(map[string]int) })
				eventually(t, "it is away", func() bool { return x.nodes[node].has().Generation == 0 })
				load(t, x, tale("b", "Another walrus."))
				f.with(func() {
					for id, p := range f.passage {
						if filed, is := wrong(p); is {
							f.misfiled[id] = filed
						}
					}
					if f.down = false; len(f.misfiled) == 0 {
						t.Error("nothing is wrong")
					}
				})
				settled(t, x, nodes...)
				// What its filters find is what the others have, whatever else is wrong of what is gone until the next load.
				if got, want := f.filtered(), nodes[(node+1)%3].there(); len(got) != 3 || !slices.Equal(got, want) {
					t.Errorf("%q is found, and %q is there", got, want)
				}
				load(t, x, tale("a", "A third walrus."))
				settled(t, x, nodes...)
				eventually(t, "what is gone is deleted, and all nodes have the same", func() bool {
					return !slices.ContainsFunc(nodes, func(other *fake) bool {
						got := other.there()
						return len(got) != 3 || !slices.Equal(got, nodes[0].there())
					})
				})
			})
		}
	}
}
