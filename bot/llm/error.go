package llm

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Errors of a completion that did not come to its own end, and of a server
// that is not asked at all.
var (
	ErrCut      = errors.New("the stream broke off before its end")
	ErrTooLong  = errors.New("the completion was cut off at its limit")
	ErrFiltered = errors.New("the server's filter withheld the completion")
	ErrStopped  = errors.New("the completion ended for another reason than being done")
	ErrEmpty    = errors.New("the completion is empty")
	ErrDown     = errors.New("the model failed repeatedly and is left alone for now")
	ErrSilent   = errors.New("the server went silent")
	// ErrMalformed is a reply that is no completion in any of the known forms.
	ErrMalformed = errors.New("the server's reply could not be read")
)

// ReplyError is a failure that the server itself told of, by the status of its
// reply or inside a stream. It holds no header and no secret.
type ReplyError struct {
	Status int    // the HTTP status, or the code given inside a stream; 0: none was given
	Code   string // the server's own word for it, such as insufficient_quota; may be empty
	Text   string // what the server said, at most 300 bytes

	hint  string
	wait  time.Duration // what Retry-After asked for; negative: nothing
	names []string      // the request's parameters that the reply speaks of
}

// Error says what the server answered.
func (e *ReplyError) Error() string {
	var b strings.Builder
	b.WriteString("the server answered")
	if e.Status != 0 {
		fmt.Fprintf(&b, " %d", e.Status)
		if t := http.StatusText(e.Status); t != "" {
			b.WriteString(" " + t)
		}
	}
	if e.Text != "" {
		b.WriteString(": " + e.Text)
	}
	if e.hint != "" {
		b.WriteString(" (" + e.hint + ")")
	}
	return b.String()
}

// lost is a connection that failed. Its text is scrubbed; the cause is only
// compared with, since its own text may hold what the URL holds.
type lost struct {
	text  string
	cause error
}

func (e *lost) Error() string        { return e.text }
func (e *lost) Is(target error) bool { return errors.Is(e.cause, target) }

// again says whether the same request may well succeed a moment later.
func again(err error) bool {
	var reply *ReplyError
	if errors.As(err, &reply) {
		switch {
		case reply.Code == "insufficient_quota": // a 429 that no waiting cures
			return false
		case reply.Status == http.StatusTooManyRequests, reply.Status == http.StatusRequestTimeout:
			return true
		default:
			return reply.Status >= 500 && reply.Status != http.StatusNotImplemented
		}
	}
	var gone *lost
	if errors.As(err, &gone) {
		var cert *tls.CertificateVerificationError
		return !errors.As(gone.cause, &cert) && !ended(gone.cause)
	}
	return errors.Is(err, ErrCut)
}

// blames says whether err speaks against the server rather than the request.
func blames(err error) bool {
	return again(err) || errors.Is(err, ErrSilent) || errors.Is(err, context.DeadlineExceeded)
}

func ended(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// reply is what servers are known to send when they fail: OpenAI's object, a
// plain string (Ollama), fields at the top (vLLM), FastAPI's detail.
type reply struct {
	Error   json.RawMessage `json:"error"`
	Object  string          `json:"object"`
	Message string          `json:"message"`
	Detail  json.RawMessage `json:"detail"`
	Code    json.RawMessage `json:"code"`
	Type    string          `json:"type"`
}

// parseReply reads a failure out of body. ok is false where body is JSON that
// tells of none.
func parseReply(body []byte, s scrub) (e *ReplyError, ok bool) {
	e = &ReplyError{wait: -1}
	text := string(body)
	var r reply
	if json.Unmarshal(body, &r) == nil {
		said := !none(r.Error)
		ok = said || r.Object == "error" || len(r.Detail) > 0
		if said {
			var inner reply
			if json.Unmarshal(r.Error, &inner) == nil {
				r.Message, r.Code, r.Type = inner.Message, inner.Code, inner.Type
			} else {
				_ = json.Unmarshal(r.Error, &r.Message) // a bare string; anything else is shown as it stands
			}
		}
		if r.Message != "" {
			text = r.Message
		}
		e.Status, e.Code = codeOf(r.Code, r.Type)
	}
	for _, name := range parameters() {
		if strings.Contains(string(body), name) {
			e.names = append(e.names, name)
		}
	}
	e.Text, e.Code = s.cut(text), s.cut(e.Code)
	return e, ok
}

// none reports whether an error field says that there is no error.
func none(field json.RawMessage) bool {
	switch string(field) {
	case "", "null", "false", `""`, "{}", "0":
		return true
	}
	return false
}

// codeOf tells a status (500) from a word ("rate_limit_exceeded").
func codeOf(code json.RawMessage, kind string) (status int, word string) {
	if json.Unmarshal(code, &status) == nil && status >= 400 && status < 600 {
		return status, kind
	}
	if json.Unmarshal(code, &word) == nil && word != "" {
		return 0, word
	}
	return 0, kind
}
