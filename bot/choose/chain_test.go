package choose

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestWhoLinesAreAbout: a pronoun that a line begins with stands for the name of
// the question that the line before names first or is about, within one story.
func TestWhoLinesAreAbout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lines []string
		want  bool // the last line is about her
	}{
		"she":                    {[]string{"Elena Marsh opened the bridge.", "She wore a hat."}, true},
		"her":                    {[]string{"Elena Marsh opened the bridge.", "Her father wore a hat."}, true},
		"then she":               {[]string{"Elena Marsh opened the bridge.", "Then she left."}, true},
		"two lines on":           {[]string{"Elena Marsh opened the bridge.", "She wore a hat.", "She left."}, true},
		"by her surname":         {[]string{"Marsh opened the bridge.", "She wore a hat."}, true},
		"another's":              {[]string{"Ines Okafor opened the bridge.", "She wore a hat."}, false},
		"of two, the first":      {[]string{"Yesterday Elena Marsh met Ines Okafor.", "She wore a hat."}, true},
		"of two, not the second": {[]string{"Yesterday Ines Okafor met Elena Marsh.", "She wore a hat."}, false},
		"another came between":   {[]string{"Elena Marsh opened the bridge.", "Then came Ines Okafor.", "She wore a hat."}, false},
		"nobody came between":    {[]string{"Elena Marsh opened the bridge.", "The rain fell.", "She wore a hat."}, true},
		"no pronoun":             {[]string{"Elena Marsh opened the bridge.", "The mayor wore a hat."}, false},
		"further in":             {[]string{"Elena Marsh opened the bridge.", "The old captain said she left."}, false},
		"nothing before":         {[]string{"She wore a hat."}, false},
	} {
		q := Read(text.English(), "When did Elena Marsh wear a hat?")
		read := readContext(q, linesOf(c.lines))
		last := &read.lines[len(c.lines)-1]
		got := false
		for i, h := range last.hits {
			got = got || h.Term >= 0 && q.Terms[h.Term].Name && last.words[i].Stop()
		}
		if got != c.want {
			t.Errorf("%s: about her %v", name, got)
		}
	}
	lines := linesOf([]string{"Elena Marsh opened the bridge.", "She wore a hat."})
	lines[1].Group = 1
	c := readContext(Read(text.English(), "When did Elena Marsh wear a hat?"), lines)
	if h := c.lines[1].hits[0]; h.Term >= 0 {
		t.Error("a pronoun stands for a name of another story")
	}
}
