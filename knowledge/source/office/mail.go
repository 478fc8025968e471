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
	"github.com/storybot/storybot/knowledge/text"
)

const (
	mostHead      = 256 << 10 // so long may its head be, in bytes
	mostParts     = 500
	mostPartsDeep = 20
)

// Mail reads a mail as a story: its subject is the title, who sent it the outlet, and its text
// the plain one or, where that is missing or less, that of its HTML, which flatten reads. Of a mail that
// passes on another, as text or attached, the story is that other. The signature and what it answers are
// no part of it, nor is what else is attached, which [Attached] names.
func Mail(in io.Reader, flatten plain.Flattener) (*knowledge.Story, error) {
	w, err := openMail(in)
	if err != nil {
		return nil, err
	}
	body := w.body(flatten)
	for within := w.within; within != nil; within = within.within {
		if other := within.body(flatten); text.CountWords(body)*2 < text.CountWords(other) {
			if body = other; within.head.Get("From") != "" {
				w = within
			}
		}
	}
	read := readBody(body, 0)
	d := &document{title: w.line(w.head.Get("Subject"))}
	d.title = plain.First(read.subject, withoutMarks(d.title, read.forwarded || w.head.Get("In-Reply-To") != ""))
	d.outlet = plain.First(w.sender(read.from), w.sender(w.head.Get("From")))
	if !read.date.IsZero() {
		d.dates = append(d.dates, read.date)
	} else if t, err := w.head.Date(); err == nil {
		d.dates = append(d.dates, t)
	}
	s, err := letterStory(d, read.text)
	if err != nil {
		return nil, err
	}
	d.fill(s)
	return s, nil
}

// Attached names the files that are attached to a mail, which are not read: all but the
// pictures within its text. What can be read of a damaged mail counts.
func Attached(in io.Reader) []string {
	w, err := openMail(in)
	if err != nil {
		return nil
	}
	return w.attached
}

// openMail reads a mail and its parts.
func openMail(in io.Reader) (*letter, error) {
	buffered := bufio.NewReaderSize(in, mostHead)
	if head, err := buffered.Peek(mostHead); err == nil && !bytes.Contains(head, []byte("\n\n")) && !bytes.Contains(head, []byte("\n\r\n")) {
		return nil, errors.New("is no mail: its head is longer than one is; save it anew as .eml")
	}
	m, err := mail.ReadMessage(buffered)
	if err != nil {
		return nil, fmt.Errorf("is no mail: %w; save it anew as .eml", err)
	}
	w := &letter{decoder: mime.WordDecoder{CharsetReader: charset.NewReaderLabel}, parts: new(int), head: m.Header}
	if err := w.part(header(m.Header), m.Body, 0); err != nil && w.plain == "" && w.html == "" {
		return nil, fmt.Errorf("read the mail: %w", err)
	}
	return w, nil
}

// body is the text that says more.
func (w *letter) body(flatten plain.Flattener) string {
	body := w.plain
	if _, lines := flatten(w.html); w.html != "" {
		if shown := strings.Join(lines, "\n\n"); len(strings.TrimSpace(body))*2 < len(shown) {
			body = shown
		}
	}
	return body
}

// letterStory makes the story of a mail's text.
func letterStory(d *document, body string) (*knowledge.Story, error) {
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
	head        mail.Header
	plain, html string
	within      *letter // the first mail attached to it
	parts       *int    // with those of the mails within it
	attached    []string
}

// part reads a part of a mail, and those within it.
func (w *letter) part(h header, body io.Reader, deep int) error {
	if *w.parts++; *w.parts > mostParts || deep > mostPartsDeep {
		return errNested
	}
	kind, params, err := mime.ParseMediaType(h.get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	disposition, named, _ := mime.ParseMediaType(h.get("Content-Disposition"))
	body = decoded(h.get("Content-Transfer-Encoding"), body)
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return w.multipart(multipart.NewReader(body, params["boundary"]), deep)
	case kind == "message/rfc822" && w.within == nil:
		m, err := mail.ReadMessage(body)
		if err != nil {
			w.attached = append(w.attached, w.fileName(kind, named["filename"]))
			return nil //nolint:nilerr // what is no mail is only attached
		}
		w.within = &letter{decoder: w.decoder, parts: w.parts, head: m.Header}
		err = w.within.part(header(m.Header), m.Body, deep+1)
		w.attached = append(w.attached, w.within.attached...)
		return err
	case disposition == "attachment", named["filename"] != "" && !strings.HasPrefix(kind, "image/"):
		w.attached = append(w.attached, w.fileName(kind, plain.First(named["filename"], params["name"])))
		return nil
	case kind == "text/plain":
		begun := len(w.plain)
		if err := w.take(&w.plain, body, params["charset"]); err != nil {
			return err
		}
		if strings.EqualFold(params["format"], "flowed") {
			w.plain = w.plain[:begun] + unflowed(w.plain[begun:], strings.EqualFold(params["delsp"], "yes"))
		}
		return nil
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

// fileName is what an attached file is called; what has no name is called by its kind.
func (w *letter) fileName(kind, name string) string {
	if name = w.line(name); name != "" {
		return name[strings.LastIndexAny(name, `/\`)+1:]
	}
	_, sub, _ := strings.Cut(kind, "/")
	return "attached." + sub
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
