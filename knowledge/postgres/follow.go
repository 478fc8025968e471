package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
)

const (
	// channel is what is notified of a new generation.
	channel = "storybot_loaded"
	// lookEvery is how often it is looked for one where nobody tells.
	lookEvery = 3 * time.Second
)

func asError(err error, own **Error) bool { return errors.As(err, own) }

// follow follows the truth until ctx ends. While the server is away, what is held is answered from.
func (x *Index) follow(ctx context.Context) {
	said := ""
	for {
		err := x.server.with(ctx, "follow the stories", func(c *conn) error {
			if err := c.exec(ctx, "LISTEN "+channel); err != nil {
				return err
			}
			for {
				if err := x.catchUp(ctx, c); err != nil {
					return err
				}
				if said != "" {
					said = ""
					x.log.WarnContext(ctx, "the database is there again", "generation", x.Followed().Generation)
				}
				if err := await(ctx, c); err != nil {
					return err
				}
			}
		})
		if ctx.Err() != nil {
			return
		}
		if err.Error() != said {
			said = err.Error()
			x.log.ErrorContext(ctx, "the database cannot be followed: answers go on from what is held", "generation", x.Followed().Generation, "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookEvery):
		}
	}
}

// await waits until there may be a new generation.
func await(ctx context.Context, c *conn) error {
	wait, cancel := context.WithTimeout(ctx, lookEvery)
	defer cancel()
	err := c.await(wait)
	if ctx.Err() == nil && pgconn.Timeout(err) {
		return nil
	}
	return err
}

// catchUp has the replica follow to the present generation.
func (x *Index) catchUp(ctx context.Context, c *conn) error {
	if err := x.begin(ctx); err != nil {
		return other(err)
	}
	defer x.end()
	return x.catchUpLocked(ctx, c)
}

// catchUpLocked is catchUp for who may change the replica.
func (x *Index) catchUpLocked(ctx context.Context, c *conn) error {
	err := c.transaction(ctx, reading, func() error {
		t, err := readTruth(ctx, c)
		if err != nil {
			return err
		}
		return x.apply(ctx, c, t)
	})
	if err != nil {
		return err
	}
	return x.catchUpVectors(ctx, c)
}

// truth is the row of the generation, with the load that made it.
type truth struct {
	id         string
	generation int64
	loaded     time.Time
	stories    int
}

func readTruth(ctx context.Context, c *conn) (t truth, err error) {
	var loaded string
	err = c.row(ctx, `SELECT t.id, t.generation, coalesce(l.loaded, ''), coalesce(l.stories, 0)
		FROM truth t LEFT JOIN loads l USING (generation)`, nil, &t.id, &t.generation, &loaded, &t.stories)
	if err == nil {
		t.loaded, err = packed.ReadTime(loaded)
	}
	return t, failed(ctx, "read the generation", err)
}

// apply has the replica follow to t, which c sees.
func (x *Index) apply(ctx context.Context, c *conn, t truth) error {
	info, err := x.info(ctx)
	if err != nil {
		return other(err)
	}
	have := x.Followed()
	d := &delta{x: x, ctx: ctx, conn: c, from: have.Generation}
	putBack := have.Truth != "" && (have.Truth != t.id || have.Generation > t.generation)
	switch same := have.Truth == t.id && info.Loaded.Equal(t.loaded); {
	case same && have.Generation == t.generation && info.Stories == t.stories:
		return nil
	case have.Truth != t.id || have.Generation >= t.generation: // its own, another's, of a truth that was put back, or stories of it are lost
		d.from = 0
	default:
		var known, other bool // that what it has followed was a part of this truth; that another load was
		if err := c.row(ctx, "SELECT coalesce(bool_or(loaded = $2), false), coalesce(bool_or(loaded <> $2), false) FROM loads WHERE generation = $1",
			[]any{have.Generation, packed.Time(info.Loaded)}, &known, &other); err != nil {
			return failed(ctx, "read the generation", err)
		}
		if !known {
			d.from, putBack = 0, other
		}
	}
	if putBack && x.stop != nil { // who starts has nothing of what was before
		x.log.WarnContext(ctx, "the database was put back: the stories follow; restart this process, or it keeps the settings of servers, the addresses of answers and the passages in a Weaviate as they were",
			"generation", have.Generation, "of", t.generation)
	}
	d.total = t.stories
	return other(x.Follow(ctx, t.id, t.generation, t.loaded, func(r local.Replay) error { return d.read(r) }, nil))
}
