package wire

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// buckets keeps requests within the limits that Discord sends: each bucket by
// itself, and all together after a global 429. The zero value is ready.
type buckets struct {
	mu     sync.Mutex
	all    map[string]*allowance
	shut   time.Time // nothing is sent before it but what is free
	closed time.Time // nothing at all
	swept  time.Time
	nowFor func() time.Time // nil: time.Now
}

// allowance is what is left of one bucket.
type allowance struct {
	known     bool
	limit     int // of requests in one period; 0: unknown
	remaining int
	reset     time.Time
	probed    time.Time // while it is not known, one request goes ahead to probe it
}

// A request that probes a bucket holds up the others of that bucket for at most
// probeTimeout, and they look again every probeWait.
const (
	probeTimeout = 3 * time.Second
	probeWait    = 20 * time.Millisecond
)

// unknownReset is how long a bucket is shut after a 429 without a time.
const unknownReset = 5 * time.Second

func (b *buckets) now() time.Time {
	if b.nowFor != nil {
		return b.nowFor()
	}
	return time.Now()
}

// wait returns when a request may be sent, or with the error of ctx: at once where it
// would end first (errLate). Requests that may be sent at once do not wait for each
// other. A free request does not wait for the global limit.
func (b *buckets) wait(ctx context.Context, to *Route, pause func(context.Context, time.Duration) error) error {
	for {
		d := b.take(to)
		if d <= 0 {
			return nil
		}
		if to.Drop {
			return ErrScarce
		}
		if end, ends := ctx.Deadline(); ends && time.Until(end) < d {
			return errLate
		}
		if err := pause(ctx, d); err != nil {
			return err
		}
	}
}

// take takes one request from its bucket, or returns how long to wait for one.
func (b *buckets) take(to *Route) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	shut := b.closed
	if !to.Free {
		shut = later(shut, b.shut)
	}
	if d := shut.Sub(now); d > 0 {
		return d
	}
	a := b.of(to.Bucket)
	if a.known && !a.reset.After(now) {
		*a = allowance{limit: a.limit}
	}
	spare := to.Spare
	if !to.Drop {
		spare = min(spare, max(a.limit-1, 0)) // else it would wait for ever
	}
	switch {
	case !a.known && now.Sub(a.probed) < probeTimeout:
		return probeWait
	case !a.known && (a.limit == 0 || a.limit > spare):
		a.probed = now
		return 0
	case !a.known:
		return probeWait
	case a.remaining > spare:
		a.remaining--
		return 0
	}
	return a.reset.Sub(now)
}

// free lets the next request probe the bucket: the last probe got no response.
func (b *buckets) free(bucket string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if a := b.all[bucket]; a != nil {
		a.probed = time.Time{}
	}
}

// note updates the bucket of a request from its response. Whatever it was refused for,
// its own bucket is shut as long as it says.
func (b *buckets) note(to *Route, a response) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	b.sweep(now)
	w := b.of(to.Bucket)
	if a.status == http.StatusTooManyRequests {
		until, global := tooMany(a)
		w.close(now.Add(until))
		if global {
			b.shut = later(b.shut, w.reset)
		}
		if global && (to.Free || !a.discords()) { // it holds for what is free, too
			b.closed = later(b.closed, w.reset)
		}
		return
	}
	w.probed = time.Time{}
	limit, err := strconv.Atoi(a.header.Get("X-RateLimit-Limit"))
	if err == nil {
		w.limit = limit
	}
	remaining, err := strconv.Atoi(a.header.Get("X-RateLimit-Remaining"))
	reset, ok := seconds(a.header.Get("X-RateLimit-Reset-After"))
	if err != nil || !ok {
		return
	}
	at := now.Add(reset)
	if w.known && w.reset.After(now) && at.Sub(w.reset) < 50*time.Millisecond {
		w.remaining = min(w.remaining, remaining) // responses overtake each other
		return
	}
	*w = allowance{known: true, limit: w.limit, remaining: remaining, reset: at}
}

// discords reports whether Discord itself answered, not what stands before it.
func (a *response) discords() bool { return json.Valid(a.body) }

func (a *allowance) close(until time.Time) {
	*a = allowance{known: true, limit: a.limit, reset: later(a.reset, until)}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// of returns the allowance of a bucket; the lock is held.
func (b *buckets) of(bucket string) *allowance {
	if b.all == nil {
		b.all = make(map[string]*allowance)
	}
	a := b.all[bucket]
	if a == nil {
		a = &allowance{}
		b.all[bucket] = a
	}
	return a
}

// sweep drops what is over, so that the buckets of old interactions do not pile up.
func (b *buckets) sweep(now time.Time) {
	if now.Sub(b.swept) < time.Minute {
		return
	}
	b.swept = now
	for name, a := range b.all {
		if !a.reset.After(now) && now.Sub(a.probed) > probeTimeout {
			delete(b.all, name)
		}
	}
}

// tooMany reads how long a 429 lasts, and whether it is global. Discord's body is
// JSON; that of a proxy in front of Discord may be anything.
func tooMany(a response) (after time.Duration, global bool) {
	var body struct {
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
	}
	valid := json.Unmarshal(a.body, &body) == nil && body.RetryAfter > 0
	global = a.header.Get("X-RateLimit-Global") == "true" || a.header.Get("X-RateLimit-Scope") == "global" || valid && body.Global
	if valid {
		return time.Duration(body.RetryAfter * float64(time.Second)), global
	}
	if d, ok := seconds(a.header.Get("Retry-After")); ok && d > 0 {
		return d, global || a.header.Get("Via") == "" // from before Discord: about all that is sent
	}
	return unknownReset, global
}

func seconds(text string) (time.Duration, bool) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || !(f >= 0 && f <= 24*3600) { // NaN is neither
		return 0, false
	}
	return time.Duration(f * float64(time.Second)), true
}
