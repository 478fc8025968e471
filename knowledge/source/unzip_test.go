package source

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// zipSite is a web site of one zip.
type zipSite struct {
	raw    []byte
	status int // another than 200; zero: none
	full   int // answers that were not 304
}

func (s *zipSite) ServeHTTP(out http.ResponseWriter, in *http.Request) {
	etag := fmt.Sprintf("%q", knowledge.StoryID(string(s.raw)))
	switch {
	case s.status != 0:
		out.WriteHeader(s.status)
		return
	case in.Header.Get("If-None-Match") == etag:
		out.WriteHeader(http.StatusNotModified)
		return
	}
	s.full++
	out.Header().Set("ETag", etag)
	out.Header().Set("Content-Type", "application/zip")
	_, _ = out.Write(s.raw)
}

func TestZipOnline(t *testing.T) {
	t.Parallel()
	site := &zipSite{}
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	src, err := Open(server.URL+"/news.zip", Options{AllowHosts: []string{server.Listener.Addr().String()}})
	if err != nil {
		t.Fatal(err)
	}
	remote, ok := src.(knowledge.Remote)
	if !ok {
		t.Fatalf("it is a %T", src)
	}
	marks, stories := map[string]string{}, []string(nil)
	load := func(step, want, failure string) {
		t.Helper()
		now, titles, failed := map[string]string{}, []string(nil), ""
		for item := range remote.Fetch(t.Context(), knowledge.Past{Marks: marks}) {
			if item.Err != nil {
				failed += item.Err.Error() + "\n"
			}
			if item.Whole || item.Same {
				now[item.File], titles = item.Mark, stories
			}
			if item.Whole {
				now = marks
				break
			}
			if item.Mark != "" {
				now[item.File] = item.Mark
			}
			if s := item.Story; s != nil {
				if s.Hash != s.Fingerprint() || s.Source != src.Name() || s.Item != item.File || item.File != "." {
					t.Errorf("%s: an unfinished story: %+v", step, s)
				}
				titles = append(titles, s.Title)
			}
		}
		slices.Sort(titles)
		marks, stories = now, titles
		if got := strings.Join(titles, ", "); got != want {
			t.Errorf("%s: got the stories %q, want %q (%s)", step, got, want, failed)
		}
		if (failure == "") != (failed == "") || !strings.Contains(failed, failure) {
			t.Errorf("%s: failed %q, want %q", step, failed, failure)
		}
	}
	bridge := printed(t, "bridge")
	site.raw = zipOf(t, "a.md", note("A"), "b/one.pdf", bridge, "../c.md", note("C"))
	load("first", "A, The bridge opens", "leads out of the zip")
	site.raw = zipOf(t, "a.md", note("A"), "b/one.pdf", bridge)
	load("mended", "A, The bridge opens", "")
	site.full = 0
	load("not changed", "A, The bridge opens", "")
	if site.full != 0 {
		t.Error("it was fetched though it had not changed")
	}
	site.raw = zipOf(t, "a.md", note("A"), "d.md", note("D"))
	load("changed", "A, D", "")
	site.raw = site.raw[:100]
	load("cut off", "A, D", "it is no whole zip")
	site.status = 404
	load("gone", "A, D", "answers 404")
}
