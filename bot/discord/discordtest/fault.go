package discordtest

import (
	"net/http"
	"strings"
	"time"
)

// Fault is something that goes wrong with requests. The zero fault does nothing.
type Fault struct {
	Method string // empty: any
	Path   string // a part of the path; empty: any
	Times  int    // how many requests it meets; zero: one; negative: all
	After  int    // how many matching requests pass first

	Delay      time.Duration // wait before anything else, or until the client gives up
	Status     int           // answer this, doing nothing
	Body       string        // with Status
	Header     http.Header   // with Status
	Drop       bool          // cut the connection, doing nothing
	DropAnswer bool          // do it, then cut the connection before the answer

	in func(c *Channel) bool // nil: in all channels
}

// HTML429 is the page a proxy before Discord answers with when it has had enough.
func HTML429(retryAfter string) Fault {
	return Fault{
		Status: http.StatusTooManyRequests,
		Header: http.Header{"Content-Type": {"text/html"}, "Retry-After": {retryAfter}},
		Body:   "<!doctype html><html><head><title>Access denied</title></head><body>error 1015</body></html>",
	}
}

// Break orders a fault. Of several that match, the one ordered first comes first.
func (s *Server) Break(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// BreakChannels orders a fault of requests in some channels, and of those of webhooks (nil).
func (s *Server) BreakChannels(f Fault, in func(c *Channel) bool) {
	f.in = in
	s.Break(f)
}

// Mend forgets all faults.
func (s *Server) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) faultFor(c *call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.Times == 0 || (f.Method != "" && f.Method != c.Method) || !strings.Contains(c.URL.Path, f.Path) {
			continue
		}
		if f.in != nil && !f.in(s.channels[c.PathValue("channel_id")]) {
			continue
		}
		if f.After > 0 {
			f.After--
			continue
		}
		if f.Times > 0 {
			f.Times--
		}
		met := *f
		return &met
	}
	return nil
}

// pause waits and reports whether the client and the server are still there.
func (s *Server) pause(c *call, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	end := time.NewTimer(d)
	defer end.Stop()
	select {
	case <-end.C:
		return true
	case <-c.Context().Done():
		return false
	case <-s.closed:
		return false
	}
}

func (f *Fault) write(w http.ResponseWriter) int {
	for key, values := range f.Header {
		w.Header()[http.CanonicalHeaderKey(key)] = values
	}
	w.WriteHeader(f.Status)
	_, _ = w.Write([]byte(f.Body)) // a client gone is the client's business
	return f.Status
}
