package eval

import (
	"context"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Asker answers questions from the loaded stories. It is an interface because
// another process may own them.
type Asker interface {
	Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error)
	// Find returns the passages found for q, best first: limit at most, of one story each.
	Find(ctx context.Context, q bot.Question, limit int) ([]Found, error)
}

// Found is the story of a passage that was found.
type Found struct{ Story, URL string }

// Progress is told that work of so many steps begins, 0 where that is not
// known. It returns what is called after each step and at the end.
type Progress func(title string, total int) (step func(what string, done int), end func())

// Evaluator measures files and folders. Progress and Moment are required, and
// what the forms measured need of the rest; nothing is called concurrently.
type Evaluator struct {
	// Stories opens the loaded stories. It is called for each file of questions.
	Stories func(ctx context.Context) (Asker, error)
	// Engine makes an empty engine in dir, and how to close it.
	Engine func(ctx context.Context, dir string) (base *knowledge.Base, end func() error, err error)
	// Moment reads the moment of asking as every surface does.
	Moment   func(at string) (time.Time, error)
	Progress Progress
	Warn     func(format string, args ...any) // what could not be read; nil: not told
	Row      func(format string, args ...any) // what came of each row; nil: not told
}

// Result is what was measured on one file or folder.
type Result struct {
	Name     string // of the file or folder, without its path
	Measures Measures
}

// Measures are the measures of one form. Their JSON is the contract of
// `storybot eval --json`; Figures are the same for people.
type Measures interface{ Figures() []Figure }

// Figure is one row of the table of measures.
type Figure struct{ Name, Value string }

// stepFunc is told what was measured last, and how many rows are done.
type stepFunc = func(what string, done int)

func (e *Evaluator) warn(format string, args ...any) {
	if e.Warn != nil {
		e.Warn(format, args...)
	}
}

// row tells what came of one row, where that is wanted.
func (e *Evaluator) row(format string, args ...any) {
	if e.Row != nil {
		e.Row(format, args...)
	}
}
