package weaviate

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// whole lists all that is there, at each node, and writes what is missing at one of them.
func (p *pass) whole(ctx context.Context) (err error) {
	if p.stories, err = infos(ctx, p.v); err != nil {
		return err
	}
	there, err := p.listed(ctx)
	if err != nil {
		return err
	}
	b := &batches{p: p}
	for some := range slices.Chunk(p.stories, chunk) {
		ids := make([]string, len(some))
		for i, s := range some {
			ids[i] = s.Story.ID
		}
		docs, err := p.v.Documents(ctx, ids)
		if err != nil {
			return err //nolint:wrapcheck // it says what was tried
		}
		for _, d := range docs {
			if err := p.missing(ctx, d, there, b); err != nil {
				return err
			}
		}
	}
	var rest, partly []hit
	for _, o := range there {
		if o.nodes == len(p.nodes) {
			rest = append(rest, o.hit)
		} else {
			partly = append(partly, o.hit) // it cannot be changed where it is not
		}
	}
	if err := p.bare(ctx, partly); err != nil {
		return err
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	return p.through(ctx, func(ctx context.Context, n *node) error { return p.gone(ctx, n, rest) })
}

// missing writes the passages of a story that are not at every node, and takes those that need not be marked as gone from there.
func (p *pass) missing(ctx context.Context, d *knowledge.Document, there map[string]listing, b *batches) error {
	at := placeOf(&d.Story)
	for n, one := range passages(d) {
		one.Born = p.generation
		everywhere := false
		if kept, ok := there[one.Sum]; ok && !kept.hidden {
			delete(there, one.Sum)
			one.Born = kept.Born
			everywhere = kept.nodes == len(p.nodes)
		}
		if p.recent[one.Born]++; everywhere {
			continue
		}
		if err := b.add(ctx, uuid(at, n, one.Sum, one.Born), one); err != nil {
			return err
		}
	}
	return nil
}

// listing is a passage that is not gone, and how many nodes have it.
type listing struct {
	hit
	nodes  int
	hidden bool // one of them has it and does not find it: it is to be born anew
}

// listed lists the passages that are not gone at some node, by their sums. Of those that are there twice all but one are
// marked as gone. The generation is raised above all that was ever tried.
func (p *pass) listed(ctx context.Context) (map[string]listing, error) {
	there := make(map[string]listing)
	var twice []hit
	for _, n := range p.nodes {
		list, err := p.every(ctx, n)
		if err != nil {
			return nil, err
		}
		hidden, err := p.misfiled(ctx, n, list)
		if err != nil {
			return nil, err
		}
		for _, h := range list {
			p.w.tried = max(p.w.tried, h.Born+1)
			if h.Gone != forever {
				p.w.tried = max(p.w.tried, h.Gone+1)
				continue
			}
			switch known, ok := there[h.Sum]; {
			case !ok:
				there[h.Sum] = listing{h, 1, hidden[h.Additional.ID]}
			case known.Born == h.Born:
				known.nodes++
				known.hidden = known.hidden || hidden[h.Additional.ID]
				there[h.Sum] = known
			default:
				twice = append(twice, h)
			}
		}
	}
	p.generation = p.w.tried
	return there, p.bare(ctx, twice)
}

// every lists all passages that a node has, those that are gone too.
func (p *pass) every(ctx context.Context, n *node) (all []hit, err error) {
	for after := ""; ; {
		var list []hit
		err := within(ctx, batchPatience, func(ctx context.Context) (err error) {
			list, err = n.all(ctx, p.x.class, after)
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, h := range list {
			if after = h.Additional.ID; after != markerID {
				all = append(all, h)
			}
		}
		if len(list) < pageOf {
			return all, nil
		}
	}
}

// bare puts passages that are gone in place of some, also where these are not.
func (p *pass) bare(ctx context.Context, list []hit) error {
	b := &batches{p: p}
	for _, h := range list {
		if err := b.add(ctx, h.Additional.ID, properties{Story: h.Story, Sum: h.Sum, Born: h.Born, Gone: p.generation}); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}

// sweep deletes what was gone before all Views that find in Weaviate were opened.
func (p *pass) sweep(ctx context.Context) error {
	x, w := p.x, p.w
	floor := 0
	for len(w.history) > 0 && time.Since(w.history[0].at) > x.o.Keep {
		floor, w.history = w.history[0].generation, w.history[1:]
	}
	if floor == 0 {
		return nil
	}
	x.known.raise(floor)
	type operand struct {
		Path     []string `json:"path"`
		Operator string   `json:"operator"`
		ValueInt int      `json:"valueInt"`
	}
	type match struct {
		Class string  `json:"class"`
		Where operand `json:"where"`
	}
	in := struct {
		Match match `json:"match"`
	}{match{x.class, operand{[]string{"gone"}, "LessThanEqual", floor}}}
	return p.through(ctx, func(ctx context.Context, n *node) error {
		for {
			var out struct {
				Results struct{ Matches, Successful, Limit int }
			}
			err := within(ctx, batchPatience, func(ctx context.Context) error {
				return n.do(ctx, http.MethodDelete, "/v1/batch/objects?consistency_level=QUORUM", in, &out)
			})
			if err != nil || out.Results.Matches < max(out.Results.Limit, 1) {
				return err
			}
			if out.Results.Successful == 0 {
				return errors.New("delete what is gone: nothing is deleted of " + strings.TrimSpace(fmt.Sprint(out.Results.Matches)))
			}
		}
	})
}
