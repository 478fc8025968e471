package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Request is one REST request as the bot sent it and how it was answered.
type Request struct {
	At     time.Time
	Method string
	Path   string // without /api/v9
	Route  string // as the OpenAPI description writes it
	Header http.Header
	Body   string
	Status int // 0: cut off without an answer
	Took   time.Duration
}

// rest is the state of the HTTP side.
type rest struct {
	requests    []Request
	violations  []Violation
	faults      []*Fault
	buckets     map[string]*bucket
	limits      map[string]Limit
	global      bucket
	globalUntil time.Time
	bannedUntil time.Time // by what stands before Discord
	invalid     int       // requests answered by 401, 403 or 429

	interactions map[string]*Interaction // by token
	commands     map[string][]Command    // by guild; "" global
	overwrites   map[string]int
	typing       map[string]int
}

func newREST() rest {
	return rest{
		buckets: map[string]*bucket{}, limits: usualLimits(), interactions: map[string]*Interaction{},
		commands: map[string][]Command{}, overwrites: map[string]int{}, typing: map[string]int{},
	}
}

// call is one request on its way through the server.
type call struct {
	*http.Request
	route string
	body  []byte
	reply http.Header // of the answer
}

// answer is what a handler decides.
type answer struct {
	status  int
	body    any
	excused bool // a refusal that is not the bot's fault
}

func none() answer { return answer{status: http.StatusNoContent} }

func ok(body any) answer { return answer{status: http.StatusOK, body: body} }

// apiError is Discord's body of a refusal.
type apiError struct {
	Message string `json:"message"`
	Code    int    `json:"code"`
	Errors  any    `json:"errors,omitempty"`
}

func refuse(status, code int, message string) answer {
	return answer{status: status, body: apiError{Message: message, Code: code}}
}

// invalid is 50035 with what is wrong and where.
func invalid(field, format string, args ...any) answer {
	detail := map[string]any{field: map[string]any{"_errors": []map[string]string{
		{"code": "INVALID", "message": fmt.Sprintf(format, args...)},
	}}}
	return answer{status: http.StatusBadRequest, body: apiError{Message: "Invalid Form Body", Code: 50035, Errors: detail}}
}

// handle makes a handler of a route: faults, token, limits, then its own doing under the lock.
func (s *Server) handle(route string, open bool, do func(*Server, *call) answer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err != nil {
			return
		}
		c := &call{Request: r, route: route, body: body, reply: w.Header()}
		noted := Request{At: began, Method: r.Method, Path: r.URL.Path, Route: route, Header: r.Header.Clone(), Body: string(body)}
		fault := s.faultFor(c)
		status := s.serve(w, c, fault, open, do)
		noted.Status, noted.Took = status, time.Since(began)
		s.note(noted)
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
	}
}

// serve answers a call and tells the status; 0: the connection is to be cut.
func (s *Server) serve(w http.ResponseWriter, c *call, fault *Fault, open bool, do func(*Server, *call) answer) int {
	if fault != nil {
		if !s.pause(c, fault.Delay) {
			return 0
		}
		if fault.Drop {
			return 0
		}
		if fault.Status != 0 {
			return fault.write(w)
		}
	}
	if left := s.banned(); left > 0 {
		page := HTML429(strconv.Itoa(int(left/time.Second) + 1))
		return page.write(w)
	}
	if !open && c.Header.Get("Authorization") != "Bot "+s.Token {
		s.violate(c, "authorization", "the header is not Bot and the token")
		return writeAnswer(w, refuse(http.StatusUnauthorized, 0, "401: Unauthorized"))
	}
	if limited := s.limit(w, c, open); limited != nil {
		return writeAnswer(w, *limited)
	}
	if reply := s.checkBody(c); reply != nil {
		return writeAnswer(w, *reply)
	}
	s.mu.Lock()
	reply := do(s, c)
	s.mu.Unlock()
	s.checkAnswer(c, reply)
	if blames(reply) {
		s.violate(c, "refused", "%s", jsonOf(reply.body))
	}
	if fault != nil && fault.DropAnswer {
		return 0
	}
	return writeAnswer(w, reply)
}

// checkAnswer checks an answer by the description if the test wants that.
func (s *Server) checkAnswer(c *call, a answer) {
	if !s.opts.CheckAnswers || s.schema == nil || a.body == nil || a.status >= http.StatusBadRequest {
		return
	}
	if err := s.schema.checkAnswer(c.Method, c.route, strconv.Itoa(a.status), a.body); err != nil {
		s.t.Errorf("discordtest: the answer to %s %s: %v", c.Method, c.route, err)
	}
}

// blames reports whether a refusal is the bot's own fault, whatever a test did before.
func blames(a answer) bool {
	e, bad := a.body.(apiError)
	return bad && !a.excused && slices.Contains([]int{50035, 50006, 40060, 10062, 50027, 50005, 30032}, e.Code)
}

func writeAnswer(w http.ResponseWriter, a answer) int {
	if a.body == nil {
		w.WriteHeader(a.status)
		return a.status
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = w.Write(jsonOf(a.body)) // a client gone is the client's business
	return a.status
}

func jsonOf(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("discordtest: an answer that is no JSON: " + err.Error())
	}
	return text
}

// decode reads a call's body; JSON that does not fit is 50109, as Discord says.
func (c *call) decode(into any) *answer {
	if len(bytes.TrimSpace(c.body)) == 0 {
		a := refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
		return &a
	}
	if err := json.Unmarshal(c.body, into); err != nil {
		a := invalid("_body", "%v", err)
		return &a
	}
	return nil
}

func (s *Server) note(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch r.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		s.invalid++
	}
	s.requests = append(s.requests, r)
	if extra := len(s.requests) - s.opts.Keep; extra > 0 {
		s.requests = slices.Delete(s.requests, 0, extra)
	}
	s.tell()
}

// Requests are the requests so far, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// RequestsTo are the requests of a method to a route, written as the OpenAPI
// description does: "PATCH", "/channels/{channel_id}/messages/{message_id}".
func (s *Server) RequestsTo(method, route string) []Request {
	return slices.DeleteFunc(s.Requests(), func(r Request) bool { return r.Method != method || r.Route != route })
}
