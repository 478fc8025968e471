package compare

import "testing"

// What a later story tells together with what it was to be before has replaced that.
func TestInstead(t *testing.T) {
	t.Parallel()
	const (
		mills = "Post | 0 | Mills for Orm | A wind farm with 40 mills is planned off Orm, the firm Halva said on Monday."
		many  = "How many mills will the wind farm off Orm have?"
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"instead of so many": {many, "latest 28, superseded 40", []string{mills, "Post | 300 | Fewer mills for Orm | Halva has redrawn its wind farm off Orm: instead of 40 mills there will be 28, each taller."}},
		"rather than":        {many, "latest 28, superseded 40", []string{mills, "Post | 300 | Fewer mills for Orm | The wind farm off Orm will have 28 mills rather than 40, Halva says."}},
		"not but":            {many, "latest 28, superseded 40", []string{mills, "Post | 300 | Fewer mills for Orm | The wind farm off Orm will have not 40 but 28 mills, Halva says."}},
		"as many":            {many, "", []string{mills, "Post | 300 | Mills for Orm | The wind farm off Orm will have 40 mills, Halva says again."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		if got := states(found); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
