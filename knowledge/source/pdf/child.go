package pdf

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	engineBytes  = 48 << 20         // so much memory may PDFium have for one PDF, besides the file itself
	roomBytes    = 64 << 20         // and so much what is around it: stacks, the answer, what is yet to be collected
	MaxBytes     = 64 << 20         // so large may one be
	maxText      = 4 << 20          // so long its text, which is of some 700,000 words
	maxRows      = 200_000          // and in so many lines
	usualTimeout = 10 * time.Second // so long is waited for one
)

// Command is the argument by which a program reads PDFs in a process of its own:
// it then calls Serve.
const Command = "read-pdfs"

var errTooMuchText = errors.New("has too much text")

// content is what a child process tells of a PDF. The first line of all that it
// writes is a printed without pages: it is ready.
type content struct {
	Title    string     `json:"title,omitempty"`
	Author   string     `json:"author,omitempty"`
	Created  string     `json:"created,omitempty"`
	Modified string     `json:"modified,omitempty"`
	Lang     string     `json:"lang,omitempty"`
	Pages    []textPage `json:"pages,omitempty"`
	Fault    fault      `json:"fault,omitempty"`
}

// textPage is one page. Its measures are points, from its lower left corner.
type textPage struct {
	Width  float64    `json:"w"`
	Height float64    `json:"h"`
	Lines  []textLine `json:"rows,omitempty"`
}

// textLine is one line of print, in the order of reading.
type textLine struct {
	Text  string  `json:"t"`
	Left  float64 `json:"l"`
	Right float64 `json:"r"`
	Base  float64 `json:"b"`
	Size  float64 `json:"s"`
}

// fault is why a PDF was not read.
type fault string

const (
	faultLocked  fault = "locked"
	faultDamaged fault = "damaged"
	faultLong    fault = "long"
)

// Serve is the work of the child process. It takes one PDF after the other from
// in, each behind its length in sixteen hexadecimal digits, and writes a line of
// JSON for each to out, until in ends or a PDF has broken something. What it has
// compiled is kept for the next time in the folder cache, unless that is empty.
// It sets limits on this process, which can do nothing else afterwards.
func Serve(in io.Reader, out io.Writer, cache string) error {
	debug.SetGCPercent(50)
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0))) // a loop in PDFium holds one of them for as long as it takes
	press, err := newEngine(cache)
	if err != nil {
		return fmt.Errorf("make the reader ready: %w", err)
	}
	debug.FreeOSMemory()
	answer := json.NewEncoder(out)
	if err := answer.Encode(content{}); err != nil {
		return fmt.Errorf("say that it is ready: %w", err)
	}
	for {
		raw, err := next(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := confine(int64(len(raw))); err != nil {
			return fmt.Errorf("limit itself: %w", err)
		}
		late := time.AfterFunc(2*usualTimeout, func() { os.Exit(1) }) // whoever waited may have been ended before he could end this
		p, err := press.read(raw)
		if err != nil {
			return err
		}
		late.Stop()
		if err := answer.Encode(p); err != nil {
			return fmt.Errorf("tell of it: %w", err)
		}
	}
}

func next(in io.Reader) ([]byte, error) {
	var digits [16]byte
	if _, err := io.ReadFull(in, digits[:]); err != nil {
		return nil, fmt.Errorf("read the length: %w", err)
	}
	length, err := strconv.ParseUint(string(digits[:]), 16, 64)
	if err != nil || length > MaxBytes {
		return nil, errors.New("is of no length that is read")
	}
	raw := make([]byte, length)
	if _, err := io.ReadFull(in, raw); err != nil {
		return nil, fmt.Errorf("read the PDF: %w", err)
	}
	return raw, nil
}

// engine reads PDFs through PDFium, the reader of Chrome, which runs here as
// WebAssembly: it reaches no file, no network and no memory but its own.
type engine struct{ pdfium.Pdfium }

func newEngine(cache string) (*engine, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if cache != "" {
		if c, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			config = config.WithCompilationCache(c)
		}
	}
	limited := experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(
		func(_, _ uint64) experimental.LinearMemory { return make(memory, engineBytes) }))
	pool, err := webassembly.Init(webassembly.Config{Context: limited, MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		return nil, err //nolint:wrapcheck // Serve does
	}
	instance, err := pool.GetInstance(time.Minute)
	if err != nil {
		return nil, err //nolint:wrapcheck // Serve does
	}
	return &engine{instance}, nil
}

// memory is all that PDFium may have. Only what it uses of it is ever real.
type memory []byte

// Reallocate gives it so much.
func (m memory) Reallocate(size uint64) []byte {
	if size > uint64(len(m)) {
		return nil
	}
	return m[:size]
}

// Free does nothing: the process ends soon.
func (m memory) Free() {}

