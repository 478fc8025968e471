package web

import (
	"bytes"
	"context"
	"errors"

	"github.com/storybot/storybot/knowledge"
)

const (
	zipKind         = "zip"
	fetchedZipBytes = 32 << 20 // so long may one be that is fetched
)

// isZip reports whether a body begins as zips do.
func isZip(body []byte) bool { return bytes.HasPrefix(body, []byte("PK\x03\x04")) }

// zip reads the files of a zip that was fetched. They are all told from the
// source's own address; one that claims that of another site is its zip's telling.
func (c *crawl) zip(ctx context.Context, reply *reply, had mark) error {
	root := had.since(reply, c.now)
	root.Kind = zipKind
	if reply.same() {
		c.give(knowledge.Item{Name: c.name, File: rootFile, Mark: root.String(), Same: true})
		return nil
	}
	if c.options.Unzip == nil {
		return errors.New("is a zip, which is not read here")
	}
	c.tellers = []string{reply.url.Host, hostIn(c.where)}
	err := c.options.Unzip(ctx, reply.body, c.canonical, func(item knowledge.Item) bool {
		item.Name, item.File, item.Mark = c.name+"/"+item.Name, rootFile, ""
		if s := item.Story; s != nil {
			s.Item = rootFile
			c.attribute(&entry{}, s, true)
			s.Hash = s.Fingerprint()
		}
		return c.give(item)
	})
	if err != nil {
		return err
	}
	c.give(knowledge.Item{Name: c.name, File: rootFile, Mark: root.String()})
	return nil
}
