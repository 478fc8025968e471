package office

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	mostHead      = 256 << 10 // so long may its head be, in bytes
	mostParts     = 500
	mostPartsDeep = 20
)

// Mail reads a mail as a story: its subject is the title, who sent it the outlet, and its text
// the plain one or, where that is missing or less, that of its HTML, which flatten reads.
// What is attached is not of the story.
func Mail(in io.Reader, flatten plain.Flattener) (*knowledge.Story, error) {
	buffered := bufio.NewReaderSize(in, mostHead)
	if head, err := buffered.Peek(mostHead); err == nil && !bytes.Contains(head, []byte("\n\n")) && !bytes.Contains(head, []byte("\n\r\n")) {
		return nil, errors.New("is no mail: its head is longer than one is; save it anew as .eml")
	}
	m, err := mail.ReadMessage(buffered)
	if err != nil {
		return nil, fmt.Errorf("is no mail: %w; save it anew as .eml", err)
	}
	w := &letter{decoder: mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
	if err := w.part(header(m.Header), m.Body, 0); err != nil && w.plain == "" && w.html == "" {
		return nil, fmt.Errorf("read the mail: %w", err)
	}
	d := &document{title: w.line(m.Header.Get("Subject"))}
	if from := w.sender(m.Header.Get("From")); from != "" {
		d.outlet = from
	}
	if t, err := m.Header.Date(); err == nil {
		d.dates = append(d.dates, t)
	}
	s, err := w.story(d, flatten)
	if err != nil {
		return nil, err
	}
	d.fill(s)
	return s, nil
}

// story makes the story of the text that says more.
func (w *letter) story(d *document, flatten plain.Flattener) (*knowledge.Story, error) {
	body := w.plain
	if _, lines := flatten(w.html); w.html != "" {
		if shown := strings.Join(lines, "\n\n"); len(strings.TrimSpace(body))*2 < len(shown) {
			body = shown
		}
	}
	if strings.TrimSpace(body) == "" {
		return nil, plain.ErrNoText
	}
	if d.title == "" {
		s, err := plain.FromText(body, nil)
		if err == nil {
			s.Outlet = plain.First(s.Outlet, d.outlet)
		}
		return s, err //nolint:wrapcheck // it tells of the mail
	}
	s := &knowledge.Story{Title: d.title}
	plain.TidyText(s, body)
	s.Outlet = plain.First(s.Outlet, d.outlet)
	if s.Text == "" {
		return nil, plain.ErrNoText
	}
	return s, nil
}

// header is that of a mail or of a part of one.
type header map[string][]string

func (h header) get(name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// letter is a mail that is being read.
type letter struct {
	decoder     mime.WordDecoder
	plain, html string
	parts       int
}

// part reads a part of a mail, and those within it.
func (w *letter) part(h header, body io.Reader, deep int) error {
	if w.parts++; w.parts > mostParts || deep > mostPartsDeep {
		return errNested
	}
	kind, params, err := mime.ParseMediaType(h.get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	disposition, _, _ := mime.ParseMediaType(h.get("Content-Disposition"))
	body = decoded(h.get("Content-Transfer-Encoding"), body)
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return w.multipart(multipart.NewReader(body, params["boundary"]), deep)
	case disposition == "attachment":
		return nil
	case kind == "message/rfc822" && w.plain == "" && w.html == "":
		m, err := mail.ReadMessage(body)
		if err != nil {
			return fmt.Errorf("read the mail within it: %w", err)
		}
		return w.part(header(m.Header), m.Body, deep+1)
	case kind == "text/plain":
		return w.take(&w.plain, body, params["charset"])
	case kind == "text/html":
		return w.take(&w.html, body, params["charset"])
	}
	return nil
}

func (w *letter) multipart(parts *multipart.Reader, deep int) error {
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("find its parts: %w", err)
		}
		if err := w.part(header(p.Header), p, deep+1); err != nil {
			return err
		}
	}
}

// decoded undoes what a part was made fit for the way by.
func decoded(how string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(how)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// take adds a part of text to those of its kind. Valid UTF-8 is that, whatever it is called.
func (w *letter) take(to *string, body io.Reader, set string) error {
	raw, err := io.ReadAll(io.LimitReader(body, mostText+1))
	if len(raw) == 0 && err != nil {
		return plain.ReadError(err)
	}
	if len(*to)+len(raw) > mostText {
		return errLong
	}
	text, err := plain.DecodeAs(raw, set)
	if err != nil {
		return err //nolint:wrapcheck // it tells of the part
	}
	if *to != "" {
		*to += "\n\n"
	}
	*to += text
	return nil
}

// line is a header's text.
func (w *letter) line(value string) string {
	if text, err := w.decoder.DecodeHeader(value); err == nil {
		value = text
	}
	if text, err := plain.Decode([]byte(value), ""); err == nil { // some write letters as they are
		value = text
	}
	return plain.OneLine(value)
}

// sender is the name of who sent a mail; empty where only an address is told.
func (w *letter) sender(value string) string {
	parser := mail.AddressParser{WordDecoder: &w.decoder}
	list, err := parser.ParseList(value)
	if err != nil || len(list) == 0 {
		return ""
	}
	return plain.OneLine(list[0].Name)
}
