package source

import (
	"bytes"
	"context"
	"io"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/pdf"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// unzip reads the files of a zip that was fetched from page, as web.Unzip has it.
func (o Options) unzip(ctx context.Context, body []byte, page string, give func(knowledge.Item) bool) error {
	z, err := openZip(bytes.NewReader(body), int64(len(body)), o)
	if err != nil {
		return err
	}
	reader := pdf.New(o.PDFReader, o.PDFPatience)
	defer reader.Close()
	files := &folder{name: o.Name, options: o}
	files.options.Include, files.options.Exclude = nil, nil // they are of addresses
	w := &walk{folder: files, ended: func() bool { return ctx.Err() != nil }, fsys: z, yield: give, inside: page, seen: make(map[string]delivered), ends: make(map[string]plain.CommonEndings)}
	w.pdf = func(in io.Reader, length int64) (*knowledge.Story, error) { return reader.Story(ctx, in, length) }
	z.read(w)
	w.tellPassed()
	return nil
}
