package desk

import (
	"strconv"
	"testing"
)

func TestRecent(t *testing.T) {
	t.Parallel()
	r := NewRecent[int](10)
	if _, ok := r.Get("a"); ok {
		t.Error("something is known at first")
	}
	if r.Put("a", 1) {
		t.Error("known before it was put")
	}
	if !r.Put("a", 2) {
		t.Error("not known after it was put")
	}
	if v, ok := r.Get("a"); v != 2 || !ok {
		t.Errorf("got %d, %v", v, ok)
	}
}

// TestRecentForgets: at least the last half is remembered, and never more than all.
func TestRecentForgets(t *testing.T) {
	t.Parallel()
	const most, all = 10, 100
	r := NewRecent[int](most)
	for n := range all {
		if r.Put(strconv.Itoa(n), n) {
			t.Fatalf("%d is known before it was put", n)
		}
		known := 0
		for k := range n + 1 {
			v, ok := r.Get(strconv.Itoa(k))
			if ok {
				known++
			}
			if ok && v != k || !ok && k > n-most/2 {
				t.Fatalf("after %d: %d is %d, %v", n, k, v, ok)
			}
		}
		if known > most {
			t.Fatalf("after %d: %d are known", n, known)
		}
	}
}
