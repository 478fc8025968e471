package desk

import (
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// Results is the outcome of a search; its JSON is the contract.
type Results struct {
	Query  string   `json:"query"`
	Since  string   `json:"since"` // the first day of the window, 2006-01-02; empty: open
	Until  string   `json:"until"` // its last day; empty: open
	Hits   []Result `json:"hits"`  // best first
	TookMS int64    `json:"took_ms"`
}

// Result is one passage found: Text is its story's at [Start, End).
type Result struct {
	Story     string          `json:"story"`
	Title     string          `json:"title"`
	Outlet    string          `json:"outlet"`
	Label     knowledge.Label `json:"label"`
	Published string          `json:"published"`
	URL       string          `json:"url"`
	Score     float64         `json:"score"`
	Start     int             `json:"start"`
	End       int             `json:"end"`
	Text      string          `json:"text"`

	Lang       string   `json:"-"` // of the story
	Collection string   `json:"-"` // of the story
	Terms      []string `json:"-"` // by which it was found
}

// NewResults shapes what a search of q found.
func NewResults(q knowledge.Query, found knowledge.Found) Results {
	if w := q.Prefer; w != nil && q.Since.IsZero() && q.Until.IsZero() {
		q.Since, q.Until = w.Since, w.Until
		found.Hits = ofThatTime(found.Hits)
	}
	r := Results{Query: q.Text, Since: knowledge.Day(q.Since), Hits: make([]Result, 0, len(found.Hits)), TookMS: found.Took.Milliseconds()}
	if !q.Until.IsZero() {
		r.Until = knowledge.Day(q.Until.Add(-time.Nanosecond))
	}
	for i := range found.Hits {
		h := &found.Hits[i]
		r.Hits = append(r.Hits, Result{
			Story: h.Story.ID, Title: h.Story.Title, Outlet: h.Story.Outlet, Label: label(h.Story.Label),
			Published: knowledge.Day(h.Story.Published), URL: h.Story.URL,
			Score: h.Score, Start: h.Start, End: h.End, Text: h.Text(),
			Lang: h.Story.Lang, Collection: h.Story.Collection, Terms: h.Why.Terms,
		})
	}
	return r
}

// ofThatTime leaves out the hits that have nothing to do with the time that the
// words named, as the results say, but for those that score at least half of what
// the best of that time does.
func ofThatTime(hits []knowledge.Hit) []knowledge.Hit {
	best := 0.0
	for i := range hits {
		if !hits[i].Why.Untimely() {
			best = max(best, hits[i].Score)
		}
	}
	return slices.DeleteFunc(slices.Clone(hits), func(h knowledge.Hit) bool { return h.Why.Untimely() && 2*h.Score < best })
}

// Listing is a list of stories; its JSON is the contract.
type Listing struct {
	Total   int      `json:"total"`
	Stories []Listed `json:"stories"`
}

// Listed is a story in a list.
type Listed struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Outlet     string          `json:"outlet"`
	Authors    []string        `json:"authors"`
	Published  string          `json:"published"`
	Updated    string          `json:"updated"`
	URL        string          `json:"url"`
	Collection string          `json:"collection"`
	Label      knowledge.Label `json:"label"`
	Lang       string          `json:"lang"`
	Words      int             `json:"words"` // as a person counts them
	Source     string          `json:"source"`
}

// NewListing shapes a list of stories.
func NewListing(stories []*knowledge.StoryInfo) Listing {
	l := Listing{Total: len(stories), Stories: make([]Listed, 0, len(stories))}
	for _, s := range stories {
		l.Stories = append(l.Stories, newListed(s))
	}
	return l
}

// In returns what of the listing may be shown to who is answered from these
// collections; nil stands for all.
func (l Listing) In(collections []string) Listing {
	if len(collections) == 0 {
		return l
	}
	may := knowledge.Filter{Collections: collections}
	stories := make([]Listed, 0, len(l.Stories))
	for _, s := range l.Stories {
		if may.Allows(&knowledge.Story{ID: s.ID, Collection: s.Collection}) {
			stories = append(stories, s)
		}
	}
	return Listing{Total: len(stories), Stories: stories}
}

func newListed(info *knowledge.StoryInfo) Listed {
	s := &info.Story
	authors := s.Authors
	if authors == nil {
		authors = []string{}
	}
	return Listed{
		ID: s.ID, Title: s.Title, Outlet: s.Outlet, Authors: authors,
		Published: knowledge.Day(s.Published), Updated: knowledge.Day(s.Updated), URL: s.URL,
		Collection: s.Collection, Label: label(s.Label), Lang: s.Lang, Words: info.Counted, Source: s.Source,
	}
}

// Opened is one story with its text and the versions it has had, oldest first.
type Opened struct {
	Listed
	Text     string    `json:"text"`
	Versions []Version `json:"versions"`
}

// Version is one text that a story has had.
type Version struct {
	Hash        string    `json:"hash"`
	Seen        time.Time `json:"seen"`
	TextChanged bool      `json:"text_changed"`
}

// NewOpened shapes one story.
func NewOpened(info *knowledge.StoryInfo, text string, versions []knowledge.Version) Opened {
	o := Opened{Listed: newListed(info), Text: text, Versions: make([]Version, 0, len(versions))}
	for _, v := range versions {
		o.Versions = append(o.Versions, Version(v))
	}
	return o
}

// label spells out the label of a story that was given none.
func label(l knowledge.Label) knowledge.Label {
	if l == "" {
		return knowledge.News
	}
	return l
}
