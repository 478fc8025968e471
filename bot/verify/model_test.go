package verify

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// modelRow is a question, the passages found for it, and what models wrote of them.
type modelRow struct {
	ID       string         `json:"id"`
	Passages []modelPassage `json:"passages"`
	Claims   []modelClaim   `json:"claims"`
}

type modelPassage struct {
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Text      string `json:"text"`
}

type modelClaim struct {
	Text      string   `json:"text"`
	Cites     []int    `json:"cites"`
	Evidence  []string `json:"evidence"`
	Supported bool     `json:"supported"`
	Kind      string   `json:"kind"`
}

// class is what a claim counts as: likeness tells the classes apart, so none
// may be measured together with another.
func (c *modelClaim) class() string {
	switch {
	case !c.Supported:
		return "false"
	case c.Kind == "near_copy":
		return "near-copy"
	}
	return "paraphrase"
}

// half splits the rows by a hash of the question.
func (r *modelRow) half() int {
	h := fnv.New32a()
	_, _ = io.WriteString(h, r.ID)
	return int(h.Sum32() % 2)
}

func (p *modelPassage) day(t *testing.T) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, p.Published[:len(time.DateOnly)])
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func (p *modelPassage) whole(t *testing.T) string {
	return p.Outlet + ", " + p.day(t).Format("Monday 2 January 2006") + ": " + p.Title + "\n\n" + p.Text
}

func readModelRows(t *testing.T) []modelRow {
	t.Helper()
	measured(t)
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "model", "answers.jsonl"))
	if err != nil {
		t.Skip("no ../shared/data: claims of models not measured")
	}
	defer func() { _ = file.Close() }()
	var rows []modelRow
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row modelRow
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// shownTally counts claims, those that hold, and the rules by which the others fell.
type shownTally struct {
	all, kept int
	rules     map[string]int
}

func (s *shownTally) share() float64 { return float64(s.kept) / float64(max(1, s.all)) }

type shownTallies map[string]*shownTally

func (m shownTallies) count(key string, holds bool, f fault) {
	if m[key] == nil {
		m[key] = &shownTally{rules: make(map[string]int)}
	}
	m[key].all++
	if holds {
		m[key].kept++
	} else {
		m[key].rules[fmt.Sprintf("%s (%s)", f.kind, f.rule)]++
	}
}

func (m shownTallies) print(t *testing.T) {
	t.Helper()
	for _, key := range slices.Sorted(maps.Keys(m)) {
		t.Logf("%-28s %4d shown %.3f  %v", key, m[key].all, m[key].share(), m[key].rules)
	}
}

// TestVerifyModel prints what of the prose of models is shown, paraphrases,
// near-copies and false claims apart, the false ones by kind, for both halves of
// the questions, and holds what was reached. With CLAIMS=1 it prints each claim
// that is judged wrongly.
func TestVerifyModel(t *testing.T) {
	tallies := make(shownTallies)
	for _, row := range readModelRows(t) {
		for i := range row.Claims {
			c := &row.Claims[i]
			if len(c.Cites) == 0 {
				continue // it tells what the passages do not say
			}
			v, f := checkEvidence(text.English(), c.Text, row.passages(t, c))
			tallies.count(c.class(), v.Holds, f)
			tallies.count(fmt.Sprintf("%s, half %d", c.class(), row.half()), v.Holds, f)
			if !c.Supported {
				tallies.count("false: "+c.Kind, v.Holds, f)
			}
			if os.Getenv("CLAIMS") != "" && v.Holds != c.Supported {
				t.Logf("%s %s (%s) %s: %s", c.class(), c.Kind, f.rule, v.Why, c.Text)
			}
		}
	}
	tallies.print(t)
	for class, least := range map[string]float64{"paraphrase": 0.94, "near-copy": 0.96} {
		if got := tallies[class].share(); got < least {
			t.Errorf("%.3f of class %s shown, want at least %v", got, class, least)
		}
	}
	if got := tallies["false"].share(); got > 0.38 {
		t.Errorf("%.3f of the false ones shown, want at most 0.38", got)
	}
}

// TestVerifyModelEvidence prints the same where a true claim cites the exact
// sentences that bear it out, a false one all of its passages, and the whole
// stories were given.
func TestVerifyModelEvidence(t *testing.T) {
	rows := readModelRows(t)
	stories := readStories(t)
	tallies := make(shownTallies)
	for _, row := range rows {
		for i := range row.Claims {
			c := &row.Claims[i]
			if len(c.Cites) == 0 {
				continue
			}
			v := Check(text.English(), c.Text, row.evidence(t, c, stories))
			tallies.count(c.class(), v.Holds, fault{kind: v.Kind})
			tallies.count(fmt.Sprintf("%s, half %d", c.class(), row.half()), v.Holds, fault{kind: v.Kind})
		}
	}
	tallies.print(t)
	for class, least := range map[string]float64{"paraphrase": 0.94, "near-copy": 0.96} {
		if got := tallies[class].share(); got < least {
			t.Errorf("%.3f of class %s shown, want at least %v", got, class, least)
		}
	}
	if got := tallies["false"].share(); got > 0.43 {
		t.Errorf("%.3f of the false ones shown, want at most 0.43", got)
	}
}

