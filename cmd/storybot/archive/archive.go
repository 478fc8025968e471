// Package archive is what a backup is as a file: a packed archive of databases, with a manifest before them.
package archive

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// ManifestName is the first file of a backup, which says what it is.
const ManifestName = "storybot.json"

// backupFormat is the form of a backup. Raise it when an earlier program could not
// read it.
const backupFormat = 1

// manifest says what a backup is.
type manifest struct {
	Format int       `json:"format"`
	Made   time.Time `json:"made"`
}

// Pack writes files of dir, by their names, into a backup.
func Pack(dir string, names []string, out *os.File) error {
	packed := gzip.NewWriter(out)
	files := tar.NewWriter(packed)
	about, err := json.Marshal(manifest{Format: backupFormat, Made: time.Now().UTC()})
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	if err := files.WriteHeader(&tar.Header{Name: ManifestName, Mode: 0o600, Size: int64(len(about))}); err != nil {
		return err //nolint:wrapcheck // as above
	}
	if _, err := files.Write(about); err != nil {
		return err //nolint:wrapcheck // as above
	}
	for _, name := range names {
		if err := add(files, dir, name); err != nil {
			return err
		}
	}
	return errors.Join(files.Close(), packed.Close(), out.Sync())
}

// add writes one file into an files.
func add(files *tar.Writer, dir, name string) error {
	in, err := os.Open(filepath.Join(dir, name)) //nolint:gosec // made by us
	if err != nil {
		return err //nolint:wrapcheck // by who packs
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	if err := files.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size()}); err != nil {
		return err //nolint:wrapcheck // as above
	}
	_, err = io.Copy(files, in)
	return err //nolint:wrapcheck // as above
}

// Unpack reads the backup file, which holds exactly the files of these names, into dir.
func Unpack(file, dir string, names []string) error {
	in, err := os.Open(file) //nolint:gosec // an operator names it
	if err != nil {
		return err //nolint:wrapcheck // by who unpacks
	}
	defer func() { _ = in.Close() }()
	files, packed, err := opened(in)
	if err != nil {
		return err
	}
	var got []string
	for {
		head, err := files.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("it is cut short or damaged: %w", err)
		}
		if !slices.Contains(names, head.Name) || slices.Contains(got, head.Name) {
			return fmt.Errorf("it holds %q, which is of no backup", head.Name)
		}
		got = append(got, head.Name)
		if err := extract(files, filepath.Join(dir, head.Name)); err != nil { //nolint:gosec // one of inBackup
			return err
		}
	}
	if len(got) != len(names) {
		return errors.New("it is cut short")
	}
	_, err = io.Copy(io.Discard, packed) //nolint:gosec // to its checksum; an operator's own file
	if err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	return nil
}

// opened reads the beginning of a backup, and returns the rest of it, unpacked and as it is packed.
func opened(in io.Reader) (*tar.Reader, io.Reader, error) {
	packed, err := gzip.NewReader(in)
	if err != nil {
		return nil, nil, fmt.Errorf("it is no backup: %w", err)
	}
	files := tar.NewReader(packed)
	var about manifest
	head, err := files.Next()
	if err == nil && head.Name == ManifestName {
		err = json.NewDecoder(io.LimitReader(files, 1<<16)).Decode(&about)
	}
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("it is no backup: %w", err)
	case about.Format == 0:
		return nil, nil, errors.New("it is no backup")
	case about.Format > backupFormat:
		return nil, nil, fmt.Errorf("it was written by a newer storybot (form %d; this one knows %d)", about.Format, backupFormat)
	}
	return files, packed, nil
}

// extract writes one file of a backup.
func extract(in io.Reader, path string) error {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // one of those
	if err != nil {
		return err //nolint:wrapcheck // by who unpacks
	}
	_, err = io.Copy(out, in) //nolint:gosec // an operator's own file, written to where there is room or not
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) {
		err = fmt.Errorf("it is cut short or damaged: %w", err)
	}
	return errors.Join(err, out.Sync(), out.Close())
}

// Check returns why what in holds is no backup that this program reads.
func Check(in io.Reader) error {
	_, _, err := opened(in)
	return err
}
