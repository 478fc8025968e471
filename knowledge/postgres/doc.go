// Package postgres keeps the truth of the stories in PostgreSQL, for any number of processes.
//
// The truth is the stories, every text they ever had, the marks of what was loaded, vectors,
// and one row with the generation, which every load raises by one. A load is one transaction:
// it takes the row of the generation first and keeps it to its end, so that one process loads
// at a time, whoever waits sees all that was committed before, and whose connection is cut has
// lost the right to write together with what it wrote. Whoever loads shows each second that it
// lives; one that does not is cut off by whoever waits for it, within some seven seconds.
//
// Each process finds passages in an index of its own, which is that of package local in
// DATA_DIR, and which holds nothing of its own: it is a replica that follows the generations,
// and is made anew from the truth where it is missing, damaged, of another truth or too far
// behind. So whoever reads finds the stories as the embedded engine does, at its speed, in one
// generation, and goes on with what it holds while the server is away. Texts are held there too,
// those that were replaced with the others: an answer never waits for the server, and asks
// it nothing. The price is disk space: each process has a copy.
//
// A load writes to both in one go (see [local.Index.Follow]). The commit of PostgreSQL is the
// commit point: it comes when the replica's side is written and not committed. A process that
// ends between the two commits starts a generation behind and follows. Other processes are woken
// by NOTIFY, or look every few seconds; each takes in all that is newer than the generation it
// has in one load of its own, read in one snapshot of the truth. What is newer is told by the
// generations that rows were born in, and those that stories were removed in.
//
// No error tells the address of the server, in which is its password: see [Error].
package postgres
