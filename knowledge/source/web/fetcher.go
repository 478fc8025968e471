package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"

	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	userAgent = agentName + "/1 (+https://github.com/storybot/storybot; reads stories to answer questions about them)"

	headerBytes = 64 << 10        // so long may the head of an answer be
	listBytes   = 8 << 20         // and so long its body, unpacked
	pageBytes   = 4 << 20         // and that of a page or a feed
	askTimeout  = 9 * time.Second // from the question to the last byte
	mostRetries = 2
	mostPause   = 5 * time.Second // who asks for a longer pause is not waited for, but left alone that long
)

// fetcher fetches for one source: safely, within limits, and politely.
type fetcher struct {
	client     *http.Client
	guard      *guard
	politeness *politeness
	timeout    time.Duration
	pause      time.Duration // before the second try; then twice that
}

func newFetcher(allowed []string, pace time.Duration) *fetcher {
	g := newGuard(allowed)
	w := &fetcher{guard: g, politeness: newPoliteness(pace), timeout: askTimeout, pause: time.Second}
	w.client = &http.Client{CheckRedirect: g.checkRedirect, Transport: &http.Transport{
		Proxy: nil, DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return g.dialContext(ctx, network, address)
		},
		DisableCompression:  true, // receive unpacks, and says what it cannot
		TLSHandshakeTimeout: dialTimeout, MaxResponseHeaderBytes: headerBytes, ForceAttemptHTTP2: true,
		MaxIdleConns: 16, MaxIdleConnsPerHost: 2, IdleConnTimeout: 15 * time.Second,
	}}
	return w
}

// reply is what was answered: 200, 304, or 404 and 410, which are as good an answer.
type reply struct {
	url      *url.URL // where it was found in the end
	status   int
	kind     string // the media type, "text/html"
	declared string // the same with its parameters
	body     []byte
	etag     string
	modified string
}

// gone reports whether nothing is there.
func (r *reply) gone() bool { return r.status == http.StatusNotFound || r.status == http.StatusGone }

// same reports whether nothing has changed since it was asked for before.
func (r *reply) same() bool { return r.status == http.StatusNotModified }

// statusError is an answer that says that there is none.
type statusError struct {
	status int
	after  time.Duration // the pause that was asked for
}

// Error says the status in words.
func (e *statusError) Error() string {
	if e.status == http.StatusNotModified {
		return "answers that nothing has changed, though nothing of it is known; ask who keeps its server why"
	}
	return fmt.Sprintf("answers %d %s", e.status, http.StatusText(e.status))
}

// busyError says that a host has asked to be left alone.
type busyError struct{ left time.Duration }

// Error says for how long.
func (e *busyError) Error() string {
	return fmt.Sprintf("is not fetched: it has asked to be left alone, for another %s", e.left)
}

// get asks for an address, again where that may help. had is what is known of
// it: where it has not changed since, the reply says so.
func (f *fetcher) get(ctx context.Context, address string, had mark, most int) (*reply, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("is no address: %w", err)
	}
	if err := f.guard.check(u); err != nil {
		return nil, err
	}
	policy := retrypolicy.NewBuilder[*reply]().
		HandleIf(func(_ *reply, err error) bool { return isRetryable(err) }).
		WithMaxRetries(mostRetries).
		WithDelayFunc(func(e failsafe.ExecutionAttempt[*reply]) time.Duration {
			return f.retryDelay(e.LastError(), e.Attempts())
		}).
		ReturnLastFailure().
		Build()
	return failsafe.With(policy).WithContext(ctx).Get(func() (*reply, error) { //nolint:wrapcheck // what once says
		return f.try(ctx, u, had, most)
	})
}

// retryDelay is the pause before another try: what the server asked for, or a
// second, then two.
func (f *fetcher) retryDelay(err error, tries int) time.Duration {
	var s *statusError
	if errors.As(err, &s) && s.after > 0 {
		return s.after
	}
	return f.pause << max(tries-1, 0)
}

