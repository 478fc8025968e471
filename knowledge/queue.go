package knowledge

import (
	"fmt"
	"runtime"
)

// queue makes stories ready on all cores and puts them in order.
type queue struct {
	tx      Tx
	pending []chan ready
	err     error
}

// ready is a story made ready, or why it could not be.
type ready struct {
	p     Prepared
	fault error
}

func newQueue(tx Tx) *queue { return &queue{tx: tx} }

func (q *queue) put(s Story) {
	if q.tx == nil || q.err != nil {
		return
	}
	one := make(chan ready, 1)
	go func() {
		r := ready{fault: fmt.Errorf("put %s: it could not be cut into passages", s.ID)}
		defer func() {
			_ = recover() // the fault says which story it was; a load must not end the bot
			one <- r
		}()
		r = ready{p: Prepare(s)}
	}()
	q.pending = append(q.pending, one)
	if len(q.pending) > 2*runtime.GOMAXPROCS(0) {
		q.next()
	}
}

// next puts the oldest story.
func (q *queue) next() {
	r := <-q.pending[0]
	q.pending = q.pending[1:]
	switch {
	case q.err != nil:
	case r.fault != nil:
		q.err = r.fault
	default:
		if err := q.tx.Put(r.p); err != nil {
			q.err = fmt.Errorf("put %s: %w", r.p.Story.ID, err)
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
	for _, one := range q.pending {
		<-one
	}
	q.pending = nil
}
