package weaviate

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// told is what a node tells of a passage that it found.
func told(id string, score float32) message {
	return binary.LittleEndian.AppendUint32(append(message{}.text(1, id), 11<<3|5), math.Float32bits(score))
}

// What is no message is said to be none, wherever it ends; what is not known in one is passed over.
func TestFoundIn(t *testing.T) {
	result := message{}.inner(1, message{}.text(3, "C")).inner(2, told("id", 1.5)) // with its class, which nobody asked for
	reply := append(message{}.number(9, 300).float(1, 2).text(3, "")[:], message{}.inner(2, result).inner(2, nil)...)
	want := []found{{id: "id", score: 1.5}, {}}
	if got, err := foundIn(reply); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	whole := message{}.inner(2, result)
	for n := 1; n < len(whole); n++ {
		if got, err := foundIn(whole[:n]); !errors.Is(err, errWire) {
			t.Errorf("%d of %d bytes: %v, %v", n, len(whole), got, err)
		}
	}
	for what, m := range map[string]message{
		"a group":                 {2<<3 | 3},
		"a type that is not":      {2<<3 | 7, 0},
		"a tag without end":       bytes.Repeat([]byte{0xff}, 11),
		"a number without end":    append(message{8}, bytes.Repeat([]byte{0xff}, 11)...),
		"a length without end":    append(message{18}, bytes.Repeat([]byte{0xff}, 11)...),
		"the longest length":      append(message{18}, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
		"a length one too long":   {18, 3, 1, 1},
		"half a float":            {9, 0, 0, 0, 0},
		"half a small float":      {13, 0, 0},
		"no message in a result":  message{}.inner(2, message{0xff}),
		"no message in what told": message{}.inner(2, message{}.inner(2, message{0xff})),
	} {
		if got, err := foundIn(m); !errors.Is(err, errWire) {
			t.Errorf("%s: %v, %v", what, got, err)
		}
	}
}

func FuzzFoundIn(f *testing.F) {
	f.Add([]byte(message{}.inner(2, message{}.inner(2, told("id", 1.5)))))
	f.Fuzz(func(t *testing.T, m []byte) {
		list, err := foundIn(m)
		if err != nil && !errors.Is(err, errWire) || len(list) > len(m) {
			t.Errorf("%d passages in %d bytes, %v", len(list), len(m), err)
		}
	})
}

// Whatever answers a call but a node is an error.
func TestCalls(t *testing.T) {
	body := func(b ...byte) func(w http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			_, _ = w.Write(b)
			w.Header().Set(http.TrailerPrefix+"Grpc-Status", "0")
		}
	}
	for what, c := range map[string]struct {
		do   func(w http.ResponseWriter)
		want string // of the error; empty: none
	}{
		"an empty message":     {body(0, 0, 0, 0, 0), ""},
		"a message":            {body(0, 0, 0, 0, 1, 7), ""},
		"nothing":              {body(), "no message"},
		"half a head":          {body(0, 0), "no message"},
		"a shorter message":    {body(0, 0, 0, 0, 2, 7), "no message"},
		"a longer message":     {body(0, 0, 0, 0, 0, 7), "no message"},
		"a compressed one":     {body(1, 0, 0, 0, 1, 7), "no message"},
		"no status":            {func(w http.ResponseWriter) { _, _ = w.Write(make([]byte, headLen)) }, "no status"},
		"a status that is not": {func(w http.ResponseWriter) { w.Header().Set("Grpc-Status", "fine") }, "no status"},
		"it fails at once": {func(w http.ResponseWriter) {
			w.Header().Set("Grpc-Status", "16")
			w.Header().Set("Grpc-Message", "who are you")
		}, "16: who are you"},
		"it says much": {func(w http.ResponseWriter) {
			w.Header().Set("Grpc-Status", "2")
			w.Header().Set("Grpc-Message", strings.Repeat("w", 300))
		}, "2: " + strings.Repeat("w", 200) + "\n"},
		"it says what is no text": {func(w http.ResponseWriter) {
			w.Header().Set("Grpc-Status", "2")
			w.Header().Set("Grpc-Message", "no\xff\xfe text")
		}, "2: no text\n"},
		"the longest message": {func(w http.ResponseWriter) {
			long(w, most-headLen)
			w.Header().Set(http.TrailerPrefix+"Grpc-Status", "0")
		}, ""},
		"a longer one than is read": {func(w http.ResponseWriter) {
			long(w, most-headLen+2)
			w.Header().Set(http.TrailerPrefix+"Grpc-Status", "0")
		}, "its reply cannot be read"},
		"half a message, and the connection is lost": {func(w http.ResponseWriter) {
			w.Header().Set("Grpc-Status", "0")
			_, _ = w.Write([]byte{0, 0, 0, 0, 1})
			w.(http.Flusher).Flush() //nolint:forcetypeassert // it is one
			panic(http.ErrAbortHandler)
		}, "the connection failed"},
		"another server":         {func(w http.ResponseWriter) { w.WriteHeader(http.StatusNotFound) }, "404"},
		"a page":                 {func(w http.ResponseWriter) { _, _ = w.Write([]byte("<html>")) }, "no status"},
		"the connection is lost": {func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, "the connection failed"},
	} {
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bearer sesame" || r.Header.Get("Te") != "trailers" || r.Header.Get("Content-Type") != "application/grpc" || r.Method != http.MethodPost || r.URL.Path != "/a/B" {
				t.Errorf("%s: %s, %v", what, r.URL.Path, r.Header)
			}
			c.do(w)
		}))
		s.Config.Protocols = new(http.Protocols)
		s.Config.Protocols.SetUnencryptedHTTP2(true)
		s.Start()
		n := &node{calls: s.URL, caller: newCaller(), key: "sesame"}
		_, err := n.call(t.Context(), "a/B", nil)
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error()+"\n", c.want) || strings.Contains(err.Error(), "sesame")) {
			t.Errorf("%s: %v; want %q", what, err, c.want)
		}
		n.caller.CloseIdleConnections()
		s.Close()
	}
}

