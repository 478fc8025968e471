package guild

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// Store keeps short texts under keys. It is an interface because they are on a disk.
type Store interface {
	// Kept returns all texts, by their keys.
	Kept(ctx context.Context) (map[string]string, error)
	// Keep keeps a text in place of that before; an empty one: nothing any more.
	Keep(ctx context.Context, key, text string) error
	// Secret returns random bytes, the same each time.
	Secret(ctx context.Context) ([]byte, error)
}

// Book is the settings of all servers, and who is blocked. It may be used by many
// goroutines. Of a user who is blocked it keeps a mark by which they are known again,
// not their ID.
type Book struct {
	store  Store
	secret []byte
	write  sync.Mutex // held from what is read of the servers until it is kept

	mu      sync.RWMutex
	servers map[string]server
	users   map[string]bool // blocked, by their mark
}

// server is what is kept of one.
type server struct {
	Settings Settings `json:"settings,omitzero"`
	Blocked  bool     `json:"blocked,omitempty"`
	Met      bool     `json:"met,omitempty"` // it was greeted, or need not be

	channels map[string]Own // that have something of their own, in rows of their own; it is never changed, but replaced
}

// The beginnings of keys.
const (
	serverKey  = "server:"
	channelKey = "channel:" // of a server and a channel
	userKey    = "user:"
)

// Open reads all that a store keeps. What cannot be understood is as if it were not there.
func Open(ctx context.Context, s Store) (*Book, error) {
	b := &Book{store: s, servers: make(map[string]server), users: make(map[string]bool)}
	var err error
	if b.secret, err = s.Secret(ctx); err != nil {
		return nil, fmt.Errorf("read the settings of servers: %w", err)
	}
	all, err := s.Kept(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the settings of servers: %w", err)
	}
	for key, text := range all {
		if id, is := strings.CutPrefix(key, serverKey); is {
			var kept server
			if json.Unmarshal([]byte(text), &kept) == nil {
				kept.Settings, kept.channels = kept.Settings.clean(), b.servers[id].channels
				b.servers[id] = kept
			}
		} else if key, is := strings.CutPrefix(key, channelKey); is {
			b.ofChannel(key, text)
		} else if mark, is := strings.CutPrefix(key, userKey); is {
			b.users[mark] = true
		}
	}
	return b, nil
}

// Judge is the Judge of this book: by the settings that hold where the event is, of which
// user is somebody. A nil book changes nothing.
func (b *Book) Judge(e Event, user string) Verdict {
	if b == nil {
		return Judge(Settings{}, false, e)
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	at := b.servers[e.Server]
	return Judge(at.at(e.Where), at.Blocked || b.users[b.mark(user)], e)
}

// Settings returns those of a server; what its channels have of their own is not in them.
func (b *Book) Settings(id string) Settings {
	if b == nil {
		return Settings{}
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.servers[id].Settings
}

// Change changes the settings of a server, and returns them as they are now. Where they
// cannot be kept they stay as they were.
func (b *Book) Change(ctx context.Context, id string, change func(s *Settings)) (Settings, error) {
	now, err := b.change(ctx, id, func(s *server) {
		change(&s.Settings)
		s.Settings = s.Settings.clean()
	})
	return now.Settings, err
}

// BlockServer blocks a server, or no longer. What was set there stays.
func (b *Book) BlockServer(ctx context.Context, id string, blocked bool) error {
	_, err := b.change(ctx, id, func(s *server) { s.Blocked = blocked })
	return err
}

// Meet notes that a server is known, and reports whether it was not before: who is to
// greet it must be the first, whatever happens then. A blocked one is not to be greeted.
func (b *Book) Meet(ctx context.Context, id string) (first bool, err error) {
	was := server{}
	b.mu.RLock()
	known := b.servers[id].Met
	b.mu.RUnlock()
	if known {
		return false, nil
	}
	_, err = b.change(ctx, id, func(s *server) { was, s.Met = *s, true })
	return err == nil && !was.Met && !was.Blocked, err
}

func (b *Book) change(ctx context.Context, id string, change func(s *server)) (server, error) {
	if !isID(id) {
		return server{}, fmt.Errorf("change what is set for a server: %q is no ID", id)
	}
	b.write.Lock()
	defer b.write.Unlock()
	b.mu.RLock()
	was := b.servers[id]
	b.mu.RUnlock()
	now := was
	change(&now)
	text, err := json.Marshal(now)
	if err == nil {
		err = b.store.Keep(ctx, serverKey+id, string(text))
	}
	if err != nil {
		return was, fmt.Errorf("change what is set for a server: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.servers[id] = now
	return now, nil
}

// BlockUser blocks a user everywhere, or no longer.
func (b *Book) BlockUser(ctx context.Context, id string, blocked bool) error {
	if !isID(id) {
		return fmt.Errorf("block a user: %q is no ID", id)
	}
	b.write.Lock()
	defer b.write.Unlock()
	mark, text := b.mark(id), ""
	if blocked {
		text = "blocked"
	}
	if err := b.store.Keep(ctx, userKey+mark, text); err != nil {
		return fmt.Errorf("block a user: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if delete(b.users, mark); blocked {
		b.users[mark] = true
	}
	return nil
}

// Blocked returns the IDs of the servers that are blocked, in no order, and how many users are.
func (b *Book) Blocked() (servers []string, users int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for id, s := range b.servers {
		if s.Blocked {
			servers = append(servers, id)
		}
	}
	return servers, len(b.users)
}

// mark is what a user is known again by.
func (b *Book) mark(user string) string {
	h := hmac.New(sha256.New, b.secret)
	_, _ = h.Write([]byte("blocked user " + user)) // never fails
	return hex.EncodeToString(h.Sum(nil))
}

// nothing is a collection that no story is in.
const nothing = "\x00"

// Audience is the audience that Judge allows at a place, of what the operators allow
// there. Where it allows none, it is one of which there are no stories.
func (b *Book) Audience(w Where, operators []string) []string {
	both, some := narrow(operators, b.At(w).Collections)
	if !some {
		return []string{nothing}
	}
	return both
}
