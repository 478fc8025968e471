package zapfile

import (
	"github.com/RoaringBitmap/roaring/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// Among calls do with each of some passages that a list of postings has, in order. It reads
// which passages these are and nothing of how often a word stands there, so that a
// word that half of all have costs no more than one that few have.
func Among(some *roaring.Bitmap, list *zap.PostingsList, do func(passage uint32)) {
	it, ok := list.Iterator(false, false, false, nil).(*zap.PostingsIterator)
	if !ok {
		return
	}
	if n, one := it.DocNum1Hit(); one {
		if n := uint32(n); some.Contains(n) { //nolint:gosec // numbers within a segment have 31 bits
			do(n)
		}
	}
	if it.ActualBM == nil {
		return
	}
	for both := roaring.And(some, it.ActualBM).Iterator(); both.HasNext(); {
		do(both.Next())
	}
}
