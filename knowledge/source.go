package knowledge

import (
	"context"
	"iter"
	"time"
)

// Item is one thing read from a source: a story, an unchanged file, or an error.
type Item struct {
	Name   string      // what a person would call it: "news/a.md", "wire.jsonl:17"
	File   string      // the file or page that Mark is of; one file may hold many stories
	Mark   string      // changes when File changes (its size and time, say)
	Story  *Story      // nil when the item is unchanged or has failed
	Same   bool        // File has not changed since the last load: it was not read, its stories stay
	Whole  bool        // with Err: the whole source failed, all its stories stay
	More   bool        // the source had to stop before its end; what is left is there at the next load
	Sure   bool        // with Err: it fails the same way for as long as File has not changed
	Err    error       // names the item and what to do; the rest of the source goes on
	Passed *PassedOver // what the source has of one kind that is not read; alone in its item but for Name
	Known  Identity    // by what Story is known
}

// Identity says by what a story is known again.
type Identity int

// What a story may be known by. A path is one within its source: another source may have
// the same one for another story.
const (
	ByName    Identity = iota // by the ID that it names or by its address
	ByPath                    // by its file's path within the source
	ByContent                 // by its title and text
)

// shared says what a story that is known so has in common with one of the same ID and text.
func (i Identity) shared() string {
	switch i {
	case ByPath:
		return "has the same path and text"
	case ByContent:
		return "has the same title and text"
	}
	return "has the same ID or address, and the same text,"
}

// Source is where stories come from.
type Source interface {
	// Name is the source's entry in STORIES.
	Name() string
	// Read yields the source's items. same reports whether a file still has the
	// mark of the last load; it may be nil, then everything is read.
	Read(ctx context.Context, same func(file, mark string) bool) iter.Seq[Item]
}

// Remote is a Source that is fetched over a network. A load that is told to
// stay Local passes it by once it has been loaded.
type Remote interface {
	Source
	// Fetch yields the source's items, as Read does, and asks only for what
	// may have changed. Every file that it goes on having, it names; a file of
	// past.Marks that is not named is gone, and its stories with it.
	Fetch(ctx context.Context, past Past) iter.Seq[Item]
}

// Choosing is a Remote of which an operator may have only some files read.
type Choosing interface {
	Remote
	// Wants reports whether a file of it is to be read.
	Wants(file string) bool
}

// Owning is a Remote that carries also what others publish.
type Owning interface {
	Remote
	// Owns reports whether an address is of the site whose source this is: of that
	// story what others tell gives way. It may be called while Fetch is.
	Owns(address string) bool
}

// Past is what a load tells a Remote of the load before.
type Past struct {
	Marks map[string]string    // file to its mark; that of a file that failed, too
	All   bool                 // read also what has not changed
	Retry bool                 // ask again what has asked to be left alone
	Told  func(id string) bool // whether another source has a story of that ID, and goes before this one; may be nil
	Until time.Time            // after which nothing more is fetched but what is known; zero: no end

	// Turn waits until no other source asks a host, and none has for a while, and has it
	// until release is called; its error is that of ctx. It may be nil.
	Turn func(ctx context.Context, host string, pace time.Duration) (release func(), err error)

	// Story returns a story as the last load left it, with its text; nil: there was none. It may be nil.
	Story func(ctx context.Context, id string) *Story
}

// Placed is a Source that knows where it really is.
type Placed interface {
	Source
	// Place is the same however the source is named: by another name, a relative
	// path, a link. Two lines, the second one which part of the place it is;
	// empty: unknown. What begins with Builtin is part of the program.
	Place() string
	// Written is the place as the operator wrote it. While that stays, it is the
	// same source, though a link in it leads elsewhere now; empty: unknown.
	Written() string
}

// Builtin begins the place of a source that is part of the program. It is there
// again whenever it is named, so it need not be held.
const Builtin = "program:"

func placeOf(s Source) string {
	if p, ok := itself(s).(Placed); ok {
		return p.Place()
	}
	return ""
}

func writtenOf(s Source) string {
	if p, ok := itself(s).(Placed); ok {
		return p.Written()
	}
	return ""
}
