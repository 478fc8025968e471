package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// maxLimit is how many hits a search may ask for.
const maxLimit = 1000

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	if strings.TrimSpace(v.Get("q")) == "" {
		fail(w, http.StatusBadRequest, "nothing is searched for: add ?q= and some words")
		return
	}
	q, wrong := s.questionOf(&Ask{
		Question: v.Get("q"), Since: v.Get("since"), Until: v.Get("until"), At: v.Get("at"),
		Story: v.Get("story"), Collection: v["collection"], Surface: v.Get("surface"),
	}, w, r)
	limit, wrongLimit := count(v, "limit")
	perStory, wrongPerStory := count(v, "per_story")
	if err := errors.Join(wrong, wrongLimit, wrongPerStory); err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.patience())
	defer cancel()
	s.send(w, r, func() (any, error) { return s.Desk.Search(ctx, q, limit, perStory) })
}

func count(v url.Values, name string) (int, error) {
	text := v.Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxLimit {
		return 0, errors.New(name + " must be a number from 1 to " + strconv.Itoa(maxLimit))
	}
	return n, nil
}

// values writes a search as the parameters that search reads.
func values(q bot.Question, limit, perStory int) url.Values {
	v := url.Values{"collection": q.Collections}
	for name, text := range map[string]string{
		"q": q.Text, "since": rfc3339(q.Since), "until": rfc3339(q.Until), "at": rfc3339(q.At), "story": q.Story, "surface": q.Surface,
	} {
		if text != "" {
			v.Set(name, text)
		}
	}
	for name, n := range map[string]int{"limit": limit, "per_story": perStory} {
		if n > 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	return v
}

func (s *Server) stories(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	limit, err := count(v, "limit")
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	s.send(w, r, func() (any, error) {
		list, err := s.Desk.Stories(r.Context(), v.Get("q"))
		if limit > 0 {
			list.Stories = list.Stories[:min(limit, len(list.Stories))]
		}
		for i := range list.Stories {
			s.unplace(&list.Stories[i])
		}
		return list, err //nolint:wrapcheck // desk.Explain puts it into words
	})
}

func (s *Server) story(w http.ResponseWriter, r *http.Request) {
	s.send(w, r, func() (any, error) {
		story, err := s.Desk.Story(r.Context(), r.PathValue("id"))
		s.unplace(&story.Listed)
		return story, err //nolint:wrapcheck // as above
	})
}

// unplace leaves of where a story was read what visitors may know.
func (s *Server) unplace(story *desk.Listed) {
	if !s.Operator && story.Source != "" {
		story.Source = desk.SourceLabel(story.Source)
	}
}

// send replies with what find finds.
func (s *Server) send(w http.ResponseWriter, r *http.Request, find func() (any, error)) {
	found, err := find()
	if err != nil {
		s.failWith(&response{w: w}, r, err)
		return
	}
	reply(w, http.StatusOK, found)
}

// loadBody is the body of a reload.
type loadBody struct {
	All     bool     `json:"all"`     // read also what has not changed
	Confirm bool     `json:"confirm"` // remove also what would be held back
	Only    []string `json:"only"`    // only these sources; empty: all
}

// progressEvent is an event of a load.
type progressEvent struct {
	What string `json:"what"`
	Done int    `json:"done"`
}

func (s *Server) reload(w http.ResponseWriter, r *http.Request) { s.load(w, r, false) }

func (s *Server) check(w http.ResponseWriter, r *http.Request) { s.load(w, r, true) }

// load reads the sources; if events are asked for, it sends its progress.
func (s *Server) load(w http.ResponseWriter, r *http.Request, dry bool) {
	var body loadBody
	if r.ContentLength != 0 {
		if err := decode(r, &body); err != nil {
			fail(w, status4xx(err), err.Error())
			return
		}
	}
	out := s.respond(w, r)
	o := knowledge.LoadOptions{DryRun: dry, All: body.All || dry, Retry: true, Confirm: body.Confirm, Only: body.Only}
	if out.events != nil {
		o.Progress = func(what string, done int) { out.event("progress", progressEvent{What: what, Done: done}) }
	}
	report, err := s.Desk.Load(r.Context(), o)
	if err != nil {
		s.failWith(out, r, err)
		return
	}
	if out.events != nil {
		out.event("sources", report.Sources)
	}
	out.finish("report", report)
}
