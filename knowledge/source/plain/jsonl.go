package plain

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/storybot/storybot/knowledge"
)

var errLong = errors.New("the line is too long")

// EachLine calls do for each line that is not blank, until do returns false. A
// line of more than mostLine bytes is given as long, without its content; more
// than mostFile bytes in all are an error.
func EachLine(in *bufio.Reader, mostFile int64, mostLine int, do func(n int, line []byte, long bool) bool) error {
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0xFF, 0xFE}) || bytes.Equal(head, []byte{0xFE, 0xFF}) {
		in = bufio.NewReaderSize(transform.NewReader(in, unicode.BOMOverride(unicode.UTF8.NewDecoder())), 64<<10)
	}
	in = bufio.NewReaderSize(Limit(in, mostFile), 256<<10)
	var line []byte
	for n := 1; ; n++ {
		var err error
		line, err = readLine(in, line[:0], mostLine)
		long := errors.Is(err, errLong)
		if err != nil && !long && !errors.Is(err, io.EOF) {
			return ReadError(err)
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

// ParseLine reads the fields of one line of JSON lines. The line need not be UTF-8.
func ParseLine(line []byte) (*Fields, error) {
	if !utf8.Valid(line) {
		text, err := Decode(line, "")
		if err != nil {
			return nil, err
		}
		line = []byte(text)
	}
	var f Fields
	err := json.Unmarshal(line, &f)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) && wrong.Field == "" {
		return nil, fmt.Errorf("is not a JSON object of a story but a JSON %s; write an object with a title and a text a line", wrong.Value)
	}
	if broken := (*json.SyntaxError)(nil); errors.As(err, &broken) && strings.HasPrefix(broken.Error(), "unexpected end") {
		return nil, errors.New("is not a JSON object of a story: it is cut off; write each story in one line")
	}
	if err != nil {
		return nil, fmt.Errorf("is not a JSON object of a story: %w; mend the line", err)
	}
	return &f, nil
}

// Story makes the story of a line. Its Text comes from the field text or, where
// that is empty, from the page in the field html, which fromHTML reads; neither
// may be longer than most bytes. ends may be nil.
func (f *Fields) Story(most int, ends CommonEnding, fromHTML func(page string) (*knowledge.Story, error)) (s *knowledge.Story, err error) {
	defer Recover(&err)
	if s, err = f.metadata(); err != nil {
		return nil, err
	}
	if len(f.Text) > most || len(f.HTML) > most {
		return nil, fmt.Errorf("has a text of more than %s, which is the most for one story; split it", Size(int64(most)))
	}
	if f.Text == "" && f.HTML != "" {
		page, err := fromHTML(Scrub(f.HTML))
		if err != nil {
			return nil, err
		}
		Fill(s, page)
		s.Text = page.Text
	} else {
		TidyLines(s, unwrap(Scrub(f.Text)), ends)
	}
	if s.Title == "" {
		return nil, errors.New("has no title; a story needs a title and a text")
	}
	if s.Text == "" {
		return nil, ErrNoText
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
