package weaviate

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
)

// Searches go by gRPC: asked so for ids and scores alone, Weaviate does not take apart the objects that it found, which by GraphQL it does
// always. One call of one method needs no library: a request over HTTP/2 with a message in the wire format of protocol buffers.

// message is a message as it is written.
type message []byte

func (m message) number(field int, v uint64) message {
	return binary.AppendUvarint(binary.AppendUvarint(m, uint64(field)<<3), v) //nolint:gosec // a few
}

func (m message) float(field int, v float64) message {
	return binary.LittleEndian.AppendUint64(binary.AppendUvarint(m, uint64(field)<<3|1), math.Float64bits(v)) //nolint:gosec // as above
}

func (m message) text(field int, v string) message { return m.inner(field, message(v)) }

func (m message) inner(field int, v message) message {
	m = binary.AppendUvarint(binary.AppendUvarint(m, uint64(field)<<3|2), uint64(len(v))) //nolint:gosec // as above
	return append(m, v...)
}

var errWire = errors.New("it is no message")

// fields calls each with every field of a message: its number, and what it is, or the bytes that it has.
func fields(m []byte, each func(field int, v uint64, data []byte) error) error {
	for len(m) > 0 {
		tag, n := binary.Uvarint(m)
		if n <= 0 {
			return errWire
		}
		m = m[n:]
		var v uint64
		var data []byte
		switch tag & 7 {
		case 0:
			v, n = binary.Uvarint(m)
		case 1:
			if n = 8; len(m) >= n {
				v = binary.LittleEndian.Uint64(m)
			}
		case 2:
			var long uint64
			if long, n = binary.Uvarint(m); n > 0 && long <= uint64(len(m)-n) { //nolint:gosec // it is no more than m has
				data = m[n : n+int(long)] //nolint:gosec // as above
				n += int(long)            //nolint:gosec // as above
			} else {
				n = 0
			}
		case 5:
			if n = 4; len(m) >= n {
				v = uint64(binary.LittleEndian.Uint32(m))
			}
		default:
			n = 0
		}
		if n <= 0 || n > len(m) {
			return errWire
		}
		m = m[n:]
		if err := each(int(tag>>3), v, data); err != nil { //nolint:gosec // it is compared only
			return err
		}
	}
	return nil
}

// headLen is the length of what stands before a message: whether it is compressed, and its length.
const headLen = 5

// call calls a method with a message, and returns the one that it replies.
func (n *node) call(ctx context.Context, method string, m message) ([]byte, error) {
	head := binary.BigEndian.AppendUint32([]byte{0}, uint32(len(m)))                                                    //nolint:gosec // a query
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, n.calls+"/"+method, bytes.NewReader(append(head, m...))) //nolint:gosec // where operators say
	if err != nil {
		return nil, errors.New("its address cannot be used")
	}
	r.Header.Set("Content-Type", "application/grpc")
	r.Header.Set("Te", "trailers")
	if n.key != "" {
		r.Header.Set("Authorization", "Bearer "+n.key)
	}
	reply, err := n.caller.Do(r) //nolint:gosec // where operators say
	if err != nil {
		return nil, fmt.Errorf("call it by gRPC at %s: %w", r.URL.Host, reason(ctx, err))
	}
	defer func() { _ = reply.Body.Close() }()
	b, err := io.ReadAll(io.LimitReader(reply.Body, most+1))
	if err != nil {
		return nil, reason(ctx, err)
	}
	status, said := reply.Trailer.Get("Grpc-Status"), reply.Trailer.Get("Grpc-Message")
	if status == "" {
		status, said = reply.Header.Get("Grpc-Status"), reply.Header.Get("Grpc-Message")
	}
	switch code, err := strconv.Atoi(status); {
	case reply.StatusCode != http.StatusOK:
		return nil, &statusError{reply.StatusCode, "no gRPC"}
	case err != nil:
		return nil, &formError{errors.New("it has no status")}
	case code != 0:
		return nil, &statusError{code, string(bytes.ToValidUTF8([]byte(said[:min(len(said), 200)]), nil))}
	case len(b) < headLen || b[0] != 0 || uint64(binary.BigEndian.Uint32(b[1:])) != uint64(len(b)-headLen): //nolint:gosec // a length
		return nil, &formError{errWire}
	}
	return b[headLen:], nil
}
