package weaviate

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// fake is a node that takes what is written, lists and counts it, and says that it found what a test tells it to: it
// cannot search.
type fake struct {
	*httptest.Server
	mu       sync.Mutex
	version  string
	members  int
	key      string // asked for; empty: none
	marker   properties
	age      time.Duration // of the marker
	stale    bool          // it takes no markers
	deaf     bool          // it keeps what it has, whatever is written
	lost     int           // passages that it does not have
	passage  map[string]properties
	same     *fake          // it has what that one has
	sees     []*fake        // get what is written by it
	written  int            // batches that were written by it
	largest  int            // how many objects the largest of them had
	misfiled map[string]int // in which generation filters take passages to be gone, where that is wrong; -1: they do not find them
	down     bool           // it refuses everything
	found    []found
	wait     time.Duration // before it says what it found
	broken   bool          // it fails to search
	asked    []string      // searches, as questioned reads them
	counted  int           // how often all that is there was counted by filters

	near neighbourhood

	holds []*hold
}

// hold is a request that is held up: the first that it is for.
type hold struct {
	is      func(r *http.Request, body string) bool
	held    chan struct{} // closed when it is
	release chan struct{} // it goes on when this is closed
}

// holdNext has the next such request held up.
func (f *fake) holdNext(is func(r *http.Request, body string) bool) *hold {
	h := &hold{is, make(chan struct{}), make(chan struct{})}
	f.with(func() { f.holds = append(f.holds, h) })
	return h
}

// holdUp holds up the request if it is one of those; nobody else waits for it.
func (f *fake) holdUp(r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	f.mu.Lock()
	i := slices.IndexFunc(f.holds, func(h *hold) bool { return h.is(r, string(body)) })
	if i < 0 {
		f.mu.Unlock()
		return
	}
	h := f.holds[i]
	f.holds = slices.Delete(f.holds, i, i+1)
	f.mu.Unlock()
	close(h.held)
	<-h.release
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{version: "1.35.2", members: 1, passage: make(map[string]properties)}
	f.Server = httptest.NewUnstartedServer(f)
	p := new(http.Protocols)
	p.SetHTTP1(true)
	p.SetUnencryptedHTTP2(true)
	f.Config.Protocols = p
	f.Start()
	f.URL += "?grpc=" + f.URL[strings.LastIndexByte(f.URL, ':')+1:]
	t.Cleanup(f.Close)
	return f
}

// with changes the fake while it serves.
func (f *fake) with(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

// searches are the searches that it was asked.
func (f *fake) searches() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.asked)
}

// ServeHTTP is the part of Weaviate's interface that is used.
func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.holdUp(r)
	f.passOn(r)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.same != nil {
		f.same.with(func() {
			if f.passage, f.near = maps.Clone(f.same.passage), f.same.near.clone(); !f.stale {
				f.marker = f.same.marker
			}
		})
	}
	if f.down {
		http.Error(w, "try again later", http.StatusBadGateway)
		return
	}
	if f.key != "" && r.Header.Get("Authorization") != "Bearer "+f.key {
		http.Error(w, "anonymous access not enabled", http.StatusUnauthorized)
		return
	}
	switch path := r.URL.Path; {
	case path == "/v1/meta":
		f.reply(w, map[string]string{"version": f.version})
	case path == "/v1/nodes":
		f.reply(w, map[string]any{"nodes": make([]struct{ Name string }, f.members)})
	case strings.HasPrefix(path, "/v1/schema/"):
		f.reply(w, struct{}{})
	case strings.HasSuffix(path, markerID):
		if f.marker.Generation == 0 {
			http.NotFound(w, r)
			return
		}
		f.reply(w, map[string]any{"properties": f.marker, "lastUpdateTimeUnix": time.Now().Add(-f.age).UnixMilli()})
	case r.Method == http.MethodPatch:
		var in struct{ Properties properties }
		_ = json.NewDecoder(r.Body).Decode(&in)
		id := path[strings.LastIndexByte(path, '/')+1:]
		p, is := f.passage[id]
		if !is {
			http.NotFound(w, r)
			return
		}
		before := p.Gone
		if p.Gone = in.Properties.Gone; !f.deaf {
			f.passage[id] = p
		}
		if p.Gone != before {
			delete(f.misfiled, id)
		}
		w.WriteHeader(http.StatusNoContent)
	case r.Method == http.MethodDelete && strings.HasPrefix(path, "/v1/objects/"):
		f.near.drop(w, r)
	case path == "/v1/batch/objects":
		f.batch(w, r)
	case path == "/v1/graphql":
		f.graphql(w, r)
	case r.ProtoMajor == 2:
		f.call(w, r)
	default:
		http.NotFound(w, r)
	}
}

