package web

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	mostListed = 1000     // the newest so many pages of a sitemap are read
	mostNamed  = 50000    // and so many are looked through, as sitemaps.org has it for one file
	mostMaps   = 50       // so many sitemaps of an index are read
	mapBytes   = 12 << 20 // so long may one be, unpacked
)

// sitemap is what the sitemaps of a site name.
type sitemap struct {
	list       []entry
	maps       []string // further sitemaps
	named      map[string]bool
	incomplete error // why not all of it is known
}

// sitemapElement is a url or a sitemap element.
type sitemapElement struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
	News    struct {
		Title       string `xml:"title"`
		Date        string `xml:"publication_date"`
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
	} `xml:"news"`
}

// sitemap reads the pages of a sitemap. Those it does not name any more are
// gone, as the files are that are gone from a folder.
func (c *crawl) sitemap(ctx context.Context, reply *reply, root mark) error {
	if reply.same() {
		if err := c.pages(ctx, c.listedBefore(), func(string) bool { return true }); err != nil {
			return err
		}
		c.root(sitemapKind, reply, root)
		return nil
	}
	m := &sitemap{named: make(map[string]bool)}
	if err := m.read(reply.body, reply.url); err != nil {
		return err
	}
	index := len(m.maps) > 0
	c.maps(ctx, m, reply.url)
	if len(m.list) == 0 && m.incomplete == nil {
		return errors.New("names no page")
	}
	m.list = slices.DeleteFunc(m.list, func(e entry) bool { return !c.options.WantedAt(e.file) })
	slices.SortStableFunc(m.list, func(a, b entry) int { return b.said.Updated.Compare(a.said.Updated) })
	stays := func(file string) bool { return m.incomplete != nil || m.named[file] }
	if err := c.pages(ctx, m.list[:min(len(m.list), mostListed)], stays); err != nil {
		return err
	}
	if m.incomplete != nil {
		c.failed = true
		c.give(knowledge.Item{Name: c.name, Err: m.incomplete})
	}
	if c.failed = c.failed || index; c.failed { // an index is always read: what it names may have changed
		reply.etag, reply.modified = "", ""
	}
	c.root(sitemapKind, reply, root)
	return nil
}

// maps reads the sitemaps that an index names.
func (c *crawl) maps(ctx context.Context, m *sitemap, found *url.URL) {
	done := map[string]bool{plain.Canonical(found.String()): true}
	for read := 0; len(m.maps) > 0 && ctx.Err() == nil; {
		address := m.maps[0]
		m.maps = m.maps[1:]
		if done[plain.Canonical(address)] {
			continue
		}
		done[plain.Canonical(address)] = true
		if read++; read > mostMaps {
			m.incomplete = fmt.Errorf("names more than %d sitemaps; the others are not read", mostMaps)
			return
		}
		reply, err := c.get(ctx, address, mark{}, listBytes)
		if err == nil && reply.status != 200 {
			err = &statusError{status: reply.status}
		}
		if err == nil {
			err = m.read(plain.DecodeXML(reply.body, reply.declared), reply.url)
		}
		if err != nil {
			m.incomplete = fmt.Errorf("%s %w; no page is taken for gone", address, err)
		}
	}
}

// read reads one sitemap, packed or not.
func (s *sitemap) read(body []byte, found *url.URL) error {
	in, err := unpacked(body)
	if err != nil {
		return err
	}
	if err := checkNesting(in); err != nil {
		return err
	}
	if in, err = unpacked(body); err != nil {
		return err
	}
	for d := decoderOf(in); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return s.damaged(err)
		}
		t, ok := token.(xml.StartElement)
		if !ok || t.Name.Local != "url" && t.Name.Local != "sitemap" {
			continue
		}
		var u sitemapElement
		if err := d.DecodeElement(&u, &t); err != nil {
			return s.damaged(err)
		}
		if !s.add(&u, t.Name.Local == "sitemap", found) {
			return nil
		}
	}
}

// damaged is told why a sitemap could not be read to its end. What it named before that is read,
// and no page is taken for gone.
func (s *sitemap) damaged(err error) error {
	err = fmt.Errorf("read the sitemap: %w", err)
	if len(s.list) == 0 && len(s.maps) == 0 {
		return err
	}
	s.incomplete = fmt.Errorf("%w: what it names before that is read, and no page is taken for gone (%w)", errDamaged, err)
	return nil
}

// unpacked reads a body, which may be packed.
func unpacked(body []byte) (io.Reader, error) {
	in := bytes.NewReader(body)
	if !plain.IsGzip(body) {
		return in, nil
	}
	z, err := plain.Gunzip(in)
	if err != nil {
		return nil, err
	}
	return plain.Limit(z, mapBytes), nil
}

// checkNesting refuses what is nested deeper than a sitemap is. That it is broken is found when it is read.
func checkNesting(in io.Reader) error {
	d, depth := decoderOf(in), 0
	for {
		token, err := d.RawToken()
		if err != nil {
			return nil //nolint:nilerr // see above
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > mostNested {
			return errors.New("is nested deeper than a sitemap is")
		}
	}
}

// add takes in one element and reports whether there is room for more. Pages of
// other sites are none of its business.
func (s *sitemap) add(u *sitemapElement, isMap bool, found *url.URL) bool {
	at, err := found.Parse(strings.TrimSpace(u.Loc))
	if err != nil || strings.TrimSpace(u.Loc) == "" || len(u.Loc) > mostAddress || !sameSite(at.Host, found.Host) {
		return true
	}
	if isMap {
		s.maps = append(s.maps, at.String())
		return len(s.maps) <= mostNamed
	}
	e := entry{file: plain.Canonical(at.String()), link: at.String()}
	if e.file == "" || s.named[e.file] {
		return true
	}
	if len(s.list) >= mostNamed {
		s.incomplete = fmt.Errorf("names more than %d pages; the others are not read", mostNamed)
		return false
	}
	s.named[e.file] = true
	e.said = knowledge.Story{Title: titleOf(u.News.Title), Outlet: titleOf(u.News.Publication.Name)}
	e.said.Published, _ = plain.ParseDate(u.News.Date)
	lastmod, _ := plain.ParseDate(u.Lastmod)
	if e.said.Updated = lastmod; lastmod.IsZero() {
		e.said.Updated = e.said.Published
	}
	if u.Lastmod+u.News.Date+u.News.Title != "" {
		e.hash = plain.Hash(u.Lastmod, u.News.Date, u.News.Title)
	}
	s.list = append(s.list, e)
	return true
}
