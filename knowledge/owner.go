package knowledge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
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

// ownTelling does the same for a story of the web that names an ID and no address, such as a line in a zip: that
// ID may be of anybody's story, which then is not replaced; the outlet tells whose telling it is.
func (r *sourceLoader) ownTelling(ctx context.Context, s *Story) error {
	named := s.ID
	err := r.own(ctx, s)
	if s.ID != named {
		s.Outlet = strings.TrimPrefix(s.Outlet+", as told by "+hostOf(r.from), ", ")
		s.Hash = s.Fingerprint()
	}
	return err
}

// localFirst puts the sources of the web that carry what others publish behind all others: what an
// operator has put on this computer is not replaced by what a feed tells of others.
func localFirst(sources []Source) []Source {
	return slices.SortedStableFunc(slices.Values(sources), func(a, b Source) int { return claim(b, "") - claim(a, "") })
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

// claim is how much a source may tell the story of an address: most, where that is of its own site,
// least, where it is a feed or zip of the web and the address is not; between them what is of this
// computer, or does not tell.
func claim(s Source, address string) int {
	switch o, ok := itself(s).(Owning); {
	case !ok:
		return 1
	case address != "" && o.Owns(address):
		return 2
	}
	return 0
}

// goesFirst reports whether, of a story with that address, what one source tells goes before
// what another one does: that with the better claim, whatever the order, and else the first.
func goesFirst(sources []Source, one, other, address string) bool {
	named := func(name string) int {
		return slices.IndexFunc(sources, func(s Source) bool { return s.Name() == name })
	}
	i, j := named(one), named(other)
	if i < 0 || j < 0 || i == j {
		return false
	}
	first, second := claim(sources[i], address), claim(sources[j], address)
	bare := address == "" && first == 0 // a name alone is a claim on nothing
	return first > second || i < j && first == second && !bare
}

// findOwners finds the stories that the owners of their addresses tell: others that tell
// them, be it before, give way.
func (l *loader) findOwners(sources []Source) {
	l.owners = make(map[string]string)
	note := func(s Source, id, address string) {
		if l.owners[id] == "" && claim(s, address) > 1 {
			l.owners[id] = s.Name()
		}
	}
	by := make(map[string]Source)
	for _, s := range sources {
		by[s.Name()] = s
		f, _ := s.(fetched)
		for _, item := range f.items {
			if item.Story != nil {
				note(s, item.Story.ID, item.Story.URL)
			}
		}
	}
	for id, d := range l.before {
		if s := by[d.Story.Source]; s != nil {
			note(s, id, d.Story.URL)
		}
	}
}

// yields reports whether a source gives way to the one that owns a story's address and tells it.
func (l *loader) yields(id, source string) bool {
	owner := l.owners[id]
	return owner != "" && owner != source
}
