package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

//go:embed page
var pages embed.FS

// The pages, by the language that they are in. html/template escapes whatever is put into
// them; addresses become links by outside alone. They are read when the first page is
// asked for: no command but serve needs them.
var templates = sync.OnceValue(inEveryLanguage)

func inEveryLanguage() map[string]*template.Template {
	all := make(map[string]*template.Template)
	for _, w := range words.All() {
		all[w.Script.Lang] = template.Must(template.New("").Funcs(template.FuncMap{
			"w": func() *words.Words { return w }, "say": w.Say, "fill": words.Fill, "day": w.Day, "moment": w.Moment,
			"label": func(l knowledge.Label) string { return w.Label(string(l)) }, "kind": w.Label, "outside": outside, "storyLink": storyLink, "passed": knowledge.PassedOverLine,
			"bytes": bytesOf, "span": spanOf, "age": ageOf, "number": strconv.Itoa, "masked": desk.Masked,
			"tested": func(name string, r *knowledge.Report) string { return testedLine(w, name, r) }, "few": few, "doing": doing,
			"stage": func(stage string) string { return stageOf(&w.Status, stage) },
		}).ParseFS(pages, "page/*.html"))
	}
	return all
}

// said is what is said to whoever sent r.
func said(r *http.Request) *words.Words { return words.For(r.Header.Get("Accept-Language")) }

// spokenTag is the tag of a language as the bot has it, of one such as pt-BR; empty: it is not spoken.
func spokenTag(tag string) string {
	if w, is := words.Of(tag); is {
		return w.Script.Lang
	}
	return ""
}

// ownPolicy lets a page use what this server serves, and nothing written into it.
const ownPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'self'; frame-ancestors "

// shield sets what a page may load and who may show it in a frame: nobody, or the sites that
// the settings name, but never the operator's page.
func (s *Server) shield(w http.ResponseWriter, operators bool) {
	if len(s.Frames) == 0 || operators {
		w.Header().Set("Content-Security-Policy", ownPolicy+"'none'")
		w.Header().Set("X-Frame-Options", "DENY")
		if operators { // without TLS a browser says by this alone that a form was sent from here
			w.Header().Set("Referrer-Policy", "same-origin")
		}
		return
	}
	w.Header().Set("Content-Security-Policy", ownPolicy+"'self' "+strings.Join(s.Frames, " "))
}

// channel is what the page of the channel shows when it is opened.
type channel struct {
	Shelf    shelfLine
	Examples []Example
	Story    knowledge.Story // the only one that is asked about; without an ID: all are
	Typed    string          // what stands in the box
	Ask      bool            // it is asked at once
}

// shelfLine is what there is to answer from, and how.
type shelfLine struct {
	knowledge.Info
	Model string
	Ready bool
}

// page serves the channel.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	s.visitor(w, r)
	c := channel{Shelf: shelfLine{Model: s.Model, Ready: s.Ready == nil || s.Ready(r.Context()) == nil}}
	if s.Shelf != nil {
		var err error
		if c.Shelf.Info, err = s.Shelf.Info(r.Context()); err != nil {
			s.failWith(&response{w: w}, r, err)
			return
		}
		c.Examples = s.examples.known(c.Shelf.Loaded)
		if id := r.URL.Query().Get("story"); id != "" {
			if c.Story, err = s.Shelf.Story(r.Context(), id); err != nil {
				s.failWith(&response{w: w}, r, err)
				return
			}
		}
	}
	c.Typed = r.URL.Query().Get("q")
	c.Ask = c.Typed != "" && r.Header.Get("Sec-Fetch-Site") == "same-origin" // another site's link only fills the box
	s.show(w, r, http.StatusOK, "channel.html", c)
}

// top is what the top of every page tells.
type top struct {
	Root    string
	Guessed bool // the reader's language is none that is spoken
}

// show writes the page made of a template, in the language of whoever asks for it.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var b bytes.Buffer
	lang := said(r).Script.Lang
	err := templates()[lang].ExecuteTemplate(&b, "top", top{root(r), !words.Accepts(r.Header.Get("Accept-Language"))})
	if err == nil {
		err = templates()[lang].ExecuteTemplate(&b, name, data)
	}
	if err != nil {
		s.log().Error("make a page", "page", name, "err", err)
		fault := desk.Explain(err)
		fail(w, fault.Kind.Status(), fault.Words)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", lang)
	w.Header().Set("Vary", "Accept-Language")
	s.shield(w, name == "status.html")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client is gone; nobody is left to be told
}

// root leads from the page at the address of r to that of the channel. All addresses on the pages
// and in their scripts are told from there, so that they hold wherever a proxy puts the channel.
func root(r *http.Request) string {
	return "./" + strings.Repeat("../", max(0, strings.Count(r.URL.EscapedPath(), "/")-1))
}

// describe serves the description of the API.
func describe(w http.ResponseWriter, r *http.Request) { file(w, r, "openapi.json") }

// asset serves a file that the pages use.
func asset(w http.ResponseWriter, r *http.Request) { file(w, r, r.PathValue("name")) }

func file(w http.ResponseWriter, r *http.Request, name string) {
	kind := mime.TypeByExtension(path.Ext(name))
	data, err := pages.ReadFile("page/" + name)
	if err != nil || path.Ext(name) == ".html" || kind == "" {
		fail(w, http.StatusNotFound, "there is nothing at this address")
		return
	}
	sum := sha256.Sum256(data)
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Etag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

// outside is the address if it leads to a page of the web, else nothing: what
// a story calls its address may be a script.
func outside(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// storyLink is where the reader opens a story, the span of its text marked.
func storyLink(id, version string, start, end int) string {
	v := url.Values{}
	if version != "" {
		v.Set("version", version)
	}
	at := ""
	if end > start {
		v.Set("start", strconv.Itoa(start))
		v.Set("end", strconv.Itoa(end))
		at = "#passage"
	}
	link := "story/" + url.PathEscape(id)
	if len(v) > 0 {
		link += "?" + v.Encode()
	}
	return link + at
}
