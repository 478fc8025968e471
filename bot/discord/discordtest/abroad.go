package discordtest

// locales are the languages of people's Discord and of servers, by their IDs.
type locales map[string]string

func (l locales) of(id string) string {
	if tag := l[id]; tag != "" {
		return tag
	}
	return "en-US"
}

// Speak sets the language of a user's Discord, or of a guild, by its ID. The guild's is
// told by GUILD_UPDATE.
func (s *Server) Speak(id, locale string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.locales[id] = locale
	if g := s.guilds[id]; g != nil {
		s.emit(event{name: "GUILD_UPDATE", about: g.ID, guild: g.ID, intent: intentGuilds, data: s.guildCreate(g)})
	}
}

// AddForeign makes a channel of a guild that the bot is not in: there it is heard of only by
// the commands of people who have installed it for themselves.
func (s *Server) AddForeign(name string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Channel{ID: s.newID(), GuildID: s.newID(), Name: name, foreign: true}
	s.channels[c.ID] = c
	return c
}

// AddPrivate makes the direct messages of two people, which the bot is no part of.
func (s *Server) AddPrivate(with User) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Channel{ID: s.newID(), Type: dmChannel, With: with.ID, foreign: true}
	s.channels[c.ID] = c
	return c
}

// maxFollowUps is how many messages may follow the first where the bot is not.
const maxFollowUps = 5

// contextOf is where a command is used: 0 in a guild, 1 with the bot, 2 among others.
func contextOf(c *Channel) int {
	switch {
	case c.GuildID != "":
		return 0
	case c.foreign:
		return 2
	}
	return 1
}

// ownersOf tell who has brought the bot to where somebody uses it.
func ownersOf(c *Channel, u User) map[string]string {
	switch {
	case c.foreign:
		return map[string]string{"1": u.ID}
	case c.GuildID == "":
		return map[string]string{"0": "0"}
	}
	return map[string]string{"0": c.GuildID}
}

// getApplication tells how the bot may be installed.
func (s *Server) getApplication(*call) answer {
	type way struct{}
	ways := map[string]way{"0": {}}
	if !s.opts.NoUserInstall {
		ways["1"] = way{}
	}
	return ok(struct {
		ID   string         `json:"id"`
		Name string         `json:"name"`
		Ways map[string]way `json:"integration_types_config"`
	}{s.AppID, s.Bot.Username, ways})
}