// isRetryable reports whether another try may fare better. Who was slow once is not
// waited for a second time.
func isRetryable(err error) bool {
	var s *statusError
	if errors.As(err, &s) {
		return (s.status == http.StatusTooManyRequests || s.status >= 500 && s.status != http.StatusNotImplemented) && s.after <= mostPause
	}
	if errors.Is(err, errRefused) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.IsTemporary
	}
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// try asks once.
func (f *fetcher) try(ctx context.Context, u *url.URL, had mark, most int) (*reply, error) {
	if left := f.politeness.busyFor(u); left > 0 {
		return nil, &busyError{left.Round(time.Second)}
	}
	release, err := f.politeness.wait(ctx, u.Host)
	if err != nil {
		return nil, err
	}
	defer release()
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("is no address: %w", err)
	}
	ask.Header.Set("User-Agent", userAgent)
	ask.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	ask.Header.Set("Accept-Encoding", "gzip, deflate")
	if had.ETag != "" {
		ask.Header.Set("If-None-Match", had.ETag)
	}
	if had.Modified != "" {
		ask.Header.Set("If-Modified-Since", had.Modified)
	}
	answer, err := f.client.Do(ask)
	if err != nil {
		return nil, f.describe(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	switch {
	case answer.StatusCode == http.StatusNotModified && had.ETag == "" && had.Modified == "":
		return nil, &statusError{status: answer.StatusCode}
	case answer.StatusCode == http.StatusOK, answer.StatusCode == http.StatusNotModified, answer.StatusCode == http.StatusNotFound, answer.StatusCode == http.StatusGone:
	default:
		after := retryAfter(answer.Header.Get("Retry-After"))
		if after > mostPause {
			f.politeness.leaveAlone(u, answer.StatusCode, after)
		}
		return nil, &statusError{answer.StatusCode, after}
	}
	return f.receive(answer, most)
}

// receive reads an answer. Its limits are of the body as it is unpacked.
func (f *fetcher) receive(answer *http.Response, most int) (*reply, error) {
	r := &reply{url: answer.Request.URL, status: answer.StatusCode, declared: answer.Header.Get("Content-Type"),
		etag: header(answer, "ETag"), modified: header(answer, "Last-Modified")}
	r.kind, _, _ = mime.ParseMediaType(r.declared)
	if r.status != http.StatusOK {
		return r, nil
	}
	switch {
	case r.kind == "application/zip" && most == listBytes: // a source's own address
		most = fetchedZipBytes
	case mayBeDocument(r.kind) && most != robotsBytes:
		most = max(most, fetchedPDFBytes)
	}
	body, err := unpackedBody(answer.Body, answer.Header.Get("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	if r.body, err = io.ReadAll(io.LimitReader(body, int64(most)+1)); err != nil {
		return nil, f.cutOff(r, err)
	}
	if most == robotsBytes {
		if len(r.body) > most { // the last line may say less than it should
			r.body = r.body[:max(bytes.LastIndexAny(r.body[:most], "\r\n"), 0)]
		}
		return r, nil
	}
	if len(r.body) > most {
		return nil, fmt.Errorf("is larger than %s, which is the most that is fetched", plain.Size(int64(most)))
	}
	if r.body, err = unpackedFile(r.body, max(most, mapBytes)); err != nil {
		return nil, f.cutOff(r, err)
	}
	return r, nil
}

// cutError is an answer that ended too early, with what there was of it.
type cutError struct {
	reply *reply
	err   error
}

// Error says that it did.
func (e *cutError) Error() string { return e.err.Error() }

// Unwrap is why.
func (e *cutError) Unwrap() error { return e.err }

// cutOff describes why an answer was not read to its end, and keeps what there was of it.
func (f *fetcher) cutOff(r *reply, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) && len(r.body) > 0 {
		if begun, _ := unpackedFile(r.body, mapBytes); len(begun) > 0 {
			r.body = begun
		}
		return &cutError{r, f.describe(err)}
	}
	return f.describe(err)
}

// header is a header that is worth keeping.
func header(answer *http.Response, name string) string {
	if v := answer.Header.Get(name); len(v) <= 256 {
		return v
	}
	return ""
}

// lateError is that something took too long.
type lateError string

// Error says what.
func (e lateError) Error() string { return string(e) }

// Unwrap is what Go calls it.
func (lateError) Unwrap() error { return context.DeadlineExceeded }

// describe says in an operator's words why there was no answer.
func (f *fetcher) describe(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return lateError(fmt.Sprintf("took longer than %s", f.timeout))
	}
	if strings.Contains(err.Error(), "server response headers exceeded") {
		return fmt.Errorf("answers with a head of more than %d bytes", headerBytes)
	}
	return fmt.Errorf("cannot be fetched: %w", err)
}

// retryAfter reads the header of that name, a number of seconds or a date.
func retryAfter(value string) time.Duration {
	if n, err := strconv.Atoi(value); n > 0 && (err == nil || errors.Is(err, strconv.ErrRange)) { // more than a number holds is the most it holds
		return time.Duration(min(n, 1<<20)) * time.Second
	}
	if t, err := http.ParseTime(value); err == nil {
		return max(time.Until(t), 0)
	}
	return 0
}
