package knowledge

import "context"

// Still returns the stories as they are at this moment, and stay, whatever is
// loaded meanwhile: whatever is read of them fits together. They are for
// reading only. Call leave when done with them; it may be called once.
func (b *Base) Still(ctx context.Context) (still *Base, leave func()) {
	view := b.Index.View()
	still = &Base{Index: stillIndex{b.Index, view}, Embed: b.Embed, EmbedModel: b.EmbedModel, Now: b.Now}
	if _, err := b.States(ctx); err == nil { // else whoever asks for them is told
		still.states.Store(b.states.Load())
	}
	return still, view.Close
}

// stillIndex is an Index that shows one View only.
type stillIndex struct {
	Index
	view View
}

// View returns the one View, which its owner closes.
func (s stillIndex) View() View { return lent{s.view} }

// lent is a View that belongs to another.
type lent struct{ View }

// Close does nothing.
func (lent) Close() {}
