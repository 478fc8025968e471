// Package keys tells what in an address only its owner should know: the parameters of its query
// that look like keys.
package keys

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// called is what a key is called.
var called = regexp.MustCompile(`(?i)key|token|secret|sig|auth|pass|pwd|code|session|access|hash|cred`)

// longWord is how many bytes a value of a query has that tells nobody anything: a key,
// whatever it is called.
const longWord = 24

// Masked is a query with xxxxx in place of what in it looks like a key.
func Masked(query string) string {
	parts := strings.Split(query, "&")
	for i, part := range parts {
		if !isKey(part) {
			continue
		}
		parts[i] = "xxxxx"
		if name, _, named := strings.Cut(part, "="); named {
			parts[i] = name + "=xxxxx"
		}
	}
	return strings.Join(parts, "&")
}

// in is what in a query looks like a key, each as it is written, with its name.
func in(query string) []string {
	return slices.DeleteFunc(strings.Split(query, "&"), func(part string) bool { return !isKey(part) })
}

func isKey(part string) bool {
	name, value, named := strings.Cut(part, "=")
	if !named {
		return len(name) >= longWord
	}
	return value != "" && (len(value) >= longWord || called.MatchString(name))
}

// Hidden are keys that an operator has named in the address of a source. They must not be
// shown in the addresses of its stories.
type Hidden struct {
	parts  map[string]bool // as name=value, unescaped
	values []string        // those that are nothing else by chance
}

// byChance is how many bytes a key has, at most, that may stand elsewhere without being it.
const byChance = 7

// Of returns the keys in an address.
func Of(address string) Hidden {
	h := Hidden{parts: make(map[string]bool)}
	u, err := url.Parse(address)
	if err != nil {
		return h
	}
	for _, part := range in(u.RawQuery) {
		h.parts[plain(part)] = true
		if value := valueOf(part); len(value) > byChance {
			h.values = append(h.values, value)
		}
	}
	return h
}

// None reports whether there are no keys.
func (h Hidden) None() bool { return len(h.parts) == 0 }

// From leaves the keys out of an address, whatever they are called there and wherever they stand in
// it: a part of its query that holds one, also one within the address that a query names, goes whole,
// as does the fragment; what stands between two slashes of its path becomes xxxxx.
func (h Hidden) From(address string) string {
	address = filtered(address, func(part string) bool { return h.parts[plain(part)] || h.holds(part) })
	whole, fragment, marked := strings.Cut(address, "#")
	path, query, asked := strings.Cut(whole, "?")
	if h.holds(path) {
		path = h.masked(path)
	}
	if asked {
		path += "?" + query
	}
	if marked && !h.holds(fragment) {
		path += "#" + fragment
	}
	return path
}

// masked is a path with xxxxx in place of what in it holds a key.
func (h Hidden) masked(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if h.holds(part) {
			parts[i] = "xxxxx"
		}
	}
	return strings.Join(parts, "/")
}

// nested is how often, at most, an address within an address is escaped.
const nested = 4

// holds reports whether a key stands in a part of an address, as it is or escaped.
func (h Hidden) holds(part string) bool {
	for range nested {
		if slices.ContainsFunc(h.values, func(value string) bool { return strings.Contains(part, value) }) {
			return true
		}
		further := plain(part)
		if further == part {
			return false
		}
		part = further
	}
	return false
}

// FromText leaves the keys out of any text, but those so short that they may stand there by chance.
func (h Hidden) FromText(text string) string {
	for _, value := range h.values {
		text = strings.ReplaceAll(strings.ReplaceAll(text, value, ""), url.QueryEscape(value), "")
	}
	return text
}

// From leaves out of an address what in its query looks like a key.
func From(address string) string { return filtered(address, isKey) }

func filtered(address string, drop func(part string) bool) string {
	whole, fragment, marked := strings.Cut(address, "#") // which may hold a "?" of its own
	before, query, ok := strings.Cut(whole, "?")
	if !ok {
		return address
	}
	if query = strings.Join(slices.DeleteFunc(strings.Split(query, "&"), drop), "&"); query != "" {
		before += "?" + query
	}
	if marked {
		before += "#" + fragment
	}
	return before
}

// plain is a part of a query as it is meant.
func plain(part string) string {
	if p, err := url.QueryUnescape(part); err == nil {
		return p
	}
	return part
}

func valueOf(part string) string {
	name, value, named := strings.Cut(part, "=")
	if !named {
		value = name
	}
	return plain(value)
}
