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
// process is killed. They are read whole into memory, never mapped: who cuts a mapped
// file short ends the process, by a fault that nothing recovers from, and who writes
// into it changes answers without a word. For the same reason SQLite has the index of
// its write-ahead log in memory. No goroutine but ours reads a segment: there is no
// merger or persister in the background.
//
// [Index.Watch] looks after the files while they are used. What is damaged is an error
// for whoever asks for it, until it is mended: a segment is written again from memory,
// a row from its Document, a text by a load of its source. What its source no longer
// has is set aside by name, at the start too; so is, until it is loaded again, what is in
// the way of that load, and a View of some sources is an error then: nobody is told that there is none. Where more than a tenth of the stories
// are damaged, nothing is dismantled: it is a *DamagedError.
//
// In memory an immutable snapshot holds every story's [knowledge.Document], so
// that ranking reads no file. An [Index.Update] makes the next snapshot and
// swaps it in whole; a View is a counted reference to one.
package local
