package discordtest

// StallHello keeps every new connection without HELLO until [Server.ReleaseHello].
func (s *Server) StallHello() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stalled == nil {
		s.stalled = make(chan struct{})
	}
}

// ReleaseHello greets all who wait for it.
func (s *Server) ReleaseHello() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stalled != nil {
		close(s.stalled)
		s.stalled = nil
	}
}

// WithholdAcks answers no heartbeat while on.
func (s *Server) WithholdAcks(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.silent = on
}

// Disconnect closes every connection with a close code of the gateway. The codes that
// end a session for good (4007, 4009, and those after which none may come back) do so.
func (s *Server) Disconnect(code int, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.send(outgoing{code: code, reason: reason})
		if c.session != nil && endsSession(code) {
			s.bury(c.session)
		}
	}
}

func endsSession(code int) bool {
	switch code {
	case 1000, 1001, 4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014:
		return true
	}
	return false
}

// Drop cuts every connection without a close frame.
func (s *Server) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.send(outgoing{drop: true})
	}
}

// Reconnect tells every client to reconnect and resume (op 7).
func (s *Server) Reconnect() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.sendPacket(packet{Op: opReconnect})
	}
}

// RefuseNext closes the next connections that IDENTIFY or RESUME with these codes, in turn.
func (s *Server) RefuseNext(codes ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, code := range codes {
		s.refuse = append(s.refuse, outgoing{code: code, reason: reasonOf(code)})
	}
}

func reasonOf(code int) string {
	switch code {
	case 4004:
		return "Authentication failed."
	case 4010:
		return "Invalid shard."
	case 4011:
		return "Sharding required."
	case 4012:
		return "Invalid API version."
	case 4013:
		return "Invalid intent(s)."
	case 4014:
		return "Disallowed intent(s)."
	}
	return "Unknown error."
}

// InvalidateNext answers the next n RESUMEs with an invalid session (op 9).
func (s *Server) InvalidateNext(n int, resumable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.invalidate, s.resumable = n, resumable
}

// InvalidateStarts answers the next n IDENTIFYs with an invalid session (op 9);
// negative: all of them.
func (s *Server) InvalidateStarts(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuseStarts = n
}

// FailUpgrades answers the next n websocket upgrades with 503.
func (s *Server) FailUpgrades(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.downUpgrades = n
}

// Beat asks every client for a heartbeat at once (op 1).
func (s *Server) Beat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.sendPacket(packet{Op: opHeartbeat})
	}
}

// GatewayCounts tells what clients have done so far.
type GatewayCounts struct {
	Connected  int // connections open now
	Shards     int // shards of which there is a session open now
	Ready      int // of them with a session
	Identified int // IDENTIFYs taken
	Tried      int // IDENTIFYs sent
	Strays     int // RESUMEs at another address than READY gave
	Resumed    int // RESUMEs taken
	Heartbeats int
	Beating    int // connections open now that have sent a heartbeat
}

// Gateway is what clients have done so far.
func (s *Server) Gateway() GatewayCounts {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := GatewayCounts{Connected: len(s.conns), Identified: s.starts, Tried: s.tried, Strays: s.strays, Resumed: s.resumes, Heartbeats: s.beats}
	shards := map[[2]int]bool{}
	for _, c := range s.conns {
		if c.session != nil {
			n.Ready++
			shards[c.session.shard] = true
		}
		if c.beating {
			n.Beating++
		}
	}
	n.Shards = len(shards)
	return n
}

// WaitReady waits until a client is connected with a session.
func (s *Server) WaitReady() {
	s.t.Helper()
	s.WaitFor("a client with a session", func() bool { return s.Gateway().Ready > 0 })
}