// readStories returns the text of each story by its address.
func readStories(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "rtqa", "stories.jsonl.gz"))
	if err != nil {
		t.Skip("no ../shared/data: claims of models not measured in whole stories")
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	stories := make(map[string]string)
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var story struct{ URL, Text string }
		if err := json.Unmarshal(lines.Bytes(), &story); err != nil {
			t.Fatal(err)
		}
		stories[story.URL] = story.Text
	}
	return stories
}

// passages are the passages that were given for a claim, wholly cited or not at all.
func (r *modelRow) passages(t *testing.T, c *modelClaim) []Evidence {
	t.Helper()
	given := make([]Evidence, len(r.Passages))
	for i := range r.Passages {
		given[i] = Evidence{Story: r.Passages[i].whole(t), Day: r.Passages[i].day(t)}
		if slices.Contains(c.Cites, i+1) {
			given[i].Sentences = []string{given[i].Story}
		}
	}
	return given
}

// evidence is what was given for a claim.
func (r *modelRow) evidence(t *testing.T, c *modelClaim, stories map[string]string) []Evidence {
	t.Helper()
	given := make([]Evidence, len(r.Passages))
	for i := range r.Passages {
		p := &r.Passages[i]
		given[i] = Evidence{Story: p.Outlet + ": " + p.Title + "\n\n" + stories[p.URL], Day: p.day(t)}
		if !slices.Contains(c.Cites, i+1) {
			continue
		}
		given[i].Sentences = []string{p.Text}
		if c.Supported && len(c.Evidence) > 0 {
			given[i].Sentences = c.Evidence
		}
	}
	return given
}

// TestVerifyOthers prints how the claims of other sets are judged, for both
// halves of the sources, and holds what was reached.
func TestVerifyOthers(t *testing.T) {
	measuredAlone(t)
	for _, tt := range []struct {
		file, class    string
		kept, balanced float64
	}{
		{"attributionbench.jsonl.gz", "", 0.85, 0.66},
		{"summedits.jsonl.gz", "news", 0.82, 0.64},
		{"wice.jsonl.gz", "", 0.67, 0.69},
	} {
		rows := readVerifyRows(t, tt.file)
		tallies := make(shownTallies)
		var yes, no confusionHalves
		for i := range rows {
			r := &rows[i]
			v, f := newSource(text.English(), r.Source).verifyIn(r.Sentence, "", nil)
			tallies.count(fmt.Sprintf("%v of %s", r.Supported, r.Class), v.Holds, f)
			if tt.class != "" && r.Class != tt.class {
				continue
			}
			if r.Supported {
				yes.count(r.half(), v.Holds)
			} else {
				no.count(r.half(), v.Holds)
			}
		}
		tallies.print(t)
		for h, name := range []string{"half 0", "half 1", "all"} {
			t.Logf("%s %s, %s: kept %.3f, shown %.3f, balanced %.3f, macro-F1 %.3f", tt.file, tt.class, name,
				yes.share(h), no.share(h), (yes.share(h)+1-no.share(h))/2, macroF1(yes[h], no[h]))
		}
		if kept, balanced := yes.share(2), (yes.share(2)+1-no.share(2))/2; kept < tt.kept || balanced < tt.balanced {
			t.Errorf("%s: kept %.3f, balanced %.3f, want at least %v, %v", tt.file, kept, balanced, tt.kept, tt.balanced)
		}
	}
}

// confusionHalves counts claims and those that hold, of either half and of both.
type confusionHalves [3][2]float64

func (c *confusionHalves) count(half int, holds bool) {
	for _, h := range []int{half, 2} {
		c[h][0]++
		if holds {
			c[h][1]++
		}
	}
}

func (c *confusionHalves) share(h int) float64 { return c[h][1] / max(1, c[h][0]) }

// macroF1 is the mean of F1 for either truth.
func macroF1(yes, no [2]float64) float64 {
	tp, fn, fp, tn := yes[1], yes[0]-yes[1], no[1], no[0]-no[1]
	return tp/(2*tp+fp+fn) + tn/(2*tn+fp+fn)
}
