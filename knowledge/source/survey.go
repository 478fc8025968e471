package source

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
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
	err = eachLine(in, r.folder.options.MaxFileBytes, r.folder.options.lineBytes(), func(n int, line []byte, long bool) bool {
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

// usualOf reports of a line whether many stories end with it. What tells of a
// correction does so of each of them.
func usualOf(common repeats) usual {
	if len(common) == 0 {
		return nil
	}
	return func(l, outlet string) bool { return common.has(l) && !announces(l, outlet) }
}
