package web

import (
	"errors"
	"fmt"
	"strings"

	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	pageKind    = "page"
	feedKind    = "feed"
	sitemapKind = "sitemap"
)

// kindOfReply tells what an address leads to, by what is there rather than by
// what the server calls it.
func kindOfReply(r *reply) (string, error) {
	head := string(r.body[:min(len(r.body), plain.SniffBytes)])
	if !isPDF(r.body) && !isZip(r.body) && !plain.IsGzip(r.body) {
		head = string(plain.DecodeXML([]byte(head), r.declared))
	}
	head = strings.TrimLeft(head, " \t\r\n")
	switch {
	case head == "":
		return "", errors.New("answers with nothing")
	case strings.HasPrefix(head, "\x1f\x8b"):
		return sitemapKind, nil
	case strings.HasPrefix(head, "{"):
		return feedKind, nil
	case isPDF(r.body):
		return pageKind, nil
	case isZip(r.body):
		return zipKind, nil
	}
	switch rootElement(head) {
	case "rss", "rdf", "feed":
		return feedKind, nil
	case "urlset", "sitemapindex":
		return sitemapKind, nil
	}
	if strings.HasSuffix(r.kind, "xml") && feedRoot.MatchString(head) { // something else got before it
		return feedKind, nil
	}
	if strings.HasSuffix(r.kind, "xml") && !strings.Contains(head, "<") {
		return "", errors.New("is called XML and has no element; see that its encoding is one that browsers know, best UTF-8")
	}
	switch r.kind {
	case "", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml":
		return pageKind, nil
	}
	return "", unreadError(r.kind)
}

// unreadError says of what media type something is that is not read.
func unreadError(kind string) error {
	return fmt.Errorf("is %s, which is not read; name a page, a PDF or another document", plain.Shorten(plain.OneLine(kind), 60))
}

// mayBeDocument reports whether a media type may be that of a PDF or another document, be it
// called by none of its own.
func mayBeDocument(kind string) bool {
	return kind == "message/rfc822" || strings.HasSuffix(kind, "rtf") || kind == "text/richtext" ||
		strings.HasPrefix(kind, "application/") && !strings.HasSuffix(kind, "xml") && !strings.HasSuffix(kind, "json")
}

// rootElement is the name of the first element of a document, in lower case and
// without its prefix.
func rootElement(head string) string {
	for {
		at := strings.IndexByte(head, '<')
		if at < 0 {
			return ""
		}
		head = head[at+1:]
		switch {
		case strings.HasPrefix(head, "!--"):
			_, head, _ = strings.Cut(head, "-->")
			continue
		case strings.HasPrefix(head, "?"), strings.HasPrefix(head, "!"):
			continue
		}
		name := strings.ToLower(head[:len(head)-len(strings.TrimLeft(head, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:"))])
		if _, local, ok := strings.Cut(name, ":"); ok {
			return local
		}
		return name
	}
}
