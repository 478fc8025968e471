package render

import "strings"

// maxName is how long the name of a thread may be.
const maxName = 100

// ThreadName names a thread after the question that it is for.
func (v Voice) ThreadName(question string) string {
	name := oneLine(strings.Map(func(r rune) rune {
		if unseen(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(question, " ")))
	if name == "" {
		name = v.chat().Buttons.Thread
	}
	return Shorten(name, maxName)
}
