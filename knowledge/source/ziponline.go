package source

import (
	"bytes"
	"context"
	"io"

	"github.com/storybot/storybot/knowledge"
)

const (
	zipKind         = "zip"
	fetchedZipBytes = 32 << 20 // so long may one be that is fetched
)

func isZip(body []byte) bool { return bytes.HasPrefix(body, []byte("PK\x03\x04")) }

// zip reads the files of a zip that was fetched. They are all told from the
// source's own address.
func (r *round) zip(ctx context.Context, reply *reply, had mark) error {
	root := had.since(reply, r.now)
	root.Kind = zipKind
	if reply.same() {
		r.give(knowledge.Item{Name: r.name, File: rootFile, Mark: root.String(), Same: true})
		return nil
	}
	z, err := openZip(bytes.NewReader(reply.body), int64(len(reply.body)), r.options)
	if err != nil {
		return err
	}
	reader := newPDFs(r.options)
	defer reader.close()
	files := &folder{name: r.name, options: r.options}
	files.options.Include, files.options.Exclude = nil, nil // they are of addresses
	w := &walk{folder: files, ended: func() bool { return r.done || ctx.Err() != nil }, fsys: z, inside: r.page, seen: make(map[string]told), ends: make(map[string]repeats)}
	w.pdf = func(in io.Reader, length int64) (*knowledge.Story, error) { return reader.story(ctx, in, length) }
	w.yield = func(item knowledge.Item) bool {
		item.Name, item.File, item.Mark = r.name+"/"+item.Name, rootFile, ""
		if s := item.Story; s != nil {
			s.Item = rootFile
			s.Hash = s.Fingerprint()
		}
		return r.give(item)
	}
	z.read(w)
	r.give(knowledge.Item{Name: r.name, File: rootFile, Mark: root.String()})
	return nil
}
