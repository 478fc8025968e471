package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// sourceRow is a source of the status page. Key stands for its name in the forms, as a name
// may be an address with a password in it; it is empty where nothing can be done with it.
type sourceRow struct {
	desk.SourceLine
	Key            string
	Paused, Remove bool
}

// sourceForm is what the operator has typed of a source.
type sourceForm struct{ Name, Address, Collection, Outlet string }

// sourceNews is what became of what the operator wanted of the sources.
type sourceNews struct {
	Refused string     // why nothing was done; empty: it was
	Form    sourceForm // to be filled in again
	Name    string     // of the source that was tested
	Test    *knowledge.Report
}

// changesSources reports whether the operator can change the sources here.
func (s *Server) changesSources() bool { return s.Sources != nil && s.Test != nil && s.Admin != "" }

// sourceKey stands for a source in a form.
func (s *Server) sourceKey(name string) string { return s.sourceKeys.seal(name) }

// sourceRows are the sources with what can be done with each.
func (s *Server) sourceRows(lines []desk.SourceLine) []sourceRow {
	rows := make([]sourceRow, len(lines))
	var paused, owned []string
	if s.changesSources() {
		paused, owned = s.Sources.Paused(), s.Sources.Owned()
	}
	for i, l := range lines {
		rows[i] = sourceRow{SourceLine: l, Paused: slices.Contains(paused, l.Source), Remove: slices.Contains(owned, l.Source)}
		if s.changesSources() && !l.Left {
			rows[i].Key = s.sourceKey(l.Source)
		}
	}
	return rows
}

// sourceOf is the name of the source for which a key stands.
func (s *Server) sourceOf(ctx context.Context, key string) (name string, known bool, err error) {
	states, err := s.Shelf.SourceStatus(ctx)
	if err != nil {
		return "", false, err //nolint:wrapcheck // it says what was read
	}
	for name := range states {
		if !states[name].Left && s.sourceKey(name) == key {
			return name, true, nil
		}
	}
	return "", false, nil
}

// changeSource does what the operator wants of a source, and shows the status page: what was
// tested or refused at once, what was changed at its own address, where it is not done again.
func (s *Server) changeSource(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.refuse(w, r, http.StatusBadRequest, "this is no form that can be read")
		return
	}
	do, form := r.PostFormValue("do"), sourceForm{r.PostFormValue("name"), r.PostFormValue("address"), r.PostFormValue("collection"), r.PostFormValue("outlet")}
	name := strings.TrimSpace(form.Name)
	if do != doAdd && do != doTry {
		found, known, err := s.sourceOf(r.Context(), r.PostFormValue("source"))
		switch {
		case err != nil:
			s.failWith(&response{w: w}, r, err)
			return
		case !known:
			s.showStatus(w, r, http.StatusNotFound, statusNews{Sources: sourceNews{Refused: said(r).Status.SourceGone}})
			return
		}
		name = found
	}
	news, err := s.doWith(r.Context(), do, name, form)
	s.audit(r, "sources", "do", do, "source", desk.Masked(name), "address", desk.Masked(form.Address), "refused", errorText(err))
	switch {
	case err != nil:
		s.showStatus(w, r, http.StatusUnprocessableEntity, statusNews{Sources: sourceNews{Refused: cmp.Or(desk.RefusedIn(said(r), err), errorText(err)), Form: news.Form}})
	case news.Test != nil:
		s.showStatus(w, r, http.StatusOK, statusNews{Sources: news})
	default:
		seeStatus(w)
	}
}

// What can be done with a source.
const (
	doAdd    = "add"
	doTry    = "try" // reads what doAdd would add
	doTest   = "test"
	doPause  = "pause"
	doResume = "resume"
	doRemove = "remove"
)

// doWith does one thing with a source. Its error is worded for the operator.
func (s *Server) doWith(ctx context.Context, do, name string, form sourceForm) (sourceNews, error) {
	news := sourceNews{Name: name, Form: form}
	var err error
	switch do {
	case doTry:
		return s.try(ctx, news)
	case doTest:
		report, err := s.Test(ctx, name)
		news.Test = &report
		return news, err
	case doAdd:
		err = s.Sources.Add(form.Name, form.Address, form.Collection, form.Outlet)
	case doRemove:
		err = s.Sources.Remove(name)
	case doPause, doResume:
		err = s.Sources.Pause(name, do == doPause)
	default:
		err = errNothingToDo
	}
	if err == nil { // of none: but it takes in what is named now, and leaves out what is not
		_, err = s.Desk.Load(ctx, knowledge.LoadOptions{Only: []string{""}})
	}
	return news, err //nolint:wrapcheck // it is worded for the operator
}

// try reads a source that is not there yet.
func (s *Server) try(ctx context.Context, news sourceNews) (sourceNews, error) {
	f := news.Form
	source, err := s.Sources.Open(f.Name, f.Address, f.Collection, f.Outlet)
	if err != nil {
		return news, err //nolint:wrapcheck // it is worded for the operator
	}
	news.Name = source.Name()
	report, err := s.Test(ctx, news.Name, source)
	news.Test = &report
	return news, err
}

// errNothingToDo is the error of a form that wants nothing which can be done.
var errNothingToDo = errors.New("this cannot be done with a source")

// testedLine tells what was found when a source was tested.
func testedLine(w *words.Words, name string, r *knowledge.Report) string {
	return words.Fill(w.Status.Tested, "name", desk.Masked(name), "added", strconv.Itoa(len(r.Added)), "updated", strconv.Itoa(len(r.Updated)),
		"removed", strconv.Itoa(len(r.Removed)), "failed", strconv.Itoa(len(r.Failed)))
}

// few are the first of what failed.
func few(all []knowledge.Failure) []knowledge.Failure { return all[:min(10, len(all))] }

// deed is a button of a source.
type deed struct{ Do, Label, Source string }

func doing(do, label, source string) deed { return deed{do, label, source} }
