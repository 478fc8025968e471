package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// keeper is a SourceKeeper that writes down what is done with it.
type keeper struct {
	done []string
	err  error
}

func (k *keeper) note(parts ...string) error {
	k.done = append(k.done, strings.Join(parts, " "))
	return k.err
}

func (k *keeper) Add(name, where, collection, outlet string) error {
	return k.note("add", name, where, collection, outlet)
}
func (k *keeper) Remove(name string) error { return k.note("remove", name) }
func (k *keeper) Pause(name string, paused bool) error {
	return k.note("pause", name, fmt.Sprint(paused))
}
func (k *keeper) Paused() []string { return []string{"old paper"} }
func (k *keeper) Owned() []string  { return []string{keyed} }
func (k *keeper) Open(name, where, _, _ string) (knowledge.Source, error) {
	if err := k.note("open", name, where); err != nil {
		return nil, err
	}
	return named(name), nil
}

// loads is a Desk that writes down which sources are loaded.
type loads struct {
	fakeDesk
	keeper *keeper
}

func (l loads) Load(_ context.Context, o knowledge.LoadOptions) (knowledge.Report, error) {
	return knowledge.Report{}, l.keeper.note("load", fmt.Sprintf("%q", o.Only))
}

// named is a Source of that name.
type named string

func (n named) Name() string { return string(n) }
func (named) Read(context.Context, func(file, mark string) bool) iter.Seq[knowledge.Item] {
	return func(func(knowledge.Item) bool) {}
}

// keyed is a source whose address holds a key.
const keyed = "https://news.example/feed?api_key=s3cret"

// sourcesServer is a channel with three sources, one of which is named no more.
func sourcesServer(k *keeper, log *bytes.Buffer) *Server {
	states := map[string]knowledge.SourceStatus{}
	for _, name := range []string{keyed, "old paper", "gone"} {
		states[name] = knowledge.SourceStatus{Source: name, Stories: 2, Left: name == "gone", Problem: "could not read " + keyed}
	}
	s := &Server{Desk: loads{keeper: k}, Shelf: sourced{states: states}, Metrics: desk.NewMetrics(fakeShelf{}), Loopback: true,
		Admin: "pass", Password: "word", Secret: []byte("of this test"), Log: slog.New(slog.NewTextHandler(log, nil)), Sources: k}
	s.Test = func(_ context.Context, name string, more ...knowledge.Source) (knowledge.Report, error) {
		err := k.note("test", name, fmt.Sprint(len(more)))
		return knowledge.Report{Added: []string{"a", "b"}, Failed: []knowledge.Failure{{Item: keyed, Error: "it is <closed>"}}}, err
	}
	return s
}

// sent is a form of the status page, sent by the operator.
func sent(fields ...string) *http.Request {
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "http://localhost/status/sources", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html")
	r.SetBasicAuth("x", "pass")
	return r
}

// withKeys are the fields of a form with the key of a source in place of its name, but after "=".
func withKeys(s *Server, fields []string) []string {
	s.Handler() // has the keys
	keys := slices.Clone(fields)
	if at := slices.Index(keys, "source") + 1; at > 0 {
		if name, plain := strings.CutPrefix(keys[at], "="); plain {
			keys[at] = name
		} else {
			keys[at] = s.sourceKey(name)
		}
	}
	return keys
}

