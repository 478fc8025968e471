package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
)

// press is a site whose pages are put and broken one by one.
type press struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
}

func newPress(t *testing.T) *press {
	p := &press{pages: make(map[string]string)}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

// put puts a page; a number is a status, and "slow" never comes.
func (p *press) put(path, body string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[path] = body
}

// ServeHTTP answers. Who gets a status is told not to try again soon.
func (p *press) ServeHTTP(out http.ResponseWriter, in *http.Request) {
	p.mu.Lock()
	body, there := p.pages[in.URL.Path]
	p.mu.Unlock()
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
