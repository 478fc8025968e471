// Package ask reads the sentence that asks: how it asks (a [Manner]), what kind of
// thing would answer it (a [Type]), by which noun and which verb, and which of its
// words only ask. It is the first step of choosing, and knows of no other sentence.
// It reads English-like order by the language's own words and is wrong now and then.
package ask