// TestSourcesAreChanged: what the operator does with sources is done, once, and written down
// without keys; what was tested is shown.
func TestSourcesAreChanged(t *testing.T) {
	t.Parallel()
	const loaded = `load [""]`
	for name, c := range map[string]struct {
		fields []string // source=NAME stands for the key of that source
		done   []string
		status int
		shows  string
		audit  string
	}{
		"add": {[]string{"do", "add", "address", keyed, "name", "News", "outlet", "The News", "collection", "press"},
			[]string{"add News " + keyed + " press The News", loaded}, 303, "", `do=add source=News address="https://news.example/feed?api_key=xxxxx"`},
		"pause":  {[]string{"do", "pause", "source", keyed}, []string{"pause " + keyed + " true", loaded}, 303, "", `do=pause source="https://news.example/feed?api_key=xxxxx"`},
		"resume": {[]string{"do", "resume", "source", "old paper"}, []string{"pause old paper false", loaded}, 303, "", `do=resume source="old paper"`},
		"remove": {[]string{"do", "remove", "source", keyed}, []string{"remove " + keyed, loaded}, 303, "", "do=remove"},
		"test": {[]string{"do", "test", "source", "old paper"}, []string{"test old paper 0"}, 200,
			"old paper was tested, and nothing was changed. Stories that a load would add: 2, update: 0, remove: 0; items that failed: 1.", `do=test source="old paper"`},
		"try": {[]string{"do", "try", "address", keyed, "name", "News"}, []string{"open News " + keyed, "test News 1"}, 200,
			"<li>https://news.example/feed?api_key=xxxxx: it is &lt;closed&gt;</li>", "do=try"},
	} {
		var log bytes.Buffer
		k := &keeper{}
		s := sourcesServer(k, &log)
		w := told(s.Handler(), sent(withKeys(s, c.fields)...))
		if w.Code != c.status || !slices.Equal(k.done, c.done) || !strings.Contains(w.Body.String(), c.shows) {
			t.Errorf("%s: %d, done %q, want %d, %q\n%s", name, w.Code, k.done, c.status, c.done, w.Body)
		}
		if c.status == http.StatusSeeOther && w.Header().Get("Location") != "../status" {
			t.Errorf("%s leads to %q", name, w.Header().Get("Location"))
		}
		audit := `msg="audit: an operator's command" command=sources by=192.0.2.1 ` + c.audit
		if n := strings.Count(log.String(), "audit:"); n != 1 || !strings.Contains(log.String(), audit) || strings.Contains(log.String(), "s3cret") {
			t.Errorf("%s is told as\n%s", name, &log)
		}
	}
}

