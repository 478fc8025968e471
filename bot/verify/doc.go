// Package verify judges claims: whether a sentence of a model is borne out by
// the passages that it cites. Its door is [Verify], a claim and its sources,
// and [ReadPassages], numbered passages read once to check many claims by; out
// comes a [Verdict] with the [Kind] of what is wrong and the reason in words.
//
// A claim that stands in its source word for word holds. Any other is laid on
// the source word by word (align.go), and its parts are checked: numbers and
// dates (number.go), names (name.go, rival.go), quoted words (quote.go), what is
// denied (polarity.go), who did it to whom (role.go). score.go makes one
// score of what was found; fault names the first plain fault.
//
// It calls no model, does no input or output, keeps nothing, and may be used
// by many goroutines. How long a judgement takes is bounded by the length of
// the texts, which are cut where they are too long.
package verify
