package discordtest

import (
	"regexp"
	"slices"
)

// Post is something said. The zero value of every field but Author is the usual.
type Post struct {
	Author  User
	Channel *Channel // nil: the author's DM with the bot
	Text    string
	ReplyTo string // a message's id
	NoPing  bool   // of a reply: it does not mention whom it answers
	Webhook bool   // posted by a webhook
	Type    int    // of a system message (6: pinned, 7: joined, ...)
	File    string // the text of a file that hangs on it
	Embeds  []Embed
}

// Of users and of roles.
var (
	mentioned     = regexp.MustCompile(`<@!?(\d+)>`)
	roleMentioned = regexp.MustCompile(`<@&(\d+)>`)
)

// Post has someone say something and dispatches its MESSAGE_CREATE.
func (s *Server) Post(p Post) Message {
	s.t.Helper()
	s.mu.Lock()
	c := p.Channel
	if c == nil {
		c = s.dm(p.Author.ID)
	}
	m := s.newMessage(c.ID)
	m.Author, m.Content, m.Type = p.Author, p.Text, p.Type
	if p.Webhook {
		m.WebhookID = s.newID()
		m.Author.ID, m.Author.Bot = m.WebhookID, true
	}
	s.mentionAll(m)
	if p.File != "" {
		f := Attachment{ID: s.newID(), Name: "message.txt", Kind: "text/plain; charset=utf-8", Size: len(p.File)}
		f.URL = "http://" + filesHost + "/attachments/" + f.ID + "/message.txt?ex=1"
		f.ProxyURL = f.URL
		s.files[f.ID] = p.File
		m.Attachments = append(m.Attachments, f)
	}
	m.Embeds = append(m.Embeds, p.Embeds...)
	if p.ReplyTo != "" {
		to := s.find(c.ID, p.ReplyTo)
		if to == nil {
			s.mu.Unlock()
			s.t.Fatalf("discordtest: there is no message %s in that channel to reply to", p.ReplyTo)
			return Message{}
		}
		s.answers(m, to)
		if !p.NoPing {
			s.mention(m, to.Author.ID)
		}
	}
	defer s.mu.Unlock()
	s.put(m)
	return copyOf(m)
}

// mentionAll notes whom the text of a message mentions; the lock is held.
func (s *Server) mentionAll(m *Message) {
	for _, found := range mentioned.FindAllStringSubmatch(m.Content, -1) {
		s.mention(m, found[1])
	}
	m.MentionRoles = []string{}
	for _, found := range roleMentioned.FindAllStringSubmatch(m.Content, -1) {
		m.MentionRoles = append(m.MentionRoles, found[1])
	}
}

func (s *Server) mention(m *Message, id string) {
	u := s.users[id]
	if u == nil || slices.ContainsFunc(m.Mentions, func(o User) bool { return o.ID == id }) {
		return
	}
	m.Mentions = append(m.Mentions, *u)
}

// Say has a user write in a channel. [User.Mention] in the text mentions.
func (s *Server) Say(u User, c *Channel, text string) Message {
	s.t.Helper()
	return s.Post(Post{Author: u, Channel: c, Text: text})
}

// DM has a user write to the bot alone.
func (s *Server) DM(u User, text string) Message {
	s.t.Helper()
	return s.Post(Post{Author: u, Text: text})
}

// Reply has a user answer a message, which mentions its author.
func (s *Server) Reply(u User, c *Channel, message, text string) Message {
	s.t.Helper()
	return s.Post(Post{Author: u, Channel: c, Text: text, ReplyTo: message})
}

// Thread has a user start a thread in a channel, on a message or (id empty) on its own.
func (s *Server) Thread(u User, c *Channel, message, name string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newThread(c, s.find(c.ID, message), name, u.ID)
}

// ThreadOn is the thread that hangs on a message; nil if there is none.
func (s *Server) ThreadOn(message string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[message]; c != nil && c.threadOf == message {
		return c
	}
	return nil
}

// DMChannel is the DM channel of a user and the bot.
func (s *Server) DMChannel(u User) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dm(u.ID)
}

// Delete has a person delete a message.
func (s *Server) Delete(m Message) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if stored := s.find(m.ChannelID, m.ID); stored != nil {
		s.remove(stored)
		return
	}
	s.t.Errorf("discordtest: there is no message %s to delete", m.ID)
}

// Change has a person edit a message of their own.
func (s *Server) Change(m Message, text string) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	stored := s.find(m.ChannelID, m.ID)
	if stored == nil {
		s.t.Errorf("discordtest: there is no message %s to edit", m.ID)
		return
	}
	at := s.now()
	stored.Content, stored.EditedTimestamp = text, &at
	s.mentionAll(stored)
	s.announce("MESSAGE_UPDATE", stored)
}

// Messages are the messages of a channel as everyone sees them now, oldest first.
func (s *Server) Messages(c *Channel) []Message {
	return s.messagesOf(c, func(*Message) bool { return true })
}

// BotMessages are those of a channel's messages the bot wrote.
func (s *Server) BotMessages(c *Channel) []Message {
	return s.messagesOf(c, func(m *Message) bool { return m.Author.ID == s.Bot.ID })
}

func (s *Server) messagesOf(c *Channel, wanted func(*Message) bool) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Message{}
	if known := s.channels[c.ID]; known != nil {
		for _, m := range known.messages {
			if !m.Ephemeral() && wanted(m) {
				list = append(list, copyOf(m))
			}
		}
	}
	return list
}

// WaitMessage waits for a message of the bot in a channel that is as wanted; nil: any.
func (s *Server) WaitMessage(c *Channel, wanted func(Message) bool) Message {
	s.t.Helper()
	var found Message
	s.WaitFor("a message of the bot", func() bool {
		for _, m := range s.BotMessages(c) {
			if !m.Loading() && (wanted == nil || wanted(m)) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// History is every state a message of the bot has had, the first one first.
func (s *Server) History(message string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.history[message])
}
