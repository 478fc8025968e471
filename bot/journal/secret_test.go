package journal

import (
	"bytes"
	"path/filepath"
	"testing"
)

// TestSecret holds the secret to one for a journal: kept when it is opened again and in its
// backups, another in another journal.
func TestSecret(t *testing.T) {
	t.Parallel()
	path, copied := filepath.Join(t.TempDir(), "journal.db"), filepath.Join(t.TempDir(), "copy.db")
	read := func(path string, more func(j *Journal)) []byte {
		t.Helper()
		j, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		secret, err := j.Secret(t.Context())
		if err != nil || len(secret) != 32 {
			t.Fatalf("%x, %v", secret, err)
		}
		more(j)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		return secret
	}
	nothing := func(*Journal) {}
	first := read(path, func(j *Journal) {
		if err := j.Backup(t.Context(), copied); err != nil {
			t.Fatal(err)
		}
	})
	for name, same := range map[string][]byte{"opened again": read(path, nothing), "the backup": read(copied, nothing)} {
		if !bytes.Equal(first, same) {
			t.Errorf("%s: another secret", name)
		}
	}
	if other := read(filepath.Join(t.TempDir(), "journal.db"), nothing); bytes.Equal(first, other) {
		t.Error("two journals have one secret")
	}
}
