package source

import (
	"context"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// onlineOptions says how a source of the web is read. The zero value is good.
type onlineOptions struct {
	Name string // what the source is called; empty: the address
	Kind string // what it must be, one of onlineKinds; empty: whatever is there
	spec        // of its stories

	PDFReader   []string      // the command that reads PDFs, as newPDFs has it
	PDFPatience time.Duration // how long is waited for one PDF, as newPDFs has it

	AllowHosts []string      // hosts, or host:port, that may be fetched from though they are not public or the port is unusual
	Pace       time.Duration // between two requests to one host; zero: half a second, and none where it is this computer by its number
	Unzip      unzip         // reads a zip; nil: none is read
}

// unzip gives what the files of a zip hold, one item after the other, until give
// returns false. Their IDs are made of page, the address that the zip is at. Its
// error means that the zip as a whole cannot be read.
type unzip func(ctx context.Context, body []byte, page string, give func(knowledge.Item) bool) error

// onlineKinds are the kinds of sources that are fetched.
func onlineKinds() []string { return []string{feedKind, sitemapKind, pageKind, zipKind} }
