package local

import (
	"bytes"
	"compress/flate"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The text of a version that was replaced is packed: by itself, or as what differs from
// another one of its story, its base, which is packed by itself. The column sum of a text
// holds the checksum of the text, unpacked, in its lower half, and above it how it is packed:
// 0, not at all; packedAlone, by itself; more, by the base whose number is that much more.
const packedAlone = 1

// dictionary is how far back deflate can look.
const dictionary = 32 << 10

// packReplaced packs the texts that this load has replaced: they are read seldom.
func (t *update) packReplaced() error {
	for id, e := range t.put {
		i := t.old.find(id)
		if i < 0 || t.old.records[i].text == e.text {
			continue
		}
		if err := t.pack(id, t.old.records[i].text); err != nil {
			return fmt.Errorf("pack the text that %s had: %w", id, err)
		}
	}
	return nil
}

// pack packs one text. One that is packed already, or damaged, stays as it is.
func (t *update) pack(story string, number int64) error {
	body, sum, err := t.row(number)
	if err != nil || sum>>32 != 0 || int64(checksum(body)) != sum {
		return err
	}
	packed, by := deflated(body, nil), int64(packedAlone)
	base, from, err := t.base(story, number)
	if err != nil {
		return err
	}
	if from != 0 {
		if smaller := difference(body, base); 2*len(smaller) < len(packed) {
			packed, by = smaller, packedAlone+from
		}
	}
	if len(packed) >= len(body) {
		return nil
	}
	return t.move(story, number, packed, sum|by<<32)
}

// move keeps a packed text beside the others of this load: where it was it would leave most of
// a page empty for ever. A view that still names the old place finds it by its version.
func (t *update) move(story string, from int64, packed []byte, sum int64) error {
	to, err := t.insert("INSERT INTO texts (body, sum) VALUES (?,?)", packed, sum)
	if err != nil {
		return err
	}
	if err := t.exec("UPDATE versions SET text = ? WHERE story = ? AND text = ?", to, story, from); err != nil {
		return err
	}
	return t.exec("DELETE FROM texts WHERE id = ?", from)
}

// row reads a text as it is kept; one that is not there is empty.
func (t *update) row(number int64) (body []byte, sum int64, err error) {
	q, err := t.prepared("SELECT body, sum FROM texts WHERE id = ?")
	if err != nil {
		return nil, 0, err
	}
	err = q.QueryRowContext(t.ctx, number).Scan(&body, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 1, nil // whose checksum is 0
	}
	return body, sum, err //nolint:wrapcheck // wrapped by packReplaced
}

// base is the newest text of a story that is packed by itself; 0: none is.
func (t *update) base(story string, but int64) (body []byte, number int64, err error) {
	q, err := t.prepared(`SELECT t.id, t.body FROM versions v JOIN texts t ON t.id = v.text
		WHERE v.story = ? AND t.sum >> 32 = 1 AND t.id <> ? ORDER BY v.id DESC LIMIT 1`)
	if err != nil {
		return nil, 0, err
	}
	err = q.QueryRowContext(t.ctx, story, but).Scan(&number, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err //nolint:wrapcheck // wrapped by packReplaced
	}
	if body, err = inflated(body, nil); err != nil {
		return nil, 0, nil //nolint:nilerr // a damaged base is none
	}
	return body, number, nil
}

// difference is what a text has that its base has not: how many bytes they begin and end
// with alike, and what is between.
func difference(body, base []byte) []byte {
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
	return append(head, deflated(body[first:len(body)-last], base[first:len(base)-last])...)
}

var (
	errPacked = errors.New("is packed wrongly")
	errSum    = errors.New("does not match its checksum")
)

// undifference makes a text of its base and of what difference made.
func undifference(packed, base []byte) ([]byte, error) {
	r := reader{b: packed}
	first, last := r.count(), r.count()
	if r.failed || first > len(base) || last > len(base)-first {
		return nil, errPacked
	}
	middle, err := inflated(r.b, base[first:len(base)-last])
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{base[:first], middle, base[len(base)-last:]}, nil), nil
}

// deflated packs bytes that are much like the last ones of others.
func deflated(body, like []byte) []byte {
	var out bytes.Buffer
	w, err := flate.NewWriterDict(&out, flate.BestCompression, like[max(0, len(like)-dictionary):])
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

func inflated(packed, like []byte) ([]byte, error) {
	body, err := io.ReadAll(flate.NewReaderDict(bytes.NewReader(packed), like[max(0, len(like)-dictionary):]))
	if err != nil {
		return nil, fmt.Errorf("cannot be unpacked: %w", err)
	}
	return body, nil
}

// storedText is a text as it is kept.
type storedText struct {
	body []byte
	by   int64  // how it is packed
	sum  uint32 // of the text, unpacked
}

// unpack makes and verifies the text; base is the text by which it is packed, if it is.
func (t storedText) unpack(base []byte) (body []byte, err error) {
	switch {
	case t.by == 0:
		body = t.body
	case t.by == packedAlone:
		body, err = inflated(t.body, nil)
	case base == nil: // it is a base itself, which is packed by none
		err = errPacked
	default:
		body, err = undifference(t.body, base)
	}
	if err == nil && checksum(body) != t.sum {
		err = errSum
	}
	return body, err
}
