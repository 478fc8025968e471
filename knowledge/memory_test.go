package knowledge

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge/bm25"
)

// memory is the simplest true engine: everything in maps, every passage scored.
type memory struct {
	update sync.Mutex // one Update at a time
	mu     sync.Mutex
	state  *memoryView
	marks  map[string]map[string]string
	stored map[string]map[string][]float32 // model to text to vector
}

type memoryView struct {
	docs     []*Document
	byID     map[string]*Document
	texts    map[[2]string]string
	versions map[string][]Version
	postings map[Term][]posting
	spelled  map[string]bool // all terms there ever were
	info     Info
	vectors  map[string]map[string][]float32
}

type posting struct {
	doc *Document
	n   int
	tf  float64
}

func newMemory() *memory {
	m := &memory{marks: map[string]map[string]string{}, stored: map[string]map[string][]float32{}}
	m.state = &memoryView{byID: map[string]*Document{}, texts: map[[2]string]string{}, versions: map[string][]Version{}, spelled: map[string]bool{}}
	return m
}

func (m *memory) View(ctx context.Context) (View, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state, ctx.Err()
}
func (m *memory) Close() error {
	return nil
}
func (m *memory) Marks(_ context.Context, source string) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.marks[source]), nil
}
func (m *memory) Sources(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var names []string
	for s := range m.marks {
		names = append(names, s)
	}
	return names, nil
}

func (m *memory) Prune(_ context.Context, _ time.Time, keep func(story, hash string) bool) (n int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for of := range m.state.texts {
		if d := m.state.byID[of[0]]; (d == nil || d.Story.Hash != of[1]) && !keep(of[0], of[1]) {
			delete(m.state.texts, of)
			n++
		}
	}
	return n, nil
}

type memoryTx struct {
	docs  map[string]*Document
	terms []string
	texts map[string]string
	marks [][3]string
}

func (t *memoryTx) Put(p Prepared) error {
	t.docs[p.Story.ID] = p.Document()
	t.texts[p.Story.ID] = p.Story.Text
	t.terms = append(t.terms, slices.Concat(append(p.Terms, p.Title)...)...)
	return nil
}
func (t *memoryTx) Remove(id string) error { t.docs[id] = nil; return nil }
func (t *memoryTx) Mark(s, i, m string) error {
	t.marks = append(t.marks, [3]string{s, i, m})
	return nil
}

func (m *memory) Update(_ context.Context, fill func(Tx) error) error {
	m.update.Lock()
	defer m.update.Unlock()
	tx := &memoryTx{docs: map[string]*Document{}, texts: map[string]string{}}
	if err := fill(tx); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range tx.marks {
		if m.marks[k[0]] == nil {
			m.marks[k[0]] = map[string]string{}
		}
		if k[2] == "" {
			delete(m.marks[k[0]], k[1])
		} else {
			m.marks[k[0]][k[1]] = k[2]
		}
	}
	old := m.state
	v := &memoryView{byID: map[string]*Document{}, texts: maps.Clone(old.texts), versions: maps.Clone(old.versions), postings: map[Term][]posting{}, vectors: m.stored, spelled: maps.Clone(old.spelled)}
	for _, term := range tx.terms {
		v.spelled[term] = true
	}
	for id, d := range old.byID {
		v.byID[id] = d
	}
	for id, d := range tx.docs {
		if d == nil {
			delete(v.byID, id)
			continue
		}
		v.byID[id] = d
		v.texts[[2]string{id, d.Story.Hash}] = tx.texts[id]
		v.versions[id] = append(v.versions[id], Version{Hash: d.Story.Hash, Seen: time.Now(), TextChanged: true})
	}
	v.info.Loaded = time.Now()
	v.build()
	m.state = v
	return nil
}

func (v *memoryView) Of(_ context.Context, sources []string) (View, error) {
	some := &memoryView{byID: map[string]*Document{}, texts: v.texts, versions: v.versions, postings: map[Term][]posting{}, vectors: v.vectors, spelled: v.spelled}
	for id, d := range v.byID {
		if slices.Contains(sources, d.Story.Source) {
			some.byID[id] = d
		}
	}
	some.info.Loaded = v.info.Loaded
	some.build()
	return some, nil
}

func (v *memoryView) build() {
	for _, d := range v.byID {
		v.docs = append(v.docs, d)
	}
	slices.SortFunc(v.docs, func(a, b *Document) int { return cmp.Compare(a.Story.ID, b.Story.ID) })
	for _, d := range v.docs {
		v.info.Stories++
		v.info.Terms += d.Words
		if d.Story.Published.After(v.info.Newest) {
			v.info.Newest = d.Story.Published
		}
		for n, terms := range d.Terms {
			v.info.Passages++
			tf := map[Term]float64{}
			for _, t := range d.Title {
				tf[t]++
			}
			for _, t := range terms {
				tf[t]++
			}
			for t, f := range tf {
				v.postings[t] = append(v.postings[t], posting{d, n, f})
			}
		}
	}
}

