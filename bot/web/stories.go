package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// maxLimit is how many hits a search may ask for.
const maxLimit = 1000

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	q, err := searched(r.URL.Query())
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.patience())
	defer cancel()
	s.send(w, r, func() (any, error) { return s.Desk.Search(ctx, q) })
}

// searched reads a query from the parameters of an address.
func searched(v url.Values) (knowledge.Query, error) {
	q := knowledge.Query{Text: v.Get("q")}
	if strings.TrimSpace(q.Text) == "" {
		return q, errors.New("nothing is searched for: add ?q= and some words")
	}
	var since, until, at error
	q.Since, since = Moment(v.Get("since"))
	q.Until, until = End(v.Get("until"))
	q.At, at = Asked(v.Get("at"))
	q.Story, q.Collections = v.Get("story"), v["collection"]
	q.Dated = v.Get("dated") == "true"
	var limit, perStory error
	q.Limit, limit = count(v, "limit")
	q.PerStory, perStory = count(v, "per_story")
	return q, errors.Join(since, until, at, limit, perStory)
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

// values writes q as the parameters of an address, for searched to read.
func values(q knowledge.Query) url.Values {
	v := url.Values{}
	for name, text := range map[string]string{
		"q": q.Text, "since": moment(q.Since), "until": moment(q.Until), "at": moment(q.At), "story": q.Story,
	} {
		if text != "" {
			v.Set(name, text)
		}
	}
	for name, n := range map[string]int{"limit": q.Limit, "per_story": q.PerStory} {
		if n > 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	if q.Dated {
		v.Set("dated", "true")
	}
	for _, c := range q.Collections {
		v.Add("collection", c)
	}
	return v
}

func (s *Server) stories(w http.ResponseWriter, r *http.Request) {
	s.send(w, r, func() (any, error) { return s.Desk.Stories(r.Context(), r.URL.Query().Get("q")) })
}

func (s *Server) story(w http.ResponseWriter, r *http.Request) {
	s.send(w, r, func() (any, error) { return s.Desk.Story(r.Context(), r.PathValue("id")) })
}

// send replies with what find finds.
func (s *Server) send(w http.ResponseWriter, r *http.Request, find func() (any, error)) {
	found, err := find()
	if err != nil {
		s.sorry(&outcome{w: w}, r, err)
		return
	}
	reply(w, http.StatusOK, found)
}

// loadBody is the body of a reload.
type loadBody struct {
	All bool `json:"all"`
}

// progress is an event of a load.
type progress struct {
	What string `json:"what"`
	Done int    `json:"done"`
}

func (s *Server) reload(w http.ResponseWriter, r *http.Request) { s.load(w, r, false) }

func (s *Server) check(w http.ResponseWriter, r *http.Request) { s.load(w, r, true) }

// load reads the sources; if events are asked for, it tells how far it is.
func (s *Server) load(w http.ResponseWriter, r *http.Request, dry bool) {
	var body loadBody
	if r.ContentLength != 0 {
		if err := read(r, &body); err != nil {
			fail(w, status4xx(err), err.Error())
			return
		}
	}
	out := s.outcome(w, r)
	o := knowledge.LoadOptions{DryRun: dry, All: body.All || dry}
	if out.events != nil {
		o.Progress = func(what string, done int) { out.tell("progress", progress{What: what, Done: done}) }
	}
	report, err := s.Desk.Load(r.Context(), o)
	if err != nil {
		s.sorry(out, r, err)
		return
	}
	out.last("report", report)
}
