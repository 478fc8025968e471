package pdf

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed" // PDFium
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/emscripten"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// packedPDFium is PDFium as WebAssembly, as go-pdfium builds it, packed by gzip: see pdfium.md.
//
//go:embed pdfium.wasm.gz
var packedPDFium []byte

// pdfium is PDFium, the reader of Chrome, as WebAssembly: it reaches no file, no network
// and no memory but its own, and of this process only the PDF that it is given.
type pdfium struct {
	module  api.Module
	known   map[string]api.Function
	raw     []byte // the PDF that is read
	scratch uint32 // scratchSize bytes of its memory, for what a function fills in
}

const scratchSize = 4096

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

// newPDFium makes it ready. What was compiled is kept in the folder cache, unless that is empty.
func newPDFium(cache string) (*pdfium, error) {
	code, err := unpacked()
	if err != nil {
		return nil, err
	}
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if cache != "" {
		if c, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			config = config.WithCompilationCache(c)
		}
	}
	ctx := experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(
		func(_, _ uint64) experimental.LinearMemory { return make(memory, engineBytes) }))
	runtime := wazero.NewRuntimeWithConfig(ctx, config)
	p := &pdfium{known: make(map[string]api.Function)}
	_, err = wasi_snapshot_preview1.Instantiate(ctx, runtime)
	var compiled wazero.CompiledModule
	if err == nil {
		compiled, err = runtime.CompileModule(ctx, code)
	}
	if err == nil {
		err = p.host(ctx, runtime, compiled)
	}
	if err == nil {
		p.module, err = runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithStartFunctions("_initialize").
			WithStdout(io.Discard).WithStderr(io.Discard).WithFSConfig(wazero.NewFSConfig()).WithName(""))
	}
	if err != nil {
		return nil, fmt.Errorf("compile PDFium: %w", err)
	}
	if _, err := p.call("FPDF_InitLibrary"); err != nil {
		return nil, err
	}
	p.scratch, err = p.alloc(scratchSize)
	return p, err
}

func unpacked() ([]byte, error) {
	zipped, err := gzip.NewReader(bytes.NewReader(packedPDFium))
	if err != nil {
		return nil, fmt.Errorf("unpack PDFium: %w", err)
	}
	code, err := io.ReadAll(zipped)
	if err != nil {
		return nil, fmt.Errorf("unpack PDFium: %w", err)
	}
	return code, nil
}

// host gives PDFium what it asks of its host: the bytes of the PDF. Its other callbacks (forms,
// writing, scripts) are never set, and do nothing.
func (p *pdfium) host(ctx context.Context, runtime wazero.Runtime, compiled wazero.CompiledModule) error {
	env := runtime.NewHostModuleBuilder("env")
	exporter, err := emscripten.NewFunctionExporterForModule(compiled)
	if err != nil {
		return fmt.Errorf("give PDFium a host: %w", err)
	}
	exporter.ExportFunctions(env)
	for _, f := range compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		if from != "env" || !strings.HasSuffix(name, "_CB") {
			continue
		}
		does := func(_ context.Context, _ api.Module, stack []uint64) { clear(stack) }
		if name == "FPDF_FILEACCESS_CB" {
			does = p.give
		}
		env.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(does), f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	if _, err := env.Instantiate(ctx); err != nil {
		return fmt.Errorf("give PDFium a host: %w", err)
	}
	return nil
}

// give copies a part of the PDF into PDFium's memory, and returns whether it could.
func (p *pdfium) give(_ context.Context, module api.Module, stack []uint64) {
	position, to, size := uint64(uint32(stack[1])), uint32(stack[2]), uint64(uint32(stack[3])) //nolint:gosec // they are of 32 bits
	stack[0] = 0
	if position+size <= uint64(len(p.raw)) && module.Memory().Write(to, p.raw[position:position+size]) {
		stack[0] = 1
	}
}

