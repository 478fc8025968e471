package knowledge

import (
	"context"
	"iter"
)

// Item is one thing read from a source: a story, an unchanged file, or an error.
type Item struct {
	Name  string // what a person would call it: "news/a.md", "wire.jsonl:17"
	File  string // the file or page that Mark is of; one file may hold many stories
	Mark  string // changes when File changes (its size and time, say)
	Story *Story // nil when the item is unchanged or has failed
	Same  bool   // File has the mark it had at the last load: it was not read, its stories stay
	Whole bool   // with Err: the whole source failed, all its stories stay
	Err   error  // names the item and what to do; the rest of the source goes on
}

// Source is where stories come from.
type Source interface {
	// Name is the source's entry in STORIES.
	Name() string
	// Read yields the source's items. same tells whether a file still has the
	// mark of the last load; it may be nil, then everything is read.
	Read(ctx context.Context, same func(file, mark string) bool) iter.Seq[Item]
}
