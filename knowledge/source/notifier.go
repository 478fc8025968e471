package source

import (
	"context"
	"sync"
)

// notifier calls changed, for one name after the other.
type notifier struct {
	mu    sync.Mutex
	names []string // each once
	wake  chan struct{}
}

// notify has a name told, soon.
func (t *notifier) notify(name string) {
	t.mu.Lock()
	known := false
	for _, n := range t.names {
		known = known || n == name
	}
	if !known {
		t.names = append(t.names, name)
	}
	t.mu.Unlock()
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *notifier) next() (name string, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.names) == 0 {
		return "", false
	}
	name, t.names = t.names[0], t.names[1:]
	return name, true
}

func (t *notifier) run(ctx context.Context, changed func(name string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.wake:
		}
		for name, ok := t.next(); ok && ctx.Err() == nil; name, ok = t.next() {
			changed(name)
		}
	}
}
