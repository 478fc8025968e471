package source

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// survey is what a first look at a file of many stories tells: which of two
// with one ID is the newer, and what many of them end with.
type survey struct {
	seed   maphash.Seed
	newest map[string]edition
	common repeats
}

// edition is a line of a file, as the newest with its story's ID.
type edition struct {
	line    int
	updated time.Time
	text    uint64 // the hash of its text
	length  int    // of its text
	cutOff  bool   // its title ends in "..."
}

// glance is what a first look reads of a line.
type glance struct {
	ID      word   `json:"id"`
	Title   word   `json:"title"`
	URL     word   `json:"url"`
	Text    string `json:"text"`
	HTML    string `json:"html"`
	Updated word   `json:"updated"`
}

// survey looks through the file once, before it is read.
func (r *reading) survey() (*survey, error) {
	f, err := r.fsys.Open(r.name)
	if err != nil {
		return nil, fmt.Errorf("open it: %w; check that it may be read", plain(err))
	}
	defer f.Close() //nolint:errcheck // only read
	_, packed := kindOf(r.name)
	in, err := unpack(f, packed)
	if err != nil {
		return nil, err
	}
	s := &survey{seed: maphash.MakeSeed(), newest: make(map[string]edition)}
	ends := endings{}
	err = eachLine(in, r.folder.options, func(n int, line []byte, long bool) bool {
		var g glance
		if long || json.Unmarshal(line, &g) != nil {
			return !r.ended()
		}
		s.add(&g, n)
		ends.add(g.Text)
		return !r.ended()
	})
	s.common = ends.common()
	if err != nil { // what was seen holds; the file's second reading reports the error with the stories before it
		return s, nil //nolint:nilerr // see above
	}
	return s, nil
}

func (s *survey) add(g *glance, n int) {
	id := identity(oneLine(string(g.ID)), string(g.URL))
	if id == "" || g.Title == "" || g.Text == "" && g.HTML == "" {
		return
	}
	updated, _ := parseDate(string(g.Updated))
	mine := edition{line: n, updated: updated, text: maphash.String(s.seed, g.Text+g.HTML), length: len(g.Text) + len(g.HTML)}
	mine.cutOff = strings.HasSuffix(string(g.Title), "...") || strings.HasSuffix(string(g.Title), "…")
	if had, ok := s.newest[id]; ok && had.before(&mine) {
		return
	}
	s.newest[id] = mine
}

// before says whether e is to be kept rather than a later line: it was updated
// later, or, where neither was, the later line has lost most of the text, as a
// page that failed to load has, or the end of the title.
func (e *edition) before(later *edition) bool {
	if !e.updated.Equal(later.updated) {
		return later.updated.Before(e.updated)
	}
	return 2*later.length < e.length || later.cutOff && !e.cutOff
}

// newer gives the line of a newer story with the same ID, and whether it has
// the same text; 0 where there is none.
func (s *survey) newer(id string, n int, text string) (line int, same bool) {
	newest, ok := s.newest[id]
	if !ok || newest.line == n {
		return 0, false
	}
	return newest.line, maphash.String(s.seed, text) == newest.text
}

// repeats are the lines that many stories end with.
type repeats map[string]bool

func (r repeats) has(l string) bool { return r[l] }

// endings counts the lines that stories end with.
type endings map[string]int

const (
	lastLines  = 5       // so many lines from the end are counted
	oftenEnded = 8       // so many stories must end with a line for it to be no story's own
	mostLines  = 1 << 16 // so many lines are counted
)

func (e endings) add(text string) {
	had := make([]string, 0, lastLines)
	text = strings.TrimSpace(text)
	for len(had) < lastLines && text != "" {
		at := strings.LastIndexByte(text, '\n')
		l := spaces(scrub(text[at+1:]))
		text = strings.TrimSpace(text[:max(at, 0)])
		had = append(had, l)
		// a short sentence may well end many stories, each its own: "The trial continues."
		if len(l) > 400 || l == "" || ended(l) && strings.Count(l, " ") < 5 || slices.Contains(had[:len(had)-1], l) {
			continue
		}
		if _, known := e[l]; known || len(e) < mostLines {
			e[l]++
		}
	}
}

func (e endings) common() repeats {
	r := repeats{}
	for l, n := range e {
		if n >= oftenEnded {
			r[l] = true
		}
	}
	return r
}

const (
	mostNeighbours = 500       // so many plain texts of a folder are looked at for common endings
	neighbourBytes = 256 << 10 // and none that is larger
)

// common finds, once for each folder, what many of its plain texts end with.
func (w *walk) common(dir string) repeats {
	if known, ok := w.ends[dir]; ok {
		return known
	}
	w.ends[dir] = nil
	if w.single {
		return nil
	}
	entries, err := fs.ReadDir(w.fsys, dir)
	if err != nil {
		return nil // the walk reports it
	}
	ends, looked := endings{}, 0
	for _, e := range entries {
		if k, packed := kindOf(e.Name()); k != plainText || packed || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if info, err := e.Info(); err != nil || info.Size() > neighbourBytes {
			continue
		}
		if looked++; looked > mostNeighbours || w.ended() {
			break
		}
		if raw, err := fs.ReadFile(w.fsys, path.Join(dir, e.Name())); err == nil {
			if text, err := decode(raw, ""); err == nil {
				ends.add(text)
			}
		}
	}
	w.ends[dir] = ends.common()
	return w.ends[dir]
}
