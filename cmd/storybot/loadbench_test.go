package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/source"
)

const (
	loadedPages = 1000
	loadVar     = "STORYBOT_LOAD_FOLDER" // makes a child of TestLoadOfFolder
)

// BenchmarkLoadPages loads 1,000 local HTML pages twice, each time in a process
// of its own, on all cores and on one. Run it with
//
//	go test ./cmd/storybot -run - -bench LoadPages -benchtime 1x
//
// The generated pages weigh 60 to 100 kB, as pages of the web do; the saved ones
// are those of ../shared/data, each ten times under another address. PROFILE=file
// keeps a profile of the first load on all cores.
func BenchmarkLoadPages(b *testing.B) {
	for name, write := range map[string]func(testing.TB, string) int64{"generated": generatedPages, "saved": savedPages} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			size := write(b, dir)
			for b.Loop() {
				all, one := loadOf(b, dir, os.Getenv("GOMAXPROCS")), loadOf(b, dir, "1")
				if all.Stories < loadedPages*95/100 || all.Stories != one.Stories {
					b.Fatalf("loaded %d stories, and %d on one core", all.Stories, one.Stories)
				}
				b.Logf("%d pages of %d kB, %d stories: %.0f pages a second (one core: %.0f), peak memory %d MB, again with nothing changed: %s, %.0f times faster",
					loadedPages, size/loadedPages>>10, all.Stories, all.perSecond(), one.perSecond(), all.PeakKB>>10, all.Again.Round(time.Microsecond), float64(all.First)/float64(all.Again))
				b.ReportMetric(all.perSecond(), "pages/s")
				b.ReportMetric(all.perSecond()/one.perSecond(), "one-core-x")
				b.ReportMetric(float64(all.PeakKB>>10), "peak-MB")
				b.ReportMetric(float64(all.First)/float64(all.Again), "again-x")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}

// loaded is what a child tells of its two loads.
type loaded struct {
	Stories      int
	First, Again time.Duration
	PeakKB       int64 // the most memory the process has had
}

func (l *loaded) perSecond() float64 { return loadedPages / l.First.Seconds() }

func loadOf(b *testing.B, dir, cores string) *loaded {
	b.Helper()
	child := exec.CommandContext(b.Context(), os.Args[0], "-test.run=^TestLoadOfFolder$", "-test.v") //nolint:gosec // this binary
	child.Env = append(os.Environ(), loadVar+"="+dir, "GOMAXPROCS="+cores)
	out, err := child.CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var l loaded
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "{") {
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				b.Fatal(err)
			}
		}
	}
	return &l
}

