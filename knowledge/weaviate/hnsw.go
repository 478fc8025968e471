package weaviate

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"strings"

	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

// nearClassName is the class of the vectors that a model gives for a truth: another one for another dimension, which
// Weaviate does not take into the same.
func nearClassName(truth, model string, dimension int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", truth, model, dimension))
	return "Storybot2v" + hex.EncodeToString(sum[:8])
}

// nearClass is a class of vectors as Weaviate is told of it. Beside them it has nothing.
type nearClass struct {
	Class      string `json:"class"`
	Vectorizer string `json:"vectorizer"`
	Index      string `json:"vectorIndexType"`
	Vector     struct {
		Distance string `json:"distance"`
		Exact    bool   `json:"skipDefaultQuantization"` // scores are the cosine
	} `json:"vectorIndexConfig"`
	Replication replication `json:"replicationConfig"`
	Sharding    sharding    `json:"shardingConfig"`
}

func nearSchema(name string, nodes int) nearClass {
	c := nearClass{Class: name, Vectorizer: "none", Index: "hnsw", Replication: replicated(nodes), Sharding: sharding{1}}
	c.Vector.Distance, c.Vector.Exact = "cosine", true
	return c
}

// embedded is a vector as Weaviate keeps it.
type embedded struct {
	Class  string    `json:"class"`
	ID     string    `json:"id"`
	Vector []float32 `json:"vector"`
}

// printID is the id of the vector of a text.
func printID(p packed.Fingerprint) string {
	s := hex.EncodeToString(p[:])
	return strings.Join([]string{s[:8], s[8:12], s[12:16], s[16:20], s[20:]}, "-")
}

// printOf reads what printID wrote; what cannot be read is of no text.
func printOf(id string) (p packed.Fingerprint) {
	if b, err := hex.DecodeString(strings.ReplaceAll(id, "-", "")); err == nil && len(b) == len(p) {
		copy(p[:], b)
	}
	return p
}

// nearQuery writes a search for the ids and distances of the k vectors nearest to one, of those with some ids; nil: of all.
func nearQuery(class string, vector []float32, k int, ids []string) message {
	m := message{}.text(1, class).inner(20, nil)                                       // no properties: see search.query
	m = m.inner(21, message{}.number(1, 1).number(5, 1)).number(30, uint64(max(k, 0))) //nolint:gosec // a few
	if ids != nil {
		list := message{}
		for _, id := range ids {
			list = list.text(1, id)
		}
		m = m.inner(40, message{}.number(1, isIn.call).inner(9, list).inner(20, message{}.text(1, "_id")))
	}
	b := make([]byte, 0, 4*len(vector))
	for _, f := range vector {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return m.inner(43, message{}.inner(9, message{}.inner(3, b).number(4, 1))).number(102, 1)
}

// lacking are those of some vectors that the node does not find. It goes through them one by one where so few are allowed: what is found so
// is in its filters and in its graph, as it is written down there in memory.
func (n *node) lacking(ctx context.Context, class string, list []vectors.Kept, dimension int) (lacks []vectors.Kept, err error) {
	ids := make([]string, 0, len(list))
	for _, one := range list {
		ids = append(ids, printID(one.Print))
	}
	var has []found
	err = within(ctx, batchPatience, func(ctx context.Context) (err error) {
		has, err = n.find(ctx, nearQuery(class, anywhere(dimension), len(ids), ids))
		return err
	})
	if err != nil {
		return nil, err
	}
	there := make(map[string]bool, len(has))
	for _, one := range has {
		there[one.id] = true
	}
	for i, one := range list {
		if !there[ids[i]] {
			lacks = append(lacks, one)
		}
	}
	return lacks, nil
}

// anywhere is a vector.
func anywhere(dimension int) []float32 {
	v := make([]float32, dimension)
	v[0] = 1
	return v
}

// drop deletes vectors: where one is there and is not found, to write it again changes nothing.
func (n *node) drop(ctx context.Context, class string, list []vectors.Kept) error {
	return each(ctx, list, marking, func(ctx context.Context, one vectors.Kept) error {
		return within(ctx, batchPatience, func(ctx context.Context) error {
			err := n.do(ctx, http.MethodDelete, "/v1/objects/"+class+"/"+printID(one.Print)+"?consistency_level=QUORUM", nil, nil)
			if isStatus(err, http.StatusNotFound) {
				return nil
			}
			return err
		})
	})
}
