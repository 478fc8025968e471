package main

import (
	"slices"
	"strings"
	"testing"
)

// components parts the nodes of a graph into groups in which each node leads to
// each other (Tarjan's strongly connected components), each sorted.
func components(graph map[string][]string) [][]string {
	var (
		out    [][]string
		stack  []string
		number = make(map[string]int) // by when it was come to, from 1
		low    = make(map[string]int) // the lowest number on the stack that it leads to
		visit  func(node string)
	)
	visit = func(node string) {
		number[node] = len(number) + 1
		low[node] = number[node]
		stack = append(stack, node)
		for _, next := range graph[node] {
			if number[next] == 0 {
				visit(next)
				low[node] = min(low[node], low[next])
			} else if slices.Contains(stack, next) {
				low[node] = min(low[node], number[next])
			}
		}
		if low[node] == number[node] {
			at := slices.Index(stack, node)
			group := slices.Sorted(slices.Values(stack[at:]))
			stack = stack[:at]
			out = append(out, group)
		}
	}
	for node := range graph {
		if number[node] == 0 {
			visit(node)
		}
	}
	return out
}

// largest returns the longest group.
func largest(groups [][]string) []string {
	return slices.MaxFunc(groups, func(a, b []string) int { return len(a) - len(b) })
}

func TestComponents(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, graph string // "a>b" is an arrow, "a" alone a node
		want        string // the groups, sorted
	}{
		{"nothing", "", ""},
		{"one alone", "a", "a"},
		{"itself", "a>a", "a"},
		{"a line", "a>b b>c c", "a,b,c"},
		{"a pair", "a>b b>a", "ab"},
		{"a ring", "a>b b>c c>a", "abc"},
		{"a ring with a way in and out", "i>a a>b b>c c>a c>o o", "abc,i,o"},
		{"two rings and a bridge", "a>b b>a b>c c>d d>c", "ab,cd"},
		{"two rings that share a node", "a>b b>a b>c c>b", "abc"},
		{"a ring within a ring", "a>b b>c c>b c>d d>a", "abcd"},
		{"two ways to one end", "a>b a>c b>d c>d d", "a,b,c,d"},
		{"an arrow to a group that is done", "a>b b>a c>a c>d d>c", "ab,cd"},
	} {
		graph := make(map[string][]string)
		for _, arrow := range strings.Fields(c.graph) {
			from, to, drawn := strings.Cut(arrow, ">")
			leads := graph[from]
			if drawn {
				leads = append(leads, to)
			}
			graph[from] = leads
		}
		for range 10 { // maps are walked in another order each time
			var groups []string
			for _, group := range components(graph) {
				groups = append(groups, strings.Join(group, ""))
			}
			slices.Sort(groups)
			if got := strings.Join(groups, ","); got != c.want {
				t.Errorf("%s: %s is %q, want %q", c.name, c.graph, got, c.want)
				break
			}
		}
	}
}
