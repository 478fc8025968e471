package knowledge

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// ErrNotFound is returned for a story or version that is not there.
var ErrNotFound = errors.New("no such story")

// ErrDamaged is what an Index's error is where what it keeps cannot be read any more: a story is put again.
var ErrDamaged = errors.New("damaged")

// StoryInfo is what lists, counts and filters need of a story: everything but
// its Text. It is never changed once made, so it can be shared freely.
type StoryInfo struct {
	Story   Story // Text is empty
	Words   int   // how many terms all its passages have together
	Counted int   // how many words its text has as a person counts them
}

// Document is a story as ranking needs it: with the terms of its title and of
// its passages. It is never changed once made, so it can be shared freely.
type Document struct {
	StoryInfo
	Title    []Term      // the terms of the title, in order, stop words left out
	Passages []text.Span // in order; they do not overlap
	Terms    [][]Term    // one list for each passage, in order, stop words left out
}

// Prepared is a Document on its way into an engine: with the story's Text and
// with its terms spelled out.
type Prepared struct {
	Story    Story
	Passages []text.Span
	Title    []string
	Terms    [][]string
}

// Candidate is a passage an engine proposes for ranking.
type Candidate struct {
	Story *StoryInfo
	N     int     // the passage of that number of the story's Document
	Score float64 // the engine's own score, comparable within one answer only
}

// Filter limits which stories an engine proposes. The zero Filter limits nothing.
type Filter struct {
	Since, Until time.Time // published in [Since, Until) by the outlet's own clock; a zero end is open. An undated story is in no closed window.
	At           time.Time // nothing published after At; undated stories stay; zero: no limit
	Ahead        bool      // but At is only the clock's: what is dated ahead of it may be found
	Story        string    // only this story's passages
	Collections  []string  // only these collections; empty: all
}

// Wish says which candidates are wanted.
type Wish struct {
	Filter
	N       int       // so many
	Recent  time.Time // and besides, of those published since
	RecentN int       // so many; 0: none
	Common  []string  // terms that find nothing: each adds its idf to the score of what is found and has it, rarest first; an engine may search by the first of them, too, and leave out the others
	Standby *bool     // set where what usually finds was away, and the engine found by other means; nil: nobody asks
}

