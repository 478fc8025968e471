package web

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// mostPackings is how often an answer may be packed.
const mostPackings = 3

// unpackedBody undoes how an answer was packed for its way. What nobody asked for and is not
// known is an error that names it.
func unpackedBody(body io.Reader, encoding string) (io.Reader, error) {
	packings := strings.FieldsFunc(strings.ToLower(encoding), func(r rune) bool { return r == ',' || r == ' ' })
	if len(packings) > mostPackings {
		return nil, fmt.Errorf("is packed %d times", len(packings))
	}
	for _, packing := range slices.Backward(packings) {
		switch packing {
		case "identity", "none", "utf-8":
		case "gzip", "x-gzip":
			in := bufio.NewReader(body)
			if head, _ := in.Peek(2); !plain.IsGzip(head) { // some only say so
				body = in
				continue
			}
			z, err := plain.Gunzip(in)
			if err != nil {
				return nil, err //nolint:wrapcheck // it says what was tried
			}
			body = z
		case "deflate":
			z, err := inflated(bufio.NewReader(body))
			if err != nil {
				return nil, err
			}
			body = z
		default:
			return nil, fmt.Errorf("is packed by %s, which was not asked for and is not read", plain.Shorten(plain.OneLine(packing), 40))
		}
	}
	return body, nil
}

// inflated unpacks deflate, with or without the frame that it should have.
func inflated(in *bufio.Reader) (io.Reader, error) {
	head, _ := in.Peek(2)
	if len(head) < 2 || head[0]&0x0f != 8 || (int(head[0])<<8|int(head[1]))%31 != 0 {
		return flate.NewReader(in), nil
	}
	z, err := zlib.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("unpack it: %w", err)
	}
	return z, nil
}

// unpackedFile is a body as it is, or what is in it where it is a packed file itself.
func unpackedFile(body []byte, most int) ([]byte, error) {
	if !plain.IsGzip(body) {
		return body, nil
	}
	z, err := plain.Gunzip(bytes.NewReader(body))
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	out, err := io.ReadAll(plain.Limit(z, int64(most)))
	if err != nil {
		return out, plain.ReadError(err) //nolint:wrapcheck // it says what was tried
	}
	return out, nil
}
