package pdf

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// memoryOf follows the most memory that a process has held; what it returns
// ends that and gives it in MB. The system's own account, at a process's end,
// takes in what its parent held when it was started.
func memoryOf(pid int) (most func() int) {
	done, told := make(chan struct{}), make(chan int)
	go func() {
		held := 0
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			if status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)); err == nil {
				if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
					kb := 0
					_, _ = fmt.Sscan(rest, &kb)
					held = max(held, kb>>10)
				}
			}
			select {
			case <-done:
				told <- held
				return
			case <-tick.C:
			}
		}
	}()
	return func() int { close(done); return <-told }
}
