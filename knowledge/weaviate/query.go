package weaviate

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// operator is how a condition compares.
type operator struct {
	name string // in GraphQL
	call uint64 // by gRPC
}

// opAnd is And, by gRPC.
const opAnd = 7

var (
	greater = operator{"GreaterThan", 3}
	atLeast = operator{"GreaterThanEqual", 4}
	less    = operator{"LessThan", 5}
	atMost  = operator{"LessThanEqual", 6}
	isIn    = operator{"ContainsAny", 12}
)

// condition is one operand of a filter, as GraphQL and gRPC write it. What is in it is numbers and what name wrote.
type condition struct {
	graph string
	call  message
}

func compare(path string, o operator, kind, value string, call message) condition {
	call = append(message{}.number(1, o.call), call...)
	return condition{fmt.Sprintf("{path:[%q],operator:%s,%s:%s}", path, o.name, kind, value), call.inner(20, message{}.text(1, path))}
}

func whole(path string, o operator, value int) condition {
	return compare(path, o, "valueInt", strconv.Itoa(value), message{}.number(5, uint64(value))) //nolint:gosec // a generation
}

func number(path string, o operator, value float64) condition {
	return compare(path, o, "valueNumber", strconv.FormatFloat(value, 'f', -1, 64), message{}.float(7, value))
}

func anyOf(path string, values []string) condition {
	named, list := make([]string, len(values)), message{}
	for i, v := range values {
		named[i] = `"` + name(v) + `"`
		list = list.text(1, name(v))
	}
	return compare(path, isIn, "valueText", "["+strings.Join(named, ",")+"]", message{}.inner(9, list))
}

// there is what is there in a generation.
func there(generation int) []condition {
	return []condition{whole("born", atMost, generation), whole("gone", greater, generation)}
}

func where(all []condition) string {
	parts := make([]string, len(all))
	for i, c := range all {
		parts[i] = c.graph
	}
	return "where:{operator:And,operands:[" + strings.Join(parts, ",") + "]}"
}

// allowed is what a filter allows, or more by fractions of a second.
func allowed(f *knowledge.Filter) (all []condition) {
	if f.Story != "" {
		all = append(all, anyOf("story", []string{f.Story}))
	}
	if !f.At.IsZero() && !f.Ahead {
		all = append(all, number("at", atMost, float64(f.At.Unix())))
	}
	if !f.Since.IsZero() {
		all = append(all, number("own", atLeast, math.Max(float64(f.Since.Unix()), undated+1)))
	}
	if !f.Until.IsZero() {
		all = append(all, number("own", atMost, float64(f.Until.Unix())))
		if f.Since.IsZero() {
			all = append(all, number("own", greater, undated))
		}
	}
	if len(f.Collections) > 0 {
		all = append(all, anyOf("collection", f.Collections))
	}
	return all
}

// mostResults is how many results Weaviate gives at most, unless it is set up otherwise.
const mostResults = 10_000

// search is one search by words.
type search struct {
	generation int
	sources    []string // nil: all
	terms      []string
	filter     knowledge.Filter
	recent     time.Time // published since; zero: whenever
	n          int       // so many passages
	fresh      int       // and so many more: see known
}

// found is a passage that a search found.
type found struct {
	id       string
	score    float64
	distance float64 // of its vector from the one that was asked for; 0: none was
}

// query writes a search for ids and scores.
func (s *search) query(class string) message {
	words := make([]string, len(s.terms))
	for i, t := range s.terms {
		words[i] = token(knowledge.Hash(t))
	}
	filter := append(there(s.generation), allowed(&s.filter)...)
	if s.sources != nil {
		filter = append(filter, anyOf("source", s.sources))
	}
	if !s.recent.IsZero() {
		filter = append(filter, number("at", atLeast, float64(s.recent.Unix())))
	}
	both := message{}.number(1, opAnd)
	for _, c := range filter {
		both = both.inner(3, c.call)
	}
	m := message{}.text(1, class).inner(20, nil)                                                           // no properties, else what is found is taken apart
	m = m.inner(21, message{}.number(1, 1).number(7, 1)).number(30, uint64(min(s.n+s.fresh, mostResults))) //nolint:gosec // a few
	return m.inner(40, both).inner(42, message{}.text(1, strings.Join(words, " ")).text(2, "terms")).number(102, 1)
}

