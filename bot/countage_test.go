package bot

import (
	"strings"
	"testing"
)

// TestCountIsNoAge: what two outlets count otherwise is no age of what is asked for, and no note says that they differ on it.
func TestCountIsNoAge(t *testing.T) {
	t.Parallel()
	const (
		mill   = "The Post | 2026-03-02 | Mill at Ossel burns | The mill at Ossel burned for 9 hours on Monday. Of the old mill at Ossel 40 looms are left."
		other  = "The Star | 2026-03-02 | Ossel mill burns | The old mill at Ossel burned for 14 hours on Monday. Of the mill at Ossel 60 looms are left."
		yew    = "The Post | 2026-03-02 | Yew of Stane falls | The yew of Stane was 900 years old, a forester said."
		older  = "The Star | 2026-03-02 | Yew of Stane falls | The yew of Stane was 1,400 years old, the museum said."
		diver  = "The Post | 2026-03-02 | Diver Ole Brun | The diver Ole Brun was 40 days at sea with 12 men."
		diver2 = "The Star | 2026-03-02 | Diver Ole Brun | The diver Ole Brun was 50 days at sea with 15 men."
	)
	for question, c := range map[string]struct {
		stories []string
		differ  bool
	}{
		"How old is the mill at Ossel?":         {[]string{mill, other}, false},
		"How old was the old mill at Ossel?":    {[]string{mill, other}, false},
		"How old is the diver Ole Brun?":        {[]string{diver, diver2}, false},
		"What is the age of Ole Brun?":          {[]string{diver, diver2}, false},
		"How old was the yew of Stane?":         {[]string{yew, older}, true},
		"What was the age of the yew of Stane?": {[]string{yew, older}, true},
	} {
		s := newFew(t, c.stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		differ := false
		for _, n := range a.Notes {
			differ = differ || n.Kind == "disagreement"
		}
		if differ != c.differ || differ && !(strings.Contains(a.Text, "900") && strings.Contains(a.Text, "1,400")) {
			t.Errorf("%s: said to differ: %v\n%s\n%v", question, differ, a.Text, a.Notes)
		}
	}
}
