package knowledge

import (
	"context"
	"fmt"
)

// embedBatch is how many passages are sent to the embedding model at once.
const embedBatch = 64

// embedMissing makes the vectors that passages lack.
func (b *Base) embedMissing(ctx context.Context, progress func(string, int)) error {
	var texts []string
	err := b.Index.Unembedded(ctx, b.EmbedModel, func(text string) bool { texts = append(texts, text); return true })
	if err != nil {
		return fmt.Errorf("list the passages without vectors: %w", err)
	}
	for done := 0; done < len(texts); done += embedBatch {
		batch := texts[done:min(done+embedBatch, len(texts))]
		vectors, err := b.Embed(ctx, batch)
		if err != nil {
			return fmt.Errorf("embed %d of %d passages: %w", len(texts)-done, len(texts), err)
		}
		if err := b.Index.PutVectors(ctx, b.EmbedModel, batch, vectors); err != nil {
			return fmt.Errorf("keep vectors: %w", err)
		}
		if progress != nil {
			progress("vectors", done+len(batch))
		}
	}
	return nil
}
