package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
)

// session is what IDENTIFY begins; it outlives its connection so that RESUME can go on.
type session struct {
	id      string
	intents int
	seq     int64
	past    []frame // to replay, oldest first
	lost    int64   // the last sequence number no longer in past
	conn    *conn   // nil while nobody is connected
	dead    bool
	shard   [2]int
}

// frame is a dispatch as it went out.
type frame struct {
	seq   int64
	event event
	text  []byte
}

// serves reports whether the events of a guild (empty: of direct messages) are those of
// the session's shard.
func (s *session) serves(guild string) bool {
	if guild == "" {
		return s.shard[0] == 0
	}
	id, err := strconv.ParseInt(guild, 10, 64)
	return err != nil || int(id>>22)%s.shard[1] == s.shard[0]
}

func (s *session) dispatch(e event, keep int) {
	s.seq++
	seq := s.seq
	text, err := json.Marshal(packet{Op: opDispatch, Data: e.data, Seq: &seq, Name: e.name})
	if err != nil {
		panic("discordtest: an event that is no JSON: " + err.Error())
	}
	s.past = append(s.past, frame{seq: seq, event: e, text: text})
	if extra := len(s.past) - keep; extra > 0 {
		s.lost = s.past[extra-1].seq
		s.past = slices.Delete(s.past, 0, extra)
	}
	if s.conn != nil {
		s.conn.send(outgoing{text: text})
	}
}

// again repeats the last dispatch about an id and reports whether there was one.
func (s *session) again(id string, keep int) bool {
	for _, f := range slices.Backward(s.past) {
		if f.event.about == id {
			s.dispatch(f.event, keep)
			return true
		}
	}
	return false
}

// replay sends everything after seq and reports whether all of it was still there.
func (s *session) replay(seq int64) bool {
	if seq < s.lost || seq > s.seq {
		return false
	}
	for _, f := range s.past {
		if f.seq > seq {
			s.conn.send(outgoing{text: f.text})
		}
	}
	return true
}
