package wire

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// shard is one connection to the gateway, made again whenever it is lost.
type shard struct {
	*Gateway
	number, of int
	held       func() bool // that it is this process that runs the shard

	session *discordgo.Session // nil: the next one begins anew
	lost    <-chan struct{}
	resume  gatewayAddress // where the session is resumed; zero: it has not begun
	to      gatewayAddress // where the next connection leads
	usual   bool           // the session is resumed at the usual address
	forget  bool           // dialling fails, so that discordgo forgets the address

	mu   sync.Mutex
	last closing        // how the last connection ended
	conn *monitoredConn // the present one
}

// How long a shard pauses between two connections. A session that begins costs one of
// the thousand that Discord gives a bot each day; one that is resumed costs nothing.
const (
	longestPause = 2 * time.Minute
	longestStart = 15 * time.Minute // where the last connection began a session
	calmAfter    = 10 * time.Minute // of being connected make up for one loss
)

// backOff is how long to wait after so many losses: 1, 2, 4 ... seconds, at most the
// longest, and of that a random half or more.
func backOff(losses int, longest time.Duration) time.Duration {
	d := min(time.Second<<min(losses, 20), longest)
	return d/2 + rand.N(d/2) //nolint:gosec // not a secret
}

// run stays connected until ctx ends (nil) or Discord refuses for good (ErrRefused).
func (s *shard) run(ctx context.Context) error {
	for losses := 0; ; losses++ {
		began := time.Now()
		started, err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // it was to end; how connecting failed is of no interest
		}
		c := s.ended()
		if err := errors.Join(fatal(c), wrongToken(err)); err != nil {
			return err
		}
		s.usual = err != nil && !s.usual // perhaps the address for resuming is gone: the usual one resumes, too
		if c.begins() {
			s.session = nil
		}
		losses = max(0, losses-int(time.Since(began)/calmAfter))
		wait := backOff(losses, longestPause)
		if started {
			wait = backOff(losses, longestStart)
		}
		if c.invalid {
			wait = max(wait, time.Second+rand.N(4*time.Second)) //nolint:gosec // not a secret
		}
		s.Log.Warn("the connection to Discord is lost; connecting again", "why", c.words(err), "code", c.code, "shard", s.number, "in", wait.Round(time.Millisecond))
		if Sleep(ctx, wait) != nil {
			return nil //nolint:nilerr // it was to end
		}
	}
}

// begun reports whether there is a session to resume.
func (s *shard) begun() bool { return s.session != nil && s.resume.name != "" }

// connect connects and stays so until the connection is lost (nil) or ctx ends. It
// reports whether a session was begun for that.
func (s *shard) connect(ctx context.Context) (started bool, err error) {
	if s.session == nil {
		if s.session, s.lost, err = s.newSession(ctx); err != nil {
			return false, err
		}
		s.resume = gatewayAddress{}
	}
	if !s.begun() {
		if err := s.starts.wait(ctx, s.number, s.look); err != nil {
			return false, err
		}
		started = true
	}
	select {
	case <-s.lost: // discordgo's reader and its heartbeat may both report one loss
	default:
	}
	if err := s.open(); err != nil && !errors.Is(err, discordgo.ErrWSAlreadyOpen) {
		return started, err
	}
	c := s.settled()
	select {
	case <-s.lost:
	case <-ctx.Done():
		c.leave()
		<-s.lost
	}
	return started, nil
}

// open connects. discordgo keeps the address of the gateway until dialling fails: it
// is made to, as a session is resumed at another address than it begins at.
func (s *shard) open() error {
	s.forget = true
	if err := s.session.Open(); errors.Is(err, discordgo.ErrWSAlreadyOpen) {
		return err //nolint:wrapcheck // connect knows it
	}
	s.forget = false
	return s.session.Open() //nolint:wrapcheck // run logs it
}

// words is why a connection ended.
func (c closing) words(err error) string {
	switch {
	case c.reason != "":
		return c.reason
	case err != nil:
		return withoutAddress(err).Error()
	}
	return "it broke off"
}

// ended returns how the last connection ended, and forgets it.
func (s *shard) ended() closing {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.last
	s.last = closing{}
	return c
}

func (s *shard) ends(c closing) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = c
}

// settled unbinds the connection from its context: once a session has begun, it
// is closed with a closing frame.
func (s *shard) settled() *monitoredConn {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn.unbind()
	return s.conn
}
