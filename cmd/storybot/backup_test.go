package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot/storybot/cmd/storybot/archive"
	"github.com/storybot/storybot/cmd/storybot/store"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// archiveOf is a packed archive of files, by their names.
func archiveOf(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	into := tar.NewWriter(packed)
	for i := 0; i < len(files); i += 2 {
		if err := into.WriteHeader(&tar.Header{Name: files[i], Mode: 0o600, Size: int64(len(files[i+1]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := into.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := into.Close(); err != nil {
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
	socket, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", filepath.Join(dir, "socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = socket.Close() }()
	fine := filepath.Join(dir, "fine")
	for _, c := range []struct{ file, want string }{
		{fine, ""}, {fine, ""}, // the second takes the place of the first
		{filepath.Join(dir, "data", "in-data"), ""},
		{put("older", archiveOf(t, archive.ManifestName, `{"format": 1}`)), ""},
		{filepath.Join(dir, "data", local.DatabaseName), "is there already: it is no backup"},
		{filepath.Join(dir, "data", store.JournalName), "is there already: it is no backup"},
		{filepath.Join(dir, "data", local.LockName), "is there already: it is no backup"},
		{filepath.Join(dir, "link"), "is there already: it is no backup"},
		{put("stories.yaml", []byte("sources: []\n")), "is there already: it is no backup"},
		{put("empty", nil), "is there already: it is no backup"},
		{put("other.tar.gz", archiveOf(t, "letters.txt", "Dear all.")), "is there already: it is no backup"},
		{put("newer", archiveOf(t, archive.ManifestName, `{"format": 99}`)), "is there already: it was written by a newer storybot"},
		{put("none", archiveOf(t, archive.ManifestName, `{}`)), "is there already: it is no backup"},
		{filepath.Join(dir, "folder"), "is a folder; name a file in it"},
		{filepath.Join(dir, "none", "file"), "not a directory"},
		{filepath.Join(dir, "no", "file"), "no such file or directory"},
		{filepath.Join(dir, "socket"), "is no file"},
	} {
		before, _ := os.ReadFile(c.file)
		err := p.Backup(t.Context(), c.file)
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), ".part")) {
			t.Errorf("%s: %v, want %q", c.file, err, c.want)
		}
		if after, _ := os.ReadFile(c.file); c.want != "" && !bytes.Equal(before, after) && c.file != filepath.Join(dir, "data", store.JournalName) {
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

// TestRestoreOfWhatIsNone: what is no backup of ours changes nothing, and is named for what it is.
func TestRestoreOfWhatIsNone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	p := partsIn(t, data, "testdata/layouts/1/news")
	if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join(dir, "good")
	if err := errors.Join(p.Backup(t.Context(), good), p.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	const about = `{"format": 1}`
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"nothing":          {nil, "it is no backup"},
		"words":            {[]byte("Dear all."), "it is no backup"},
		"half of it":       {whole[:len(whole)/2], "it is cut short or damaged"},
		"its end missing":  {whole[:len(whole)-4], "damaged"},
		"another archive":  {archiveOf(t, "letters.txt", "Dear all."), "it is no backup"},
		"names that climb": {archiveOf(t, archive.ManifestName, about, "../"+local.DatabaseName, "x"), "which is of no backup"},
		"a path":           {archiveOf(t, archive.ManifestName, about, "/tmp/"+store.JournalName, "x"), "which is of no backup"},
		"one twice":        {archiveOf(t, archive.ManifestName, about, store.JournalName, "", store.JournalName, ""), "which is of no backup"},
		"one missing":      {archiveOf(t, archive.ManifestName, about, store.JournalName, ""), "it is cut short"},
		"a newer form":     {archiveOf(t, archive.ManifestName, `{"format": 99}`), "it was written by a newer storybot (form 99; this one knows 1)"},
		"garbage":          {archiveOf(t, archive.ManifestName, about, local.DatabaseName, strings.Repeat("garbage", 2000), store.JournalName, ""), "its stories.db is damaged"},
	} {
		file := filepath.Join(dir, "file")
		if err := os.WriteFile(file, c.body, 0o600); err != nil {
			t.Fatal(err)
		}
		err := restoreAlone(t.Context(), data, file)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasSuffix(err.Error(), "; nothing was changed") || strings.Contains(err.Error(), ".part") || strings.Contains(err.Error(), "put back a copy") {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if left, err := filepath.Glob(filepath.Join(data, local.RestoredFolder+"*")); err != nil || len(left) > 0 {
			t.Errorf("%s: %q are left, %v", name, left, err)
		}
	}
	p = partsIn(t, data, "testdata/layouts/1/news")
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	if status, err := p.Base.SourceStatus(t.Context()); err != nil || len(status) != 1 {
		t.Errorf("the state is %+v, %v", status, err)
	}
}
