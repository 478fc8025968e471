package weaviate

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

// source is a truth whose vectors can be read, and sight is a View of it: those of knowledge/local are, which a
// database has, too. The truth finds by itself what is nearest where it is another.
type (
	source interface {
		VectorsAfter(ctx context.Context, model string, after int64, n int) ([]vectors.Kept, error)
		Numbers(ctx context.Context, model string, list []vectors.Kept) ([][]float32, error)
	}
	sight interface {
		Embedding(ctx context.Context, model string) (dimension int, last int64, err error)
		Embedded(ctx context.Context, model string, prints []packed.Fingerprint) ([][]knowledge.Candidate, error)
	}
)

// neighbours are the vectors of the truth that the nodes are to have: those of models that were asked for.
type neighbours struct {
	truth  source // nil: its vectors cannot be read
	hedges hedges
	nudged chan struct{}
	mu     sync.Mutex
	models map[string]*embedding
}

// embedding is a model, and how far each node has proved to have its vectors.
type embedding struct {
	name string
	mine bool // this process has put vectors
	held map[*node]*holding
}

// holding is how far a node has proved to have the vectors of a model. Its first three fields are changed by who has the lock of neighbours;
// the rest is of the goroutine that follows.
type holding struct {
	class  string
	upTo   int64     // it has the vectors with numbers up to this one
	failed bool      // a search, since it was looked at last
	proved int       // how many these are
	count  int       // how many it had when it was looked at last
	refuse time.Time // since when it does not find what was written to it; zero: it does
	wait   waiting
}

// waiting is what another process is to write, and since when.
type waiting struct {
	upTo  int64
	count int
	since time.Time
}

func newNeighbours(truth knowledge.Index) *neighbours {
	s := &neighbours{nudged: make(chan struct{}, 1), models: make(map[string]*embedding)}
	s.truth, _ = truth.(source)
	return s
}

// want has the nodes get the vectors of a model.
func (s *neighbours) want(model string, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.models[model]
	if m == nil {
		m = &embedding{name: model, held: make(map[*node]*holding)}
		s.models[model] = m
	} else if !mine {
		return
	}
	m.mine = m.mine || mine
	nudge(s.nudged)
}

// wanted are the models.
func (s *neighbours) wanted() (list []*embedding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.models {
		list = append(list, m)
	}
	return list
}

// puts reports whether this process has put vectors of the model, or of any for nil.
func (s *neighbours) puts(m *embedding) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m != nil {
		return m.mine
	}
	for _, m := range s.models {
		if m.mine {
			return true
		}
	}
	return false
}

// holding is that of a node.
func (s *neighbours) holding(m *embedding, n *node) *holding {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := m.held[n]
	if h == nil {
		h = new(holding)
		m.held[n] = h
	}
	return h
}

// having are the nodes that have the vectors of a model up to the one with that number.
func (s *neighbours) having(nodes []*node, model, class string, last int64) (list []*node) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range nodes {
		m := s.models[model]
		if m == nil {
			break
		}
		if h := m.held[n]; h != nil && h.class == class && h.upTo >= last && !h.failed {
			list = append(list, n)
		}
	}
	return list
}

// fails notes that a node failed to search: it is not asked until it is looked at.
func (s *neighbours) fails(n *node) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.models {
		if h := m.held[n]; h != nil {
			h.failed = true
		}
	}
}

// searches notes that a node searches again, and failing reports whether it failed.
func (s *neighbours) searches(h *holding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.failed = false
}

func (s *neighbours) failing(h *holding) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return h.failed
}

// doubt has a node prove anew all that it has of a model.
func (s *neighbours) doubt(h *holding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.upTo = 0
}

// far is how far the node has proved to have vectors, and further that it has proved more.
func (s *neighbours) far(h *holding) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return h.upTo
}

func (s *neighbours) further(h *holding, to int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.upTo = to
}

// of has the holding be of a class.
func (s *neighbours) of(h *holding, class string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.class != class {
		*h = holding{class: class}
	}
}

// lacking are the nodes that have not all vectors that the truth has at the moment of a View of it.
func (s *neighbours) lacking(ctx context.Context, v knowledge.View, x *Index) (map[*node]bool, error) {
	lacks := make(map[*node]bool)
	sees, ok := v.(sight)
	for _, m := range s.wanted() {
		if !ok || s.truth == nil {
			break
		}
		dimension, last, err := sees.Embedding(ctx, m.name)
		if err != nil {
			return nil, err //nolint:wrapcheck // it says what was tried
		}
		if dimension == 0 {
			continue
		}
		has := s.having(x.nodes, m.name, nearClassName(x.name, m.name, dimension), last)
		for _, n := range x.nodes {
			lacks[n] = lacks[n] || !slices.Contains(has, n)
		}
	}
	return lacks, nil
}
