package weaviate

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// place is a version of a story, as the ids of its passages begin.
type place uint64

// mostPassages is how many passages of a story have ids that tell which they are.
const mostPassages = 1 << 22

// placeOf is the place of a story.
func placeOf(s *knowledge.Story) place {
	sum := sha256.Sum256([]byte(s.ID + "\x00" + s.Hash))
	return place(binary.BigEndian.Uint64(sum[:])&^0xf000 | 0x8000) // version 8: of an own making
}

// uuid is the id of a passage, the same wherever and however often it is made: where it is, so that a search has to tell
// nothing else of what it found, and a part of its sum and of when it was born.
func uuid(at place, n int, sum string, born int) string {
	h := sha256.New()
	_, _ = h.Write([]byte(sum))
	_ = binary.Write(h, binary.BigEndian, int64(born))
	b := binary.BigEndian.AppendUint64(nil, uint64(at))
	b = append(b, 0x80|byte(n>>16&0x3f), byte(n>>8), byte(n)) //nolint:gosec // as many bits as mostPassages has
	s := hex.EncodeToString(append(b, h.Sum(nil)[:5]...))
	return strings.Join([]string{s[:8], s[8:12], s[12:16], s[16:20], s[20:]}, "-")
}

// placed reads the place and the number from what uuid wrote.
func placed(id string) (at place, n int, ok bool) {
	b, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(b) != 16 {
		return 0, 0, false
	}
	return place(binary.BigEndian.Uint64(b)), int(b[8]&0x3f)<<16 | int(b[9])<<8 | int(b[10]), true
}

// places are the stories of the loads that searches are for, by their places. Its zero value works.
type places struct {
	mu      sync.RWMutex
	of      marker // of the newest of these loads
	stories map[place]spot
	newest  time.Time // when the last of them was published
}

// spot is a version of a story.
type spot struct {
	id, hash  string
	published time.Time
	gone      time.Time // since when no load has it; zero: the newest has
}

// learn adds the stories of a load. What no load has for longer than keep is forgotten.
func (p *places) learn(m marker, stories []*knowledge.StoryInfo, keep time.Duration) {
	if p.of == m { // only the goroutine that follows changes it
		return
	}
	all := make(map[place]spot, len(stories))
	for _, s := range stories {
		all[placeOf(&s.Story)] = spot{id: s.Story.ID, hash: s.Story.Hash, published: s.Story.Published}
	}
	for at, s := range p.stories {
		if _, is := all[at]; is || !s.gone.IsZero() && time.Since(s.gone) > keep {
			continue
		}
		if s.gone.IsZero() {
			s.gone = time.Now()
		}
		all[at] = s
	}
	var newest time.Time
	for _, s := range all {
		if s.published.After(newest) {
			newest = s.published
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of, p.stories, p.newest = m, all, newest
}

// allBy reports whether all stories were published by a moment: then a search need not ask for that.
func (p *places) allBy(at time.Time) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return !p.newest.After(at)
}

// at is the story at a place.
func (p *places) at(at place) (s spot, ok bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	s, ok = p.stories[at]
	return s, ok
}
