package weaviate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// searchPatience is how long a search may take in all.
	searchPatience = 2 * time.Second
	// A node that is slower than nineteen in twenty searches were is slow; but not below, nor above.
	leastSlow, mostSlow = 10 * time.Millisecond, 500 * time.Millisecond
	// hedgeShare is how many searches may ask a second node because the first is slow, and hedgeMost how many in a row.
	hedgeShare, hedgeMost = 0.05, 5.0
	// measured is how many searches are remembered.
	measured = 200
)

// hedges decides when a second node is asked. Its zero value works.
type hedges struct {
	mu     sync.Mutex
	took   []time.Duration // of the last searches, in a ring
	at     int
	spent  float64 // hedges, less the share of the searches
	next   atomic.Uint64
	slowly atomic.Int64 // when a node is slow, in nanoseconds; 0: not measured yet
}

// slow is how long a node may take before another one is asked beside it.
func (h *hedges) slow() time.Duration {
	if d := time.Duration(h.slowly.Load()); d > 0 {
		return d
	}
	return mostSlow / 5
}

// done counts a search.
func (h *hedges) done(took time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.spent = max(h.spent-hedgeShare, 0)
	if len(h.took) < measured {
		h.took = append(h.took, took)
	} else {
		h.took[h.at] = took
	}
	h.at = (h.at + 1) % measured
	if h.at%20 == 0 {
		sorted := slices.Sorted(slices.Values(h.took))
		h.slowly.Store(int64(min(max(2*sorted[len(sorted)*19/20], leastSlow), mostSlow)))
	}
}

// may takes the right to ask a second node.
func (h *hedges) may() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.spent+1 > hedgeMost {
		return false
	}
	h.spent++
	return true
}

// having are the nodes that have a generation.
func (x *Index) having(generation int) (list []*node) {
	for _, n := range x.nodes {
		if n.has().Generation >= generation {
			list = append(list, n)
		}
	}
	return list
}

// inTurn orders nodes: each is first in turn, and those that were slow just now are behind the others.
func (h *hedges) inTurn(list []*node) []*node {
	if len(list) > 1 {
		turn := int(h.next.Add(1) % uint64(len(list))) //nolint:gosec // a few
		list = slices.Concat(list[turn:], list[:turn])
		slices.SortStableFunc(list, func(a, b *node) int {
			switch late := a.isLate(); {
			case late == b.isLate():
				return 0
			case late:
				return 1
			}
			return -1
		})
	}
	return list
}

// reply is what a node has said.
type reply struct {
	node *node
	hits []found
	err  error
}

// race is one search at several nodes.
type race struct {
	hedges  *hedges
	search  func(ctx context.Context, n *node) ([]found, error)
	failed  func(n *node) // it is not asked until it is looked at again
	waiting []*node       // that were not asked yet
	asked   []*node       // that have not replied yet
	replies chan reply
}

// next asks another node, if there is one.
func (r *race) next(ctx context.Context) {
	if len(r.waiting) == 0 || ctx.Err() != nil {
		return
	}
	n := r.waiting[0]
	r.waiting, r.asked = r.waiting[1:], append(r.asked, n)
	go func() {
		hits, err := r.search(ctx, n)
		r.replies <- reply{n, hits, err}
	}()
}

// ask asks a node that has the generation.
func (x *Index) ask(ctx context.Context, s *search) ([]found, error) {
	r := &race{hedges: &x.hedges, search: func(ctx context.Context, n *node) ([]found, error) { return n.find(ctx, s.query(x.class)) },
		failed: func(n *node) { n.set(marker{}) }}
	return r.ask(ctx, x.having(s.generation))
}

// ask asks one of the nodes, another one where it fails or is slow, and returns the first answer.
func (r *race) ask(ctx context.Context, nodes []*node) ([]found, error) {
	if len(nodes) == 0 { // it is known, so one had it
		return nil, errAway
	}
	limited, stop := context.WithTimeout(ctx, searchPatience)
	defer stop()
	r.waiting, r.replies = r.hedges.inTurn(nodes), make(chan reply, len(nodes))
	began := time.Now()
	r.next(limited)
	slow, stuck := time.NewTimer(r.hedges.slow()), time.NewTicker(mostSlow)
	defer slow.Stop()
	defer stuck.Stop()
	var errs []error
	for len(r.asked) > 0 {
		select {
		case one := <-r.replies:
			r.asked = slices.DeleteFunc(r.asked, func(n *node) bool { return n == one.node })
			if one.err == nil {
				for _, n := range r.asked {
					n.late()
				}
				r.hedges.done(time.Since(began))
				return one.hits, nil
			}
			if ctx.Err() != nil {
				return nil, fmt.Errorf("search: %w", ctx.Err())
			}
			errs = append(errs, one.err)
			r.failed(one.node)
			r.next(limited)
		case <-slow.C:
			if len(r.waiting) > 0 && r.hedges.may() {
				r.next(limited)
			}
		case <-stuck.C:
			r.next(limited)
		}
	}
	return nil, errors.Join(errs...)
}
