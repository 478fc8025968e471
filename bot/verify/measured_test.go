package verify

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// verifyRow is one judged sentence of the measuring sets.
type verifyRow struct {
	ID        string `json:"id"`
	Source    string `json:"source"`
	Sentence  string `json:"sentence"`
	Supported bool   `json:"supported"`
	Origin    string `json:"origin"`
	Class     string `json:"class"`
	Of        string `json:"of"`
	Clean     string `json:"clean"`

	set     string
	verdict Verdict
	judged  *judgement
	whole   bool
}

// half splits the rows by a hash of the article.
func (r *verifyRow) half() int {
	h := fnv.New32a()
	_, _ = io.WriteString(h, r.Source)
	return int(h.Sum32() % 2)
}

func readVerifyRows(t *testing.T, name string) []verifyRow {
	t.Helper()
	measured(t)
	path := filepath.Join("..", "..", "..", "shared", "data", "verify", name)
	file, err := os.Open(path) //nolint:gosec // a fixed path
	if err != nil {
		t.Skipf("no ../shared/data: %s not measured", name)
	}
	defer func() { _ = file.Close() }()
	var in io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	var rows []verifyRow
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		row := verifyRow{set: strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".jsonl")}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func judgeVerifyRows(t *testing.T) []verifyRow {
	t.Helper()
	var all []verifyRow
	for _, name := range []string{"qags_cnndm.jsonl", "qags_xsum.jsonl", "cliff.jsonl.gz", "mutations.jsonl.gz"} {
		all = append(all, readVerifyRows(t, name)...)
	}
	sources := make(map[string]*source)
	for i := range all {
		r := &all[i]
		s := sources[r.Source]
		if s == nil {
			s = newSource(text.English(), r.Source)
			sources[r.Source] = s
		}
		r.verdict = s.verify(r.Sentence)
		f := annotate(text.English(), r.Sentence, factsMaxSentence)
		r.judged, r.whole = s.judge(f, nil), s.hasWhole(f)
	}
	return all
}

// rocAUC is the chance that a supported row scores above an unsupported one.
func rocAUC(rows []verifyRow, score func(*verifyRow) float64) float64 {
	type point struct {
		score float64
		yes   bool
	}
	points := make([]point, len(rows))
	for i := range rows {
		points[i] = point{score(&rows[i]), rows[i].Supported}
	}
	sort.Slice(points, func(i, j int) bool { return points[i].score < points[j].score })
	yes, no, sum := 0.0, 0.0, 0.0
	for i := 0; i < len(points); {
		j := i
		for j < len(points) && points[j].score == points[i].score {
			j++
		}
		for k := i; k < j; k++ {
			if points[k].yes {
				yes++
				sum += float64(i+j+1) / 2
			} else {
				no++
			}
		}
		i = j
	}
	if yes == 0 || no == 0 {
		return 0
	}
	return (sum - yes*(yes+1)/2) / (yes * no)
}

func chooseRows(rows []verifyRow, keep func(*verifyRow) bool) []verifyRow {
	var kept []verifyRow
	for i := range rows {
		if keep(&rows[i]) {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

// verifySets are the parts a figure is given for.
func verifySets(rows []verifyRow) map[string][]verifyRow {
	sets := make(map[string][]verifyRow)
	for i := range rows {
		r := &rows[i]
		switch {
		case r.set == "cliff":
			sets["cliff"] = append(sets["cliff"], *r)
			sets["cliff "+r.Origin] = append(sets["cliff "+r.Origin], *r)
		case r.set == "mutations":
			for _, class := range []string{"number", "name", "quote", "negation"} {
				if r.Class == class || r.Class == "clean" {
					sets["mutations "+class] = append(sets["mutations "+class], *r)
				}
			}
		default:
			sets[r.set] = append(sets[r.set], *r)
		}
	}
	return sets
}

func sortedSetNames[V any](m map[string]V) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// TestVerifyMeasured prints how well true and false sentences are told apart,
// over all rows and over each half of the articles, and holds what was reached.
func TestVerifyMeasured(t *testing.T) {
	sets := verifySets(judgeVerifyRows(t))
	floors := map[string]struct{ auc, caught, dropped float64 }{
		"qags_cnndm":         {0.86, 0.1, 0.03},
		"qags_xsum":          {0.69, 0.2, 0.2},
		"cliff":              {0.89, 0.64, 0.13},
		"cliff cnndm":        {0.85, 0.45, 0.09},
		"cliff xsum":         {0.77, 0.7, 0.5},
		"mutations number":   {0.98, 0.95, 0.05},
		"mutations name":     {0.97, 0.82, 0.05},
		"mutations quote":    {0.98, 0.98, 0.05},
		"mutations negation": {0.97, 0.95, 0.05},
	}
	t.Logf("%-20s %5s %5s  %5s %12s  %6s %7s", "set", "true", "false", "AUC", "halves", "caught", "dropped")
	for _, name := range sortedSetNames(sets) {
		set := sets[name]
		auc := rocAUC(set, verdictScore)
		a := rocAUC(chooseRows(set, func(r *verifyRow) bool { return r.half() == 0 }), verdictScore)
		b := rocAUC(chooseRows(set, func(r *verifyRow) bool { return r.half() == 1 }), verdictScore)
		yes := chooseRows(set, func(r *verifyRow) bool { return r.Supported })
		no := chooseRows(set, func(r *verifyRow) bool { return !r.Supported })
		caught, dropped := notHolding(no), notHolding(yes)
		t.Logf("%-20s %5d %5d  %.3f %.3f %.3f  %6.3f %7.3f", name, len(yes), len(no), auc, a, b, caught, dropped)
		if f := floors[name]; auc < f.auc || caught < f.caught || dropped > f.dropped {
			t.Errorf("%s: AUC %.3f, caught %.3f, dropped %.3f; want at least %v, %v, at most %v",
				name, auc, caught, dropped, f.auc, f.caught, f.dropped)
		}
	}
}

func verdictScore(r *verifyRow) float64 { return r.verdict.Score }

// notHolding is the share of rows that do not hold.
func notHolding(rows []verifyRow) float64 {
	failed := chooseRows(rows, func(r *verifyRow) bool { return !r.verdict.Holds })
	return float64(len(failed)) / float64(max(1, len(rows)))
}

// measuredAlone skips what measures for seconds on much data, unless STORYBOT_MEASURED asks for it, as .ci/run does.
func measuredAlone(t testing.TB) {
	t.Helper()
	measured(t)
	if os.Getenv("STORYBOT_MEASURED") == "" {
		t.Skip("takes seconds: measured where STORYBOT_MEASURED is set")
	}
}
