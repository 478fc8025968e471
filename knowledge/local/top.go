package local

import (
	"cmp"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// scored is passage n of a part with its score.
type scored struct {
	score   float32
	part, n uint32
}

// top keeps the n best passages; it is a heap with the worst in front.
type top struct {
	n     int
	list  []scored
	parts []part
}

// better orders passages: by score, then by story and place, so that the order
// does not depend on how the segments lie.
func (t *top) better(a, b scored) int {
	if a.score != b.score {
		return cmp.Compare(b.score, a.score)
	}
	x, y := t.candidate(a), t.candidate(b)
	return cmp.Or(strings.Compare(x.Story.Story.ID, y.Story.Story.ID), x.N-y.N)
}

func (t *top) candidate(s scored) knowledge.Candidate {
	p := &t.parts[s.part]
	m := p.of[s.n]
	return knowledge.Candidate{Story: &p.docs[m].StoryInfo, N: int(s.n - p.first[m]), Score: float64(s.score)}
}

// admits reports whether a passage with that score may be among the best.
func (t *top) admits(score float32) bool {
	return len(t.list) < t.n || t.n > 0 && score >= t.list[0].score
}

func (t *top) add(s scored) {
	if !t.admits(s.score) {
		return
	}
	if len(t.list) < t.n {
		t.list = append(t.list, s)
		for i := len(t.list) - 1; i > 0; {
			up := (i - 1) / 2
			if t.better(t.list[i], t.list[up]) <= 0 {
				break
			}
			t.list[i], t.list[up] = t.list[up], t.list[i]
			i = up
		}
		return
	}
	if t.better(s, t.list[0]) < 0 {
		t.list[0] = s
		t.sink()
	}
}

// sink moves the first passage down to where it belongs.
func (t *top) sink() {
	for i := 0; ; {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(t.list); child++ {
			if t.better(t.list[child], t.list[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		t.list[i], t.list[worst] = t.list[worst], t.list[i]
		i = worst
	}
}

// candidates gives the passages, best first.
func (t *top) candidates() []knowledge.Candidate {
	slices.SortFunc(t.list, t.better)
	list := make([]knowledge.Candidate, len(t.list))
	for i, s := range t.list {
		list[i] = t.candidate(s)
	}
	return list
}
