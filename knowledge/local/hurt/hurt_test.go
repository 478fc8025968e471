package hurt_test

import (
	"slices"
	"testing"

	"github.com/storybot/storybot/knowledge/local/hurt"
)

func TestTexts(t *testing.T) {
	var h hurt.Texts
	h.Add("b")
	h.Add("a")
	h.Add("b") // known already
	if ids, found := h.IDs(hurt.All); !slices.Equal(ids, []string{"a", "b"}) || found != 2 {
		t.Errorf("two are hurt, not %v (%d)", ids, found)
	}
	if ids, _ := h.IDs(1); !slices.Equal(ids, []string{"b"}) {
		t.Errorf("the first that was found is b, not %v", ids)
	}
	if n := h.Next(); n != 3 {
		t.Errorf("the next one is the third, not number %d", n)
	}
	h.Forget(func(id string) bool { return id == "b" })
	if h.Has("b") || !h.Has("a") {
		t.Error("b alone is mended")
	}
	h.Add("b") // hurt again
	if ids, found := h.IDs(3); !slices.Equal(ids, []string{"a"}) || found != 4 {
		t.Errorf("b was hurt again as the fourth: %v (%d)", ids, found)
	}
}
