package weaviate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// condition is one operand of a filter, as GraphQL writes it. What is in it is numbers and what name wrote.
type condition string

func whole(path, operator string, value int) condition {
	return condition(fmt.Sprintf("{path:[%q],operator:%s,valueInt:%d}", path, operator, value))
}

func number(path, operator string, value float64) condition {
	return condition(fmt.Sprintf("{path:[%q],operator:%s,valueNumber:%s}", path, operator, strconv.FormatFloat(value, 'f', -1, 64)))
}

func anyOf(path string, values []string) condition {
	named := make([]string, len(values))
	for i, v := range values {
		named[i] = `"` + name(v) + `"`
	}
	return condition(fmt.Sprintf("{path:[%q],operator:ContainsAny,valueText:[%s]}", path, strings.Join(named, ",")))
}

// there is what is there in a generation.
func there(generation int) []condition {
	return []condition{whole("born", "LessThanEqual", generation), whole("gone", "GreaterThan", generation)}
}

func where(all []condition) string {
	parts := make([]string, len(all))
	for i, c := range all {
		parts[i] = string(c)
	}
	return "where:{operator:And,operands:[" + strings.Join(parts, ",") + "]}"
}

// allowed is what a filter allows, or more by fractions of a second.
func allowed(f *knowledge.Filter) (all []condition) {
	if f.Story != "" {
		all = append(all, anyOf("story", []string{f.Story}))
	}
	if !f.At.IsZero() && !f.Ahead {
		all = append(all, number("at", "LessThanEqual", float64(f.At.Unix())))
	}
	if !f.Since.IsZero() {
		all = append(all, number("own", "GreaterThanEqual", math.Max(float64(f.Since.Unix()), undated+1)))
	}
	if !f.Until.IsZero() {
		all = append(all, number("own", "LessThanEqual", float64(f.Until.Unix())))
		if f.Since.IsZero() {
			all = append(all, number("own", "GreaterThan", undated))
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

// hit is a passage that was found.
type hit struct {
	Story, Hash, Sum string
	N                int
	Born, Gone       int
	Additional       struct{ ID, Score string } `json:"_additional"`
}

// query writes a search.
func (s *search) query(class string) string {
	words := make([]string, len(s.terms))
	for i, t := range s.terms {
		words[i] = token(knowledge.Hash(t))
	}
	filter := append(there(s.generation), allowed(&s.filter)...)
	if s.sources != nil {
		filter = append(filter, anyOf("source", s.sources))
	}
	if !s.recent.IsZero() {
		filter = append(filter, number("at", "GreaterThanEqual", float64(s.recent.Unix())))
	}
	return fmt.Sprintf(`{Get{%s(limit:%d,bm25:{query:"%s",properties:["terms"]},%s){story hash n _additional{score}}}}`,
		class, min(s.n+s.fresh, mostResults), strings.Join(words, " "), where(filter))
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

// search returns the passages that are found, best first.
func (n *node) search(ctx context.Context, class string, s *search) ([]hit, error) {
	var data struct{ Get map[string][]hit }
	if err := n.graph(ctx, s.query(class), &data); err != nil {
		return nil, err
	}
	if data.Get == nil {
		return nil, fmt.Errorf("ask %s: %w", n.name, &formError{errors.New("it has no results")})
	}
	return data.Get[class], nil
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
		where([]condition{anyOf("story", stories), whole("born", "LessThan", before), whole("gone", "GreaterThan", forever-1)})))
}

// pageOf is how many objects are listed in one go.
const pageOf = 5000

// all lists all passages, those that are gone too, in the order of their ids from after on.
func (n *node) all(ctx context.Context, class, after string) ([]hit, error) {
	return n.list(ctx, class, fmt.Sprintf("limit:%d,after:%q", pageOf, after))
}

func (n *node) list(ctx context.Context, class, arguments string) ([]hit, error) {
	var data struct{ Get map[string][]hit }
	q := fmt.Sprintf("{Get{%s(%s){story sum n born gone _additional{id}}}}", class, arguments)
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
