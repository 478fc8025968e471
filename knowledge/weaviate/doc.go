// Package weaviate finds passages in a Weaviate, which one or several processes share, while the
// truth of the stories stays in another engine: the embedded one, or that of a PostgreSQL.
//
// An [Index] is the truth with another way to its candidates. Everything else that is read comes
// from the truth's own View: counts, document frequencies, the terms that ranking needs, texts.
// So whatever Weaviate says is proved before it counts: a hit of which the View has no such
// story, version or passage, or that the filter does not allow, is none.
//
// A passage is one object, with its terms as ranking compares them ([knowledge.Term]) in a
// property that is cut at white space: BM25 there sees the very terms that it sees here. Its
// id says which passage of which version of a story it is, so that a search, by gRPC, gets ids and scores alone. An
// object is never changed but for one number: it has the generation that it was born in, and the
// one that it is gone in, and every query asks for what is there in one generation. Who has an
// older View goes on finding what that had.
//
// One goroutine follows the truth. After a load it writes the passages that are new, marks those
// that are gone, and then writes the marker: the generation, and which load of the truth it is. A
// node is asked only after its marker was read back from itself and it counts as many passages as
// the truth has, and as many that each of the last loads brought. One whose marker goes back, since
// it was emptied, say, is asked no more. A node that was away and lacks writes is not asked until it has both. What a
// write that failed has left behind is found by listing all there is, and the number of its
// generation is not used again.
//
// A majority, in Weaviate, is one of the nodes that a node sees. Where one sees fewer than there are, all is written by
// each of them. A node that lacks something for long is mended: all is listed at each node, and what one lacks is written
// by each; where its filters, by which it counts and searches, do not find what it has, or find what is gone, that is
// written so that it is filed anew.
//
// While no node has the generation of a View, or none answers, the truth finds by itself, and the
// log says so. A node that is slow is not waited for: another one is asked beside it, for at most
// one in twenty queries.
package weaviate
