package discordtest

import (
	"net/http"
	"strings"
)

// filesHost is where Discord keeps what hangs on messages.
const filesHost = "cdn.discordapp.com"

// serveFile serves what hangs on a message.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	s.mu.Lock()
	text, known := s.files[parts[min(2, len(parts)-1)]]
	s.mu.Unlock()
	if r.Header.Get("Authorization") != "" {
		s.t.Errorf("discordtest: the token was sent to %s", filesHost)
	}
	if !known {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(text)) // a client gone is the client's business
}
