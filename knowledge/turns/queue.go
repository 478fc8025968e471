package turns

import "runtime"

// Queue makes things at once, on all cores, and hands each over in the order in which
// they were begun. It is for one goroutine.
type Queue[T any] struct {
	Take func(T) error // gets each in its turn; after its first error none
	Err  error         // why nothing is handed over any more

	pending []chan made[T]
}

// made is a thing that was made, or why it could not be.
type made[T any] struct {
	thing T
	fault error
}

// Put begins to make a thing, unless the queue has failed; broken is the error if begun panics.
func (q *Queue[T]) Put(begun func() T, broken error) {
	if q.Err != nil {
		return
	}
	one := make(chan made[T], 1)
	go func() {
		m := made[T]{fault: broken}
		defer func() {
			_ = recover() // broken says what it was; it must not end the program
			one <- m
		}()
		m = made[T]{thing: begun()}
	}()
	q.pending = append(q.pending, one)
	if len(q.pending) > 2*runtime.GOMAXPROCS(0) {
		q.next()
	}
}

// next hands over the oldest.
func (q *Queue[T]) next() {
	m := <-q.pending[0]
	q.pending = q.pending[1:]
	switch {
	case q.Err != nil:
	case m.fault != nil:
		q.Err = m.fault
	default:
		q.Err = q.Take(m.thing)
	}
}

// Finish hands over what was begun, and returns why that failed.
func (q *Queue[T]) Finish() error {
	for len(q.pending) > 0 {
		q.next()
	}
	return q.Err
}

// Stop waits for what was begun and hands nothing more over.
func (q *Queue[T]) Stop() {
	for _, one := range q.pending {
		<-one
	}
	q.pending = nil
}
