package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/pdf"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// document reads a PDF. in is what file holds once unpacked.
func (r *fileReader) document(file io.Reader, in *bufio.Reader, packed bool) error {
	story, err := r.pdfStory(file, in, packed)
	var fault pdf.DocumentError
	switch {
	case errors.As(err, &fault): // it would fail again, and may take long to: it waits for a change
		r.refuse(r.name, err)
		return nil
	case err != nil:
		return err
	}
	r.deliver(story, r.name, knowledge.ByName)
	return nil
}

func (r *fileReader) pdfStory(file io.Reader, in *bufio.Reader, packed bool) (*knowledge.Story, error) {
	if seeker, ok := file.(io.ReadSeeker); ok && !packed {
		length, err := seeker.Seek(0, io.SeekEnd)
		if err == nil {
			_, err = seeker.Seek(0, io.SeekStart)
		}
		if err == nil {
			return r.pdf(seeker, length)
		}
	}
	if f, ok := file.(fs.File); ok && !packed {
		if info, err := f.Stat(); err == nil {
			return r.pdf(in, info.Size())
		}
	}
	raw, err := plain.ReadAll(in, min(r.folder.options.MaxStoryBytes, pdf.MaxBytes))
	if err != nil {
		return nil, err
	}
	return r.pdf(bytes.NewReader(raw), int64(len(raw)))
}
