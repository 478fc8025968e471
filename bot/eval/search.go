package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// depth is how many documents are asked for.
const depth = 100

// searchMeasures are the measures of search alone: means over the queries that
// have a right document, of the first hundred documents.
type searchMeasures struct {
	Queries int   `json:"queries"`
	NDCG    share `json:"ndcg@10"`
	Recall  share `json:"recall@100"`
	MAP     share `json:"map"`
}

func (m *searchMeasures) Figures() []Figure {
	return []Figure{
		{"queries", strconv.Itoa(m.Queries)}, {"nDCG@10", number(m.NDCG)}, {"recall@100", number(m.Recall)}, {"MAP", number(m.MAP)},
	}
}

// corpusOf is the corpus in the folder at path, or nothing.
func corpusOf(path string) string {
	for _, name := range []string{"corpus.jsonl", "corpus.jsonl.gz"} {
		corpus := filepath.Join(path, name)
		if _, err := os.Stat(corpus); err == nil {
			return corpus
		}
	}
	return ""
}

// document is a line of a corpus or of its queries.
type document struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// collection loads the documents as stories into an engine of its own and
// searches for every query.
func (e *Evaluator) collection(ctx context.Context, path, corpus string) (_ Measures, err error) {
	wanted, err := readJudgements(filepath.Join(path, "qrels.tsv"))
	if err != nil {
		return nil, err
	}
	base, leave, err := e.engine(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, leave()) }()
	docs := &corpusSource{path: corpus, ids: make(map[string]string)}
	step, end := e.Progress("loading "+corpus, 0)
	report, err := base.Load(ctx, []knowledge.Source{docs}, knowledge.LoadOptions{Progress: step})
	end()
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", corpus, err)
	}
	for _, f := range report.Failed {
		e.warn("%s: %s", f.Item, f.Error)
	}
	return e.queries(ctx, filepath.Join(path, "queries.jsonl"), judgedCorpus{base, docs.ids, wanted})
}

// judgedCorpus is documents that are loaded, and which of them are right.
type judgedCorpus struct {
	base   *knowledge.Base
	ids    map[string]string             // of a story, that of its document
	wanted map[string]map[string]float64 // of a query, the documents and their grades
}

// queries searches for every query that has a right document.
func (e *Evaluator) queries(ctx context.Context, path string, c judgedCorpus) (Measures, error) {
	step, end := e.Progress("searching", len(c.wanted))
	defer end()
	var gains, recall, average []float64
	err := readLines(path, func(n int, line []byte) error {
		var q document
		if err := json.Unmarshal(line, &q); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		right := c.wanted[q.ID]
		if len(right) == 0 {
			return nil
		}
		found, err := c.base.Search(ctx, knowledge.Query{Text: q.Text, Limit: depth, PerStory: 1, Dated: true})
		if err != nil {
			return fmt.Errorf("search for query %s: %w", q.ID, err)
		}
		list, grades := judged(&found, c.ids, right)
		all := make([]float64, 0, len(right))
		for _, g := range right {
			all = append(all, g)
		}
		gains = append(gains, ndcg(grades, all, 10))
		recall, average = append(recall, list.recall(depth)), append(average, list.average())
		e.row("%s\tnDCG@10 %.3f\tAP %.3f\t%s", q.ID, gains[len(gains)-1], list.average(), q.Text)
		step(q.ID, len(gains))
		return nil
	})
	return &searchMeasures{Queries: len(gains), NDCG: mean(gains), Recall: mean(recall), MAP: mean(average)}, err
}

// judged is which of the documents found are right, and how much each is. A
// copy that search has folded into a hit follows it.
func judged(found *knowledge.Found, ids map[string]string, right map[string]float64) (list ranking, grades []float64) {
	list.total = len(right)
	add := func(story string) {
		g := right[ids[story]]
		list.right, grades = append(list.right, g > 0), append(grades, g)
	}
	for i := range found.Hits {
		add(found.Hits[i].Story.ID)
		for _, c := range found.Hits[i].Copies {
			add(c.ID)
		}
	}
	return list, grades
}

// readJudgements reads which documents are right for which query, and how much:
// columns separated by tabs, the first line may name them.
func readJudgements(path string) (map[string]map[string]float64, error) {
	wanted := make(map[string]map[string]float64)
	err := readLines(path, func(n int, line []byte) error {
		f := strings.Split(string(line), "\t")
		if len(f) == 4 { // trec_eval's own form has a second column that nobody uses
			f = []string{f[0], f[2], f[3]}
		}
		if len(f) != 3 {
			return fmt.Errorf("%s:%d: three columns are needed: query, document, grade", path, n)
		}
		grade, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			if n == 1 {
				return nil
			}
			return fmt.Errorf("%s:%d: %q is no grade", path, n, f[2])
		}
		if grade <= 0 {
			return nil
		}
		if wanted[f[0]] == nil {
			wanted[f[0]] = make(map[string]float64)
		}
		wanted[f[0]][f[1]] = grade
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("a corpus needs judgements beside it: %w", err)
	}
	return wanted, err
}

// corpusSource reads the documents of a corpus as stories, their text as it is.
type corpusSource struct {
	path string
	ids  map[string]string // story ID to document
}

// Name is the corpus's path.
func (c *corpusSource) Name() string { return c.path }

// Read yields every document.
func (c *corpusSource) Read(_ context.Context, _ func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return func(yield func(knowledge.Item) bool) {
		stop := errors.New("stop")
		err := readLines(c.path, func(n int, line []byte) error {
			name := fmt.Sprintf("%s:%d", c.path, n)
			var d document
			if err := json.Unmarshal(line, &d); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if !yield(knowledge.Item{Name: name, File: name, Mark: "1", Story: c.story(&d, name)}) {
				return stop
			}
			return nil
		})
		if err != nil && !errors.Is(err, stop) {
			yield(knowledge.Item{Name: c.path, File: c.path, Err: err, Whole: true})
		}
	}
}

func (c *corpusSource) story(d *document, item string) *knowledge.Story {
	s := &knowledge.Story{
		ID: knowledge.StoryID("document/" + d.ID), Title: d.Title, Text: d.Text,
		Label: knowledge.News, Lang: "en", Source: c.path, Item: item,
	}
	s.Hash = s.Fingerprint()
	c.ids[s.ID] = d.ID
	return s
}
