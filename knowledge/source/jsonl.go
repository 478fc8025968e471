package source

import (
	"bufio"
	"errors"
	"fmt"
	"strconv"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// lines reads the stories of a file that holds one a line. A line that is
// wrong is reported and the rest goes on.
func (r *fileReader) lines(in *bufio.Reader) error {
	look, err := r.firstPass()
	if err != nil {
		return err
	}
	stories := 0
	err = plain.EachLine(in, r.folder.options.MaxFileBytes, r.folder.options.lineBytes(), func(n int, line []byte, long bool) bool {
		stories++
		return r.line(look, n, line, long)
	})
	if err == nil && stories == 0 {
		return errors.New("has no lines; remove it or write a story a line")
	}
	return err
}

// line reads one line and reports whether to go on.
func (r *fileReader) line(look *firstPass, n int, line []byte, long bool) bool {
	item := lineName(r.name, n)
	if long {
		return r.refuseSurely(item, fmt.Errorf("is longer than %s, which is the most for one line; split it", plain.Size(int64(r.folder.options.lineBytes()))))
	}
	f, err := plain.ParseLine(line)
	if err != nil {
		return r.refuseSurely(item, err)
	}
	id := plain.Identity(plain.OneLine(string(f.ID)), string(f.URL))
	if newer, same := look.newer(id, n, f.Text+f.HTML); newer != 0 {
		if same {
			return r.refuseSurely(item, sameError(id, plain.Canonical(string(f.URL)), lineName(r.name, newer)))
		}
		return r.refuseSurely(item, duplicateError(id, plain.Canonical(string(f.URL)), lineName(r.name, newer)+", which is kept"))
	}
	story, err := f.Story(r.folder.options.textBytes(), usual(look.common), page.FromHTML)
	if err != nil {
		return r.refuseSurely(item, err)
	}
	if plain.Identity(story.ID, story.URL) == "" {
		story.ID = knowledge.ContentID(string(f.Title), f.Text+f.HTML, plain.First(story.Collection, r.folder.options.Collection))
		return r.deliver(story, item, knowledge.ByContent)
	}
	return r.deliver(story, item, knowledge.ByName)
}

func lineName(file string, n int) string { return file + ":" + strconv.Itoa(n) }
