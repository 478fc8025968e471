package web

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

const (
	mostEntries  = 5000  // a feed with more is no feed
	mostElements = 50000 // outside of what its entries quote
	mostNested   = 200
)

// parseFeed parses a feed of a bearable size and depth.
func parseFeed(body []byte) (feed *gofeed.Feed, err error) {
	if err := checkFeedSize(body); err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil { // what is read comes from strangers
			feed, err = nil, fmt.Errorf("read the feed: %v", p)
		}
	}()
	if feed, err = gofeed.NewParser().Parse(bytes.NewReader(body)); err != nil {
		return nil, fmt.Errorf("read the feed: %w", err)
	}
	return feed, nil
}

// isJSON reports whether a feed is one of JSON.
func isJSON(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\ufeff")), " \t\r\n"), []byte("{"))
}

// errTooMuch is what a feed is that is none, or a bomb.
var errTooMuch = errors.New("is more than a feed is")

// checkFeedSize refuses a feed that would take more memory than it is worth, before
// anything is made of it.
func checkFeedSize(body []byte) error {
	if isJSON(body) {
		if bytes.Count(body, []byte("{")) > 4*mostEntries {
			return fmt.Errorf("has more than %d entries: %w", mostEntries, errTooMuch)
		}
		return nil
	}
	d := decoderOf(bytes.NewReader(body))
	depth, elements, entries := 0, 0, 0
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil: // gofeed may be more lenient, but not with a bomb behind the fault
			if bytes.Count(body, []byte("<")) > mostEntries {
				return fmt.Errorf("read the feed: %w", err)
			}
			return nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth, elements = depth+1, elements+1
			if t.Name.Local == "item" || t.Name.Local == "entry" {
				entries++
			}
		case xml.EndElement:
			depth--
		}
		switch {
		case entries > mostEntries:
			return fmt.Errorf("has more than %d entries: %w", mostEntries, errTooMuch)
		case depth > mostNested, elements > mostElements:
			return fmt.Errorf("is nested deeper, or has more elements, than a feed has: %w", errTooMuch)
		}
	}
}

func decoderOf(in io.Reader) *xml.Decoder {
	d := xml.NewDecoder(in)
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	return d
}
