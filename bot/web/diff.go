package web

import "slices"

// op is what becomes of a token on the way from one text to the next.
type op int

// What may become of one.
const (
	same op = iota
	taken
	added
)

// edit is a token, and what becomes of it.
type edit[T comparable] struct {
	Token T
	Op    op
}

// mostEdits is how many tokens may be taken out and added before two texts count as having nothing
// in common but their beginning and end: the memory of a comparison grows with its square.
const mostEdits = 1000

// diff is a shortest way from one list of tokens to another: what is taken out of a stretch stands
// before what is added there. It is the greedy algorithm of Myers (1986), "An O(ND) difference
// algorithm and its variations"; the tokens are sentences here and words there, which no library
// that compares lines or letters takes.
func diff[T comparable](from, to []T) []edit[T] {
	start := 0
	for start < len(from) && start < len(to) && from[start] == to[start] {
		start++
	}
	end := 0
	for end < len(from)-start && end < len(to)-start && from[len(from)-1-end] == to[len(to)-1-end] {
		end++
	}
	var edits []edit[T]
	edits = appended(edits, from[:start], same)
	edits = append(edits, inner(from[start:len(from)-end], to[start:len(to)-end])...)
	return inOrder(appended(edits, from[len(from)-end:], same))
}

func appended[T comparable](edits []edit[T], tokens []T, o op) []edit[T] {
	for _, t := range tokens {
		edits = append(edits, edit[T]{t, o})
	}
	return edits
}

// inner finds the way by its lengths: reached[k] is how far into from the furthest way of so many
// edits has come on the diagonal k, on which what is added outnumbers what is taken by -k.
func inner[T comparable](from, to []T) []edit[T] {
	n, m := len(from), len(to)
	most := min(n+m, mostEdits)
	var trace [][]int
	reached := make([]int, 2*most+3)
	for d := 0; d <= most; d++ {
		trace = append(trace, slices.Clone(reached[most+1-d:most+2+d]))
		for k := -d; k <= d; k += 2 {
			x := nextOn(reached, most+1, k, d)
			for y := x - k; x < n && y < m && from[x] == to[y]; y++ {
				x++
			}
			reached[most+1+k] = x
			if x >= n && x-k >= m {
				return wayBack(from, to, trace)
			}
		}
	}
	return appended(appended(nil, from, taken), to, added)
}

// nextOn is where the d-th edit comes to on the diagonal k: by adding from above, or by taking out.
func nextOn(reached []int, zero, k, d int) int {
	if d == 0 {
		return 0
	}
	if k == -d || k != d && reached[zero+k-1] < reached[zero+k+1] {
		return reached[zero+k+1]
	}
	return reached[zero+k-1] + 1
}

// wayBack follows the trace from its end, in which trace[d] holds the diagonals -d to d as they
// were before the d-th edit.
func wayBack[T comparable](from, to []T, trace [][]int) []edit[T] {
	var edits []edit[T]
	x, y := len(from), len(to)
	for d := len(trace) - 1; d >= 0; d-- {
		before := trace[d]
		k, at := x-y, func(k int) int {
			if k < -d || k > d {
				return -1
			}
			return before[k+d]
		}
		last := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			last = k + 1
		}
		px, py := 0, 0
		if d > 0 {
			px = at(last)
			py = px - last
		}
		for x > px && y > py {
			x, y = x-1, y-1
			edits = append(edits, edit[T]{from[x], same})
		}
		switch {
		case d == 0:
		case x == px:
			y--
			edits = append(edits, edit[T]{to[y], added})
		default:
			x--
			edits = append(edits, edit[T]{from[x], taken})
		}
	}
	slices.Reverse(edits)
	return edits
}

// inOrder has of each stretch of edits what is taken out stand before what is added.
func inOrder[T comparable](edits []edit[T]) []edit[T] {
	for i := 0; i < len(edits); {
		end := i
		for end < len(edits) && edits[end].Op != same {
			end++
		}
		slices.SortStableFunc(edits[i:end], func(a, b edit[T]) int { return int(a.Op) - int(b.Op) })
		i = max(end, i+1)
	}
	return edits
}
