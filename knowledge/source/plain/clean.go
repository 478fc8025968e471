package plain

import (
	"strings"
	"time"
)

// edge knows what stands around a story, and learns from it.
type edge struct {
	title, outlet      string
	authors            []string
	published, updated time.Time
	ends               Usual // what many stories end with; nil: not known
}

// HeadLines is how far from the top what stands around a story is looked for.
const HeadLines = 12

// tailLines is how many lines of what stands around a story are left out at its end.
const tailLines = 40

// top drops what stands above a story: copyright lines, photo credits, the
// headline again, the byline, the date and the outlet's name. It ends at the
// first line that is prose. What it learns of the story it keeps.
func (e *edge) top(lines []string) []string {
	kept := make([]string, 0, len(lines))
	for i, l := range lines {
		if l == "" {
			kept = append(kept, l)
			continue
		}
		again := Alike(l, e.title) && !(prose(l) && strings.HasSuffix(strings.TrimRight(l, closing), ".")) // a title may be the story's first sentence
		if len(kept) > HeadLines || prose(l) && !again && !e.above(l) {
			return append(kept, lines[i:]...)
		}
		if again || e.above(l) {
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// above says whether a line is of those that stand above a story, and learns from it.
func (e *edge) above(l string) bool {
	if ok, owner := copyright(l); ok {
		e.outlet = First(e.outlet, owner)
		return true
	}
	if credit(l) || e.ownName(l) {
		return true
	}
	if by := byline(l); by != nil {
		if len(e.authors) == 0 {
			e.authors = by
		}
		return true
	}
	if published, updated, ok := LineDates(l); ok {
		if e.published.IsZero() {
			e.published = published
		}
		if e.updated.IsZero() {
			e.updated = updated
		}
		return true
	}
	return false
}

// ownName says whether a line is only the outlet's name, an author's, or both.
func (e *edge) ownName(l string) bool {
	if len(l) > 100 || prose(l) || !Capitalised(l) {
		return false
	}
	letters := Letters(l)
	if letters == "" {
		return false
	}
	if outlet := Letters(e.outlet); outlet != "" && strings.Contains(letters, outlet) && len(letters) <= len(outlet)+40 {
		if name, _, ok := strings.Cut(l, ","); ok && len(e.authors) == 0 && strings.Contains(name, " ") && !strings.Contains(Letters(name), outlet) {
			e.authors = Names([]string{name}) // "Jane Doe, The Courier"
		}
		return true
	}
	for _, a := range e.authors {
		if letters == Letters(a) {
			return true
		}
	}
	return false
}

// bottom drops what stands below a story: calls to the reader, copyright
// lines, credits and what many stories end with, from the end up to the first
// line that is none of them.
func (e *edge) bottom(lines []string) []string {
	end, left := len(lines), tailLines
	for end > 0 && left > 0 {
		l := lines[end-1]
		if l != "" {
			left--
		}
		ok, owner := copyright(l)
		if ok {
			e.outlet = First(e.outlet, owner)
		}
		if l != "" && !ok && !callsReader(l) && !credit(l) && !e.usual(l) {
			break
		}
		end--
	}
	return lines[:end]
}

// usual reports whether many stories end with a line.
func (e *edge) usual(l string) bool { return e.ends != nil && e.ends(l, e.outlet) }

// middle drops what stands between a story's paragraphs: photo credits, and
// links to other stories. Neither is ever a sentence.
func middle(lines []string) []string {
	kept := make([]string, 0, len(lines))
	for _, l := range lines {
		if _, sure := slashed(l); l == "" || !sure && !pictureLine(l) && !pointer(l) {
			kept = append(kept, l)
		}
	}
	return kept
}

// Usual reports whether many stories end with a line, which is then none of this
// story's own. outlet is the story's, as far as it is known; nil: not known.
type Usual func(line, outlet string) bool
