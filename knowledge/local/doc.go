// Package local is the embedded engine: it keeps the stories of one DATA_DIR
// and finds passages in them.
//
// The truth is stories.db, an SQLite database: the stories, every text they
// ever had, the marks of what was loaded, vectors. One transaction is one load,
// and its commit is the commit point.
//
// Derived from it is the word index: files of bleve's segment format (zap) in
// the folder words. A segment is made once, complete, synced and renamed into
// place before the transaction that names it commits, and is never changed.
// SQLite keeps each segment's length, checksum and list of stories, so that on
// [Open] a segment that is missing, damaged, behind or foreign is found out and
// made again from the stories' texts. The segment files are used without
// bleve's index directory around them: that adds a second database (root.bolt)
// with a lock and a commit point of its own, which is what breaks when a
// process is killed.
//
// In memory an immutable snapshot holds every story's [knowledge.Document], so
// that ranking reads no file. An [Index.Update] makes the next snapshot and
// swaps it in whole; a View is a counted reference to one.
package local
