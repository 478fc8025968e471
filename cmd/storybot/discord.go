package main

import (
	"log/slog"
	"net/url"

	"github.com/storybot/storybot/bot/discord"
)

// discordBot is the bot in Discord; nil without a token.
func discordBot(c *Config, d *parts, log *slog.Logger) *discord.Bot {
	if c.DiscordToken == "" {
		return nil
	}
	b := &discord.Bot{
		Desk: d.desk(), Token: c.DiscordToken, API: c.DiscordAPI,
		Home: c.DiscordGuild, Operators: c.Operators, Log: log,
	}
	if d.journal != nil {
		b.Journal = postings{d.journal}
	}
	if u, err := url.Parse(c.BaseURL); err == nil && c.HasModel() {
		b.Privacy = "To answer, questions and passages of the stories are sent to the language model at " + u.Host + "."
	}
	return b
}