// TestLoadOfFolder is the child: it loads a folder twice and tells how that went.
func TestLoadOfFolder(t *testing.T) {
	dir := os.Getenv(loadVar)
	if dir == "" {
		t.Skip("is run by BenchmarkLoadPages")
	}
	index, err := local.Open(t.Context(), t.TempDir(), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close() //nolint:errcheck // what it holds is thrown away
	pages, err := source.Open(dir, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if file := os.Getenv("PROFILE"); file != "" && os.Getenv("GOMAXPROCS") != "1" {
		f, err := os.Create(file) //nolint:gosec // named by whoever runs it
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close() //nolint:errcheck // a profile
		if err := pprof.StartCPUProfile(f); err != nil {
			t.Fatal(err)
		}
		defer pprof.StopCPUProfile()
	}
	base, l := &knowledge.Base{Index: index}, loaded{}
	for _, took := range []*time.Duration{&l.First, &l.Again} {
		began := time.Now()
		report, err := base.Load(t.Context(), []knowledge.Source{pages}, knowledge.LoadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		*took, l.Stories = time.Since(began), report.Stories
		if len(report.Failed) > 0 {
			t.Logf("%d failed: %v", len(report.Failed), report.Failed[0])
		}
	}
	l.PeakKB = peakMemory()
	told, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\n%s\n", told)
}

// peakMemory is the most memory that this process has had, in kB; 0 where the
// system does not tell.
func peakMemory() (kb int64) {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	_, _ = fmt.Sscan(rest, &kb)
	return kb
}

func writePage(tb testing.TB, dir string, n int, page string) int64 {
	tb.Helper()
	sub := filepath.Join(dir, fmt.Sprintf("%02d", n%20))
	if err := os.MkdirAll(sub, 0o700); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%04d.html", n)), []byte(page), 0o600); err != nil {
		tb.Fatal(err)
	}
	return int64(len(page))
}

// savedPages writes the saved pages, each as often as it takes, as if they were
// of other hosts, and with a number in their words so that none is another's copy.
func savedPages(tb testing.TB, dir string) (size int64) {
	tb.Helper()
	f, err := os.Open("../../../shared/data/html/pages.jsonl.gz")
	if errors.Is(err, fs.ErrNotExist) {
		tb.Skip("no ../shared/data: loading of saved pages not measured")
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var pages []string
	for lines := json.NewDecoder(bufio.NewReader(unpacked)); lines.More(); {
		var p struct{ HTML string }
		if err := lines.Decode(&p); err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, p.HTML)
	}
	for n := range loadedPages {
		other := strings.NewReplacer("https://", fmt.Sprintf("https://n%d.", n), "http://", fmt.Sprintf("http://n%d.", n), " the ", fmt.Sprintf(" the n%d ", n))
		size += writePage(tb, dir, n, other.Replace(pages[n%len(pages)]))
	}
	return size
}

// generatedPages writes pages that weigh what pages of the web weigh: most of it
// scripts, styles and menus, and a story of some hundreds of words among them.
func generatedPages(tb testing.TB, dir string) (size int64) {
	tb.Helper()
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same pages every time
	words := make([]string, 6000)
	for i := range words {
		for range 2 + r.IntN(3) {
			words[i] += string("bdfgklmnprstvz"[r.IntN(14)]) + string("aeiou"[r.IntN(5)])
		}
	}
	text := func(n int) string {
		var b strings.Builder
		for i := range n {
			w := words[int(float64(len(words))*r.Float64()*r.Float64())]
			switch {
			case i == 0:
				w = strings.ToUpper(w[:1]) + w[1:]
			case r.IntN(12) == 0:
				w = "<a href='/" + w + "'>" + w + "</a>"
			}
			b.WriteString(w + " ")
		}
		return strings.TrimSpace(b.String()) + "."
	}
	list := func(n, words int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<li class="item item-%d"><div class="card"><a href="/s/%d" class="card__link"><span class="card__title">%s</span></a></div></li>`, i, r.IntN(1e6), text(words))
		}
		return "<ul>" + b.String() + "</ul>"
	}
	for n := range loadedPages {
		var b strings.Builder
		title := strings.TrimSuffix(text(8), ".")
		fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><title>%s | The Lamp</title><meta property="og:title" content="%s"><meta property="og:site_name" content="The Lamp">
<link rel="canonical" href="https://lamp.test/%d"><script type="application/ld+json">{"@type":"NewsArticle","headline":"%s","datePublished":"2024-05-%02dT08:30:00Z","publisher":{"name":"The Lamp"}}</script>`, plainTitle(title), plainTitle(title), n, plainTitle(title), n%28+1)
		b.WriteString("<style>")
		for i := range 200 + r.IntN(200) {
			fmt.Fprintf(&b, ".c%d{margin:%dpx;color:#%06x;display:flex}\n", i, i, r.IntN(1<<24))
		}
		b.WriteString("</style><script>")
		for i := range 200 + r.IntN(300) {
			fmt.Fprintf(&b, "window.a%d=function(e){return e&&e.b%d?e.b%d<%d:null};\n", i, i, i, r.IntN(1e6))
		}
		fmt.Fprintf(&b, "</script></head><body><nav>%s</nav><main><article><h1>%s</h1><p class='byline'>By Ann Lee</p>", list(60, 2), title)
		for range 15 + r.IntN(20) {
			fmt.Fprintf(&b, "<p>%s %s %s</p>\n", text(12), text(18), text(9))
		}
		fmt.Fprintf(&b, "</article><aside><h2>Most read</h2>%s</aside></main><section class='comments'>%s</section><footer>%s</footer></body></html>", list(40, 8), list(30, 25), list(50, 2))
		size += writePage(tb, dir, n, b.String())
	}
	return size
}

// plainTitle is a generated title without its links.
func plainTitle(title string) string {
	for {
		before, rest, ok := strings.Cut(title, "<")
		if !ok {
			return title
		}
		_, rest, _ = strings.Cut(rest, ">")
		title = before + rest
	}
}
