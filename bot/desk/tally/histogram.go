package tally

import (
	"maps"
	"slices"
	"sync"
)

// Histogram tells of durations, or other numbers, how many were below each of some bounds, for
// each value of its label.
type Histogram struct {
	family Family
	label  string
	bounds []float64

	mu     sync.Mutex
	values map[string]*spread
}

// spread is what was observed for one value of the label.
type spread struct {
	counts []int // for each bound, of what is above the one before; the last: above all
	times  int
	sum    float64
}

// NewHistogram returns a histogram that has nothing observed. Bounds rise.
func NewHistogram(name, help, label string, bounds ...float64) *Histogram {
	return &Histogram{family: Family{Name: name, Help: help, Kind: KindHistogram}, label: label, bounds: bounds, values: make(map[string]*spread)}
}

// Observe counts a number for a value of the label.
func (h *Histogram) Observe(value string, n float64) {
	at, _ := slices.BinarySearch(h.bounds, n)
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.values[value]
	if s == nil {
		s = &spread{counts: make([]int, len(h.bounds)+1)}
		h.values[value] = s
	}
	s.counts[at]++
	s.times++
	s.sum += n
}

// Times returns how many numbers were observed for a value of the label.
func (h *Histogram) Times(value string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s := h.values[value]; s != nil {
		return s.times
	}
	return 0
}

// Quantile estimates below which number the share q of those observed are, as Prometheus does:
// between two bounds they count as evenly spread. What is above the last bound counts as that;
// nothing observed is 0.
func (h *Histogram) Quantile(value string, q float64) float64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.values[value]
	if s == nil {
		return 0
	}
	rank, low, before := q*float64(s.times), 0.0, 0.0
	for i, bound := range h.bounds {
		below := before + float64(s.counts[i])
		if below >= rank {
			return low + (rank-before)/max(1, below-before)*(bound-low)
		}
		low, before = bound, below
	}
	return low
}

// Family returns what was observed: for each value of the label, how many were at most each
// bound, how many there were, and their sum.
func (h *Histogram) Family() Family {
	f := h.family
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, value := range slices.Sorted(maps.Keys(h.values)) {
		s := h.values[value]
		labels := []Label{{h.label, value}}
		below := 0
		for i, bound := range h.bounds {
			below += s.counts[i]
			f.Samples = append(f.Samples, Sample{"_bucket", append(labels[:1:1], Label{"le", number(bound)}), float64(below)})
		}
		f.Samples = append(f.Samples,
			Sample{"_bucket", append(labels[:1:1], Label{"le", "+Inf"}), float64(s.times)},
			Sample{"_sum", labels, s.sum}, Sample{"_count", labels, float64(s.times)})
	}
	return f
}
