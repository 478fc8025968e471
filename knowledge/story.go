package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/slug"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/wording"
)

// Label says what kind of story a story is. The empty Label means News.
type Label string

// The labels a story can have.
const (
	News       Label = "news"
	Opinion    Label = "opinion"
	Sponsored  Label = "sponsored"
	Wire       Label = "wire"
	Live       Label = "live"
	Correction Label = "correction"
	Retracted  Label = "retracted"
)

// ParseLabel reads a label as written in a story's fields. An empty or unknown word is News, and ok is false when it was unknown.
func ParseLabel(s string) (l Label, ok bool) {
	switch l := Label(strings.ToLower(strings.TrimSpace(s))); l {
	case "":
		return News, true
	case News, Opinion, Sponsored, Wire, Live, Correction, Retracted:
		return l, true
	default:
		return News, false
	}
}

// Story is one article as its source gave it, cleaned.
type Story struct {
	ID         string    // stable and URL-safe; see StoryID
	Title      string    // one line, never empty
	Outlet     string    // who published it; may be empty
	Authors    []string  // in the order given
	Published  time.Time // in the outlet's own zone, where it tells one, else UTC; midnight in UTC where only the day is known; zero: unknown
	Updated    time.Time // the same; zero: never updated, or unknown
	URL        string    // canonical; may be empty
	Collection string    // the named set it belongs to; empty: the default one
	Label      Label
	Lang       string // ISO 639-1, "en" where unknown
	Text       string // clean UTF-8; paragraphs are separated by one empty line
	Source     string // the entry of STORIES it came from
	Item       string // the file or page within the source
	Hash       string // what Fingerprint gives
}

// Fingerprint is the content hash of s: 32 hexadecimal digits over everything a
// reader could see of it, so that an unchanged story is recognised, wherever it
// is read.
func (s *Story) Fingerprint() string {
	h := sha256.New()
	for _, f := range []string{
		s.Title, s.Outlet, strings.Join(s.Authors, "\x01"), stamp(s.Published), stamp(s.Updated),
		s.URL, s.Collection, string(s.Label), s.Lang, s.Text,
	} {
		h.Write([]byte(f))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// The most that is kept of what a story says of itself, in bytes; the longest headlines have some 300.
const (
	mostTitle   = 1000
	mostName    = 200 // of an outlet, an author, a collection
	mostAuthors = 50
	mostAddress = 4 << 10 // what is longer is no address
)

// Bound cuts what is longer than any headline, name or list of authors is, and drops
// an address that is too long to be one: half of it would lead elsewhere.
func (s *Story) Bound() {
	was := *s
	s.Title, s.Outlet, s.Collection, s.Lang = wording.Cut(s.Title, mostTitle), wording.Cut(s.Outlet, mostName), wording.Cut(s.Collection, mostName), wording.Cut(s.Lang, mostName)
	if len(s.URL) > mostAddress {
		s.URL = ""
	}
	s.Authors = slices.Clone(s.Authors[:min(len(s.Authors), mostAuthors)])
	for i := range s.Authors {
		s.Authors[i] = wording.Cut(s.Authors[i], mostName)
	}
	if s.Title != was.Title || s.Outlet != was.Outlet || s.Collection != was.Collection || s.Lang != was.Lang || s.URL != was.URL || !slices.Equal(s.Authors, was.Authors) {
		s.Hash = s.Fingerprint()
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// Day writes the day of t in its zone as 2006-01-02, and the zero time as nothing.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// Ahead reports whether a date of publication lies ahead of now: its moment or, where it is a day alone, the day in the zone of now.
func Ahead(published, now time.Time) bool {
	if published.UTC().Truncate(24 * time.Hour).Equal(published) {
		return Day(published) > Day(now)
	}
	return published.After(now)
}

// StoryID makes the stable, URL-safe ID of a story from its canonical URL or,
// where it has none, from its path within its source: a readable slug of at
// most 48 bytes and eight hexadecimal digits of the whole key's hash.
//
// A URL that names the page standing for a folder (index.html) gives the ID of
// the folder, with or without a slash at its end.
func StoryID(key string) string {
	if strings.Contains(key, "://") {
		key = strings.TrimRight(WithoutIndex(key), "/")
	}
	sum := sha256.Sum256([]byte(key))
	return slug.Of(key) + "-" + hex.EncodeToString(sum[:4])
}

// ContentID makes the stable, URL-safe ID of a story that has no URL and no place of
// its own, as one of many in a file: from its title, its text as written, and the
// collection that it is in. White space does not count. Sixteen hexadecimal digits of the
// hash follow the title's slug: a file may hold hundreds of thousands of them.
func ContentID(title, text, collection string) string {
	fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	sum := sha256.Sum256([]byte(fold(title) + "\x00" + fold(text) + "\x00" + collection))
	return slug.Of(strings.ReplaceAll(title, "/", " ")) + "-" + hex.EncodeToString(sum[:8])
}

// WithoutIndex drops the name of the page that stands for a folder from the
// end of a URL's path.
func WithoutIndex(path string) string {
	for _, page := range []string{"/index.html", "/index.htm", "/index.shtml", "/index.php"} {
		if folder, ok := strings.CutSuffix(path, page); ok {
			return folder + "/"
		}
	}
	return path
}

// Version is one text that a story has had.
type Version struct {
	Hash        string    // the story's Hash at that time
	Seen        time.Time // when it was loaded, UTC
	TextChanged bool      // whether Text differs from the version before; true for the first
}

// Given is what s has said it is about before its sentences do: its title and its first sentence, its outlet if it is that of a place, and
// those of the others whose titles it quotes, as a retraction does.
func (s *Story) Given(l *text.Language, others []Story) string {
	given := s.opening(l) + s.local(l, others)
	for i := range others {
		if o := &others[i]; o.ID != s.ID && len(o.Title) >= wholeTitle && strings.Contains(s.Text, o.Title) {
			given += ". " + o.opening(l)
		}
	}
	return given
}

// local is its outlet, as a sentence, if that has a rare word in its name, which stands nowhere without a capital, and none for a large place: the
// Kolbry Bay Courier need not say where Kolbry Bay is, while the New York Times tells of the world, and the Harbour Post of no harbour.
func (s *Story) local(l *text.Language, others []Story) string {
	rare := slices.DeleteFunc(l.Words(s.Outlet), func(w text.Word) bool { return !w.Upper || l.Rarity(w.Norm, l.Stem(w.Norm)) <= 2 })
	if len(rare) == 0 || slices.ContainsFunc(l.Words(s.Outlet), func(w text.Word) bool { return l.Places.Kinds[w.Norm] != 0 || l.Places.Starts[w.Norm] }) || slices.ContainsFunc(others, func(o Story) bool {
		return slices.ContainsFunc(rare, func(w text.Word) bool { return strings.Contains(o.Text, " "+w.Norm) })
	}) {
		return ""
	}
	return ". " + s.Outlet
}

// wholeTitle is how long a title must be, in bytes, to be known in another text.
const wholeTitle = 20

// opening is the title and the first sentence.
func (s *Story) opening(l *text.Language) string {
	if first := l.Sentences(text.Cut(s.Text, longestSentence)); len(first) > 0 {
		return s.Title + ". " + first[0].Of(s.Text)
	}
	return s.Title
}

// longestSentence is how much of a text, in bytes, may be its first sentence.
const longestSentence = 4000
