package web

import (
	"bytes"
)

// fetchedPDFBytes is how long a PDF may be that is fetched.
const fetchedPDFBytes = 16 << 20

// isPDF reports whether a body begins as PDFs do.
func isPDF(body []byte) bool { return bytes.HasPrefix(body, []byte("%PDF-")) }
