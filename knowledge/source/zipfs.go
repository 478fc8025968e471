package source

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// zipFolder is a zip as a file system of those of its files that are read. Their
// names are safe, each is there once, and none is a bomb by what the zip says
// of it; what it says is enforced when they are read.
type zipFolder struct {
	files   map[string]*zip.File
	folders map[string][]fs.DirEntry
	refused []refusedFile
	passed  []string // the names of those that are of no kind that is read
}

// add puts a file into its folder, and that into its own.
func (z *zipFolder) add(name string, f *zip.File) {
	z.files[name] = f
	entry := fs.FileInfoToDirEntry(fileInfo{f.FileInfo(), path.Base(name)})
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		there, known := z.folders[dir]
		z.folders[dir] = append(there, entry)
		if known {
			return
		}
		entry = fs.FileInfoToDirEntry((&zip.FileHeader{Name: dir + "/"}).FileInfo())
	}
}

// fileInfo is a file's, under the name that it is read by.
type fileInfo struct {
	fs.FileInfo
	name string
}

// Name returns that name.
func (i fileInfo) Name() string { return i.name }

// Stat returns what the zip says of a file or a folder.
func (z *zipFolder) Stat(name string) (fs.FileInfo, error) {
	if f, ok := z.files[name]; ok {
		return fileInfo{f.FileInfo(), path.Base(name)}, nil
	}
	if _, ok := z.folders[name]; ok {
		return (&zip.FileHeader{Name: name + "/"}).FileInfo(), nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// Open opens a file.
func (z *zipFolder) Open(name string) (fs.File, error) {
	f, ok := z.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	in, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		err = errors.New("it is packed in a way that is not read, pack it in the usual one")
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return zipEntry{in, fileInfo{f.FileInfo(), path.Base(name)}}, nil
}

// ReadDir lists a folder by name.
func (z *zipFolder) ReadDir(name string) ([]fs.DirEntry, error) {
	list, ok := z.folders[name]
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// zipEntry is a file of a zip that is read.
type zipEntry struct {
	io.ReadCloser
	info fs.FileInfo
}

// Stat returns what the zip says of it.
func (f zipEntry) Stat() (fs.FileInfo, error) { return f.info, nil }
