package web

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// agentName is what we are called in a robots.txt.
const agentName = "storybot"

// robots is what a robots.txt says to us, as RFC 9309 has it. The zero value allows everything.
type robots struct {
	rules []robotsRule
	delay time.Duration // between two requests; zero: it says nothing of that
	size  int           // in memory, about
}

// robotsRule is a pattern of paths, in which * stands for anything and a $ at its end for the end.
type robotsRule struct {
	pattern string
	allow   bool
}

// readRobots reads a robots.txt: the groups that name us, or else those that are for all. What
// is no rule, as a page in its place, says nothing.
func readRobots(body []byte) robots {
	var ours, all robots
	named := false                // some group names us
	forUs, forAll := false, false // the group that is read is for us, for all
	listing := false              // its agents are being named
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(plain.DecodeXML(body, "")))
	for line := range strings.SplitSeq(text, "\n") {
		key, value := robotsLine(line)
		switch key {
		case "user-agent":
			if !listing {
				forUs, forAll = false, false
			}
			listing = true
			forUs = forUs || isAgent(value)
			forAll = forAll || value == "*"
			named = named || forUs
		case "allow", "disallow", "crawl-delay":
			listing = false
			if forUs {
				ours.add(key, value)
			}
			if forAll {
				all.add(key, value)
			}
		}
	}
	if named {
		return ours
	}
	return all
}

// robotsLine parts a line into its key, in lower case, and its value, without a remark. Some
// write no colon.
func robotsLine(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		if words := strings.Fields(line); len(words) == 2 {
			key, value = words[0], words[1]
		}
	}
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// isAgent reports whether a name is ours. A version may follow it.
func isAgent(name string) bool {
	end := strings.IndexFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '-')
	})
	if end >= 0 {
		name = name[:end]
	}
	return strings.EqualFold(name, agentName)
}

func (r *robots) add(key, value string) {
	switch {
	case key == "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 && seconds < 1e6 {
			r.delay = max(r.delay, time.Duration(seconds*float64(time.Second)))
		}
	case value != "":
		pattern := strings.Clone(robotsPath(value, true)) // nothing else of the file is kept
		r.rules = append(r.rules, robotsRule{pattern, key == "allow"})
		r.size += len(pattern) + 24
	}
}

// allows reports whether a path, with its query, may be fetched: as the longest pattern that
// fits it says, and of two as long the one that allows.
func (r *robots) allows(path string) bool {
	if path == "/robots.txt" {
		return true
	}
	path = robotsPath(path, false)
	longest, allowed := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); n < longest || n == longest && !rule.allow || !fitsPath(rule.pattern, path) {
			continue
		}
		longest, allowed = len(rule.pattern), rule.allow
	}
	return allowed
}

// fitsPath reports whether a pattern fits a path from its beginning. Between two stars the
// first place that fits is as good as any other, so that the time is that of one look.
func fitsPath(pattern, path string) bool {
	pattern, ends := strings.CutSuffix(pattern, "$")
	first, rest, starred := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	switch {
	case !ok:
		return false
	case !starred:
		return !ends || path == ""
	}
	for {
		piece, more, starred := strings.Cut(rest, "*")
		if !starred && ends {
			return strings.HasSuffix(path, piece)
		}
		at := strings.Index(path, piece)
		if at < 0 {
			return false
		}
		if !starred {
			return true
		}
		path, rest = path[at+len(piece):], more
	}
}

const hexDigits = "0123456789ABCDEF"

// robotsPath writes a path as it is compared: one way of escaping for each byte. Of a pattern
// stars, and a dollar sign at the end, keep their meaning.
func robotsPath(path string, pattern bool) string {
	b := make([]byte, 0, len(path)+8)
	escape := func(c byte) { b = append(b, '%', hexDigits[c>>4], hexDigits[c&15]) }
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]) {
			n, _ := strconv.ParseUint(path[i+1:i+3], 16, 8)
			i += 2
			if c = byte(n); isUnreserved(c) {
				b = append(b, c)
			} else {
				escape(c)
			}
			continue
		}
		switch {
		case c == '*' && pattern, c == '$' && pattern && i == len(path)-1:
			b = append(b, c)
		case c <= ' ', c >= 0x7F, c == '*', c == '$':
			escape(c)
		default:
			b = append(b, c)
		}
	}
	if pattern {
		b = slices.CompactFunc(b, func(x, y byte) bool { return x == '*' && y == '*' })
	}
	return string(b)
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// isUnreserved reports whether a byte means the same escaped or not.
func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}
