// Package source opens what an operator names as a source of stories: a folder, a
// file, a zip or an address of the web. [Open] makes one of a single place, [ReadList]
// reads a list of them, and a [Watcher] tells which of those on this machine have
// changed.
//
// The package walks folders and zips and gives the stories of their files one by
// one; a file that is wrong costs one error and no more. How a file becomes a
// story is the work of others: package plain (text, Markdown, JSON lines), package
// page (HTML), package pdf, package office (documents and mails) and package web (what is fetched). A story is clean:
// UTF-8 without control characters, one empty line between paragraphs, and no
// copyright lines, credits or calls to action around it.
package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/source/web"
)

// Options says how stories are read. The zero Options is good.
type Options struct {
	Name string // what the source is called; empty: the place itself
	Kind string // what it must be: folder, file, feed, sitemap, page or zip (of the web); empty: whatever is there

	Collection string          // of the stories that name none; empty: the default collection
	Outlet     string          // of the stories that name none
	Label      knowledge.Label // of the stories that name none and announce none in their text; empty: news

	// Include and Exclude are patterns as doublestar has them ("world/**") of the
	// path within a folder, or of an address of a feed or sitemap. What is
	// included and not excluded is read; an empty Include includes all.
	Include, Exclude []string

	MaxStoryBytes int   // a PDF, and a page with its pictures, may be so large; a text no more than 4 MiB of it; zero: 16 MiB
	MaxFileBytes  int64 // a file of many stories may be so large once unpacked; zero: 1 GiB

	PDFReader   []string      // the command that does pdf.Serve; empty: this program with pdf.Command
	PDFPatience time.Duration // so long is waited for one PDF, at most twenty seconds; zero: ten

	Zone       *time.Location // of the dates that name none; nil: UTC
	AllowHosts []string       // hosts, or host:port, that may be fetched from though they are not public or the port is unusual
	Pace       time.Duration  // between two requests to one host; zero: half a second, and none where it is this computer by its number
}

func (o Options) withDefaults() Options {
	if o.MaxStoryBytes <= 0 {
		o.MaxStoryBytes = 16 << 20
	}
	if o.MaxFileBytes <= 0 {
		o.MaxFileBytes = 1 << 30
	}
	return o
}

// Open makes the source for one entry of STORIES: a folder, a file, or an
// address of the web, which makes a knowledge.Remote. It does not look at the
// place yet; that is done by Read, every time anew.
func Open(where string, opts Options) (knowledge.Source, error) {
	where = strings.TrimSpace(where)
	if where == "" {
		return nil, errors.New("an empty entry in STORIES: name a folder, a file or an address of the web")
	}
	if opts.Name == "" {
		opts.Name = where
	}
	scheme, _, address := strings.Cut(where, "://")
	if err := opts.fits(address && !strings.EqualFold(scheme, "file")); err != nil {
		return nil, fmt.Errorf("%s: %w", opts.Name, err)
	}
	if address {
		switch strings.ToLower(scheme) {
		case "http", "https":
			o, err := web.New(where, opts.withDefaults().online())
			if err != nil {
				return nil, err
			}
			return o, nil
		case "file":
			return newFolder(strings.TrimPrefix(where[len(scheme):], "://"), opts), nil
		default:
			return nil, fmt.Errorf("%s: %s:// is not supported; name a folder, a file, http:// or https://", where, scheme)
		}
	}
	return newFolder(where, opts), nil
}

func newFolder(where string, opts Options) *folder {
	return &folder{name: opts.Name, where: where, options: opts.withDefaults(), open: place(where, opts.Kind)}
}

// FS makes a source of all the files in fsys, under the given name.
func FS(name string, fsys fs.FS) knowledge.Source {
	open := func() (fs.FS, string, error) { return fsys, ".", nil }
	return &folder{name: name, options: Options{}.withDefaults(), open: open}
}

// place finds a folder or file of this machine: the file system to read and
// the name within it, which is "." for a folder.
func place(where, kind string) func() (fs.FS, string, error) {
	return func() (fs.FS, string, error) {
		info, err := os.Stat(where)
		if err != nil {
			return nil, "", fmt.Errorf("look at %s: %w", where, plain.WithoutPath(err))
		}
		switch {
		case info.IsDir() && kind == fileKind:
			return nil, "", fmt.Errorf("%s is a folder, not a file as its kind says", where)
		case !info.IsDir() && kind == folderKind:
			return nil, "", fmt.Errorf("%s is a file, not a folder as its kind says", where)
		case info.IsDir():
			return os.DirFS(where), ".", nil
		}
		return os.DirFS(filepath.Dir(where)), filepath.Base(where), nil
	}
}

// fits returns an error where a source on the web, or on this machine, cannot
// be of the kind that it is said to be.
func (o *Options) fits(online bool) error {
	switch {
	case o.Kind == "":
	case !slices.Contains(kinds(), o.Kind):
		return fmt.Errorf("the kind %q is not known; it is one of %s", plain.Shorten(o.Kind, 40), strings.Join(kinds(), ", "))
	case online && !onWeb(o.Kind):
		return fmt.Errorf("an address of the web is no %s", o.Kind)
	case !online && onWeb(o.Kind):
		return fmt.Errorf("a place of this machine is no %s", o.Kind)
	}
	return nil
}

// spec is what the options say of the stories.
func (o *Options) spec() plain.Spec {
	return plain.Spec{Zone: o.Zone, Collection: o.Collection, Outlet: o.Outlet, Label: o.Label, Include: o.Include, Exclude: o.Exclude}
}

// online is what the options say of a source of the web.
func (o Options) online() web.Options {
	return web.Options{
		Name: o.Name, Kind: o.Kind, Spec: o.spec(), PDFReader: o.PDFReader, PDFPatience: o.PDFPatience,
		AllowHosts: o.AllowHosts, Pace: o.Pace, Unzip: o.unzip, Document: o.document,
	}
}
