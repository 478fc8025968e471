package weaviatetest_test

import (
	"path/filepath"
	"runtime"
	"testing"

	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// Where there is no program a test is skipped; where it is named and cannot be run, the test fails.
func TestNone(t *testing.T) {
	t.Setenv("STORYBOT_WEAVIATE", "")
	t.Setenv("PATH", t.TempDir())
	t.Run("skipped", func(t *testing.T) {
		defer func() {
			if !t.Skipped() {
				t.Error("it is not skipped")
			}
		}()
		weaviatetest.Start(t, 1)
	})
	t.Setenv("STORYBOT_WEAVIATE", filepath.Join(t.TempDir(), "none"))
	f := &failing{TB: t, done: make(chan struct{})}
	go func() { defer close(f.done); weaviatetest.Start(f, 1) }()
	if <-f.done; !f.failed {
		t.Error("a program that is not there is started")
	}
}

// failing notes that a test fails.
type failing struct {
	testing.TB
	failed bool
	done   chan struct{}
}

// Fatal ends the goroutine.
func (f *failing) Fatal(...any) {
	f.failed = true
	runtime.Goexit()
}
