package text

// Span is a run of bytes [Start, End) of a story's Text.
type Span struct{ Start, End int }

// Of returns the part of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }
