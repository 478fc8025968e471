package desk

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// Why an answer is given up before it is complete.
var (
	ErrSlow      = errors.New("the answer takes too long")
	ErrStopping  = errors.New("the bot is being restarted")
	ErrWithdrawn = errors.New("the question was deleted")
)

// FaultKind is what went wrong, as far as the person who asked can tell the
// kinds apart.
type FaultKind int

// The kinds of faults. The zero value is one whose cause only the log knows.
const (
	Broken    FaultKind = iota
	NoStory             // there is no such story
	NoAnswer            // the journal does not hold the answer any longer
	Busy                // too many questions at once
	Budget              // today's budget is used up
	Long                // the question is too long
	Slow                // it took too long
	Stopping            // the bot is being restarted
	Cancelled           // whoever asked went away
)

// Status is the HTTP status of the kind.
func (k FaultKind) Status() int {
	switch k {
	case NoStory, NoAnswer:
		return http.StatusNotFound
	case Busy, Budget:
		return http.StatusTooManyRequests
	case Long:
		return http.StatusRequestEntityTooLarge
	case Slow:
		return http.StatusGatewayTimeout
	case Stopping, Cancelled:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// String returns the name of the kind.
func (k FaultKind) String() string {
	switch k {
	case Broken:
		return "broken"
	case NoStory:
		return "no story"
	case NoAnswer:
		return "no answer"
	case Busy:
		return "busy"
	case Budget:
		return "budget"
	case Long:
		return "long"
	case Slow:
		return "slow"
	case Stopping:
		return "stopping"
	case Cancelled:
		return "cancelled"
	}
	return "unknown"
}

// Fault is an error as a person is told of it. Nothing of the error's own text
// is in it, for that may hold what is the operator's.
type Fault struct {
	Kind   FaultKind
	Words  string // what went wrong, without capital letter and full stop
	Advice string // what to do about it, a sentence; may be empty
}

// Sentence is the fault as it is told in a chat: its words and its advice.
func (f Fault) Sentence() string {
	first, size := utf8.DecodeRuneInString(f.Words)
	text := string(unicode.ToUpper(first)) + f.Words[size:] + "."
	if f.Advice != "" {
		text += " " + f.Advice
	}
	return text
}

// Explain turns any error into what the person who asked is told, in English.
func Explain(err error) Fault { return ExplainIn(words.English(), err) }

// ExplainIn turns any error into what the person who asked is told.
func ExplainIn(w *words.Words, err error) Fault {
	f := &w.Faults
	switch {
	case errors.Is(err, knowledge.ErrNotFound):
		return Fault{Kind: NoStory, Words: f.NoStory}
	case errors.Is(err, ErrForgotten):
		return Fault{Kind: NoAnswer, Words: f.NoAnswer}
	case errors.Is(err, bot.ErrBusy):
		return Fault{Kind: Busy, Words: f.Busy}
	case errors.Is(err, bot.ErrBudget):
		return Fault{Kind: Budget, Words: f.Budget}
	case errors.Is(err, bot.ErrLong):
		return Fault{Long, words.Fill(f.Long, "n", strconv.Itoa(bot.MaxQuestion)), f.FewerWords}
	case errors.Is(err, ErrSlow), errors.Is(err, context.DeadlineExceeded):
		return Fault{Slow, f.Slow, f.AskLess}
	case errors.Is(err, ErrStopping):
		return Fault{Stopping, f.Stopping, f.AskInAMinute}
	case errors.Is(err, context.Canceled):
		return Fault{Kind: Cancelled, Words: f.Cancelled}
	}
	return Fault{Broken, f.Broken, f.AskLater}
}

// Rescue runs work; if that panics, the panic is logged and an error like any other.
func Rescue(work func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			slog.Error("a fault in the program", "fault", cause, "stack", string(debug.Stack()))
			err = errors.New("something broke inside; please report what is logged above")
		}
	}()
	return work()
}
