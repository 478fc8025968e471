package journal

import (
	"bytes"
	"path/filepath"
	"testing"
)

// testSecret holds the secret to one for a journal: kept when it is opened again and in its
// backups, another in another journal.
func testSecret(t *testing.T, open opener) {
	t.Parallel()
	copied := filepath.Join(t.TempDir(), "copy.db")
	j, path := open(t)
	secret := func(j *Journal) []byte {
		t.Helper()
		secret, err := j.Secret(t.Context())
		if err != nil || len(secret) != 32 {
			t.Fatalf("%x, %v", secret, err)
		}
		return secret
	}
	first := secret(j)
	if err := j.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	for name, same := range map[string]*Journal{"a second time": j, "opened again": again(t, j, path), "the backup": inFolder(t, copied)} {
		if !bytes.Equal(first, secret(same)) {
			t.Errorf("%s: another secret", name)
		}
	}
	if other := secret(inFolder(t, filepath.Join(t.TempDir(), "journal.db"))); bytes.Equal(first, other) {
		t.Error("two journals have one secret")
	}
}
