// Package desk is what every surface stands on. A surface, such as Discord or
// the web channel, is a protocol and a renderer; everything else about asking
// is here, once:
//
//   - [Desk] is where questions are brought and stories looked up. [Local] is
//     the one of the process that owns the stories; a client of a running bot
//     is another.
//   - [Results], [Listing] and [Opened] are what it returns, and their JSON.
//   - [Dates] and [ReadStyle] read the options of a question.
//   - [Explain] turns any error into the sentence that a person sees.
//   - [Inflight] holds the questions under way, and [Draft] shows the sentences
//     of an answer at a steady pace while they come.
//   - [Journal] is how buttons and replies find their answer again, and
//     [Recent] what a surface may forget.
//   - [Metrics] counts and times all of it.
package desk

import (
	"context"
	"errors"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// Desk is where questions are brought and stories looked up. It is an
// interface because there are two: the one of the process that owns the
// stories, and the client that reaches it from another process.
type Desk interface {
	// Answer, Summary, Timeline and Digest are those of bot.Bot.
	Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error)
	Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error)
	Timeline(ctx context.Context, q bot.Question) (bot.Answer, error)
	Digest(ctx context.Context, q bot.Question) (bot.Answer, error)
	// Search finds at most limit passages (zero: 10), of one story at most
	// perStory (zero: 3), as Answer would: in the window that q names.
	Search(ctx context.Context, q bot.Question, limit, perStory int) (Results, error)
	// Stories lists the stories that hold every word of filter, newest first.
	Stories(ctx context.Context, filter string) (Listing, error)
	// Story opens one story, or returns knowledge.ErrNotFound.
	Story(ctx context.Context, id string) (Opened, error)
	// Load makes the stories be what the sources hold now.
	Load(ctx context.Context, o knowledge.LoadOptions) (knowledge.Report, error)
}

// Patience is how long a surface waits for one answer where nothing else is set.
const Patience = 2 * time.Minute

// InProcess is the Desk of the process that owns the stories, with what only
// the surfaces of that process are given. It is an interface so that a surface
// can be tested on few, chosen stories, and its calls be counted.
type InProcess interface {
	Desk
	// Version opens the version of a story with that hash (empty: the present
	// one), or returns knowledge.ErrNotFound; present reports whether it is the
	// one that is answered from now.
	Version(ctx context.Context, id, hash string) (s knowledge.Story, present bool, err error)
	// Sources are the names that LoadOptions.Only knows.
	Sources() []string
	// Warnings are what an operator should know of the sources, a line each, in the language of w.
	Warnings(ctx context.Context, w *words.Words) []string
	// Status returns how the bot is doing, line by line, for an operator, in the language of w.
	Status(ctx context.Context, w *words.Words) ([]string, error)
}

// SourceKeeper changes which sources there are while the bot runs. It is an interface
// because they are kept on a disk. Its errors are worded for operators; those of the disk
// may name a file (see Unrooted).
type SourceKeeper interface {
	// Add adds a source at an address of the web; an empty name is its address.
	Add(name, where, collection, outlet string) error
	// Remove takes away a source that was added. Its stories are out of the answers after
	// the next load, and gone after one that is confirmed.
	Remove(name string) error
	// Pause has a source be read no more, or again; its stories stay.
	Pause(name string, paused bool) error
	// Paused are the names of those that are.
	Paused() []string
	// Owned are the names of those that Remove takes away.
	Owned() []string
	// Open returns the source that Add would add, or its error.
	Open(name, where, collection, outlet string) (knowledge.Source, error)
}

// Entry is what a Journal holds about an answer.
type Entry struct {
	Asker, Conversation string
	Standalone          string // the question as it was searched
	Asked               time.Time
	Answer              bot.Answer
	Posted              []string // where it was posted
}

// ErrForgotten is returned by a Journal for an answer that it does not hold.
var ErrForgotten = errors.New("no such answer")

// Journal is the durable record by which buttons and replies find their
// answer. It is an interface because it is kept on a disk.
type Journal interface {
	// Posted remembers the place of an answer.
	Posted(ctx context.Context, id int64, place string) error
	// Find returns the number of the answer posted at place, or ErrForgotten.
	Find(ctx context.Context, place string) (int64, error)
	// Answer returns what is held of an answer, or ErrForgotten.
	Answer(ctx context.Context, id int64) (Entry, error)
	// Feedback remembers whether an answer helped.
	Feedback(ctx context.Context, id int64, asker string, helpful bool) error
	// Forget deletes everything of an asker and returns how much that was.
	Forget(ctx context.Context, surface, asker string) (int, error)
}
