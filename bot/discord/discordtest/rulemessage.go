package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"
)

const (
	maxContent = 2000
	maxNonce   = 25
	maxEmbeds  = 10
	maxInAll   = 6000 // over all embeds of a message
)

// checkDraft holds a message to Discord's limits and to our own rule that every create
// and edit says whom it mentions: nobody. The lock is held.
func (s *Server) checkDraft(c *call, d *draft, create bool) *answer {
	if why := mentions(d.Allowed); why != "" {
		s.breach(c, "allowed_mentions", "%s", why)
	}
	s.checkFlags(c, d, create)
	if n := utf8.RuneCountInString(d.Content.V); n > maxContent {
		return tooLong("content", maxContent)
	}
	if len(strings.Trim(string(d.Nonce), `"`)) > maxNonce {
		return tooLong("nonce", maxNonce)
	}
	if create && strings.TrimSpace(d.Content.V) == "" && len(d.Embeds.V) == 0 && len(d.Components.V) == 0 {
		a := refuse(http.StatusBadRequest, 50006, "Cannot send an empty message")
		return &a
	}
	if d.Flags.V&flagV2 != 0 {
		a := invalid("flags", "This server does not speak the second kind of components.")
		return &a
	}
	if no := checkEmbeds(d.Embeds.V); no != nil {
		return no
	}
	return checkRows(d.Components.V)
}

// mentions tells why allowed_mentions does not switch all mentions off.
func mentions(raw json.RawMessage) string {
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
		return "there is none: everything in the text would mention"
	}
	var allowed struct {
		Parse   opt[[]string] `json:"parse"`
		Users   []string      `json:"users"`
		Roles   []string      `json:"roles"`
		Replied bool          `json:"replied_user"`
	}
	err := json.Unmarshal(raw, &allowed)
	switch {
	case err != nil:
		return err.Error()
	case !allowed.Parse.Set:
		return "parse is missing in " + string(raw)
	case allowed.Parse.V == nil:
		return "parse is null, not empty"
	case len(allowed.Parse.V)+len(allowed.Users)+len(allowed.Roles) > 0 || allowed.Replied:
		return string(raw) + " allows mentions"
	}
	return ""
}

// checkFlags records flags that nothing comes of.
func (s *Server) checkFlags(c *call, d *draft, create bool) {
	known := FlagSuppressEmbeds | flagV2
	if create {
		known |= flagQuiet
	}
	if create && !strings.HasPrefix(c.route, "/channels/") {
		known |= FlagEphemeral
	}
	switch {
	case d.Flags.V&^known == 0:
	case d.Flags.V&FlagEphemeral != 0:
		s.breach(c, "ephemeral", "only a first answer and a followup can be ephemeral")
	default:
		s.breach(c, "flags", "%d holds flags that cannot be set here", d.Flags.V)
	}
}

func tooLong(field string, limit int) *answer {
	a := invalid(field, "Must be %d or fewer in length.", limit)
	return &a
}

func checkEmbeds(list []Embed) *answer {
	if len(list) > maxEmbeds {
		return tooLong("embeds", maxEmbeds)
	}
	sum := 0
	for _, e := range list {
		n, no := e.check()
		if no != nil {
			return no
		}
		sum += n
	}
	if sum > maxInAll {
		a := invalid("embeds", "Embed size exceeds maximum size of %d", maxInAll)
		return &a
	}
	return nil
}

// check measures an embed against the limits of its parts and counts its characters.
func (e Embed) check() (int, *answer) {
	type part struct {
		name, text string
		limit      int
	}
	parts := []part{{"title", e.Title, 256}, {"description", e.Description, 4096}}
	if e.Author != nil {
		parts = append(parts, part{"author", e.Author.Name, 256})
	}
	if e.Footer != nil {
		parts = append(parts, part{"footer", e.Footer.Text, 2048})
	}
	if len(e.Fields) > 25 {
		return 0, tooLong("embeds", 25)
	}
	for _, f := range e.Fields {
		if f.Name == "" || f.Value == "" {
			a := invalid("embeds", "This field is required")
			return 0, &a
		}
		parts = append(parts, part{"field name", f.Name, 256}, part{"field value", f.Value, 1024})
	}
	sum := 0
	for _, p := range parts {
		n := utf8.RuneCountInString(p.text)
		if n > p.limit {
			return 0, tooLong("embeds."+p.name, p.limit)
		}
		sum += n
	}
	return sum, nil
}
