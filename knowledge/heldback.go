package knowledge

import (
	"context"
	"fmt"
	"slices"
)

// fewGone is how many stories of a source may disappear at once, whatever their
// share: a person deletes one or two files of three by hand.
const fewGone = 2

// holdBack holds back the removal of the stories that a source no longer has,
// if they are more than half of what it had: that is more often a fault, such
// as a folder that is not mounted, than intended. A story that continues under
// another ID is not counted.
func (l *loader) holdBack(ctx context.Context, r *sourceLoader, tx Tx) error {
	if r.whole != "" || l.options.Confirm && !l.options.Local && l.replaced[r.source] == "" {
		return nil
	}
	had, gone := 0, []string(nil)
	for id, d := range l.before {
		if d.Story.Source != r.source {
			continue
		}
		had++
		if _, ok := l.seen[id]; !ok {
			gone = append(gone, id)
		}
	}
	if l.replaced[r.source] != "" {
		return l.setAside(ctx, r, gone, tx)
	}
	if choosing, ok := itself(r.from).(Choosing); ok && l.parted[r.source] != "" {
		shut := slices.DeleteFunc(slices.Clone(gone), func(id string) bool { return choosing.Wants(l.before[id].Story.Item) })
		if err := l.setAside(ctx, r, shut, tx); err != nil {
			return err
		}
		gone = slices.DeleteFunc(gone, func(id string) bool { return slices.Contains(shut, id) })
	}
	if l.options.Local {
		r.keep(gone)
		return nil
	}
	if len(gone) <= fewGone || 2*len(gone) <= had {
		return nil
	}
	gone, err := l.unmoved(ctx, gone)
	if err != nil || len(gone) <= fewGone || 2*len(gone) <= had {
		return err
	}
	r.keep(gone)
	l.status[r.source].Held = len(gone)
	l.fail(r.source, r.source, fmt.Errorf("no longer has %d of its %s, more than half at once; they stay until that is confirmed: storybot reload --confirm, or /reload with confirm", len(gone), StoryCount(had)))
	return nil
}

// keep keeps stories that the source no longer has, and has the files that they
// were in read again by the next load.
func (r *sourceLoader) keep(gone []string) {
	r.kept = make(map[string]bool)
	for _, id := range gone {
		item := r.before[id].Story.Item
		r.seen[id] = origin{r.source, item, item}
		if f := r.files[item]; f != nil {
			r.kept[item] = true
		}
	}
}

// unmoved returns those of the stories whose text has not come back under
// another ID.
func (l *loader) unmoved(ctx context.Context, gone []string) ([]string, error) {
	added := make(map[[32]byte]bool, len(l.added))
	for _, id := range l.added {
		added[l.textHashes[id]] = true
	}
	if len(added) == 0 {
		return gone, nil
	}
	var left []string
	for _, id := range gone {
		sum, err := l.oldTextHash(ctx, id)
		if err != nil {
			return nil, err
		}
		if !added[sum] {
			left = append(left, id)
		}
	}
	return left, nil
}
