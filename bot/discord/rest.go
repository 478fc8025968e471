package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

// rest speaks to Discord's REST API. Every message is created and edited
// through it, not through discordgo, whose requests wait for each other: all
// edits of interactions share one of its locks, it sleeps out a 429 whatever
// its context says, and does not stop other requests after a global one.
type rest struct {
	client *http.Client
	base   string // https://discord.com/api/v10
	token  string
	limits buckets
	all    *rate.Limiter // of requests together
	pause  func(ctx context.Context, d time.Duration) error
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

func newREST(base, token string, transport http.RoundTripper) *rest {
	return &rest{
		client: &http.Client{Transport: transport, Timeout: 30 * time.Second},
		base:   strings.TrimRight(base, "/") + apiVersion, token: token, pause: sleep,
		all: rate.NewLimiter(allPerSecond, allBurst),
	}
}

// sleep waits, but no longer than ctx lasts.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx) //nolint:wrapcheck // callers say what they waited for
	}
}

// route is one kind of request. Path may hold secrets (an interaction's token);
// name, which errors and logs show, holds none.
type route struct {
	method, name, path string
	bucket             string // requests of one bucket are limited together
	again              bool   // it may be sent twice: the second changes nothing
	free               bool   // it does not count among all requests together
}

// tries is how often a request is sent at most.
const tries = 5

// call sends body, unless it is nil, and reads the response into into, unless
// that is nil. It waits for rate limits and sends again what failed on
// Discord's side, as long as ctx lasts.
func (r *rest) call(ctx context.Context, to route, body, into any) error {
	data, err := encode(body)
	if err != nil {
		return fmt.Errorf("%s: %w", to.name, err)
	}
	for try := 1; ; try++ {
		if err := r.turn(ctx, to); err != nil {
			return fmt.Errorf("%s: wait for the rate limit: %w", to.name, err)
		}
		reply, err := r.send(ctx, to, data)
		if err == nil && reply.status < 300 {
			return reply.read(to.name, into)
		}
		delay, retry := time.Duration(0), false
		if err != nil {
			delay, retry = backoff(try), to.again && ctx.Err() == nil
		} else {
			delay, retry = r.retryAfter(to, reply, try)
			err = reply.problem()
		}
		if !retry || try == tries {
			return fmt.Errorf("%s: %w", to.name, err)
		}
		if perr := r.pause(ctx, delay); perr != nil {
			return fmt.Errorf("%s: %w, then: %w", to.name, err, perr)
		}
	}
}

// turn waits until a request may be sent.
func (r *rest) turn(ctx context.Context, to route) error {
	if !to.free {
		if err := r.all.Wait(ctx); err != nil {
			return err //nolint:wrapcheck // call says what was waited for
		}
	}
	return r.limits.wait(ctx, to.bucket, to.free, r.pause)
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
func (r *rest) send(ctx context.Context, to route, data []byte) (response, error) {
	var reader io.Reader
	if data != nil {
		reader = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, to.method, r.base+to.path, reader)
	if err != nil {
		return response{}, errors.New("the address cannot be used") // it may hold a token
	}
	req.Header.Set("Authorization", "Bot "+r.token)
	req.Header.Set("User-Agent", userAgent)
	if data != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := r.client.Do(req)
	if err != nil {
		r.limits.free(to.bucket)
		return response{}, withoutAddress(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 8<<20))
	if err != nil {
		r.limits.free(to.bucket)
		return response{}, fmt.Errorf("read the answer: %w", withoutAddress(err))
	}
	a := response{status: resp.StatusCode, header: resp.Header, body: body}
	r.limits.note(to.bucket, a)
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

// retryAfter reports whether a refused request is sent again, and after what time.
func (r *rest) retryAfter(to route, a response, try int) (time.Duration, bool) {
	switch {
	case a.status == http.StatusTooManyRequests:
		return 0, true // the bucket knows how long
	case a.status >= 500 && to.again:
		return backoff(try), true
	}
	return 0, false
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

// refusal is a response of Discord that is no success.
type refusal struct {
	status int
	code   int // Discord's own
	text   string
}

// Error returns what Discord said.
func (r *refusal) Error() string {
	return fmt.Sprintf("discord says %d %s (code %d): %s", r.status, http.StatusText(r.status), r.code, r.text)
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
	return &refusal{status: a.status, code: body.Code, text: shorten(text, 300)}
}

// Discord's codes that are told apart.
const (
	codeUnknownChannel     = 10003
	codeUnknownMessage     = 10008
	codeUnknownInteraction = 10062
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeMissingPermission  = 50013
)

// refused reports whether err is a refusal with one of these codes.
func refused(err error, codes ...int) bool {
	var r *refusal
	if !errors.As(err, &r) {
		return false
	}
	for _, c := range codes {
		if r.code == c {
			return true
		}
	}
	return false
}
