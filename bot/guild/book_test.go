package guild

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// shelf is a store in memory.
type shelf struct {
	kept   map[string]string
	secret string
	err    error
}

func (s *shelf) Kept(context.Context) (map[string]string, error) { return maps.Clone(s.kept), s.err }
func (s *shelf) Secret(context.Context) ([]byte, error)          { return []byte(s.secret), s.err }
func (s *shelf) Keep(_ context.Context, key, text string) error {
	if s.err != nil {
		return s.err
	}
	if delete(s.kept, key); text != "" {
		s.kept[key] = text
	}
	return nil
}

func book(t *testing.T, s *shelf) *Book {
	t.Helper()
	b, err := Open(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBook: what is set holds at once and in the next run, and no ID of a user is kept.
func TestBook(t *testing.T) {
	t.Parallel()
	s := &shelf{kept: map[string]string{"server:7": "no JSON", "of another": "x"}, secret: "one"}
	b := book(t, s)
	ctx := t.Context()
	set, err := b.Change(ctx, home, func(s *Settings) { s.Channels, s.Language = []string{here, "x"}, "tlh" })
	if want := (Settings{Channels: []string{here}}); err != nil || !reflect.DeepEqual(set, want) {
		t.Fatalf("%+v, %v, want %+v", set, err, want)
	}
	const mallory, bob = "41414141", "42424242"
	if err := errors.Join(b.BlockServer(ctx, "77", true), b.BlockUser(ctx, mallory, true), b.BlockUser(ctx, bob, true), b.BlockUser(ctx, bob, false)); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "x", "1 OR 1"} {
		_, err := b.Change(ctx, bad, func(*Settings) {})
		if err == nil || b.BlockUser(ctx, bad, true) == nil || b.BlockServer(ctx, bad, true) == nil {
			t.Errorf("%q was taken for an ID", bad)
		}
	}
	for name, b := range map[string]*Book{"at once": b, "in the next run": book(t, s)} {
		for who, c := range map[string]struct {
			event Event
			user  string
			want  Reason
		}{
			"the channel":            {Event{Where: Where{Server: home, Channel: here}}, bob, Allowed},
			"another channel":        {Event{Where: Where{Server: home, Channel: there}}, bob, Elsewhere},
			"another server":         {Event{Where: Where{Server: "7", Channel: there}}, bob, Allowed},
			"a blocked server":       {Event{Where: Where{Server: "77", Channel: there}}, bob, Blocked},
			"a blocked user":         {Event{Where: Where{Server: home, Channel: here}}, mallory, Blocked},
			"a blocked user's words": {Event{Where: Where{Channel: there}}, mallory, Blocked},
			"nobody":                 {Event{Where: Where{Channel: there}}, "", Allowed},
		} {
			if v := b.Judge(c.event, c.user); v.Reason != c.want {
				t.Errorf("%s, %s: %v, want %v", name, who, v.Reason, c.want)
			}
		}
		if servers, users := b.Blocked(); !slices.Equal(servers, []string{"77"}) || users != 1 {
			t.Errorf("%s: blocked %v, %d", name, servers, users)
		}
	}
	for key, text := range s.kept {
		if strings.Contains(key+text, mallory) || strings.Contains(key+text, bob) {
			t.Errorf("the ID of a user is kept: %s %s", key, text)
		}
	}
	s.err = errors.New("the disk is full")
	if set, err := b.Change(ctx, home, func(s *Settings) { s.Channels = nil }); err == nil || len(set.Channels) != 1 || len(b.Settings(home).Channels) != 1 {
		t.Errorf("what could not be kept holds: %+v, %v", set, err)
	}
	if b.BlockUser(ctx, bob, true) == nil || b.Judge(Event{}, bob).Reason != Allowed {
		t.Error("what could not be kept holds")
	}
}

// TestMeet: a server is greeted once, whatever else is set for it; a blocked one is not.
func TestMeet(t *testing.T) {
	t.Parallel()
	s := &shelf{kept: map[string]string{}}
	b := book(t, s)
	if err := b.BlockServer(t.Context(), "9", true); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Change(t.Context(), "8", func(s *Settings) { s.Place = InThread }); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id   string
		want bool
	}{{"7", true}, {"7", false}, {"8", true}, {"8", false}, {"9", false}} {
		if first, err := b.Meet(t.Context(), c.id); first != c.want || err != nil {
			t.Errorf("%s: %v, %v, want %v", c.id, first, err, c.want)
		}
	}
	if first, err := book(t, s).Meet(t.Context(), "7"); first || err != nil {
		t.Errorf("in the next run: %v, %v", first, err)
	}
	if b.Settings("8").Place != InThread {
		t.Error("meeting a server changed what is set there")
	}
	if v := (*Book)(nil).Judge(Event{Where: Where{Server: "7"}}, "1"); v.Reason != Allowed {
		t.Errorf("without a book: %v", v.Reason)
	}
}

// TestAudience: where a server allows nothing of what the operators allow, its audience is
// not everything.
func TestAudience(t *testing.T) {
	t.Parallel()
	b := book(t, &shelf{kept: map[string]string{}})
	if _, err := b.Change(t.Context(), home, func(s *Settings) { s.Collections = []string{"a", "b"} }); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		server          string
		operators, want []string
	}{
		"all of it":      {home, nil, []string{"a", "b"}},
		"some":           {home, []string{"b", "c"}, []string{"b"}},
		"none":           {home, []string{"c"}, []string{nothing}},
		"another server": {"7", []string{"c"}, []string{"c"}},
		"no server":      {"", nil, nil},
	} {
		if got := b.Audience(Where{Server: c.server}, c.operators); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := (*Book)(nil).Audience(Where{Server: home}, []string{"c"}); !slices.Equal(got, []string{"c"}) {
		t.Errorf("without a book: %q", got)
	}
}
