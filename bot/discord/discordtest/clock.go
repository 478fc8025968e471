package discordtest

import (
	"strconv"
	"time"
)

// epoch is the first millisecond of Discord's ids.
var epoch = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// Advance moves the server's clock: tokens of interactions age by it (3 s to
// acknowledge, 15 min to edit). Rate limits run by the real clock.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shift += d
}

// Now is the server's time.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now()
}

func (s *Server) now() time.Time { return time.Now().Add(s.shift).UTC() }

// NewID gives a new id of Discord's kind: its time in the upper 42 bits, rising.
func (s *Server) NewID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newID()
}

func (s *Server) newID() string {
	id := s.now().Sub(epoch).Milliseconds() << 22
	if id <= s.lastID {
		id = s.lastID + 1
	}
	s.lastID = id
	return strconv.FormatInt(id, 10)
}

// tell wakes all who wait; the lock is held.
func (s *Server) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// WaitFor waits until ok is true, called without any lock after every change and at
// least 50 times a second; it fails the test, naming what, when patience ends.
func (s *Server) WaitFor(what string, ok func() bool) {
	s.t.Helper()
	if !s.await(s.opts.Patience, ok) {
		s.t.Fatalf("discordtest: waited %v for %s", s.opts.Patience, what)
	}
}

func (s *Server) await(patience time.Duration, ok func() bool) bool {
	end := time.NewTimer(patience)
	defer end.Stop()
	look := time.NewTicker(20 * time.Millisecond) // ok may ask about the bot, which does not tell us
	defer look.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return true
		}
		select {
		case <-changed:
		case <-look.C:
		case <-end.C:
			return ok()
		}
	}
}
