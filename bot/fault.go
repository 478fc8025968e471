package bot

import (
	"context"
	"errors"

	"github.com/storybot/storybot/bot/words/say"
)

// ModelFault is what kept a model from writing, or from ending what it wrote, as
// far as a reader can tell the kinds apart.
type ModelFault int

// The kinds of a model's faults. The zero value is one that only the log can tell.
const (
	FaultUnknown       ModelFault = iota
	FaultUnreachable              // no connection to its server came about, or it was lost
	FaultRefused                  // the server does not let the bot in
	FaultUnpaid                   // the account's quota is used up
	FaultMissing                  // the server does not have the model, or nothing at that address
	FaultBusy                     // too many requests
	FaultBroken                   // the server says that it failed, or it is not asked since it kept failing
	FaultInvalid                  // the server does not take the request
	FaultSilent                   // no text came for too long
	FaultSlow                     // it had not ended in time
	FaultCut                      // the stream broke off
	FaultMalformed                // the reply could not be read
	FaultTooLong                  // the completion reached its limit
	FaultPromptTooLong            // the prompt is more than the model takes
	FaultFiltered                 // the server withheld the completion
	FaultEmpty                    // it wrote nothing
)

// String returns the name of the kind.
func (f ModelFault) String() string {
	switch f {
	case FaultUnknown:
	case FaultUnreachable:
		return "unreachable"
	case FaultRefused:
		return "refused"
	case FaultUnpaid:
		return "unpaid"
	case FaultMissing:
		return "missing"
	case FaultBusy:
		return "busy"
	case FaultBroken:
		return "broken"
	case FaultInvalid:
		return "invalid"
	case FaultSilent:
		return "silent"
	case FaultSlow:
		return "slow"
	case FaultCut:
		return "cut"
	case FaultMalformed:
		return "malformed"
	case FaultTooLong:
		return "too long"
	case FaultPromptTooLong:
		return "prompt too long"
	case FaultFiltered:
		return "filtered"
	case FaultEmpty:
		return "empty"
	}
	return "unknown"
}

// told is what happened, for a reader, as a sentence without its full stop.
func (f ModelFault) told() say.Key {
	switch f {
	case FaultUnknown:
	case FaultUnreachable:
		return say.ModelUnreachable
	case FaultRefused:
		return say.ModelRefused
	case FaultUnpaid:
		return say.ModelUnpaid
	case FaultMissing:
		return say.ModelMissing
	case FaultBusy:
		return say.ModelBusy
	case FaultBroken:
		return say.ModelBroken
	case FaultInvalid:
		return say.ModelInvalid
	case FaultSilent:
		return say.ModelSilent
	case FaultSlow:
		return say.ModelSlow
	case FaultCut:
		return say.ModelCut
	case FaultMalformed:
		return say.ModelMalformed
	case FaultTooLong:
		return say.ModelTooLong
	case FaultPromptTooLong:
		return say.ModelPromptTooLong
	case FaultFiltered:
		return say.ModelFiltered
	case FaultEmpty:
		return say.ModelEmpty
	}
	return say.ModelFailed
}

// quotedSince tells a reader why sentences of the stories are quoted.
func (f ModelFault) quotedSince() say.Message {
	return say.Tell(say.QuotedSince, say.With{"why": say.Tell(f.told(), nil)})
}

// ModelError is the error of a Model that knows what happened. Its cause is for
// the log.
type ModelError struct {
	Fault ModelFault
	Err   error
}

// Error returns the cause's text.
func (e *ModelError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *ModelError) Unwrap() error { return e.Err }

// FaultOf returns what kept the model from writing, as its error tells.
func FaultOf(err error) ModelFault {
	var e *ModelError
	switch {
	case errors.As(err, &e):
		return e.Fault
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return FaultSlow
	}
	return FaultUnknown
}