// graph sends a GraphQL query and reads what is below data.
func (n *node) graph(ctx context.Context, query string, data any) error {
	reply := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: data}
	if err := n.do(ctx, http.MethodPost, "/v1/graphql", map[string]string{"query": query}, &reply); err != nil {
		return err
	}
	if len(reply.Errors) > 0 {
		return fmt.Errorf("ask %s: it says: %.200s", n.name, reply.Errors[0].Message)
	}
	return nil
}

// find sends a search by words, or for the nearest vectors, and returns what is found, best first.
func (n *node) find(ctx context.Context, search message) ([]found, error) {
	reply, err := n.call(ctx, "weaviate.v1.Weaviate/Search", search)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", n.name, err)
	}
	list, err := foundIn(reply)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", n.name, &formError{err})
	}
	return list, nil
}

// foundIn reads the reply to a search.
func foundIn(reply []byte) (list []found, err error) {
	return list, fields(reply, func(field int, _ uint64, result []byte) error {
		if field != 2 {
			return nil
		}
		var one found
		err := fields(result, func(field int, _ uint64, told []byte) error {
			if field != 2 {
				return nil
			}
			return fields(told, func(field int, v uint64, data []byte) error {
				switch field {
				case 1:
					one.id = string(data)
				case 7:
					one.distance = float64(math.Float32frombits(uint32(v))) //nolint:gosec // it has 32 bits
				case 11:
					one.score = float64(math.Float32frombits(uint32(v))) //nolint:gosec // it has 32 bits
				}
				return nil
			})
		})
		list = append(list, one)
		return err
	})
}

// hit is a passage that is listed.
type hit struct {
	Story, Sum string
	Born, Gone int
	Additional struct{ ID string } `json:"_additional"`
}

// count counts the passages that meet conditions; none: all.
func (n *node) count(ctx context.Context, class string, all []condition) (int, error) {
	var data struct {
		Aggregate map[string][]struct{ Meta struct{ Count int } }
	}
	filter := ""
	if len(all) > 0 {
		filter = "(" + where(all) + ")"
	}
	q := fmt.Sprintf("{Aggregate{%s%s{meta{count}}}}", class, filter)
	if err := n.graph(ctx, q, &data); err != nil {
		return 0, err
	}
	list := data.Aggregate[class]
	if len(list) == 0 {
		return 0, nil
	}
	return list[0].Meta.Count, nil
}

// present lists passages of stories that were born before a generation and are not gone.
func (n *node) present(ctx context.Context, class string, stories []string, before int) ([]hit, error) {
	return n.list(ctx, class, fmt.Sprintf("limit:%d,%s", mostResults,
		where([]condition{anyOf("story", stories), whole("born", less, before), whole("gone", greater, forever-1)})))
}

// pageOf is how many objects are listed in one go.
const pageOf = 5000

// all lists all passages, those that are gone too, in the order of their ids from after on.
func (n *node) all(ctx context.Context, class, after string) ([]hit, error) {
	return n.list(ctx, class, fmt.Sprintf("limit:%d,after:%q", pageOf, after))
}

func (n *node) list(ctx context.Context, class, arguments string) ([]hit, error) {
	var data struct{ Get map[string][]hit }
	q := fmt.Sprintf("{Get{%s(%s){story sum born gone _additional{id}}}}", class, arguments)
	err := n.graph(ctx, q, &data)
	return data.Get[class], err
}

// marker reads the marker that the node itself has, and when it was written; the zero marker: none.
func (n *node) marker(ctx context.Context, class string) (m marker, at time.Time, err error) {
	var o struct {
		Properties properties
		Updated    int64 `json:"lastUpdateTimeUnix"`
	}
	err = within(ctx, probePatience, func(ctx context.Context) error {
		return n.do(ctx, http.MethodGet, "/v1/objects/"+class+"/"+markerID+"?consistency_level=ONE", nil, &o)
	})
	if isStatus(err, http.StatusNotFound) || isStatus(err, http.StatusUnprocessableEntity) { // it, or the class, is not there
		return m, at, nil
	}
	p := o.Properties
	return marker{p.Generation, p.Loaded, p.Cut, p.Written, p.Sum}, time.UnixMilli(o.Updated), err
}

const (
	// markerID is the id of the marker.
	markerID = "00000000-0000-8000-8000-000000000001"
	// probePatience is how long a node may take to tell its marker.
	probePatience = 2 * time.Second
)
