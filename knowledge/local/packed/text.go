// Package packed writes what the engine keeps of stories in few bytes, and reads it again: the
// words of a story, and the texts that were replaced. It is pure, and trusts none of what it
// reads.
package packed

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Alone says of a text that it is packed by itself.
const Alone = 1

// dictionary is how far back deflate can look.
const dictionary = 32 << 10

// Checksum is CRC-32C: it finds every error of up to three bits, and every burst of 32.
func Checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// Difference is what a text has that its base has not: how many bytes they begin and end
// with alike, and what is between.
func Difference(body, base []byte) []byte {
	most := min(len(body), len(base))
	first := 0
	for first < most && body[first] == base[first] {
		first++
	}
	last := 0
	for last < most-first && body[len(body)-1-last] == base[len(base)-1-last] {
		last++
	}
	head := binary.AppendUvarint(binary.AppendUvarint(nil, uint64(first)), uint64(last)) //nolint:gosec // not negative
	return append(head, Deflated(body[first:len(body)-last], base[first:len(base)-last])...)
}

var (
	errPacked = errors.New("is packed wrongly")
	errSum    = errors.New("does not match its checksum")
)

// undifference makes a text of its base and of what Difference made.
func undifference(packed, base []byte) ([]byte, error) {
	r := Reader{Left: packed}
	first, last := r.Count(), r.Count()
	if r.Failed || first > len(base) || last > len(base)-first {
		return nil, errPacked
	}
	middle, err := Inflated(r.Left, base[first:len(base)-last])
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{base[:first], middle, base[len(base)-last:]}, nil), nil
}

// Deflated packs bytes that are much like the last ones of others.
func Deflated(body, like []byte) []byte {
	var out bytes.Buffer
	w, err := flate.NewWriterDict(&out, flate.DefaultCompression, like[max(0, len(like)-dictionary):])
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil { // into memory, by a level that there is
		panic(err)
	}
	return out.Bytes()
}

// Inflated undoes Deflated.
func Inflated(packed, like []byte) ([]byte, error) {
	body, err := io.ReadAll(flate.NewReaderDict(bytes.NewReader(packed), like[max(0, len(like)-dictionary):]))
	if err != nil {
		return nil, fmt.Errorf("cannot be unpacked: %w", err)
	}
	return body, nil
}

// Text is a text as it is kept.
type Text struct {
	Body []byte
	By   int64  // how it is packed: 0, not at all; Alone, by itself; more, by a base
	Sum  uint32 // of the text, unpacked
}

// Unpack makes and verifies the text; base is the text by which it is packed, if it is.
func (t Text) Unpack(base []byte) (body []byte, err error) {
	switch {
	case t.By == 0:
		body = t.Body
	case t.By == Alone:
		body, err = Inflated(t.Body, nil)
	case base == nil: // it is a base itself, which is packed by none
		err = errPacked
	default:
		body, err = undifference(t.Body, base)
	}
	if err == nil && Checksum(body) != t.Sum {
		err = errSum
	}
	return body, err
}
