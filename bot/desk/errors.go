package desk

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/storybot/storybot/bot"
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
	text := strings.ToUpper(f.Words[:1]) + f.Words[1:] + "."
	if f.Advice != "" {
		text += " " + f.Advice
	}
	return text
}

// Explain turns any error into what the person who asked is told.
func Explain(err error) Fault {
	switch {
	case errors.Is(err, knowledge.ErrNotFound):
		return Fault{Kind: NoStory, Words: "there is no such story"}
	case errors.Is(err, ErrForgotten):
		return Fault{Kind: NoAnswer, Words: "I no longer keep this answer, so there is nothing more to tell about it"}
	case errors.Is(err, bot.ErrBusy):
		return Fault{Kind: Busy, Words: "too many questions at once; please ask again in a moment"}
	case errors.Is(err, bot.ErrBudget):
		return Fault{Kind: Budget, Words: "today's budget for answers is used up; please ask again tomorrow"}
	case errors.Is(err, bot.ErrLong):
		return Fault{Long, bot.ErrLong.Error(), "Please ask it in fewer words."}
	case errors.Is(err, ErrSlow), errors.Is(err, context.DeadlineExceeded):
		return Fault{Slow, "the answer took too long and was given up", "Please ask again, perhaps for less."}
	case errors.Is(err, ErrStopping):
		return Fault{Stopping, "I am being restarted", "Please ask again in a minute."}
	case errors.Is(err, context.Canceled):
		return Fault{Kind: Cancelled, Words: "the request was ended before it was answered"}
	}
	return Fault{Broken, "something went wrong here; the operator's log says what", "Please ask again later."}
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
