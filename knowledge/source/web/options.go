package web

import (
	"context"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// Options says how a source of the web is read. The zero value is good.
type Options struct {
	Name       string // what the source is called; empty: the address
	Kind       string // what it must be, one of Kinds; empty: whatever is there
	plain.Spec        // of its stories

	PDFReader   []string      // the command that reads PDFs, as pdf.New has it
	PDFPatience time.Duration // how long is waited for one PDF, as pdf.New has it

	AllowHosts []string      // hosts, or host:port, that may be fetched from though they are not public or the port is unusual
	Pace       time.Duration // between two requests to one host; zero: half a second, and none where it is this computer by its number
	Unzip      Unzip         // reads a zip; nil: none is read
	Document   Document      // reads what people wrote or sent; nil: none is read
}

// Unzip gives what the files of a zip hold, one item after the other, until give
// returns false. The IDs of their stories are made of page, the address of the
// zip. An error means that the zip as a whole cannot be read.
type Unzip func(ctx context.Context, body []byte, page string, give func(knowledge.Item) bool) error

// Document finds the reader of a document, such as one of Word or a mail, by its body, the media
// type that its server calls it and the last part of its address; nil: it is none.
type Document func(body []byte, mediaType, name string) DocumentReader

// DocumentReader makes the story of a document, and counts what is attached to it and not read. Its
// error says of one that is not read what to do.
type DocumentReader func() (*knowledge.Story, []knowledge.PassedOver, error)

// Kinds are the kinds of sources that are fetched: feed, sitemap, page and zip.
func Kinds() []string { return []string{feedKind, sitemapKind, pageKind, zipKind} }
