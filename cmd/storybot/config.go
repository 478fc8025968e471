package main

import (
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"time"

	discordwire "github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/limit"
)

// Config is every setting, read and checked.
type Config struct {
	Stories        []string      // the entries of STORIES; none: the sample
	AllowHosts     []string      // host or host:port
	Every          time.Duration // between two looks at a source; 0: none by itself
	DataDir        string
	Database       string        // the address of the database that has the stories; empty: DATA_DIR has them
	Weaviate       string        // the addresses of the nodes that find passages; empty: this process does
	KeepVersions   time.Duration // of replaced versions; 0: for ever
	KeepJournal    time.Duration // of answers; 0: for ever
	HTTPAddr       string        // empty: no web channel
	HTTPHosts      []string
	HTTPFrames     []string // origins
	Proxies        []netip.Prefix
	UserHeader     string // of the proxies; empty: none
	Password       string // of the channel's readers; empty: none
	AdminToken     string
	DiscordToken   string
	DiscordGuild   string
	DiscordContent bool // Discord shows the bot all messages
	Shards         discordwire.Part
	DiscordAPI     string
	Operators      []string
	PerAddress     limit.Rate // of the web channel; zero: any number
	PerUser        limit.Rate
	PerChannel     limit.Rate
	PerServer      limit.Rate
	PerDay         int
	Queue          int
	TokensADay     int
	Key            string
	BaseURL        string
	Model          string
	ModelPatience  time.Duration // until the extract stands in for a slow model; 0: never
	EmbeddingModel string
	CheckModel     string // checks claims; empty: Model
	CheckByRules   bool   // no model checks claims
	Zone           *time.Location
	LogLevel       slog.Level
	LogFormat      string
}

// openAI is where a key without a base URL belongs.
const openAI = "https://api.openai.com/v1"

// HasModel reports whether a language model is switched on: by a key, or by the
// address of a server that may not need one.
func (c *Config) HasModel() bool { return c.Key != "" || c.BaseURL != openAI }

// setting is one row of the table from which the flags, `storybot config`,
// .env.example and the table of docs/settings.md are made.
type setting struct {
	name    string
	initial string // the default
	help    string
	secret  bool // masked wherever it is shown
	empty   bool // an empty value is a value of its own, not the default
	many    bool // its flag may be given several times
	put     func(c *Config, value string) error
}

// flag is the name of the setting's flag: DATA_DIR's is data-dir.
func (s *setting) flag() string { return strings.ReplaceAll(strings.ToLower(s.name), "_", "-") }

