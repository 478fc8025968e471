package knowledge

import (
	"fmt"
	"runtime"
)

// queue makes stories ready on all cores and puts them in order.
type queue struct {
	tx      Tx
	pending []chan Prepared
	err     error
}

func newQueue(tx Tx) *queue { return &queue{tx: tx} }

func (q *queue) put(s Story) {
	if q.tx == nil || q.err != nil {
		return
	}
	ready := make(chan Prepared, 1)
	go func() { ready <- Prepare(s) }()
	q.pending = append(q.pending, ready)
	if len(q.pending) > 2*runtime.GOMAXPROCS(0) {
		q.next()
	}
}

// next puts the oldest story.
func (q *queue) next() {
	p := <-q.pending[0]
	q.pending = q.pending[1:]
	if q.err == nil {
		if err := q.tx.Put(p); err != nil {
			q.err = fmt.Errorf("put %s: %w", p.Story.ID, err)
		}
	}
}

func (q *queue) finish() error {
	for len(q.pending) > 0 {
		q.next()
	}
	return q.err
}

// stop waits for what was begun and puts nothing more.
func (q *queue) stop() {
	for _, ready := range q.pending {
		<-ready
	}
	q.pending = nil
}
