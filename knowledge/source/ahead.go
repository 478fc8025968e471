package source

import (
	"fmt"
	"runtime"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	aheadBytes   = 1 << 20 // a larger file waits for its turn, so that memory stays bounded
	mostAtOnce   = 8       // so many files are read at the same time
	aheadForEach = 4       // so many wait, for each that is being read, to be given out
)

// readAhead are the files that are read ahead of those before them, in their
// order. Finding the story in a page takes far longer than what a load does
// with it.
type readAhead struct {
	files    []*queued
	turns    chan struct{} // as many as may be read at the same time
	settling bool
}

// queued is a file that is being read ahead of its turn.
type queued struct {
	*fileReader
	story *knowledge.Story
	err   error
	ready chan struct{}
}

// startAhead begins to read a file of one story, and reports whether it has: a file
// that must wait for its turn finds all before it given out.
func (w *walk) startAhead(name, mark string, size int64) bool {
	k, packed := kindOf(name)
	if w.single || packed || size > aheadBytes || k != htmlKind && k != markdownKind {
		w.flush(0)
		return false
	}
	atOnce := min(runtime.GOMAXPROCS(0), mostAtOnce)
	if w.pending.turns == nil {
		w.pending.turns = make(chan struct{}, atOnce)
	}
	e := &queued{fileReader: &fileReader{walk: w, name: name, mark: mark}, ready: make(chan struct{})}
	w.pending.files = append(w.pending.files, e)
	go func() {
		defer close(e.ready)
		w.pending.turns <- struct{}{}
		defer func() { <-w.pending.turns }()
		e.story, e.err = e.readAlone(k)
	}()
	w.flush(aheadForEach * atOnce)
	return true
}

// readAlone reads a file of one story without giving it out.
func (r *fileReader) readAlone(k kind) (story *knowledge.Story, err error) {
	defer plain.Recover(&err)
	f, err := r.fsys.Open(r.name)
	if err != nil {
		return nil, fmt.Errorf("open it: %w; check that it may be read", plain.WithoutPath(err))
	}
	defer func() {
		if cerr := f.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("close it: %w", plain.WithoutPath(cerr))
		}
	}()
	in, err := unpack(f, false)
	if err != nil {
		return nil, err
	}
	return r.single(k, in)
}

// flush gives out what was read ahead, in its order, until no more than most
// files are left.
func (w *walk) flush(most int) {
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
		e.deliver(e.story, e.name, knowledge.ByName)
	}
}

// drain waits for what is still being read, once nobody wants it.
func (w *walk) drain() {
	for _, e := range w.pending.files {
		<-e.ready
	}
}
