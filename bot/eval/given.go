package eval

import (
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// passage is a passage that is given with a question, and of which story it is.
type passage struct {
	Outlet    string `json:"outlet"`
	Published string `json:"published"` // 2006-01-02; empty: unknown
	Title     string `json:"title"`
	Label     string `json:"label"`
	URL       string `json:"url"` // passages of one address are of one story; empty: each of its own
	Text      string `json:"text"`
}

// foundIn lays the passages out as a search would have found them, in their
// order: the n-th hit is the n-th passage.
func foundIn(passages []passage) knowledge.Found {
	stories := make(map[string]*knowledge.Story)
	keys, spans := make([]string, len(passages)), make([]text.Span, len(passages))
	for i := range passages {
		p := &passages[i]
		if keys[i] = p.URL; p.URL == "" {
			keys[i] = "passage/" + strconv.Itoa(i+1)
		}
		s := stories[keys[i]]
		if s == nil {
			s = p.story(keys[i])
			stories[keys[i]] = s
		} else {
			s.Text += "\n\n"
		}
		body := strings.TrimSpace(p.Text)
		spans[i] = text.Span{Start: len(s.Text), End: len(s.Text) + len(body)}
		s.Text += body
	}
	found := knowledge.Found{Info: knowledge.Info{Stories: len(stories)}}
	leads := make(map[string]text.Span)
	for i, key := range keys {
		s := stories[key]
		if _, known := leads[key]; !known {
			s.Hash = s.Fingerprint()
			leads[key] = lead(s)
		}
		found.Hits = append(found.Hits, knowledge.Hit{Story: *s, Lead: leads[key], Span: spans[i], Score: 1 / (1 + float64(i)/8)})
	}
	return found
}

// story is the story of a passage, still without its text.
func (p *passage) story(key string) *knowledge.Story {
	published, _ := time.Parse(time.DateOnly, p.Published) // an unknown day is the zero one
	s := &knowledge.Story{
		ID: knowledge.StoryID(key), URL: p.URL, Title: p.Title, Outlet: p.Outlet, Published: published,
		Label: knowledge.Label(p.Label), Lang: "en",
	}
	if s.Label == "" {
		s.Label = knowledge.News
	}
	return s
}

// lead is the first passage of a story.
func lead(s *knowledge.Story) text.Span {
	if passages := knowledge.Split(text.Of(s.Lang), s.Text); len(passages) > 0 {
		return passages[0]
	}
	return text.Span{}
}

// textsOf are the texts of passages.
func textsOf(passages []passage) []string {
	texts := make([]string, len(passages))
	for i := range passages {
		texts[i] = passages[i].Text
	}
	return texts
}
