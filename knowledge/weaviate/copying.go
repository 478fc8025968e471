package weaviate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

const (
	// proofSize is how many vectors a node is asked for in one go whether it has them.
	proofSize = 512
	// vectorBatch is how many are sent in one go.
	vectorBatch = 128
)

// followVectors has Weaviate follow the vectors of the truth until ctx ends.
func (x *Index) followVectors(ctx context.Context) {
	var told trouble
	for {
		err := x.stepVectors(ctx)
		if ctx.Err() != nil {
			return
		}
		switch begins, ends := told.changes(err, settling*x.o.Every); {
		case begins:
			x.log.ErrorContext(ctx, "the Weaviate has not all vectors: what is nearest is found by the nodes that have them, or by this process", "err", err)
		case ends:
			x.log.WarnContext(ctx, "all nodes of the Weaviate have the vectors again")
		}
		select {
		case <-ctx.Done():
			return
		case <-x.neighbours.nudged:
		case <-time.After(x.o.Every):
		}
	}
}

// stepVectors looks at what each node has of the vectors, and writes what is missing if it is up to this process.
func (x *Index) stepVectors(ctx context.Context) error {
	v, err := x.Index.View(ctx)
	if err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	defer v.Close()
	sees, ok := v.(sight)
	if !ok {
		return nil
	}
	var errs []error
	for _, m := range x.neighbours.wanted() {
		dimension, last, err := sees.Embedding(ctx, m.name)
		if err != nil || dimension == 0 {
			errs = append(errs, err)
			continue
		}
		for _, n := range x.nodes {
			one := &copying{x: x, m: m, n: n, h: x.neighbours.holding(m, n), dimension: dimension, class: nearClassName(x.name, m.name, dimension)}
			if err := one.step(ctx, last); err != nil {
				errs = append(errs, err)
			}
		}
	}
	return errors.Join(errs...)
}

// copying is what a node gets of a model.
type copying struct {
	x         *Index
	m         *embedding
	n         *node
	h         *holding
	dimension int
	class     string
}

// step has the node prove that it has the vectors up to the last, and writes those that it lacks.
func (c *copying) step(ctx context.Context, last int64) error {
	s := c.x.neighbours
	s.of(c.h, c.class)
	if s.far(c.h) == 0 {
		if _, err := c.x.ensure(ctx, c.n, c.class, func(members int) any { return nearSchema(c.class, members) }); err != nil {
			return err
		}
	}
	if err := c.count(ctx); err != nil {
		return err
	}
	if s.failing(c.h) {
		err := within(ctx, searchPatience, func(ctx context.Context) error {
			_, err := c.n.find(ctx, nearQuery(c.class, anywhere(c.dimension), 1, nil))
			return err
		})
		if err != nil {
			return err
		}
		s.searches(c.h)
	}
	for {
		from := s.far(c.h)
		if from == 0 {
			c.h.proved = 0
		}
		list, err := s.truth.VectorsAfter(ctx, c.m.name, from, proofSize)
		if err != nil {
			return err //nolint:wrapcheck // it says what was tried
		}
		if len(list) == 0 {
			s.further(c.h, max(from, last))
			return nil
		}
		proved, err := c.prove(ctx, list)
		if err != nil {
			return err
		}
		c.h.proved += proved
		c.h.refuse = time.Time{}
		s.further(c.h, list[len(list)-1].ID)
	}
}

// count counts what the node has. Where it is away, was emptied or was put back to what it was, it has to prove anew what it has.
func (c *copying) count(ctx context.Context) error {
	var count int
	err := within(ctx, probePatience, func(ctx context.Context) (err error) {
		count, err = c.n.count(ctx, c.class, nil)
		return err
	})
	if err != nil || count < max(c.h.count, c.h.proved) {
		c.x.neighbours.doubt(c.h)
	}
	c.h.count = count
	return err
}

// prove looks whether the node has some vectors, writes those that it lacks, and returns how many it has then.
func (c *copying) prove(ctx context.Context, list []vectors.Kept) (int, error) {
	next := list[0].ID
	list = slices.DeleteFunc(list, func(one vectors.Kept) bool { return one.Print == packed.Fingerprint{} })
	lacks, err := c.lacking(ctx, list)
	if err != nil || len(lacks) == 0 {
		return len(list), err
	}
	objects, err := c.objects(ctx, lacks)
	if err != nil {
		return 0, err
	}
	lost := len(lacks) - len(objects) // by the truth itself
	if len(objects) == 0 {
		return len(list) - lost, nil
	}
	if err := c.ready(ctx, next, lacks); err != nil {
		return 0, err
	}
	for some := range slices.Chunk(objects, vectorBatch) {
		if err := store(ctx, c.n, some); err != nil {
			return 0, err
		}
	}
	if lacks, err = c.lacking(ctx, list); err == nil && len(lacks) > lost {
		c.h.refuse = time.Now()
		err = c.lags(lacks)
	}
	return len(list) - lost, err
}

// ready reports whether what a node lacks may be written now, and has nothing in its way.
func (c *copying) ready(ctx context.Context, next int64, lacks []vectors.Kept) error {
	switch since := c.h.refuse; {
	case !c.mayWrite(next):
		return fmt.Errorf("%s lacks vectors that another process is to write", c.n.name)
	case since.IsZero():
		return nil
	case time.Since(since) <= c.x.o.Mend: // it may take them in yet
		return c.lags(lacks)
	}
	c.x.log.WarnContext(ctx, "vectors that a node of the Weaviate has and does not find are written anew", "node", c.n.name, "vectors", len(lacks))
	return c.n.drop(ctx, c.class, lacks) // to write it again changes nothing
}

func (c *copying) lags(lacks []vectors.Kept) error {
	return fmt.Errorf("%s does not find %d vectors that were written", c.n.name, len(lacks))
}

// lacking are those that the node does not find.
func (c *copying) lacking(ctx context.Context, list []vectors.Kept) ([]vectors.Kept, error) {
	if len(list) == 0 {
		return nil, nil
	}
	return c.n.lacking(ctx, c.class, list, c.dimension)
}

// mayWrite reports whether it is up to this process to write what comes next: it has put vectors, nobody else has the truth, or
// nothing has happened for long.
func (c *copying) mayWrite(next int64) bool {
	if w := &c.h.wait; w.upTo != next || w.count != c.h.count {
		*w = waiting{next, c.h.count, time.Now()}
	}
	return !c.x.shared || c.x.neighbours.puts(c.m) || time.Since(c.h.wait.since) > idleMost
}

// objects are the vectors as they are written, but for those of which the truth has lost the numbers, and finds nothing either.
func (c *copying) objects(ctx context.Context, list []vectors.Kept) (objects []embedded, err error) {
	numbers, err := c.x.neighbours.truth.Numbers(ctx, c.m.name, list)
	for i, one := range list {
		if err == nil && len(numbers[i]) == c.dimension {
			objects = append(objects, embedded{c.class, printID(one.Print), numbers[i]})
		}
	}
	return objects, err //nolint:wrapcheck // it says what was tried
}
