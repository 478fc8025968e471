package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
)

// testSite is a site whose pages are put and broken one by one.
type testSite struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
	types map[string]string // what pages are declared as; others are told by what they hold
}

func newTestSite(t *testing.T) *testSite {
	s := &testSite{pages: make(map[string]string), types: make(map[string]string)}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// put puts a page; a number is a status, and "slow" never comes.
func (s *testSite) put(path, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = body
}

// declare says as what a page is declared.
func (s *testSite) declare(path, kind string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.types[path] = kind
}

// ServeHTTP answers. Who gets a status is told not to try again soon.
func (s *testSite) ServeHTTP(out http.ResponseWriter, in *http.Request) {
	s.mu.Lock()
	body, there := s.pages[in.URL.Path]
	if kind := s.types[in.URL.Path]; kind != "" {
		out.Header().Set("Content-Type", kind)
	}
	s.mu.Unlock()
	status, err := strconv.Atoi(body)
	switch {
	case !there:
		http.NotFound(out, in)
	case body == "slow":
		<-in.Context().Done()
	case err == nil:
		out.Header().Set("Retry-After", "3600")
		out.WriteHeader(status)
	default:
		_, _ = io.WriteString(out, body)
	}
}
