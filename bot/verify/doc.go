// Package verify judges claims: whether a sentence of a model is borne out by
// what it cites. Its doors are [Check], a claim and the texts that were given
// with the sentences it cites of them, and [Verify], a claim and its sources. Out
// comes a [Verdict] with the [Kind] of what is wrong and the reason in words.
//
// A claim that stands in its source word for word holds. Any other holds unless
// a fault is found (fault.go), and wording alone never is one: what a model
// writes truly is mostly a paraphrase, what it writes falsely mostly the
// story's own words with one thing exchanged. So there are two sorts of rules:
//
//   - what no cited text has, in whatever form: numbers (number.go, derive.go),
//     dates, which count from the story's own day (date.go), names (name.go,
//     names.go), quoted words (quote.go); a name that another given text has may be argued;
//   - where the claim follows a sentence closely (follow.go), what it has
//     otherwise: another number or name in its place (exchange.go, rival.go), a
//     time (time.go), figures that change places (crossed.go), another
//     share, all for 40% (share.go), a denial (polarity.go), a contrary or a plan told as a fact (certain.go), who did it
//     to whom (role.go, turn.go), who said so (speaker.go), why (cause.go), an older
//     figure than a given one (newer.go).
//
// A claim that has next to nothing in common with its source falls, too. The score
// only ranks (score.go): a claim's words are laid on the source (align.go).
//
// It does no input or output, keeps nothing, and may be used by many goroutines.
// How long it takes is bounded by the length of the texts, which are cut.
package verify
