package sample

import (
	"os"
	"path/filepath"
	"testing"
)

// TestNoSentenceIsBorrowed compares the sample with the articles whose facts it
// was written from: no eight words in a row may be the same.
func TestNoSentenceIsBorrowed(t *testing.T) {
	articles, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "stories", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) == 0 {
		t.Skip("no ../shared/stories: not compared with the articles")
	}
	const run = 8
	for _, file := range articles {
		data, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			t.Fatal(err)
		}
		theirs := runs(string(data), run)
		if len(theirs) == 0 {
			t.Fatalf("%s has no words", file)
		}
		for name, s := range readStories(t) {
			for words := range runs(s.Title+"\n"+s.Text, run) {
				if theirs[words] {
					t.Errorf("%s shares %q with %s", name, words, filepath.Base(file))
				}
			}
		}
	}
}
