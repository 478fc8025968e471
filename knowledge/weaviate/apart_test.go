package weaviate

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// cluster are three nodes of which each has what is written by another one.
func cluster(t *testing.T) (nodes []*fake) {
	t.Helper()
	for range 3 {
		nodes = append(nodes, newFake(t))
	}
	join(nodes)
	return nodes
}

// join has nodes see each other and no others.
func join(nodes []*fake) {
	for i, f := range nodes {
		f.with(func() {
			f.sees, f.members = slices.Concat(nodes[:i:i], nodes[i+1:]), len(nodes)
		})
	}
}

// A node is alone after a restart: it sees no other one, and they do not see it. What is written by it, or by them, has a
// majority of those that are seen there, and the rest would lack it for good. All get it: at once where the nodes tell how
// many they see, else when one has lacked it for as long as it may.
func TestApart(t *testing.T) {
	t.Parallel()
	loads := map[string]func(tx knowledge.Tx) error{
		"a new story": func(tx knowledge.Tx) error { return tx.Put(knowledge.Prepare(tale("c", "A walrus."))) },
		"an edited, a removed and a new one": func(tx knowledge.Tx) error {
			return errors.Join(tx.Put(knowledge.Prepare(tale("a", "Another walrus."))), tx.Remove("b"), tx.Put(knowledge.Prepare(tale("d", "A walrus."))))
		},
		"nothing but a removal": func(tx knowledge.Tx) error { return tx.Remove("a") },
	}
	for alone := range 3 {
		for _, told := range []bool{true, false} {
			for what, change := range loads {
				t.Run(fmt.Sprintf("node %d, told %v, %s", alone, told, what), func(t *testing.T) {
					t.Parallel()
					testApart(t, alone, told, change)
				})
			}
		}
	}
}

func testApart(t *testing.T, alone int, told bool, change func(tx knowledge.Tx) error) {
	nodes := cluster(t)
	o := Options{Mend: time.Hour}
	if !told {
		o.Mend = 50 * time.Millisecond
	}
	x := opened(t, o, nodes, tale("a", "A walrus."), tale("b", "A walrus."))
	settled(t, x, nodes...)
	others := slices.Delete(slices.Clone(nodes), alone, alone+1)
	join(others)
	join(nodes[alone : alone+1])
	if !told {
		for _, f := range nodes {
			f.with(func() { f.members = len(nodes) })
		}
	}
	for range 2 { // the next load finds them as they are
		if err := x.Update(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		settled(t, x, nodes...)
		change = func(tx knowledge.Tx) error { return tx.Put(knowledge.Prepare(tale("z", "A last walrus."))) }
	}
	want := nodes[0].there()
	for i, f := range nodes {
		if got := f.there(); len(got) < 2 || !slices.Equal(got, want) {
			t.Errorf("node %d has %q, and node 0 %q", i, got, want)
		}
	}

	join(nodes)
	before := [3]int{}
	for i, f := range nodes {
		f.with(func() { before[i] = f.written })
	}
	load(t, x, tale("y", "A walrus."))
	settled(t, x, nodes...)
	ways := 0
	for i, f := range nodes {
		f.with(func() {
			if f.written > before[i] {
				ways++
			}
		})
	}
	if ways != 1 {
		t.Errorf("all see each other again, and a load is written by %d of them", ways)
	}
}
