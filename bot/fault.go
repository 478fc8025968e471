package bot

import (
	"context"
	"errors"
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

// Words tell a reader what happened, as a sentence without its full stop.
func (f ModelFault) Words() string {
	switch f {
	case FaultUnknown:
	case FaultUnreachable:
		return "The model could not be reached"
	case FaultRefused:
		return "The model's server does not let this bot in"
	case FaultUnpaid:
		return "The quota for the model is used up"
	case FaultMissing:
		return "The model's server does not know the model"
	case FaultBusy:
		return "The model is too busy just now"
	case FaultBroken:
		return "The model's server reports a fault of its own"
	case FaultInvalid:
		return "The model's server did not take the question"
	case FaultSilent:
		return "The model had written nothing for too long"
	case FaultSlow:
		return "The model took too long"
	case FaultCut:
		return "The model's answer broke off"
	case FaultMalformed:
		return "What the model's server sent could not be read"
	case FaultTooLong:
		return "The model's answer reached its limit before its end"
	case FaultPromptTooLong:
		return "The stories found are more than the model can read at once"
	case FaultFiltered:
		return "The model's server withheld the answer"
	case FaultEmpty:
		return "The model wrote nothing"
	}
	return "The model failed"
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