// settings is the one table of settings.
func settings() []setting {
	return []setting{
		{name: "STORIES", many: true, put: putStories,
			help: "what to load: folders, files, feeds, sitemaps, web pages and lists of sources (stories.yaml), separated by spaces or newlines, in quotes where a name has spaces; empty: the sample stories"},
		{name: "ALLOW_HOSTS", many: true, put: putAllowHosts,
			help: "hosts (or host:port) that STORIES may name though they are not public or their port is neither 80 nor 443"},
		{name: "RELOAD_INTERVAL", initial: "15m", put: putEvery,
			help: "how often a running bot looks at each source again, such as 15m or 2h; folders and files of this computer are watched besides; 0: never"},
		{name: "DATA_DIR", initial: ".storybot", put: putDataDir,
			help: "the folder of the databases and the index; one process owns it"},
		{name: "DATABASE_URL", secret: true, put: putDatabase,
			help: "a PostgreSQL database that has the stories and the journal, for any number of processes, such as postgres://user@host:5432/name, with the password after the user and a colon; each holds a copy of the stories in its DATA_DIR; empty: DATA_DIR has them"},
		{name: "WEAVIATE_URL", secret: true, put: putWeaviate,
			help: "the nodes of a Weaviate (1.35 or a newer 1, up to three nodes) that finds passages, such as http://10.0.0.1:8080, with a key as https://:key@host:8080, and with ?grpc=50061 behind it where gRPC is not at 50051, separated by commas or spaces; the stories stay where they are; empty: this process finds"},
		{name: "KEEP_VERSIONS", initial: "1y", put: putKeep(func(c *Config) *time.Duration { return &c.KeepVersions }),
			help: "how long a version of a story is kept after it was replaced, such as 30d or 1y; what a recorded answer cites is kept with it; 0: for ever"},
		{name: "KEEP_JOURNAL", initial: "90d", put: putKeep(func(c *Config) *time.Duration { return &c.KeepJournal }),
			help: "how long answers are recorded, with who asked and what was said of them, such as 90d; 0: for ever"},
		{name: "HTTP_ADDR", initial: "127.0.0.1:8080", empty: true, put: putAddr,
			help: "where the web channel listens, host:port; empty: off"},
		{name: "HTTP_HOSTS", many: true, put: putHosts,
			help: "names that the web channel is reached by, such as bot.example.org, beside this computer's own and numbers; separated by spaces or commas"},
		{name: "HTTP_FRAMES", many: true, put: putFrames,
			help: "sites whose pages may show the web channel in a frame, such as https://news.example.org, separated by spaces or commas; empty: none"},
		{name: "TRUSTED_PROXIES", many: true, put: putProxies,
			help: "addresses or networks of the proxies in front of the web channel, such as 127.0.0.1 or 10.0.0.0/8: who asks is whom they tell in X-Forwarded-For"},
		{name: "PROXY_USER_HEADER", put: putUserHeader,
			help: "the header in which trusted proxies name the user whom they let in, such as X-Forwarded-User; that user needs no CHANNEL_PASSWORD and is limited as one person"},
		{name: "CHANNEL_PASSWORD", secret: true, put: putPassword,
			help: "the password to the web channel, at least 8 characters, with any name or as a bearer token; empty: whoever reaches it may ask"},
		{name: "ADMIN_TOKEN", secret: true, put: putAdmin,
			help: "the password to the status page, at least 12 characters; without it the page is shown on this computer only, and reloads nothing"},
		{name: "DISCORD_TOKEN", secret: true, put: putDiscordToken,
			help: "the bot's token; joins Discord when set"},
		{name: "DISCORD_GUILD_ID", put: putGuild,
			help: "the home server: operators' commands live only there"},
		{name: "DISCORD_API_URL", initial: "https://discord.com", put: putDiscordAPI,
			help: "another scheme and host for Discord's REST API, such as a rate-limit proxy"},
		{name: "DISCORD_MESSAGE_CONTENT", initial: "off", put: putDiscordContent,
			help: "on: in threads that it has answered in, the bot takes every message as a question; turn on Message Content Intent in the developer portal first"},
		{name: "SHARDS", put: putShards,
			help: "which of a large bot's connections to Discord this process makes, such as 2/16 or 0-7/16 (the first is 0); empty: all that Discord recommends"},
		{name: "OPERATOR_IDS", many: true, put: putOperators,
			help: "ids of the users who may reload and administrate, separated by spaces or commas"},
		{name: "LIMIT_ADDRESS", initial: "20/10s", put: putRate(func(c *Config) *limit.Rate { return &c.PerAddress }),
			help: "how many requests that ask or search one address may send to the web channel in how much time; 0: any number"},
		{name: "LIMIT_USER", initial: "10/1m", put: putRate(func(c *Config) *limit.Rate { return &c.PerUser }),
			help: "how many questions one user may ask in how much time; 0: any number"},
		{name: "LIMIT_CHANNEL", initial: "30/1m", put: putRate(func(c *Config) *limit.Rate { return &c.PerChannel }),
			help: "the same of one Discord channel"},
		{name: "LIMIT_SERVER", initial: "90/1m", put: putRate(func(c *Config) *limit.Rate { return &c.PerServer }),
			help: "the same of one Discord server"},
		{name: "LIMIT_DAY", initial: "300", put: putCount(func(c *Config) *int { return &c.PerDay }),
			help: "how many questions one user may ask in a day (UTC); 0: any number"},
		{name: "LIMIT_QUEUE", initial: "3", put: putCount(func(c *Config) *int { return &c.Queue }),
			help: "how many questions of one conversation may wait for the one being answered; 0: none waits for another"},
		{name: "TOKENS_A_DAY", initial: "2000000", put: putCount(func(c *Config) *int { return &c.TokensADay }),
			help: "tokens of the language model in a day (UTC), after which answers are the stories' own sentences; 0: any number"},
		{name: "OPENAI_API_KEY", secret: true, put: putKey,
			help: "key of the model's server; a key or a base URL switches the model on"},
		{name: "OPENAI_BASE_URL", initial: openAI, put: putBaseURL,
			help: "any OpenAI-compatible server: OpenAI, Ollama, vLLM, llama.cpp, LocalAI"},
		{name: "OPENAI_MODEL", initial: "gpt-5-mini", put: putModel,
			help: "the chat model"},
		{name: "MODEL_PATIENCE", initial: "20s", put: putPatience,
			help: "how long the model may take to its first sentence until the stories' own sentences stand in, such as 20s; 0: they never do"},
		{name: "CHECK", initial: "model", put: putCheck,
			help: "what judges the model's claims: rules and then a model, or rules alone; model or rules"},
		{name: "OPENAI_CHECK_MODEL", put: putCheckModel,
			help: "the model that checks claims, such as bespoke-minicheck; empty: OPENAI_MODEL"},
		{name: "OPENAI_EMBEDDING_MODEL", put: putEmbedding,
			help: "the embedding model; switches search by meaning on"},
		{name: "TIME_ZONE", initial: "Local", put: putZone,
			help: "in which \"today\" is, and the clock of dates that name no zone, such as Europe/Rome; Local: the computer's own"},
		{name: "LOG_LEVEL", initial: "info", put: putLevel,
			help: "debug, info (told by serve only), warn or error"},
		{name: "LOG_FORMAT", initial: "text", put: putFormat,
			help: "text or json"},
	}
}

// together checks what depends on several settings.
func (c *Config) together() []error {
	if _, err := sources(c); err != nil {
		return []error{fmt.Errorf("STORIES: %w", err)}
	}
	if c.EmbeddingModel != "" && !c.HasModel() {
		return []error{fmt.Errorf("OPENAI_EMBEDDING_MODEL is set, but neither OPENAI_API_KEY nor OPENAI_BASE_URL says where to reach it")}
	}
	if c.UserHeader != "" && len(c.Proxies) == 0 {
		return []error{fmt.Errorf("PROXY_USER_HEADER is set, but TRUSTED_PROXIES names no proxy whose word is believed")}
	}
	return nil
}
