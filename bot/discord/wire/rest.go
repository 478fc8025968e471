// Package wire is the connection to Discord: requests to its REST API, within its
// limits ([REST]), and events from its gateway ([Gateway]).
package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/time/rate"
)

// REST speaks to Discord's REST API. Every message is created and edited
// through it, not through discordgo, whose requests wait for each other: all
// edits of interactions share one of its locks, it sleeps out a 429 whatever
// its context says, and does not stop other requests after a global one.
type REST struct {
	Client *http.Client // whose redirects are not followed
	base   string       // https://discord.com/api/v10
	token  string
	limits buckets
	faults faults
	all    *rate.Limiter                                    // of requests together
	Pause  func(ctx context.Context, d time.Duration) error // waits so long, as Sleep does
}

// apiVersion is the version of the REST API that is spoken here.
const apiVersion = "/api/v10"

// userAgent is the form that Discord asks for.
const userAgent = "DiscordBot (https://github.com/storybot/storybot, 1)"

// Discord takes 50 requests a second from a bot, those on interactions not
// counted. In no second are there more than allPerSecond + allBurst of ours.
const (
	allPerSecond = 38
	allBurst     = 10
)

// NewREST returns a REST for the API at base, a scheme and a host. A nil transport is
// http.DefaultTransport.
func NewREST(base, token string, transport http.RoundTripper) *REST {
	return &REST{
		Client: &http.Client{Transport: transport, Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		}},
		base: strings.TrimRight(base, "/") + apiVersion, token: token, Pause: Sleep,
		all: rate.NewLimiter(allPerSecond, allBurst),
	}
}

// Scheme is that of the API: https, but in tests.
func (r *REST) Scheme() string {
	scheme, _, _ := strings.Cut(r.base, ":")
	return scheme
}

// Sleep waits, but no longer than ctx lasts.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx) //nolint:wrapcheck // callers say what they waited for
	}
}

// Route is one kind of request. Path may hold secrets (an interaction's token);
// name, which errors and logs show, holds none.
type Route struct {
	Method, Name, Path string
	Bucket             string // requests of one bucket are limited together
	Again              bool   // it may be sent twice: the second changes nothing
	Free               bool   // it does not count among all requests together
	Spare              int    // how many requests it leaves in its bucket for others
	Drop               bool   // it is sent at once or not at all (ErrScarce)
}

// tries is how often a request is sent at most that fails on Discord's side, and
// refusals how often one for which there are too many.
const (
	tries    = 5
	refusals = 20
)

// ErrScarce says that a request that may be dropped was not sent.
var ErrScarce = errors.New("requests are scarce")

// soon is as long as a request waits that may be dropped.
const soon = 100 * time.Millisecond

// errLate says that a request could only be sent when nobody waits for it any more.
var errLate = errors.New("the rate limit lasts longer than there is time")

// Call sends body, unless it is nil, and reads the response into into, unless
// that is nil. It waits for rate limits and sends again what failed on
// Discord's side, as long as ctx lasts.
func (r *REST) Call(ctx context.Context, to Route, body, into any) error {
	data, err := encode(body)
	if err != nil {
		return fmt.Errorf("%s: %w", to.Name, err)
	}
	for try, many := 1, 0; ; {
		if late := r.turn(ctx, &to); late != nil {
			if err != nil {
				return fmt.Errorf("%s: %w, then: %w", to.Name, err, late)
			}
			return fmt.Errorf("%s: wait for the rate limit: %w", to.Name, late)
		}
		var reply response
		reply, err = r.send(ctx, &to, data)
		if err == nil && reply.status < 300 {
			return reply.read(to.Name, into)
		}
		again, delay := to.Again && ctx.Err() == nil, backoff(try)
		switch {
		case err != nil:
			try++
		case reply.status == http.StatusTooManyRequests:
			again, delay, err = !to.Drop, 0, reply.problem() // the bucket knows how long
			many++
		default:
			again, err = again && reply.status >= 500, reply.problem()
			try++
		}
		if !again || try > tries || many > refusals {
			return fmt.Errorf("%s: %w", to.Name, err)
		}
		if delay == 0 {
			continue
		}
		if perr := r.Pause(ctx, delay); perr != nil {
			return fmt.Errorf("%s: %w, then: %w", to.Name, err, perr)
		}
	}
}

