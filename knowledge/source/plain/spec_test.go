package plain

import (
	"strings"
	"testing"
)

func TestWanted(t *testing.T) {
	tests := []struct {
		include, exclude string
		path             string
		want             bool
	}{
		{"", "", "a.md", true},
		{"world/*", "", "world/a.md", true},
		{"/world/*", "", "world/a.md", true},
		{"world/*", "", "/world/a/", true},
		{"world/*", "", "world/2026/a.md", false},
		{"world/**", "", "world/2026/a.md", true},
		{"world/", "", "world/2026/a.md", true},
		{"world/", "", "worlds/a.md", false},
		{"**/2026/**", "", "world/2026/05/a.md", true},
		{"**/2026/**", "", "2026/a.md", true},
		{"**/2026/**", "", "world/2025/a.md", false},
		{"*.md", "", "a.md", true},
		{"*.md", "", "b/a.md", false},
		{"**/*.{md,txt}", "", "b/a.txt", true},
		{"world/* sport/*", "", "sport/a.md", true},
		{"", "**/sport/**", "b/sport/a.md", false},
		{"", "**/sport/**", "b/sports/a.md", true},
		{"world/**", "**/drafts/**", "world/drafts/a.md", false},
		{"world/**", "**/drafts/**", "world/a.md", true},
		{"world/*", "", "", false},
		{"", "world/*", "", true},
	}
	for _, test := range tests {
		o := Spec{Include: strings.Fields(test.include), Exclude: strings.Fields(test.exclude)}
		if got := o.Wanted(test.path); got != test.want {
			t.Errorf("include %q, exclude %q: %q is wanted: %v", o.Include, o.Exclude, test.path, got)
		}
	}
}
