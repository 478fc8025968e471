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
// Vectors are in classes of their own, one for each model that is asked for, and found by Weaviate's HNSW ([node.near]). They are never
// changed, so they need no generation: an object is a vector, and its id the fingerprint of the text that it is of,
// whatever story has that. Another goroutine asks each node for every vector of the truth by its id, as a search that its
// filters narrow down to those, which finds what is in its filters and in its graph; it writes what is lacking, and remembers up to which
// of them the node has all. A node is asked that has all which a View sees; what it finds is looked up in the View, which
// knows what of it is a passage's, and of a vector that came before it. Where fewer are left than are wanted, of one day of many, say, the truth
// goes through all of its own. A node that was away, or counts fewer than it had, has to prove everything anew.
//
// While no node has the generation of a View, or none answers, the truth finds by itself, and the
// log says so. A node that is slow is not waited for: another one is asked beside it, for at most
// one in twenty queries.
package weaviate
