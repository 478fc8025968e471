package compare

import "testing"

// What somebody wants to do and what another one says will be done differ, where what will be is asked; what was wanted is not what was done.
func TestPlans(t *testing.T) {
	t.Parallel()
	const (
		firm   = "Post | 0 | Jobs at Halva | The shoe chain Halva will close 40 shops in Kell, it said on Monday."
		closed = "How many shops will Halva close in Kell?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"wants to":  {closed, "disputed 65, disputed 40", []string{firm, "Star | 5 | Fear in Kell | Halva wants to close 65 shops in Kell, its workers say."}},
		"wanted to": {"How many shops did Halva close in Kell?", "", []string{"Post | 0 | Shops of Halva | Halva closed 40 shops in Kell on Monday.", "Star | 5 | Fear in Kell | Halva had wanted to close 65 shops in Kell."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
