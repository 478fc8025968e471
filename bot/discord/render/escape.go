package render

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// gap stands where letters must not join into something that Discord would act on.
const gap = "\u200b"

// Text that Discord's clients make clickable, or turn into an invitation.
var (
	citation = regexp.MustCompile(`^\[\d{1,3}\]`)
	invite   = regexp.MustCompile(`(?i)\b(discord|discordapp|dsc|dis|invite)(\.)(gg|com|me|gd|io|li)\b`)
)

// plain writes text that others wrote so that Discord shows it letter by
// letter: it forms no mention, link, invitation, heading, list, quote or style.
// Citations ([1]) stay as they are.
func plain(text string) string { return escape(text, true) }

// plainLine is plain for what is no answer, on one line: a title, a name, a quote. Its [1] is no citation.
func plainLine(text string) string {
	return escape(strings.Join(strings.Fields(text), " "), false)
}

// Line writes text that others wrote on one line of at most limit characters, so that
// Discord shows it letter by letter.
func Line(text string, limit int) string { return Shorten(plainLine(text), limit) }

func escape(text string, citing bool) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = invite.ReplaceAllString(text, "${1}"+gap+"${2}"+gap+"${3}")
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	lineStart := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '[' && citing {
			if c := citation.FindString(text[i:]); c != "" {
				b.WriteString(c)
				if i += len(c); i < len(text) && (text[i] == '(' || text[i] == '[' || text[i] == ':') {
					b.WriteString(gap)
				}
				lineStart = false
				continue
			}
		}
		escapeRune(&b, r, lineStart, text[i+size:])
		lineStart = r == '\n' || lineStart && (r == ' ' || r == '\t')
		i += size
	}
	return b.String()
}

// escapeRune writes one character; rest is what follows it.
func escapeRune(b *strings.Builder, r rune, lineStart bool, rest string) {
	switch {
	case r == '\n':
		b.WriteByte('\n')
	case r == '\t':
		b.WriteByte(' ')
	case unseen(r):
	case strings.ContainsRune("\\*_~|`[]<>", r):
		b.WriteByte('\\')
		b.WriteRune(r)
		if r == ']' && strings.HasPrefix(rest, "(") {
			b.WriteString(gap)
		}
	case r == '@':
		b.WriteString("@" + gap)
	case r == ':' && strings.HasPrefix(rest, "//"):
		b.WriteString(":" + gap)
	case lineStart && r == '#', lineStart && r == '-' && strings.HasPrefix(rest, "#"):
		b.WriteByte('\\')
		b.WriteRune(r)
	default:
		b.WriteRune(r)
	}
}

// unseen reports whether r is invisible or changes the direction of writing:
// with such characters a text can show something else than it says.
func unseen(r rune) bool {
	switch {
	case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
		return true
	}
	return false
}

// link writes the address of a cited story so that it can be followed but shows
// no preview. It is empty for an address that no browser should be sent to.
func link(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	if strings.ContainsFunc(u.Host, func(r rune) bool { return r >= utf8.RuneSelf }) {
		name, err := idna.Lookup.ToASCII(u.Hostname())
		if err != nil {
			return ""
		}
		u.Host = name + strings.TrimPrefix(u.Host, u.Hostname())
	}
	text := inLink.Replace(u.String())
	if invite.MatchString(text) || len(text) > maxLink || strings.ContainsFunc(text, unseen) {
		return ""
	}
	return "<" + text + ">"
}

// inLink escapes what would end a link, or mean something within one.
var inLink = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "@", "%40", "|", "%7C", "`", "%60", `\`, "%5C", " ", "%20", `"`, "%22")

// host is the host of an address as its readers write it; empty: it has none.
func host(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	name := strings.TrimPrefix(u.Hostname(), "www.")
	if written, err := idna.Display.ToUnicode(name); err == nil {
		return written
	}
	return name
}

// maxLink is the length of the longest address that is shown.
const maxLink = 700

// fragment is address with a text fragment, by which a browser shows and marks quote.
func fragment(address, quote string) string {
	if link(address) == "" {
		return ""
	}
	words := strings.Fields(quote)
	if len(words) == 0 {
		return link(address)
	}
	text := fragmentPart(words)
	if len(words) > 10 {
		text = fragmentPart(words[:5]) + "," + fragmentPart(words[len(words)-5:])
	}
	mark := "#:~:text="
	if strings.Contains(address, "#") {
		mark = ":~:text="
	}
	full := "<" + strings.Trim(link(address), "<>") + mark + text + ">"
	if len(full) > 2*maxLink {
		return link(address)
	}
	return full
}

// fragmentPart escapes words as a text fragment wants them: also "-", "," and
// "&", which mean something there.
func fragmentPart(words []string) string {
	text := url.PathEscape(strings.Join(words, " "))
	return strings.NewReplacer("-", "%2D", ",", "%2C", "&", "%26", "@", "%40", "(", "%28", ")", "%29", "*", "%2A", "_", "%5F", "~", "%7E").Replace(text)
}