// read reads one PDF. Its error means that something broke, and that this engine
// must not be used again.
func (p *engine) read(raw []byte) (*content, error) {
	opened, err := p.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(raw), FileReaderSize: int64(len(raw))})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return &content{Fault: faultLocked}, nil
	case errors.Is(err, pdferrors.ErrFormat), errors.Is(err, pdferrors.ErrFile), errors.Is(err, pdferrors.ErrPage):
		return &content{Fault: faultDamaged}, nil
	case err != nil:
		return nil, fmt.Errorf("open it: %w", err)
	}
	doc := opened.Document
	said := p.metadata(doc)
	pages, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return nil, fmt.Errorf("count its pages: %w", err)
	}
	left := budget{text: maxText, rows: maxRows}
	for i := range pages.PageCount {
		s, err := p.page(requests.FPDF_LoadPage{Document: doc, Index: i}, &left)
		if errors.Is(err, errTooMuchText) {
			said.Fault, said.Pages = faultLong, nil
			break
		}
		if errors.Is(err, pdferrors.ErrPage) {
			continue // a page that is broken or missing; the others may be whole
		}
		if err != nil {
			return nil, fmt.Errorf("read page %d: %w", i+1, err)
		}
		said.Pages = append(said.Pages, *s)
	}
	if _, err := p.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc}); err != nil {
		return nil, fmt.Errorf("close it: %w", err)
	}
	return said, nil
}

// budget is how much text a PDF may still have.
type budget struct{ text, rows int }

func (b *budget) spend(text int) error {
	b.text -= text
	if b.rows--; b.text < 0 || b.rows < 0 {
		return errTooMuchText
	}
	return nil
}

// metadata is what the document says of itself.
func (p *engine) metadata(doc references.FPDF_DOCUMENT) *content {
	var s content
	for tag, field := range map[string]*string{"Title": &s.Title, "Author": &s.Author, "CreationDate": &s.Created, "ModDate": &s.Modified} {
		if text, err := p.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: tag}); err == nil && len(text.Value) < 1000 {
			*field = text.Value
		}
	}
	if l, err := p.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: doc}); err == nil && len(l.Language) < 20 {
		s.Lang = l.Language
	}
	return &s
}

// page reads one page.
func (p *engine) page(which requests.FPDF_LoadPage, left *budget) (*textPage, error) {
	loaded, err := p.FPDF_LoadPage(&which)
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	defer p.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) //nolint:errcheck // the document is closed after it
	page := requests.Page{ByReference: &loaded.Page}
	var s textPage
	if w, err := p.FPDF_GetPageWidth(&requests.FPDF_GetPageWidth{Page: page}); err == nil {
		s.Width = w.Width
	}
	if h, err := p.FPDF_GetPageHeight(&requests.FPDF_GetPageHeight{Page: page}); err == nil {
		s.Height = h.Height
	}
	text, err := p.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	defer p.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) //nolint:errcheck // the document is closed after it
	count, err := p.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	s.Lines, err = p.lines(text.TextPage, count.Count, left)
	return &s, err
}

// hyphen stands, in what PDFium gives, for a hyphen at the end of a line.
const hyphen = '\x02'

// lines reads the lines of a page.
func (p *engine) lines(page references.FPDF_TEXTPAGE, count int, left *budget) ([]textLine, error) {
	var rows []textLine
	var line strings.Builder
	from, to := -1, -1
	end := func() error {
		defer line.Reset()
		if from < 0 {
			return nil
		}
		r, err := p.line(page, from, to)
		if err != nil {
			return err
		}
		r.Text = strings.TrimSpace(line.String())
		rows, from = append(rows, *r), -1
		return left.spend(len(r.Text))
	}
	for i := range count {
		char, err := p.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: page, Index: i})
		if err != nil {
			return nil, err //nolint:wrapcheck // read does
		}
		r := rune(char.Unicode) //nolint:gosec // WriteRune takes what is no character for U+FFFD
		if r > ' ' {
			if to = i; from < 0 {
				from = i
			}
		}
		if r != 0 && r != '\r' && r != '\n' {
			line.WriteRune(r)
		}
		if line.Len() > left.text {
			return nil, errTooMuchText
		}
		if r == '\r' || r == '\n' || r == hyphen {
			if err := end(); err != nil {
				return nil, err
			}
		}
	}
	return rows, end()
}

// line measures a line by its first and its last character.
func (p *engine) line(page references.FPDF_TEXTPAGE, from, to int) (*textLine, error) {
	a, err := p.box(page, from)
	if err != nil {
		return nil, err
	}
	b, err := p.box(page, to)
	if err != nil {
		return nil, err
	}
	at, err := p.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: page, Index: from})
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	left, right := min(a.Rect.Left, b.Rect.Left), max(a.Rect.Right, b.Rect.Right)
	return &textLine{Left: roundToTenth(float64(left)), Right: roundToTenth(float64(right)), Base: roundToTenth(at.Y), Size: roundToTenth(float64(a.Rect.Top - a.Rect.Bottom))}, nil
}

func (p *engine) box(page references.FPDF_TEXTPAGE, char int) (*responses.FPDFText_GetLooseCharBox, error) {
	return p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: char}) //nolint:wrapcheck // read does
}

// roundToTenth leaves a tenth of a point, which is enough to compare lines by.
func roundToTenth(points float64) float64 { return math.Round(points*10) / 10 }