// turn waits until a request may be sent.
func (r *REST) turn(ctx context.Context, to *Route) error {
	if err := r.faults.quiet(r.limits.now()); err != nil {
		return err
	}
	switch {
	case to.Free:
	case to.Drop:
		mine := r.all.Reserve()
		if d := mine.Delay(); d > soon {
			mine.Cancel()
			return ErrScarce
		} else if err := r.Pause(ctx, d); err != nil {
			return err
		}
	default:
		if err := r.all.Wait(ctx); err != nil {
			return err //nolint:wrapcheck // Call says what was waited for
		}
	}
	return r.limits.wait(ctx, to, r.Pause)
}

func encode(body any) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(body); err != nil {
		return nil, fmt.Errorf("write the body: %w", err)
	}
	return b.Bytes(), nil
}

// response is what came back.
type response struct {
	status int
	header http.Header
	body   []byte
}

// send sends one request once.
func (r *REST) send(ctx context.Context, to *Route, data []byte) (response, error) {
	var reader io.Reader
	if data != nil {
		reader = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, to.Method, r.base+to.Path, reader)
	if err != nil {
		return response{}, errors.New("the address cannot be used") // it may hold a token
	}
	req.Header.Set("Authorization", "Bot "+r.token)
	req.Header.Set("User-Agent", userAgent)
	if data != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := r.Client.Do(req)
	if err != nil {
		r.limits.free(to.Bucket)
		return response{}, withoutAddress(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 8<<20))
	if err != nil {
		r.limits.free(to.Bucket)
		return response{}, fmt.Errorf("read the answer: %w", withoutAddress(err))
	}
	a := response{status: resp.StatusCode, header: resp.Header, body: body}
	r.limits.note(to, a)
	r.faults.note(&a, r.limits.now())
	return a, nil
}

// withoutAddress takes the address, which may hold a token, off an error of net/http.
func withoutAddress(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// backoff grows with every try: 0.3, 0.6, 1.2 seconds.
func backoff(try int) time.Duration { return 150 * time.Millisecond << min(try, 6) }

// read decodes what came back.
func (a response) read(name string, into any) error {
	if into == nil || len(a.body) == 0 {
		return nil
	}
	if err := json.Unmarshal(a.body, into); err != nil {
		return fmt.Errorf("%s: read the answer: %w", name, err)
	}
	return nil
}

// Refusal is a response of Discord that is no success.
type Refusal struct {
	Status int
	Code   int // Discord's own
	Text   string
}

// Error returns what Discord said.
func (r *Refusal) Error() string {
	return fmt.Sprintf("discord says %d %s (code %d): %s", r.Status, http.StatusText(r.Status), r.Code, r.Text)
}

// problem returns the response as an error. Of a body that is no JSON, such as a
// proxy's page, a short beginning is kept.
func (a response) problem() error {
	var body struct {
		Message string          `json:"message"`
		Code    int             `json:"code"`
		Errors  json.RawMessage `json:"errors"`
	}
	text := strings.Join(strings.Fields(string(a.body)), " ")
	if json.Unmarshal(a.body, &body) == nil && body.Message != "" {
		text = body.Message
		if len(body.Errors) > 0 {
			text += " " + string(body.Errors)
		}
	}
	return &Refusal{Status: a.status, Code: body.Code, Text: cut(text, 300)}
}

// Discord's codes that are told apart.
const (
	CodeUnknownChannel    = 10003
	CodeUnknownMessage    = 10008
	CodeSlowMode          = 20016
	CodeAcknowledged      = 40060
	CodeMissingAccess     = 50001
	CodeNoDirectMessages  = 50007
	CodeMissingPermission = 50013
	CodeInvalidForm       = 50035
	CodeArchived          = 50083
	CodeNoHistory         = 160002
	CodeThreadThere       = 160004 // the message has a thread
	CodeLocked            = 160005
	CodeAutoMod           = 200000
	CodeAutoModTitle      = 200001
)

// Refused reports whether err is a Refusal with one of these codes; without codes,
// whether it is one at all.
func Refused(err error, codes ...int) bool {
	var r *Refusal
	return errors.As(err, &r) && (len(codes) == 0 || slices.Contains(codes, r.Code))
}

// cut is the beginning of text, at most so many bytes of it, within no character.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}
