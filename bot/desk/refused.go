package desk

import (
	"errors"

	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge/source/refusal"
)

// RefusedIn tells in the language of w why the sources were not changed, without capital letter
// and full stop; empty: it is of no kind that package refusal has, and told as it is.
func RefusedIn(w *words.Words, err error) string {
	says := &w.Chat.Operate
	for _, kind := range []struct {
		of   error
		said string
	}{
		{refusal.ErrAddress, says.NoWebAddress}, {refusal.ErrTaken, says.NameTaken}, {refusal.ErrUnknown, says.NoSuchSource}, {refusal.ErrNamed, says.NamedInStories},
		{refusal.ErrName, says.NoName}, {refusal.ErrUnread, says.ListUnread}, {refusal.ErrNotWritten, says.ListNotWritten},
	} {
		if errors.Is(err, kind.of) {
			return kind.said
		}
	}
	return ""
}

// Why not everything can be answered yet, for everybody; what is broken, and in which file, is the operator's.
var (
	errUnsound = errors.New("some of what is kept cannot be read and is being mended; the log says what")
	errLoading = errors.New("the stories are still being loaded")
)

// unreadyIn tells in the language of w what Ready returned.
func unreadyIn(w *words.Words, err error) string {
	switch {
	case errors.Is(err, errUnsound):
		return w.Chat.Operate.BeingMended
	case errors.Is(err, errLoading):
		return w.Chat.Operate.StillLoading
	}
	return err.Error()
}
