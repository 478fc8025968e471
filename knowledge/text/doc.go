// Package text reads texts: it cuts them into [Sentences] and [Words], finds
// the stem by which inflected words meet ([Stem], [Terms]), and the times that
// words name ([Whens]). Everything that looks into a story, a question or an
// answer reads it through this package, so that all agree on what a word is.
//
// A place in a text is a [Span] of bytes. All functions are pure and may be
// called by many goroutines; they take any bytes and never panic.
package text
