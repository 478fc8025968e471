package pdf

import (
	"bytes"
	"compress/gzip"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/klippa-app/go-pdfium/errors" // its module holds the PDFium that is packed here
)

var pack = flag.Bool("pack-pdfium", false, "pack the PDFium of go-pdfium anew")

// TestPackedPDFium holds what is packed here to the PDFium of the version of go-pdfium that go.mod names.
func TestPackedPDFium(t *testing.T) {
	t.Parallel()
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/klippa-app/go-pdfium").Output()
	if err != nil || len(bytes.TrimSpace(dir)) == 0 {
		t.Skipf("go-pdfium is not at hand: what is packed is not compared (%v)", err)
	}
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "internal", "pdfium_wasm", "pdfium.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	if *pack {
		var zipped bytes.Buffer
		w, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
		_, _ = w.Write(want)
		_ = w.Close()
		if err := os.WriteFile("pdfium.wasm.gz", zipped.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		packedPDFium = zipped.Bytes()
	}
	if got, err := unpacked(); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes are packed, and go-pdfium has %d (%v): pack them anew by -args -pack-pdfium", len(got), len(want), err)
	}
}
