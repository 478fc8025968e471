package web

import (
	"context"
	"errors"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/markup"
	"github.com/storybot/storybot/bot/words"
)

// Record opens an answer that was given, by its number, or returns desk.ErrForgotten.
type Record func(ctx context.Context, answer int64) (desk.Entry, error)

// given is an answer as its own page shows it.
type given struct {
	Asked    time.Time      `json:"asked"`
	Versions map[int]string `json:"versions"` // of the citations, by their n
	Langs    map[int]string `json:"langs"`    // the same
	Answer   bot.Answer     `json:"answer"`
}

// shared serves an answer at its address, as it was given: as a page, and for other programs
// as Markdown, as HTML for a word processor, as JSON, and its sources as BibTeX.
func (s *Server) shared(w http.ResponseWriter, r *http.Request) {
	key := r.PathValue("key")
	form := path.Ext(key)
	id, ok := s.addresses.answer(strings.TrimSuffix(key, form))
	if !ok || s.Record == nil {
		s.problem(w, r, http.StatusNotFound, problemPage{Title: said(r).Problems.NoAnswer})
		return
	}
	e, err := s.Record(r.Context(), id)
	if errors.Is(err, desk.ErrForgotten) {
		s.problem(w, r, http.StatusNotFound, problemPage{Title: said(r).Problems.AnswerGone})
		return
	}
	if err != nil {
		s.failWith(&response{w: w}, r, err)
		return
	}
	lang := r.URL.Query().Get("lang")
	e.Answer = e.Answer.In(spokenTag(lang))
	spoken, is := words.Of(lang)
	if !is {
		spoken = said(r)
	}
	sources := spoken.Script.Sources
	g := given{Asked: e.Asked, Versions: versionsOf(&e.Answer), Langs: s.langsOf(r.Context(), &e.Answer), Answer: e.Answer}
	switch form {
	case "":
		s.show(w, r, http.StatusOK, "answer.html", map[string]string{"Key": key, "Question": e.Answer.Question})
	case ".json":
		reply(w, http.StatusOK, g)
	case ".md":
		download(w, "text/markdown; charset=utf-8", id, form, markup.Markdown(&e.Answer, sources))
	case ".bib":
		download(w, "application/x-bibtex; charset=utf-8", id, form, markup.BibTeX(&e.Answer, e.Asked))
	case ".html":
		w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
		download(w, "text/html; charset=utf-8", id, form, markup.HTML(&e.Answer, sources))
	default:
		s.lost(w, r)
	}
}

// download sends a document to be kept.
func download(w http.ResponseWriter, kind string, id int64, form, text string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="answer-`+strconv.FormatInt(id, 10)+form+`"`)
	_, _ = w.Write([]byte(text)) //nolint:gosec // package markup escapes it, and of the request it has but a language; an error: the client is gone
}

// versionsOf are the versions that an answer cites, by the numbers of its citations.
func versionsOf(a *bot.Answer) map[int]string {
	versions := make(map[int]string, len(a.Citations))
	for i := range a.Citations {
		versions[a.Citations[i].N] = a.Citations[i].Version
	}
	return versions
}
