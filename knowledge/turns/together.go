package turns

import (
	"context"
	"fmt"
	"maps"
	"runtime/debug"
	"sync"
	"time"
)

// Together does something for each of several keys, up to most at a time: for those of one
// key one after the other, in their order. The first error, or panic, ends the ctx of all that
// is under way and is returned, or raised, once that has ended.
func Together(ctx context.Context, keys []string, most int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	of := make(map[string][]int)
	var order []string
	for i, key := range keys {
		if of[key] == nil {
			order = append(order, key)
		}
		of[key] = append(of[key], i)
	}
	var once sync.Once
	var first error
	var fault any
	end := func(err error, p any) {
		once.Do(func() { first, fault = err, p })
		cancel()
	}
	free := make(chan struct{}, most)
	var wg sync.WaitGroup
	for _, key := range order {
		free <- struct{}{} // the first come first
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					end(nil, fmt.Sprintf("%v\n%s", p, debug.Stack()))
				}
				<-free
			}()
			for _, i := range of[key] {
				if err := do(ctx, i); err != nil {
					end(err, nil)
					return
				}
			}
		})
	}
	wg.Wait()
	if fault != nil {
		panic(fault)
	}
	return first
}

// Paces lets one at a time have each name, and each a while after the one before. The zero
// Paces is good, and may be used by many goroutines.
type Paces struct {
	turns Turns
	mu    sync.Mutex
	last  map[string]time.Time // when a name was last had
}

// mostLast is how many names are remembered, and longestPace how long they are at least.
const (
	mostLast    = 1000
	longestPace = time.Minute
)

// Take waits until a name is free and was last had so long ago, at most a minute, and has it until release
// is called, once. Its error is that of ctx.
func (p *Paces) Take(ctx context.Context, name string, pace time.Duration) (release func(), err error) {
	if release, err = p.turns.Take(ctx, []string{name}); err != nil {
		return nil, err
	}
	if left := p.left(name, pace); left > 0 {
		select {
		case <-time.After(left):
		case <-ctx.Done():
			release()
			return nil, fmt.Errorf("wait for its turn: %w", ctx.Err())
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.last) >= mostLast {
		maps.DeleteFunc(p.last, func(_ string, t time.Time) bool { return time.Since(t) > longestPace })
	}
	if p.last == nil {
		p.last = make(map[string]time.Time)
	}
	p.last[name] = time.Now()
	return release, nil
}

// left is how long a name is still to be waited for.
func (p *Paces) left(name string, pace time.Duration) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return min(pace, longestPace) - time.Since(p.last[name])
}
