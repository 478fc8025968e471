package weaviate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"
)

// node is one node of the Weaviate, as this process sees it.
type node struct {
	name   string // host and port
	base   string // the address without a key
	key    string // empty: none
	client *http.Client
	calls  string       // where it takes calls of gRPC
	caller *http.Client // for these

	mu    sync.Mutex
	state marker    // that it has proved to have; the zero marker: none
	tardy time.Time // when it was slow last
}

// late notes that the node was slow, and isLate reports whether it was within the last second.
func (n *node) late() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.tardy = time.Now()
}

func (n *node) isLate() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return time.Since(n.tardy) < time.Second
}

// has is the marker that the node has proved to have.
func (n *node) has() marker {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.state
}

func (n *node) set(m marker) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.state = m
}

// most is the longest reply that is read.
const most = 64 << 20

// newHTTP is a client that goes nowhere else.
func newHTTP() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext:         (&net.Dialer{Timeout: 2 * time.Second}).DialContext,
			TLSHandshakeTimeout: 5 * time.Second, MaxIdleConns: 64, MaxIdleConnsPerHost: 64, IdleConnTimeout: 90 * time.Second, ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// newCaller is a client that speaks the HTTP/2 of gRPC alone.
func newCaller() *http.Client {
	c := newHTTP()
	t, p := c.Transport.(*http.Transport), new(http.Protocols) //nolint:forcetypeassert // it is
	p.SetHTTP2(true)
	p.SetUnencryptedHTTP2(true)
	t.Protocols = p
	return c
}

// statusError is a reply that is no success.
type statusError struct {
	code int
	said string
}

// Error tells both.
func (e *statusError) Error() string { return fmt.Sprintf("it replies %d: %s", e.code, e.said) }

// formError is a reply that cannot be read.
type formError struct{ err error }

// Error tells why.
func (e *formError) Error() string { return "its reply cannot be read: " + e.err.Error() }

// do sends a request and reads the reply into out; nil: it is not read. in is sent as JSON, unless it is nil.
func (n *node) do(ctx context.Context, method, path string, in, out any) error {
	if err := n.try(ctx, method, path, in, out); err != nil {
		return fmt.Errorf("ask %s: %w", n.name, err)
	}
	return nil
}

func (n *node) try(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return fmt.Errorf("write the request: %w", err)
		}
		body = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(ctx, method, n.base+path, body) //nolint:gosec // where operators say
	if err != nil {
		return errors.New("its address cannot be used")
	}
	r.Header.Set("Content-Type", "application/json")
	if n.key != "" {
		r.Header.Set("Authorization", "Bearer "+n.key)
	}
	reply, err := n.client.Do(r) //nolint:gosec // as above
	if err != nil {
		return reason(ctx, err)
	}
	defer func() { _ = reply.Body.Close() }()
	b, err := io.ReadAll(io.LimitReader(reply.Body, most+1))
	switch {
	case err != nil:
		return reason(ctx, err)
	case len(b) > most:
		return &formError{errors.New("it is too long")}
	case reply.StatusCode < http.StatusOK || reply.StatusCode >= http.StatusMultipleChoices:
		return &statusError{reply.StatusCode, string(bytes.ToValidUTF8(b[:min(len(b), 200)], nil))}
	case out == nil:
		return nil
	}
	if err := json.Unmarshal(b, out); err != nil {
		return &formError{err}
	}
	return nil
}

// reason is why a request did not succeed, without its address.
func reason(ctx context.Context, err error) error {
	var number syscall.Errno
	var name *net.DNSError
	var network net.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err() //nolint:wrapcheck // by do
	case errors.As(err, &number):
		return number
	case errors.As(err, &name):
		return errors.New("its name is not known")
	case errors.As(err, &network) && network.Timeout():
		return errors.New("it does not answer in time")
	}
	return errors.New("the connection failed")
}

// within runs one request that may take so long.
func within(ctx context.Context, long time.Duration, do func(ctx context.Context) error) error {
	ctx, stop := context.WithTimeout(ctx, long)
	defer stop()
	return do(ctx)
}

// isStatus reports whether err is a reply with that code.
func isStatus(err error, code int) bool {
	var said *statusError
	return errors.As(err, &said) && said.code == code
}