// call calls a function of PDFium, and returns what it returns, or nothing. Its error means that
// something broke, and that PDFium must not be used again.
func (p *pdfium) call(name string, args ...uint64) (uint64, error) {
	f := p.known[name]
	if f == nil {
		if f = p.module.ExportedFunction(name); f == nil {
			return 0, errors.New("PDFium has no " + name)
		}
		p.known[name] = f
	}
	results, err := f.Call(context.Background(), args...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return append(results, 0)[0], nil
}

// alloc takes so many bytes of PDFium's memory.
func (p *pdfium) alloc(size uint64) (uint32, error) {
	at, err := p.call("malloc", size)
	if err == nil && at == 0 {
		err = errors.New("PDFium has no memory left")
	}
	return uint32(at), err //nolint:gosec // its memory is of 32 bits
}

func (p *pdfium) free(at uint32) error {
	_, err := p.call("free", uint64(at))
	return err
}

// open opens a PDF. Where it cannot be read, done is nil, and fault is why; otherwise done is
// called afterwards.
func (p *pdfium) open(raw []byte) (doc uint64, done func() error, why fault, err error) {
	p.raw = raw
	name, err := p.alloc(4) // by which PDFium tells which file it wants; there is one
	if err != nil {
		return 0, nil, "", err
	}
	file, err := p.call("FPDF_FILEACCESS_Create", uint64(len(raw)), uint64(name))
	if err != nil {
		return 0, nil, "", err
	}
	if doc, err = p.call("FPDF_LoadCustomDocument", file, 0); err != nil {
		return 0, nil, "", err
	}
	if doc != 0 {
		return doc, func() error {
			_, err := p.call("FPDF_CloseDocument", doc)
			return errors.Join(err, p.free(uint32(file)), p.free(name)) //nolint:gosec // its memory is of 32 bits
		}, "", nil
	}
	code, err := p.call("FPDF_GetLastError")
	if err = errors.Join(err, p.free(uint32(file)), p.free(name)); err != nil { //nolint:gosec // as above
		return 0, nil, "", err
	}
	switch code {
	case 2, 3, 6: // FPDF_ERR_FILE, FPDF_ERR_FORMAT, FPDF_ERR_PAGE
		return 0, nil, faultDamaged, nil
	case 4, 5: // FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
		return 0, nil, faultLocked, nil
	}
	return 0, nil, "", fmt.Errorf("PDFium fails with %d", code)
}

// text is a text that a function of PDFium fills in, which is told where to and how much there
// is room for; empty where there is none, or it is longer than scratchSize bytes.
func (p *pdfium) text(name string, args ...uint64) (string, error) {
	size, err := p.call(name, append(slices.Clone(args), 0, 0)...)
	if size = uint64(uint32(size)); err != nil || size == 0 || size > scratchSize { //nolint:gosec // it is of 32 bits
		return "", err
	}
	if _, err := p.call(name, append(slices.Clone(args), uint64(p.scratch), size)...); err != nil {
		return "", err
	}
	raw, _ := p.module.Memory().Read(p.scratch, uint32(size))
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])|uint16(raw[i+1])<<8)
	}
	return strings.TrimSuffix(string(utf16.Decode(units)), "\x00"), nil
}

// meta is what the document tells of itself under a tag.
func (p *pdfium) meta(doc uint64, tag string) (string, error) {
	at, err := p.alloc(uint64(len(tag) + 1))
	if err != nil {
		return "", err
	}
	p.module.Memory().WriteString(at, tag+"\x00")
	text, err := p.text("FPDF_GetMetaText", doc, uint64(at))
	return text, errors.Join(err, p.free(at))
}

// errMeasure is the error of a character that PDFium cannot measure.
var errMeasure = errors.New("a character has no place")

// box is a rectangle on a page, in points from its lower left corner.
type box struct{ left, top, right, bottom float32 }

// charBox is the place of a character.
func (p *pdfium) charBox(text uint64, char int) (box, error) {
	ok, err := p.call("FPDFText_GetLooseCharBox", text, uint64(char), uint64(p.scratch)) //nolint:gosec // it is counted from 0
	if err == nil && uint32(ok) == 0 {                                                   //nolint:gosec // it is of 32 bits
		err = errMeasure
	}
	at := func(i uint32) float32 {
		v, _ := p.module.Memory().ReadFloat32Le(p.scratch + 4*i)
		return v
	}
	return box{at(0), at(1), at(2), at(3)}, err
}

// baseline is the height at which a character stands.
func (p *pdfium) baseline(text uint64, char int) (float64, error) {
	ok, err := p.call("FPDFText_GetCharOrigin", text, uint64(char), uint64(p.scratch), uint64(p.scratch+8)) //nolint:gosec // as above
	if err == nil && uint32(ok) == 0 {                                                                      //nolint:gosec // as above
		err = errMeasure
	}
	y, _ := p.module.Memory().ReadFloat64Le(p.scratch + 8)
	return y, err
}

// length is a length that a function of PDFium returns.
func (p *pdfium) length(name string, args ...uint64) (float64, error) {
	v, err := p.call(name, args...)
	return math.Float64frombits(v), err
}