// long writes a message of so many bytes.
func long(w io.Writer, n int) {
	_, _ = w.Write(binary.BigEndian.AppendUint32([]byte{0}, uint32(n))) //nolint:gosec // of a test
	for some := make([]byte, 1<<20); n > 0; n -= len(some) {
		some = some[:min(n, len(some))]
		_, _ = w.Write(some)
	}
}

// Nobody gets a key that there is none of, and who waits no more has the call end.
func TestCallWithout(t *testing.T) {
	with := make(chan []string, 1)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		with <- r.Header.Values("Authorization")
		<-r.Context().Done()
	}))
	s.Config.Protocols = new(http.Protocols)
	s.Config.Protocols.SetUnencryptedHTTP2(true)
	s.Start()
	defer s.Close()
	n := &node{calls: s.URL, caller: newCaller()}
	defer n.caller.CloseIdleConnections()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	done := make(chan error, 1)
	go func() { _, err := n.call(ctx, "a/B", nil); done <- err }()
	for {
		select {
		case keys := <-with: // it is under way
			if len(keys) > 0 {
				t.Errorf("with %q", keys)
			}
			stop()
		case err := <-done:
			if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			return
		case <-time.After(10 * time.Second):
			s.CloseClientConnections()
			t.Fatal("it waits on")
		}
	}
}

