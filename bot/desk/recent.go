package desk

import "sync"

// Recent remembers the latest of something by key, up to a number: the oldest
// is forgotten first. It may be used by many goroutines.
type Recent[V any] struct {
	mu    sync.Mutex
	most  int
	young map[string]V
	old   map[string]V // what was young before young was full
}

// NewRecent returns a Recent that remembers at least half of most, and no more
// than most.
func NewRecent[V any](most int) *Recent[V] {
	return &Recent[V]{most: most, young: make(map[string]V)}
}

// Get returns what was put under key, and whether anything is known of it.
func (r *Recent[V]) Get(key string) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if v, ok := r.young[key]; ok {
		return v, true
	}
	v, ok := r.old[key]
	return v, ok
}

// Forget forgets what was put under key.
func (r *Recent[V]) Forget(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.young, key)
	delete(r.old, key)
}

// Put remembers v, and reports whether the key was known before.
func (r *Recent[V]) Put(key string, v V) (known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known = r.young[key]; !known {
		_, known = r.old[key]
	}
	if len(r.young) >= r.most/2 {
		r.old, r.young = r.young, make(map[string]V)
	}
	r.young[key] = v
	return known
}