// passOn has the nodes that this one sees do what it is asked to write, where it is the first that is asked.
func (f *fake) passOn(r *http.Request) {
	if r.Method != http.MethodPatch && r.Method != http.MethodDelete && r.URL.Path != "/v1/batch/objects" || r.Header.Get("Passed-On") != "" {
		return
	}
	var sees []*fake
	f.with(func() { sees = slices.Clone(f.sees); f.written++ })
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	for _, other := range sees {
		again := r.Clone(r.Context())
		again.Header.Set("Passed-On", "yes")
		again.Body = io.NopCloser(bytes.NewReader(body))
		other.ServeHTTP(httptest.NewRecorder(), again)
	}
}

func (f *fake) reply(w http.ResponseWriter, what any) {
	_ = json.NewEncoder(w).Encode(what)
}

func (f *fake) batch(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if n, is := f.near.takes(body, f.deaf); is {
		f.reply(w, make([]struct{}, n))
		return
	}
	var in struct{ Objects []object }
	if err := json.Unmarshal(body, &in); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	f.largest = max(f.largest, len(in.Objects))
	for _, o := range in.Objects {
		if f.deaf {
			break
		}
		if o.ID != markerID {
			if f.passage[o.ID] != o.Properties { // else nothing is filed
				delete(f.misfiled, o.ID)
			}
			f.passage[o.ID] = o.Properties
		} else if !f.stale {
			f.marker = o.Properties
		}
	}
	f.reply(w, make([]struct{}, len(in.Objects)))
}

func (f *fake) graphql(w http.ResponseWriter, r *http.Request) {
	var in struct{ Query string }
	_ = json.NewDecoder(r.Body).Decode(&in)
	class := "Storybot2x"
	if _, rest, ok := strings.Cut(in.Query, "Storybot2"); ok {
		class = "Storybot2" + rest[:17]
	}
	switch {
	case isNear(class):
		count := map[string]any{"meta": map[string]int{"count": len(f.near.vectors[class])}}
		f.reply(w, map[string]any{"data": map[string]any{"Aggregate": map[string]any{class: []any{count}}}})
	case strings.Contains(in.Query, "Aggregate"):
		n := 0
		if !strings.Contains(in.Query, "where:") || strings.Contains(in.Query, `{path:["born"],operator:LessThanEqual`) { // not what is gone, or not there yet
			n = -f.lost
		}
		if strings.Contains(in.Query, `{path:["gone"],operator:GreaterThan`) && !strings.Contains(in.Query, `{path:["born"],operator:Greater`) {
			f.counted++
		}
		for id, p := range f.passage {
			if f.finds(id, p, in.Query) {
				n++
			}
		}
		if meets(properties{Born: forever, Gone: forever}, in.Query) { // the marker
			n++
		}
		count := map[string]any{"meta": map[string]int{"count": n}}
		f.reply(w, map[string]any{"data": map[string]any{"Aggregate": map[string]any{class: []any{count}}}})
	default: // a list
		list := []map[string]any{}
		for id, p := range f.passage {
			if strings.Contains(in.Query, "after:") || strings.Contains(in.Query, `"`+p.Story+`"`) && f.finds(id, p, in.Query) {
				list = append(list, map[string]any{"story": p.Story, "sum": p.Sum, "born": p.Born, "gone": p.Gone, "_additional": map[string]string{"id": id}})
			}
		}
		f.reply(w, map[string]any{"data": map[string]any{"Get": map[string]any{class: list}}})
	}
}

// call takes the calls of gRPC.
func (f *fake) call(w http.ResponseWriter, r *http.Request) {
	asked, _ := io.ReadAll(r.Body)
	var m message
	code, said := "0", ""
	switch path := r.URL.Path; {
	case path == "/grpc.health.v1.Health/Check":
		m = m.number(1, 1)
	case path != "/weaviate.v1.Weaviate/Search":
		code, said = "12", "unknown method"
	case f.broken:
		code, said = "2", "shard is read-only"
	default:
		if q, ok := readNear(asked[headLen:]); ok {
			m = f.near.search(q)
			break
		}
		q, err := questioned(asked[headLen:])
		if err != nil {
			code, said = "3", err.Error()
			break
		}
		m = f.search(r, q)
	}
	w.Header().Set("Content-Type", "application/grpc")
	if code == "0" {
		_, _ = w.Write(append(binary.BigEndian.AppendUint32([]byte{0}, uint32(len(m))), m...)) //nolint:gosec // a few
	}
	w.Header().Set(http.TrailerPrefix+"Grpc-Status", code)
	w.Header().Set(http.TrailerPrefix+"Grpc-Message", said)
}

