package web

import (
	_ "embed"
	"net/http"
)

//go:embed page.html
var pageHTML []byte

// page tells how to ask.
func page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	_, _ = w.Write(pageHTML)
}