func (v *memoryView) Info(ctx context.Context) (Info, error) { return v.info, ctx.Err() }
func (v *memoryView) DocFreq(_ context.Context, terms []string) ([]int, error) {
	df := make([]int, len(terms))
	for i, t := range terms {
		df[i] = len(v.postings[Hash(t)])
	}
	return df, nil
}

func (v *memoryView) Spellings(_ context.Context, term string, edits int) ([]string, error) {
	var near []string
	for s := range v.spelled {
		if len(v.postings[Hash(s)]) > 0 && editsBetween(s, term) <= edits {
			near = append(near, s)
		}
	}
	slices.Sort(near)
	return near, nil
}

// editsBetween counts the letters put in, left out, exchanged, and swapped with a neighbour.
func editsBetween(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case x[i-1] == y[j-1]:
				rows[i][j] = rows[i-1][j-1]
				continue
			}
			rows[i][j] = 1 + min(rows[i-1][j-1], rows[i-1][j], rows[i][j-1])
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

func (v *memoryView) Candidates(_ context.Context, terms []string, w Wish) ([]Candidate, error) {
	type key struct {
		d *Document
		n int
	}
	scores := map[key]float64{}
	for _, t := range terms {
		list := v.postings[Hash(t)]
		for _, p := range list {
			if w.Allows(&p.doc.Story) {
				l := float64(len(p.doc.Terms[p.n]) + len(p.doc.Title))
				scores[key{p.doc, p.n}] += bm25.IDF(v.info.Passages, len(list)) * bm25.Saturated(p.tf, l, 60)
			}
		}
	}
	for _, t := range w.Common {
		list := v.postings[Hash(t)]
		for _, p := range list {
			if scores[key{p.doc, p.n}] > 0 {
				scores[key{p.doc, p.n}] += bm25.IDF(v.info.Passages, len(list))
			}
		}
	}
	var cs []Candidate
	for k, s := range scores {
		cs = append(cs, Candidate{&k.d.StoryInfo, k.n, s})
	}
	slices.SortFunc(cs, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Story.Story.ID, b.Story.Story.ID), cmp.Compare(a.N, b.N))
	})
	best := cs[:min(w.N, len(cs)):min(w.N, len(cs))]
	for _, c := range cs {
		if len(best) < w.N+w.RecentN && !w.Recent.IsZero() && !c.Story.Story.Published.Before(w.Recent) {
			best = append(best, c)
		}
	}
	return best, nil
}

func (v *memoryView) Near(_ context.Context, model string, q []float32, f Filter, n int) ([]Candidate, error) {
	var cs []Candidate
	for _, d := range v.docs {
		text := v.texts[[2]string{d.Story.ID, d.Story.Hash}]
		for i, p := range d.Passages {
			vec, ok := v.vectors[model][p.Of(text)]
			if !ok || !f.Allows(&d.Story) {
				continue
			}
			dot := 0.0
			for j := range vec {
				dot += float64(vec[j]) * float64(q[j])
			}
			cs = append(cs, Candidate{&d.StoryInfo, i, dot})
		}
	}
	slices.SortFunc(cs, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return cs[:min(n, len(cs))], nil
}

func (v *memoryView) Documents(ctx context.Context, ids []string) ([]*Document, error) {
	docs := make([]*Document, len(ids))
	for i, id := range ids {
		if docs[i] = v.byID[id]; docs[i] == nil {
			return nil, ErrNotFound
		}
	}
	return docs, ctx.Err()
}

func (v *memoryView) Stories(ctx context.Context) iter.Seq2[*StoryInfo, error] {
	return func(yield func(*StoryInfo, error) bool) {
		for _, d := range v.docs {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(&d.StoryInfo, nil) {
				return
			}
		}
	}
}

func (v *memoryView) Story(ctx context.Context, id string) (*StoryInfo, error) {
	if d := v.byID[id]; d != nil {
		return &d.StoryInfo, ctx.Err()
	}
	return nil, ErrNotFound
}

func (v *memoryView) Close() {}
func (v *memoryView) Text(_ context.Context, id, hash string) (string, error) {
	t, ok := v.texts[[2]string{id, hash}]
	if !ok {
		return "", ErrNotFound
	}
	return t, nil
}
func (v *memoryView) Versions(_ context.Context, id string) ([]Version, error) {
	return v.versions[id], nil
}

func (m *memory) Unembedded(_ context.Context, model string, yield func(string) bool) error {
	for _, d := range m.state.docs {
		for _, p := range d.Passages {
			text := p.Of(m.state.texts[[2]string{d.Story.ID, d.Story.Hash}])
			if _, ok := m.stored[model][text]; !ok && !yield(text) {
				return nil
			}
		}
	}
	return nil
}

func (m *memory) PutVectors(_ context.Context, model string, texts []string, vectors [][]float32) error {
	if m.stored[model] == nil {
		m.stored[model] = map[string][]float32{}
	}
	for i, t := range texts {
		m.stored[model][t] = vectors[i]
	}
	m.state.vectors = m.stored
	return nil
}
