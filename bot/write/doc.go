// Package write is what a model writes, from what it is given to what holds of
// it. Its doors are [Material], numbered sentences of stories as a prompt has
// them, and [Writer], which takes in the model's text as it streams and makes
// [Claim]s of it:
//
//   - reader.go cuts the text into claims, whatever its form: paragraphs, lists,
//     tables, with marks (marks.go) behind each sentence or at the end.
//   - check.go finds the sentences that each claim rests on and has it judged by
//     rules (package verify), then by a [Check], a model, while the rest is
//     still being written; what holds is shown in its order.
//   - mend.go sends what does not hold back once.
//   - whole.go looks at what is left as a whole: a pronoun that lost its noun, a
//     side of a dispute that fell, an answer that fell.
//
// It knows nothing of search, citations or answers: that is package bot. A
// Writer is for one answer; nothing else here keeps anything.
package write
