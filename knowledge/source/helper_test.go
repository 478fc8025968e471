package source

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/source/pdf"
)

// TestMain lets the tests' own program be the child that reads PDFs.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 || os.Args[1] != pdf.Command {
		os.Exit(m.Run())
	}
	if err := pdf.Serve(os.Stdin, os.Stdout, os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// printed is a PDF of the package that reads them.
func printed(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("pdf", "testdata", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

const pdfText1 = "The bridge over the Alder opens on Monday, the city said."

// peak watches how much memory is in use while f runs.
func peak(t *testing.T, f func()) (most uint64, took time.Duration) {
	t.Helper()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	ended := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for {
			select {
			case <-ended:
				return
			case <-time.After(5 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	}()
	began := time.Now()
	f()
	took = time.Since(began)
	close(ended)
	<-watched
	return max(most, before) - before, took
}
