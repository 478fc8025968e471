package local_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
)

func TestEngine(t *testing.T) {
	indextest.Run(t, func(t *testing.T, dir string) knowledge.Index { return open(t, dir) })
}

// open opens the engine in dir and takes a rebuild for a failure.
func open(t testing.TB, dir string) *local.Index {
	t.Helper()
	x, err := local.Open(t.Context(), dir, local.Options{Progress: func(what string, done, total int) {
		t.Errorf("%s, %d of %d", what, done, total)
	}})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// What lies in DATA_DIR is for its owner alone, and tells nobody a key.
func TestFilesArePrivate(t *testing.T) {
	dir := t.TempDir()
	args := os.Args
	os.Args = append(slices.Clone(args), "--openai-api-key", "sk-secret")
	defer func() { os.Args = args }()
	ix := open(t, dir)
	defer func() { must(t, ix.Close()) }()
	must(t, loadAll(t.Context(), ix, []knowledge.Story{{ID: "a", Title: "A", Text: "One.", Hash: "1"}}))
	must(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v", path, info.Mode())
		}
		data, err := os.ReadFile(path)
		must(t, err)
		if bytes.Contains(data, []byte("sk-secret")) {
			t.Errorf("%s holds an argument of the command line", path)
		}
		return nil
	}))
}
