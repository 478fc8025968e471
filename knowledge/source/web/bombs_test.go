package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestBombsInFeed puts all that a site can do to us into one feed, between pages
// that are stories: these are read, and each of the others costs one clear line.
func TestBombsInFeed(t *testing.T) {
	measured(t)
	zeros := make([]byte, 1<<20)
	bombs := map[string]http.HandlerFunc{
		"/gzip": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(out)
			for range 1 << 10 {
				if _, err := z.Write(zeros); err != nil {
					return
				}
			}
			_ = z.Close()
		},
		"/slow": func(out http.ResponseWriter, in *http.Request) {
			for in.Context().Err() == nil {
				_, _ = out.Write([]byte("a"))
				_ = http.NewResponseController(out).Flush()
				select {
				case <-in.Context().Done():
				case <-time.After(200 * time.Millisecond):
				}
			}
		},
		"/headers": func(out http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(out).Hijack()
			if err != nil {
				return
			}
			defer conn.Close() //nolint:errcheck // it is broken off
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
			for {
				if _, err := fmt.Fprintf(conn, "X: %s\r\n", strings.Repeat("a", 1000)); err != nil {
					return
				}
			}
		},
		"/line": func(out http.ResponseWriter, _ *http.Request) { _, _ = out.Write(bytes.Repeat([]byte("a"), 10<<20)) },
		"/nested": func(out http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(out, strings.Repeat("<b>", 1000000))
		},
		"/loop": func(out http.ResponseWriter, in *http.Request) { http.Redirect(out, in, "/loop", http.StatusFound) },
	}
	var items []string
	for _, path := range []string{"/1", "/gzip", "/2", "/slow", "/3", "/headers", "/4", "/line", "/5", "/nested", "/6", "/loop", "/7"} {
		items = append(items, teaser("Ferry "+path, "http://public.test"+path))
	}
	_, c := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		switch bomb := bombs[in.URL.Path]; {
		case bomb != nil:
			bomb(out, in)
		case in.URL.Path == "/feed":
			_, _ = io.WriteString(out, rss(items...))
		case len(in.URL.Path) == 2:
			_, _ = io.WriteString(out, article("Ferry "+in.URL.Path, "The ferry runs again, the city said.", ""))
		default:
			http.NotFound(out, in)
		}
	}))
	o, err := New("http://public.test/feed", Options{Pace: time.Nanosecond})
	if err != nil {
		t.Fatal(err)
	}
	c.into(t, o.fetcher)
	o.fetcher.timeout = 3 * time.Second // what is slow takes no more, and the rest has its time however busy the machine is
	stories, failed := 0, map[string]string{}
	memory, took := peak(t, func() {
		for item := range o.Read(t.Context(), nil) {
			if item.Story != nil {
				stories++
			}
			if item.Err != nil {
				failed[strings.TrimPrefix(item.Name, "http://public.test")] += item.Err.Error() + "\n"
			}
		}
	})
	for path := range bombs {
		if strings.Count(failed[path], "\n") != 1 {
			t.Errorf("%s: %q", path, failed[path])
		}
		t.Logf("%s: %s", path, strings.TrimSpace(failed[path]))
	}
	if stories != 7+len(bombs) || // of the bombs, what the feed says
		len(failed) != len(bombs) || memory > 64<<20 || took > 10*time.Second {
		t.Errorf("%d stories, %d failed, +%d MB, %s", stories, len(failed), memory>>20, took)
	}
	t.Logf("all in one feed: %d stories, +%d MB, %s", stories, memory>>20, took.Round(time.Millisecond))
}
