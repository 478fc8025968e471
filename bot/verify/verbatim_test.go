package verify

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestVerifyVerbatim: what a story says in so many words always holds.
func TestVerifyVerbatim(t *testing.T) {
	measuredAlone(t)
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "rtqa", "stories.jsonl.gz"))
	if err != nil {
		t.Skip("no ../shared/data: verbatim sentences not measured")
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<24)
	sentences, wrong := 0, 0
	for n := 0; lines.Scan(); n++ {
		if n%verbatimEvery != 0 {
			continue
		}
		var story struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &story); err != nil {
			t.Fatal(err)
		}
		source := newSource(text.English(), story.Text)
		for _, span := range text.English().Sentences(story.Text) {
			sentence := span.Of(story.Text)
			if len(text.English().Words(sentence)) == 0 {
				continue
			}
			sentences++
			if v := source.verify(sentence); !v.Holds {
				wrong++
				t.Logf("%+v: %.200s", v, sentence)
			}
		}
	}
	t.Logf("%d sentences, %d do not hold", sentences, wrong)
	if sentences == 0 || wrong*1000 > sentences {
		t.Errorf("%d of %d sentences taken from a story do not hold", wrong, sentences)
	}
}

const verbatimEvery = 5 // every fifth story
