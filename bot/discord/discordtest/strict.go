package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// checkBody checks a request's headers and its body by the official description. What
// Discord itself would refuse is refused; fields it would ignore are violations.
func (s *Server) checkBody(c *call) *answer {
	if !strings.HasPrefix(c.Header.Get("User-Agent"), "DiscordBot (") {
		s.violate(c, "user-agent", "%q is not DiscordBot (url, version)", c.Header.Get("User-Agent"))
	}
	if len(c.body) > 0 && c.Header.Get("Content-Type") != "application/json" {
		s.violate(c, "content-type", "%q is not application/json", c.Header.Get("Content-Type"))
		a := invalid("_body", "Expected \"Content-Type\" header to be application/json.")
		return &a
	}
	if s.schema == nil || c.route == "" {
		return nil
	}
	lax, strict := s.schema.request(laxDoc, c.Method, c.route), s.schema.request(strictDoc, c.Method, c.route)
	if lax == nil {
		if len(c.body) > 0 {
			s.violate(c, "openapi", "a body where none is described: %.200s", c.body)
		}
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(c.body))
	if err != nil {
		s.violate(c, "openapi", "no JSON: %v", err)
		a := refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
		return &a
	}
	asNumbers(value)
	if strict.Validate(value) == nil {
		return nil
	}
	if err := valid(lax, value); err != nil {
		s.violate(c, "openapi", "%v", err)
		a := invalid("_body", "%v", err)
		return &a
	}
	if err := valid(strict, withoutEmpty(value, lax)); err != nil {
		s.violate(c, "openapi", "unknown field: %v", err)
	}
	return nil
}

// asNumbers turns bit sets written as strings, which Discord takes and its description
// does not, into numbers.
func asNumbers(v any) {
	switch v := v.(type) {
	case map[string]any:
		if text, is := v["default_member_permissions"].(string); is {
			v["default_member_permissions"] = json.Number(text)
		}
	case []any:
		for _, child := range v {
			asNumbers(child)
		}
	}
}

// withoutEmpty takes out of a body what says nothing (null, false, "", an empty list)
// unless it is required: discordgo writes the zero values of fields that a thing does
// not have, which Discord ignores.
func withoutEmpty(value any, lax *jsonschema.Schema) any {
	bare := prune(value, func(string) bool { return false })
	if lax.Validate(bare) == nil {
		return bare
	}
	// one of them is required: take out one key after the other
	for _, key := range emptyKeys(value, map[string]bool{}) {
		less := pruneKey(value, key)
		if lax.Validate(less) == nil {
			value = less
		}
	}
	return value
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	}
	return false
}

// prune copies a value without its empty fields, but for those to keep.
func prune(v any, keep func(string) bool) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, child := range v {
			if !empty(child) || keep(key) {
				out[key] = prune(child, keep)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for n, child := range v {
			out[n] = prune(child, keep)
		}
		return out
	}
	return v
}

func pruneKey(v any, key string) any { return prune(v, func(k string) bool { return k != key }) }

func emptyKeys(v any, seen map[string]bool) []string {
	var keys []string
	switch v := v.(type) {
	case map[string]any:
		for key, child := range v {
			if empty(child) && !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
			keys = append(keys, emptyKeys(child, seen)...)
		}
	case []any:
		for _, child := range v {
			keys = append(keys, emptyKeys(child, seen)...)
		}
	}
	return keys
}
