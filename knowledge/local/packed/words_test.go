package packed

import (
	"reflect"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// documents are stories of every shape that a row can have.
func documents() map[string]*knowledge.Document {
	const far = 1 << 30
	return map[string]*knowledge.Document{
		"no words": {Passages: []text.Span{}, Terms: [][]knowledge.Term{}, Title: []knowledge.Term{}},
		"a title":  {Passages: []text.Span{}, Terms: [][]knowledge.Term{}, Title: []knowledge.Term{7, 0xffffffff}},
		"a passage without terms": {
			Passages: []text.Span{{Start: 3, End: 9}}, Terms: [][]knowledge.Term{{}}, Title: []knowledge.Term{},
		},
		"several passages": {
			StoryInfo: knowledge.StoryInfo{Words: 5, Counted: 900}, Title: []knowledge.Term{1},
			Passages: []text.Span{{Start: 0, End: 300}, {Start: 302, End: 303}, {Start: far, End: far + 200}},
			Terms:    [][]knowledge.Term{{1, 2, 3}, {0}, {1 << 31}},
		},
	}
}

func TestWords(t *testing.T) {
	for name, want := range documents() {
		written := Words(want)
		var got knowledge.Document
		if err := ReadWords(written, &got); err != nil || !reflect.DeepEqual(&got, want) {
			t.Errorf("%s: unpacked %+v, %v; want %+v", name, got, err, want)
		}
		for n := range written {
			if err := ReadWords(written[:n], new(knowledge.Document)); err == nil {
				t.Errorf("%s: the first %d of %d bytes are taken for the whole", name, n, len(written))
			}
		}
		if err := ReadWords(append(written, 0), new(knowledge.Document)); err == nil {
			t.Errorf("%s: a byte too many is taken", name)
		}
	}
}
