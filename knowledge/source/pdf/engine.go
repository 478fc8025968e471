package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
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
func (e *engine) read(raw []byte) (*content, error) {
	opened, err := e.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(raw), FileReaderSize: int64(len(raw))})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return &content{Fault: faultLocked}, nil
	case errors.Is(err, pdferrors.ErrFormat), errors.Is(err, pdferrors.ErrFile), errors.Is(err, pdferrors.ErrPage):
		return &content{Fault: faultDamaged}, nil
	case err != nil:
		return nil, fmt.Errorf("open it: %w", err)
	}
	doc := opened.Document
	said := e.metadata(doc)
	pages, err := e.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return nil, fmt.Errorf("count its pages: %w", err)
	}
	left := budget{text: maxText, rows: maxRows}
	for i := range pages.PageCount {
		s, err := e.page(requests.FPDF_LoadPage{Document: doc, Index: i}, &left)
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
	if _, err := e.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc}); err != nil {
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
func (e *engine) metadata(doc references.FPDF_DOCUMENT) *content {
	var s content
	for tag, field := range map[string]*string{"Title": &s.Title, "Author": &s.Author, "CreationDate": &s.Created, "ModDate": &s.Modified} {
		if text, err := e.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: tag}); err == nil && len(text.Value) < 1000 {
			*field = text.Value
		}
	}
	if l, err := e.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: doc}); err == nil && len(l.Language) < 20 {
		s.Lang = l.Language
	}
	return &s
}

// page reads one page.
func (e *engine) page(which requests.FPDF_LoadPage, left *budget) (*textPage, error) {
	loaded, err := e.FPDF_LoadPage(&which)
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	defer e.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) //nolint:errcheck // the document is closed after it
	page := requests.Page{ByReference: &loaded.Page}
	var s textPage
	if w, err := e.FPDF_GetPageWidth(&requests.FPDF_GetPageWidth{Page: page}); err == nil {
		s.Width = w.Width
	}
	if h, err := e.FPDF_GetPageHeight(&requests.FPDF_GetPageHeight{Page: page}); err == nil {
		s.Height = h.Height
	}
	text, err := e.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	defer e.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) //nolint:errcheck // the document is closed after it
	count, err := e.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	s.Lines, err = e.lines(text.TextPage, count.Count, left)
	return &s, err
}

// hyphen stands, in what PDFium gives, for a hyphen at the end of a line.
const hyphen = '\x02'

// lines reads the lines of a page.
func (e *engine) lines(page references.FPDF_TEXTPAGE, count int, left *budget) ([]textLine, error) {
	var rows []textLine
	var line strings.Builder
	from, to := -1, -1
	end := func() error {
		defer line.Reset()
		if from < 0 {
			return nil
		}
		r, err := e.line(page, from, to)
		if err != nil {
			return err
		}
		r.Text = strings.TrimSpace(line.String())
		rows, from = append(rows, *r), -1
		return left.spend(len(r.Text))
	}
	for i := range count {
		char, err := e.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: page, Index: i})
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
func (e *engine) line(page references.FPDF_TEXTPAGE, from, to int) (*textLine, error) {
	a, err := e.box(page, from)
	if err != nil {
		return nil, err
	}
	b, err := e.box(page, to)
	if err != nil {
		return nil, err
	}
	at, err := e.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: page, Index: from})
	if err != nil {
		return nil, err //nolint:wrapcheck // read does
	}
	left, right := min(a.Rect.Left, b.Rect.Left), max(a.Rect.Right, b.Rect.Right)
	return &textLine{Left: roundToTenth(float64(left)), Right: roundToTenth(float64(right)), Base: roundToTenth(at.Y), Size: roundToTenth(float64(a.Rect.Top - a.Rect.Bottom))}, nil
}

func (e *engine) box(page references.FPDF_TEXTPAGE, char int) (*responses.FPDFText_GetLooseCharBox, error) {
	return e.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: char}) //nolint:wrapcheck // read does
}

// roundToTenth leaves a tenth of a point, which is enough to compare lines by.
func roundToTenth(points float64) float64 { return math.Round(points*10) / 10 }
