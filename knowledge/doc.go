// Package knowledge finds: it turns stories into passages, and questions into
// the passages that bear on them.
//
// # The way of a story
//
// A [Source] yields [Item]s; a bad one carries its error, and the rest go on.
// [Base.Load] compares each [Story] by its content hash with what an [Index]
// holds: what has not changed is skipped, what is new or changed is made ready
// by [Prepare], which cuts its Text into passages ([Split]: whole sentences,
// none lost) and each passage into [text.Language.Terms]. All of a load goes into the index
// in one [Index.Update], or nothing does. What failed keeps its old stories;
// what is gone from its source is gone from answers, and so is a source that
// is no longer asked for. A [Remote] is fetched by reload and when the bot
// starts; a command alone loads with [LoadOptions].Local, and so fetches only
// what was never fetched. Vectors, where there is an [Embed], are made
// afterwards, and missing ones again at the next load.
//
// # The way of a query
//
// [Base.Search] takes one [View], so it sees the stories before a load or
// after it, never a mix. The question's words become terms with the weight of
// their rarity; the rarer ones get some hundreds of candidate passages from
// the engine ([View.Candidates]), recent stories also by themselves. Then all
// terms order the most promising stories, whose terms the engine is asked for
// ([View.Documents]; rank.go): BM25 of the story and of its
// best passage, the title, nearness, and, where the query names no time of its
// own, the date. With vectors the order by words and the order by meaning are
// fused. Copies of one story are joined to the first of them (copies.go). What
// comes back is a [Found]: [Hit]s with their Text, and why each was chosen.
//
// How a text is cut into words and sentences, and the times in it are read, is
// in knowledge/text; everything here, and in package bot, sees a text through it.
//
// An engine may be a server: whatever reads takes a context and returns an
// error, no method returns the terms of every story, and an error reaches
// whoever asked. Only vectors are not needed: without them the words still find.
//
// What is read from files is in knowledge/source, the embedded engine in knowledge/local, what every engine must do in knowledge/indextest.
package knowledge
