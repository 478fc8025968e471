package event

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// dated are the days of the news, from one to before another, whose events testdata/events.jsonl tells: by hand, by
// titles, without the round-ups; a story that is not there is an event of its own.
var dated = [][2]string{{"2022-05-23", "2022-05-28"}, {"2022-07-07", "2022-07-08"}, {"2022-09-02", "2022-09-09"}, {"2022-09-26", "2022-10-02"}, {"2022-11-01", "2022-11-08"}}

// TestClustersMeasured clusters the stories of some days of the news by event.
func TestClustersMeasured(t *testing.T) {
	t.Parallel()
	news, err := os.Open("../../../shared/data/rtqa/stories.jsonl.gz")
	if err != nil {
		t.Skip("no ../shared/data: the events of the news not measured")
	}
	defer news.Close()
	events := make(map[string]string)
	labels, err := os.Open("testdata/events.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer labels.Close()
	for lines := bufio.NewScanner(labels); lines.Scan(); {
		var row struct{ URL, Event string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		events[row.URL] = row.Event
	}
	plain, err := gzip.NewReader(news)
	if err != nil {
		t.Fatal(err)
	}
	windows := make([][]knowledge.Story, len(dated))
	for d := json.NewDecoder(plain); d.More(); {
		var row struct{ URL, Title, Text, Outlet, Published string }
		if err := d.Decode(&row); err != nil {
			t.Fatal(err)
		}
		for i, w := range dated {
			if day := text.Cut(row.Published, len(time.DateOnly)); day >= w[0] && day < w[1] {
				at, err := time.Parse(time.DateOnly, day)
				if err != nil {
					t.Fatal(err)
				}
				windows[i] = append(windows[i], knowledge.Story{ID: row.URL, Title: row.Title, Text: row.Text, Outlet: row.Outlet, Published: at})
			}
		}
	}
	stories, precision, recall := 0, 0.0, 0.0
	for _, w := range windows {
		got, want := make([]int, len(w)), make([]string, len(w))
		for n, c := range Clusters(text.English(), w) {
			for _, i := range c.Stories {
				got[i], want[i] = n, w[i].ID
				if e := events[w[i].ID]; e != "" {
					want[i] = e
				}
			}
		}
		if len(w) == 0 || slices.Contains(want, "") {
			t.Fatalf("of %d stories, in no cluster: %d", len(w), slices.Index(want, ""))
		}
		p, r := bCubed(got, want)
		t.Logf("%s: %d stories, B-cubed precision %.3f, recall %.3f", w[0].Published.Format(time.DateOnly), len(w), p, r)
		stories, precision, recall = stories+len(w), precision+p*float64(len(w)), recall+r*float64(len(w))
	}
	precision, recall = precision/float64(stories), recall/float64(stories)
	f := 2 * precision * recall / (precision + recall)
	t.Logf("events of %d stories: B-cubed precision %.3f, recall %.3f, F1 %.3f", stories, precision, recall, f)
	if f < .92 {
		t.Errorf("F1 %.3f, want .92", f)
	}
}
