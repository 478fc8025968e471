package plain

import (
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// boilerplate knows what stands around a story, and learns from it.
type boilerplate struct {
	lang               *text.Language // what the story is read by
	title, outlet      string
	authors            []string
	published, updated time.Time
	common             CommonEnding // what many stories end with; nil: not known
}

// TopLines is how many lines at the top of a text may be boilerplate.
const TopLines = 12

// How long a call to the reader is that stands within a story, in bytes, and how many of
// them are looked for.
const (
	mostCall  = 200
	mostCalls = 200
)

// tailLines is how many lines of what stands around a story are left out at its end.
const tailLines = 40

// top drops what stands above a story: copyright lines, photo credits, the
// headline again, the byline, the date and the outlet's name. It ends at the
// first line that is prose. What it learns of the story it keeps.
func (b *boilerplate) top(lines []string) []string {
	kept := make([]string, 0, len(lines))
	for i, l := range lines {
		if l == "" {
			kept = append(kept, l)
			continue
		}
		again := Alike(l, b.title) && !(isProse(l) && strings.HasSuffix(strings.TrimRight(l, closing), ".")) // a title may be the story's first sentence
		if len(kept) > TopLines || isProse(l) && !again && !b.above(l) {
			return append(kept, lines[i:]...)
		}
		if again || b.above(l) {
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// above reports whether a line is of those that stand above a story, and learns from it.
func (b *boilerplate) above(l string) bool {
	if ok, owner := copyrightLine(b.lang, l); ok {
		b.outlet = First(b.outlet, owner)
		return true
	}
	if isCredit(b.lang, l) || b.ownName(l) {
		return true
	}
	if by := byline(b.lang, l); by != nil {
		if len(b.authors) == 0 {
			b.authors = by
		}
		return true
	}
	if published, updated, ok := LineDates(b.lang, l); ok {
		if b.published.IsZero() {
			b.published = published
		}
		if b.updated.IsZero() {
			b.updated = updated
		}
		return true
	}
	return false
}

// ownName reports whether a line is only the outlet's name, an author's, or both.
func (b *boilerplate) ownName(l string) bool {
	if len(l) > 100 || isProse(l) || !Capitalised(b.lang, l) {
		return false
	}
	letters := Letters(l)
	if letters == "" {
		return false
	}
	if outlet := Letters(b.outlet); outlet != "" && strings.Contains(letters, outlet) && len(letters) <= len(outlet)+40 {
		if name, _, ok := strings.Cut(l, ","); ok && len(b.authors) == 0 && strings.Contains(name, " ") && !strings.Contains(Letters(name), outlet) {
			b.authors = Names(b.lang, []string{name}) // "Jane Doe, The Courier"
		}
		return true
	}
	for _, a := range b.authors {
		if letters == Letters(a) {
			return true
		}
	}
	return false
}

// bottom drops what stands below a story: calls to the reader, copyright
// lines, credits and what many stories end with, from the end up to the first
// line that is none of them.
func (b *boilerplate) bottom(lines []string) []string {
	end, left := len(lines), tailLines
	for end > 0 && left > 0 {
		l := lines[end-1]
		if l != "" {
			left--
		}
		ok, owner := copyrightLine(b.lang, l)
		if ok {
			b.outlet = First(b.outlet, owner)
		}
		if l != "" && !ok && !isCallToAction(b.lang, l) && !isCredit(b.lang, l) && !b.usual(l) {
			break
		}
		end--
	}
	return lines[:end]
}

// usual reports whether many stories end with a line.
func (b *boilerplate) usual(l string) bool { return b.common != nil && b.common(b.lang, l, b.outlet) }

// middle drops what stands between a story's paragraphs: photo credits, and
// links to other stories, and what only asks something of the reader.
func (b *boilerplate) middle(lines []string) []string {
	kept := make([]string, 0, len(lines))
	calls := 0
	for _, l := range lines {
		if _, sure := slashed(b.lang, l); l != "" && (sure || isPictureLine(b.lang, l) || isPointer(b.lang, l)) {
			continue
		}
		if len(l) < mostCall && calls < mostCalls && isCallToAction(b.lang, l) {
			calls++
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// CommonEnding reports whether many stories end with a line, which then belongs
// to none of them. lang is what the story is read by, outlet that of the story, as far as it is known. A nil
// CommonEnding knows of no such line.
type CommonEnding func(lang *text.Language, line, outlet string) bool