// search says what is found.
func (f *fake) search(r *http.Request, q string) (m message) {
	f.asked = append(f.asked, q)
	f.mu.Unlock()
	select {
	case <-time.After(f.wait):
	case <-r.Context().Done():
	}
	f.mu.Lock()
	for i, one := range f.found {
		m = m.inner(2, message{}.inner(1, message{}.text(3, "C")).inner(2, told(one.id, float32(10-i))))
	}
	return m
}

// questioned writes what a search asks for, as a test can read it: its words, its limit, and what it is filtered by.
func questioned(asked []byte) (q string, err error) {
	return q, fields(asked, func(field int, v uint64, data []byte) error {
		switch field {
		case 1:
			q = string(data)
		case 30:
			q += fmt.Sprint(" limit ", v)
		case 42:
			return fields(data, func(field int, _ uint64, data []byte) error {
				q += fmt.Sprint(" words", field, " ", string(data))
				return nil
			})
		case 40:
			return fields(data, func(_ int, _ uint64, data []byte) error {
				if data == nil { // And
					return nil
				}
				one, err := condensed(data)
				q += "; " + one
				return err
			})
		}
		return nil
	})
}

// condensed writes a condition: what is compared, how and with what.
func condensed(c []byte) (string, error) {
	var path, how, with string
	err := fields(c, func(field int, v uint64, data []byte) error {
		each := func(to *string) error {
			return fields(data, func(_ int, _ uint64, data []byte) error { *to += string(data) + " "; return nil })
		}
		switch field {
		case 1:
			how = map[uint64]string{3: ">", 4: ">=", 5: "<", 6: "<=", 12: "in"}[v]
		case 5:
			with = fmt.Sprint(v)
		case 7:
			with = fmt.Sprint(int64(math.Float64frombits(v)))
		case 9:
			return each(&with)
		case 20:
			return each(&path)
		}
		return nil
	})
	return path + how + " " + with, err
}

// finds reports whether filters find a passage that was born and is gone as a query says.
func (f *fake) finds(id string, p properties, query string) bool {
	if gone, is := f.misfiled[id]; is {
		p.Gone = gone
	}
	return p.Gone >= 0 && meets(p, query)
}

var conditions = regexp.MustCompile(`path:\["(born|gone)"\],operator:(\w+),valueInt:(\d+)`)

// meets reports whether a passage was born and is gone as a query says.
func meets(p properties, query string) bool {
	for _, c := range conditions.FindAllStringSubmatch(query, -1) {
		has, want := p.Born, 0
		if c[1] == "gone" {
			has = p.Gone
		}
		_, _ = fmt.Sscan(c[3], &want)
		is := map[string]bool{"LessThanEqual": has <= want, "GreaterThanEqual": has >= want, "GreaterThan": has > want, "LessThan": has < want}
		if !is[c[2]] {
			return false
		}
	}
	return true
}

// says has the fake find passages, each given by its story and number.
func (f *fake) says(stories ...knowledge.Story) {
	f.with(func() {
		f.found = nil
		for _, s := range stories {
			f.found = append(f.found, passage(s, 0))
		}
	})
}

// passage is a passage of a story as a node finds it.
func passage(s knowledge.Story, n int) found { return found{id: uuid(placeOf(&s), n, "", 1)} }

func tale(id, text string) knowledge.Story {
	s := knowledge.Story{ID: id, Title: "A tale", Text: text, Lang: "en", Source: "folder", Published: time.Date(2020, 5, 1, 12, 0, 0, 0, time.UTC)}
	s.Hash = s.Fingerprint()
	return s
}

func load(t *testing.T, x knowledge.Index, stories ...knowledge.Story) {
	t.Helper()
	err := x.Update(t.Context(), func(tx knowledge.Tx) error {
		for _, s := range stories {
			if err := tx.Put(knowledge.Prepare(s)); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// opened is an index over nodes, with stories in its truth that the nodes have.
func opened(t *testing.T, o Options, nodes []*fake, stories ...knowledge.Story) *Index {
	t.Helper()
	dir := t.TempDir()
	truth, err := local.Open(t.Context(), dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	load(t, truth, stories...)
	urls := make([]string, len(nodes))
	for i, f := range nodes {
		urls[i] = f.URL
		f.with(func() { f.members = len(nodes) })
	}
	if o.Every == 0 {
		o.Every = 5 * time.Millisecond
	}
	x, err := Open(t.Context(), strings.Join(urls, ","), dir, truth, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// ids are the stories of candidates.
func ids(list []knowledge.Candidate) (all []string) {
	for _, c := range list {
		all = append(all, c.Story.Story.ID)
	}
	return all
}

// searched finds candidates.
func searched(t *testing.T, x *Index, w knowledge.Wish, terms ...string) ([]string, error) {
	t.Helper()
	v, err := x.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	list, err := v.Candidates(t.Context(), terms, w)
	return ids(list), err //nolint:wrapcheck // a test
}

// eventually waits for something.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 1000 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}
