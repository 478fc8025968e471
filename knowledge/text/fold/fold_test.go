package fold

import "testing"

func TestWord(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"mill": "mill", "Mill": "mill", "U.S": "us", "Ada’s": "ada's", "Márquez": "marquez", "Straße": "strasse", "Øre": "ore",
		"Łódź": "lodz", "Ångström": "angstrom", "ﬁn": "fin", "日本": "日本", "": "",
	} {
		if got := Word(raw); got != want {
			t.Errorf("%q becomes %q, want %q", raw, got, want)
		}
		if got := Word(Word(raw)); got != Word(raw) {
			t.Errorf("%q becomes %q when it is folded again", Word(raw), got)
		}
	}
}

// What has small letters alone is folded as it is.
func TestSmall(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]bool{"mill": true, "Mill": false, "it's": false, "x2": false, "é": false, "a.m": false} {
		if got := Small(raw); got != want || got && Word(raw) != raw {
			t.Errorf("%q: %v", raw, got)
		}
	}
}
