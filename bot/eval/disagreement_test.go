package eval

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// The engine itself is tried by the script of the command; here the documents.
func TestDocumentsAsStories(t *testing.T) {
	t.Parallel()
	r := disagreementRow{Documents: []string{"One two three four five six seven eight nine. "}, Altered: []string{"Two."}, Noise: []string{"Three."}}
	var got [][4]string
	ids := map[string]bool{}
	for item := range r.stories().Read(context.Background(), nil) {
		s := item.Story
		got = append(got, [4]string{s.Outlet, s.Title, s.Text, knowledge.Day(s.Published)})
		ids[s.ID] = true
	}
	want := [][4]string{
		{"Outlet 1", "One two three four five six seven eight", "One two three four five six seven eight nine.", "2022-06-15"},
		{"Outlet 2", "Two.", "Two.", "2022-06-15"},
		{"Outlet 3", "Three.", "Three.", "2022-06-15"},
	}
	if !reflect.DeepEqual(got, want) || len(ids) != 3 {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJudgements(t *testing.T) {
	t.Parallel()
	got, err := readJudgements(file(t, "query\tdocument\tgrade", "q1\ta\t1", "q1\tb\t2", "q2 0\ta\t0", "q2\t0\tc\t1"))
	want := map[string]map[string]float64{"q1": {"a": 1, "b": 2}, "q2": {"c": 1}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, error %v", got, err)
	}
	for line, message := range map[string]string{
		"q1\ta":      "rows.jsonl:2: three columns are needed: query, document, grade",
		"q1\ta\tfew": `rows.jsonl:2: "few" is no grade`,
	} {
		if _, err := readJudgements(file(t, "q1\ta\t1", line)); err == nil || !strings.HasSuffix(err.Error(), message) {
			t.Errorf("%q: error %v, want %q", line, err, message)
		}
	}
}
