package pdf

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// engine reads PDFs through PDFium.
type engine struct{ *pdfium }

func newEngine(cache string) (*engine, error) {
	p, err := newPDFium(cache)
	return &engine{p}, err
}

// read reads one PDF. Its error means that something broke, and that this engine
// must not be used again.
func (e *engine) read(raw []byte) (*content, error) {
	doc, done, why, err := e.open(raw)
	if err != nil {
		return nil, fmt.Errorf("open it: %w", err)
	}
	if why != "" {
		return &content{Fault: why}, nil
	}
	said, err := e.metadata(doc)
	if err != nil {
		return nil, err
	}
	pages, err := e.call("FPDF_GetPageCount", doc)
	if err != nil {
		return nil, fmt.Errorf("count its pages: %w", err)
	}
	left := budget{text: maxText, rows: maxRows}
	for i := range int(int32(pages)) { //nolint:gosec // it is of 32 bits
		s, err := e.page(doc, i, &left)
		if errors.Is(err, errTooMuchText) {
			said.Fault, said.Pages = faultLong, nil
			break
		}
		if errors.Is(err, errNoPage) {
			continue // a page that is broken or missing; the others may be whole
		}
		if err != nil {
			return nil, fmt.Errorf("read page %d: %w", i+1, err)
		}
		said.Pages = append(said.Pages, *s)
	}
	if err := done(); err != nil {
		return nil, fmt.Errorf("close it: %w", err)
	}
	return said, nil
}

// errNoPage is the error of a page that is broken or missing.
var errNoPage = errors.New("there is no such page")

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
func (e *engine) metadata(doc uint64) (*content, error) {
	var s content
	for tag, field := range map[string]*string{"Title": &s.Title, "Author": &s.Author, "CreationDate": &s.Created, "ModDate": &s.Modified} {
		text, err := e.meta(doc, tag)
		if err != nil {
			return nil, err
		}
		if len(text) < 1000 {
			*field = text
		}
	}
	lang, err := e.text("FPDFCatalog_GetLanguage", doc)
	if len(lang) < 20 {
		s.Lang = lang
	}
	return &s, err
}

// page reads one page.
func (e *engine) page(doc uint64, number int, left *budget) (*textPage, error) {
	page, err := e.call("FPDF_LoadPage", doc, uint64(number)) //nolint:gosec // it is counted from 0
	if err != nil {
		return nil, err
	}
	if page == 0 {
		return nil, errNoPage
	}
	var s textPage
	s.Width, err = e.length("FPDF_GetPageWidth", page)
	if err == nil {
		s.Height, err = e.length("FPDF_GetPageHeight", page)
	}
	if err == nil {
		s.Lines, err = e.print(page, left)
	}
	_, closed := e.call("FPDF_ClosePage", page)
	return &s, errors.Join(err, closed)
}

// print reads what is printed on a page.
func (e *engine) print(page uint64, left *budget) ([]textLine, error) {
	text, err := e.call("FPDFText_LoadPage", page)
	if err == nil && text == 0 {
		err = errors.New("its text cannot be read")
	}
	if err != nil {
		return nil, err
	}
	count, err := e.call("FPDFText_CountChars", text)
	var rows []textLine
	if err == nil {
		rows, err = e.lines(text, int(int32(count)), left) //nolint:gosec // it is of 32 bits
	}
	_, closed := e.call("FPDFText_ClosePage", text)
	return rows, errors.Join(err, closed)
}

// hyphen stands, in what PDFium gives, for a hyphen at the end of a line.
const hyphen = '\x02'

// lines reads the lines of a page.
func (e *engine) lines(page uint64, count int, left *budget) ([]textLine, error) {
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
		char, err := e.call("FPDFText_GetUnicode", page, uint64(i)) //nolint:gosec // it is counted from 0
		if err != nil {
			return nil, err
		}
		r := rune(char) //nolint:gosec // WriteRune takes what is no character for U+FFFD
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
func (e *engine) line(page uint64, from, to int) (*textLine, error) {
	a, err := e.charBox(page, from)
	if err != nil {
		return nil, err
	}
	b, err := e.charBox(page, to)
	if err != nil {
		return nil, err
	}
	base, err := e.baseline(page, from)
	left, right := min(a.left, b.left), max(a.right, b.right)
	return &textLine{Left: roundToTenth(float64(left)), Right: roundToTenth(float64(right)), Base: roundToTenth(base), Size: roundToTenth(float64(a.top - a.bottom))}, err
}

// roundToTenth leaves a tenth of a point, which is enough to compare lines by.
func roundToTenth(points float64) float64 { return math.Round(points*10) / 10 }
