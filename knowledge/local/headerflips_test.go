package local_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestHeaderFlips flips every bit that counts the cells of the database's
// pages, by which whole rows are lost without a word: it is refused by name,
// or answers as before, or says of a text that it cannot be read.
func TestHeaderFlips(t *testing.T) {
	unraced(t)
	dir, want := damagedOf(t, flipped())
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	page := pageSize(whole)
	for at := page; at < len(whole); at += page * many(6, 1) {
		for bit := range 8 {
			flipped := copyOf(t, dir)
			b := bytes.Clone(whole)
			b[at+4] ^= 1 << bit
			must(t, os.WriteFile(filepath.Join(flipped, "stories.db"), b, 0o600))
			survives(t, flipped, want, fmt.Sprintf("bit %d of page %d", bit, at/page), at/page%128 == 1)
		}
	}
}

func pageSize(database []byte) int { return int(binary.BigEndian.Uint16(database[16:])) }

// TestKeyFlips flips the bits by which the rows of the stories are found: those of their keys, which no
// checksum of a row has, and those of where a row begins. A story that was told another
// one's key would answer with that one's words.
func TestKeyFlips(t *testing.T) {
	unraced(t)
	dir, want := damagedOf(t, flipped())
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	var bits []int
	for _, c := range storyRows(whole) {
		for bit := range 16 {
			bits = append(bits, 8*c.pointer+bit)
		}
		for bit := 8 * c.key; bit < 8*c.record; bit++ {
			bits = append(bits, bit)
		}
	}
	if len(bits) < 300 {
		t.Fatalf("only %d bits of rows were found", len(bits))
	}
	every := many(16, 1)
	t.Logf("%d of %d bits", (len(bits)+every-1)/every, len(bits))
	for i := 0; i < len(bits); i += every {
		flipped := copyOf(t, dir)
		b := bytes.Clone(whole)
		b[bits[i]/8] ^= 1 << (bits[i] % 8)
		must(t, os.WriteFile(filepath.Join(flipped, "stories.db"), b, 0o600))
		survives(t, flipped, want, fmt.Sprintf("bit %d", bits[i]), true)
		must(t, os.RemoveAll(flipped))
	}
}

// storyRow is where a row of the stories is in the file: the pointer to it, its key, and its record.
type storyRow struct{ pointer, key, record int }

// storyRows finds the rows of the stories in the pages of tables.
func storyRows(database []byte) (rows []storyRow) {
	page := pageSize(database)
	for at := page; at < len(database); at += page {
		if database[at] != 0x0d { // no leaf of a table
			continue
		}
		for i := range int(binary.BigEndian.Uint16(database[at+3:])) {
			pointer := at + 8 + 2*i
			cell := at + int(binary.BigEndian.Uint16(database[pointer:]))
			key := afterVarint(database, cell)
			record := afterVarint(database, key)
			if bytes.Contains(database[record:min(record+60, at+page)], []byte("story-0000")) && database[record] >= 20 { // as many columns as stories has
				rows = append(rows, storyRow{pointer, key, record})
			}
		}
	}
	return rows
}

func afterVarint(b []byte, at int) int {
	for b[at] >= 0x80 {
		at++
	}
	return at + 1
}
