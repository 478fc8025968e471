package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/storybot/storybot/bot/desk"
)

// The exit codes that scripts can rely on.
const (
	exitDone   = 0 // answered or done
	exitFailed = 1 // failed, or check found something that would fail
	exitUsage  = 2 // wrong usage or settings
	exitNone   = 3 // asked, but the stories do not say
)

// wrapped says of an error what was tried; nil stays nil.
func wrapped(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// usageError is wrong usage or wrong settings.
type usageError struct{ error }

// Unwrap returns what is wrong.
func (e usageError) Unwrap() error { return e.error }

// Outcomes that are exit codes without a message of their own.
var (
	errNone  = errors.New("the stories do not say")
	errWould = errors.New("something would fail")
)

func exitCode(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		return exitUsage
	case errors.Is(err, errNone):
		return exitNone
	default:
		return exitFailed
	}
}

// complain says on standard error what went wrong, one line each.
func (a *app) complain(ctx context.Context, err error) {
	if errors.Is(err, errNone) || errors.Is(err, errWould) {
		return // the output has said so
	}
	words := err.Error() // whoever runs the command may know all of it
	switch fault := desk.Explain(err); {
	case ctx.Err() != nil && fault.Kind == desk.Cancelled:
		words = "stopped"
	case fault.Kind == desk.NoStory:
		words = "no such story; `storybot stories` lists them"
	}
	for _, line := range strings.Split(words, "\n") {
		_, _ = fmt.Fprintln(a.errs, "storybot: "+line)
	}
}
