package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

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

func TestBombsOverHTTP(t *testing.T) {
	measured(t)
	zeros := make([]byte, 1<<20)
	mux := http.NewServeMux()
	mux.HandleFunc("/gzip", func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(out)
		for range 1 << 10 {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
		_ = z.Close()
	})
	mux.HandleFunc("/slow", func(out http.ResponseWriter, in *http.Request) {
		for in.Context().Err() == nil {
			_, _ = out.Write([]byte("a"))
			_ = http.NewResponseController(out).Flush()
			time.Sleep(200 * time.Millisecond)
		}
	})
	mux.HandleFunc("/silent", func(_ http.ResponseWriter, in *http.Request) { <-in.Context().Done() })
	mux.HandleFunc("/headers", func(out http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(out).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(conn, "X-%d: %s\r\n", i, bytes.Repeat([]byte("a"), 1000)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/line", func(out http.ResponseWriter, _ *http.Request) {
		for range 10 {
			_, _ = out.Write(bytes.Repeat([]byte("a"), 1<<20))
		}
	})
	for path, want := range map[string]string{"gzip": "larger than 8 MB", "slow": "took longer", "silent": "took longer", "headers": "a head of more", "line": "larger than 8 MB"} {
		w, _ := newCanary(t, mux)
		w.timeout = 700 * time.Millisecond
		if path == "gzip" || path == "line" {
			w.timeout = askTimeout
		}
		var err error
		memory, took := peak(t, func() { _, err = w.get(context.Background(), "http://public.test/"+path, mark{}, listBytes) })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
		if memory > 64<<20 || took > 5*time.Second {
			t.Errorf("%s: %d MB and %s", path, memory>>20, took)
		}
		t.Logf("%s: +%d MB, %s: %v", path, memory>>20, took.Round(time.Millisecond), err)
	}
}

func TestTriesAgain(t *testing.T) {
	var times atomic.Int32
	answers := func(status int, after string, until int32) http.HandlerFunc {
		return func(out http.ResponseWriter, _ *http.Request) {
			if times.Add(1) <= until {
				out.Header().Set("Retry-After", after)
				out.WriteHeader(status)
				return
			}
			_, _ = out.Write([]byte("fine"))
		}
	}
	for name, c := range map[string]struct {
		h     http.HandlerFunc
		fine  bool
		times int32
	}{
		"unavailable once":         {answers(503, "", 1), true, 2},
		"unavailable for long":     {answers(503, "", 9), false, 3},
		"told to wait an hour":     {answers(429, "3600", 9), false, 1},
		"told to wait till a date": {answers(503, time.Now().Add(time.Hour).UTC().Format(http.TimeFormat), 9), false, 1},
		"told to wait a second":    {answers(429, "1", 1), true, 2},
		"forbidden":                {answers(403, "", 9), false, 1},
		"gone":                     {answers(410, "", 9), true, 1},
	} {
		times.Store(0)
		w, _ := newCanary(t, c.h)
		began := time.Now()
		_, err := w.get(context.Background(), "http://public.test/", mark{}, 100)
		if (err == nil) != c.fine || times.Load() != c.times {
			t.Errorf("%s: %v after %d tries", name, err, times.Load())
		}
		if took := time.Since(began); took < time.Second && name == "told to wait a second" {
			t.Errorf("%s: took %s", name, took)
		}
	}
	w, _ := newCanary(t, http.NotFoundHandler())
	for _, c := range []struct {
		err   error
		tries int
		want  time.Duration
	}{
		{&statusError{status: 503}, 1, w.pause}, {&statusError{status: 503}, 2, 2 * w.pause}, {io.ErrUnexpectedEOF, 1, w.pause},
		{&statusError{429, time.Second}, 1, time.Second}, {&statusError{503, 3 * time.Second}, 2, 3 * time.Second},
	} {
		if got := w.retryDelay(c.err, c.tries); got != c.want {
			t.Errorf("%v, try %d: a pause of %s, want %s", c.err, c.tries, got, c.want)
		}
	}
}

func TestConditional(t *testing.T) {
	w, _ := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		out.Header().Set("ETag", `"7"`)
		out.Header().Set("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT")
		if in.Header.Get("If-None-Match") == `"7"` && in.Header.Get("If-Modified-Since") != "" {
			out.WriteHeader(http.StatusNotModified)
			return
		}
		if !strings.HasPrefix(in.UserAgent(), "storybot/1 (+https://") {
			t.Errorf("says it is %q", in.UserAgent())
		}
		_, _ = out.Write([]byte("a"))
	}))
	r, err := w.get(context.Background(), "http://public.test/", mark{}, 100)
	if err != nil || r.same() || string(r.body) != "a" {
		t.Fatalf("%+v, %v", r, err)
	}
	had := parseMark(mark{}.since(r, time.Unix(5, 0)).String())
	if r, err = w.get(context.Background(), "http://public.test/", had, 100); err != nil || !r.same() {
		t.Errorf("an unchanged page is read again: %+v, %v", r, err)
	}
	if r, err = w.get(context.Background(), "http://public.test/", had.withoutValidators(), 100); err != nil || r.same() {
		t.Errorf("a page is not read anew: %+v, %v", r, err)
	}
	if had.Looked != 5 || parseMark("failed") != (mark{}) || parseMark(`{"v":0,"k":"feed","e":"x"}`) != (mark{Kind: "feed"}) {
		t.Error("marks are not read as they were written")
	}
}

func TestRobots(t *testing.T) {
	const words = "User-agent: *\nDisallow: /\n\nUser-agent: storybot\nDisallow: /private\nAllow: /private/open\nDisallow: /*.cgi$\nCrawl-delay: 3\n"
	for name, c := range map[string]struct {
		h    http.HandlerFunc
		want map[string]bool
	}{
		"rules":   {func(out http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(out, words) }, map[string]bool{"/": true, "/private/a": false, "/private/open/a": true, "/a.cgi": false, "/a.cgi?b": true}},
		"none":    {http.NotFound, map[string]bool{"/private": true}},
		"no":      {func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(403) }, map[string]bool{"/private": true}},
		"down":    {func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(500) }, map[string]bool{"/": false}},
		"empty":   {func(http.ResponseWriter, *http.Request) {}, map[string]bool{"/": true}},
		"no text": {func(out http.ResponseWriter, _ *http.Request) { _, _ = out.Write([]byte{0, 1, 255, '\n', ':'}) }, map[string]bool{"/": true}},
	} {
		asked := 0
		w, _ := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			if asked++; in.URL.Path != "/robots.txt" {
				t.Errorf("asked for %s", in.URL)
			}
			c.h(out, in)
		}))
		for path, want := range c.want {
			u, err := url.Parse("http://public.test" + path)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.checkRobots(context.Background(), u); (err == nil) != want {
				t.Errorf("%s: %s: %v", name, path, err)
			}
		}
		if most := 1; asked > most && name != "down" {
			t.Errorf("%s: robots.txt was asked for %d times", name, asked)
		}
		if limit := w.politeness.paces["public.test"]; name == "rules" && limit.Limit() > 1 {
			t.Errorf("Crawl-delay is not heeded: %v a second", limit.Limit())
		}
	}
}

func TestPace(t *testing.T) {
	w, _ := newCanary(t, http.NotFoundHandler())
	w.politeness.pace = 50 * time.Millisecond
	began := time.Now()
	for range 4 {
		if _, err := w.get(context.Background(), "http://public.test/", mark{}, 100); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(began); took < 150*time.Millisecond {
		t.Errorf("four requests in %s", took)
	}
}