// TestSourcesAreRefused: nobody else changes a source, nothing is changed by what cannot be done,
// and why is one line.
func TestSourcesAreRefused(t *testing.T) {
	t.Parallel()
	pause := func(name string) []string { return []string{"do", "pause", "source", name} }
	for name, c := range map[string]struct {
		fields []string
		change func(s *Server, r *http.Request)
		status int
		shows  string
	}{
		"no password":      {pause(keyed), func(_ *Server, r *http.Request) { r.Header.Del("Authorization") }, 401, "ADMIN_TOKEN"},
		"a wrong password": {pause(keyed), func(_ *Server, r *http.Request) { r.SetBasicAuth("x", "wrong") }, 401, "ADMIN_TOKEN"},
		"a reader's":       {pause(keyed), func(_ *Server, r *http.Request) { r.SetBasicAuth("x", "word") }, 401, "ADMIN_TOKEN"},
		"no operator":      {pause(keyed), func(s *Server, _ *http.Request) { s.Admin = "" }, 403, "ADMIN_TOKEN"},
		"another site":     {pause(keyed), func(_ *Server, r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403, "another site"},
		"a sister site":    {pause(keyed), func(_ *Server, r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, 403, "another site"},
		"an older browser": {pause(keyed), func(_ *Server, r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403, "another site"},
		"an opaque origin": {pause(keyed), func(_ *Server, r *http.Request) { r.Header.Set("Origin", "null") }, 403, "another site"},
		"by a link":        {pause(keyed), func(_ *Server, r *http.Request) { r.Method = http.MethodGet }, 405, "POST"},
		"no keeper":        {pause(keyed), func(s *Server, _ *http.Request) { s.Sources = nil }, 404, "nothing at this address"},
		"a name for a key": {[]string{"do", "pause", "source", "=" + keyed}, nil, 404, "no such source"},
		"no source":        {[]string{"do", "remove"}, nil, 404, "no such source"},
		"one that is gone": {pause("gone"), nil, 404, "no such source"},
		"an unknown deed":  {[]string{"do", "burn", "source", keyed}, nil, 422, "this cannot be done"},
		"no deed":          {[]string{"source", keyed}, nil, 422, "this cannot be done"},
		"a large form":     {[]string{"do", "add", "address", "https://a.example/" + strings.Repeat("a", maxAsk)}, nil, 400, "no form"},
		"an unknown form":  {pause(keyed), func(_ *Server, r *http.Request) { r.URL.RawQuery = "%zz" }, 400, "no form"},
	} {
		var log bytes.Buffer
		k := &keeper{}
		s := sourcesServer(k, &log)
		r := sent(withKeys(s, c.fields)...)
		if c.change != nil {
			c.change(s, r)
		}
		w := told(s.Handler(), r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.shows) || len(k.done) > 0 {
			t.Errorf("%s: %d, done %q, want %d, %q\n%s", name, w.Code, k.done, c.status, c.shows, w.Body)
		}
		if strings.Contains(w.Body.String(), "s3cret") || strings.Contains(log.String(), "s3cret") {
			t.Errorf("%s tells the key", name)
		}
	}
}

// TestSourcesAreRefusedByTheList: what the list says is one line without keys and folders, and
// what was typed is there to be mended.
func TestSourcesAreRefusedByTheList(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ err, shows string }{
		"taken":  {"there is a source of that name already", "Nothing was changed: there is a source of that name already"},
		"a disk": {"write the list of sources /srv/bot/stories.yaml: no space\nleft at " + keyed, "Nothing was changed: write the list of sources stories.yaml: no space left at https://news.example/feed?api_key=xxxxx"},
	} {
		for _, do := range []string{"add", "try"} {
			var log bytes.Buffer
			k := &keeper{err: errors.New(c.err)}
			w := told(sourcesServer(k, &log).Handler(), sent("do", do, "address", "https://a.example/feed", "name", `A "name"`))
			if w.Code != http.StatusUnprocessableEntity || len(k.done) != 1 || !strings.Contains(w.Body.String(), c.shows) ||
				!strings.Contains(w.Body.String(), `value="https://a.example/feed"`) || !strings.Contains(w.Body.String(), `value="A &#34;name&#34;"`) {
				t.Errorf("%s, %s: %d, done %q\n%s", name, do, w.Code, k.done, w.Body)
			}
			if !strings.Contains(log.String(), "audit:") || strings.Contains(w.Body.String()+log.String(), "s3cret") {
				t.Errorf("%s, %s is told as\n%s", name, do, &log)
			}
		}
	}
}

// TestStatusPageOfSources: each source has what can be done with it, and no key is shown; who may
// change nothing has no form.
func TestStatusPageOfSources(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	k := &keeper{}
	s := sourcesServer(k, &log)
	h := s.Handler()
	r := get("/status")
	r.SetBasicAuth("x", "pass")
	w := told(h, r)
	page := w.Body.String()
	for part, want := range map[string]int{`value="test"`: 2, `value="pause"`: 1, `value="resume"`: 1, `value="remove"`: 1, `value="add"`: 1, `value="try"`: 1,
		"s3cret": 0, `name="source"`: 2, `aria-label="Resume: old paper"`: 1, `aria-label="Remove: https://news.example/feed?api_key=xxxxx"`: 1} {
		if n := strings.Count(page, part); n != want {
			t.Errorf("%s stands there %d times, want %d", part, n, want)
		}
	}
	if w.Header().Get("Referrer-Policy") != "same-origin" {
		t.Error("without TLS a form cannot be sent from there")
	}
	s.Admin = ""
	w = told(s.Handler(), withAddress(get("/status"), "127.0.0.1:1"))
	if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<form") || strings.Contains(w.Body.String(), "s3cret") {
		t.Errorf("who may look sees %d %s", w.Code, w.Body)
	}
	if len(k.done) > 0 {
		t.Errorf("by looking, %q was done", k.done)
	}
}
