package knowledge

import (
	"fmt"

	"github.com/storybot/storybot/knowledge/turns"
)

// queue makes stories ready on all cores and puts them in order.
type queue struct {
	turns.Queue[Prepared]
	tx Tx
}

func newQueue(tx Tx) *queue {
	return &queue{tx: tx, Queue: turns.Queue[Prepared]{Take: func(p Prepared) error {
		if err := tx.Put(p); err != nil {
			return fmt.Errorf("put %s: %w", p.Story.ID, err)
		}
		return nil
	}}}
}

func (q *queue) put(s Story) {
	if q.tx != nil {
		q.Put(func() Prepared { return Prepare(s) }, fmt.Errorf("put %s: it could not be cut into passages", s.ID))
	}
}
