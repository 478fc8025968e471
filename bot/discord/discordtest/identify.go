package discordtest

import (
	"encoding/json"
	"strconv"
	"time"
)

// ready is what READY brings.
type ready struct {
	V           int          `json:"v"`
	User        User         `json:"user"`
	Guilds      []unready    `json:"guilds"`
	Private     []struct{}   `json:"private_channels"`
	SessionID   string       `json:"session_id"`
	ResumeURL   string       `json:"resume_gateway_url"`
	Application readyAppWire `json:"application"`
}

type readyAppWire struct {
	ID    string `json:"id"`
	Flags int    `json:"flags"`
}

// unready is a guild before its GUILD_CREATE.
type unready struct {
	ID          string `json:"id"`
	Unavailable bool   `json:"unavailable"`
}

// identify begins a session; the lock is held.
func (s *Server) identify(c *conn, data json.RawMessage) {
	var ask struct {
		Token      string  `json:"token"`
		Intents    *int    `json:"intents"`
		Compress   bool    `json:"compress"`
		Shard      *[2]int `json:"shard"`
		Properties *struct {
			OS string `json:"os"`
		} `json:"properties"`
	}
	err := json.Unmarshal(data, &ask)
	shard := [2]int{0, 1}
	if ask.Shard != nil {
		shard = *ask.Shard
	}
	s.tried++
	if s.tried == s.opts.Starts+1 {
		s.violations = append(s.violations, Violation{Rule: "session_start_limit", Request: "IDENTIFY", Detail: "more than a day's: the token is reset"})
	}
	switch {
	case c.session != nil:
		c.send(outgoing{code: 4005, reason: "Already authenticated."})
	case s.refused(c):
	case s.refuseStarts != 0:
		s.refuseStarts--
		c.sendPacket(packet{Op: opInvalidSession, Data: false})
	case shard[1] < 1 || shard[0] < 0 || shard[0] >= shard[1]:
		c.send(outgoing{code: 4010, reason: "Invalid shard."})
	case len(s.guilds) > 2500*shard[1]:
		c.send(outgoing{code: 4011, reason: "Sharding required."})
	case s.tooSoon(shard[0]):
		c.sendPacket(packet{Op: opInvalidSession, Data: false})
	case err != nil || ask.Intents == nil || ask.Properties == nil:
		c.send(outgoing{code: 4002, reason: "Error while decoding payload."})
	case !s.ownToken(ask.Token):
		c.send(outgoing{code: 4004, reason: "Authentication failed."})
	case *ask.Intents&^knownIntents != 0:
		c.send(outgoing{code: 4013, reason: "Invalid intent(s)."})
	case *ask.Intents&privilegedIntents&^s.opts.Privileged != 0:
		c.send(outgoing{code: 4014, reason: "Disallowed intent(s)."})
	default:
		s.begin(c, *ask.Intents, ask.Compress, shard)
	}
}

func (s *Server) ownToken(token string) bool { return token == s.Token || token == "Bot "+s.Token }

// tooSoon reports whether a session began less than five seconds ago in the bucket of a
// shard, and notes that one is about to.
func (s *Server) tooSoon(shard int) bool {
	bucket := shard % s.opts.Concurrency
	last, any := s.began[bucket]
	s.began[bucket] = s.now()
	return any && s.began[bucket].Sub(last) < 5*time.Second && !s.opts.NoStartPace
}

// resumePath is where sessions are resumed.
const resumePath = "/resume"

func (s *Server) begin(c *conn, intents int, compress bool, shard [2]int) {
	s.starts++
	c.compress = compress
	c.session = &session{id: "session" + strconv.Itoa(s.starts) + "-" + s.newID(), intents: intents, conn: c, shard: shard}
	s.sessions = append(s.sessions, c.session)
	hello := ready{
		V: 9, User: s.Bot, Guilds: []unready{}, Private: []struct{}{}, SessionID: c.session.id,
		ResumeURL: "ws" + s.URL[len("http"):] + resumePath, Application: readyAppWire{ID: s.AppID},
	}
	for id := range s.guilds {
		if !c.session.serves(id) {
			continue
		}
		hello.Guilds = append(hello.Guilds, unready{ID: id, Unavailable: true})
	}
	c.session.dispatch(event{name: "READY", about: c.session.id, data: hello}, s.opts.Keep)
	if intents&intentGuilds == 0 {
		return
	}
	for id, g := range s.guilds {
		if !c.session.serves(id) {
			continue
		}
		c.session.dispatch(event{name: "GUILD_CREATE", about: id, data: s.guildCreate(g)}, s.opts.Keep)
	}
}

// resume goes on with a session: what was missed, then RESUMED; the lock is held.
func (s *Server) resume(c *conn, data json.RawMessage) {
	var ask struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	err := json.Unmarshal(data, &ask)
	switch {
	case c.session != nil:
		c.send(outgoing{code: 4005, reason: "Already authenticated."})
		return
	case s.refused(c):
		return
	case err != nil:
		c.send(outgoing{code: 4002, reason: "Error while decoding payload."})
		return
	case !s.ownToken(ask.Token):
		c.send(outgoing{code: 4004, reason: "Authentication failed."})
		return
	case s.invalidate > 0:
		s.invalidate--
		c.sendPacket(packet{Op: opInvalidSession, Data: s.resumable})
		return
	}
	for _, old := range s.sessions {
		if old.id == ask.Session && !old.dead {
			s.goOn(c, old, ask.Seq)
			return
		}
	}
	c.sendPacket(packet{Op: opInvalidSession, Data: false})
}

func (s *Server) goOn(c *conn, old *session, seq int64) {
	if seq > old.seq {
		c.send(outgoing{code: 4007, reason: "Invalid seq."})
		return
	}
	if old.conn != nil {
		old.conn.send(outgoing{code: 4000, reason: "Resumed elsewhere."})
		old.conn.session = nil
	}
	old.conn = c
	if !old.replay(seq) {
		old.conn = nil
		c.sendPacket(packet{Op: opInvalidSession, Data: false})
		return
	}
	s.resumes++
	if !c.resumes {
		s.strays++
	}
	c.session = old
	old.dispatch(event{name: "RESUMED", about: old.id, data: struct{}{}}, s.opts.Keep)
}

// refused answers with what a test ordered for the next one, if it did.
func (s *Server) refused(c *conn) bool {
	if len(s.refuse) == 0 {
		return false
	}
	c.send(s.refuse[0])
	s.refuse = s.refuse[1:]
	return true
}
