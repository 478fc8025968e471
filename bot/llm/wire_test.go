package llm

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// refuse answers every request with that status and body.
func refuse(status int, body string) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, _ call) {
		w.Header().Set("X-Account", "header-secret")
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, body)
	}
}

func TestFailedReplies(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"OpenAI", 401, `{"error":{"message":"no such key","code":"invalid_api_key"}}`, "the server answered 401 Unauthorized: no such key"},
		{"Ollama", 400, `{"error":"model is required"}`, "400 Bad Request: model is required"},
		{"vLLM", 400, `{"object":"error","message":"too long","code":400}`, "400 Bad Request: too long"},
		{"FastAPI", 422, `{"detail":[{"msg":"Field required"}]}`, `422 Unprocessable Entity: {"detail":[{"msg":"Field required"}]}`},
		{"a proxy's page", 403, "<html>\n<b>Forbidden</b>", "403 Forbidden: <html> <b>Forbidden</b>"},
		{"nothing", 403, "", "the server answered 403 Forbidden"},
		{"elsewhere", 307, "", "set OPENAI_BASE_URL"},
		{"the key, repeated", 401, "Incorrect key " + key + ".", "Incorrect key [secret]."},
		{"the key in JSON", 401, `{"error":"Bearer ` + key + `"}`, "[secret]"},
		{"another key", 401, "you sent sk-abcdefghijkl0123", "you sent [secret]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := write(t, serve(t, refuse(tt.status, tt.body)).client(t))
			var reply *ReplyError
			if !errors.As(err, &reply) || reply.Status != tt.status || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want %q", err, tt.want)
			}
			noSecret(t, err)
		})
	}
}

func noSecret(t *testing.T, err error) {
	t.Helper()
	for _, form := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", errors.Unwrap(err))} {
		for _, secret := range []string{key, "s3cr3t", "header-secret", "pass-word"} {
			if strings.Contains(form, secret) {
				t.Errorf("the error holds %q: %s", secret, form)
			}
		}
	}
}

func TestALongReplyIsCut(t *testing.T) {
	// The key straddles the cut: what is cut first is no longer recognised.
	for before := cutAt - len(key); before <= cutAt+2; before++ {
		_, _, err := write(t, serve(t, refuse(400, strings.Repeat("é", before/2)+key+strings.Repeat("z", 1<<20))).client(t))
		var reply *ReplyError
		if !errors.As(err, &reply) || len(reply.Text) > 300 || !utf8.ValidString(reply.Text) {
			t.Fatalf("error is %v", err)
		}
		if strings.Contains(reply.Text, key[:4]) {
			t.Fatalf("part of the key is left: %s", reply.Text)
		}
	}
}

func TestSecretsInTheAddress(t *testing.T) {
	c := New(Options{Key: key, BaseURL: "http://user:pass-word@127.0.0.1:1/v1?token=s3cr3t-token", pause: time.Millisecond})
	defer c.Close()
	_, _, err := write(t, c)
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:1") {
		t.Fatalf("error is %v, want one that names the address", err)
	}
	noSecret(t, err)
}

func TestMissingV1IsHinted(t *testing.T) {
	f := serve(t, refuse(404, "404 page not found"))
	_, _, err := write(t, f.client(t, func(o *Options) { o.BaseURL = f.URL }))
	if err == nil || !strings.Contains(err.Error(), "usually ends in /v1") {
		t.Errorf("error is %v, want a hint", err)
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	followed := false
	other := serve(t, func(w http.ResponseWriter, _ call) { followed = true; stream200(w, whole("Yes.")) })
	f := serve(t, func(w http.ResponseWriter, _ call) {
		w.Header().Set("Location", other.URL+"/v1/chat/completions")
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	if _, _, err := write(t, f.client(t)); err == nil || followed {
		t.Errorf("error is %v, followed is %v; the prompt went elsewhere", err, followed)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	tests := map[string]time.Duration{
		"":                              -1,
		"soon":                          -1,
		"-3":                            -1,
		"0":                             0,
		"7":                             7 * time.Second,
		"0.5":                           500 * time.Millisecond,
		"Fri, 02 Jan 2026 03:04:35 GMT": 30 * time.Second,
		"Fri, 02 Jan 2026 03:04:00 GMT": 0,
	}
	for header, want := range tests {
		if got := retryAfter(header, now); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}
