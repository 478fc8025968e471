// Package bot answers: it turns a [Question] into an [Answer].
//
// # The way of a question
//
// [Bot.Answer] reads top-down. The turns before the question are recalled from
// the [Journal]; understand fills in what a follow-up leaves to them, has a question
// translated that is in another language than the stories, and plan reads the time
// that the question names and what kind of thing it asks for. What wants no
// answer but a digest, a summary, a timeline, a list, or is only talk
// (bot/intent reads which), is made by wanted: of clusters, copies and events
// that bot/event finds. Else the [Searcher] finds passages, and compose makes the
// answer, once for all who ask the same of the same stories at one time ([Shared]):
//
//   - gather lays the passages out as sentences; bot/choose scores each as an
//     answer and says how sure it is that there is one at all.
//   - With a [Model], write gives it numbered sentences and streams its text
//     through bot/write, which cuts it into claims and has each judged by the
//     sentences it cites: by the rules of bot/verify, then by a [Checker], a
//     model, where one is set. What holds is shown at once and cited to the
//     sentence it rests on; what does not is sent back once, then dropped with
//     the reason.
//   - While a model is slow, the extract stands in (patient); which stories are read
//     is told at once.
//   - Without one, or when nothing of it holds, extract quotes the one to four
//     sentences that answer, each with the sentence that its pronoun leans on.
//   - When nothing bears on the question, none says so, with the nearest stories.
//
// differ puts the later of two figures first and tells where outlets
// contradict each other; notes tell the window used, labels, and fallbacks.
// The answer is recorded and returned. Data only grows on this way, and no step
// calls an earlier one.
//
// [Bot.Summary], [Bot.Timeline] and [Bot.Digest] go the same way to other ends;
// [Bot.Find] goes it as far as the search.
//
// What a story says or a model writes is never trusted: stories reach a model
// inside a fence (package prompts), and its text reaches a person only sentence
// by checked sentence.
package bot
