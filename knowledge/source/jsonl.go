package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
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
	look, err := r.survey()
	if err != nil {
		return err
	}
	stories := 0
	err = eachLine(in, r.folder.options, func(n int, line []byte, long bool) bool {
		stories++
		return r.line(look, n, line, long)
	})
	if err == nil && stories == 0 {
		return errors.New("has no lines; remove it or write a story a line")
	}
	return err
}

// eachLine calls do for each line that is not blank, until do returns false. A
// line that is too long is given as long, without its content.
func eachLine(in *bufio.Reader, o Options, do func(n int, line []byte, long bool) bool) error {
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0xFF, 0xFE}) || bytes.Equal(head, []byte{0xFE, 0xFF}) {
		in = bufio.NewReaderSize(transform.NewReader(in, unicode.BOMOverride(unicode.UTF8.NewDecoder())), 64<<10)
	}
	in = bufio.NewReaderSize(&counter{in: in, most: o.MaxFileBytes}, 256<<10)
	var line []byte
	for n := 1; ; n++ {
		var err error
		line, err = readLine(in, line[:0], 2*o.textBytes())
		long := errors.Is(err, errLong)
		if err != nil && !long && !errors.Is(err, io.EOF) {
			return readError(err)
		}
		if content := bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff"))); len(content) > 0 || long {
			if !do(n, content, long) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

// line reads one line and says whether to go on.
func (r *reading) line(look *survey, n int, line []byte, long bool) bool {
	item := lineName(r.name, n)
	if long {
		return r.refuse(item, fmt.Errorf("is longer than %s, which is the most for one line; split it", size(2*int64(r.folder.options.textBytes()))))
	}
	f, err := fieldsOfLine(line)
	if err != nil {
		return r.refuse(item, err)
	}
	id := identity(oneLine(string(f.ID)), string(f.URL))
	if newer, same := look.newer(id, n, f.Text+f.HTML); newer != 0 {
		if same {
			return r.give(knowledge.Item{Name: item, File: r.name, Mark: r.mark})
		}
		return r.refuse(item, sameError(id, canonical(string(f.URL)), lineName(r.name, newer)+", which is kept"))
	}
	story, err := f.whole(r.folder.options.textBytes(), look.common)
	if err != nil {
		return r.refuse(item, err)
	}
	return r.tell(story, item, r.name+"#"+strconv.Itoa(n))
}

func lineName(file string, n int) string { return file + ":" + strconv.Itoa(n) }

// fieldsOfLine reads the fields of a line of JSON.
func fieldsOfLine(line []byte) (*fields, error) {
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
	return &f, nil
}

// whole makes the story of a line, with its Text of at most so many bytes.
func (f *fields) whole(most int, common repeats) (s *knowledge.Story, err error) {
	defer unbroken(&err)
	if s, err = f.story(); err != nil {
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
		tidyLines(s, unwrap(scrub(f.Text)), common)
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
			if cap(line)-len(line) < len(part) {
				line = slices.Grow(line, max(len(line), len(part))) // twice as much: less is thrown away
			}
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
