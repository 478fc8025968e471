package knowledge

import (
	"context"
	"time"
)

// Base is the stories: it loads them into an Index and finds them there. It
// may be used by many goroutines.
type Base struct {
	Index      Index
	Embed      Embed            // nil: words only
	EmbedModel string           // the name Embed's vectors are kept under
	Now        func() time.Time // nil: time.Now
}

// Failure is an item that could not be loaded.
type Failure struct {
	Item  string `json:"item"`
	Error string `json:"error"`
}

// Report is the outcome of a load; its JSON is the contract.
type Report struct {
	Stories int       `json:"stories"` // how many there are now
	Added   []string  `json:"added"`
	Updated []string  `json:"updated"`
	Removed []string  `json:"removed"`
	Failed  []Failure `json:"failed"`
	TookMS  int64     `json:"took_ms"`
}

// LoadOptions says how to load.
type LoadOptions struct {
	DryRun   bool // read and compare, change nothing
	All      bool // read again also what has not changed by its mark
	Progress func(what string, done int)
}

// Load makes the stories be what the sources hold: it adds, updates and
// removes, and drops the stories of sources not among them. A bad item is
// reported and the rest goes on; a source that fails as a whole keeps its
// stories. An error means that nothing was changed.
func (b *Base) Load(ctx context.Context, sources []Source, o LoadOptions) (Report, error) {
	return Report{}, nil
}

// Story returns the present version of a story with its Text, or ErrNotFound.
func (b *Base) Story(ctx context.Context, id string) (Story, error) {
	return Story{}, ErrNotFound
}

// Versions returns the versions of a story, oldest first.
func (b *Base) Versions(ctx context.Context, id string) ([]Version, error) {
	return nil, ErrNotFound
}

// Stories returns the stories, without Text, whose title, outlet, authors, ID
// or source hold every word of filter; all for an empty one. Newest first.
func (b *Base) Stories(ctx context.Context, filter string) ([]Document, error) {
	return nil, nil
}
