// Package private keeps a folder to the one whose it is: it refuses one that
// others may write, opens files without following links, and tells who is at the
// other end of a socket.
package private

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// SharedError means that others than its owner can write a folder.
type SharedError struct {
	Dir string
	Who string // "everybody", or the group
	Bit string // what chmod is to take away: "o-w" or "g-w"
}

// Error names the folder, who can write it and the command that mends it.
func (e *SharedError) Error() string {
	return fmt.Sprintf("%s can be written by %s, who could put other stories and answers there: chmod %s %s", e.Dir, e.Who, e.Bit, quoted(e.Dir))
}

// quoted is a name as a shell takes it.
func quoted(name string) string {
	if strings.ContainsAny(name, " \t\n'\"\\$&;|<>()*?[]{}~#!`") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

// Folder makes dir, for this user alone, where there is none, and returns a
// *SharedError if others can write it. A group may where it is the owner's own, as
// a umask of 002 makes it, where it is root's, or where this process is not the
// owner and writes by the group itself, as containers do that run as any user.
func Folder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err //nolint:wrapcheck // names the folder
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err //nolint:wrapcheck // names the folder
	}
	uid, gid, known := ownerOf(info)
	if !known {
		return nil // no modes here
	}
	return shared(dir, info.Mode(), owner{uid, gid}, os.Geteuid())
}

// owner is whose a file is.
type owner struct{ user, group int }

// shared is a *SharedError if others than o can write a folder of that mode, as
// the process of user me sees it.
func shared(dir string, mode fs.FileMode, o owner, me int) error {
	switch {
	case mode.Perm()&0o002 != 0:
		return &SharedError{Dir: dir, Who: "everybody on this computer", Bit: "o-w"}
	case mode.Perm()&0o020 != 0 && o.user == me && o.group != o.user && o.group != 0:
		return &SharedError{Dir: dir, Who: fmt.Sprintf("the group %d", o.group), Bit: "g-w"}
	}
	return nil
}

// ErrLink means that a name leads elsewhere, or to what is no file.
var ErrLink = errors.New("it is a link, or no file, and is not followed")

// Open opens the file at path as os.OpenFile does, for this user alone where flag
// has it made, and returns ErrLink where path is a link or anything but a plain
// file. It does not wait for what is no file, and cuts nothing: os.O_TRUNC is left out.
func Open(path string, flag int) (*os.File, error) {
	flag &^= os.O_TRUNC
	if flag&os.O_CREATE != 0 {
		f, err := os.OpenFile(path, flag|os.O_EXCL, 0o600) //nolint:gosec // what is made in our own folder
		if err == nil || !errors.Is(err, fs.ErrExist) {
			return f, err //nolint:wrapcheck // names the file
		}
		flag &^= os.O_CREATE
	}
	named, err := os.Lstat(path)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the file
	}
	if !named.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: ErrLink}
	}
	f, err := os.OpenFile(path, flag|dontWait, 0) //nolint:gosec // compared below
	if err != nil {
		return nil, err //nolint:wrapcheck // names the file
	}
	opened, err := f.Stat()
	if err == nil && !os.SameFile(named, opened) { // it was replaced in between
		err = &fs.PathError{Op: "open", Path: path, Err: ErrLink}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// Read returns what is in the plain file at path, and of one that is longer than
// most, one byte more than that.
func Read(path string, most int64) ([]byte, error) {
	f, err := Open(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err //nolint:wrapcheck // names the file
	}
	data := make([]byte, min(info.Size(), most+1))
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // it was cut meanwhile
	}
	return data[:n], err //nolint:wrapcheck // names the file
}

// Same reports whether path names the open file f still.
func Same(path string, f *os.File) bool {
	named, err := os.Lstat(path)
	if err != nil {
		return false
	}
	opened, err := f.Stat()
	return err == nil && os.SameFile(named, opened)
}

// NamedFile is a file as it was when it was named.
type NamedFile struct {
	Path string
	info os.FileInfo
}

// NameFiles notes which files have these names now.
func NameFiles(paths ...string) ([]NamedFile, error) {
	var files []NamedFile
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
		files = append(files, NamedFile{path, info})
	}
	return files, nil
}

// There reports whether the file still has its name.
func (f NamedFile) There() bool {
	now, err := os.Stat(f.Path)
	return err == nil && os.SameFile(now, f.info)
}
