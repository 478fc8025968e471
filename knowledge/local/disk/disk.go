// Package disk tells of a disk that is full, or fails otherwise, in one line.
package disk

import (
	"errors"
	"fmt"
	"syscall"

	sqlite "modernc.org/sqlite"
)

// Error means that something could not be written, most likely because the
// disk is full. Nothing was changed.
type Error struct {
	Dir  string
	Full bool // it is certain that there is no room
	Err  error
}

// Error names the folder and says what to do.
func (e *Error) Error() string {
	if e.Full {
		return fmt.Sprintf("the disk that holds %s is full: make room there and try again (%v)", e.Dir, e.Err)
	}
	return fmt.Sprintf("the disk that holds %s cannot be written: see that it is neither full nor broken, and try again (%v)", e.Dir, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Explain turns the many errors of a disk that is full, or fails otherwise,
// into an *Error. Other errors it returns as they are.
func Explain(dir string, err error) error {
	var se *sqlite.Error
	var de *Error
	switch {
	case err == nil || errors.As(err, &de):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return &Error{Dir: dir, Full: true, Err: err}
	case !errors.As(err, &se):
		return err
	case se.Code()&0xff == 13: // SQLITE_FULL
		return &Error{Dir: dir, Full: true, Err: err}
	case se.Code()&0xff == 10: // SQLITE_IOERR, also where a file could not grow
		return &Error{Dir: dir, Err: err}
	}
	return err
}

// IsBusy reports whether another process has the database.
func IsBusy(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) && se.Code()&0xff == 5 // SQLITE_BUSY
}
