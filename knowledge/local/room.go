package local

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	sqlite "modernc.org/sqlite"
)

// DiskError says that something could not be written, most likely because the
// disk is full. Nothing was changed.
type DiskError struct {
	Dir  string
	Full bool // it is certain that there is no room
	Err  error
}

// Error names the folder and says what to do.
func (e *DiskError) Error() string {
	if e.Full {
		return fmt.Sprintf("the disk that holds %s is full: make room there and try again (%v)", e.Dir, e.Err)
	}
	return fmt.Sprintf("the disk that holds %s cannot be written: see that it is neither full nor broken, and try again (%v)", e.Dir, e.Err)
}

// Unwrap returns the cause.
func (e *DiskError) Unwrap() error { return e.Err }

// roomless turns the many words for a disk that is full, or fails otherwise,
// into a *DiskError.
func roomless(dir string, err error) error {
	var se *sqlite.Error
	var de *DiskError
	switch {
	case err == nil || errors.As(err, &de):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return &DiskError{Dir: dir, Full: true, Err: err}
	case !errors.As(err, &se):
		return err
	case se.Code()&0xff == 13: // SQLITE_FULL
		return &DiskError{Dir: dir, Full: true, Err: err}
	case se.Code()&0xff == 10: // SQLITE_IOERR, also where a file could not grow
		return &DiskError{Dir: dir, Err: err}
	}
	return err
}

// settle moves what was committed from the log of the database to its place, so
// that the next load begins the log anew rather than making it longer. Where a
// reader is in the way it stays for the next time.
func (d *database) settle(ctx context.Context) { d.checkpoint(ctx, "PASSIVE") }

// giveBack returns what a load that failed has taken of the disk: the log keeps
// its length else, and on a full disk nobody else could write.
func (d *database) giveBack(ctx context.Context) { d.checkpoint(ctx, "TRUNCATE") }

func (d *database) checkpoint(ctx context.Context, how string) {
	// It fails on a disk that is full, where nothing can be done about it.
	_, _ = d.writer.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint("+how+")")
}
