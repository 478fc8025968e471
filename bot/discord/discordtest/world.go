package discordtest

import (
	"strconv"
	"time"
)

// Permissions of the bot in a channel, as Discord numbers them.
const (
	AddReactions        int64 = 1 << 6
	ViewChannel         int64 = 1 << 10
	SendMessages        int64 = 1 << 11
	EmbedLinks          int64 = 1 << 14
	ReadMessageHistory  int64 = 1 << 16
	CreatePublicThreads int64 = 1 << 35
	SendInThreads       int64 = 1 << 38
	Administrator       int64 = 1 << 3

	usualPermissions = AddReactions | ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory | CreatePublicThreads | SendInThreads
)

// Kinds of channels.
const (
	textChannel   = 0
	dmChannel     = 1
	publicThread  = 11
	privateThread = 12
)

// User is a user as Discord shows one.
type User struct {
	ID            string    `json:"id"`
	Username      string    `json:"username"`
	Avatar        *string   `json:"avatar"`
	Discriminator string    `json:"discriminator"`
	PublicFlags   int       `json:"public_flags"`
	Flags         int       `json:"flags"`
	Bot           bool      `json:"bot,omitempty"`
	GlobalName    *string   `json:"global_name"`
	PrimaryGuild  *struct{} `json:"primary_guild"`
}

// Mention is the text that mentions the user.
func (u User) Mention() string { return "<@" + u.ID + ">" }

// Member is a user in a guild.
type Member struct {
	User        *User     `json:"user,omitempty"`
	Roles       []string  `json:"roles"`
	JoinedAt    time.Time `json:"joined_at"`
	Deaf        bool      `json:"deaf"`
	Mute        bool      `json:"mute"`
	Flags       int       `json:"flags"`
	Permissions string    `json:"permissions,omitempty"`
}

// Guild is a server the bot is in.
type Guild struct {
	ID   string
	Name string

	joined   time.Time // when the bot did
	timedOut bool      // the bot is
	role     string    // that came with the bot
}

// Channel is a text channel, a thread or a DM.
type Channel struct {
	ID      string
	GuildID string // empty: a DM
	Name    string
	Parent  string // of a thread
	Type    int
	With    string // the other user of a DM

	permissions int64
	threadOf    string // the message a thread hangs on
	owner       string
	archived    bool
	locked      bool
	foreign     bool          // the bot is not there
	every       time.Duration // slow mode: the bot may write once in this time
	wrote       time.Time     // when it last did
	blocked     string        // by the server's AutoMod
	messages    []*Message
	nonces      map[string]string // to message ids
}

type world struct {
	users     map[string]*User
	guilds    map[string]*Guild
	channels  map[string]*Channel
	powers    map[string]int64     // what users may do in guilds, by user id
	roles     map[string][]string  // of users, by user id
	history   map[string][]Message // every state of the bot's messages
	files     map[string]string    // what hangs on messages, by its id
	reactions map[string][]string  // the bot's, by message id
	locales   locales              // of people and guilds
}

func newWorld() world {
	return world{
		users: map[string]*User{}, guilds: map[string]*Guild{},
		channels: map[string]*Channel{}, powers: map[string]int64{}, roles: map[string][]string{},
		history: map[string][]Message{}, reactions: map[string][]string{}, files: map[string]string{}, locales: locales{},
	}
}

// AddUser makes a person.
func (s *Server) AddUser(name string) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := &User{ID: s.newID(), Username: name, Discriminator: "0", GlobalName: &name}
	s.users[u.ID] = u
	return *u
}

// AddBot makes another bot.
func (s *Server) AddBot(name string) User {
	u := s.AddUser(name)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.ID].Bot = true
	return *s.users[u.ID]
}

// Empower gives a user permissions in all guilds (a server's own admin: [Administrator]).
func (s *Server) Empower(u User, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.powers[u.ID] = permissions
}

// AddGuild makes a guild and has the bot join it.
func (s *Server) AddGuild(name string) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID += 1 << 22 // the next shard's
	g := &Guild{ID: s.newID(), Name: name, joined: epoch}
	g.role = s.newID()
	s.guilds[g.ID] = g
	s.emit(event{name: "GUILD_CREATE", about: g.ID, guild: g.ID, intent: intentGuilds, data: s.guildCreate(g)})
	return g
}

// AddChannel makes a text channel in a guild.
func (s *Server) AddChannel(g *Guild, name string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Channel{ID: s.newID(), GuildID: g.ID, Name: name, permissions: usualPermissions}
	s.channels[c.ID] = c
	s.emit(event{name: "CHANNEL_CREATE", about: c.ID, guild: c.GuildID, intent: intentGuilds, data: s.wireChannel(c)})
	return c
}

// Permit sets what the bot may do in a channel.
func (s *Server) Permit(c *Channel, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[c.ID].permissions = permissions
}

// RemoveChannel deletes a channel or thread and all in it.
func (s *Server) RemoveChannel(c *Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := "CHANNEL_DELETE"
	if c.thread() {
		name = "THREAD_DELETE"
	}
	s.emit(event{name: name, about: c.ID, guild: c.GuildID, intent: intentGuilds, data: s.wireChannel(c)})
	delete(s.channels, c.ID)
}

// RemoveGuild throws the bot out of a guild.
func (s *Server) RemoveGuild(g *Guild) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, c := range s.channels {
		if c.GuildID == g.ID {
			delete(s.channels, id)
		}
	}
	delete(s.guilds, g.ID)
	s.emit(event{name: "GUILD_DELETE", about: g.ID, guild: g.ID, intent: intentGuilds, data: unready{ID: g.ID}})
}

// dm is the DM channel of the bot and a user, made on first use; the lock is held.
func (s *Server) dm(user string) *Channel {
	for _, c := range s.channels {
		if c.With == user && !c.foreign {
			return c
		}
	}
	c := &Channel{ID: s.newID(), Type: dmChannel, With: user, permissions: usualPermissions}
	s.channels[c.ID] = c
	return c
}

func (c *Channel) thread() bool { return c.Type == publicThread || c.Type == privateThread }

// may reports whether the bot has all these permissions in the channel; the lock is held.
func (s *Server) may(c *Channel, permissions int64) bool {
	return s.allowed(c)&permissions == permissions
}

func (s *Server) allowed(c *Channel) int64 {
	if parent := s.channels[c.Parent]; parent != nil {
		return parent.permissions & c.permissions
	}
	return c.permissions
}

func (s *Server) permissionText(c *Channel) string { return strconv.FormatInt(s.allowed(c), 10) }

func (s *Server) member(user string) *Member {
	return &Member{Roles: append([]string{}, s.roles[user]...), JoinedAt: epoch}
}
