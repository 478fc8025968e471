// Package choose finds the sentences that answer. Its doors are [Read], which
// tells what a question asks for (a [Question]: its [AnswerType], its telling
// [Term]s), [Weights.Rank], which scores sentences as its answer, and
// [Weights.Confidence], which tells how sure it is that there is an answer
// among them at all, and that the best is it.
// [Question.Premise] finds what a question wrongly takes for granted,
// [Question.Absent] what is told nowhere (doubt.go: or not of whom it is asked), [Question.Adds] what corrects it.
//
// A question is read by package ask. A sentence is read against its terms
// (match.go) and for things of the wanted type (package thing); features.go lists
// what speaks for it, cover.go, form.go and slot.go measure that; packages tell
// more: alike which words are near, shape what they look like, deed (slot.go) who
// does what, idle what never answers; chain.go whom a pronoun is. [Weights] holds
// every weight and threshold; [Fitted] are those in use.
//
// It knows nothing of stories or search, does no input or output, keeps
// nothing, and may be used by many goroutines.
package choose
