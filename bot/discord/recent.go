package discord

import "sync"

// recent remembers the last things told, up to a number: what is older is
// forgotten first.
type recent[V any] struct {
	mu    *sync.Mutex
	most  int
	young map[string]V
	old   map[string]V // what was young before young was full
}

func newRecent[V any](most int) recent[V] {
	return recent[V]{mu: new(sync.Mutex), most: most, young: make(map[string]V)}
}

// get returns what was told of key.
func (r *recent[V]) get(key string) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if v, ok := r.young[key]; ok {
		return v, true
	}
	v, ok := r.old[key]
	return v, ok
}

// put remembers v; known says whether the key was known.
func (r *recent[V]) put(key string, v V) (known bool) {
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
