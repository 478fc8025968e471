package knowledge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// own gives a story that is known by its path an ID of its source's own, where another
// source has that path for another story: a path tells files of one source apart, not those
// of two. The one that had the plain ID before keeps it, whatever the order of the sources is
// now, and so does a source under a new name. One text in one collection stays one story.
func (r *sourceLoader) own(ctx context.Context, s *Story) error {
	mine := ownID(s.ID, r.source)
	if had := r.before[mine]; had != nil && had.Story.Source == r.source {
		s.ID = mine
		return nil
	}
	if !r.isOthers(s.ID) {
		return nil
	}
	same, err := r.sameText(ctx, s)
	if err == nil && !(same && r.collectionOf(s.ID) == s.Collection) {
		s.ID = mine
	}
	return err
}

// isOthers reports whether an ID is that of another source's story, be it one that is left out.
func (r *sourceLoader) isOthers(id string) bool {
	if first, ok := r.seen[id]; ok {
		return first.source != r.source
	}
	had := r.before[id]
	if had == nil || had.Story.Source == r.source {
		return false
	}
	place := r.statusBefore[had.Story.Source].Place // what is held may not be there to be read again
	return r.status[had.Story.Source] != nil || place != "" && !strings.HasPrefix(place, Builtin)
}

// collectionOf is the collection of a story, as it was read in this load or before.
func (l *loader) collectionOf(id string) string {
	if c, read := l.collection[id]; read {
		return c
	}
	if had := l.before[id]; had != nil {
		return had.Story.Collection
	}
	return ""
}

// ownID is the ID that a story has within one source.
func ownID(id, source string) string {
	sum := sha256.Sum256([]byte(source))
	return id + "-" + hex.EncodeToString(sum[:4])
}
