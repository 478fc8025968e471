package web

import (
	"context"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// rack is a Shelf of several stories, newest first; a search finds the
// sentences that have all the capitalised words of the question.
type rack struct {
	fakeShelf
	stories []knowledge.Story
	loaded  *time.Time
	listed  *int
}

func (r rack) Info(context.Context) (knowledge.Info, error) {
	return knowledge.Info{Stories: len(r.stories), Loaded: *r.loaded}, nil
}

func (r rack) Stories(context.Context, string) (all []*knowledge.StoryInfo, err error) {
	*r.listed++
	for _, s := range r.stories {
		s.Text = ""
		all = append(all, &knowledge.StoryInfo{Story: s})
	}
	return all, nil
}

func (r rack) Story(_ context.Context, id string) (knowledge.Story, error) {
	for _, s := range r.stories {
		if s.ID == id && s.Text != "" {
			return s, nil
		}
	}
	return knowledge.Story{}, knowledge.ErrNotFound
}

func (r rack) Search(_ context.Context, q knowledge.Query) (f knowledge.Found, err error) {
	for _, s := range r.stories {
		for _, span := range text.English().Sentences(s.Text) {
			found := true
			for _, w := range text.English().Words(q.Text)[1:] {
				found = found && (!w.Upper || strings.Contains(span.Of(s.Text), w.Of(q.Text)))
			}
			if found {
				f.Hits = append(f.Hits, knowledge.Hit{Story: s, Span: span, Score: 10})
			}
		}
	}
	return f, nil
}

func racked(stories ...knowledge.Story) rack {
	return rack{stories: stories, loaded: new(time.Time), listed: new(int)}
}

func news(id, title, body string) knowledge.Story {
	return knowledge.Story{ID: id, Hash: id, Title: title, Text: body, Published: time.Date(2022, 1, 2, 0, 0, 0, 0, time.UTC)}
}

func TestExamples(t *testing.T) {
	t.Parallel()
	labelled := func(l knowledge.Label, s knowledge.Story) knowledge.Story { s.Label = l; return s }
	bell := news("a", "A bridge falls in Oldport", "Anna Bell, the mayor of Oldport, came at once. Trains are stopped.")
	ross := news("b", "The port of Oldport opens", "It rained. Carl Ross, a sailor of Ulm, sang a song.")
	dunn := news("c", "Nobody knows", "It rained. Dora Dunn, who painted ships, sold three boats.")
	said := news("d", "Rain", "The old bridge will be opened again in May, Emma Finch said on Friday.")
	other := news("e", "Snow", "The harbour needs two new cranes this year, said Gus Hale.")
	for name, c := range map[string]struct {
		stories []knowledge.Story
		want    []string
	}{
		"none":               {nil, nil},
		"who, and the topic": {[]knowledge.Story{bell, ross}, []string{"Who is Anna Bell?", "Who is Carl Ross?", "/summary A bridge falls in Oldport", "/timeline Oldport"}},
		"two of a kind":      {[]knowledge.Story{bell, ross, dunn}, []string{"Who is Anna Bell?", "Who is Carl Ross?", "/summary A bridge falls in Oldport", "/timeline Oldport"}},
		"said":               {[]knowledge.Story{said}, []string{"What did Emma Finch say?", "/summary Rain"}},
		"three at most":      {[]knowledge.Story{bell, said, ross, other}, []string{"Who is Anna Bell?", "What did Emma Finch say?", "Who is Carl Ross?", "/summary A bridge falls in Oldport", "/timeline Oldport"}},
		"news and wire":      {[]knowledge.Story{labelled(knowledge.Opinion, bell), labelled(knowledge.Wire, said)}, []string{"What did Emma Finch say?", "/summary A bridge falls in Oldport"}},
		"labelled news":      {[]knowledge.Story{labelled(knowledge.News, said)}, []string{"What did Emma Finch say?", "/summary Rain"}},
		"gone meanwhile":     {[]knowledge.Story{news("x", "Rain", ""), said}, []string{"What did Emma Finch say?", "/summary Rain"}},
		"another's answer":   {[]knowledge.Story{news("x", "Rain", "Anna Bell, the one."), bell}, []string{"Who is Anna Bell?", "/summary Rain"}},
	} {
		s := &Server{Shelf: racked(c.stories...)}
		made, err := s.makeExamples(t.Context())
		var got []string
		for _, e := range made {
			got = append(got, e.Ask)
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}

func TestExampleTopic(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		titles []string
		want   string
	}{
		"one title is not enough":   {[]string{"A fire in Oldport"}, ""},
		"two":                       {[]string{"A fire in Oldport", "The rain of Oldport"}, "Oldport"},
		"two words":                 {[]string{"A fire in the New Ulm", "The rain of New Ulm now", "Rain in Aberdeen"}, "New Ulm"},
		"not across a comma":        {[]string{"A fire in the Oldport, Ulm", "The rain of Oldport, Bonn it was"}, "Oldport"},
		"not the first word":        {[]string{"Oldport is on fire", "Oldport is in the rain"}, ""},
		"not where all are capital": {[]string{"Fire In Old Port Today", "Rain In Old Port Now"}, ""},
		"half of them are capital":  {[]string{"Fire in Oldport now", "Rain in Oldport now"}, "Oldport"},
		"no numbers":                {[]string{"The fire of 2022", "The rain of 2022"}, ""},
		"no short ones":             {[]string{"A fire in Ulm", "The rain of Ulm"}, ""},
		"no stop words":             {[]string{"A fire that They saw", "The rain that They saw"}, ""},
		"the most often":            {[]string{"A fire in Oldport", "The sun over Newport", "A rain in Newport", "Snow on the Newport way", "The rain of Oldport"}, "Newport"},
	} {
		var docs []*knowledge.StoryInfo
		for _, title := range c.titles {
			docs = append(docs, &knowledge.StoryInfo{Story: knowledge.Story{Title: title}})
		}
		if got := exampleTopic(docs); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestExamplesAreMadeOncePerLoad asks for them again, and after another load.
func TestExamplesAreMadeOncePerLoad(t *testing.T) {
	t.Parallel()
	shelf := racked(news("a", "Rain", "It rained."))
	ready := error(nil)
	s := &Server{Shelf: shelf, Desk: fakeDesk{}, Log: slog.New(slog.DiscardHandler), Ready: func(context.Context) error { return ready }}
	h := s.Handler()
	const made = `{"examples":[{"ask":"/summary Rain"}]}` + "\n"
	for i, c := range []struct {
		before func()
		want   string
		listed int
	}{
		{func() { ready = http.ErrServerClosed }, `{"examples":[]}` + "\n", 0},
		{func() { ready = nil }, made, 1},
		{func() {}, made, 1},
		{func() { *shelf.loaded = time.Unix(5, 0) }, made, 2},
		{func() {}, made, 2},
	} {
		c.before()
		if got := told(h, get("/api/examples")).Body.String(); got != c.want || *shelf.listed != c.listed {
			t.Errorf("%d: %s after %d listings, want %s after %d", i, got, *shelf.listed, c.want, c.listed)
		}
	}
	for name, c := range map[string]struct {
		loaded time.Time
		locked bool
		want   []Example
	}{
		"of this load":    {time.Unix(5, 0), false, []Example{{"/summary Rain"}}},
		"of another":      {time.Unix(6, 0), false, nil},
		"just being made": {time.Unix(5, 0), true, nil},
	} {
		if c.locked {
			s.examples.mu.Lock()
		}
		if got := s.examples.known(c.loaded); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if c.locked {
			s.examples.mu.Unlock()
		}
	}
}
