package knowledge

import "context"

// Snapshot returns the stories as they are at this moment, and stay, whatever
// is loaded meanwhile: all that is read from it fits together. It is for
// reading only. Call release when done with it; it may be called once.
func (b *Base) Snapshot(ctx context.Context) (snapshot *Base, release func(), err error) {
	view, err := b.Open(ctx)
	if err != nil {
		return nil, nil, err
	}
	snapshot = &Base{Index: snapshotIndex{b.Index, view}, Embed: b.Embed, EmbedModel: b.EmbedModel, Now: b.Now}
	if _, err := b.SourceStatus(ctx); err != nil {
		snapshot.status.Store(&statusAt{err: err}) // whoever asks for it gets the error
	} else {
		snapshot.status.Store(b.status.Load())
	}
	return snapshot, view.Close, nil
}

// snapshotIndex is an Index that shows one View only.
type snapshotIndex struct {
	Index
	view View
}

// View returns the one View, which Snapshot's caller closes.
func (s snapshotIndex) View(ctx context.Context) (View, error) {
	if err := ctx.Err(); err != nil {
		return nil, err //nolint:wrapcheck // the base says what was tried
	}
	return sharedView{s.view}, nil
}

// sharedView is a View that somebody else closes.
type sharedView struct{ View }

// Close does nothing.
func (sharedView) Close() {}
