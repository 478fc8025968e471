package local

import (
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// TestNumbersAreNotUsedTwice: the next number comes after the keys and the segments that there are,
// also where the note of it is damaged.
func TestNumbersAreNotUsedTwice(t *testing.T) {
	st := &storedState{entries: []entry{{key: 3, doc: &knowledge.Document{}}, {key: 9, doc: &knowledge.Document{}}}}
	for name, want := range map[string]int64{"": 10, segmentName(12): 13, segmentName(4): 10, "other.zap": 10} {
		st.files = []manifest{{name: name}}
		if got := st.unused(); got != want {
			t.Errorf("with the segment %q the next number is %d, not %d", name, got, want)
		}
	}
	if got := (&storedState{}).unused(); got != 1 {
		t.Errorf("the first number is %d", got)
	}
}
