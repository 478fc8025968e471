// Package turns keeps those apart who would do the same at the same time.
package turns

import (
	"context"
	"fmt"
	"sync"
)

// Turns lets one at a time have each of several names. The zero Turns is good, and may be used
// by many goroutines.
type Turns struct {
	mu  sync.Mutex
	has map[string]chan struct{} // closed when the name is free again
}

// Take waits until all the names are free, and has them until release is called, once. Its error
// is that of ctx.
func (t *Turns) Take(ctx context.Context, names []string) (release func(), err error) {
	for {
		busy := t.try(names)
		if busy == nil {
			return func() { t.free(names) }, nil
		}
		select {
		case <-busy:
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for its turn: %w", ctx.Err())
		}
	}
}

// try takes all the names, or returns what tells when one of them is free.
func (t *Turns) try(names []string) (busy <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, name := range names {
		if taken := t.has[name]; taken != nil {
			return taken
		}
	}
	if t.has == nil {
		t.has = make(map[string]chan struct{})
	}
	for _, name := range names {
		t.has[name] = make(chan struct{})
	}
	return nil
}

func (t *Turns) free(names []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, name := range names {
		close(t.has[name])
		delete(t.has, name)
	}
}
