package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source"
)

// newsSite is a site of its own, whose feed, zip and pages are what paths has.
func newsSite(t *testing.T, paths map[string]string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		body, ok := paths[in.URL.Path]
		if !ok {
			http.NotFound(out, in)
			return
		}
		if strings.HasPrefix(body, "<!") {
			out.Header().Set("Content-Type", "text/html")
		}
		_, _ = out.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return s
}

// bridgePage is a page of a story that says where it belongs.
func bridgePage(outlet, address, text string) string {
	return `<!doctype html><html><head><title>The bridge of Norton opens</title><link rel="canonical" href="` + address + `"><meta property="og:site_name" content="` + outlet + `"></head><body><article><h1>The bridge of Norton opens</h1><p>` + text + `</p></article></body></html>`
}

// feedOf is a feed with one entry.
func feedOf(title, link, text string) string {
	return `<rss version="2.0"><channel><title>` + title + `</title><item><title>The bridge of Norton opens</title><link>` + link + `</link><description><![CDATA[` + text + `]]></description></item></channel></rss>`
}

// TestOwnerGoesFirst: of a story that its own outlet and others tell, the outlet's is told as the
// outlet's, whoever is named or loaded first; an aggregator that only leads there tells it where
// the outlet does not; and what has a text of its own stands beside it, as told by its host.
func TestOwnerGoesFirst(t *testing.T) {
	t.Parallel()
	lamp, mirror := map[string]string{}, map[string]string{}
	own, other := newsSite(t, lamp), newsSite(t, mirror)
	address := own.URL + "/bridge"
	const text = "The bridge of Norton was opened on Monday by the mayor, who cut a ribbon before a large crowd."
	lamp["/bridge"] = bridgePage("The Lamp", address, text)
	lamp["/feed"] = feedOf("The Lamp", address, "")
	mirror["/feed"] = feedOf("Mirror", address, "")
	mirror["/click"] = feedOf("Mirror", other.URL+"/to/bridge", "")
	mirror["/text"] = feedOf("Mirror", address, "<p>"+strings.Repeat("The bridge is gone, the mirror says, and has it from nobody. ", 20)+"</p>")
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	page, _ := z.Create("bridge.html")
	_, _ = page.Write([]byte(bridgePage("The Lamp", address, "The bridge of Norton is closed for good, the mirror says, and nobody knows why.")))
	line, _ := z.Create("all.jsonl")
	_, _ = line.Write([]byte(`{"title": "The tower of Norton", "text": "The tower of Norton is closed for good, the mirror says, and nobody knows why.", "outlet": "Wire", "url": "` + address + `/tower"}` + "\n"))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	mirror["/all.zip"] = packed.String()
	host := strings.TrimPrefix(other.URL, "http://")
	const (
		owned = "lamp The Lamp"
		links = "mirror The Lamp"
	)
	told, zipped, wired := "text Mirror, as told by "+host, "zip The Lamp, as told by "+host, "zip Wire, as told by "+host
	for name, c := range map[string]struct{ loads, want string }{
		"the aggregator alone":            {"mirror", links},
		"the aggregator first":            {"mirror lamp", owned},
		"the owner first":                 {"lamp mirror", owned},
		"an earlier load":                 {"mirror, mirror lamp", owned},
		"an earlier load, then in front":  {"mirror, lamp mirror", owned},
		"the aggregator comes in front":   {"lamp, mirror lamp", owned},
		"the owner goes":                  {"mirror lamp, mirror", links},
		"the owner goes and comes back":   {"mirror lamp, mirror, mirror lamp", owned},
		"an entry with a text, alone":     {"text", told},
		"an entry with a text, first":     {"text lamp", owned + "; " + told},
		"of one host, one telling":        {"text zip mirror lamp", owned + "; " + told + "; " + wired},
		"a zip alone":                     {"zip", zipped + "; " + wired},
		"a zip first":                     {"zip lamp", owned + "; " + zipped + "; " + wired},
		"a zip, an earlier load":          {"zip, lamp zip", owned + "; " + zipped + "; " + wired},
		"two aggregators, the first":      {"mirror again", links},
		"two aggregators, and the owner":  {"mirror again lamp", owned},
		"the owner among the aggregators": {"mirror lamp again", owned},
	} {
		base, end, err := emptyBase(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		for load := range strings.SplitSeq(c.loads, ", ") {
			var sources []knowledge.Source
			for name := range strings.FieldsSeq(load) {
				where := map[string]string{"lamp": own.URL + "/feed", "mirror": other.URL + "/feed", "again": other.URL + "/feed?again", "text": other.URL + "/text", "zip": other.URL + "/all.zip"}[name]
				s, err := source.Open(where, source.Options{Name: name, AllowHosts: []string{strings.TrimPrefix(own.URL, "http://"), host}})
				if err != nil {
					t.Fatal(err)
				}
				sources = append(sources, s)
			}
			for _, o := range []knowledge.LoadOptions{{Confirm: true}, {Confirm: true}, {All: true, Confirm: true}} {
				if r, err := base.Load(t.Context(), sources, o); err != nil || len(r.Failed) > 0 {
					t.Errorf("%s: %+v, %v", name, r.Failed, err)
				}
			}
		}
		stories, err := base.Stories(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range stories {
			got = append(got, s.Story.Source+" "+s.Story.Outlet)
		}
		slices.Sort(got)
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%s: got %s, want %s", name, all, c.want)
		}
		if err := end(); err != nil {
			t.Error(err)
		}
	}
}

// TestFeedsAtOnce: feeds of many hosts are fetched at once, and what comes of them does not depend on
// which is there first.
func TestFeedsAtOnce(t *testing.T) {
	t.Parallel()
	const feeds, delay = 20, 200 * time.Millisecond
	var sources []knowledge.Source
	var asked, most atomic.Int64 // how many hosts are asked at one moment, and were at most
	for i := range feeds {
		s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			n := asked.Add(1)
			defer asked.Add(-1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			time.Sleep(delay)
			if in.URL.Path != "/feed" {
				http.NotFound(out, in)
				return
			}
			text := fmt.Sprintf("The bridge number %d of Norton is open. ", i)
			_, _ = out.Write([]byte(feedOf("The Lamp", "/bridge", "<p>"+strings.Repeat(text, 30)+"</p>")))
		}))
		t.Cleanup(s.Close)
		one, err := source.Open(s.URL+"/feed", source.Options{AllowHosts: []string{strings.TrimPrefix(s.URL, "http://")}})
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, one)
	}
	base, end, err := emptyBase(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer end() //nolint:errcheck // the test is over
	began := time.Now()
	r, err := base.Load(t.Context(), sources, knowledge.LoadOptions{})
	took := time.Since(began)
	if err != nil || len(r.Failed) > 0 || r.Stories != feeds {
		t.Fatalf("%+v, %v", r, err)
	}
	for i, s := range r.Sources {
		if s.Source != sources[i].Name() || s.Stories != 1 {
			t.Errorf("source %d is %+v", i, s)
		}
	}
	t.Logf("%d feeds that take %s each: loaded in %s, %d of them at once", feeds, delay, took.Round(10*time.Millisecond), most.Load())
	if n := most.Load(); n < 4 || n > 8 {
		t.Errorf("%d hosts were asked at one moment, want 4 to 8", n)
	}
}
