package weaviate

import (
	"encoding/json"
	"maps"
	"math"
	"net/http"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/local/packed"
)

// neighbourhood is what a fake node has of vectors. It goes through all of them.
type neighbourhood struct {
	vectors  map[string]map[string][]float32 // by class and id
	unfound  map[string]bool                 // ids that it has and does not find, until they are deleted and written again
	asked    int                             // how often it was asked for the nearest of all
	received int                             // vectors that were written to it
}

func (s *neighbourhood) clone() neighbourhood {
	out := neighbourhood{maps.Clone(s.vectors), maps.Clone(s.unfound), s.asked, s.received}
	for class, of := range out.vectors {
		out.vectors[class] = maps.Clone(of)
	}
	return out
}

// isNear reports whether a class is one of vectors.
func isNear(class string) bool { return strings.HasPrefix(class, "Storybot2v") }

// put takes a vector; to write what is there changes nothing.
func (s *neighbourhood) put(o embedded) {
	if s.vectors == nil {
		s.vectors, s.unfound = make(map[string]map[string][]float32), make(map[string]bool)
	}
	if s.vectors[o.Class] == nil {
		s.vectors[o.Class] = make(map[string][]float32)
	}
	s.received++
	if !slices.Equal(s.vectors[o.Class][o.ID], o.Vector) {
		delete(s.unfound, o.ID)
	}
	s.vectors[o.Class][o.ID] = o.Vector
}

// drop answers a request to delete one.
func (s *neighbourhood) drop(w http.ResponseWriter, r *http.Request) {
	class, id, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/v1/objects/"), "/")
	if _, is := s.vectors[class][id]; !is {
		http.NotFound(w, r)
		return
	}
	delete(s.vectors[class], id)
	w.WriteHeader(http.StatusNoContent)
}

// takes takes the vectors of a batch, and reports whether it was one of them.
func (s *neighbourhood) takes(body []byte, deaf bool) (n int, is bool) {
	var in struct{ Objects []embedded }
	if json.Unmarshal(body, &in) != nil || len(in.Objects) == 0 || !isNear(in.Objects[0].Class) {
		return 0, false
	}
	for _, o := range in.Objects {
		if !deaf {
			s.put(o)
		}
	}
	return len(in.Objects), true
}

// nearAsked is a search for neighbours.
type nearAsked struct {
	class  string
	limit  int
	ids    []string // nil: of all
	vector []float32
}

// readNear reads a search for neighbours; ok tells whether it is one.
func readNear(asked []byte) (q nearAsked, ok bool) {
	text := func(to *[]string) func(int, uint64, []byte) error {
		return func(_ int, _ uint64, data []byte) error { *to = append(*to, string(data)); return nil }
	}
	err := fields(asked, func(field int, v uint64, data []byte) error {
		switch field {
		case 1:
			q.class = string(data)
		case 30:
			q.limit = int(v) //nolint:gosec // a few
		case 40:
			return fields(data, func(field int, _ uint64, data []byte) error {
				if field == 9 {
					return fields(data, text(&q.ids))
				}
				return nil
			})
		case 43:
			ok = true
			return fields(data, func(_ int, _ uint64, data []byte) error {
				return fields(data, func(field int, _ uint64, data []byte) error {
					if field == 3 {
						q.vector = packed.ReadVector(data)
					}
					return nil
				})
			})
		}
		return nil
	})
	return q, ok && err == nil
}

// search says what is nearest.
func (s *neighbourhood) search(q nearAsked) (m message) {
	type one struct {
		id       string
		distance float64
	}
	if q.ids == nil {
		s.asked++
	}
	var list []one
	for id, v := range s.vectors[q.class] {
		if !s.unfound[id] && (q.ids == nil || slices.Contains(q.ids, id)) {
			list = append(list, one{id, 1 - cosine(v, q.vector)})
		}
	}
	slices.SortFunc(list, func(a, b one) int {
		if a.distance < b.distance || a.distance == b.distance && a.id < b.id {
			return -1
		}
		return 1
	})
	for _, o := range list[:min(len(list), q.limit)] {
		told := message{}.text(1, o.id)
		told = append(told, 7<<3|5)
		told = append(told, packed.Vector([]float32{float32(o.distance)})...)
		m = m.inner(2, message{}.inner(2, told))
	}
	return m
}

func cosine(a, b []float32) float64 {
	var dot, x, y float64
	for i := range a {
		dot += float64(a[i]) * float64(b[i])
		x += float64(a[i]) * float64(a[i])
		y += float64(b[i]) * float64(b[i])
	}
	return dot / math.Sqrt(x*y)
}
