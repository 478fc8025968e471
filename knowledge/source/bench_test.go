package source

import (
	"os"
	"testing"
)

// BenchmarkLines reads the news stories, 39 MB of text packed into one file.
func BenchmarkLines(b *testing.B) {
	const file = "../../../shared/data/rtqa/stories.jsonl.gz"
	if _, err := os.Stat(file); err != nil {
		b.Skip("no ../shared/data: reading JSON lines not measured")
	}
	for b.Loop() {
		var read int64
		src, err := Open(file, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for item := range src.Read(b.Context(), nil) {
			if item.Story != nil {
				read += int64(len(item.Story.Text))
			}
		}
		b.SetBytes(read)
	}
}
