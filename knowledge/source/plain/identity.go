package plain

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Identity is the ID of a story by the one it names or by its address; empty
// where it has neither.
func Identity(id, address string) string {
	if id != "" {
		return safeID(id)
	}
	if address = Canonical(address); address != "" {
		return knowledge.StoryID(address)
	}
	return ""
}

// Language reduces a language tag to its first part: "en-US" is "en". Where
// there is none, or none that makes sense, it is "en".
func Language(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return "en"
	}
	return tag
}

// LanguageOf is the language that a text of such a tag is read by; English where
// there is no tag, or none of a language known.
func LanguageOf(tag string) *text.Language { return text.Of(Language(tag)) }

// safeID keeps an ID that is safe in an address and makes one of any other.
func safeID(id string) string {
	if len(id) <= 128 && id != "." && id != ".." && strings.IndexFunc(id, isUnsafe) < 0 {
		return id
	}
	return knowledge.StoryID(id)
}

// isUnsafe reports whether a character is to be escaped in an address.
func isUnsafe(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.', r == '~':
		return false
	}
	return true
}

// Hash is a short hash of some fields, in hexadecimal digits.
func Hash(fields ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(fields, "\x00")))
	return hex.EncodeToString(sum[:8])
}
