package intent

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestQuestionsStayQuestions reads the questions of others, all of which ask
// for an answer.
func TestQuestionsStayQuestions(t *testing.T) {
	t.Parallel()
	const data = "../../../shared/data"
	for _, file := range []string{
		"rtqa/questions.jsonl", "slots/questions.jsonl", "time/timeqa.jsonl.gz",
		"answer/xquad.jsonl", "answer/trecqa.jsonl", "answer/clapnq.jsonl",
	} {
		questions, err := readQuestions(filepath.Join(data, file))
		if os.IsNotExist(err) {
			t.Skipf("no ../shared/data: the questions of %s not read", file)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range questions {
			if in := Read(text.English(), q, ""); in.Kind != Answer {
				t.Errorf("%s: %q wants a %v, want an answer", file, q, in.Kind)
			}
		}
		if len(questions) < 50 {
			t.Errorf("%s: only %d questions", file, len(questions))
		}
	}
}

func readQuestions(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	var all []string
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row struct{ Question string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, err
		}
		all = append(all, row.Question)
	}
	return all, lines.Err()
}
