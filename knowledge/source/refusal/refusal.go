// Package refusal has the kinds of errors of a change of the list of sources, so that surfaces can
// tell each in the language of whoever asked for it.
package refusal

import "errors"

// Why the list of sources was not changed, worded for whoever asked for it. The last two are of the disk.
var (
	ErrAddress    = errors.New("only an address of the web can be added here, such as https://news.example.org/feed; places of this computer are named in STORIES")
	ErrTaken      = errors.New("there is a source of that name already")
	ErrUnknown    = errors.New("there is no such source")
	ErrNamed      = errors.New("this source is named in STORIES: take it out there, or pause it")
	ErrName       = errors.New("a name is one line of at most 100 characters")
	ErrUnread     = errors.New("read the list of sources")
	ErrNotWritten = errors.New("write the list of sources")
)
