package discordtest

import (
	"net/http"
	"strings"
)

// filesHost is where Discord keeps what hangs on messages.
const filesHost = "cdn.discordapp.com"

// serveFile serves what hangs on a message.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	s.mu.Lock()
	text, known := s.files[parts[min(2, len(parts)-1)]]
	s.mu.Unlock()
	if r.Header.Get("Authorization") != "" {
		s.t.Errorf("discordtest: the token was sent to %s", filesHost)
	}
	if !known {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(text)) // a client gone is the client's business
}

// roleWire is a role of a guild.
type roleWire struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Tags *struct {
		Bot string `json:"bot_id"`
	} `json:"tags,omitempty"`
}

// getRoles are a guild's roles: that of everyone, and the one that came with the bot.
func (s *Server) getRoles(c *call) answer {
	g := s.guilds[c.PathValue("guild_id")]
	if g == nil {
		return refuse(http.StatusNotFound, 10004, "Unknown Guild")
	}
	own := roleWire{ID: g.role, Name: s.Bot.Username, Tags: &struct {
		Bot string `json:"bot_id"`
	}{s.Bot.ID}}
	return ok([]roleWire{{ID: g.ID, Name: "@everyone"}, own})
}

// Role is the role that came with the bot into a guild.
func (g *Guild) Role() string { return g.role }
