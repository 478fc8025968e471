package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/storybot/storybot/knowledge"
)

var errLong = errors.New("the line is too long")

// lines reads the stories of a file that holds one a line. A line that is
// wrong is reported and the rest goes on.
func (r *reading) lines(in *bufio.Reader) error {
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0xFF, 0xFE}) || bytes.Equal(head, []byte{0xFE, 0xFF}) {
		in = bufio.NewReaderSize(transform.NewReader(in, unicode.BOMOverride(unicode.UTF8.NewDecoder())), 64<<10)
	}
	counted := &counter{in: in, most: r.folder.options.MaxFileBytes}
	in = bufio.NewReaderSize(counted, 256<<10)
	var line []byte
	for n, stories := 1, 0; ; n++ {
		var err error
		line, err = readLine(in, line[:0], 2*r.folder.options.MaxStoryBytes)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
			return readError(err)
		}
		if content := bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff"))); len(content) > 0 || errors.Is(err, errLong) {
			stories++
			if !r.line(content, n, errors.Is(err, errLong)) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			if stories == 0 {
				return errors.New("has no lines; remove it or write a story a line")
			}
			return nil
		}
	}
}

// line reads one line and says whether to go on.
func (r *reading) line(line []byte, n int, long bool) bool {
	item := r.name + ":" + strconv.Itoa(n)
	if long {
		return r.refuse(item, fmt.Errorf("is longer than %s, which is the most for one line; split it", size(2*int64(r.folder.options.MaxStoryBytes))))
	}
	story, err := storyOfLine(line, r.folder.options.MaxStoryBytes)
	if err != nil {
		return r.refuse(item, err)
	}
	return r.tell(story, item, r.name+"#"+strconv.Itoa(n))
}

// storyOfLine makes a story of one line of JSON.
func storyOfLine(line []byte, most int) (*knowledge.Story, error) {
	if !utf8.Valid(line) {
		text, err := decode(line, "")
		if err != nil {
			return nil, err
		}
		line = []byte(text)
	}
	var f fields
	if err := json.Unmarshal(line, &f); err != nil {
		return nil, fmt.Errorf("is not a JSON object of a story: %w; mend the line", err)
	}
	s, err := f.story()
	if err != nil {
		return nil, err
	}
	if len(f.Text) > most || len(f.HTML) > most {
		return nil, fmt.Errorf("has a text of more than %s, which is the most for one story; split it", size(int64(most)))
	}
	if f.Text == "" && f.HTML != "" {
		page, err := fromHTML(scrub(f.HTML))
		if err != nil {
			return nil, err
		}
		fill(s, page)
		s.Text = page.Text
	} else {
		tidyText(s, scrub(f.Text))
	}
	if s.Title == "" {
		return nil, errors.New("has no title; a story needs a title and a text")
	}
	if s.Text == "" {
		return nil, errNoText
	}
	return s, nil
}

// readLine appends the next line to line, which stays within most bytes: of a
// longer line the rest is read and dropped, and errLong returned.
func readLine(in *bufio.Reader, line []byte, most int) ([]byte, error) {
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > most; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long && (err == nil || errors.Is(err, io.EOF)):
			return line[:0], errLong
		case err != nil:
			return line, err //nolint:wrapcheck // the caller tells io.EOF from the rest
		}
		return line, nil
	}
}

// counter ends a read that would go on for more than most bytes, as that of a
// file made to unpack without end.
type counter struct {
	in   io.Reader
	most int64
	read int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if c.read += int64(n); c.read > c.most {
		return 0, fmt.Errorf("more than %s unpacked: split it", size(c.most))
	}
	return n, err //nolint:wrapcheck // a reader passes on what it reads from
}
