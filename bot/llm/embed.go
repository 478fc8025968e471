package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"
)

const (
	maxText  = 24_000  // bytes of one text; what is longer is cut, below the 8,191 tokens of OpenAI's models
	maxBatch = 256_000 // bytes of one request
)

// Embed turns texts into vectors with the embedding model: one each, in order,
// all of one dimension. It sends them in batches, in smaller ones where the
// server refuses their size. An empty text is an error, since servers refuse it.
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if c.o.EmbeddingModel == "" {
		return nil, errors.New("embed: no embedding model is set")
	}
	for i, t := range texts {
		if t == "" {
			return nil, fmt.Errorf("embed: text %d of %d is empty", i+1, len(texts))
		}
	}
	vectors := make([][]float32, 0, len(texts))
	for most := c.o.Batch; len(vectors) < len(texts); {
		batch := fill(texts[len(vectors):], most)
		got, err := c.batch(ctx, batch)
		if tooMuch(err) && len(batch) > 1 {
			most = len(batch) / 2
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("embed with %s: %w", c.o.EmbeddingModel, err)
		}
		vectors = append(vectors, got...)
	}
	if err := sameDimension(vectors); err != nil {
		return nil, fmt.Errorf("embed with %s: %w", c.o.EmbeddingModel, err)
	}
	return vectors, nil
}

// fill takes the texts of one request, each cut to what a model takes.
func fill(texts []string, most int) []string {
	var batch []string
	size := 0
	for _, t := range texts {
		if len(t) > maxText {
			end := maxText
			for end > 0 && !utf8.RuneStart(t[end]) {
				end--
			}
			t = t[:end]
		}
		if size += len(t); len(batch) == most || size > maxBatch && len(batch) > 0 {
			break
		}
		batch = append(batch, t)
	}
	return batch
}

// tooMuch says whether a smaller batch may be taken where this one was not.
func tooMuch(err error) bool {
	var reply *ReplyError
	if !errors.As(err, &reply) {
		return false
	}
	switch reply.Status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		return true
	default:
		return false
	}
}

// batch asks for the vectors of texts in one request.
func (c *Client) batch(ctx context.Context, texts []string) (vectors [][]float32, err error) {
	ctx, stop := context.WithTimeout(ctx, c.o.BatchTimeout)
	defer stop()
	caller := c.embed
	if len(texts) == 1 {
		caller = c.query
	}
	err = caller.run(ctx, func(ctx context.Context) (bool, error) {
		vectors, err = c.vectors(ctx, texts)
		return false, err
	})
	return vectors, err
}

func (c *Client) vectors(ctx context.Context, texts []string) (vectors [][]float32, err error) {
	defer recovered(&err)
	reply, err := c.api.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
		Input: texts, Model: openai.EmbeddingModel(c.o.EmbeddingModel),
	})
	if err != nil {
		return nil, c.known(err)
	}
	return inOrder(reply.Data, len(texts))
}

// inOrder puts each vector where its index says. Nothing may be missing, twice
// there, or zero: a wrong vector would spoil every later search unseen.
func inOrder(data []openai.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, fmt.Errorf("%d vectors came for %d texts", len(data), n)
	}
	vectors := make([][]float32, n)
	for _, d := range data {
		if d.Index < 0 || d.Index >= n || vectors[d.Index] != nil {
			return nil, fmt.Errorf("the vectors are misnumbered: index %d of %d is there twice or not asked for", d.Index, n)
		}
		if allZero(d.Embedding) {
			return nil, fmt.Errorf("vector %d of %d is empty", d.Index, n)
		}
		vectors[d.Index] = d.Embedding
	}
	return vectors, nil
}

func allZero(v []float32) bool {
	for _, x := range v {
		if x != 0 {
			return false
		}
	}
	return true
}

func sameDimension(vectors [][]float32) error {
	for i, v := range vectors {
		if len(v) != len(vectors[0]) {
			return fmt.Errorf("vector %d has %d dimensions, the first has %d", i, len(v), len(vectors[0]))
		}
	}
	return nil
}
