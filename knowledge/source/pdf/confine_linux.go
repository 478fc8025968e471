package pdf

import (
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"golang.org/x/sys/unix"
)

// confine limits this process before it reads a PDF of so many bytes: what it
// may hold, of which PDFium's own memory is a part, and the time that it may
// work for all of them. Past these limits the system ends it.
func confine(length int64) error {
	debug.SetMemoryLimit(roomBytes + length + engineBytes)
	if held, ok := dataHeld(); ok {
		if err := lower(unix.RLIMIT_DATA, held+uint64(length)+roomBytes+engineBytes); err != nil { //nolint:gosec // it is not below zero
			return fmt.Errorf("limit the memory: %w", err)
		}
	}
	if err := lower(unix.RLIMIT_CPU, uint64((startTimeout+perChild*usualTimeout)/time.Second)); err != nil {
		return fmt.Errorf("limit the time: %w", err)
	}
	return nil
}

// lower sets a limit for this process, within what it may set. That of time
// cannot be raised again: at a soft one the system only sends a signal, which a
// program in Go does not heed.
func lower(what int, most uint64) error {
	var limit unix.Rlimit
	if err := unix.Getrlimit(what, &limit); err != nil {
		return err //nolint:wrapcheck // confine does
	}
	limit.Cur = min(most, limit.Max)
	if what == unix.RLIMIT_CPU {
		limit.Max = limit.Cur
	}
	return unix.Setrlimit(what, &limit) //nolint:wrapcheck // confine does
}

// dataHeld is how much this process has reserved to write to.
func dataHeld() (held uint64, ok bool) {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, false
	}
	var size, resident, shared, text, lib, data uint64
	if _, err := fmt.Sscan(string(status), &size, &resident, &shared, &text, &lib, &data); err != nil {
		return 0, false
	}
	return data * uint64(os.Getpagesize()), true //nolint:gosec // it is not below zero
}
