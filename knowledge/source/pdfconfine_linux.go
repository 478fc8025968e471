package source

import (
	"fmt"
	"runtime/debug"
	"time"

	"golang.org/x/sys/unix"
)

// confine limits this process before it reads a PDF of so many bytes: what it
// holds besides the PDFium's own memory, which has its limit, and the time that
// it may work.
func confine(length int64) error {
	const room = 64 << 20 // of what is no one's in particular: stacks, the answer, what the collector has yet to free
	debug.SetMemoryLimit(length + pdfMemory + room)
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		return fmt.Errorf("look at the time used: %w", err)
	}
	var cpu unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CPU, &cpu); err != nil {
		return fmt.Errorf("look at the limit of time: %w", err)
	}
	most := time.Duration(used.Utime.Nano()+used.Stime.Nano()) + 2*pdfPatience
	cpu.Cur = min(uint64(most/time.Second), cpu.Max)
	if err := unix.Setrlimit(unix.RLIMIT_CPU, &cpu); err != nil {
		return fmt.Errorf("limit the time: %w", err)
	}
	return nil
}
