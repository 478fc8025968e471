package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// TestLeftAlone asks hosts that want to be left alone: that is remembered, not
// waited for.
func TestLeftAlone(t *testing.T) {
	var times atomic.Int32
	for _, c := range []struct {
		status int
		after  string
		later  time.Duration // it is asked again so much later
		asked  int32         // by the tries of this page; of another page
		other  int32
	}{
		{429, "3600", time.Minute, 1, 0}, {429, "10", time.Second, 1, 0}, {429, "99999999", 25 * time.Hour, 2, 0}, {429, "99999999999999999999999", time.Minute, 1, 0}, {503, "31536000", 23 * time.Hour, 1, 1},
		{503, "3600", 59 * time.Minute, 1, 1}, {503, "3600", 61 * time.Minute, 2, 1}, {403, "3600", time.Minute, 1, 1},
		{503, time.Now().Add(time.Hour).UTC().Format(http.TimeFormat), time.Minute, 1, 1},
		{404, "3600", 0, 2, 1}, // that is an answer
	} {
		times.Store(0)
		f, _ := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
			times.Add(1)
			out.Header().Set("Retry-After", c.after)
			out.WriteHeader(c.status)
		}))
		now := time.Now()
		f.politeness.now = func() time.Time { return now }
		began := time.Now()
		ask := func(page string, want int32) {
			t.Helper()
			times.Store(0)
			_, err := f.get(t.Context(), "http://public.test/"+page, mark{}, 100)
			if left := err != nil && strings.Contains(err.Error(), "asked to be left alone, for another"); left != (want == 0) || times.Load() != want {
				t.Errorf("%+v: %s is asked for %d times, want %d: %v", c, page, times.Load(), want, err)
			}
		}
		ask("a", 1)
		now = now.Add(c.later)
		ask("a", c.asked-1)
		f.politeness.askAgain()
		ask("a", 1)
		ask("b", c.other)
		if took := time.Since(began); took > 8*time.Second { // the shortest pause that was asked for is ten
			t.Errorf("%+v: took %s", c, took)
		}
	}
}

// TestRobotsLeftAlone: a site that wants to be left alone when its robots.txt is
// asked for is asked for it again, and not half a day later.
func TestRobotsLeftAlone(t *testing.T) {
	var times atomic.Int32
	f, _ := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		if times.Add(1) == 1 {
			out.Header().Set("Retry-After", "600")
			out.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	now := time.Now()
	f.politeness.now = func() time.Time { return now }
	u := &url.URL{Scheme: "http", Host: "public.test", Path: "/a"}
	for _, step := range []struct {
		later time.Duration
		fine  bool
	}{{0, false}, {5 * time.Minute, false}, {11 * time.Minute, true}} {
		now = now.Add(step.later)
		if err := f.checkRobots(t.Context(), u); (err == nil) != step.fine {
			t.Errorf("%s later: %v", step.later, err)
		}
	}
}

// TestSourceHasADeadline reads a feed of which every page hangs.
func TestSourceHasADeadline(t *testing.T) {
	var list strings.Builder
	for i := range 10 {
		fmt.Fprintf(&list, "<item><title>T%d</title><link>http://tar%d.test/%d</link></item>", i, i, i)
	}
	stop := make(chan struct{})
	defer close(stop)
	f, c := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		if in.URL.Path == "/feed" {
			out.Header().Set("Content-Type", "application/rss+xml")
			_, _ = out.Write([]byte("<rss><channel>" + list.String() + "</channel></rss>"))
			return
		}
		select {
		case <-stop:
		case <-in.Context().Done():
		}
	}))
	for i := range 10 {
		c.names[fmt.Sprintf("tar%d.test", i)] = c.names["public.test"]
	}
	s, err := New("http://public.test/feed", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.fetcher = f
	s.overtime = 2 * time.Second // a page would take nine
	began, failed, more := time.Now(), 0, false
	for item := range s.Fetch(context.Background(), knowledge.Past{Until: time.Now().Add(100 * time.Millisecond)}) {
		if item.Whole {
			t.Fatal(item.Err)
		}
		if item.Err != nil {
			failed++
		}
		more = more || item.More
	}
	if took := time.Since(began); took > 9*time.Second || !more || failed != 1 {
		t.Errorf("took %s, %d pages failed, more is to come: %v", took, failed, more)
	}
}
