package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/storybot/storybot/bot/desk"
)

// logged logs every request: its path, never the question, which is the asker's
// own.
func (s *Server) logged(mux *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		sent := &recorder{ResponseWriter: w}
		defer func() {
			_, route := mux.Handler(r)
			level := slog.LevelInfo
			switch route {
			case "GET /healthz", "GET /readyz", "GET /metrics", "GET /assets/{name}":
				level = slog.LevelDebug
			}
			if s.Operator {
				level = slog.LevelDebug
			}
			if s.Metrics != nil {
				if route == "" {
					route = "none"
				}
				s.Metrics.Requested(route, sent.status)
			}
			s.log().Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path, "status", sent.status,
				"bytes", sent.bytes, "ms", time.Since(began).Milliseconds(), "from", desk.Asker(r))
		}()
		next.ServeHTTP(sent, r)
	})
}

// recorder is a ResponseWriter that knows what was sent.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

// WriteHeader sends the status.
func (c *recorder) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

// Write sends a part of the body.
func (c *recorder) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err //nolint:wrapcheck // it stands for what it wraps
}

// Unwrap is for http.ResponseController.
func (c *recorder) Unwrap() http.ResponseWriter { return c.ResponseWriter }
