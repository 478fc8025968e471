package journal

import (
	"path/filepath"
	"reflect"
	"testing"
)

func testCitedAndCopied(t *testing.T, open opener) {
	j, _ := open(t)
	want := map[[2]string]bool{}
	if got, err := j.Cited(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("an empty journal cites %v, %v", got, err)
	}
	first := record(t, j, question("ada", "c", "Why?"), answer("Because."))
	other := answer("It ran.")
	other.Citations = other.Citations[1:2]
	other.Citations[0].Version = "v8"
	record(t, j, question("bob", "c", "And?"), other)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := j.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Forget(t.Context(), "discord", "bob"); err != nil {
		t.Fatal(err)
	}
	want[[2]string{"bridge-1", "v1"}], want[[2]string{"ferry-2", "v9"}] = true, true
	if got, err := j.Cited(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("it cites %v, %v; want %v", got, err, want)
	}
	k, err := Open(t.Context(), copied)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = k.Close() }()
	want[[2]string{"ferry-2", "v8"}] = true
	if got, err := k.Cited(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("the copy cites %v, %v; want %v", got, err, want)
	}
	if e, err := k.Answer(t.Context(), first); err != nil || e.Answer.Text != "Because." {
		t.Errorf("the copy holds %+v, %v", e, err)
	}
	if err := j.Backup(t.Context(), copied); err == nil {
		t.Error("a copy takes the place of a file")
	}
}
