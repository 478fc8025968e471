package local_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
)

// realNews reads the real stories and questions to measure with, or skips.
func realNews(b *testing.B) (stories []knowledge.Story, questions []indextest.Question) {
	b.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data", "rtqa")
	if _, err := os.Stat(dir); err != nil {
		b.Skip("no ../shared/data: real news not measured")
	}
	lines(b, filepath.Join(dir, "stories.jsonl.gz"), func(line []byte) error {
		var s struct{ URL, Title, Text, Outlet, Published string }
		err := json.Unmarshal(line, &s)
		at, _ := time.Parse(time.DateOnly, s.Published[:min(10, len(s.Published))])
		one := knowledge.Story{ID: s.URL, URL: s.URL, Title: s.Title, Text: s.Text, Outlet: s.Outlet, Published: at}
		one.Hash = one.Fingerprint()
		stories = append(stories, one)
		return err //nolint:wrapcheck // a test
	})
	lines(b, filepath.Join(dir, "questions.jsonl"), func(line []byte) error {
		var q struct {
			Question, At string
			URLs         []string
		}
		err := json.Unmarshal(line, &q)
		if len(q.URLs) > 0 {
			at, _ := time.Parse(time.DateOnly, q.At)
			questions = append(questions, indextest.Question{Text: q.Question, Stories: q.URLs, At: at})
		}
		return err //nolint:wrapcheck // a test
	})
	return stories, questions
}

func lines(b *testing.B, path string, each func([]byte) error) {
	b.Helper()
	f, err := os.Open(path) //nolint:gosec // a test
	must(b, err)
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if filepath.Ext(path) == ".gz" {
		r, err = gzip.NewReader(f)
		must(b, err)
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		must(b, each(s.Bytes()))
	}
	must(b, s.Err())
}
