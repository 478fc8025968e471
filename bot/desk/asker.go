package desk

import (
	"context"
	"net"
	"net/http"
	"strings"
)

type askerKey struct{}

// Asking returns r as sent by asker, for the surfaces of the web.
func Asking(r *http.Request, asker string) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), askerKey{}, asker))
}

// Asker is who sent r: whoever Asking has named, else the address it came from.
func Asker(r *http.Request) string {
	if asker, ok := r.Context().Value(askerKey{}).(string); ok {
		return asker
	}
	return Host(r.RemoteAddr)
}

// Host is hostport without its port.
func Host(hostport string) string {
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		return h
	}
	return strings.Trim(hostport, "[]")
}
