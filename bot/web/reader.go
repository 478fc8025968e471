package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// storyPage is a story as the reader shows it.
type storyPage struct {
	Story      knowledge.Story
	Gone       bool // it is no longer among the stories
	Paragraphs []paragraph
	Marked     bool
	Version    knowledge.Version // the one that is shown
	Newer      bool              // it is not the present one
	Others     []otherVersion    // newest first
	Copies     []knowledge.Story
}

// paragraph is a run of text with what is marked in it.
type paragraph []run

type run struct {
	Text   string
	Marked bool
	First  bool // the marked passage begins here
}

// otherVersion is a version that is not shown, with its differences to the shown one.
type otherVersion struct {
	knowledge.Version
	Link    string
	Older   bool     // than the shown one
	Changes []change // from the older to the newer of the two
}

// readStory serves the reader: a story, or an old version of it, with a passage marked.
func (s *Server) readStory(w http.ResponseWriter, r *http.Request) {
	if s.Shelf == nil {
		s.lost(w, r)
		return
	}
	page, err := s.storyPageOf(r, r.PathValue("id"), r.URL.Query())
	if errors.Is(err, knowledge.ErrNotFound) {
		p := said(r).Problems
		s.show(w, r, http.StatusNotFound, "problem.html", problemPage{Title: p.NoStory, Detail: p.NoStoryLong})
		return
	}
	if err != nil {
		s.failWith(&response{w: w}, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "story.html", page)
}

// storyPageOf opens the version of a story that v names, else the present one.
func (s *Server) storyPageOf(r *http.Request, id string, v url.Values) (*storyPage, error) {
	ctx := r.Context()
	versions, err := s.Shelf.Versions(ctx, id)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the story
	}
	page := &storyPage{}
	page.Story, err = s.Shelf.Story(ctx, id)
	if errors.Is(err, knowledge.ErrNotFound) {
		page.Gone, page.Story = true, knowledge.Story{ID: id, Title: id, Hash: versions[len(versions)-1].Hash}
	} else if err != nil {
		return nil, err //nolint:wrapcheck // it names the story
	}
	shown := v.Get("version")
	if shown == "" {
		shown = page.Story.Hash
	}
	text, err := s.Shelf.Text(ctx, id, shown)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the version
	}
	marked := passage(v, text)
	page.Paragraphs, page.Marked = paragraphs(text, marked), marked.End > marked.Start
	page.Newer = shown != page.Story.Hash
	if err := s.versions(ctx, page, versions, shownText{shown, text}); err != nil {
		return nil, err
	}
	page.Copies, err = s.copies(ctx, &page.Story)
	return page, err
}

// shownText is the text of the version that is shown.
type shownText struct{ hash, text string }

// versions adds how the other versions of the text differ from the shown one.
func (s *Server) versions(ctx context.Context, page *storyPage, versions []knowledge.Version, shown shownText) error {
	for i := len(versions) - 1; i >= 0; i-- {
		v := versions[i]
		if v.Hash == shown.hash {
			page.Version = v
			continue
		}
		other, err := s.Shelf.Text(ctx, page.Story.ID, v.Hash)
		if err != nil {
			return err //nolint:wrapcheck // it names the version
		}
		from, to, older := other, shown.text, page.Version.Hash != ""
		if !older { // for the shown one is still to come
			from, to = shown.text, other
		}
		page.Others = append(page.Others, otherVersion{v, storyLink(page.Story.ID, v.Hash, 0, 0), older, changes(text.Of(page.Story.Lang), from, to)})
	}
	return nil
}

// passage is the span of text that an address asks to be marked; it is empty if
// the span is not within the text.
func passage(v url.Values, s string) text.Span {
	start, err1 := strconv.Atoi(v.Get("start"))
	end, err2 := strconv.Atoi(v.Get("end"))
	if err1 != nil || err2 != nil || start < 0 || end > len(s) || start >= end ||
		!utf8.RuneStart(s[start]) || end < len(s) && !utf8.RuneStart(s[end]) {
		return text.Span{}
	}
	return text.Span{Start: start, End: end}
}

// paragraphs cuts text at its empty lines and around what is marked.
func paragraphs(s string, marked text.Span) []paragraph {
	var all []paragraph
	at, first := 0, true
	for part := range strings.SplitSeq(s, "\n\n") {
		end := at + len(part)
		var p paragraph
		for _, piece := range []struct {
			text.Span
			marked bool
		}{
			{text.Span{Start: at, End: min(end, max(at, marked.Start))}, false},
			{text.Span{Start: max(at, marked.Start), End: min(end, marked.End)}, true},
			{text.Span{Start: max(at, min(end, max(marked.Start, marked.End))), End: end}, false},
		} {
			if piece.Start >= piece.End {
				continue
			}
			p = append(p, run{Text: piece.Of(s), Marked: piece.marked, First: piece.marked && first})
			first = first && !piece.marked
		}
		if p != nil {
			all = append(all, p)
		}
		at = end + len("\n\n")
	}
	return all
}
