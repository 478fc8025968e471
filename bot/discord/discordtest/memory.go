package discordtest

import (
	"context"
	"net"
	"net/http"
	"sync"
)

// memory is a network within the process: its connections are pipes, which
// testing/synctest sees through, so that all waiting is over at once.
type memory struct {
	waiting chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

type memoryAddr struct{}

func (memoryAddr) Network() string { return "memory" }
func (memoryAddr) String() string  { return "discord.test:80" }

func newMemory() *memory {
	return &memory{waiting: make(chan net.Conn), closed: make(chan struct{})}
}

// Accept waits for the next connection.
func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.waiting:
		return c, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

// Close ends listening.
func (m *memory) Close() error {
	m.once.Do(func() { close(m.closed) })
	return nil
}

// Addr is the one address there is.
func (m *memory) Addr() net.Addr { return memoryAddr{} }

func (m *memory) dial(ctx context.Context) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case m.waiting <- server:
		return client, nil
	case <-m.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, context.Cause(ctx) //nolint:wrapcheck // the dialer's business
	}
}

// Dial connects to the server, whatever the address is. It is for the bot under test
// where [Options].Memory is set.
func (s *Server) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	if m, is := s.http.Listener.(*memory); is {
		return m.dial(ctx)
	}
	return (&net.Dialer{}).DialContext(ctx, network, address) //nolint:wrapcheck // the dialer's business
}

// Transport is a transport that leads to the server; its connections end with the test.
func (s *Server) Transport() *http.Transport {
	t := &http.Transport{DialContext: s.Dial, MaxIdleConnsPerHost: 20}
	s.t.Cleanup(t.CloseIdleConnections)
	return t
}
