package local

import (
	"testing"
	"time"
)

// TestReadersDoNotWaitForALoad: while a load writes, a connection that is opened for
// reading is not kept waiting: it asks for nothing that only a writer may have.
func TestReadersDoNotWaitForALoad(t *testing.T) {
	d, err := openDatabase(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.close() }()
	tx, err := d.writer.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(t.Context(), "INSERT INTO marks (source, item, mark) VALUES ('a', 'b', 'c')"); err != nil {
		t.Fatal(err)
	}
	for range 4 { // each is a new connection, while those before are held
		began := time.Now()
		c, err := d.readers.Conn(t.Context())
		if err != nil {
			t.Fatalf("after %s: %v", time.Since(began), err)
		}
		defer func() { _ = c.Close() }()
		n := -1
		if err := c.QueryRowContext(t.Context(), "SELECT count(*) FROM marks").Scan(&n); err != nil || n != 0 {
			t.Errorf("read %d, %v", n, err)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("waited %s for the load", took)
		}
	}
}

// TestRoomIsGivenBack: a new database gives the room of what is deleted back to the disk.
func TestRoomIsGivenBack(t *testing.T) {
	d, err := openDatabase(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.close() }()
	mode := -1
	if err := d.writer.QueryRowContext(t.Context(), "PRAGMA auto_vacuum").Scan(&mode); err != nil || mode != 2 {
		t.Errorf("auto_vacuum is %d, %v; want 2, incremental", mode, err)
	}
}
