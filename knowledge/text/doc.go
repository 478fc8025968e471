// Package text reads texts: it cuts them into [Language.Sentences] and
// [Language.Words], finds the stem by which inflected words meet
// ([Language.Stem], [Language.Terms]), the times that words name
// ([Language.Whens]), and, word by word, the numbers and names of a text
// ([Language.Annotate]). Everything that looks into a story, a question or an
// answer reads it through this package, so that all agree on what a word is.
//
// What is particular to a language is a [Language], which readers are given:
// tables and patterns that a folder beside this file lists as plain text
// (text/en; text/lang says what a language is to tell), made ready once; a
// [Pattern] only when it is first needed.
//
// A place in a text is a [Span] of bytes. All functions are pure and may be
// called by many goroutines; they take any bytes and never panic.
package text
