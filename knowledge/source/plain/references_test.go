package plain

import "testing"

func TestJoinSurrogates(t *testing.T) {
	for in, want := range map[string]string{
		"&#55357;&#56971; opens":             "🚋 opens",
		"&#xD83D;&#xDE8B; opens":             "🚋 opens",
		"&#55357;&#xde8b;":                   "🚋",
		"&#56971;&#55357;":                   "&#56971;&#55357;",
		"&#8220;&#8221;":                     "&#8220;&#8221;",
		"&#55357; &#56971;":                  "&#55357; &#56971;",
		"a &#55357;&#56971;&#55357;&#56971;": "a 🚋🚋",
		"&#55999;&#55999;":                   "&#55999;&#55999;",
	} {
		if got := JoinSurrogates(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
