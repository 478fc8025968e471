package discordtest

import "net/http"

// routes are the paths of the API that a bot of our kind uses. Each is written as the
// OpenAPI description writes it, so that its schema is found by it. What is not here
// is answered with 404 and recorded.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	add := func(method, route string, do func(*Server, *call) answer) {
		mux.Handle(method+" "+route, s.handle(route, false, do))
	}
	// by its token in the path alone
	open := func(method, route string, do func(*Server, *call) answer) {
		mux.Handle(method+" "+route, s.handle(route, true, do))
	}
	open("GET", "/gateway", (*Server).getGateway)
	add("GET", "/gateway/bot", (*Server).getGatewayBot)
	add("GET", "/users/@me", (*Server).getMe)
	add("GET", "/applications/@me", (*Server).getApplication)
	add("POST", "/users/@me/channels", (*Server).openDM)

	add("GET", "/guilds/{guild_id}", (*Server).getGuild)
	add("GET", "/guilds/{guild_id}/channels", (*Server).getChannels)
	add("GET", "/guilds/{guild_id}/members/{user_id}", (*Server).getMember)
	add("GET", "/guilds/{guild_id}/roles", (*Server).getRoles)
	add("GET", "/channels/{channel_id}", (*Server).getChannel)
	add("POST", "/channels/{channel_id}/typing", (*Server).startTyping)
	add("POST", "/channels/{channel_id}/threads", (*Server).startThread)
	add("POST", "/channels/{channel_id}/messages/{message_id}/threads", (*Server).startThread)
	add("GET", "/channels/{channel_id}/messages", (*Server).listMessages)
	add("POST", "/channels/{channel_id}/messages", (*Server).createMessage)
	add("GET", "/channels/{channel_id}/messages/{message_id}", (*Server).getMessage)
	add("PATCH", "/channels/{channel_id}/messages/{message_id}", (*Server).editMessage)
	add("DELETE", "/channels/{channel_id}/messages/{message_id}", (*Server).deleteMessage)

	add("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", (*Server).addReaction)

	open("POST", "/interactions/{interaction_id}/{interaction_token}/callback", (*Server).callback)
	open("POST", "/webhooks/{webhook_id}/{webhook_token}", (*Server).followUp)
	const original, message = "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
		"/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
	for _, route := range []string{original, message} {
		open("GET", route, (*Server).getResponse)
		open("PATCH", route, (*Server).editResponse)
		open("DELETE", route, (*Server).deleteResponse)
	}
	for _, route := range []string{
		"/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands",
	} {
		add("GET", route, (*Server).getCommands)
		add("PUT", route, (*Server).overwriteCommands)
	}
	mux.Handle("/", s.handle("", true, func(s *Server, c *call) answer {
		s.breach(c, "unknown route", "this server does not know it")
		return refuse(http.StatusNotFound, 0, "404: Not Found")
	}))
	return mux
}

type gatewayBot struct {
	URL    string     `json:"url"`
	Shards int        `json:"shards"`
	Limit  startLimit `json:"session_start_limit"`
}

type startLimit struct {
	Total       int `json:"total"`
	Remaining   int `json:"remaining"`
	ResetAfter  int `json:"reset_after"`
	Concurrency int `json:"max_concurrency"`
}

func (s *Server) getGateway(*call) answer {
	return ok(struct {
		URL string `json:"url"`
	}{s.GatewayURL()})
}

func (s *Server) getGatewayBot(*call) answer {
	limit := startLimit{Total: s.opts.Starts, Remaining: max(0, s.opts.Starts-s.tried), ResetAfter: 14400000, Concurrency: s.opts.Concurrency}
	return ok(gatewayBot{URL: s.GatewayURL(), Shards: s.opts.Shards, Limit: limit})
}

func (s *Server) getMe(*call) answer {
	return ok(struct {
		User
		MFA    bool   `json:"mfa_enabled"`
		Locale string `json:"locale"`
	}{s.Bot, false, "en-US"})
}
