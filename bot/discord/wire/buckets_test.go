package wire

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
)

// TestBuckets plays answers of Discord and asks how long the next request waits.
func TestBuckets(t *testing.T) {
	t.Parallel()
	limited := func(remaining, after string) response {
		return response{status: 200, header: http.Header{"X-Ratelimit-Remaining": {remaining}, "X-Ratelimit-Reset-After": {after}}}
	}
	refused := func(header http.Header, body string) response {
		return response{status: 429, header: header, body: []byte(body)}
	}
	const html = "<html>too many</html>"
	for _, c := range []struct {
		name       string
		got        response
		own, other time.Duration // until the next request of that bucket, and of another one
		free       time.Duration // and of another one that is not counted together
		afterwards time.Duration // the second request of that bucket
		passed     time.Duration
	}{
		{name: "some are left", got: limited("1", "5"), afterwards: 5 * time.Second},
		{name: "none is left", got: limited("0", "2.5"), own: 2500 * time.Millisecond, afterwards: 2500 * time.Millisecond},
		{name: "none is left, later", got: limited("0", "2"), passed: 2 * time.Second, afterwards: probeWait},
		{name: "no headers", got: response{status: 200}, afterwards: probeWait},
		{name: "a 429", got: refused(nil, `{"retry_after":1.5}`), own: 1500 * time.Millisecond, afterwards: 1500 * time.Millisecond},
		{name: "a global 429", got: refused(nil, `{"retry_after":3,"global":true}`), own: 3 * time.Second, other: 3 * time.Second, afterwards: 3 * time.Second},
		{name: "a page with Retry-After", got: refused(http.Header{"Retry-After": {"7"}}, html), own: 7 * time.Second, other: 7 * time.Second, free: 7 * time.Second, afterwards: 7 * time.Second},
		{name: "a page without", got: refused(nil, html), own: unknownReset, afterwards: unknownReset},
	} {
		now := time.Unix(1e9, 0)
		b := &buckets{nowFor: func() time.Time { return now }}
		b.take(&Route{Bucket: "own"})
		b.note(&Route{Bucket: "own"}, c.got)
		now = now.Add(c.passed)
		if got := b.take(&Route{Bucket: "own"}); got != c.own {
			t.Errorf("%s: waits %v, want %v", c.name, got, c.own)
		}
		if got := b.take(&Route{Bucket: "own"}); got != c.afterwards {
			t.Errorf("%s: the second waits %v, want %v", c.name, got, c.afterwards)
		}
		if got := b.take(&Route{Bucket: "other"}); got != c.other {
			t.Errorf("%s: another waits %v, want %v", c.name, got, c.other)
		}
		if got := b.take(&Route{Bucket: "free", Free: true}); got != c.free {
			t.Errorf("%s: a free one waits %v, want %v", c.name, got, c.free)
		}
	}
}

// TestBucketsAreSwept: the buckets of old interactions do not pile up.
func TestBucketsAreSwept(t *testing.T) {
	t.Parallel()
	now := time.Unix(1e9, 0)
	b := &buckets{nowFor: func() time.Time { return now }}
	for n := range 1000 {
		name := string(rune(n))
		b.take(&Route{Bucket: name})
		b.note(&Route{Bucket: name}, response{status: 200, header: http.Header{"X-Ratelimit-Remaining": {"1"}, "X-Ratelimit-Reset-After": {"1"}}})
	}
	now = now.Add(2 * time.Minute)
	b.note(&Route{Bucket: "last"}, response{status: 200})
	if len(b.all) > 1 {
		t.Errorf("%d buckets are left", len(b.all))
	}
}

// TestWaitEndsWithItsContext: a rate limit is not slept out.
func TestWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	var b buckets
	b.note(&Route{Bucket: "own"}, response{status: 429, body: []byte(`{"retry_after":3600}`)})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := b.wait(ctx, &Route{Bucket: "own"}, Sleep); !errors.Is(err, errLate) {
		t.Errorf("a wait in vain: got %v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if err := b.wait(ctx, &Route{Bucket: "own"}, Sleep); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestFrames cuts what a gateway sends at every place.
func TestFrames(t *testing.T) {
	t.Parallel()
	frame := func(op byte, payload string) string {
		head := []byte{finBit | op, byte(len(payload))}
		if len(payload) > 125 {
			head = []byte{finBit | op, 126, byte(len(payload) >> 8), byte(len(payload))}
		}
		return string(head) + payload
	}
	big := `{"op":11,"d":"` + string(make([]byte, 6000)) + `"}` // of no interest: an acknowledgement is small
	all := "HTTP/1.1 101 Switching\r\nA: b\r\n\r\n" +
		frame(opText, `{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}`) +
		frame(opText, `{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{"content":"\"op\":11"}}`) + frame(opText, big) +
		frame(opText, `{"op":11}`) + frame(opText, `{"op":7,"d":null}`) + frame(opText, `{"op":9,"d":false}`) + frame(opText, `{"t":null,"op":9,"d":true}`) + frame(opText, `not JSON`) + frame(9, "ping") + frame(opText, `{"op":11,"d":null}`) +
		frame(opClose, "\x0f\xa4Authentication failed.")
	for size := 1; size <= len(all); size += 1 + size/7 {
		var interval time.Duration
		var acks, code int
		var reason string
		valid, moved := 0, 0
		f := frames{moved: func() { moved++ }, invalid: func(kept bool) {
			if kept {
				valid++
			} else {
				valid += 10
			}
		}, hello: func(d time.Duration) { interval = d }, acked: func() { acks++ }, close: func(c int, r string) { code, reason = c, r }}
		for at := 0; at < len(all); at += size {
			f.feed([]byte(all[at:min(at+size, len(all))]))
		}
		if interval != 41250*time.Millisecond || acks != 2 || valid != 11 || moved != 1 || code != 4004 || reason != "Authentication failed." {
			t.Fatalf("in pieces of %d: interval %v, %d acknowledgements, closed by %d %q", size, interval, acks, code, reason)
		}
	}
}

func TestHeartbeatIsSeen(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]bool{`{"op":1,"d":7}`: true, `{"op":1,"d":null}`: true, `{"op":2,"d":{}}`: false, `{"op":11}`: false, `{"op`: false} {
		frame := []byte{finBit | opText, maskBit | byte(len(payload)), 1, 200, 3, 99}
		for i := range len(payload) {
			frame = append(frame, payload[i]^frame[2+i%4])
		}
		if got := isHeartbeat(frame); got != want {
			t.Errorf("%s is a heartbeat: %v", payload, got)
		}
	}
	if isHeartbeat([]byte("GET / HTTP/1.1")) || isHeartbeat(closeFrame(1000)) {
		t.Error("something else is a heartbeat")
	}
}
