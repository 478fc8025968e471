package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Work that ends soon shows nothing; without a terminal a line comes now and then.
const (
	quiet = 400 * time.Millisecond
	pace  = 5 * time.Second
)

// progress shows on standard error how far long work is: as a bar on a terminal,
// as plain lines elsewhere. Its methods may be called by many goroutines.
type progress struct {
	mu    sync.Mutex
	errs  io.Writer
	title string
	total int // zero: unknown
	start time.Time
	last  time.Time
	bar   *progressbar.ProgressBar
	fancy bool
}

func (a *app) progress(title string) *progress {
	return &progress{errs: a.errs, title: title, start: time.Now(), fancy: isTerminal(a.errs)}
}

// report shows what is being done and how many are done.
func (p *progress) report(what string, done int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if time.Since(p.start) < quiet {
		return
	}
	if p.fancy {
		p.draw(what, done)
		return
	}
	if time.Since(p.last) < pace {
		return
	}
	p.last = time.Now()
	if p.total > 0 {
		_, _ = fmt.Fprintf(p.errs, "%s: %s (%d of %d)\n", p.title, what, done, p.total)
		return
	}
	_, _ = fmt.Fprintf(p.errs, "%s: %s (%d)\n", p.title, what, done)
}

// tellOf is tell with a known total.
func (p *progress) tellOf(what string, done, total int) {
	p.mu.Lock()
	p.total = total
	p.mu.Unlock()
	p.report(what, done)
}

func (p *progress) draw(what string, done int) {
	if p.bar == nil {
		total := p.total
		if total == 0 {
			total = -1
		}
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.errs), progressbar.OptionShowCount(), progressbar.OptionSetWidth(20),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(total > 0))
	}
	p.bar.Describe(cut(p.title+": "+what, 50))
	_ = p.bar.Set(done)
}

// end clears the bar.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
