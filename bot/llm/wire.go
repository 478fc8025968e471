package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxFailure = 64 << 10 // bytes read of a failed reply
	maxReply   = 64 << 20 // bytes read of a reply that is no stream
)

// wire carries go-openai's requests. It turns a failed reply into a ReplyError
// that knows Retry-After, ends a reply that goes silent, and makes of a stream
// what the library understands.
type wire struct {
	http    *http.Client
	scrub   scrub
	silence time.Duration
	base    string
}

// Do sends one request. Its error holds no secret.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	if err := unstreamed(req); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	timer := time.AfterFunc(w.silence, func() { cancel(fmt.Errorf("%w for %s", ErrSilent, w.silence)) })
	resp, err := w.http.Do(req.WithContext(ctx)) //nolint:bodyclose,gosec // closed by its reader; the operator chose the address
	timer.Stop()
	if err != nil {
		err = w.failed(ctx, err)
		cancel(nil)
		return nil, err
	}
	body := &timedBody{ctx: ctx, cancel: cancel, timer: timer, silence: w.silence, body: resp.Body, wire: w}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		defer func() { _ = body.Close() }()
		return nil, w.refused(resp, body)
	}
	if strings.HasPrefix(req.Header.Get("Accept"), "text/event-stream") {
		resp.Body = newEvents(body, resp.StatusCode, w.scrub)
	} else {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(body, maxReply), body}
	}
	return resp, nil
}

// failed says why no reply came, or why it stopped coming.
func (w *wire) failed(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); errors.Is(cause, ErrSilent) {
		return cause //nolint:wrapcheck // our own
	}
	if ctx.Err() != nil {
		return fmt.Errorf("wait for the server: %w", ctx.Err())
	}
	return &lost{text: w.scrub.cut(err.Error()), cause: err}
}

// refused makes an error of a reply whose status is no success.
func (w *wire) refused(resp *http.Response, body io.Reader) error {
	text, err := io.ReadAll(io.LimitReader(body, maxFailure))
	if err != nil && len(text) == 0 {
		text = []byte("(its reason did not arrive)")
	}
	e, _ := parseReply(text, w.scrub)
	e.Status = resp.StatusCode
	e.wait = retryAfter(resp.Header.Get("Retry-After"), time.Now())
	switch {
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		e.hint = "it points elsewhere, which is not followed: set OPENAI_BASE_URL to the final address"
	case resp.StatusCode == http.StatusNotFound && !strings.HasSuffix(w.base, "/v1"):
		e.hint = "OPENAI_BASE_URL usually ends in /v1"
	}
	return e
}

// retryAfter reads the header's two forms, seconds and a date; negative: none.
func retryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if s, err := strconv.ParseFloat(header, 64); err == nil && s >= 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second))
	}
	if t, err := http.ParseTime(header); err == nil {
		return max(0, t.Sub(now))
	}
	return -1
}

// timedBody is a body that fails when nothing arrives for too long. The time that
// the reader takes between two reads does not count.
type timedBody struct {
	ctx     context.Context
	cancel  context.CancelCauseFunc
	timer   *time.Timer
	silence time.Duration
	body    io.ReadCloser
	wire    *wire
}

func (b *timedBody) Read(p []byte) (int, error) {
	b.timer.Reset(b.silence)
	n, err := b.body.Read(p)
	b.timer.Stop()
	if err != nil && !errors.Is(err, io.EOF) {
		err = b.wire.failed(b.ctx, err)
	}
	return n, err
}

func (b *timedBody) Close() error {
	b.timer.Stop()
	b.cancel(nil)
	if err := b.body.Close(); err != nil {
		return fmt.Errorf("close the reply: %w", err)
	}
	return nil
}