// ownClock is a moment as the clock of its zone shows it, written as UTC, in which days
// are asked for: a story of half past midnight in Tokyo is of that day.
func ownClock(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// Allows reports whether a story may be proposed under f.
func (f *Filter) Allows(s *Story) bool {
	if f.Story != "" && s.ID != f.Story {
		return false
	}
	if !f.At.IsZero() && !f.Ahead && s.Published.After(f.At) {
		return false
	}
	if !f.Since.IsZero() && ownClock(s.Published).Before(f.Since) {
		return false
	}
	if !f.Until.IsZero() && (s.Published.IsZero() || !ownClock(s.Published).Before(f.Until)) {
		return false
	}
	if len(f.Collections) == 0 {
		return true
	}
	for _, c := range f.Collections {
		if c == s.Collection {
			return true
		}
	}
	return false
}

// View is the stories as they stood at one moment. It never changes: a reader
// that holds one sees the state before a load or after it, never a mix. It may
// be used by many goroutines. Close it when done; an engine keeps what an open
// View needs until then.
//
// An engine may be a server, so whatever reads takes a context and returns an error. A cancelled context ends
// every method soon, with an error that wraps the context's. No method returns the terms of every story.
type View interface {
	// Info returns the counts of what the view holds.
	Info(ctx context.Context) (Info, error)
	// DocFreq counts, for each term, the passages that have it.
	DocFreq(ctx context.Context, terms []string) ([]int, error)
	// Spellings returns the terms that are up to so many edits, 2 at most, from
	// term and that some passage has, in order; a swap of neighbours is one edit.
	Spellings(ctx context.Context, term string, edits int) ([]string, error)
	// Candidates returns passages that have at least one of the terms and that
	// w allows: the w.N best by BM25 of these terms and by w.Common, best first, and after
	// them the w.RecentN best of those published since w.Recent, of which some
	// may be among the first.
	Candidates(ctx context.Context, terms []string, w Wish) ([]Candidate, error)
	// Near returns up to n passages whose vectors are nearest to vector and
	// that f allows, nearest first; none where no vectors are kept.
	Near(ctx context.Context, model string, vector []float32, f Filter, n int) ([]Candidate, error)
	// Documents returns the stories with these IDs, in the order of ids, as
	// ranking needs them, or ErrNotFound where one of them is not there.
	Documents(ctx context.Context, ids []string) ([]*Document, error)
	// Stories yields every story, in the order of their IDs. After an error,
	// which comes with a nil story, it ends. It must be read before Close.
	Stories(ctx context.Context) iter.Seq2[*StoryInfo, error]
	// Story returns one story, or ErrNotFound.
	Story(ctx context.Context, id string) (*StoryInfo, error)
	// Text returns the Text of the version of the story with that hash, be it
	// the present one or an old one, or ErrNotFound.
	Text(ctx context.Context, id, hash string) (string, error)
	// Versions returns the versions of a story, oldest first, or ErrNotFound.
	Versions(ctx context.Context, id string) ([]Version, error)
	// Of returns the same moment without the stories of other sources, as if they
	// had been removed: their versions stay readable. It is closed on its own.
	Of(ctx context.Context, sources []string) (View, error)
	// Close gives the view back.
	Close()
}

// Info is the counts of what a View holds.
type Info struct {
	Stories, Passages int
	Terms             int       // in all passages together
	Oldest, Newest    time.Time // of the published dates; zero where none is known
	Loaded            time.Time // when a load last ended, whether or not it changed anything
}

// Tx is one load on its way into an engine. Its methods are called from one
// goroutine, in any order, and end when the context that Update was given does.
type Tx interface {
	// Put adds a story or replaces the one with its ID, whole.
	Put(p Prepared) error
	// Remove takes a story out of what can be found. Its versions stay readable.
	Remove(id string) error
	// Mark remembers the mark of an item of a source, so that an unchanged
	// item need not be read again. An empty mark forgets it.
	Mark(source, item, mark string) error
}

// Index is an engine: where stories are kept and found. It is an interface because there is an embedded engine now
// and a distributed one later; both pass the suite in knowledge/indextest.
type Index interface {
	// View returns the present state, for the caller to close.
	View(ctx context.Context) (View, error)
	// Marks returns what Tx.Mark remembered for a source: item to mark.
	Marks(ctx context.Context, source string) (map[string]string, error)
	// Sources returns the sources that have stories or marks.
	Sources(ctx context.Context) ([]string, error)
	// Update runs one load. If fill returns nil all of it is committed and later
	// Views show it; otherwise, also when ctx is cancelled, nothing of it is kept
	// and the error is returned. Only one Update runs at a time; a second one waits.
	Update(ctx context.Context, fill func(Tx) error) error
	// Unembedded calls yield for passages of present stories that have no
	// vector of that model, until yield returns false.
	Unembedded(ctx context.Context, model string, yield func(text string) bool) error
	// PutVectors keeps the vectors of texts for a model; len(vectors) ==
	// len(texts), all of one dimension. Later Views use them.
	PutVectors(ctx context.Context, model string, texts []string, vectors [][]float32) error
	// Prune forgets the versions that were replaced before that moment, and those
	// of stories that are gone and were seen before it; not those of which keep
	// reports true, and none at the zero moment. It returns how many. Views may
	// still name them. What is left may take less room from then on.
	Prune(ctx context.Context, before time.Time, keep func(story, hash string) bool) (int, error)
	// Close ends the use of the engine. Open Views must be closed first.
	Close() error
}

// Embed turns texts into vectors, one each, all of one dimension.
type Embed func(ctx context.Context, texts []string) ([][]float32, error)
