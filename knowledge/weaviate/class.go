package weaviate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"
)

// className is the class of a truth. The number is that of the properties below.
func className(truth string) string {
	sum := sha256.Sum256([]byte(truth))
	return "Storybot2x" + hex.EncodeToString(sum[:8])
}

// property is one property of the class.
type property struct {
	Name         string   `json:"name"`
	DataType     []string `json:"dataType"`
	Tokenization string   `json:"tokenization,omitempty"`
	Searchable   bool     `json:"indexSearchable"`
	Filterable   bool     `json:"indexFilterable"`
	Range        bool     `json:"indexRangeFilters"`
}

// class is a class as Weaviate is told of it.
type class struct {
	Class      string     `json:"class"`
	Vectorizer string     `json:"vectorizer"`
	Properties []property `json:"properties"`
	Inverted   struct {
		BM25 struct {
			K1 float64 `json:"k1"`
			B  float64 `json:"b"`
		} `json:"bm25"`
		Stopwords struct {
			Preset string `json:"preset"`
		} `json:"stopwords"`
	} `json:"invertedIndexConfig"`
	Vector struct {
		Skip bool `json:"skip"`
	} `json:"vectorIndexConfig"`
	Replication replication `json:"replicationConfig"`
	Sharding    sharding    `json:"shardingConfig"`
}

// replication is how many nodes have a class.
type replication struct {
	Factor int  `json:"factor"`
	Async  bool `json:"asyncEnabled"` // a node that was away gets what it lacks
}

func replicated(nodes int) replication { return replication{nodes, nodes > 1} }

// sharding is into how many parts a class is cut.
type sharding struct {
	Count int `json:"desiredCount"`
}

// schema is the class of the passages: in one shard, so that BM25 counts all, which every node holds.
func schema(name string, nodes int) class {
	text := func(name, tokenization string, searchable, filterable bool) property {
		return property{Name: name, DataType: []string{"text"}, Tokenization: tokenization, Searchable: searchable, Filterable: filterable}
	}
	number := func(name, kind string, ranged bool) property {
		return property{Name: name, DataType: []string{kind}, Range: ranged}
	}
	c := class{Class: name, Vectorizer: "none", Properties: []property{
		text("terms", "whitespace", true, false), text("story", "field", false, true), text("hash", "field", false, false),
		text("source", "field", false, true), text("collection", "field", false, true), number("at", "number", true), number("own", "number", true),
		text("sum", "field", false, false), number("born", "int", true), number("gone", "int", true),
		number("generation", "int", false), text("loaded", "field", false, false), text("cut", "field", false, false), number("written", "int", false),
	}}
	c.Inverted.BM25.K1, c.Inverted.BM25.B = 0.9, 0.4 // as the embedded engine has them
	c.Inverted.Stopwords.Preset = "none"
	c.Vector.Skip = true
	c.Replication, c.Sharding = replicated(nodes), sharding{1}
	return c
}

// makeClass makes the class of the passages where it is not there, and waits until the nodes take what is written.
func (x *Index) makeClass(ctx context.Context, n *node) error {
	made, err := x.ensure(ctx, n, x.class, func(members int) any { return schema(x.class, members) })
	if err != nil || !made {
		return err
	}
	p := &pass{x: x, n: n}
	for range 50 { // a node may hear of it a moment later
		if err = p.mark(ctx, marker{}); err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("make the class: %w", err)
}

// ensure makes a class where it is not there, and reports whether it was made.
func (x *Index) ensure(ctx context.Context, n *node, name string, schema func(members int) any) (made bool, err error) {
	err = n.do(ctx, http.MethodGet, "/v1/schema/"+name, nil, nil)
	if !isStatus(err, http.StatusNotFound) {
		return false, err
	}
	members, err := x.greet(ctx)
	if err != nil {
		return false, err
	}
	if members < len(x.nodes) {
		return false, fmt.Errorf("make the class: the Weaviate has %d of the %d nodes that are named yet", members, len(x.nodes))
	}
	if err := n.do(ctx, http.MethodPost, "/v1/schema", schema(members), nil); err != nil && !isStatus(err, http.StatusUnprocessableEntity) { // another process has made it
		return false, fmt.Errorf("make the class: %w", err)
	}
	return true, nil
}
