package web

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/words"
)

// problemPage is why a page is not shown.
type problemPage struct {
	Title  string // empty: what the status says
	Detail string // may be empty
	Lang   string // the language of Detail; empty: the page's
}

// refuse tells why r is not served, in the words of an operator's or programmer's, which are English.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	s.problem(w, r, status, problemPage{Detail: why, Lang: "en"})
}

// lost tells that there is nothing at the address of r.
func (s *Server) lost(w http.ResponseWriter, r *http.Request) {
	s.problem(w, r, http.StatusNotFound, problemPage{})
}

// problem tells why r is not served: a person by a page, a program by JSON.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, status int, p problemPage) {
	if p.Title == "" {
		p.Title = titleOf(&said(r).Problems, status)
	}
	if wantsPage(r) {
		s.show(w, r, status, "problem.html", p)
		return
	}
	if p.Detail == "" || p.Title != titleOf(&said(r).Problems, status) {
		first, size := utf8.DecodeRuneInString(p.Title)
		p.Detail = string(unicode.ToLower(first)) + p.Title[size:]
	}
	fail(w, status, p.Detail)
}

// wantsPage reports whether r is a person's, who looks at what comes.
func wantsPage(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasPrefix(r.URL.Path, "/api/")
}

// titleOf is what a status means to a person.
func titleOf(p *words.Problems, status int) string {
	switch status {
	case http.StatusNotFound:
		return p.NotThere
	case http.StatusUnauthorized:
		return p.Locked
	case http.StatusForbidden:
		return p.Forbidden
	case http.StatusMethodNotAllowed:
		return p.Method
	case http.StatusTooManyRequests:
		return p.TooMuch
	case http.StatusMisdirectedRequest:
		return p.Elsewhere
	case http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return p.Unready
	case http.StatusInternalServerError:
		return p.Broken
	}
	return p.Request
}
