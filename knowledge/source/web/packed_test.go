package web

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// packedBy packs a text.
func packedBy(t *testing.T, how, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch how {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, _ = flate.NewWriter(&b, flate.BestSpeed)
	}
	_, _ = io.WriteString(w, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPackings: an answer is read however it was packed for its way, or what it is packed by is named.
func TestPackings(t *testing.T) {
	const text = "The bridge is closed, the city said."
	gz := packedBy(t, "gzip", text)
	for name, c := range map[string]struct{ encoding, body, want string }{
		"not at all":         {"", text, text},
		"gzip":               {"gzip", gz, text},
		"GZIP":               {"GZIP", gz, text},
		"x-gzip":             {"x-gzip", gz, text},
		"gzip, bytes after":  {"gzip", gz + "\r\n<!-- x -->", text},
		"gzip, in two":       {"gzip", gz + packedBy(t, "gzip", " And open again."), text + " And open again."},
		"gzip in words only": {"gzip", text, text},
		"gzip, unsaid":       {"", gz, text},
		"gzip in gzip":       {"gzip", packedBy(t, "gzip", gz), text},
		"gzip, gzip":         {"gzip, gzip", packedBy(t, "gzip", gz), text},
		"deflate":            {"deflate", packedBy(t, "zlib", text), text},
		"deflate, bare":      {"deflate", packedBy(t, "flate", text), text},
		"identity":           {"identity", text, text},
		"both":               {"deflate, gzip", packedBy(t, "gzip", packedBy(t, "zlib", text)), text},
		"zstd":               {"zstd", "\x28\xb5\x2f\xfd\x00", "error: is packed by zstd, which was not asked for and is not read"},
		"br":                 {"br", "\x0b\x02\x80", "error: is packed by br, which was not asked for and is not read"},
		"gzip, br":           {"gzip, br", "\x0b\x02\x80", "error: is packed by br"},
		"many times":         {"gzip, gzip, gzip, gzip", gz, "error: is packed 4 times"},
		"gzip, cut off":      {"gzip", gz[:len(gz)-10], "error: cannot be fetched: unexpected EOF"},
	} {
		f, _ := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			if got := in.Header.Get("Accept-Encoding"); got != "gzip, deflate" {
				t.Errorf("it asks for %q", got)
			}
			if c.encoding != "" {
				out.Header().Set("Content-Encoding", c.encoding)
			}
			out.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(out, c.body)
		}))
		r, err := f.get(context.Background(), "http://public.test/a", mark{}, pageBytes)
		got := ""
		if err != nil {
			got = "error: " + err.Error()
		} else {
			got = string(r.body)
		}
		if got != c.want && !(strings.HasPrefix(c.want, "error: ") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestPackedFeed: a feed that is a packed file is one.
func TestPackedFeed(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed.xml.gz", s)
	s.kinds["/feed.xml.gz"] = "application/gzip"
	s.pages["/feed.xml.gz"] = packedBy(t, "gzip", rss(wholeItem("One", "/a", "The bridge is closed."))) + "\x00\x00"
	l.want("packed", "One", "")
}

// TestOldServers: what servers of another time answer is read, or named.
func TestOldServers(t *testing.T) {
	page := article("Bridge closed", "The bridge is closed, the city said.", "")
	for name, c := range map[string]struct{ answer, want string }{
		"HTTP/1.0":             {"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page, "Bridge closed"},
		"HTTP/1.0, its length": {fmt.Sprintf("HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(page), page), "Bridge closed"},
		"no word":              {"HTTP/1.0 200\r\n\r\n" + page, "Bridge closed"},
		"newlines alone":       {"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + page, "Bridge closed"},
		"HTTP/0.9":             {page, "error: cannot be fetched: "},
		"no status":            {"HTTP/1.1 OK\r\n\r\n" + page, "error: cannot be fetched: "},
		"304":                  {"HTTP/1.1 304 Not Modified\r\n\r\n", "error: answers that nothing has changed, though nothing of it is known"},
		"304 of 1.0":           {"HTTP/1.0 304 Not Modified\r\n\r\n", "error: answers that nothing has changed"},
		"204":                  {"HTTP/1.1 204 No Content\r\n\r\n", "error: answers 204 No Content"},
		"206":                  {"HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\n\r\n<ht", "error: answers 206 Partial Content"},
	} {
		_, c2 := newCanary(t, http.NotFoundHandler())
		c2.server = rawServer(t, c.answer)
		o, err := New("http://public.test/a", Options{Pace: time.Nanosecond})
		if err != nil {
			t.Fatal(err)
		}
		c2.into(t, o.fetcher)
		got := ""
		for item := range o.Read(t.Context(), nil) {
			switch {
			case item.Err != nil:
				got = "error: " + item.Err.Error()
			case item.Story != nil:
				got = item.Story.Title
			}
		}
		if got != c.want && !(strings.HasPrefix(c.want, "error: ") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// rawServer answers every connection with the same bytes.
func rawServer(t *testing.T, answer string) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = io.WriteString(conn, answer)
			_ = conn.Close()
		}
	}()
	return l.Addr().String()
}
