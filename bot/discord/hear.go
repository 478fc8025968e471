package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/desk"
)

// heard is what a message asks: its words without what only Discord reads, and the
// addresses in it.
type heard struct {
	text  string
	links []string
}

// What of a message is for Discord's eyes: mentions, emoji, times and commands; and
// addresses, which may stand between angle brackets or end a sentence.
var (
	markup  = regexp.MustCompile(`<(?:@[!&]?|#|a?:\w+:|t:-?|/[^:<>]+:|id:)[\w:-]*>`)
	address = regexp.MustCompile(`<?https?://[^\s<>|]+>?`)
)

// hear reads a text.
func hear(text string) heard {
	var h heard
	text = address.ReplaceAllStringFunc(text, func(a string) string {
		h.links = append(h.links, strings.TrimRight(strings.Trim(a, "<>"), ".,;:!?)]}'\"*_"))
		return " "
	})
	h.text = strings.Join(strings.Fields(markup.ReplaceAllString(text, " ")), " ")
	return h
}

// hearAll reads a message that somebody points to: what was written, else what was
// forwarded, asked in a poll, or is shown of a link.
func hearAll(m *message) heard {
	h := hear(m.Content)
	for i := range m.Snapshots {
		more := hearAll(&m.Snapshots[i].Message)
		h.add(more.text, more.links...)
	}
	if m.Poll != nil {
		h.add(hear(m.Poll.Question.Text).text)
	}
	for _, e := range m.Embeds {
		if e.URL != "" {
			h.links = append(h.links, e.URL)
		}
		h.add(hear(e.Title).text)
		h.add(hear(e.Description).text)
	}
	return h
}

// add takes words where there are none yet, and addresses.
func (h *heard) add(text string, links ...string) {
	if h.text == "" {
		h.text = text
	}
	h.links = append(h.links, links...)
}

// storyOf returns the story that one of the addresses leads to, among those that may be
// answered from at a place; empty: there is none.
func (b *Bot) storyOf(ctx context.Context, at place, links []string) string {
	if len(links) == 0 {
		return ""
	}
	stories, err := b.visibleAt(ctx, at, "")
	if err != nil {
		b.log().Debug("a story could not be looked up", "err", err)
		return ""
	}
	wanted := make(map[string]bool)
	for _, l := range links {
		if same := sameAddress(l); same != "" {
			wanted[same] = true
		}
	}
	return storyAt(stories, wanted)
}

func storyAt(stories []desk.Listed, wanted map[string]bool) string {
	for i := range stories {
		if same := sameAddress(stories[i].URL); same != "" && wanted[same] {
			return stories[i].ID
		}
	}
	return ""
}

// sameAddress is an address without what does not tell pages apart: the scheme, "www.",
// a slash at the end, the fragment, and how somebody came there.
func sameAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return ""
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || strings.HasSuffix(name, "clid") {
			query.Del(name)
		}
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.EscapedPath(), "/") + "?" + query.Encode()
}

// maxAttached is how many bytes of an attached text are read.
const maxAttached = 8 << 10

// attached is the text of the first small text file of a message; empty: it has none.
func (b *Bot) attached(ctx context.Context, m *message) string {
	for _, a := range m.Attachments {
		if !strings.HasPrefix(a.Kind, "text/plain") || a.Size > maxAttached {
			continue
		}
		text, err := b.rest.file(ctx, a.URL)
		if err != nil {
			b.log().Debug("an attached text could not be read", "err", err)
			continue
		}
		return text
	}
	return ""
}

// file reads a text that Discord keeps; no other host is asked.
func (r *rest) file(ctx context.Context, at string) (string, error) {
	u, err := url.Parse(at)
	if err != nil || u.Scheme != r.Scheme() || u.Host != "cdn.discordapp.com" && u.Host != "media.discordapp.net" {
		return "", errors.New("it is not where Discord keeps files")
	}
	ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return "", fmt.Errorf("read an attached text: %w", err)
	}
	resp, err := r.Client.Do(req)
	if err != nil {
		return "", errors.New("the file cannot be had") // its address may hold a key
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxAttached))
	switch {
	case err != nil:
		return "", fmt.Errorf("read an attached text: %w", err)
	case resp.StatusCode != http.StatusOK || !utf8.Valid(data):
		return "", errors.New("the file is no text")
	}
	return string(data), nil
}
