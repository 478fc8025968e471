package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	zipFiles     = 100_000  // so many files may a zip hold
	zipDirectory = 10 << 20 // so long may its list of them be
	zipRatio     = 200      // so many times its packed size may a file be,
	zipSmall     = 1 << 20  // unless it is no larger than this
	zipRefusals  = 20       // so many of the files that are not read are named
)

var errDirectory = fmt.Errorf("holds more files than the %d that are read; make several of it", zipFiles)

// archive reads the files of a zip as those of a folder. They are told from it:
// it has one mark, and as long as it has it, none of them is read again.
func (w *walk) archive(name string, f, buffered io.Reader, mark string) error {
	in, length, err := readerAt(f, buffered, w.folder.options.MaxStoryBytes)
	if err != nil {
		return err
	}
	z, err := openZip(in, length, w.folder.options)
	if err != nil {
		return err
	}
	all := *w.folder
	if !w.single {
		all.options.Include, all.options.Exclude = nil, nil // they were asked of the zip
	}
	complete := true
	inner := &walk{folder: &all, ended: w.ended, fsys: z, inside: w.fullPath(name), seen: w.seen, ends: make(map[string]plain.CommonEndings), pdf: w.pdf}
	inner.yield = func(item knowledge.Item) bool {
		complete = complete && (item.Mark != "" || item.Err != nil)
		item.Name, item.File, item.Mark = name+"/"+item.Name, name, ""
		return w.emit(item)
	}
	z.read(inner)
	w.passed = knowledge.AddPassedOver(w.passed, inner.passedWithin(name)...)
	if complete && !inner.done {
		w.emit(knowledge.Item{Name: name, File: name, Mark: mark})
	}
	return nil
}

// read lets a walk go through its files, and tell of those that are not read.
func (z *zipFolder) read(w *walk) {
	for _, r := range z.refused {
		w.fail(r.name, r.err)
	}
	w.folders(".")
	w.flush(0)
	w.drain()
	for _, name := range z.passed {
		if spec := w.folder.options.spec(); spec.Wanted(name) {
			w.passed = knowledge.AddPassedOver(w.passed, passedFile(name))
		}
	}
}

// passedBefore counts what is passed over within a file that is not read again.
func (w *walk) passedBefore(name string) {
	switch k, _ := kindOf(name); k {
	case zipKind:
	case mailKind:
		w.attachedTo(name)
		return
	default:
		return
	}
	f, err := w.fsys.Open(name)
	if err != nil {
		return // its stories stay, and what it held is not what matters
	}
	defer f.Close() //nolint:errcheck // only read
	in, ok := f.(io.ReaderAt)
	info, err := f.Stat()
	if !ok || err != nil {
		return
	}
	z, err := openZip(in, info.Size(), w.folder.options)
	if err != nil {
		return
	}
	for _, inner := range z.passed {
		w.passed = knowledge.AddPassedOver(w.passed, passedFile(name+"/"+inner))
	}
}

// passedWithin is what is passed over within a zip of that name.
func (w *walk) passedWithin(name string) []knowledge.PassedOver {
	for i := range w.passed {
		w.passed[i].Example = name + "/" + w.passed[i].Example
	}
	return w.passed
}

// readerAt makes what is read at any place of a file. One that cannot be is held in
// memory, as buffered gives it.
func readerAt(f, buffered io.Reader, most int) (io.ReaderAt, int64, error) {
	if file, ok := f.(fs.File); ok {
		if in, ok := f.(io.ReaderAt); ok {
			info, err := file.Stat()
			if err != nil {
				return nil, 0, fmt.Errorf("look at it: %w", plain.WithoutPath(err))
			}
			return in, info.Size(), nil
		}
	}
	raw, err := plain.ReadAll(buffered, most)
	return bytes.NewReader(raw), int64(len(raw)), err
}

// refusedFile is a file of a zip that is not read.
type refusedFile struct {
	name string
	err  error
}

// readDirectory reads the list of a zip's files.
func readDirectory(in io.ReaderAt, length int64) (*zip.Reader, error) {
	limited := &limitedAt{in: in, left: zipDirectory}
	r, err := zip.NewReader(limited, length)
	switch {
	case errors.Is(err, errDirectory), err == nil && len(r.File) > zipFiles:
		return nil, errDirectory
	case err != nil && !errors.Is(err, zip.ErrInsecurePath): // names are looked at by who opens it
		return nil, fmt.Errorf("open it: %w; it is no whole zip, fetch or pack it again", err)
	}
	limited.left = -1
	return r, nil
}

// checkSize returns an error where files unpack to more than most bytes.
func checkSize(files []*zip.File, most int64) error {
	total := uint64(0)
	for _, f := range files {
		if total += f.UncompressedSize64; total > uint64(most) || f.UncompressedSize64 > uint64(most) { //nolint:gosec // it is above zero
			return fmt.Errorf("unpacks to more than %s; make several of it", plain.Size(most))
		}
	}
	return nil
}

