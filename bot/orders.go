package bot

import "strings"

// orders are the lines that tell whoever reads them with a machine's eyes what
// to write ([text.Patterns].Orders), and what is still in a quotation begun in
// one. A story may hold such, but they are given to no model, and nothing rests
// on them: a model that obeys one has its words dropped.
func (e *evidence) orders() map[int]bool {
	found := make(map[int]bool)
	open := false
	for i := range e.lines {
		if i > 0 && e.places[i].story != e.places[i-1].story {
			open = false
		}
		if order := e.lang.Patterns.Orders.MatchString(e.lines[i].Text); order || open {
			open = (strings.Count(e.lines[i].Text, `"`)%2 == 1) != open
			found[i] = true
		}
	}
	return found
}
