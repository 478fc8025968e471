// Package tally counts and times what a program does, and writes it in the text format that
// Prometheus reads. Everything in it may be used by many goroutines.
//
// It is our own for its weight: Prometheus' client and what it needs are 2.3 MB of the program, and
// smaller ones write no help texts and let no quantile be read, which /status shows.
package tally

import (
	"slices"
	"strings"
	"sync"
)

// Kind is what sort of measure a family holds.
type Kind string

// The kinds.
const (
	KindCounter   Kind = "counter"
	KindGauge     Kind = "gauge"
	KindHistogram Kind = "histogram"
)

// Family is all values of one measure.
type Family struct {
	Name, Help string
	Kind       Kind
	Samples    []Sample
}

// Sample is one value. Its name is that of its family with Suffix behind it.
type Sample struct {
	Suffix string
	Labels []Label
	Value  float64
}

// Label tells what a sample is of.
type Label struct{ Name, Value string }

// Counter is a number for each combination of the values of its labels. It only grows, unless
// it was made as a gauge.
type Counter struct {
	family Family
	labels []string

	mu     sync.Mutex
	values map[string]*Sample
}

// NewCounter returns a counter that has nothing counted. One without labels is 0 at first.
func NewCounter(name, help string, labels ...string) *Counter {
	c := &Counter{family: Family{Name: name, Help: help, Kind: KindCounter}, labels: labels, values: make(map[string]*Sample)}
	if len(labels) == 0 {
		c.Add(0)
	}
	return c
}

// NewGauge is NewCounter for what may become less.
func NewGauge(name, help string, labels ...string) *Counter {
	c := NewCounter(name, help, labels...)
	c.family.Kind = KindGauge
	return c
}

// Add adds n to the number of these values of its labels, in their order.
func (c *Counter) Add(n float64, values ...string) {
	key := strings.Join(values, "\x00")
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.values[key]
	if s == nil {
		s = &Sample{}
		for i, name := range c.labels {
			s.Labels = append(s.Labels, Label{name, values[i]}) //nolint:gosec // there is a value for each
		}
		c.values[key] = s
	}
	s.Value += n
}

// Family returns the present numbers, in the order of their labels.
func (c *Counter) Family() Family {
	f := c.family
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.values {
		f.Samples = append(f.Samples, *s)
	}
	slices.SortFunc(f.Samples, func(a, b Sample) int {
		return slices.CompareFunc(a.Labels, b.Labels, func(a, b Label) int { return strings.Compare(a.Value, b.Value) })
	})
	return f
}
