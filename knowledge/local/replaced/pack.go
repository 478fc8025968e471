package replaced

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/storybot/storybot/knowledge/local/packed"
)

// Pack packs the texts that present stories had before, of up to most versions after last: they
// are read seldom. One is packed by itself, or as what differs from another one of its story, its
// base, which is packed by itself. One that this makes no smaller is remembered in the table unpackable, and
// tried again when its story has another base. The column sum of a text holds the checksum of the text,
// unpacked, in its lower half, and above it how it is packed (packed.Text.By). It returns how
// many it has tried and the last version of them; last itself when there are no more.
func Pack(ctx context.Context, c *sql.Conn, last int64, most int) (n int, next int64, err error) {
	if _, err := c.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS unpackable (text INTEGER PRIMARY KEY)"); err != nil {
		return 0, last, fmt.Errorf("remember what is not packed: %w", err)
	}
	list, err := unpacked(ctx, c, last, most)
	if err != nil {
		return 0, last, err
	}
	next = last
	for _, v := range list {
		if err := pack(ctx, c, v); err != nil {
			return 0, last, fmt.Errorf("pack a text that %s had: %w", v.story, err)
		}
		next = v.id
	}
	return len(list), next, nil
}

// unpacked returns the first versions after last whose texts are not packed and may be.
func unpacked(ctx context.Context, c *sql.Conn, last int64, most int) ([]version, error) {
	rows, err := c.QueryContext(ctx, `SELECT v.id, v.text, v.story FROM versions v
		CROSS JOIN stories s ON s.id = v.story AND s.text <> v.text CROSS JOIN texts t ON t.id = v.text AND t.sum >> 32 = 0
		WHERE v.id > ? AND t.id NOT IN (SELECT text FROM unpackable) ORDER BY v.id LIMIT ?`, last, most)
	if err != nil {
		return nil, fmt.Errorf("find the texts to pack: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var list []version
	for rows.Next() {
		var v version
		if err := rows.Scan(&v.id, &v.text, &v.story); err != nil {
			return nil, fmt.Errorf("find the texts to pack: %w", err)
		}
		list = append(list, v)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("find the texts to pack: %w", err)
	}
	return list, nil
}

// pack packs the text of one version. One that is packed already, or damaged, stays as it is.
func pack(ctx context.Context, c *sql.Conn, v version) error {
	var body []byte
	var sum int64
	err := c.QueryRowContext(ctx, "SELECT body, sum FROM texts WHERE id = ?", v.text).Scan(&body, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // an earlier version had it, too
	}
	if err != nil || int64(packed.Checksum(body)) != sum {
		return err //nolint:wrapcheck // wrapped by Pack
	}
	small, by := packed.Deflated(body, nil), int64(packed.Alone)
	base, from, err := baseOf(ctx, c, v)
	if err != nil {
		return err
	}
	if from != 0 {
		if smaller := packed.Difference(body, base); 2*len(smaller) < len(small) {
			small, by = smaller, packed.Alone+from
		}
	}
	if len(small) >= len(body) {
		_, err = c.ExecContext(ctx, "INSERT OR IGNORE INTO unpackable (text) VALUES (?)", v.text)
		return err //nolint:wrapcheck // wrapped by Pack
	}
	if by == packed.Alone { // by which others may be packed
		if _, err := c.ExecContext(ctx, "DELETE FROM unpackable WHERE text IN (SELECT text FROM versions WHERE story = ?)", v.story); err != nil {
			return err //nolint:wrapcheck // as above
		}
	}
	return move(ctx, c, v, small, sum|by<<32)
}

// move keeps a packed text beside the others that are packed now: where it was it would leave
// most of a page empty for ever. Who still names the old place finds it by its version.
func move(ctx context.Context, c *sql.Conn, v version, small []byte, sum int64) error {
	to, err := c.ExecContext(ctx, "INSERT INTO texts (body, sum) VALUES (?,?)", small, sum)
	if err != nil {
		return err //nolint:wrapcheck // wrapped by Pack
	}
	id, err := to.LastInsertId()
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	if _, err := c.ExecContext(ctx, "UPDATE versions SET text = ? WHERE story = ? AND text = ?", id, v.story, v.text); err != nil {
		return err //nolint:wrapcheck // as above
	}
	_, err = c.ExecContext(ctx, "DELETE FROM texts WHERE id = ?", v.text)
	return err //nolint:wrapcheck // as above
}

// baseOf returns the newest text of a story that is packed by itself; number 0: none is.
func baseOf(ctx context.Context, c *sql.Conn, v version) (body []byte, number int64, err error) {
	err = c.QueryRowContext(ctx, `SELECT t.id, t.body FROM versions v JOIN texts t ON t.id = v.text
		WHERE v.story = ? AND t.sum >> 32 = 1 AND t.id <> ? ORDER BY v.id DESC LIMIT 1`, v.story, v.text).Scan(&number, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err //nolint:wrapcheck // wrapped by Pack
	}
	if body, err = packed.Inflated(body, nil); err != nil {
		return nil, 0, nil //nolint:nilerr // a damaged base is none
	}
	return body, number, nil
}
