package wire

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestStarts: how long a session waits to begin, after those that began before.
func TestStarts(t *testing.T) {
	t.Parallel()
	began := func(shards ...int) func(s *starts, i *gatewayInfo, now time.Time) {
		return func(s *starts, i *gatewayInfo, now time.Time) {
			for _, n := range shards {
				s.take(n, i, now)
			}
		}
	}
	for name, c := range map[string]struct {
		before                       func(s *starts, i *gatewayInfo, now time.Time)
		total, remaining, concurrent int
		shard                        int
		want                         time.Duration
	}{
		"the first":                {began(), 1000, 1000, 1, 0, 0},
		"one after the other":      {began(0), 1000, 999, 1, 1, startEvery},
		"of another bucket":        {began(0), 1000, 999, 2, 1, 0},
		"of the same bucket":       {began(0, 1), 1000, 998, 2, 2, startEvery},
		"Discord does not say":     {began(0), 0, 0, 0, 1, startEvery},
		"a fifth is left":          {began(), 1000, 200, 1, 0, time.Hour},
		"a little more is left":    {began(), 1000, 201, 1, 0, 0},
		"half of a day's are used": {func(s *starts, i *gatewayInfo, now time.Time) { s.past = []time.Time{now.Add(-20 * time.Hour), now} }, 4, 2, 1, 0, 4 * time.Hour},
		"they are of yesterday":    {func(s *starts, i *gatewayInfo, now time.Time) { s.past = []time.Time{now.Add(-24 * time.Hour), now} }, 4, 2, 1, 0, 0},
	} {
		var s starts
		var info gatewayInfo
		info.Limit.Total, info.Limit.Remaining, info.Limit.Concurrency, info.Limit.ResetAfter = c.total, c.remaining, c.concurrent, time.Hour.Milliseconds()
		now := time.Unix(1e9, 0)
		c.before(&s, &info, now)
		if got := s.take(c.shard, &info, now); got != c.want {
			t.Errorf("%s: waits %v, want %v", name, got, c.want)
		}
	}
}

func TestBackOff(t *testing.T) {
	t.Parallel()
	for losses, most := range map[int]time.Duration{0: time.Second, 1: 2 * time.Second, 6: 64 * time.Second, 7: 2 * time.Minute, 1000: 2 * time.Minute} {
		for range 100 {
			if d := backOff(losses, 2*time.Minute); d < most/2 || d > most {
				t.Errorf("after %d losses it waits %v, want %v to %v", losses, d, most/2, most)
			}
		}
	}
}

// TestQuiet: after many refusals nothing is sent until they are long enough ago.
func TestQuiet(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		scope  string
		counts bool
	}{
		"forbidden": {403, "", true}, "unauthorized": {401, "", true}, "too many": {429, "user", true}, "too many of others": {429, "shared", false}, "unknown": {404, "", false}, "well": {200, "", false},
	} {
		var f faults
		now := time.Unix(1e9, 0)
		for range mostFaults {
			if err := f.quiet(now); err != nil {
				t.Errorf("%s: quiet too soon: %v", name, err)
			}
			f.note(&response{status: c.status, header: http.Header{"X-Ratelimit-Scope": {c.scope}}}, now)
		}
		if err := f.quiet(now.Add(faultsWithin - 1)); (err != nil) != c.counts {
			t.Errorf("%s: quiet: %v", name, err)
		}
		if err := f.quiet(now.Add(faultsWithin)); err != nil {
			t.Errorf("%s: still quiet: %v", name, err)
		}
	}
	p := &replies{list: []string{"403"}}
	r, _ := played(p)
	for range mostFaults + 5 {
		r.all.SetLimit(1e9)
		_ = r.Call(context.Background(), Route{Method: "GET", Name: "try it", Path: "/x", Bucket: "b"}, nil, nil)
	}
	err := r.Call(t.Context(), Route{Method: "GET", Name: "try it", Path: "/x", Bucket: "b", Free: true}, nil, nil)
	if len(p.sent) != mostFaults || err == nil || !strings.Contains(err.Error(), "nothing is sent") {
		t.Errorf("%d requests were sent, and then %v", len(p.sent), err)
	}
}

// TestDrafts: what may be dropped is sent only where enough is left for others.
func TestDrafts(t *testing.T) {
	t.Parallel()
	now := time.Unix(1e9, 0)
	for name, c := range map[string]struct {
		limit, left string
		later       time.Duration
		spare       int
		drop, sent  bool
	}{
		"enough is left":          {"5", "3", 0, 2, true, true},
		"too little is left":      {"5", "2", 0, 2, true, false},
		"a new period has enough": {"5", "0", 5 * time.Second, 4, true, true},
		"or never has":            {"5", "0", 5 * time.Second, 5, true, false},
		"an end waits":            {"5", "2", 0, 2, false, false},
		"but not for ever":        {"1", "1", 0, 2, false, true},
	} {
		b := &buckets{nowFor: func() time.Time { return now.Add(c.later) }}
		b.note(&Route{Bucket: "b"}, response{status: 200, header: http.Header{"X-Ratelimit-Limit": {c.limit}, "X-Ratelimit-Remaining": {c.left}, "X-Ratelimit-Reset-After": {"5"}}})
		if c.later > 0 {
			b.all["b"].reset = now.Add(c.later)
		}
		if got := b.take(&Route{Bucket: "b", Spare: c.spare, Drop: c.drop}); (got <= 0) != c.sent {
			t.Errorf("%s: waits %v, want it sent: %v", name, got, c.sent)
		}
	}
}
