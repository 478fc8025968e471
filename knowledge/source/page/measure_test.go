package page

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/source/plain"
)

const pagesFile = "../../../../shared/data/html/pages.jsonl.gz"

// page is a saved web page and the text a person marked as its story.
type page struct{ ID, URL, HTML, Body string }

func pages(tb testing.TB) []page {
	tb.Helper()
	f, err := os.Open(pagesFile)
	if errors.Is(err, fs.ErrNotExist) {
		tb.Skip("no ../shared/data: finding the story in web pages not measured")
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var list []page
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var p page
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			tb.Fatal(err)
		}
		list = append(list, p)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return list
}

var anyWord = regexp.MustCompile(`[\pL\pN\pM_]+`)

// runs counts a text's runs of four words.
func runs(text string) map[string]float64 {
	words := anyWord.FindAllString(text, -1)
	count := make(map[string]float64)
	for i := 0; i < max(1, len(words)-3); i++ {
		count[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return count
}

// score compares a text with the right one: the shares of runs of four words
// that are right of those given, and given of those that are right.
func score(got, want string) (precision, recall float64) {
	g, w := runs(got), runs(want)
	var right, given, wanted float64
	for run, n := range g {
		given += n
		right += min(n, w[run])
	}
	for _, n := range w {
		wanted += n
	}
	return right / given, right / wanted
}

// f1 is the measure of the article extraction benchmark: each page weighs the
// same, and F1 is that of mean precision and mean recall.
func f1(list []page, extract func(page) string) (f, precision, recall float64) {
	for _, p := range list {
		a, b := score(extract(p), p.Body)
		precision += a / float64(len(list))
		recall += b / float64(len(list))
	}
	return 2 * precision * recall / (precision + recall), precision, recall
}

func ours(p page) string {
	s, err := FromHTML(p.HTML)
	if err != nil {
		return ""
	}
	return s.Text
}

// TestMainText holds the main text to more than any library alone reaches: go-trafilatura 0.954, go-readability 0.946.
func TestMainText(t *testing.T) {
	measured(t)
	f, p, r := f1(pages(t), ours)
	t.Logf("main text of %s: F1 %.4f, precision %.4f, recall %.4f", pagesFile, f, p, r)
	if f < 0.965 {
		t.Errorf("F1 is %.4f, want at least 0.965", f)
	}
}

// pasted is what is found of some pages where they come as the text that one copies from them.
type pasted struct{ pages, titles, dates, none, outlets, unnamed int }

// TestPastedText measures what is found of the same pages where they come as the text that
// one copies from them: of all, and of two halves of their hosts, of which the first was looked at to
// write this, and the second for what still was wrong then. The outlet is right that the page's own markup names.
func TestPastedText(t *testing.T) {
	measuredAlone(t)
	of := judgements(t)
	byHalf := map[string][]page{}
	for _, p := range pages(t) {
		half := "half b"
		if u, err := url.Parse(p.URL); err == nil && sha256.Sum256([]byte(strings.TrimPrefix(u.Hostname(), "www.")))[0]%2 == 0 {
			half = "half a"
		}
		byHalf[half] = append(byHalf[half], p)
	}
	var sum pasted
	all := 0.0
	for _, half := range []string{"half a", "half b"} {
		var n pasted
		f, p, r := f1(byHalf[half], func(p page) string { return n.look(p, of[p.ID]) })
		t.Logf("copied text of %s, %s: F1 %.4f, precision %.4f, recall %.4f; %s", pagesFile, half, f, p, r, n)
		sum = pasted{sum.pages + n.pages, sum.titles + n.titles, sum.dates + n.dates, sum.none + n.none, sum.outlets + n.outlets, sum.unnamed + n.unnamed}
		all += f * float64(n.pages)
	}
	t.Logf("copied text of %s, all: mean F1 of the halves %.4f; %s", pagesFile, all/float64(sum.pages), sum)
	if wrong := sum.pages - sum.outlets - sum.unnamed; sum.titles < 84 || sum.outlets < 22 || wrong > 3 {
		t.Errorf("want at least 84 titles and 22 outlets right, and at most 3 outlets wrong: %s", sum)
	}
}

// look reads a page that was copied, counts what is right and returns the text.
func (n *pasted) look(p page, right judged) string {
	n.pages++
	_, lines := FlatText(p.HTML)
	s, err := plain.FromText(strings.Join(lines, "\n"), nil)
	if err != nil {
		return ""
	}
	if right.titled(s.Title) {
		n.titles++
	}
	switch {
	case s.Published.IsZero():
		n.none++
	case right.dated(s.Published):
		n.dates++
	}
	marked, err := FromHTML(p.HTML)
	switch {
	case s.Outlet == "" || err != nil || marked.Outlet == "":
		n.unnamed++
	case sameName(s.Outlet, marked.Outlet):
		n.outlets++
	}
	return s.Text
}

// sameName reports whether one name holds the other: "The Lamp", "The Lamp News".
func sameName(a, b string) bool {
	a, b = plain.Letters(a), plain.Letters(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// String tells the counts.
func (n pasted) String() string {
	return fmt.Sprintf("title right %d of %d; date right %d, none %d, wrong %d; outlet right %d, none %d, wrong %d",
		n.titles, n.pages, n.dates, n.none, n.pages-n.dates-n.none, n.outlets, n.unnamed, n.pages-n.outlets-n.unnamed)
}

// measuredAlone skips what measures for seconds on much data, unless STORYBOT_MEASURED asks for it, as .ci/run does.
func measuredAlone(t *testing.T) {
	t.Helper()
	measured(t)
	if os.Getenv("STORYBOT_MEASURED") == "" {
		t.Skip("takes seconds: measured where STORYBOT_MEASURED is set")
	}
}
