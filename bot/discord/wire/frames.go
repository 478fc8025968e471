package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"time"
)

// frames reads along what a gateway sends: it looks into the frames of a
// WebSocket as their bytes pass, and reports the few that discordgo does not
// hand on. Its methods are called from one goroutine.
type frames struct {
	hello   func(interval time.Duration) // given the interval of heartbeats
	acked   func()                       // a heartbeat was acknowledged
	close   func(code int, reason string)
	invalid func(resumable bool) // the session is not valid
	moved   func()               // another connection is to take the place of this one

	shaken bool   // the HTTP response before the first frame is over
	held   []byte // the beginning of what is not complete
	skip   uint64 // bytes still to come of a frame that is of no interest
}

// maxFrame is the size up to which a frame may be of interest.
const maxFrame = 4 << 10

// WebSocket's own numbers.
const (
	opText  = 1
	opClose = 8
	finBit  = 0x80
	maskBit = 0x80
	maxHead = 16 << 10 // an HTTP response longer than this is none
)

// feed takes the next bytes.
func (f *frames) feed(p []byte) {
	if f.skip > 0 {
		n := min(f.skip, uint64(len(p)))
		f.skip -= n
		p = p[n:]
	}
	f.held = append(f.held, p...)
	for f.step() {
	}
	if len(f.held) == 0 {
		f.held = nil
	}
}

// step takes one frame off what is held, and reports whether more may follow.
func (f *frames) step() bool {
	if !f.shaken {
		i := bytes.Index(f.held, []byte("\r\n\r\n"))
		if i < 0 {
			if len(f.held) > maxHead {
				f.held = nil
			}
			return false
		}
		f.shaken, f.held = true, f.held[i+4:]
	}
	head, size, ok := frameHead(f.held)
	if !ok {
		return false
	}
	op, whole := f.held[0]&0x0f, f.held[0]&finBit != 0
	if size > maxFrame || op != opText && op != opClose || !whole {
		f.pass(head, size)
		return len(f.held) > 0
	}
	if len(f.held) < head+int(size) { //nolint:gosec // at most frameMost
		return false
	}
	payload := f.held[head : head+int(size)] //nolint:gosec // at most frameMost
	f.held = f.held[head+int(size):]         //nolint:gosec // at most frameMost
	f.look(op, payload)
	return len(f.held) > 0
}

// pass steps over a frame.
func (f *frames) pass(head int, size uint64) {
	rest := uint64(len(f.held) - head) //nolint:gosec // frameHead saw the head whole
	if rest >= size {
		f.held = f.held[uint64(head)+size:] //nolint:gosec // a head is not negative
		return
	}
	f.skip, f.held = size-rest, f.held[:0]
}

// frameHead reads the length of a frame's head and of its payload.
func frameHead(p []byte) (head int, size uint64, ok bool) {
	if len(p) < 2 {
		return 0, 0, false
	}
	head, size = 2, uint64(p[1]&0x7f)
	switch size {
	case 126:
		head = 4
	case 127:
		head = 10
	}
	if p[1]&maskBit != 0 { // a server masks nothing; it is stepped over
		head += 4
	}
	if len(p) < head {
		return 0, 0, false
	}
	switch size {
	case 126:
		size = uint64(binary.BigEndian.Uint16(p[2:]))
	case 127:
		size = binary.BigEndian.Uint64(p[2:]) &^ (1 << 63)
	}
	return head, size, true
}

// look reports a payload of interest.
func (f *frames) look(op byte, payload []byte) {
	if op == opClose {
		code := 1005 // none was given
		if len(payload) >= 2 {
			code = int(binary.BigEndian.Uint16(payload))
			payload = payload[2:]
		}
		f.close(code, cut(string(payload), 100))
		return
	}
	if bytes.Contains(payload, []byte(`"op":0`)) {
		return
	}
	var e struct {
		Op   int             `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	_ = json.Unmarshal(payload, &e) // of no JSON op stays 0
	switch e.Op {
	case 7:
		f.moved()
	case 9:
		f.invalid(string(e.Data) == "true")
	case 10:
		var hello struct {
			Interval int64 `json:"heartbeat_interval"`
		}
		_ = json.Unmarshal(e.Data, &hello) // without an interval there is nothing to wait for
		f.hello(time.Duration(hello.Interval) * time.Millisecond)
	case 11:
		f.acked()
	}
}

// isHeartbeat reports whether what a client writes is a frame with a heartbeat.
func isHeartbeat(p []byte) bool {
	const head, beat = 6, `{"op":1,`
	if len(p) < head+len(beat) || p[0] != finBit|opText || p[1] < maskBit || p[1] >= maskBit|126 {
		return false
	}
	for i := range len(beat) {
		if p[head+i]^p[2+i%4] != beat[i] {
			return false
		}
	}
	return true
}

// closeFrame is a closing frame as a client sends it: masked, by noughts.
func closeFrame(code uint16) []byte {
	return binary.BigEndian.AppendUint16([]byte{finBit | opClose, maskBit | 2, 0, 0, 0, 0}, code)
}
