package postgres

import (
	"fmt"
	"iter"
	"sync"

	"github.com/storybot/storybot/knowledge"
)

// preparedAtOnce is how many stories are made ready at one time.
const preparedAtOnce = 64

// putAll makes stories ready on all cores and puts them in order, until the first error.
func putAll(tx knowledge.Tx, stories iter.Seq2[knowledge.Story, error]) error {
	var waiting []knowledge.Story
	for s, err := range stories {
		if err == nil {
			if waiting = append(waiting, s); len(waiting) < preparedAtOnce {
				continue
			}
			err = putSome(tx, waiting)
			waiting = waiting[:0]
		}
		if err != nil {
			return err
		}
	}
	return putSome(tx, waiting)
}

func putSome(tx knowledge.Tx, stories []knowledge.Story) error {
	ready := make([]*knowledge.Prepared, len(stories))
	var all sync.WaitGroup
	for i, s := range stories {
		all.Go(func() {
			defer func() { _ = recover() }() // what is left out says which story it was; a load must not end the bot
			p := knowledge.Prepare(s)
			ready[i] = &p
		})
	}
	all.Wait()
	for i, p := range ready {
		if p == nil {
			return fmt.Errorf("put %s: it could not be cut into passages", stories[i].ID)
		}
		if err := tx.Put(*p); err != nil {
			return err //nolint:wrapcheck // it says what was tried
		}
	}
	return nil
}
