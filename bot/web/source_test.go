package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// placedDesk has one story, from a place that visitors need not know.
type placedDesk struct {
	fakeDesk
	source string
}

func (d placedDesk) Stories(context.Context, string) (desk.Listing, error) {
	return desk.NewListing([]*knowledge.StoryInfo{{Story: knowledge.Story{ID: "a", Source: d.source}}}), nil
}

func (d placedDesk) Story(context.Context, string) (desk.Opened, error) {
	return desk.NewOpened(&knowledge.StoryInfo{Story: knowledge.Story{ID: "a", Source: d.source}}, "", nil), nil
}

// TestVisitorsDoNotSeeWhereStoriesLie: the folders and the feeds' whole addresses are
// the operator's, who sees them over the socket.
func TestVisitorsDoNotSeeWhereStoriesLie(t *testing.T) {
	for source, want := range map[string]string{
		"/home/ada/news": "news", "https://a.example/f/s3cret?key=s3": "a.example", "": "", "sample": "sample",
	} {
		for _, operator := range []bool{false, true} {
			shown := want
			if operator {
				shown = source
			}
			s := &Server{Desk: placedDesk{source: source}, Shelf: fakeShelf{}, Operator: operator, Loopback: true}
			for _, path := range []string{"/api/stories", "/api/stories/a"} {
				w := httptest.NewRecorder()
				s.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1"+path, nil))
				if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"source":"`+shown+`"`) {
					t.Errorf("%s of %q, operator %v: %d %s", path, source, operator, w.Code, w.Body)
				}
			}
		}
	}
}

// TestCookieIsSecureBehindTLS: whatever ends the TLS, the visitor's cookie is not sent
// over a line that is not.
func TestCookieIsSecureBehindTLS(t *testing.T) {
	for header, want := range map[string]bool{"": false, "http": false, "https": true, "HTTPS": true} {
		s := &Server{Desk: fakeDesk{}, Shelf: fakeShelf{}, Loopback: true}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/", nil)
		if header != "" {
			r.Header.Set("X-Forwarded-Proto", header)
		}
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		if c := w.Result().Cookies(); len(c) != 1 || c[0].Secure != want || !c[0].HttpOnly {
			t.Errorf("X-Forwarded-Proto %q: %d %v", header, w.Code, c)
		}
	}
}
