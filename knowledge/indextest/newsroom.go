package indextest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Newsroom writes news-like stories: words follow Zipf's law and are inflected,
// stories come in groups about one thing with the same names, and sentences
// are full of the small words of English. The same seed writes the same news.
type Newsroom struct {
	r      *rand.Rand
	words  []string
	zipf   *rand.Zipf
	places []string
}

// NewNewsroom has a language and places of its own for each seed.
func NewNewsroom(seed uint64) *Newsroom {
	g := &Newsroom{r: rand.New(rand.NewPCG(seed, 7))} //nolint:gosec // a test
	seen := make(map[string]bool)
	for len(g.words) < 40_000 {
		if w := g.syllables(1 + len(g.words)/4000 + g.r.IntN(2)); !seen[w] {
			seen[w] = true
			g.words = append(g.words, w)
		}
	}
	for range 400 {
		g.places = append(g.places, g.name(2))
	}
	g.zipf = rand.NewZipf(g.r, 1.07, 8, uint64(len(g.words)-1)) //nolint:gosec // as above
	return g
}

func (g *Newsroom) pick(list ...string) string { return list[g.r.IntN(len(list))] }

func (g *Newsroom) syllables(n int) string {
	var b strings.Builder
	for range min(n, 4) {
		b.WriteString(g.pick("b", "br", "c", "d", "dr", "f", "g", "gl", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w"))
		b.WriteString(g.pick("a", "e", "i", "o", "u", "ai", "ea", "ou"))
		b.WriteString(g.pick("", "", "n", "r", "l", "m", "t", "nd", "rk"))
	}
	return b.String()
}

func (g *Newsroom) name(n int) string {
	w := g.syllables(n)
	return strings.ToUpper(w[:1]) + w[1:]
}

// word is a word of the language, now and then inflected.
func (g *Newsroom) word() string { return g.inflect(g.words[g.zipf.Uint64()]) }

func (g *Newsroom) inflect(w string) string {
	return w + g.pick("", "", "", "s", "s", "ed", "ing")
}

// affair is what a group of stories is about.
type affair struct {
	words, people []string
	place         string
	at            time.Time
}

func (g *Newsroom) affair() affair {
	a := affair{place: g.pick(g.places...), at: time.Date(2015, 1, 1, 8, 0, 0, 0, time.UTC).AddDate(0, 0, g.r.IntN(3600))}
	for range 14 {
		a.words = append(a.words, g.words[200+g.r.IntN(len(g.words)-200)])
	}
	for range 4 {
		a.people = append(a.people, g.name(2)+" "+g.name(2))
	}
	return a
}

// sentence writes about a; own is what only this story has.
func (g *Newsroom) sentence(a affair, own []string) string {
	var b strings.Builder
	b.WriteString(g.pick("The", "A", "In "+a.place+", the", g.pick(a.people...)+" said the", "Officials said that", "On Monday the", "It was", "After the", "They told the"))
	for i := range 9 + g.r.IntN(12) {
		b.WriteByte(' ')
		switch k := g.r.IntN(20); {
		case i%2 == 1 && k < 15:
			b.WriteString(g.pick("the", "of", "to", "in", "a", "and", "that", "for", "was", "with", "on", "by", "had", "from", "its"))
		case k < 3:
			b.WriteString(g.inflect(g.pick(a.words...)))
		case k < 5:
			b.WriteString(g.inflect(g.pick(own...)))
		case k == 5:
			b.WriteString(g.pick(a.people...))
		case k == 6:
			b.WriteString(g.pick(a.place, g.pick(g.places...)))
		case k == 7:
			fmt.Fprint(&b, 2+g.r.IntN(900))
		default:
			b.WriteString(g.word())
		}
	}
	return b.String() + "."
}

// Write gives stories until they have that many passages.
func (g *Newsroom) Write(passages int) []knowledge.Story {
	var stories []knowledge.Story
	for passages > 0 {
		a := g.affair()
		for range 2 + g.r.IntN(10) {
			s := g.story(a, len(stories))
			stories = append(stories, s)
			passages -= len(knowledge.Split(text.English(), s.Text))
		}
	}
	return stories
}

// Story is a story about something of its own; n is in its ID.
func (g *Newsroom) Story(n int) knowledge.Story { return g.story(g.affair(), n) }

// Paragraph is two sentences.
func (g *Newsroom) Paragraph() string {
	return g.sentence(g.affair(), g.words[:8]) + " " + g.sentence(g.affair(), g.words[:8])
}

func (g *Newsroom) story(a affair, n int) knowledge.Story {
	own := make([]string, 8)
	for i := range own {
		own[i] = g.words[g.r.IntN(len(g.words))]
	}
	title := fmt.Sprintf("%s %s %s in %s", g.pick(a.people...), g.inflect(g.pick(a.words...)), g.inflect(g.pick(own...)), a.place)
	var text strings.Builder
	for range 8 + g.r.IntN(10) {
		for range 2 + g.r.IntN(3) {
			text.WriteString(g.sentence(a, own) + " ")
		}
		text.WriteString("\n\n")
	}
	s := knowledge.Story{
		ID: fmt.Sprintf("story-%07d", n), Title: title, Text: strings.TrimSpace(text.String()),
		Outlet: g.pick("The Courier", "Morning Post", "Wire One"), Published: a.at.AddDate(0, 0, g.r.IntN(30)),
		URL: fmt.Sprintf("https://news.example/%d", n), Label: knowledge.News, Lang: "en", Source: "generated", Item: fmt.Sprint(n),
	}
	s.Hash = s.Fingerprint()
	return s
}

// Question asks for a passage of a story in a reader's words: some are its own,
// in that form or another, and about as many are any words.
type Question struct {
	Text    string
	Stories []string  // any of these holds it
	At      time.Time // the moment of asking; zero: now
}

// Question asks for a passage of a story.
func (g *Newsroom) Question(s knowledge.Story) Question {
	p := knowledge.Split(text.English(), s.Text)
	var words []string
	for _, w := range text.English().Words(p[g.r.IntN(len(p))].Of(s.Text)) {
		if !w.Stop() {
			words = append(words, strings.TrimSuffix(strings.TrimSuffix(w.Norm, "s"), "ed"))
		}
	}
	asked := []string{g.pick("What did", "Who was", "When was", "How many of", "Why did", "Where is")}
	for i := range 11 { // a reader's question has about as many words that are no stop words
		switch {
		case i%2 == 1:
			asked = append(asked, g.word())
		case i%3 == 1:
			asked = append(asked, "the", g.pick(words...))
		default:
			asked = append(asked, g.inflect(g.pick(words...)))
		}
	}
	return Question{Text: strings.Join(asked, " ") + "?", Stories: []string{s.ID}}
}

// Generated are stories with so many passages, and 300 questions for passages of them: the same each time.
func Generated(passages int) ([]knowledge.Story, []Question) {
	g := NewNewsroom(1)
	stories := g.Write(passages)
	questions := make([]Question, 300)
	for i := range questions {
		questions[i] = g.Question(stories[g.r.IntN(len(stories))])
	}
	return stories, questions
}
