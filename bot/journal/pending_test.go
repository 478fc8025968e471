package journal

import (
	"maps"
	"testing"
)

// testPending: an answer that was being written when the process was killed is found by
// the next one; one that was shown is gone, also from the bytes on the disk after the
// next forgetting.
func testPending(t *testing.T, open opener) {
	t.Parallel()
	j, path := open(t)
	for _, c := range [][2]string{{"discord:a", ""}, {"discord:b", ""}, {"discord:a", "draft-7"}, {"discord:gone", "draft-8"}} {
		if err := j.Pending(t.Context(), c[0], c[1]); err != nil {
			t.Fatal(err)
		}
	}
	for _, place := range []string{"discord:gone", "discord:never"} {
		if err := j.Settled(t.Context(), place); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"discord:a": "draft-7", "discord:b": ""}
	for name, j := range map[string]*Journal{"now": j, "after a kill": again(t, j, path)} {
		if got, err := j.Unsettled(t.Context()); err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, want)
		}
	}
	if _, err := j.Forget(t.Context(), "discord", "nobody"); err != nil {
		t.Fatal(err)
	}
	record(t, j, question("ann", "thread-1", "Why?"), answer("So."))
	if _, err := j.Forget(t.Context(), "discord", "ann"); err != nil {
		t.Fatal(err)
	}
	if found := holds(t, j, path, "discord:gone"); len(found) > 0 {
		t.Error(found)
	}
}
