package alike

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Spelt reports whether told has the words of asked in a row, however they are joined: "Super Bowl" has "superbowl".
func Spelt(l *text.Language, asked, told string) bool {
	var all strings.Builder
	for _, w := range l.Words(asked) {
		all.WriteString(w.Norm)
	}
	words := l.Words(told)
	for i := range words {
		rest := all.String()
		for k := i; k < len(words) && rest != ""; k++ {
			var ok bool
			if rest, ok = strings.CutPrefix(rest, words[k].Norm); !ok {
				break
			}
			if rest == "" {
				return true
			}
		}
	}
	return false
}
