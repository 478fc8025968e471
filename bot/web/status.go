package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web/gate"
	"github.com/storybot/storybot/knowledge"
)

// Past is what the journal holds about the last month.
type Past struct {
	Days               []Day      // oldest first; those on which something happened
	Unanswered         []Repeated // which the stories did not say, the most often asked first
	Unhelpful          []Repeated // whose answers did not help, the latest first
	Helpful, NotHelped int
}

// Day is one day of the bot.
type Day struct {
	Day                 string // 2006-01-02
	Questions, Answered int
	Usage               bot.Usage
}

// Repeated is a question, how often it was asked and when last.
type Repeated struct {
	Question string
	Times    int
	Last     time.Time
}

// operatorOnly lets only the operator reach next. Without a password, that is
// whoever sits at this computer, if nobody else can reach the bot by any name;
// they may look, but change nothing.
func (s *Server) operatorOnly(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case s.Admin != "":
			if !s.gate.Operator(r) {
				w.Header().Set("WWW-Authenticate", `Basic realm="Storybot's operator", charset="UTF-8"`)
				s.refuse(w, r, http.StatusUnauthorized, "this page is the operator's: give ADMIN_TOKEN as the password, and any name")
				return
			}
		case r.Method != http.MethodGet || !s.Loopback || len(s.Hosts) > 0 || gate.Forwarded(r):
			s.refuse(w, r, http.StatusForbidden, "this is the operator's, who must set ADMIN_TOKEN first")
			return
		}
		next(w, r)
	}
}

// overview is what the status page shows.
type overview struct {
	Shelf     shelfLine
	Sources   []sourceRow
	Loads     []desk.Load // the last first
	Missed    []desk.MissedOf
	Speeds    []desk.Speed
	ModelOf   desk.ModelState
	Version   string
	Began     time.Time
	Disk      *desk.Disk // nil: unknown
	Past      *Past      // nil: there is no journal
	Questions plot
	Tokens    plot
	Admin     bool // may reload
	Held      bool // something waits to be confirmed
	Changes   bool // may change the sources
	News      statusNews
}

// statusNews is what became of what the operator did on the status page.
type statusNews struct {
	Reload  string // why the stories could not be reloaded; empty: they were
	Sources sourceNews
}

// status serves the operator's page.
func (s *Server) status(w http.ResponseWriter, r *http.Request) {
	s.showStatus(w, r, http.StatusOK, statusNews{})
}

// reloadFromPage reloads for the operator at the status page.
func (s *Server) reloadFromPage(w http.ResponseWriter, r *http.Request) {
	confirm := r.PostFormValue("confirm") != ""
	_, err := s.Desk.Load(r.Context(), knowledge.LoadOptions{Retry: true, Confirm: confirm})
	s.audit(r, "reload", "confirm", confirm, "refused", errorText(err))
	if err != nil {
		s.log().Error("reload", "err", err)
		s.showStatus(w, r, http.StatusOK, statusNews{Reload: errorText(err)})
		return
	}
	seeStatus(w)
}

// seeStatus leads from what was done on the status page back to it, wherever a proxy puts it.
func seeStatus(w http.ResponseWriter) {
	w.Header().Set("Location", "../status")
	w.WriteHeader(http.StatusSeeOther)
}

// audit leaves a line in the log of what an operator did.
func (s *Server) audit(r *http.Request, command string, options ...any) {
	s.log().Info("audit: an operator's command", append([]any{"command", command, "by", desk.Asker(r)}, options...)...)
}

// errorText is an error as one line for an operator, without keys and folders; nil is empty.
func errorText(err error) string {
	if err == nil {
		return ""
	}
	return desk.Masked(desk.Unrooted(strings.Join(strings.Fields(err.Error()), " ")))
}

func (s *Server) showStatus(w http.ResponseWriter, r *http.Request, status int, news statusNews) {
	o := overview{Changes: s.changesSources(), News: news, Loads: s.Metrics.Loads(), Missed: s.Metrics.Missed(), Speeds: s.Metrics.Speeds(), ModelOf: s.Metrics.ModelState(),
		Version: s.Version, Began: s.Began, Admin: s.Admin != "",
		Shelf: shelfLine{Model: s.Model, Ready: s.Ready == nil || s.Ready(r.Context()) == nil}}
	if s.Shelf != nil {
		var err error
		if o.Shelf.Info, err = s.Shelf.Info(r.Context()); err != nil {
			s.failWith(&response{w: w}, r, err)
			return
		}
		states, err := s.Shelf.SourceStatus(r.Context())
		if err != nil {
			s.failWith(&response{w: w}, r, err)
			return
		}
		o.Sources = s.sourceRows(desk.SourceLines(states, time.Now()))
		for _, line := range o.Sources {
			o.Held = o.Held || line.Held > 0
		}
	}
	if s.Dir != "" {
		disk := desk.DiskOf(s.Dir)
		o.Disk = &disk
	}
	if s.Past != nil {
		past, err := s.Past(r.Context())
		if err != nil {
			s.failWith(&response{w: w}, r, err)
			return
		}
		o.Past = past
		o.Questions = monthly(past.Days, time.Now(), func(d *Day) (int, int) { return d.Questions, d.Answered })
		o.Tokens = monthly(past.Days, time.Now(), func(d *Day) (int, int) {
			return d.Usage.PromptTokens + d.Usage.CompletionTokens, d.Usage.CompletionTokens
		})
	}
	s.show(w, r, status, "status.html", o)
}
