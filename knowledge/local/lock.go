package local

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	// LockName is the file by which a process owns a folder.
	LockName = "storybot.lock"
	lockWait = 300 * time.Millisecond // a command that is just ending may still hold it
	lockPoll = 20 * time.Millisecond
)

// InUseError means that another process owns the folder.
type InUseError struct {
	Dir     string
	PID     int    // zero where it is not known
	Command string // the holder's command line; may be empty
}

// Error names the holder and says what to do.
func (e *InUseError) Error() string {
	who := "another process"
	if e.PID != 0 {
		who = "process " + strconv.Itoa(e.PID)
	}
	if e.Command != "" {
		who += " (" + e.Command + ")"
	}
	return fmt.Sprintf("%s is in use by %s: end it, or choose another DATA_DIR", e.Dir, who)
}

// lockFolder makes this process the owner of dir, or returns an *InUseError soon.
func lockFolder(ctx context.Context, dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, LockName)
	lock := flock.New(path, flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	got, err := lock.TryLockContext(ctx, lockPoll)
	switch {
	case got:
	case err == nil || ctx.Err() != nil:
		return nil, lockOwner(dir, path)
	default:
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	note := fmt.Sprintf("%d\n%s\n", os.Getpid(), os.Args[0]) // no arguments: a key may be among them
	_ = os.WriteFile(path, []byte(note), 0o600)              //nolint:gosec // by our own name in DATA_DIR; fails on a full disk, the folder is held all the same
	return lock, nil
}

// lockOwner returns an *InUseError with what the owner of the lock wrote into its file.
func lockOwner(dir, path string) error {
	held := &InUseError{Dir: dir}
	note, err := os.ReadFile(path) //nolint:gosec // our own file
	if err != nil {
		return held
	}
	first, rest, _ := strings.Cut(string(note), "\n")
	held.PID, _ = strconv.Atoi(first)
	held.Command = strings.TrimSpace(rest)
	return held
}

// unlockFolder releases the folder. The file stays: removing it would race with
// a process that has it open and waits.
func unlockFolder(lock *flock.Flock) error {
	_ = os.Truncate(lock.Path(), 0)
	if err := lock.Close(); err != nil {
		return fmt.Errorf("unlock %s: %w", lock.Path(), err)
	}
	return nil
}
