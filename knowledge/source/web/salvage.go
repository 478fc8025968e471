package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"

	"github.com/mmcdole/gofeed"
)

// errDamaged is what a feed is of which only a part could be read.
var errDamaged = errors.New("is damaged")

const mostHead = 16 << 10 // of what a feed says before its entries, in bytes

var (
	feedRoot  = regexp.MustCompile(`<((?:[\w.-]+:)?(?:rss|RDF|rdf|feed))(?:\s[^>]*)?>`)
	entryEdge = regexp.MustCompile(`<!\[CDATA\[|<!--|<(?:[\w.-]+:)?(?:item|entry)(?:\s[^>]*)?>|</(?:[\w.-]+:)?(?:item|entry)\s*>`)
)

// salvage parses what is whole of a feed that cannot be parsed, and says what is wrong with it:
// each entry that has an end is read by itself. why is the error of the whole. Where nothing is
// whole, the feed is nil.
func salvage(body []byte, why error) (*gofeed.Feed, error) {
	if isJSON(body) {
		return salvageJSON(body, why)
	}
	root := feedRoot.FindSubmatchIndex(body)
	if root == nil {
		return nil, why
	}
	blocks, cut := entryBlocks(body[root[1]:])
	before, after := shell(body[root[0]:root[1]], string(body[root[2]:root[3]]))
	feed := headOf(body, root[0], root[1], after)
	lost := 0
	for _, b := range blocks {
		one, err := parseFeed(bytes.Join([][]byte{before, b, after}, nil))
		if err != nil || len(one.Items) != 1 {
			lost++
			continue
		}
		feed.Items = append(feed.Items, one.Items[0])
	}
	if len(feed.Items) == 0 {
		return nil, why
	}
	if cut {
		lost++
	}
	return feed, damage(len(feed.Items), lost, why)
}

// errMisplaced is why a feed is damaged that could be parsed.
var errMisplaced = errors.New("an element of it ends in the wrong place")

// complete looks whether entries were lost by the way, as behind an element that ends where it
// should not, and then reads each by itself.
func complete(feed *gofeed.Feed, body []byte) (*gofeed.Feed, error) {
	if isJSON(body) {
		return feed, nil
	}
	if blocks, _ := entryBlocks(body); len(blocks) <= len(feed.Items) {
		return feed, nil
	}
	if more, err := salvage(body, errMisplaced); more != nil && len(more.Items) > len(feed.Items) {
		return more, err
	}
	return feed, nil
}

// damage says what of a feed could be read.
func damage(read, lost int, why error) error {
	entries := fmt.Sprintf("%d of its entries are whole and read", read)
	if lost > 0 {
		entries += fmt.Sprintf(", %d or more are lost", lost)
	}
	return fmt.Errorf("%w: %s (%w)", errDamaged, entries, why)
}

// entryBlocks cuts out the entries that have an end, be it that the next one begins. What stands in
// CDATA and remarks counts for nothing, nor does what is called an entry within one. cut: the last
// one has no end.
func entryBlocks(body []byte) (blocks [][]byte, cut bool) {
	from, name := -1, ""
	for at := 0; at < len(body) && len(blocks) <= mostEntries; {
		edge := entryEdge.FindIndex(body[at:])
		if edge == nil {
			break
		}
		start, end := at+edge[0], at+edge[1]
		token := body[start:end]
		switch {
		case bytes.HasPrefix(token, []byte("<![CDATA[")):
			if end = endOf(body, end, "]]>"); end < 0 {
				return blocks, true
			}
		case bytes.HasPrefix(token, []byte("<!--")):
			if end = endOf(body, end, "-->"); end < 0 {
				return blocks, true
			}
		case from >= 0 && nameIn(token) != name, bytes.HasSuffix(token, []byte("/>")):
		case !bytes.HasPrefix(token, []byte("</")):
			if from >= 0 { // the one before was never ended
				blocks = append(blocks, fmt.Appendf(bytes.Clone(body[from:start]), "</%s>", name))
			}
			from, name = start, nameIn(token)
		case from >= 0:
			blocks, from = append(blocks, body[from:end]), -1
		}
		at = end
	}
	return blocks, from >= 0
}

// nameIn is the name of an element, of its first or last tag.
func nameIn(tag []byte) string {
	tag = bytes.TrimLeft(tag, "</")
	if end := bytes.IndexAny(tag, " \t\r\n/>"); end >= 0 {
		tag = tag[:end]
	}
	return string(tag)
}

// endOf is the place behind the next such mark; below zero where there is none.
func endOf(body []byte, from int, mark string) int {
	at := bytes.Index(body[from:], []byte(mark))
	if at < 0 {
		return -1
	}
	return from + at + len(mark)
}

// shell is what stands around an entry so that it is a feed by itself.
func shell(root []byte, name string) (before, after []byte) {
	before, after = root, []byte("</"+name+">")
	if name == "rss" {
		before, after = append(bytes.Clone(root), "<channel>"...), []byte("</channel></rss>")
	}
	return before, after
}

// headOf is a feed without entries, as far as its head can be read.
func headOf(body []byte, from, to int, after []byte) *gofeed.Feed {
	end := len(body)
	if edge := entryEdge.FindIndex(body[to:]); edge != nil {
		end = to + edge[0]
	}
	if end-from <= mostHead {
		if feed, err := parseFeed(append(bytes.Clone(body[from:end]), after...)); err == nil {
			feed.Items = nil
			return feed
		}
	}
	return &gofeed.Feed{}
}

// salvageJSON does the same for a feed of JSON that is cut off.
func salvageJSON(body []byte, why error) (*gofeed.Feed, error) {
	fields, items := map[string]json.RawMessage{}, []json.RawMessage{}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	if _, err := d.Token(); err != nil {
		return nil, why
	}
	for d.More() {
		key, err := d.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			break
		}
		if name == "items" {
			if items, err = jsonItems(d); err != nil {
				break
			}
			continue
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			break
		}
		fields[name] = value
	}
	var err error
	if fields["items"], err = json.Marshal(items); err != nil || len(items) == 0 {
		return nil, why
	}
	whole, err := json.Marshal(fields)
	if err != nil {
		return nil, why
	}
	feed, err := parseFeed(whole)
	if err != nil || len(feed.Items) == 0 {
		return nil, why
	}
	return feed, damage(len(feed.Items), 1, why)
}

// jsonItems reads the items of a list up to the first that is not whole.
func jsonItems(d *json.Decoder) (items []json.RawMessage, err error) {
	if open, err := d.Token(); err != nil || open != json.Delim('[') {
		return nil, errors.Join(err, io.ErrUnexpectedEOF)
	}
	for d.More() && len(items) <= mostEntries {
		var item json.RawMessage
		if err := d.Decode(&item); err != nil {
			return items, fmt.Errorf("read an item: %w", err)
		}
		items = append(items, item)
	}
	if _, err := d.Token(); err != nil {
		return items, fmt.Errorf("end the items: %w", err)
	}
	return items, nil
}
