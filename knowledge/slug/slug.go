// Package slug makes what is readable of an ID.
package slug

import "strings"

// Of is the last telling part of a URL, path or title as lower-case words of a-z and 0-9 with
// hyphens between, at most 48 bytes; "story" where it has none.
func Of(key string) string {
	if slug := words(key); slug != "" {
		return slug
	}
	return "story"
}

// words keeps the last telling part of a URL or path as lower-case words.
func words(key string) string {
	key = strings.TrimRight(key, "/")
	for _, tail := range []string{".gz", ".html", ".htm", ".md", ".txt", ".jsonl"} {
		key = strings.TrimSuffix(key, tail)
	}
	if !strings.Contains(key, "://") {
		for _, tail := range []string{".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml"} {
			key = strings.TrimSuffix(key, tail)
		}
	}
	if i := strings.LastIndexByte(key, '/'); i >= 0 {
		key = key[i+1:]
	}
	var b strings.Builder
	for _, r := range strings.ToLower(key) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 48 {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}
