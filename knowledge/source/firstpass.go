package source

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// firstPass is what a first look at a file of many stories tells: which of two
// with one ID is the newer, and what many of them end with.
type firstPass struct {
	seed   maphash.Seed
	newest map[string]lineVersion
	common plain.CommonEndings
}

// lineVersion is a line of a file, as the newest with its story's ID.
type lineVersion struct {
	line    int
	updated time.Time
	text    uint64 // the hash of its text
	length  int    // of its text
	cutOff  bool   // its title ends in "..."
}

// lineHead is what a first look reads of a line.
type lineHead struct {
	ID      plain.Scalar `json:"id"`
	Title   plain.Scalar `json:"title"`
	URL     plain.Scalar `json:"url"`
	Text    string       `json:"text"`
	HTML    string       `json:"html"`
	Updated plain.Scalar `json:"updated"`
}

// firstPass looks through the file once, before it is read.
func (r *fileReader) firstPass() (*firstPass, error) {
	f, err := r.fsys.Open(r.name)
	if err != nil {
		return nil, fmt.Errorf("open it: %w; check that it may be read", plain.WithoutPath(err))
	}
	defer f.Close() //nolint:errcheck // only read
	_, packed := kindOf(r.name)
	in, err := unpack(f, packed)
	if err != nil {
		return nil, err
	}
	s := &firstPass{seed: maphash.MakeSeed(), newest: make(map[string]lineVersion)}
	ends := plain.Endings{}
	err = plain.EachLine(in, r.folder.options.MaxFileBytes, r.folder.options.lineBytes(), func(n int, line []byte, long bool) bool {
		var g lineHead
		if long || json.Unmarshal(line, &g) != nil {
			return !r.ended()
		}
		s.add(&g, n)
		ends.Add(g.Text)
		return !r.ended()
	})
	s.common = ends.Common()
	if err != nil { // what was seen holds; the file's second reading reports the error with the stories before it
		return s, nil //nolint:nilerr // see above
	}
	return s, nil
}

func (s *firstPass) add(g *lineHead, n int) {
	id := plain.Identity(plain.OneLine(string(g.ID)), string(g.URL))
	if id == "" || g.Title == "" || g.Text == "" && g.HTML == "" {
		return
	}
	updated, _ := plain.ParseDate(string(g.Updated))
	mine := lineVersion{line: n, updated: updated, text: maphash.String(s.seed, g.Text+g.HTML), length: len(g.Text) + len(g.HTML)}
	mine.cutOff = strings.HasSuffix(string(g.Title), "...") || strings.HasSuffix(string(g.Title), "…")
	if had, ok := s.newest[id]; ok && had.before(&mine) {
		return
	}
	s.newest[id] = mine
}

// before reports whether e is to be kept rather than a later line: it was updated
// later, or, where neither was, the later line has lost most of the text, as a
// page that failed to load has, or the end of the title.
func (e *lineVersion) before(later *lineVersion) bool {
	if !e.updated.Equal(later.updated) {
		return later.updated.Before(e.updated)
	}
	return 2*later.length < e.length || later.cutOff && !e.cutOff
}

// newer gives the line of a newer story with the same ID, and whether it has
// the same text; 0 where there is none.
func (s *firstPass) newer(id string, n int, text string) (line int, same bool) {
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
func (w *walk) common(dir string) plain.CommonEndings {
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
	ends, looked := plain.Endings{}, 0
	for _, e := range entries {
		if k, packed := kindOf(e.Name()); k != textKind || packed || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if info, err := e.Info(); err != nil || info.Size() > neighbourBytes {
			continue
		}
		if looked++; looked > mostNeighbours || w.ended() {
			break
		}
		if raw, err := fs.ReadFile(w.fsys, path.Join(dir, e.Name())); err == nil {
			if text, err := plain.Decode(raw, ""); err == nil {
				ends.Add(text)
			}
		}
	}
	w.ends[dir] = ends.Common()
	return w.ends[dir]
}

// usual reports of a line whether many stories end with it. What tells of a
// correction does so of each of them.
func usual(common plain.CommonEndings) plain.CommonEnding {
	if len(common) == 0 {
		return nil
	}
	return func(lang *text.Language, l, outlet string) bool {
		return common.Has(l) && !page.Announces(lang, l, outlet)
	}
}
