package knowledge

import (
	"context"
	"fmt"
)

// fewGone is how many stories of a source may go at once, whatever their share
// is: of two or three files one deletes half by hand.
const fewGone = 2

// holdBack keeps the stories that a source no longer has where they are more
// than half of what it had: that is more often a fault, such as a folder that is
// not mounted, than meant. A story that goes on under another ID is not counted.
func (l *load) holdBack(ctx context.Context, r *reading) error {
	if r.whole != "" || l.options.Confirm {
		return nil
	}
	had, gone := 0, []string(nil)
	for id, d := range l.had {
		if d.Story.Source != r.source {
			continue
		}
		had++
		if _, ok := l.seen[id]; !ok {
			gone = append(gone, id)
		}
	}
	if len(gone) <= fewGone || 2*len(gone) <= had {
		return nil
	}
	gone, err := l.unmoved(ctx, gone)
	if err != nil || len(gone) <= fewGone || 2*len(gone) <= had {
		return err
	}
	r.kept = make(map[string]bool)
	for _, id := range gone {
		item := l.had[id].Story.Item
		l.seen[id] = teller{r.source, item, item}
		if f := r.files[item]; f != nil {
			r.kept[item] = true
		}
	}
	l.status[r.source].Held = len(gone)
	l.fail(r.source, r.source, fmt.Errorf("no longer has %d of its %d stories, more than half at once; they stay until that is confirmed: storybot reload --confirm, or /reload with confirm", len(gone), had))
	return nil
}

// unmoved are those of the stories that have not come back, with the text they
// had, under another ID.
func (l *load) unmoved(ctx context.Context, gone []string) ([]string, error) {
	added := make(map[[32]byte]bool, len(l.added))
	for _, id := range l.added {
		added[l.texts[id]] = true
	}
	if len(added) == 0 {
		return gone, nil
	}
	var left []string
	for _, id := range gone {
		sum, err := l.oldText(ctx, id)
		if err != nil {
			return nil, err
		}
		if !added[sum] {
			left = append(left, id)
		}
	}
	return left, nil
}