// A node that tells of a passage in another way than asked finds something strange, and no more.
func TestOtherTypes(t *testing.T) {
	for what, m := range map[string]message{
		"a number for a result":     message{}.number(2, 7),
		"a number for what is told": message{}.inner(2, message{}.number(2, 7)),
		"a number for an id":        message{}.inner(2, message{}.inner(2, message{}.number(1, 7))),
		"a text for a score":        message{}.inner(2, message{}.inner(2, message{}.text(11, "1.5"))),
	} {
		list, err := foundIn(m)
		if err != nil || !slices.Equal(list, []found{{}}) {
			t.Errorf("%s: %v, %v", what, list, err)
			continue
		}
		if _, _, ok := placed(list[0].id); ok {
			t.Errorf("%s: it is somewhere", what)
		}
	}
	other := message{}.number(1, 3).inner(1, message{}.inner(2, told("id", 1))).inner(2, message{}.inner(3, told("id", 1)))
	if list, err := foundIn(other); err != nil || !slices.Equal(list, []found{{}}) {
		t.Errorf("other fields: %v, %v", list, err)
	}
}

// A node that takes no calls, for its port is another one, is not asked: the process finds, and the log says where it was called.
func TestNoCalls(t *testing.T) {
	f, log := newFake(t), &lines{}
	f.with(func() { f.URL, _, _ = strings.Cut(f.URL, "?"); f.URL += "?grpc=1" })
	x := opened(t, Options{Logger: slog.New(slog.NewTextHandler(log, nil))}, []*fake{f}, tale("a", "A walrus."))
	eventually(t, "the log says that it takes no calls", func() bool { return log.count("call it by gRPC at 127.0.0.1:1: connection refused") == 1 })
	if got, err := searched(t, x, knowledge.Wish{N: 9}, "walrus"); err != nil || !slices.Equal(got, []string{"a"}) || x.nodes[0].has().Generation > 0 {
		t.Errorf("%q, %v", got, err)
	}
}

// An id tells where the passage is, and is another one for any other passage.
func TestPlaced(t *testing.T) {
	one, two := tale("a", "A walrus."), tale("a", "Another walrus.")
	seen := make(map[string]bool)
	for _, s := range []*knowledge.Story{&one, &two, {ID: "a\x00" + one.Hash}, {}} {
		for _, n := range []int{0, 1, 255, 256, 65_536, mostPassages - 1} {
			for _, sum := range []string{"", "x"} {
				for _, born := range []int{0, 1, forever} {
					id := uuid(placeOf(s), n, sum, born)
					at, number, ok := placed(id)
					if !ok || at != placeOf(s) || number != n || seen[id] || len(id) != 36 || id[14] != '8' || !strings.ContainsRune("89ab", rune(id[19])) {
						t.Errorf("%q %d: %s is %x %d %v", s.ID, n, id, at, number, ok)
					}
					seen[id] = true
				}
			}
		}
	}
	for _, id := range []string{"", "a", "00000000-0000-8000-8000-0000000000", "00000000-0000-8000-8000-0000000000000001", "x0000000-0000-8000-8000-000000000001"} {
		if _, _, ok := placed(id); ok {
			t.Errorf("%q is an id", id)
		}
	}
}

// What no load has any more is found while a View may have it, and then forgotten.
func TestLearn(t *testing.T) {
	one, two := tale("a", "A walrus."), tale("a", "Another walrus.")
	load := func(s ...*knowledge.Story) (list []*knowledge.StoryInfo) {
		for _, s := range s {
			list = append(list, &knowledge.StoryInfo{Story: *s})
		}
		return list
	}
	var p places
	known := func() (is [2]bool) {
		_, is[0] = p.at(placeOf(&one))
		_, is[1] = p.at(placeOf(&two))
		return is
	}
	for i, step := range []struct {
		stories []*knowledge.StoryInfo
		keep    time.Duration
		want    [2]bool
	}{
		{load(&one), time.Hour, [2]bool{true, false}},
		{load(&two), time.Hour, [2]bool{true, true}},
		{load(&one), time.Hour, [2]bool{true, true}},
		{load(), time.Hour, [2]bool{true, true}},
		{load(), time.Hour, [2]bool{true, true}},
		{load(&two), 0, [2]bool{false, true}},
	} {
		if p.learn(marker{Generation: i + 1}, step.stories, step.keep); known() != step.want {
			t.Errorf("load %d: %v, want %v", i+1, known(), step.want)
		}
	}
}
