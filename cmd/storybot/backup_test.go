package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// archiveOf is a packed archive of files, by their names.
func archiveOf(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	archive := tar.NewWriter(packed)
	for i := 0; i < len(files); i += 2 {
		if err := archive.WriteHeader(&tar.Header{Name: files[i], Mode: 0o600, Size: int64(len(files[i+1]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBackupReplacesNothingElse: a backup takes the place of a backup alone, and leaves nothing
// beside it, whatever becomes of it.
func TestBackupReplacesNothingElse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := partsIn(t, filepath.Join(dir, "data"), "testdata/layouts/1/news")
	if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	put := func(name string, body []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, body, 0o644); err != nil { //nolint:gosec // a test's
			t.Fatal(err)
		}
		return path
	}
	if err := os.MkdirAll(filepath.Join(dir, "folder", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "data", local.DatabaseName), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	fine := filepath.Join(dir, "fine")
	for _, c := range []struct{ file, want string }{
		{fine, ""}, {fine, ""}, // the second takes the place of the first
		{filepath.Join(dir, "data", "in-data"), ""},
		{put("older", archiveOf(t, manifestName, `{"format": 1}`)), ""},
		{filepath.Join(dir, "data", local.DatabaseName), "is there already: it is no backup"},
		{filepath.Join(dir, "data", journalName), "is there already: it is no backup"},
		{filepath.Join(dir, "data", local.LockName), "is there already: it is no backup"},
		{filepath.Join(dir, "link"), "is there already: it is no backup"},
		{put("stories.yaml", []byte("sources: []\n")), "is there already: it is no backup"},
		{put("empty", nil), "is there already: it is no backup"},
		{put("other.tar.gz", archiveOf(t, "letters.txt", "Dear all.")), "is there already: it is no backup"},
		{put("newer", archiveOf(t, manifestName, `{"format": 99}`)), "is there already: it was written by a newer storybot"},
		{put("none", archiveOf(t, manifestName, `{}`)), "is there already: it is no backup"},
		{filepath.Join(dir, "folder"), "is a folder; name a file in it"},
		{filepath.Join(dir, "none", "file"), "not a directory"},
		{filepath.Join(dir, "no", "file"), "no such file or directory"},
		{os.DevNull, "is no file"},
	} {
		before, _ := os.ReadFile(c.file)
		err := p.Backup(t.Context(), c.file)
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), ".part")) {
			t.Errorf("%s: %v, want %q", c.file, err, c.want)
		}
		if after, _ := os.ReadFile(c.file); c.want != "" && !bytes.Equal(before, after) && c.file != filepath.Join(dir, "data", journalName) {
			t.Errorf("%s is another file now", c.file)
		}
		if info, err := os.Stat(c.file); c.want == "" && (err != nil || info.Mode().Perm() != 0o600) {
			t.Errorf("%s: %v, %v", c.file, info, err)
		}
	}
	for _, pattern := range []string{"*.part", "*/*.part", "*/backup-*"} {
		if left, err := filepath.Glob(filepath.Join(dir, pattern)); err != nil || len(left) > 0 {
			t.Errorf("%q are left, %v", left, err)
		}
	}
	if stories, err := p.Base.Stories(t.Context(), ""); err != nil || len(stories) != 2 {
		t.Errorf("%d stories, %v", len(stories), err)
	}
}
