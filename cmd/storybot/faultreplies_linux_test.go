package main

import (
	"time"
)

// said is a message to the bot in Discord.
type said struct {
	id        string
	runner    *member // runs the shard all the time; nil: maybe nobody does
	disturbed int64
}

// says says something to the bot in Discord.
func (c *cluster) says() {
	c.t.Helper()
	text, _ := c.paper.wording(4 * len(c.messages))
	m := said{runner: c.runner}
	if now := c.runs(); now == nil || now != c.runner {
		m.runner = nil
	} else {
		m.disturbed = now.disturbed.Load()
	}
	m.id = c.discord.Say(c.discord.AddUser("ada"), c.discord.Home, c.discord.Bot.Mention()+" "+text).ID
	c.messages = append(c.messages, m)
	c.counts.mentions++
}

// runs is the process that runs the shard; nil: nobody does who lives.
func (c *cluster) runs() *member {
	c.t.Helper()
	holder, live := c.shard()
	for _, m := range c.members {
		if name, _ := m.relay.found(holders); live && name == holder {
			return m
		}
	}
	return nil
}

// replied is within what a message is answered.
const replied = 20 * time.Second

// holdsReplies holds every message in Discord to have one answer at most, and those that came to a process that ran the
// shard all the time, and that nothing was done to, to have one; each is of one edition.
func (c *cluster) holdsReplies() {
	c.t.Helper()
	for began := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		replies := c.replies()
		waiting := 0
		for i := range c.messages {
			switch m := &c.messages[i]; {
			case replies[m.id] > 1:
				c.t.Errorf("the message %s has %d answers", m.id, replies[m.id])
			case replies[m.id] == 1 || m.runner == nil || m.runner.disturbed.Load() != m.disturbed:
				m.runner = nil
			case time.Since(began) > replied:
				c.t.Errorf("%s, which ran the shard and nothing was done to, does not answer the message %s", m.runner.name, m.id)
			default:
				waiting++
			}
		}
		if waiting == 0 || c.t.Failed() {
			c.counts.replies = len(replies)
			return
		}
	}
}

// replies are how many answers each message has.
func (c *cluster) replies() map[string]int {
	c.t.Helper()
	replies := make(map[string]int)
	for _, m := range c.discord.BotMessages(c.discord.Home) {
		if m.Reference != nil {
			replies[m.Reference.MessageID]++
		}
		if found := editionsIn(m.Content); len(found) > 1 {
			c.t.Errorf("a message mixes the editions %d: %s", found, m.Content)
		}
	}
	return replies
}