// openZip looks through the list of a zip's files.
func openZip(in io.ReaderAt, length int64, o Options) (*zipFolder, error) {
	r, err := readDirectory(in, length)
	if err != nil {
		return nil, err
	}
	z := &zipFolder{files: make(map[string]*zip.File), folders: map[string][]fs.DirEntry{".": nil}}
	var list []*zip.File
	for _, f := range r.File {
		name, err := z.check(f)
		if err != nil {
			z.refused = append(z.refused, refusedFile{name, err})
		}
		if err != nil || name == "" {
			continue
		}
		z.add(name, f)
		list = append(list, f)
	}
	if err := checkSize(list, o.MaxFileBytes); err != nil {
		return nil, err
	}
	if len(list) == 0 && len(z.refused) == 0 {
		return nil, z.empty()
	}
	if more := len(z.refused) - zipRefusals; more > 0 {
		z.refused = append(z.refused[:zipRefusals], refusedFile{"...", fmt.Errorf("%d more of its files are not read, for such reasons", more)})
	}
	return z, checkOverlaps(list)
}

// empty tells what there is in a zip of which nothing is read.
func (z *zipFolder) empty() error {
	var passed []knowledge.PassedOver
	for _, name := range z.passed {
		passed = knowledge.AddPassedOver(passed, passedFile(name))
	}
	if len(passed) == 0 {
		return errors.New("holds no file of a kind that is read; remove it")
	}
	return fmt.Errorf("holds nothing that is read, but %s; save it as a kind that is, or remove it", knowledge.PassedOverLine(passed))
}

// check gives the name of a file that is read, "" of one that is passed by, and
// an error with the name of one that is refused.
func (z *zipFolder) check(f *zip.File) (name string, err error) {
	name = strings.ToValidUTF8(f.Name, "\uFFFD")
	kind, _ := kindOf(name)
	switch {
	case !isSafePath(name):
		return plain.Shorten(plain.OneLine(plain.Scrub(name)), 100), errors.New("leads out of the zip by its name; it is not read")
	case strings.HasSuffix(name, "/"), isHiddenPath(name):
		return "", nil
	case kind == unknownKind:
		z.passed = append(z.passed, name)
		return "", nil
	case kind == zipKind:
		return name, errors.New("is a zip in a zip; put it beside it")
	}
	return name, z.fault(name, f)
}

// fault is why a file of a zip is not read; nil where it is.
func (z *zipFolder) fault(name string, f *zip.File) error {
	switch {
	case f.Mode().Type() != 0:
		return errors.New("is a link or no ordinary file; put the file itself there")
	case f.Flags&1 != 0:
		return errors.New("is locked with a password; pack it without one")
	case f.UncompressedSize64 > zipSmall && f.UncompressedSize64/zipRatio > f.CompressedSize64:
		return fmt.Errorf("unpacks to more than %d times its size, as a zip bomb does; it is not read", zipRatio)
	case z.files[name] != nil:
		return errors.New("is in it twice; the first one is read")
	case z.folders[name] != nil:
		return errors.New("is in it as a folder, too; it is not read")
	}
	return nil
}

// isSafePath reports whether a name stays below where it is unpacked, on whatever
// system.
func isSafePath(name string) bool {
	name = strings.TrimSuffix(name, "/")
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\\\x00") && (len(name) < 2 || name[1] != ':')
}

// isHiddenPath reports whether a file is of those that systems leave behind.
func isHiddenPath(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), isLeftBehind)
}

// checkOverlaps returns an error where two files of a zip lie over each other,
// by which a small one would unpack to any size.
func checkOverlaps(files []*zip.File) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			return fmt.Errorf("open it: %w; it is no whole zip, fetch or pack it again", err)
		}
		spans = append(spans, span{from, from + int64(f.CompressedSize64)}) //nolint:gosec // one below zero lies before all others
	}
	slices.SortFunc(spans, func(a, b span) int { return int(max(-1, min(1, a.from-b.from))) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to || spans[i].to < spans[i].from {
			return errors.New("has files that lie over each other, as a zip bomb does; pack it again")
		}
	}
	return nil
}

// limitedAt reads no more than what is left, unless that is below zero.
type limitedAt struct {
	in   io.ReaderAt
	left int64
}

// ReadAt reads at a place.
func (l *limitedAt) ReadAt(b []byte, from int64) (int, error) {
	if l.left >= 0 {
		if l.left -= int64(len(b)); l.left < 0 {
			return 0, errDirectory
		}
	}
	return l.in.ReadAt(b, from) //nolint:wrapcheck // a reader's error is its own
}
