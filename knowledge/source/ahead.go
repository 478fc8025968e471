package source

import (
	"fmt"
	"runtime"

	"github.com/storybot/storybot/knowledge"
)

const (
	aheadBytes   = 1 << 20 // a larger file waits for its turn, so that memory stays bounded
	mostAtOnce   = 8       // so many files are read at the same time
	aheadForEach = 4       // so many wait, for each that is being read, to be given out
)

// pending are the files that are read ahead of those before them, in their
// order. Finding the story in a page takes far longer than what a load does
// with it.
type pending struct {
	files    []*early
	turns    chan struct{} // as many as may be read at the same time
	settling bool
}

// early is a file that is being read ahead of its turn.
type early struct {
	*reading
	story *knowledge.Story
	err   error
	ready chan struct{}
}

// ahead begins to read a file of one story, and says whether it has: a file
// that must wait for its turn finds all before it given out.
func (w *walk) ahead(name, mark string, size int64) bool {
	k, packed := kindOf(name)
	if w.single || packed || size > aheadBytes || k != hypertext && k != markdown {
		w.settle(0)
		return false
	}
	atOnce := min(runtime.GOMAXPROCS(0), mostAtOnce)
	if w.pending.turns == nil {
		w.pending.turns = make(chan struct{}, atOnce)
	}
	e := &early{reading: &reading{walk: w, name: name, mark: mark}, ready: make(chan struct{})}
	w.pending.files = append(w.pending.files, e)
	go func() {
		defer close(e.ready)
		w.pending.turns <- struct{}{}
		defer func() { <-w.pending.turns }()
		e.story, e.err = e.alone(k)
	}()
	w.settle(aheadForEach * atOnce)
	return true
}

// alone reads a file of one story without giving it out.
func (r *reading) alone(k kind) (story *knowledge.Story, err error) {
	defer unbroken(&err)
	f, err := r.fsys.Open(r.name)
	if err != nil {
		return nil, fmt.Errorf("open it: %w; check that it may be read", plain(err))
	}
	defer func() {
		if cerr := f.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("close it: %w", plain(cerr))
		}
	}()
	in, err := unpack(f, false)
	if err != nil {
		return nil, err
	}
	return r.one(k, in)
}

// settle gives out what was read ahead, in its order, until no more than most
// files are left.
func (w *walk) settle(most int) {
	if w.pending.settling {
		return
	}
	w.pending.settling = true
	defer func() { w.pending.settling = false }()
	for len(w.pending.files) > most && !w.done {
		e := w.pending.files[0]
		w.pending.files = w.pending.files[1:]
		<-e.ready
		if e.err != nil {
			w.fail(e.name, e.err)
			continue
		}
		e.tell(e.story, e.name, e.name)
	}
}

// abandon waits for what is still being read, once nobody wants it.
func (w *walk) abandon() {
	for _, e := range w.pending.files {
		<-e.ready
	}
}
