package weaviate

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// apart reports whether one of the nodes that are there sees fewer than are named. A majority is one of those that a node
// sees: a node that is alone, as it may be for minutes after a restart, takes by itself what is written by it, and lacks
// what is written by others; Weaviate 1.35 says of both that a quorum has it.
func (x *Index) apart(ctx context.Context, nodes []*node) bool {
	var fewer atomic.Bool
	var all sync.WaitGroup
	for _, n := range nodes {
		all.Go(func() {
			_ = within(ctx, probePatience, func(ctx context.Context) error {
				members, err := n.members(ctx)
				if err != nil || members < len(x.nodes) {
					fewer.Store(true)
				}
				return err
			})
		})
	}
	all.Wait()
	return fewer.Load()
}

// through writes by the node by which all is written, and by those beside it. One of these that fails is left out from then
// on: it gets no marker, so it is not asked until it has what it lacks.
func (p *pass) through(ctx context.Context, write func(ctx context.Context, n *node) error) error {
	if err := write(ctx, p.n); err != nil {
		return err
	}
	p.beside = slices.DeleteFunc(p.beside, func(n *node) bool { return write(ctx, n) != nil })
	return nil
}
