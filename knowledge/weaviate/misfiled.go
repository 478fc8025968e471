package weaviate

import (
	"context"
	"net/http"
	"slices"
)

// misfiled looks, at a node that is to be mended, whether its filters find what it has. Weaviate 1.35 writes an object first
// and then where filters find it: a node that was killed between has what is gone and finds it still, or has a passage and
// does not find it. Nothing mends that, as writing the same again changes nothing. What is gone and is found is marked as gone
// one generation earlier, which has it filed anew; what is there and is not found is returned, by its id.
func (p *pass) misfiled(ctx context.Context, n *node, all []hit) (hidden map[string]bool, err error) {
	if !p.mends || n.has() == p.newest {
		return nil, nil
	}
	hidden = make(map[string]bool)
	for some := range slices.Chunk(byStory(all), chunk) {
		found, err := p.filed(ctx, n, some)
		if err != nil || found == nil {
			return nil, err
		}
		for _, list := range some {
			for _, h := range list {
				switch is, there := found[h.Additional.ID], h.Gone == forever; {
				case there && !is:
					hidden[h.Additional.ID] = true
				case !there && is:
					if err := p.refile(ctx, n, h); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	return hidden, nil
}

// byStory are the passages of each story.
func byStory(all []hit) (stories [][]hit) {
	at := make(map[string]int)
	for _, h := range all {
		i, ok := at[h.Story]
		if !ok {
			i = len(stories)
			at[h.Story], stories = i, append(stories, nil)
		}
		stories[i] = append(stories[i], h)
	}
	return stories
}

// filed are the ids of what a node finds of stories as not gone; nil: it may be more than it lists.
func (p *pass) filed(ctx context.Context, n *node, stories [][]hit) (map[string]bool, error) {
	names := make([]string, len(stories))
	for i, list := range stories {
		names[i], _ = named(list[0].Story)
	}
	var list []hit
	err := within(ctx, batchPatience, func(ctx context.Context) (err error) {
		list, err = n.present(ctx, p.x.class, names, forever)
		return err
	})
	if err != nil || len(list) == mostResults {
		return nil, err
	}
	found := make(map[string]bool, len(list))
	for _, h := range list {
		found[h.Additional.ID] = true
	}
	return found, nil
}

// refile marks what is gone as gone one generation earlier: nobody has a View that old.
func (p *pass) refile(ctx context.Context, n *node, h hit) error {
	err := within(ctx, batchPatience, func(ctx context.Context) error { return p.change(ctx, n, h, h.Gone-1) })
	if isStatus(err, http.StatusNotFound) { // it was deleted meanwhile
		return nil
	}
	return err
}
