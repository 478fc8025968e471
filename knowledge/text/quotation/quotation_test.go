package quotation

import (
	"slices"
	"testing"
)

// TestSpans: what stands in double marks, straight or curly, and is closed.
func TestSpans(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][]string{
		`He said "come in" and left.`:        {`"come in`},
		`“One,” she said. “Two.”`:            {"“One,", "“Two."},
		`the song "Rain`:                     nil,
		`no marks at all`:                    nil,
		`"a" then "b"`:                       {`"a`, `"b`},
		`closed only” here`:                  nil,
		`it's the bakers' day, and 'single'`: nil,
	} {
		var got []string
		for _, span := range Spans(s) {
			got = append(got, span.Of(s))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

// TestParts: every kind of mark, single ones too, and those that are never closed or opened.
func TestParts(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][]string{
		`He said "come in" and left.`:             {"come in"},
		"``Come in'' and left.":                   {"Come in"},
		`“Come in,” she said, “and shut the door`: {"Come in,", "and shut the door"},
		`come in,” she said.`:                     {"come in,"},
		`«Come» and „go”`:                         {"Come", "go"},
		`The bakers' strike isn't over.`:          nil,
		`She called it 'a mess' again.`:           {"a mess"},
		`nothing`:                                 nil,
	} {
		if got := Parts(s); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}
