package main

import (
	"log/slog"
	"net/url"

	"github.com/storybot/storybot/bot/discord"
)

// discordBot is the bot in Discord.
func discordBot(c *Config, p *parts, log *slog.Logger) *discord.Bot {
	b := &discord.Bot{
		Desk: p.desk(), Token: c.DiscordToken, API: c.DiscordAPI,
		Home: c.DiscordGuild, Operators: c.Operators, Log: log,
	}
	if p.journal != nil {
		b.Journal = postings{p.journal}
	}
	if u, err := url.Parse(c.BaseURL); err == nil && c.HasModel() {
		b.Privacy = "To answer, questions and passages of the stories are sent to the language model at " + u.Host + "."
	}
	return b
}
