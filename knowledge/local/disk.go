package local

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	sqlite "modernc.org/sqlite"
)

// DiskError means that something could not be written, most likely because the
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

// diskError turns the many errors of a disk that is full, or fails otherwise,
// into a *DiskError. Other errors it returns as they are.
func diskError(dir string, err error) error {
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

// isBusy reports whether another process has the database.
func isBusy(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) && se.Code()&0xff == 5 // SQLITE_BUSY
}

// checkpoint moves what was committed from the write-ahead log into the
// database, so that the next load starts the log again instead of making it
// longer. If a reader is in the way, it is left for the next time.
func (d *database) checkpoint(ctx context.Context) { d.runCheckpoint(ctx, "PASSIVE") }

// truncateLog frees the disk space that a failed load has taken: otherwise the
// write-ahead log keeps its length, and on a full disk nobody else could write.
func (d *database) truncateLog(ctx context.Context) { d.runCheckpoint(ctx, "TRUNCATE") }

func (d *database) runCheckpoint(ctx context.Context, how string) {
	// It fails on a disk that is full, where nothing can be done about it.
	_, _ = d.writer.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint("+how+")")
}
